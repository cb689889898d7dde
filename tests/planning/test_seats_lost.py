"""Many seats that are taken back at once are asked about; a few are an organiser's day's work."""

from __future__ import annotations

import pytest

from hub.config import Limits
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


def attended(count: int, *, of: int, now: BookingStatus) -> World:
    """So many people of a hundred took part, as their home was told; at the academy their rows say something else now."""
    world = World().with_published(course(capacity=of))
    for number in range(of):
        home, there = (BookingStatus.ATTENDED, now) if number < count else (BookingStatus.CONFIRMED,) * 2
        world.with_passed_on(booking(f"B-{number}", status=home), status=there)
    return world


@pytest.mark.parametrize("now", [BookingStatus.CONFIRMED, BookingStatus.OFFERED])
def test_an_old_backup_forgets_nobody_who_took_part_however_few_they_are(now: BookingStatus) -> None:
    plan = attended(3, of=100, now=now).plan()

    assert (lines(plan), len(plan.held)) == ([], 3)
    assert str(plan.held[0].why) == "3 bookings of MEKOM say who took part, and would say so no more"


@pytest.mark.parametrize(
    ("count", "now"), [(2, BookingStatus.CONFIRMED), (5, BookingStatus.NO_SHOW), (5, BookingStatus.ATTENDED)]
)
def test_an_attendance_that_is_put_right_is_told(count: int, now: BookingStatus) -> None:
    plan = attended(count, of=100, now=now).plan()

    assert len(lines(plan)) == (0 if now is BookingStatus.ATTENDED else count)
    assert plan.held == []


def test_with_a_limit_of_none_at_all_a_single_attendance_is_held() -> None:
    world = attended(1, of=10, now=BookingStatus.CONFIRMED)
    world.limits = Limits(cancel_at_least=0)

    assert len(world.plan().held) == 1


def test_a_cancelled_course_cancels_all_its_seats() -> None:
    world = seated(40, now=BookingStatus.CONFIRMED)
    off = course(status=CourseStatus.CANCELLED, capacity=100)
    world.courses = {ACADEMY: [off], MEKOM: [copy_of(course(capacity=100))]}

    plan = world.plan()

    assert len(lines(plan)) == 81
    assert [line(held.change) for held in plan.held if held.change] == []
