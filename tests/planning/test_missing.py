"""Missing is not cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hub.changes import Reject
from hub.language import Text
from hub.memory import Memory, Shelf
from hub.model import BookingStatus, CourseStatus, Ref
from hub.planning.snapshot import View
from tests.planning.builders import ACADEMY, MEKOM, NOW, World, booking, copy_of, course, lines, request_of

B_1 = Ref(MEKOM, "booking", "B-1")
VA_1 = Ref(ACADEMY, "course", "VA-1")
YESTERDAY = NOW.date() - timedelta(days=1)


def orphaned(**at_the_academy: object) -> World:
    """A booking that stands at the academy and is gone from MEKOM's sheet."""
    world = World().with_published(course())
    world.bookings[ACADEMY].append(request_of(booking(), **at_the_academy))
    return world


def test_a_vanished_booking_is_missing_first_and_nothing_is_cancelled() -> None:
    plan = orphaned(status=BookingStatus.CONFIRMED).plan()

    assert lines(plan) == []
    assert [(missing.ref, missing.since) for missing in plan.missing] == [(B_1, NOW.date())]
    assert plan.missing_since == {B_1: NOW.date()}


def test_after_a_second_complete_night_its_cancellation_is_planned() -> None:
    world = orphaned(status=BookingStatus.CONFIRMED)
    world.memory = Memory(missing_since={B_1: YESTERDAY})

    plan = world.plan()

    assert lines(plan) == ["cancel academy B-1 status"]
    assert str(plan.changes[0].reason) == "gone from MEKOM since 2013-01-13"


def test_two_nights_on_one_day_are_still_the_first() -> None:
    world = orphaned()
    world.memory = Memory(missing_since={B_1: NOW.date()})

    assert lines(world.plan()) == []


def test_a_booking_that_comes_back_is_no_longer_missing() -> None:
    world = World().with_published(course()).with_passed_on(booking())
    world.memory = Memory(missing_since={B_1: YESTERDAY})

    plan = world.plan()

    assert (lines(plan), plan.missing_since) == ([], {})


@pytest.mark.parametrize(
    "status",
    [
        BookingStatus.CANCELLED_BY_COMPANY,
        BookingStatus.DECLINED,
        BookingStatus.ATTENDED,
        BookingStatus.EXPIRED,
    ],
)
def test_where_nothing_is_left_to_cancel_nobody_is_told(status: BookingStatus) -> None:
    plan = orphaned(status=status).plan()

    assert (plan.missing, plan.missing_since) == ([], {})


def test_a_vanished_course_is_missing_first_and_then_cancelled() -> None:
    world = World()
    world.courses[MEKOM].append(copy_of(course()))
    assert [missing.ref for missing in world.plan().missing] == [VA_1]

    world.memory = Memory(missing_since={VA_1: YESTERDAY})
    assert lines(world.plan()) == ["cancel mekom VA-1 status"]


@pytest.mark.parametrize("status", [CourseStatus.HELD, CourseStatus.CLOSED, CourseStatus.CANCELLED])
def test_a_course_that_took_place_may_vanish(status: CourseStatus) -> None:
    world = World()
    world.courses[MEKOM].append(copy_of(course(status=status)))

    assert world.plan().missing == []


def test_an_incomplete_reading_says_nothing_about_absence_and_forgets_nothing() -> None:
    world = orphaned()
    world.partial[(MEKOM, "booking")] = Text("page 3 of 5 is missing")
    world.memory = Memory(missing_since={B_1: YESTERDAY})

    plan = world.plan()

    assert (lines(plan), plan.missing) == ([], [])
    assert plan.missing_since == {B_1: YESTERDAY}


def test_a_network_that_could_not_be_read_forgets_nothing() -> None:
    world = orphaned()
    world.silent.add((MEKOM, "booking"))
    world.memory = Memory(missing_since={B_1: YESTERDAY})

    assert world.plan().missing_since == {B_1: YESTERDAY}


