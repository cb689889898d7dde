"""A broken plugin, and what the hub has to say about it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from hub.plugging.catalogue import discover
from tests.plugging.builders import TAIL, plugin, written

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


def method(*lines: str) -> str:
    """A connector with this one method."""
    return plugin("\n".join(lines))


def assert_costs_one_sentence(broken: Broken, folder: Path) -> None:
    """The plugin is put aside with its sentence; a second one like it and a good one change nothing."""
    other = plugin(tail=TAIL.replace("mycrm", "other"))
    files = {"another.py": other, "mycrm.py": broken.text, "zebra.py": broken.text}

    found = discover(written(folder, files))

    assert {each.source: str(each.error) for each in found.quarantined}[FILE] == broken.sentence
    assert found.kinds.keys() == {"memory", "other", "spreadsheet"}
