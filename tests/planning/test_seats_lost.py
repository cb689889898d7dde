"""Many seats that are taken back at once are asked about; a few are an organiser's day's work."""

from __future__ import annotations

import pytest

from hub.model import BookingStatus, CourseStatus
from tests.planning.builders import ACADEMY, MEKOM, World, booking, copy_of, course, line, lines


def seated(count: int, *, now: BookingStatus) -> World:
    """So many people have a seat at home; at the academy their rows say something else now."""
    world = World().with_published(course(capacity=100))
    for number in range(count):
        world.with_passed_on(booking(f"B-{number}", status=BookingStatus.CONFIRMED), status=now)
    return world


@pytest.mark.parametrize(
    "now", [BookingStatus.REQUESTED, BookingStatus.DECLINED, BookingStatus.WAITLISTED, BookingStatus.EXPIRED]
)
def test_an_organiser_whose_decisions_are_gone_takes_nobodys_seat(now: BookingStatus) -> None:
    plan = seated(40, now=now).plan()

    assert lines(plan) == []
    assert len(plan.held) == 40
    assert str(plan.held[0].why) == "40 of 40 bookings of MEKOM would lose their seat at once"


def test_two_seats_that_are_taken_back_are_told() -> None:
    plan = seated(2, now=BookingStatus.DECLINED).plan()

    assert (lines(plan), plan.held) == (["amend mekom B-0 status", "amend mekom B-1 status"], [])


def test_who_took_part_and_who_did_not_is_told_however_many() -> None:
    plan = seated(40, now=BookingStatus.NO_SHOW).plan()

    assert (len(lines(plan)), plan.held) == (40, [])


def test_a_cancelled_course_cancels_all_its_seats() -> None:
    world = seated(40, now=BookingStatus.CONFIRMED)
    off = course(status=CourseStatus.CANCELLED, capacity=100)
    world.courses = {ACADEMY: [off], MEKOM: [copy_of(course(capacity=100))]}

    plan = world.plan()

    assert len(lines(plan)) == 81
    assert [line(held.change) for held in plan.held if held.change] == []