def test_an_emptied_side_is_held_at_once_with_the_numbers_and_cancels_nobody() -> None:
    world = orphaned(status=BookingStatus.CONFIRMED)
    world.memory = Memory(shelves={(MEKOM, "booking"): Shelf(records=1)})

    plan = world.plan()

    assert lines(plan) == []
    assert [held.change is None for held in plan.held] == [True, False]
    assert "MEKOM had 1 bookings and now has 0" in str(plan.held[0].why)
    assert plan.missing_since == {}


def test_one_confirmation_lets_an_honest_shrinking_pass() -> None:
    world = orphaned(status=BookingStatus.CONFIRMED)
    world.memory = Memory(shelves={(MEKOM, "booking"): Shelf(records=1)})

    confirmed = world.plan().with_held_confirmed()

    assert lines(confirmed) == ["cancel academy B-1 status"]
    assert (confirmed.held, confirmed.doubted) == ((), frozenset())


def test_a_day_in_the_far_past_still_needs_this_night_to_be_complete() -> None:
    world = orphaned()
    world.memory = Memory(missing_since={B_1: date(2012, 1, 1)})
    world.partial[(MEKOM, "booking")] = Text("the page broke off")

    assert lines(world.plan()) == []


def test_a_row_whose_very_id_is_garbled_may_be_the_one_that_is_missed() -> None:
    world = orphaned(status=BookingStatus.CONFIRMED)
    world.memory = Memory(missing_since={B_1: YESTERDAY})
    snapshot = world.snapshot()
    view = snapshot.bookings(MEKOM)
    assert view is not None
    garbled = Reject(place="row 7", why=Text("#REF! is no id"), remedy=Text("mend it"))
    broken = View(MEKOM, "booking", replace(view.reading, rejects=(garbled,)), Shelf(), basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (MEKOM, "booking"): broken})  # type: ignore[method-assign]

    plan = world.plan()

    assert (lines(plan), plan.missing_since) == ([], {B_1: YESTERDAY})


def test_the_bookings_of_a_course_that_is_gone_are_told_the_same_night() -> None:
    world = World().with_passed_on(booking(status=BookingStatus.CONFIRMED), status=BookingStatus.CONFIRMED)
    world.courses[MEKOM].append(copy_of(course()))
    world.memory = Memory(missing_since={VA_1: YESTERDAY})

    assert lines(world.plan()) == [
        "cancel mekom VA-1 status",
        "cancel academy B-1 status",
        "cancel mekom B-1 status",
    ]


def test_a_renumbered_course_is_held_not_cancelled_and_so_are_its_bookings() -> None:
    world = World().with_passed_on(booking(status=BookingStatus.CONFIRMED), status=BookingStatus.CONFIRMED)
    world.courses[MEKOM].append(copy_of(course(title="Verkaufen")))
    world.courses[ACADEMY].append(course("VA-7", title="Verkaufen"))
    world.memory = Memory(missing_since={VA_1: YESTERDAY})

    plan = world.plan()

    assert lines(plan) == ["add mekom VA-7"]
    assert {str(held.why) for held in plan.held} == {"the same course seems to have the number VA-7 now"}
    assert len(plan.held) == 3


def test_a_renumbered_booking_keeps_its_seat_and_the_office_is_told_to_give_the_number_back() -> None:
    world = World().with_published(course())
    world.bookings[ACADEMY].append(request_of(booking(), status=BookingStatus.CONFIRMED))
    world.bookings[MEKOM].append(booking("B-7001", participant=booking().participant))
    world.memory = Memory(missing_since={B_1: YESTERDAY})

    plan = world.plan()

    assert lines(plan) == ["amend mekom B-7001 note"]
    assert [missing.ref for missing in plan.missing] == [B_1]
    assert "this booking had the number B-1 until now" in str(plan.questions[0].text)


def test_an_absence_that_ended_is_forgotten_even_while_another_kind_cannot_be_told() -> None:
    world = World().with_published(course()).with_passed_on(booking())
    world.memory = Memory(missing_since={VA_1: YESTERDAY})
    world.partial[(MEKOM, "booking")] = Text("the page broke off")

    assert world.plan().missing_since == {}
