"""Many records that people really removed, each time for a reason of their own; nobody meant anything else to go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, cast

from hub.model import Booking, BookingStatus, Course, CourseStatus, Kind, NetworkName, Ref
from hub.testing.cabinet import Noun
from hub.testing.system import MakeBelieve
from hub.testing.world import World
from tests.proofs.workdays import ACADEMY, GUILD

_ALIVE: Final = frozenset({BookingStatus.REQUESTED, BookingStatus.CONFIRMED, BookingStatus.WAITLISTED})
Choice = Callable[[list[Noun]], Iterable[Noun]]


@dataclass(frozen=True, slots=True)
class Removal:
    """What the people of one network remove in one day; with `forgotten` the hub has lost its ledger by then."""

    network: NetworkName
    kind: Kind
    choose: Choice
    forgotten: bool = False

    def happen(self, world: World) -> set[Ref]:
        """The records that are removed, and with a course the bookings that have none any more."""
        with world.looking_at(ACADEMY) as academy:
            coming = {course.id for course in academy.courses.values() if _is_coming(course, world)}
        with world.office(self.network) as office:
            found = [noun for noun in _shelf(office, self.kind).values() if _is_alive(noun, coming)]
            chosen = [*self.choose(found)]
            for noun in chosen:
                office.remove(self.kind, noun.id)
        refs = {Ref(self.network, self.kind, noun.id) for noun in chosen}
        world.people.removed |= refs
        return self._off(refs, world)

    def _off(self, removed: set[Ref], world: World) -> set[Ref]:
        """What has to be cancelled for that: what stands at a partner, and the bookings of a course."""
        if self.kind == "member":
            return set()
        with world.looking_at(ACADEMY) as academy, world.looking_at(GUILD) as guild:
            copies = academy.bookings if self.kind == "booking" else guild.courses
            shown = {noun.origin for noun in cast("Mapping[str, Noun]", copies).values()}
            courses = {ref.id for ref in removed if ref.kind == "course"}
            booked = [one for one in guild.bookings.values() if one.course in courses]
        return (removed & shown) | {Ref(GUILD, "booking", one.id) for one in booked if one.status in _ALIVE}


def _shelf(office: MakeBelieve, kind: Kind) -> Mapping[str, Noun]:
    shelves = {"member": office.members, "course": office.courses, "booking": office.bookings}
    return cast("Mapping[str, Noun]", shelves[kind])


def _is_coming(course: Course, world: World) -> bool:
    return course.status is CourseStatus.OPEN and (course.starts_at.date() - world.day).days > 3


def _is_alive(noun: Noun, coming: set[str]) -> bool:
    """An own record that is neither over nor cancelled."""
    if isinstance(noun, Booking):
        return noun.origin is None and noun.status in _ALIVE and noun.course in coming
    return noun.origin is None and (not isinstance(noun, Course) or noun.id in coming)


def most_alike(trait: Callable[[Noun], str]) -> Choice:
    """All that have in common what most have in common: one course, one company, one place."""

    def choose(nouns: list[Noun]) -> list[Noun]:
        [(most, count)] = Counter(map(trait, nouns)).most_common(1)
        assert count >= 3, "there are too few of them to be held"
        return [noun for noun in nouns if trait(noun) == most]

    return choose


def every(step: int) -> Choice:
    """Every so-manieth."""
    return lambda nouns: nouns[::step]


def _course(noun: Noun) -> str:
    return cast("Booking", noun).course


def _family(noun: Noun) -> str:
    return cast("Booking", noun).company.name.split()[-2]


def _month(noun: Noun) -> str:
    return f"{cast('Course', noun).starts_at:%Y-%m}"


def _place(noun: Noun) -> str:
    return cast("Course", noun).place or ""


SHRINKINGS: Final[Mapping[str, Removal]] = {
    "all who were booked for one course are taken out": Removal(GUILD, "booking", most_alike(_course)),
    "a group of companies leaves, with all its bookings": Removal(GUILD, "booking", most_alike(_family)),
    "a clerk clears out every eighth booking": Removal(GUILD, "booking", every(8)),
    "half of the bookings were for nothing": Removal(GUILD, "booking", every(2)),
    "all bookings are withdrawn": Removal(GUILD, "booking", every(1)),
    "bookings are cleared out, and the ledger is lost": Removal(GUILD, "booking", every(4), forgotten=True),
    "a season's courses are given up": Removal(ACADEMY, "course", most_alike(_month)),
    "a house is closed, with all courses in it": Removal(ACADEMY, "course", most_alike(_place)),
    "every tenth course is given up": Removal(ACADEMY, "course", every(10)),
    "a season is given up, and the ledger is lost": Removal(
        ACADEMY, "course", most_alike(_month), forgotten=True
    ),
    "a third of the channel's members leave": Removal(GUILD, "member", every(3)),
    "a group is dissolved: half of the organiser's members": Removal(ACADEMY, "member", every(2)),
}
"""In a world of several hundred records."""
