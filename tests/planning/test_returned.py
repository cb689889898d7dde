"""A course that takes place again: its cancelled bookings stay so, and somebody is told."""

from __future__ import annotations

import pytest

from hub.model import BookingStatus, CourseStatus
from tests.planning.builders import ACADEMY, MEKOM, World, booking, copy_of, course, lines, request_of

OFF = BookingStatus.CANCELLED_BY_ORGANISER


def returned(*numbers: str, status: BookingStatus = OFF) -> World:
    """A course that is open again, still cancelled at MEKOM, with these bookings of that time."""
    world = World(courses={ACADEMY: [course()], MEKOM: [copy_of(course(), status=CourseStatus.CANCELLED)]})
    for number in numbers:
        world.with_passed_on(booking(number, status=status), status=status)
    return world


def test_whoever_was_cancelled_with_the_course_is_counted_and_the_way_back_is_named() -> None:
    plan = returned("B-1", "B-2").plan()

    assert lines(plan) == ["amend mekom VA-1 status"]
    [note] = [str(note) for note in plan.notes if "takes place again" in str(note)]
    assert note.startswith(
        "Course VA-1 of Academy takes place again, but the bookings of MEKOM that were cancelled for it stay "
        "cancelled (2)."
    )
    assert "`hub undo NUMBER`; whatever else that night did goes back with it" in note


@pytest.mark.parametrize("status", [BookingStatus.CANCELLED_BY_COMPANY, BookingStatus.DECLINED])
def test_who_cancelled_for_himself_is_not_called_back(status: BookingStatus) -> None:
    assert not _told(returned("B-1", status=status))


def test_bookings_for_other_courses_and_of_the_organiser_s_own_do_not_count() -> None:
    world = returned()
    world.bookings[MEKOM].append(booking("B-1", course="VA-2", status=OFF))
    world.bookings[ACADEMY].append(booking("A-1", status=OFF))

    assert not _told(world)


def test_a_course_that_was_never_gone_is_nothing_to_speak_of() -> None:
    world = returned("B-1")
    world.courses[MEKOM] = [copy_of(course(), place="Saal 2")]

    assert not _told(world)


def test_a_course_that_only_the_channel_set_to_cancelled_never_was_gone() -> None:
    """Whoever was cancelled singly was not cancelled for it."""
    world = World().with_published(course())
    world.with_passed_on(booking(status=OFF), status=OFF).agreed()
    world.courses[MEKOM] = [copy_of(course(), status=CourseStatus.CANCELLED, place="Saal 2")]
    world.courses[ACADEMY] = [course(title="Verkaufen, neu")]

    assert "status" in lines(world.plan())[0]
    assert not _told(world)


def test_after_a_night_that_saw_it_cancelled_on_both_sides_its_return_is_told() -> None:
    world = World()
    world.courses[ACADEMY] = [course(status=CourseStatus.CANCELLED)]
    world.courses[MEKOM] = [copy_of(course(), status=CourseStatus.CANCELLED)]
    world.with_passed_on(booking(status=OFF), status=OFF).agreed()
    world.courses[ACADEMY] = [course()]

    assert "(1)" in _told(world)


def test_while_the_channels_bookings_cannot_be_read_nobody_counts_them() -> None:
    world = returned("B-1")
    world.silent.add((MEKOM, "booking"))

    assert not _told(world)


def test_a_booking_that_another_network_copied_to_the_channel_is_not_the_channels() -> None:
    world = returned()
    world.bookings[MEKOM].append(request_of(booking("B-1", status=OFF), origin=None, id="B-1"))
    world.bookings[MEKOM].append(request_of(booking("B-2"), status=OFF))

    assert "(1)" in _told(world)


def _told(world: World) -> str:
    return " ".join(str(note) for note in world.plan().notes if "takes place again" in str(note))
