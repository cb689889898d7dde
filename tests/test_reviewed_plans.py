"""Plans that were reviewed: exactly they happen, once, or nothing does."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from hub.changes import Reading
from hub.connectors.memory import MemoryConnector
from hub.errors import StalePlan
from hub.hookspecs import hookimpl
from hub.language import Text
from hub.model import Course, Network
from hub.nightly import apply_night
from hub.planning.plan_file import checksum, to_json
from tests.planning.builders import booking, course
from tests.town import HUB_TOML, Silent, Town, wrote


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """An academy with a course of two seats, and an office that has typed one booking for it."""
    town = Town(tmp_path)
    town.academy.put(course(capacity=2))
    town.mekom.put(booking())
    return town


def test_what_was_reviewed_is_what_happens(town: Town) -> None:
    planned = town.plan_text()

    assert wrote(town.apply(planned)) == ["add mekom VA-1", "add academy B-1", "amend mekom B-1"]


def test_a_plan_is_stale_when_a_side_moved_and_then_nothing_is_written(town: Town) -> None:
    planned = town.plan_text()
    town.mekom.put(booking("B-2"))

    with pytest.raises(StalePlan, match=r"newly planned: amend .* in MEKOM\n") as refusal:
        town.apply(planned)
    assert "Plan again" in str(refusal.value.remedy)
    assert dict(town.mekom.courses) == {}


def test_a_plan_is_applied_once(town: Town) -> None:
    planned = town.plan_text()
    town.apply(planned)

    with pytest.raises(StalePlan):
        town.apply(planned)


def test_applying_an_empty_plan_does_nothing(town: Town) -> None:
    town.night()

    assert wrote(town.apply(town.plan_text())) == []


class Meddler(Silent):
    """While somebody applies a plan, another night runs at the worst of moments."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.has_run = False

    def step(self, text: Text, *, done: int | None = None, of: int | None = None) -> None:
        if str(text) == "Planning" and not self.has_run:
            self.has_run = True
            self.town.night()


def test_a_night_that_ran_while_the_plan_was_compared_makes_it_stale(town: Town) -> None:
    town.night()
    town.mekom.put(booking("B-2"))
    planned = town.plan_text()

    with pytest.raises(StalePlan, match="applied already, at least in part"):
        apply_night(town.hub(), planned, confirm_held=False, progress=Meddler(town))

    assert len(town.academy.bookings) == 2


def test_a_first_plan_that_is_refused_leaves_no_ledger_behind(town: Town) -> None:
    planned = town.plan_text()
    town.mekom.put(booking("B-2"))

    with pytest.raises(StalePlan, match="newly planned: add VA-1"):
        town.apply(planned)

    assert [path.name for path in town.folder.iterdir()] == ["hub.toml"]


class Unasked(MemoryConnector):
    """A system that must not be asked."""

    @hookimpl
    def fetch_courses(self, network: Network) -> Reading[Course]:
        raise AssertionError("somebody asked")


def test_a_plan_that_is_too_old_is_refused_before_anybody_is_asked(town: Town) -> None:
    planned = town.plan_text()
    town.day += timedelta(days=8)
    town.academy = Unasked.of()

    with pytest.raises(StalePlan, match="it was made 2013-01-14 02:00, and a plan holds for 7 days"):
        town.apply(planned)


def test_how_long_a_plan_holds_is_a_setting(town: Town) -> None:
    town.toml += "\n[limits]\nplan_days = 9\n"
    planned = town.plan_text()
    town.day += timedelta(days=8)

    assert wrote(town.apply(planned)) == ["add mekom VA-1", "add academy B-1", "amend mekom B-1"]


def test_values_forged_under_the_right_fingerprint_are_refused(town: Town) -> None:
    document = json.loads(town.plan_text())
    document["changes"][0]["fields"]["title"]["after"] = "Schweigen"
    document["checksum"] = checksum(document)

    with pytest.raises(StalePlan, match="title would become “Verkaufen VA-1”, not “Schweigen”"):
        town.apply(to_json(document))
    assert not town.mekom.courses


def test_a_ledger_on_a_server_knows_a_stale_plan_too(town: Town, server: str) -> None:
    town.toml = HUB_TOML.replace("[hub]", f'[hub]\nledger = "{server}"')
    planned = town.plan_text()
    assert wrote(town.apply(planned)) == ["add mekom VA-1", "add academy B-1", "amend mekom B-1"]
    with pytest.raises(StalePlan, match="applied already"):
        town.apply(planned)

    town.mekom.put(booking("B-2"))
    later = town.plan_text()
    town.mekom.put(booking("B-3"))

    with pytest.raises(StalePlan, match="newly planned"):
        town.apply(later)
    assert len(town.academy.bookings) == 1
