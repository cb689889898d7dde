"""Numbers and refs that came away from their rows: what they seem to say is held, for it is about other people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from hub.memory import Shelf
from hub.model import Booking, BookingStatus, Person
from tests.planning.builders import ACADEMY, MEKOM, World, booking, course, lines, request_of
from tests.planning.test_doubts import doubted

CONFIRMED, OFF = BookingStatus.CONFIRMED, BookingStatus.CANCELLED_BY_PARTICIPANT
NAMES = ("Apfel", "Birne", "Clementine", "Dattel", "Erdbeere", "Feige")


def of(number: int, **fields: object) -> Booking:
    """Everybody another person, every second one in another course."""
    name = NAMES[number]
    person = Person(name=f"A. {name}", email=f"{name.lower()}@holz.example")
    usual: dict[str, object] = {"course": f"VA-{number % 2}", "participant": person, "status": CONFIRMED}
    return booking(f"B-{number}", **usual | fields)


def settled(count: int = 6) -> World:
    """Nights have passed, and everybody has a seat."""
    world = World().with_published(course("VA-0"), course("VA-1"))
    for number in range(count):
        world.with_passed_on(of(number), status=CONFIRMED)
    return remembered(world.agreed())


def remembered(world: World) -> World:
    """Everything that stands there now is settled: from here on the hub sees who moves."""
    shelves = {
        key: Shelf(
            frozenset(one.fingerprint for one in view.reading.records), "rules", len(view.reading.records)
        )
        for key, view in world.snapshot().views.items()
    }
    world.memory = replace(world.memory, shelves=shelves)
    return world


def renumber(bookings: list[Booking], ids: Sequence[str]) -> None:
    bookings[:] = [one.model_copy(update={"id": name}) for one, name in zip(bookings, ids, strict=True)]


def test_a_column_of_numbers_that_was_sorted_alone_moves_nobodys_seat() -> None:
    world = settled()
    renumber(world.bookings[MEKOM], [f"B-{number}" for number in (5, 4, 3, 2, 1, 0)])

    plan = world.plan()

    assert (lines(plan), plan.questions) == ([], [])
    assert plan.held
    assert all("in MEKOM stand beside other people's numbers now" in str(one.why) for one in plan.held)


def test_a_cancelled_row_that_got_a_seats_number_cancels_nobody() -> None:
    world = settled()
    world.bookings[MEKOM][0] = of(0, status=OFF)
    renumber(world.bookings[MEKOM], ["B-1", "B-0", "B-2", "B-3", "B-4", "B-5"])

    plan = world.plan()

    assert lines(plan) == []
    assert "cancel" in {one.change.change.action for one in plan.held if one.change}


def test_refs_that_slipped_by_a_row_at_the_organiser_overwrite_nobody() -> None:
    world = settled()
    rows = world.bookings[ACADEMY]
    origins = [one.origin for one in rows]
    rows[:] = [
        one.model_copy(update={"origin": origin, "id": str(origin)})
        for one, origin in zip(rows, [*origins[1:], origins[0]], strict=True)
    ]

    plan = world.plan()

    assert (lines(plan), plan.questions) == ([], [])
    assert "in Academy stand beside" in str(plan.held[0].why)


def test_a_person_who_takes_anothers_seat_is_an_amendment_as_ever() -> None:
    world = settled()
    world.bookings[MEKOM][0] = of(0, participant=Person(name="Z. Zimt", email="zimt@holz.example"))

    assert lines(world.plan()) == ["amend academy B-0 participant.email,participant.name"]


def test_one_number_that_stands_for_another_person_in_another_course_cancels_nobody() -> None:
    world = settled()
    world.bookings[MEKOM][0] = of(0, course="VA-1", participant=Person(name="Z. Zimt"), status=OFF)

    plan = world.plan()

    assert (lines(plan), plan.questions) == ([], [])
    assert {str(one.change.ref) for one in plan.held if one.change} == {"mekom/booking/B-0"}


def test_one_who_moved_to_a_course_where_a_namesake_was_before_is_asked_about_alone() -> None:
    world = settled()
    world.bookings[MEKOM][0] = of(0, course="VA-1")

    plan = world.plan()

    assert plan.held == []
    assert [str(one.ref) for one in plan.questions] == ["mekom/booking/B-0"]


# the refs are gone, the rows are not


@pytest.mark.parametrize(("emptied", "is_doubted"), [(2, False), (3, True), (6, True)])
def test_rows_that_lost_their_refs_are_no_removed_bookings(emptied: int, is_doubted: bool) -> None:
    world = settled()
    world.bookings[ACADEMY][:] = [
        one.model_copy(update={"origin": None, "id": f"N-{number}"}) if number < emptied else one
        for number, one in enumerate(world.bookings[ACADEMY])
    ]

    plan = world.plan()

    assert ((ACADEMY, "booking") in doubted(plan)) is is_doubted
    assert bool(plan.questions) is not is_doubted
    assert not [line for line in lines(plan) if line.startswith(("add", "cancel"))]


def test_rows_that_the_organiser_removed_are_not_taken_for_rows_without_a_ref() -> None:
    world = settled()
    world.bookings[ACADEMY] = [request_of(of(number), status=CONFIRMED) for number in (4, 5)]

    said = doubted(world.plan()).get((ACADEMY, "booking"), "")

    assert "without the ref" not in said
