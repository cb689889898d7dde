"""Changes that look like an accident are held with the numbers."""

from __future__ import annotations

import pytest

from hub.config import Limits
from hub.memory import Memory, Shelf
from hub.model import BookingStatus, CourseStatus
from tests.planning.builders import ACADEMY, MEKOM, World, booking, course, lines, member

CONFIRMED, CANCELLED = BookingStatus.CONFIRMED, BookingStatus.CANCELLED_BY_COMPANY


def crowd(size: int, *, cancelled: int) -> World:
    """So many bookings on both sides; the office set the first few to cancelled."""
    world = World().with_published(course(capacity=None))
    for number in range(size):
        status = CANCELLED if number < cancelled else CONFIRMED
        world.with_passed_on(booking(f"B-{number}", status=status), status=CONFIRMED)
    return world


@pytest.mark.parametrize(
    ("size", "cancelled", "held"),
    [(10, 2, 0), (10, 3, 3), (30, 3, 0), (30, 4, 4), (100, 10, 0), (100, 11, 11), (5, 5, 5)],
)
def test_cancellations_beyond_the_limits_are_all_held(size: int, cancelled: int, held: int) -> None:
    plan = crowd(size, cancelled=cancelled).plan()

    assert len(plan.held) == held
    assert len(plan.changes) == cancelled - held


def test_the_numbers_are_told() -> None:
    plan = crowd(10, cancelled=4).plan()

    assert {str(held.why) for held in plan.held} == {
        "4 of 10 bookings in Academy would be cancelled at once, more than 10 %"
    }
    assert {(held.network, held.kind) for held in plan.held} == {(ACADEMY, "booking")}


def test_the_limits_are_the_offices_to_set() -> None:
    world = crowd(10, cancelled=4)
    world.limits = Limits(cancel_share=0.5, cancel_at_least=3)

    assert world.plan().held == []


def test_other_changes_go_ahead_while_cancellations_are_held() -> None:
    world = crowd(10, cancelled=4)
    world.courses[ACADEMY].append(course("VA-2"))

    assert lines(world.plan()) == ["add mekom VA-2"]


def test_held_records_are_looked_at_again_the_next_night() -> None:
    plan = crowd(10, cancelled=4).plan()

    assert {(network, kind) for network, kind, _ in plan.pending} == {(ACADEMY, "booking")}
    assert len(plan.pending) == 4


def test_the_bookings_of_one_cancelled_course_share_its_fate_and_are_not_held() -> None:
    world = crowd(10, cancelled=0)
    world.courses[ACADEMY][0] = course(capacity=None, status=CourseStatus.CANCELLED)

    plan = world.plan()

    assert plan.held == []
    assert len(plan.changes) == 1 + 2 * 10


def test_bookings_of_courses_whose_cancellation_is_held_are_held_with_them() -> None:
    world = World()
    for number in range(1, 5):
        world.with_published(course(f"VA-{number}"))
        world.with_passed_on(
            booking(f"B-{number}", course=f"VA-{number}", status=CONFIRMED), status=CONFIRMED
        )
    world.courses[ACADEMY] = [course(f"VA-{number}", status=CourseStatus.CANCELLED) for number in range(1, 5)]

    plan = world.plan()

    assert lines(plan) == []
    assert len(plan.held) == 4 + 2 * 4


@pytest.mark.parametrize(
    ("before", "now", "is_doubted"),
    [
        (1, 0, True),
        (500, 0, True),
        (500, 1, True),
        (500, 300, True),
        (500, 450, False),
        (3, 2, False),
        (0, 0, False),
    ],
)
def test_a_side_that_lost_too_much_is_doubted(before: int, now: int, is_doubted: bool) -> None:
    world = World()
    world.members[MEKOM] = [member(f"M-{number}") for number in range(now)]
    world.memory = Memory(shelves={(MEKOM, "member"): Shelf(records=before)})

    held = world.plan().held

    assert bool(held) is is_doubted
    assert all("until somebody confirms" in str(one.why) for one in held)


def test_nobody_is_called_a_stranger_while_the_list_of_members_is_doubted() -> None:
    world = World().with_published(course())
    world.bookings[MEKOM].append(booking())
    world.members[MEKOM] = []
    world.memory = Memory(shelves={(MEKOM, "member"): Shelf(records=90)})

    reasons = [str(one.reason) for one in world.plan().withheld]

    assert reasons == ["the members of MEKOM are not wholly known tonight"]
