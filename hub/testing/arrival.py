"""What should stand at the partner in a make-believe world, and does not: a hub that only holds is no safe hub."""

from __future__ import annotations

from collections.abc import Iterator

from hub.model import Booking, Course, CourseStatus, Member, NetworkName, Ref
from hub.testing.world import World
from hub.testing.wrongs import Picture


def not_arrived(world: World) -> list[str]:
    """Released courses to come, and open requests for them, that have no copy at the partner; in sentences."""
    picture = Picture.of(world)
    there = {
        (network, noun.origin) for network, nouns in picture.records.items() for noun in nouns if noun.origin
    }
    return [*_courses(world, picture, there), *_bookings(world, picture, there)]


def _courses(world: World, picture: Picture, there: set[tuple[NetworkName, Ref]]) -> Iterator[str]:
    for organiser, channel in world.agreed:
        for course in _open_courses(world, picture, organiser):
            ref = Ref(NetworkName(organiser), "course", course.id)
            if course.is_released_to(channel) and (NetworkName(channel), ref) not in there:
                yield f"{channel} lacks {ref}"


def _bookings(world: World, picture: Picture, there: set[tuple[NetworkName, Ref]]) -> Iterator[str]:
    for organiser, channel in world.agreed:
        offered = {
            course.id
            for course in _open_courses(world, picture, organiser)
            if (NetworkName(channel), Ref(NetworkName(organiser), "course", course.id)) in there
        }
        records = picture.records[NetworkName(channel)]
        firms = {noun.name for noun in records if isinstance(noun, Member)}
        for noun in records:
            if isinstance(noun, Booking) and _is_open(noun) and noun.company.name in firms:
                ref = Ref(NetworkName(channel), "booking", noun.id)
                if noun.course in offered and (NetworkName(organiser), ref) not in there:
                    yield f"{organiser} lacks {ref}"


def _is_open(booking: Booking) -> bool:
    return booking.origin is None and not booking.status.is_cancelled


def _open_courses(world: World, picture: Picture, organiser: str) -> Iterator[Course]:
    for noun in picture.records[NetworkName(organiser)]:
        is_own = isinstance(noun, Course) and noun.origin is None
        if (
            isinstance(noun, Course)
            and is_own
            and noun.status is CourseStatus.OPEN
            and noun.starts_at > world.now
        ):
            yield noun
