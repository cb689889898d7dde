"""Who gets a seat, where the organiser lets the hub answer: in order of arrival, and never one too many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from hub.changes import Unreadable
from hub.connectors.spreadsheet.cells import clean
from hub.connectors.spreadsheet.reading import WholeTable
from hub.connectors.spreadsheet.rows import Rows
from hub.model import Booking, BookingStatus, Course, CourseStatus

_CLOSED = frozenset({CourseStatus.CANCELLED, CourseStatus.HELD, CourseStatus.CLOSED, CourseStatus.POSTPONED})


@dataclass
class Seats:
    """Free seats by course, counted down with every answer of this batch."""

    courses: WholeTable[Course]
    bookings: WholeTable[Booking]
    _taken: Counter[str] = field(default_factory=Counter)
    _waiting: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._courses = {_plain(record.id): record for record in self.courses.reading.records}
        for part in self.bookings.parts:
            for key in part.rows.below_header():  # rows that were rejected hold their seats all the same
                self._count(part.rows, key)

    def answer(self, request: Booking) -> BookingStatus:
        """Confirmed while there are seats and nobody waits, then the waiting list; a person answers for a
        course without a number of seats or that is cancelled, over or postponed."""
        course = self._course(request.course)
        if course is None or course.capacity is None or course.status in _CLOSED:
            return BookingStatus.REQUESTED
        number = _plain(request.course)
        is_full = course.status is CourseStatus.FULL or self._taken[number] >= course.capacity
        if is_full or self._waiting[number]:
            self._waiting[number] += 1
            return BookingStatus.WAITLISTED
        self._taken[number] += 1
        return BookingStatus.CONFIRMED

    def release(self, booking: Booking) -> None:
        """A seat that is given back in this batch."""
        if booking.status.takes_a_seat:
            self._taken[_plain(booking.course)] -= 1

    def _course(self, number: str) -> Course | None:
        record = self._courses.get(_plain(number))
        try:
            return record.value if record else None
        except Unreadable:
            return None

    def _count(self, rows: Rows[Booking], key: int) -> None:
        number = _plain(str(rows.cell(key, "course")))
        word = clean(str(rows.cell(key, "status"))).casefold()
        # A word that nobody knows may mean a seat: better one seat unused than one sold twice.
        usual = BookingStatus.CONFIRMED if word else BookingStatus.REQUESTED
        status = rows.decided(key).get("status") or rows.source.ways.status_of.get(word, usual)
        if status is BookingStatus.WAITLISTED:
            self._waiting[number] += 1
        elif isinstance(status, BookingStatus) and status.takes_a_seat:
            self._taken[number] += 1


def _plain(number: str) -> str:
    return "".join(clean(number).split()).casefold()
