"""Each mistake in a hook costs one clear sentence: file, line, hook, and how it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugging.broken import (
    ALL,
    FETCH_MEMBERS,
    FILE,
    REGISTER,
    Broken,
    assert_costs_one_sentence,
    method,
)
from tests.plugging.builders import FETCH, TAIL, plugin

BROKEN = [
    Broken(
        "a misspelt hook",
        method("@hookimpl", "def fetch_member(self, network): ..."),
        f"{FILE}:11: fetch_member is marked as a hook, but there is no hook of that name. Did you mean fetch_members? {FETCH_MEMBERS}",
    ),
    Broken(
        "a hook in camel case",
        method("@hookimpl", "def fetchMembers(self, network): ..."),
        f"{FILE}:11: fetchMembers is marked as a hook, but there is no hook of that name. Did you mean fetch_members? {FETCH_MEMBERS}",
    ),
    Broken(
        "a hook from nowhere",
        method("@hookimpl", "def bake_cake(self, network): ..."),
        f"{FILE}:11: bake_cake is marked as a hook, but there is no hook of that name. The hooks are {ALL}.",
    ),
    Broken(
        "a misspelt specname",
        method("@hookimpl(specname='fetch_membres')", "def read(self, network): ..."),
        f"{FILE}:11: fetch_membres is marked as a hook, but there is no hook of that name. Did you mean fetch_members? {FETCH_MEMBERS}",
    ),
    Broken(
        "a misspelt argument",
        method("@hookimpl", "def fetch_members(self, netwrok): ..."),
        f"{FILE}:11: The hook fetch_members has no argument netwrok. {FETCH_MEMBERS}",
    ),
    Broken(
        "an argument too many",
        method("@hookimpl", "def fetch_members(self, network, page): ..."),
        f"{FILE}:11: The hook fetch_members has no argument page. {FETCH_MEMBERS}",
    ),
    Broken(
        "an argument with a default",
        method("@hookimpl", "def fetch_members(self, network=None): ..."),
        f"{FILE}:11: The argument network of fetch_members would never be filled: it has a default or stands behind a star. {FETCH_MEMBERS}",
    ),
    Broken(
        "an argument behind a star",
        method("@hookimpl", "def fetch_members(self, *, network): ..."),
        f"{FILE}:11: The argument network of fetch_members would never be filled: it has a default or stands behind a star. {FETCH_MEMBERS}",
    ),
    Broken(
        "a collector of arguments",
        method("@hookimpl", "def fetch_members(self, **arguments): ..."),
        f"{FILE}:11: The hook fetch_members has no argument **arguments. {FETCH_MEMBERS}",
    ),
    Broken(
        "no self",
        method("@hookimpl", "def fetch_members(network): ..."),
        f"{FILE}:11: fetch_members does not begin with self. {FETCH_MEMBERS}",
    ),
    Broken(
        "nothing in brackets",
        method("@hookimpl", "def fetch_members(): ..."),
        f"{FILE}:11: fetch_members does not begin with self. {FETCH_MEMBERS}",
    ),
    Broken(
        "a generator",
        method("@hookimpl", "def fetch_members(self, network):", "    yield 1"),
        f"{FILE}:11: fetch_members must be a plain function, without yield, async or await. {FETCH_MEMBERS}",
    ),
    Broken(
        "an async method",
        method("@hookimpl", "async def fetch_members(self, network): ..."),
        f"{FILE}:11: fetch_members must be a plain function, without yield, async or await. {FETCH_MEMBERS}",
    ),
    Broken(
        "a wrapper",
        method("@hookimpl(wrapper=True)", "def fetch_members(self, network):", "    return (yield)"),
        f"{FILE}:11: fetch_members is marked as a wrapper, but there is nothing to wrap. Use @hookimpl without wrapper. {FETCH_MEMBERS}",
    ),
    Broken(
        "a missing marker",
        method("def fetch_members(self, network): ..."),
        f"{FILE}:11: fetch_members has the name of a hook, but no @hookimpl. Put @hookimpl above it. {FETCH_MEMBERS}",
    ),
    Broken(
        "another project's marker",
        method(
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
        method(
            "@hookimpl",
            "def fetch_members(self, network): ...",
            "@hookimpl(specname='fetch_members')",
            "def read(self, network): ...",
        ),
        f"{FILE}:13: Two methods answer the hook fetch_members. Mark only one of them.",
    ),
    Broken(
        "a class without hooks",
        method("def read(self, network): ..."),
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
        method("@hookimpl", "def register_connectors(self, register): ..."),
        f"{FILE}:11: register_connectors stands in a class, where nobody calls it. Move it to the top level of the file. {REGISTER}",
    ),
    Broken(
        "a wrong argument of register_connectors",
        plugin(tail=TAIL.replace("(register)", "(reg)")),
        f"{FILE}:15: The hook register_connectors has no argument reg. {REGISTER}",
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.how)
def test_a_mistake_in_a_hook_costs_one_sentence(broken: Broken, tmp_path: Path) -> None:
    assert_costs_one_sentence(broken, tmp_path)
