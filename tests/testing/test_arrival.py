"""The judge of what should have come sees a course and a booking that did not."""

from __future__ import annotations

from pathlib import Path

from hub.model import BookingStatus
from hub.testing.arrival import not_arrived
from hub.testing.traits import Traits
from hub.testing.world import World


def settled(folder: Path) -> World:
    """A pair in which everything is where it belongs, some bookings included."""
    plain = {"academy": Traits(seats="by capacity"), "guild": Traits()}
    world = World.build(folder, 1, traits=plain)
    world.night()
    world.book(4)
    world.night()
    return world


def test_a_settled_world_lacks_nothing(tmp_path: Path) -> None:
    assert not_arrived(settled(tmp_path)) == []


def test_a_released_course_without_a_copy_is_named(tmp_path: Path) -> None:
    world = settled(tmp_path)
    with world.office("guild") as office:
        gone = next(course for course in office.courses.values() if course.origin is not None)
        office.remove("course", gone.id)

    assert f"guild lacks {gone.origin}" in not_arrived(world)


def test_an_open_booking_without_a_copy_is_named_and_a_cancelled_one_is_not(tmp_path: Path) -> None:
    world = settled(tmp_path)
    with world.office("academy") as office:
        first, second = [booking for booking in office.bookings.values() if booking.origin is not None][:2]
        office.remove("booking", first.id)
        office.remove("booking", second.id)
    assert second.origin is not None
    with world.office("guild") as office:
        own = office.bookings[second.origin.id]
        office.put(own.model_copy(update={"status": BookingStatus.CANCELLED_BY_COMPANY}))

    assert not_arrived(world) == [f"academy lacks {first.origin}"]
