"""What people do in the days around a disaster, drawn beforehand: none of it depends on what the hub has done.

So an undisturbed twin of the world lives through the very same days, and both must end alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from random import Random

from hub.model import Booking, BookingStatus, Company, Course, CourseStatus, NetworkName, Person, Ref
from hub.testing.cabinet import Noun
from hub.testing.system import MakeBelieve
from hub.testing.world import World

ACADEMY, GUILD = NetworkName("academy"), NetworkName("guild")


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody does in one office."""

    network: NetworkName
    do: Callable[[MakeBelieve, World], None]
    about: str = ""  # the number of the record that is changed, or of the course that is booked


@dataclass(frozen=True)
class Workdays:
    """Each day is done once, in its turn."""

    days: Sequence[Sequence[Deed]]

    @classmethod
    def drawn(cls, world: World, *, most: int = 12) -> Workdays:
        """The work of so many days in a world as it stands now."""
        draw = _Draw(world, Random(f"workdays of {world.seed}"))
        return cls([list(draw.day()) for _ in range(most)])

    @property
    def touched(self) -> set[str]:
        """The numbers of all records that any of these days is about."""
        return {deed.about for day in self.days for deed in day}

    def day(self, world: World, number: int) -> None:
        """One day's work, in whatever is left of the world."""
        for network in (ACADEMY, GUILD):
            with world.office(network) as office:
                for deed in self.days[number]:
                    if deed.network == network:
                        deed.do(office, world)


class _Draw:
    """Draws every record at most once, so that the order in which the hub gets to see the deeds does not matter."""

    def __init__(self, world: World, luck: Random) -> None:
        self._luck, self._soon = luck, world.day + timedelta(days=20)
        with world.looking_at(ACADEMY) as office:
            far = [c for c in office.courses.values() if self._is_open(c) and c.starts_at.date() > self._soon]
            taken = Counter(b.course for b in office.bookings.values() if not b.status.is_cancelled)
            self._waiting = self._shuffled(b for b in office.bookings.values() if _waits(b, far))
        luck.shuffle(far)
        half = len(far) // 2
        self._moving = iter(far[:half])
        self._roomy = iter(
            [c for c in far[half:] if taken[c.id] < (c.capacity or 0) and c.is_released_to(GUILD)]
        )
        with world.looking_at(GUILD) as office:
            names = {course.id for course in far}
            own = [b for b in office.bookings.values() if b.origin is None and b.course in names]
            self._own = self._shuffled(b for b in own if not b.status.is_cancelled)
            self._firms = [member.name for member in office.members.values()]
            known = {course.origin.id for course in office.courses.values() if course.origin}
        self._roomy = (course for course in self._roomy if course.id in known)

    def _is_open(self, course: Course) -> bool:
        return course.origin is None and course.status is CourseStatus.OPEN

    def _shuffled(self, bookings: Iterator[Booking]) -> Iterator[Booking]:
        found = list(bookings)
        self._luck.shuffle(found)
        return iter(found)

    def day(self) -> Iterator[Deed]:
        """Two bookings come in, an address is corrected, a booking cancelled, a course moved, a seat given."""
        for course in islice(self._roomy, 2):
            yield self._books(course)
        yield from (_amends(GUILD, booking, _with_mail) for booking in islice(self._own, 2))
        yield from (_cancels(booking) for booking in islice(self._own, 1))
        yield from (_amends(ACADEMY, course, _moved) for course in islice(self._moving, 1))
        yield from (_amends(ACADEMY, booking, _seated) for booking in islice(self._waiting, 1))

    def _books(self, course: Course) -> Deed:
        number, firm = self._luck.randint(100_000, 999_999), self._luck.choice(self._firms)
        is_typed = self._luck.random() < 0.5

        def book(office: MakeBelieve, world: World) -> None:
            wish = Booking(
                id=f"B-{number}",
                course=course.id,
                company=Company(name=firm),
                participant=Person(name=f"Neu Kommt-{number}", email=f"neu{number}@firma.example"),
                booked_on=world.day,
            )
            (office.type_in if is_typed else office.put)(wish)

        return Deed(GUILD, book, course.id)


def _waits(booking: Booking, courses: Sequence[Course]) -> bool:
    is_open = booking.origin is not None and booking.status is BookingStatus.REQUESTED
    return is_open and any(course.id == booking.course for course in courses)


def _amends(network: NetworkName, noun: Noun, amended: Callable[[Noun], Noun]) -> Deed:
    def amend(office: MakeBelieve, world: World) -> None:
        now = _shelf(office, noun).get(noun.id)
        if now is not None:
            office.put(amended(now))

    return Deed(network, amend, noun.origin.id if noun.origin else noun.id)


def _cancels(booking: Booking) -> Deed:
    calls_off = _amends(GUILD, booking, _called_off)

    def cancel(office: MakeBelieve, world: World) -> None:
        world.people.cancelled.add(Ref(GUILD, "booking", booking.id))
        calls_off.do(office, world)

    return Deed(GUILD, cancel, booking.id)


def _shelf(office: MakeBelieve, noun: Noun) -> dict[str, Noun]:
    return dict(office.courses if isinstance(noun, Course) else office.bookings)


def _with_mail(noun: Noun) -> Noun:
    assert isinstance(noun, Booking)
    person = noun.participant.model_copy(update={"email": f"anders-{noun.id.casefold()}@firma.example"})
    return noun.model_copy(update={"participant": person})


def _called_off(noun: Noun) -> Noun:
    return noun.model_copy(update={"status": BookingStatus.CANCELLED_BY_COMPANY})


def _moved(noun: Noun) -> Noun:
    return noun.model_copy(update={"place": "Kornmarkt 12"})


def _seated(noun: Noun) -> Noun:
    return noun.model_copy(update={"status": BookingStatus.CONFIRMED})
