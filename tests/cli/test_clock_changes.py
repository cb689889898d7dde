"""Which times of day the clock change takes away or gives twice, in any zone and by the machine's own clock."""

from __future__ import annotations

import os
import time as clock
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from hub.cli.clock_changes import ClockChanges, changes_at

SUMMER, AUTUMN, SPRING = date(2012, 7, 1), date(2012, 10, 28), date(2013, 3, 31)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("zone", "at", "found"),
    [
        ("Europe/Berlin", time(2, 0), ClockChanges(SPRING, AUTUMN)),
        ("Europe/Berlin", time(2, 59), ClockChanges(SPRING, AUTUMN)),
        ("Europe/Berlin", time(1, 59), ClockChanges()),
        ("Europe/Berlin", time(3, 0), ClockChanges()),
        ("Europe/London", time(1, 30), ClockChanges(SPRING, AUTUMN)),
        ("Europe/London", time(2, 30), ClockChanges()),
        ("America/Sao_Paulo", time(0, 30), ClockChanges(missing_on=date(2012, 10, 21))),
        ("America/Sao_Paulo", time(23, 30), ClockChanges(twice_on=date(2013, 2, 16))),
        ("UTC", time(2, 30), ClockChanges()),
    ],
)
def test_the_days_of_the_coming_year_are_named(zone: str, at: time, found: ClockChanges) -> None:
    assert changes_at(at, since=SUMMER, zone=ZoneInfo(zone)) == found
    assert bool(found) == (found != ClockChanges())


def test_the_first_such_day_counts_also_when_it_is_today() -> None:
    assert changes_at(time(2, 30), since=AUTUMN, zone=BERLIN).twice_on == AUTUMN
    assert changes_at(time(2, 30), since=date(2012, 10, 29), zone=BERLIN).twice_on == date(2013, 10, 27)


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no time zone from a variable")
@pytest.mark.parametrize(("zone", "missing"), [("Europe/Berlin", SPRING), ("UTC", None)])
def test_without_a_zone_the_machine_s_own_clock_counts(
    monkeypatch: pytest.MonkeyPatch, zone: str, missing: date | None
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        clock.tzset()
        found = changes_at(time(2, 30), since=SUMMER)
    clock.tzset()

    assert found.missing_on == missing
