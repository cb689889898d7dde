"""A clock that was set back or jumped, and a ledger that is old, make no absence older than it was seen to be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.model import BookingStatus
from hub.planning.nights import FAR, Nights
from tests.planning.builders import ACADEMY, MEKOM, NOW, World, booking, course, lines
from tests.planning.test_missing import B_1, YESTERDAY, missed, orphaned

TODAY = NOW.date()
days = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def slept(world: World, *, last: date) -> World:
    """The last night that ended was on `last`."""
    world.memory = replace(world.memory, last_night=last)
    return world


@pytest.mark.parametrize(
    ("last", "is_cancelled"),
    [
        (TODAY, True),  # another night of the same day
        (TODAY - timedelta(days=1), True),
        (TODAY - timedelta(days=7), True),
        (TODAY - timedelta(days=8), False),
        (TODAY - timedelta(days=400), False),
        (TODAY + timedelta(days=1), False),
    ],
)
def test_an_absence_is_in_its_second_night_only_if_the_nights_follow_each_other(
    last: date, is_cancelled: bool
) -> None:
    plan = slept(missed(orphaned()), last=last).plan()

    assert lines(plan) == (["cancel academy B-1 status"] if is_cancelled else [])
    assert len(plan.missing) == (not is_cancelled)


def test_after_a_long_pause_an_absence_begins_tonight() -> None:
    plan = slept(missed(orphaned(), since=date(2012, 12, 1)), last=date(2012, 12, 2)).plan()

    assert plan.missing_since == {B_1: TODAY}
    assert [gone.since for gone in plan.missing] == [TODAY]


def test_with_the_clock_set_back_every_change_is_held_and_said() -> None:
    world = World().with_published(course()).with_passed_on(booking(), status=BookingStatus.CONFIRMED)
    world.courses[ACADEMY].append(course("VA-2"))
    world.bookings[MEKOM].append(booking("B-2"))
    going = world.plan()

    plan = slept(world, last=date(2013, 2, 1)).plan()

    assert lines(going)
    assert lines(plan) == []
    assert [held.change for held in plan.held] == list(going.changes)
    assert {str(held.why) for held in plan.held} == {
        "the last night was on 2013-02-01, but today is 2013-01-14"
    }
    assert "Set the clock" in str(plan.notes[0])
    assert lines(plan.with_held_confirmed()) == lines(going)


def test_with_the_clock_set_back_no_absence_begins_and_none_is_forgotten() -> None:
    fresh, known = orphaned(), missed(orphaned())

    assert slept(fresh, last=date(2013, 2, 1)).plan().missing_since == {}
    assert slept(known, last=date(2013, 2, 1)).plan().missing_since == {B_1: YESTERDAY}


def test_a_quiet_night_with_the_clock_set_back_says_so_all_the_same() -> None:
    plan = slept(World().with_published(course()), last=date(2013, 2, 1)).plan()

    assert (plan.held, lines(plan)) == ([], [])
    assert "but today is 2013-01-14" in str(plan.notes[0])


def test_on_a_right_day_nothing_is_said_of_the_clock() -> None:
    assert slept(World(), last=YESTERDAY).plan().notes == []


@given(days, days | st.none(), days | st.none())
def test_no_absence_is_in_its_second_night_on_its_first_day_or_after_a_pause_or_before_the_last_night(
    tonight: date, last: date | None, first: date | None
) -> None:
    nights = Nights(tonight, last)
    if nights.is_second(nights.counted(first)):
        assert first is not None
        assert first < tonight
        assert last is None or timedelta(0) <= tonight - last <= FAR


@given(days, days)
def test_what_is_thrown_away_for_good_is_so_only_where_the_last_night_bears_the_clock_out(
    tonight: date, last: date
) -> None:
    day = Nights(tonight, last).borne_out

    assert day <= last + FAR
    assert day in {tonight, last}
    assert Nights(tonight, None).borne_out == tonight
