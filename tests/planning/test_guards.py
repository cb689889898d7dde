"""Changes that look like an accident are held with the numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hub.config import Limits
from hub.model import BookingStatus, CourseStatus, Ref
from tests.planning.builders import ACADEMY, MEKOM, NOW, World, booking, course, lines

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
    [(10, 2, 0), (10, 3, 3), (30, 3, 3), (31, 3, 0), (100, 9, 0), (100, 10, 10), (5, 5, 5)],
)
def test_cancellations_beyond_the_limits_are_all_held(size: int, cancelled: int, held: int) -> None:
    plan = crowd(size, cancelled=cancelled).plan()

    assert len(plan.held) == held
    assert len(plan.changes) == cancelled - held


def test_the_numbers_are_told() -> None:
    plan = crowd(10, cancelled=4).plan()

    assert {str(held.why) for held in plan.held} == {"4 of 10 bookings in Academy would be cancelled at once"}
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


@pytest.mark.parametrize(("size", "gone", "held"), [(100, 2, 0), (100, 3, 3), (100, 5, 5), (3, 2, 0)])
def test_rows_that_vanish_together_are_asked_about_whatever_their_share(
    size: int, gone: int, held: int
) -> None:
    ids = [f"B-{number}" for number in range(gone)]
    world = crowd(size, cancelled=0).after_a_night().without(MEKOM, *ids)
    since = {Ref(MEKOM, "booking", name): NOW.date() - timedelta(days=1) for name in ids}
    world.memory = replace(world.memory, missing_since=since)

    plan = world.plan()

    assert (len(plan.held), len(plan.changes)) == (held, gone - held)
    assert {str(one.why) for one in plan.held} == (
        {
            f"{gone} bookings are gone from MEKOM together; nobody is cancelled for that until somebody confirms it"
        }
        if held
        else set()
    )
    assert len(plan.with_held_confirmed().changes) == gone


def test_courses_that_vanish_together_are_held_with_the_bookings_that_go_with_them() -> None:
    world = World()
    for number in range(40):
        world.with_published(course(f"VA-{number}"))
    world.with_passed_on(booking(course="VA-0", status=CONFIRMED), status=CONFIRMED)
    gone = ["VA-0", "VA-1", "VA-2"]
    world.after_a_night().without(ACADEMY, *gone)
    since = {Ref(ACADEMY, "course", name): NOW.date() - timedelta(days=1) for name in gone}
    world.memory = replace(world.memory, missing_since=since)

    plan = world.plan()

    assert lines(plan) == []
    assert len(plan.held) == 3 + 2
    assert {str(one.why).split(";")[0] for one in plan.held} == {"3 courses are gone from Academy together"}


def test_a_rule_counts_only_what_the_rules_before_it_let_go() -> None:
    world = crowd(40, cancelled=2).after_a_night().without(MEKOM, "B-37", "B-38", "B-39")
    since = {Ref(MEKOM, "booking", f"B-{n}"): NOW.date() - timedelta(days=1) for n in (37, 38, 39)}
    world.memory = replace(world.memory, missing_since=since)

    plan = world.plan()

    assert lines(plan) == ["cancel academy B-0 status", "cancel academy B-1 status"]
    assert len(plan.held) == 3


def test_a_limit_of_none_at_least_holds_every_absence_and_nothing_that_is_not_there() -> None:
    world = crowd(20, cancelled=0)
    world.limits = Limits(cancel_at_least=0, cancel_share=0, amend_at_least=0, amend_share=0)

    assert world.plan().held == []
