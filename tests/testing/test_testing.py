"""What `hub.testing` shows to authors of plugins: the names are there, and its example runs as it stands."""

from __future__ import annotations

import textwrap
from pathlib import Path

import hub.testing


def test_every_name_it_shows_is_there() -> None:
    assert sorted(hub.testing.__all__, key=str.swapcase) == sorted(set(hub.testing.__all__), key=str.swapcase)
    assert [name for name in hub.testing.__all__ if not hasattr(hub.testing, name)] == []


def test_the_example_in_its_docstring_runs_as_it_stands(tmp_path: Path) -> None:
    described = hub.testing.__doc__ or ""
    example = described.partition("::\n")[2].partition("\n\nA partner")[0]
    names = {name: getattr(hub.testing, name) for name in hub.testing.__all__}

    exec(textwrap.dedent(example), names | {"folder": tmp_path})

    assert example.count("assert") == 3


def test_a_partner_s_own_plugin_takes_part(tmp_path: Path) -> None:
    world = hub.testing.World.build(tmp_path, 1)
    (tmp_path / "plugins" / "own.py").write_text(
        "from hub import Network, Reading, Settings, hookimpl\n\n\n"
        "class Own:\n    def __init__(self, settings): pass\n\n"
        "    @hookimpl\n    def fetch_courses(self, network: Network) -> Reading:\n"
        "        return Reading([])\n\n\n"
        "@hookimpl\ndef register_connectors(register):\n    register('own', Own, Settings)\n",
        encoding="utf-8",
    )
    world.settings = '[networks.third]\ntitle = "Third"\nsystems.crm.connector = "own"'
    world.write_configuration()

    night = world.night()

    assert night.exit_code == 0
    assert ("third", "course") in night.facts.plan.readings
