"""Course times over both clock changes of every year from 2000 to 2040, and the nights that begin in those hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hub.nightly import Night
from hub.planning.document import as_document
from tests.proofs.clockwork import House, change_days, comes_twice, exists, walls
from tests.tried import Tried

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [BERLIN, ZoneInfo("Europe/London"), ZoneInfo("America/Sao_Paulo")]
"""Where the clocks change at two, at one, and at midnight."""

FARTHEST = [BERLIN, ZONES[-1]]
DAY = timedelta(days=1)


def number(wall: datetime) -> str:
    return f"K-{wall:%Y%m%d-%H%M}"


def planned(night: Night) -> dict[str, datetime]:
    """When every course of the plan file begins."""
    document: Any = as_document(night.facts.plan, language="en")
    return {
        change["ref"].rpartition("/")[2]: datetime.fromisoformat(change["fields"]["starts_at"]["after"])
        for change in [*document["changes"], *document["held"]]
    }


def is_at_rest(house: House, *, exit_code: int = 0) -> bool:
    """Whether nothing is left to do: by what the ledger remembers, and when everything is compared anew."""
    night, anew = house.night(), house.rehearse_without_ledger()
    return (
        night.exit_code == exit_code
        and not [c for c in night.facts.plan.changes if night.facts.outcomes[c.id].state == "done"]
        and not night.facts.remaining
        and planned(anew).keys() == {change.ref.id for change in night.facts.plan.changes}
    )


# from a cell, and into a cell


def typed(zone: ZoneInfo) -> dict[str, tuple[object, object]]:
    """Every time of day on every day of a change; and a course of three whole days around each."""
    rows: dict[str, tuple[object, object]] = {
        number(wall): (wall, wall + timedelta(hours=26)) for wall in walls(zone)
    }
    rows |= {f"T-{day:%Y%m%d}": (day - DAY, day + DAY) for day in change_days(zone)}
    return rows


def whole_days(day: date) -> tuple[datetime, datetime]:
    return datetime.combine(day - DAY, time()), datetime.combine(day + DAY, time(23, 59))


@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: zone.key)
def test_what_stands_in_a_cell_stands_in_the_partner_s_cell_or_is_refused_by_name(
    tmp_path: Path, zone: ZoneInfo, tried: Tried
) -> None:
    house = House(tmp_path / "house", zone, "workbook", "workbook")
    house.type_in(typed(zone))

    night = house.night()

    skipped = {wall for wall in walls(zone) if not exists(wall, zone)}
    shown = house.cells()
    assert {n: cells for n, cells in shown.items() if n.startswith("K")} == {
        number(wall): (wall, wall + timedelta(hours=26)) for wall in walls(zone) if wall not in skipped
    }
    assert {n: cells for n, cells in shown.items() if n.startswith("T")} == {
        f"T-{day:%Y%m%d}": whole_days(day) for day in change_days(zone)
    }
    told = {str(one.reject.id): str(one.reject.why) for one in night.facts.plan.rejects}
    assert told == {
        number(wall): f"{wall:%Y-%m-%d %H:%M} does not exist: the clocks go forward in that hour"
        for wall in skipped
    }
    assert night.exit_code == 3
    assert is_at_rest(house, exit_code=3)
    tried.count("clock times", len(walls(zone)) + len(change_days(zone)))


@pytest.mark.parametrize("zone", FARTHEST, ids=lambda zone: zone.key)
def test_a_cell_is_the_first_of_two_like_times_in_the_plan_and_in_any_other_system(
    tmp_path: Path, zone: ZoneInfo, tried: Tried
) -> None:
    house = House(tmp_path / "house", zone, "workbook", "make-believe")
    house.type_in(typed(zone))
    meant = {
        number(wall): wall.replace(tzinfo=zone).astimezone(UTC) for wall in walls(zone) if exists(wall, zone)
    }

    in_the_plan = planned(house.rehearse())
    house.night()

    assert {n: moment for n, moment in in_the_plan.items() if n.startswith("K")} == meant
    assert {n: moment for n, moment in house.moments().items() if n.startswith("K")} == meant
    assert house.moments() == in_the_plan
    assert is_at_rest(house, exit_code=3)
    tried.count("clock times", len(walls(zone)))


# from a system that knows every moment


def offered(zone: ZoneInfo) -> dict[str, datetime]:
    """The same times as moments; those that come twice, twice."""
    there = [wall for wall in walls(zone) if exists(wall, zone)]
    firsts = {number(wall): wall.replace(tzinfo=zone) for wall in there}
    seconds = {
        f"{number(wall)}-II": wall.replace(tzinfo=zone, fold=1) for wall in there if comes_twice(wall, zone)
    }
    return firsts | seconds


@pytest.mark.parametrize("zone", FARTHEST, ids=lambda zone: zone.key)
def test_a_moment_that_a_cell_cannot_say_is_refused_by_name_and_no_other(
    tmp_path: Path, zone: ZoneInfo, tried: Tried
) -> None:
    house = House(tmp_path / "house", zone, "make-believe", "workbook")
    house.offer(offered(zone))

    night = house.night()

    seconds = {n for n in offered(zone) if n.endswith("-II")}
    assert {n: begin for n, (begin, _) in house.cells().items()} == {
        n: moment.replace(tzinfo=None) for n, moment in offered(zone).items() if n not in seconds
    }
    facts = night.facts
    refused = {c.ref.id: str(facts.outcomes[c.id].why) for c in facts.plan.changes if facts.outcomes[c.id].state != "done"}  # fmt: skip
    assert refused.keys() == seconds
    assert all(f"{offered(zone)[n]:%Y-%m-%d %H:%M} comes twice" in why for n, why in refused.items())
    assert night.exit_code == 3
    assert is_at_rest(house, exit_code=3)
    tried.count("clock times", len(offered(zone)))


@pytest.mark.parametrize("zone", FARTHEST, ids=lambda zone: zone.key)
def test_between_two_systems_every_moment_arrives(tmp_path: Path, zone: ZoneInfo, tried: Tried) -> None:
    house = House(tmp_path / "house", zone, "make-believe", "make-believe")
    house.offer(offered(zone))
    meant = {n: moment.astimezone(UTC) for n, moment in offered(zone).items()}

    assert planned(house.rehearse()) == meant
    night = house.night()

    assert house.moments() == meant
    assert night.exit_code == 0
    assert is_at_rest(house)
    tried.count("clock times", len(meant))


def test_the_days_that_are_tried_are_those_of_both_clock_changes() -> None:
    """A list that were empty would prove everything above."""
    days = {zone.key: change_days(zone) for zone in ZONES}

    assert [len(days[zone.key]) for zone in ZONES[:2]] == [82, 82]
    assert {day.weekday() for day in days["Europe/Berlin"]} == {6}
    assert all(
        {day.month for day in two} == {3, 10} for _, two in groupby(days["Europe/Berlin"], lambda d: d.year)
    )
    for zone in ZONES:
        skipped = [wall for wall in walls(zone) if not exists(wall, zone)]
        doubled = [wall for wall in walls(zone) if comes_twice(wall, zone)]
        assert abs(len(skipped) - len(doubled)) <= 1
        assert len(skipped) + len(doubled) == len(days[zone.key])
