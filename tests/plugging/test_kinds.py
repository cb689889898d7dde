"""Each mistake while loading and registering costs one clear sentence: file, line, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

import hub
from tests.plugging.broken import FILE, MEND, REGISTER, REGISTER_IT, Broken, assert_costs_one_sentence
from tests.plugging.builders import TAIL, plugin

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
        "a newer contract, with its type",
        plugin(top="\nCONTRACT: int = 3\n"),
        f"{FILE}:2: The plugin asks for contract 3; this hub has 1. Update the hub, or use an older version of the plugin.",
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
        f"{FILE}:2: needs foo. {MEND}",
    ),
    Broken(
        "an error that cannot say itself",
        plugin(top="class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd\n"),
        f"{FILE}:3: Loading this plugin raised Odd: <exception str() failed>. {MEND}",
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.how)
def test_a_mistake_while_loading_costs_one_sentence(broken: Broken, tmp_path: Path) -> None:
    assert_costs_one_sentence(broken, tmp_path)
