"""What follows from a doubted reading: a question about what is gone or new there, and all else as ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hub.memory import Memory, Shelf
from hub.model import BookingStatus, CourseStatus, Person
from tests.planning.builders import (
    ACADEMY,
    MEKOM,
    NOW,
    World,
    booking,
    copy_of,
    course,
    line,
    lines,
    request_of,
)
from tests.planning.test_doubts import CONFIRMED, crowd, doubted, forgotten, numbers


def test_an_organiser_whose_programme_is_another_one_is_doubted_too() -> None:
    world = World()
    for number in range(5):
        world.with_published(course(f"VA-{number}"))
    forgotten(world).courses[ACADEMY] = [
        course(f"XY-{number}", title=f"Töpfern {number}") for number in range(5)
    ]

    plan = world.plan()

    assert lines(plan) == []
    assert set(doubted(plan)) == {(ACADEMY, "course")}


@pytest.mark.parametrize("is_remembered", [True, False])
def test_another_sheet_with_as_many_rows_is_doubted_and_nothing_of_it_is_passed_on(
    is_remembered: bool,
) -> None:
    world = crowd(20).after_a_night()
    world.bookings[MEKOM] = [
        booking(f"X-{number}", participant=Person(name=f"Fremd {number}")) for number in range(20)
    ]
    if not is_remembered:
        forgotten(world)

    plan = world.plan()

    assert lines(plan) == []
    assert set(doubted(plan)) == {(MEKOM, "booking")}
    held = [held.change for held in plan.held if held.change is not None]
    assert {change.change.action for change in held} == {"add", "amend", "cancel"}


def test_what_a_doubted_reading_says_of_records_known_on_both_sides_goes_ahead() -> None:
    world = crowd(20).after_a_night().without(MEKOM, *numbers(10, 20))
    world.bookings[MEKOM][0] = booking("B-0", status=BookingStatus.CANCELLED_BY_COMPANY)
    world.bookings[MEKOM][1] = booking("B-1", status=CONFIRMED, participant=Person(name="Berta Birne"))
    world.bookings[MEKOM].append(booking("B-77"))

    plan = world.plan()

    assert lines(plan) == [
        "cancel academy B-0 status",
        "amend academy B-1 participant.email,participant.name",
    ]
    assert "B-77" in {held.change.ref.id for held in plan.held if held.change is not None}


def test_a_number_for_a_new_row_of_a_doubted_sheet_is_not_written() -> None:
    world = crowd(20).after_a_night().without(MEKOM, *numbers(10, 20))
    world.bookings[MEKOM] += [booking("N-1"), booking("N-2", course="VA-99")]
    world.proposed |= {"N-1", "N-2"}

    assert lines(world.plan()) == []


def test_a_confirmed_booking_takes_its_place_before_those_that_came_after_it() -> None:
    world = crowd(20).after_a_night().without(MEKOM, *numbers(10, 20))
    world.bookings[MEKOM] += [booking("B-77"), booking("B-78", booked_on=date(2013, 1, 11))]
    plan = world.plan()
    held = next(one for one in plan.held if one.change is not None and one.change.ref.id == "B-77")
    later = next(one.change for one in plan.held if one.change is not None and one.change.ref.id == "B-78")

    confirmed = replace(plan, changes=[*plan.changes, later], held=[held]).with_held_confirmed()

    assert [line for line in lines(confirmed) if line.startswith("add")] == [
        "add academy B-77",
        "add academy B-78",
    ]


def test_one_confirmation_makes_all_of_it() -> None:
    world = crowd(20).after_a_night().without(MEKOM, *numbers(10, 20))
    world.bookings[MEKOM].append(booking("B-77"))

    confirmed = world.plan().with_held_confirmed()

    assert sum(line.startswith("cancel academy") for line in lines(confirmed)) == 10
    assert "add academy B-77" in lines(confirmed)
    assert confirmed.doubted == frozenset()


# the numbers changed


def renumbered(size: int, *, of: int) -> World:
    """The first few of so many bookings have other numbers at home."""
    world = crowd(of).after_a_night()
    world.bookings[MEKOM] = [
        value.model_copy(update={"id": f"N-{number}"}) if number < size else value
        for number, value in enumerate(world.bookings[MEKOM])
    ]
    return world


@pytest.mark.parametrize("is_remembered", [True, False])
def test_a_reading_in_which_all_numbers_changed_is_held_as_a_whole(is_remembered: bool) -> None:
    world = renumbered(20, of=20)
    if not is_remembered:
        forgotten(world)

    plan = world.plan()

    assert lines(plan) == []
    assert doubted(plan) == {
        (
            MEKOM,
            "booking",
        ): "20 of the 20 bookings of MEKOM that stand at its partners have other numbers there now, "
        "B-0 is N-0 for example; nothing follows from what is gone or new there until the numbers are back"
    }
    assert plan.questions == []
    assert lines(plan.with_held_confirmed()) == []  # nobody loses a seat by a confirmation


def with_a_nameless_guest(world: World) -> World:
    """One seat is kept for somebody without a name, who cannot be recognised under another number."""
    guest = booking("B-99", participant=Person(), status=BookingStatus.CONFIRMED)
    return world.with_passed_on(guest, status=BookingStatus.CONFIRMED)


@pytest.mark.parametrize("is_set_back", [False, True])
def test_no_confirmation_makes_what_follows_from_numbers_that_have_to_be_put_back(is_set_back: bool) -> None:
    world = with_a_nameless_guest(crowd(20)).after_a_night()
    world.bookings[MEKOM] = [
        value.model_copy(update={"id": f"N-{number}"}) for number, value in enumerate(world.bookings[MEKOM])
    ]
    world.bookings[MEKOM].append(booking("N-77"))
    if is_set_back:
        world.memory = replace(world.memory, last_night=NOW.date() + timedelta(days=2))

    plan = world.plan()
    confirmed = plan.with_held_confirmed()

    stopped = {line(held.change) for held in plan.held if held.change is not None}
    assert {"cancel academy B-99 status", "add academy N-77"} <= stopped
    assert lines(confirmed) == []
    assert confirmed.held == tuple(plan.held)
    assert confirmed.doubted == {(MEKOM, "booking")}


def test_a_confirmation_of_something_else_goes_its_own_way_beside_them() -> None:
    world = with_a_nameless_guest(crowd(20)).with_published(course("VA-2"))
    world.memory = replace(world.after_a_night().memory, last_night=NOW.date() - timedelta(days=1))
    world.bookings[MEKOM] = [
        value.model_copy(update={"id": f"N-{number}"}) for number, value in enumerate(world.bookings[MEKOM])
    ]
    world.courses[ACADEMY][1] = course("VA-2", title="Töpfern", starts_at=NOW + timedelta(days=40))

    plan = world.plan()
    confirmed = plan.with_held_confirmed()

    assert lines(plan) == []
    assert lines(confirmed) == ["amend mekom VA-2 starts_at,title"]
    assert not any(held.can_be_confirmed for held in confirmed.held)


def test_a_few_new_numbers_are_asked_about_one_by_one_and_stop_nothing_else() -> None:
    world = renumbered(4, of=20)
    world.bookings[MEKOM].append(booking("B-77"))

    plan = world.plan()

    assert doubted(plan) == {}
    assert "add academy B-77" in lines(plan)
    assert not any("cancel" in line for line in lines(plan))
    assert len([question for question in plan.questions if "had the number" in str(question.text)]) == 4


def test_courses_of_a_programme_with_other_numbers_are_held_as_a_whole_too() -> None:
    world = World()
    for number in range(12):
        world.with_published(course(f"VA-{number}"))
    world.after_a_night().courses[ACADEMY] = [
        course(f"N-{number}", title=f"Verkaufen VA-{number}") for number in range(12)
    ]

    plan = world.plan()

    assert (lines(plan), plan.questions) == ([], [])
    assert "VA-0 is N-0 for example" in doubted(plan)[ACADEMY, "course"]


# what hangs on a doubted reading


def test_nobody_is_called_a_stranger_while_the_list_of_members_is_doubted() -> None:
    world = World().with_published(course())
    world.bookings[MEKOM].append(booking())
    world.members[MEKOM] = []
    world.memory = Memory(shelves={(MEKOM, "member"): Shelf(records=90)})

    reasons = [str(one.reason) for one in world.plan().withheld]

    assert reasons == ["the members of MEKOM are not wholly known tonight"]


def test_a_course_that_was_held_or_cancelled_needs_no_witness() -> None:
    world = forgotten(World())
    for number in range(10):
        world.courses[MEKOM].append(copy_of(course(f"VA-{number}"), status=CourseStatus.HELD))

    assert doubted(world.plan()) == {}


def test_a_witness_that_cannot_be_read_counts_neither_way() -> None:
    world = forgotten(World().with_published(course()))
    world.bookings[ACADEMY] = [request_of(booking(f"B-{number}"), status=CONFIRMED) for number in range(4)]
    world.silent.add((ACADEMY, "booking"))

    assert doubted(world.plan()) == {}
