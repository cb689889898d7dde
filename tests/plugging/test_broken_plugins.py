"""Each way to break a plugin costs one clear sentence: file, line, hook, and how it is written."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

import hub
from hub.plugging.catalogue import discover
from tests.plugging.builders import FETCH, TAIL, plugin, written

FETCH_MEMBERS = "Expected: def fetch_members(self, network: Network) -> Reading[Member]"
REGISTER = "Expected: def register_connectors(register) -> None"
MEND = "Correct the plugin, or take it out; until then only its own networks fail."
FILE = "plugins/mycrm.py"
REGISTER_IT = 'Expected: register("mycrm", MyCrm, MyCrmSettings)'
ALL = (
    "after_night, check_system, fetch_bookings, fetch_courses, fetch_members, publish_courses, sync_bookings"
)


class Broken(NamedTuple):
    how: str
    text: str
    sentence: str


def fetch(*lines: str) -> str:
    """A connector with this one method."""
    return plugin("\n".join(lines))


BROKEN = [
    Broken(
        "a module that is not there",
        plugin(top="import nowhere_to_be_found\n"),
        f"{FILE}:1: Loading this plugin raised ModuleNotFoundError: No module named 'nowhere_to_be_found'. {MEND}",
    ),
    Broken(
        "a name that the hub does not have",
        plugin(top="from hub import Nobody\n"),
        f"{FILE}:1: Loading this plugin raised ImportError: cannot import name 'Nobody' from 'hub' ({hub.__file__}). {MEND}",
    ),
    Broken(
        "a syntax error",
        plugin(top="def broken(:\n"),
        f"{FILE}:1: Loading this plugin raised SyntaxError: invalid syntax. {MEND}",
    ),
    Broken(
        "a file that is not UTF-8",
        "name = '\udcff'\n",
        f"{FILE}:1: Loading this plugin raised SyntaxError: (unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte. {MEND}",
    ),
    Broken(
        "an error while loading",
        plugin(top="\n1 / 0\n"),
        f"{FILE}:2: Loading this plugin raised ZeroDivisionError: division by zero. {MEND}",
    ),
    Broken(
        "sys.exit while loading",
        plugin(top="import sys\nsys.exit(3)\n"),
        f"{FILE}:2: Loading this plugin raised SystemExit: 3. {MEND}",
    ),
    Broken(
        "an exit while registering",
        plugin(tail="@hookimpl\ndef register_connectors(register):\n    raise SystemExit\n"),
        f"{FILE}:17: register_connectors raised SystemExit. {REGISTER}",
    ),
    Broken(
        "register called with too little",
        plugin(tail="@hookimpl\ndef register_connectors(register):\n    register('mycrm')\n"),
        f"{FILE}:17: register_connectors raised TypeError: Offer.register() missing 2 required positional arguments: 'factory' and 'settings'. {REGISTER}",
    ),
    Broken(
        "an error without words",
        plugin(tail="@hookimpl\ndef register_connectors(register):\n    raise KeyError\n"),
        f"{FILE}:17: register_connectors raised KeyError. {REGISTER}",
    ),
    Broken(
        "a newer contract, although the import fails first",
        plugin(top="CONTRACT = 2\nfrom hub import SomethingNew\n"),
        f"{FILE}:1: The plugin asks for contract 2; this hub has 1. Update the hub, or use an older version of the plugin.",
    ),
    Broken(
        "a newer contract, computed",
        plugin(top="CONTRACT = int('2')\n"),
        f"{FILE}: The plugin asks for contract 2; this hub has 1. Update the hub, or use an older version of the plugin.",
    ),
    Broken(
        "a contract that is no number",
        plugin(top="CONTRACT = '1'\n"),
        f"{FILE}: CONTRACT must be a whole number, not '1'. Write CONTRACT = 1.",
    ),
    Broken(
        "a misspelt hook",
        fetch("@hookimpl", "def fetch_member(self, network): ..."),
        f"{FILE}:11: fetch_member is marked as a hook, but there is no hook of that name. Did you mean fetch_members? {FETCH_MEMBERS}",
    ),
    Broken(
        "a hook in camel case",
        fetch("@hookimpl", "def fetchMembers(self, network): ..."),
        f"{FILE}:11: fetchMembers is marked as a hook, but there is no hook of that name. Did you mean fetch_members? {FETCH_MEMBERS}",
    ),
    Broken(
        "a hook from nowhere",
        fetch("@hookimpl", "def bake_cake(self, network): ..."),
        f"{FILE}:11: bake_cake is marked as a hook, but there is no hook of that name. The hooks are {ALL}.",
    ),
    Broken(
        "a misspelt specname",
        fetch("@hookimpl(specname='fetch_membres')", "def read(self, network): ..."),
        f"{FILE}:11: fetch_membres is marked as a hook, but there is no hook of that name. Did you mean fetch_members? {FETCH_MEMBERS}",
    ),
    Broken(
        "a misspelt argument",
        fetch("@hookimpl", "def fetch_members(self, netwrok): ..."),
        f"{FILE}:11: The hook fetch_members has no argument netwrok. {FETCH_MEMBERS}",
    ),
    Broken(
        "an argument too many",
        fetch("@hookimpl", "def fetch_members(self, network, page): ..."),
        f"{FILE}:11: The hook fetch_members has no argument page. {FETCH_MEMBERS}",
    ),
    Broken(
        "an argument with a default",
        fetch("@hookimpl", "def fetch_members(self, network=None): ..."),
        f"{FILE}:11: The argument network of fetch_members would never be filled: it has a default or stands behind a star. {FETCH_MEMBERS}",
    ),
    Broken(
        "an argument behind a star",
        fetch("@hookimpl", "def fetch_members(self, *, network): ..."),
        f"{FILE}:11: The argument network of fetch_members would never be filled: it has a default or stands behind a star. {FETCH_MEMBERS}",
    ),
    Broken(
        "a collector of arguments",
        fetch("@hookimpl", "def fetch_members(self, **arguments): ..."),
        f"{FILE}:11: The hook fetch_members has no argument **arguments. {FETCH_MEMBERS}",
    ),
    Broken(
        "no self",
        fetch("@hookimpl", "def fetch_members(network): ..."),
        f"{FILE}:11: fetch_members does not begin with self. {FETCH_MEMBERS}",
    ),
    Broken(
        "nothing in brackets",
        fetch("@hookimpl", "def fetch_members(): ..."),
        f"{FILE}:11: fetch_members does not begin with self. {FETCH_MEMBERS}",
    ),
    Broken(
        "a generator",
        fetch("@hookimpl", "def fetch_members(self, network):", "    yield 1"),
        f"{FILE}:11: fetch_members must be a plain function, without yield, async or await. {FETCH_MEMBERS}",
    ),
    Broken(
        "an async method",
        fetch("@hookimpl", "async def fetch_members(self, network): ..."),
        f"{FILE}:11: fetch_members must be a plain function, without yield, async or await. {FETCH_MEMBERS}",
    ),
    Broken(
        "a wrapper",
        fetch("@hookimpl(wrapper=True)", "def fetch_members(self, network):", "    return (yield)"),
        f"{FILE}:11: fetch_members is marked as a wrapper, but there is nothing to wrap. Use @hookimpl without wrapper. {FETCH_MEMBERS}",
    ),
    Broken(
        "a missing marker",
        fetch("def fetch_members(self, network): ..."),
        f"{FILE}:11: fetch_members has the name of a hook, but no @hookimpl. Put @hookimpl above it. {FETCH_MEMBERS}",
    ),
    Broken(
        "another project's marker",
        fetch(
            "import pluggy", "@pluggy.HookimplMarker('datasette')", "def fetch_members(self, network): ..."
        ),
        f"{FILE}:12: fetch_members has the name of a hook, but no @hookimpl. Put @hookimpl above it. {FETCH_MEMBERS}",
    ),
    Broken(
        "an override without marker",
        plugin(
            tail="class Better(MyCrm):\n    def fetch_members(self, network): ...\n\n"
            + TAIL.replace("MyCrm, ", "Better, ")
        ),
        f"{FILE}:16: fetch_members overrides a hook of MyCrm without @hookimpl. Put @hookimpl above it. {FETCH_MEMBERS}",
    ),
    Broken(
        "an override of a method with a specname",
        plugin(
            "@hookimpl(specname='fetch_members')\ndef read(self, network): ...\n",
            tail="class Better(MyCrm):\n    def read(self, network): ...\n\n"
            + TAIL.replace("MyCrm, ", "Better, "),
        ),
        f"{FILE}:15: read overrides a hook of MyCrm without @hookimpl. Put @hookimpl above it. {FETCH_MEMBERS}",
    ),
    Broken(
        "two methods for one hook",
        fetch(
            "@hookimpl",
            "def fetch_members(self, network): ...",
            "@hookimpl(specname='fetch_members')",
            "def read(self, network): ...",
        ),
        f"{FILE}:13: Two methods answer the hook fetch_members. Mark only one of them.",
    ),
    Broken(
        "a class without hooks",
        fetch("def read(self, network): ..."),
        f"{FILE}: The connector class MyCrm offers no hook. Mark its methods with @hookimpl. The hooks are {ALL}.",
    ),
    Broken(
        "a hook outside of a class",
        plugin(tail=FETCH + TAIL),
        f"{FILE}:15: fetch_members stands outside of a class, where it would answer for every network. Move it into the connector class. {FETCH_MEMBERS}",
    ),
    Broken(
        "a misspelt register_connectors",
        plugin(tail=TAIL.replace("register_connectors", "register_conectors")),
        f"{FILE}:15: register_conectors is marked as a hook, but there is no hook of that name. Did you mean register_connectors? {REGISTER}",
    ),
    Broken(
        "register_connectors without marker",
        plugin(tail=TAIL.replace("@hookimpl\n", "")),
        f"{FILE}:15: register_connectors has the name of a hook, but no @hookimpl. Put @hookimpl above it. {REGISTER}",
    ),
    Broken(
        "no register_connectors",
        plugin(tail=""),
        f"{FILE}: The plugin does not say which connectors it offers. It needs, below @hookimpl: def register_connectors(register) -> None",
    ),
    Broken(
        "register_connectors in a class",
        fetch("@hookimpl", "def register_connectors(self, register): ..."),
        f"{FILE}:11: register_connectors stands in a class, where nobody calls it. Move it to the top level of the file. {REGISTER}",
    ),
    Broken(
        "a wrong argument of register_connectors",
        plugin(tail=TAIL.replace("(register)", "(reg)")),
        f"{FILE}:15: The hook register_connectors has no argument reg. {REGISTER}",
    ),
    Broken(
        "nothing registered",
        plugin(tail="@hookimpl\ndef register_connectors(register): ...\n"),
        f'{FILE}: register_connectors registers no connector kind. It needs a line like: register("mycrm", MyCrm, MyCrmSettings)',
    ),
    Broken(
        "the same kind twice",
        plugin(tail=TAIL + '    register("mycrm", MyCrm, Table)\n'),
        f'{FILE}:18: The connector kind "mycrm" is registered twice. {REGISTER_IT}',
    ),
    Broken(
        "a kind without a name",
        plugin(tail=TAIL.replace('"mycrm"', "None")),
        f"{FILE}:17: The name of a connector kind must be a word, not None. {REGISTER_IT}",
    ),
    Broken(
        "an instance for a class",
        plugin(tail=TAIL.replace("MyCrm, ", "MyCrm({}), ")),
        f'{FILE}:17: What makes the connectors of kind "mycrm" is no class. {REGISTER_IT}',
    ),
    Broken(
        "settings of a foreign class",
        plugin(tail=TAIL.replace("Table)", "dict)")),
        f'{FILE}:17: The settings of the kind "mycrm" are no class made of hub.Settings. {REGISTER_IT}',
    ),
    Broken(
        "an instance for the settings",
        plugin(tail=TAIL.replace("Table)", "Table())")),
        f'{FILE}:17: The settings of the kind "mycrm" are no class made of hub.Settings. {REGISTER_IT}',
    ),
    Broken(
        "an error of the hub's own",
        plugin(top="import hub\nraise hub.ConfigError('needs foo')\n"),
        f"{FILE}:2: needs foo {MEND}",
    ),
    Broken(
        "an error that cannot say itself",
        plugin(top="class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd\n"),
        f"{FILE}:3: Loading this plugin raised Odd: <exception str() failed>. {MEND}",
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.how)
def test_a_mistake_costs_one_sentence_that_says_all(broken: Broken, tmp_path: Path) -> None:
    plugins = written(tmp_path, {"mycrm.py": broken.text})

    (quarantined,) = discover(plugins).quarantined

    assert quarantined.source == FILE
    assert str(quarantined.error) == broken.sentence


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.how)
def test_a_broken_plugin_costs_no_other_its_kinds(broken: Broken, tmp_path: Path) -> None:
    other = plugin(tail=TAIL.replace("mycrm", "other"))
    plugins = written(tmp_path, {"another.py": other, "mycrm.py": broken.text, "zebra.py": broken.text})

    found = discover(plugins)

    assert {"memory", "other"} <= found.kinds.keys()
    assert "mycrm" not in found.kinds
