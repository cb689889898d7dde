"""Who touched a record since: the person wins, and a later night is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub.model import BookingStatus, Company, CourseStatus, Ref
from hub.traces import Made
from tests.planning.builders import ACADEMY, MEKOM, World, booking, course, lines, request_of
from tests.planning.pasts import BOOKING, COURSE, an_add, an_amend, kept, undone

REQUEST = request_of(booking())
SOMEBODY = ["academy B-1: somebody changed it in Academy since"]


def world_with(**at_the_academy: object) -> World:
    return World().with_published(course()).with_passed_on(booking(), **at_the_academy)


@pytest.mark.parametrize(
    "edit",
    [
        {"remark": "ruft zurück"},
        {"company": Company(name="Harzer Holz AG", town="Osterode am Harz")},
        {"status": BookingStatus.CONFIRMED},
        {"status": BookingStatus.CANCELLED_BY_ORGANISER},
        {"course": "VA-2"},
    ],
)
def test_an_added_record_is_worked_with_whatever_was_edited(edit: dict[str, object]) -> None:
    plan = undone(world_with(**edit), an_add(REQUEST, ACADEMY))

    assert (lines(plan), kept(plan)) == ([], SOMEBODY)


def test_the_seat_that_the_system_gave_at_once_is_no_edit() -> None:
    made = an_add(REQUEST, ACADEMY, seen=request_of(booking(status=BookingStatus.CONFIRMED)))

    assert lines(undone(world_with(status=BookingStatus.CONFIRMED), made)) == ["cancel academy B-1 status"]
    assert kept(undone(world_with(status=BookingStatus.WAITLISTED), made)) == SOMEBODY


@pytest.mark.parametrize(
    "status", [BookingStatus.CONFIRMED, BookingStatus.WAITLISTED, BookingStatus.DECLINED]
)
def test_a_killed_night_never_saw_the_answer_so_a_seat_decision_counts_as_it(status: BookingStatus) -> None:
    plan = undone(world_with(status=status), an_add(REQUEST, ACADEMY), is_finished=False)

    assert lines(plan) == ["cancel academy B-1 status"]


def test_so_it_does_where_reading_back_failed() -> None:
    made = replace(an_add(REQUEST, ACADEMY), state="unknown")

    assert lines(undone(world_with(status=BookingStatus.CONFIRMED), made)) == ["cancel academy B-1 status"]


def test_a_course_s_own_status_is_no_answer() -> None:
    world = World().with_published(course(status=CourseStatus.FULL))
    copy = world.courses[MEKOM][0].model_copy(update={"status": CourseStatus.OPEN})

    plan = undone(world, an_add(copy, MEKOM), is_finished=False)

    assert kept(plan) == ["mekom VA-1: somebody changed it in MEKOM since"]


def test_the_last_of_the_later_nights_is_named() -> None:
    world = world_with(remark="ruft zurück")

    assert kept(undone(world, replace(an_add(REQUEST, ACADEMY), later={"remark": 8, "status": 9}))) == [
        "academy B-1: night 9 changed it since"
    ]
    title = replace(an_amend(COURSE, MEKOM, title=("Alt", "Mitte")), later={"title": 8, "place": 9})
    assert kept(undone(world, title)) == ["mekom VA-1 title: night 8 changed it since"]


# a course with bookings


@pytest.mark.parametrize(
    ("status", "is_kept"),
    [
        (BookingStatus.CONFIRMED, True),
        (BookingStatus.REQUESTED, True),
        (BookingStatus.DECLINED, False),
        (BookingStatus.EXPIRED, False),
        (BookingStatus.CANCELLED_BY_COMPANY, False),
    ],
)
def test_a_course_that_somebody_is_booked_for_is_kept(status: BookingStatus, is_kept: bool) -> None:
    world = world_with(status=status)

    plan = undone(world, an_add(world.courses[MEKOM][0], MEKOM))

    assert bool(kept(plan)) is is_kept
    assert bool(plan.changes) is not is_kept


def test_bookings_that_are_taken_back_with_it_do_not_count() -> None:
    world = world_with()

    plan = undone(world, an_add(world.courses[MEKOM][0], MEKOM), an_add(REQUEST, ACADEMY))

    assert lines(plan) == ["cancel academy B-1 status", "cancel mekom VA-1 status"]


def test_bookings_of_the_organisers_own_and_for_other_courses_do_not_count() -> None:
    world = World().with_published(course(), course("VA-2"))
    world.bookings[ACADEMY] += [booking("A-1"), request_of(booking("B-2", course="VA-2"))]

    assert lines(undone(world, an_add(world.courses[MEKOM][0], MEKOM))) == ["cancel mekom VA-1 status"]


def test_an_organiser_without_bookings_has_none() -> None:
    world = World().with_published(course())
    world.silent = {(ACADEMY, "booking")}

    assert lines(undone(world, an_add(world.courses[MEKOM][0], MEKOM))) == ["cancel mekom VA-1 status"]


# a seat that was taken back


def seat_back(number: str, *, before: str = "confirmed") -> Made:
    """The undo of a night that gave this booking its seat, to be undone itself."""
    ref = Ref(MEKOM, "booking", number)
    return an_amend(ref, ACADEMY, action="cancel", status=(before, "cancelled_by_company"))


def full_but(seats: int, *, of: int | None = 2, number: str = "va-1") -> World:
    """A course of so many seats, two requests that were taken back, and the rest booked by the academy itself."""
    world = World().with_published(course(capacity=of))
    for name in ("B-1", "B-2"):
        world.with_passed_on(booking(name), status=BookingStatus.CANCELLED_BY_COMPANY)
    own = [booking(f"A-{i}", course=number, status=BookingStatus.CONFIRMED) for i in range(2 - seats)]
    world.bookings[ACADEMY] += own
    return world


@pytest.mark.parametrize(("free", "comes_back"), [(0, []), (1, ["B-2"]), (2, ["B-2", "B-1"])])
def test_only_as_many_get_their_seats_back_as_are_free(free: int, comes_back: list[str]) -> None:
    plan = undone(full_but(free), seat_back("B-1"), seat_back("B-2"), is_reversal=True)

    assert [change.ref.id for change in plan.changes] == comes_back
    gone = [number for number in ("B-2", "B-1") if number not in comes_back]
    assert kept(plan) == [f"academy {number} status: the seat was given since" for number in gone]


def test_without_a_number_of_seats_or_in_another_course_none_is_missing() -> None:
    without, elsewhere = full_but(0, of=None), full_but(0, number="VA-2")
    unseen = full_but(0)
    unseen.silent = {(ACADEMY, "course")}

    for world in (without, elsewhere, unseen):
        assert lines(undone(world, seat_back("B-1"))) == ["amend academy B-1 status"]


@pytest.mark.parametrize("before", ["requested", "waitlisted", "cancelled_by_participant"])
def test_who_had_no_seat_needs_none(before: str) -> None:
    made = seat_back("B-1", before=before)

    assert len(undone(full_but(0), made).changes) == 1


def test_the_channels_own_row_takes_no_seat() -> None:
    world = full_but(0)
    made = an_amend(BOOKING, MEKOM, status=("confirmed", "requested"))

    assert lines(undone(world, made)) == ["amend mekom B-1 status"]
