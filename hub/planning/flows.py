"""Which way records flow: a home, a partner that keeps copies of its records, and what of these is gone at home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import cast

from hub.changes import Record
from hub.model import Booking, BookingStatus, Course, CourseStatus, Ref
from hub.planning.agreements import COURSE_FIELDS, Pair, shared_fields
from hub.planning.compare import plain_number, with_fields
from hub.planning.snapshot import Key, Snapshot, View

CopyView = View[Course] | View[Booking]
CopyRecord = Record[Course] | Record[Booking]


@dataclass(frozen=True)
class Flow:
    """The records of one kind in one home beside the copies of them in one partner's system."""

    home: CopyView
    there: CopyView
    fields: tuple[str, ...]  # that cross
    courses: View[Course] | None  # of the organiser, whichever of the two that is
    now: datetime

    @property
    def key(self) -> Key:
        return self.home.network, self.home.kind

    @property
    def tells_absence(self) -> bool:
        """An incomplete reading says nothing of what is gone; nor does one with a row whose very id is garbled."""
        return self.home.reading.is_complete and not self.home.nameless

    @cached_property
    def gone(self) -> Mapping[Ref, CopyRecord]:
        """Copies that still count although their home does not show the record any more, in a stable order."""
        if self.home.is_all_quiet and self.there.is_all_quiet:
            return {}
        present = self.home.present_ids
        away = sorted((ref, record) for ref, record in self._copies if ref.id not in present)
        return {ref: record for ref, record in away if self._counts(record)}

    @cached_property
    def standing(self) -> frozenset[Ref]:
        """All copies that still count. Asked only where much is gone, since it parses every one of them."""
        return frozenset(ref for ref, record in self._copies if self._counts(record))

    @cached_property
    def answers(self) -> frozenset[Ref]:
        """Records at home that show an answer which only the partner can have given, for what is still to come.

        Asked only where the hub's memory is lost, since it parses the whole home.
        """
        home = cast("View[Course | Booking]", self.home)
        return frozenset(
            Ref(*self.key, record.id)
            for record in home.own.values()
            if home.is_readable(record) and self._is_answered(record.value)
        )

    def _is_answered(self, value: Course | Booking) -> bool:
        begins = None if isinstance(value, Course) else self._beginnings.get(plain_number(value.course))
        return (
            isinstance(value, Booking)
            and value.status.is_seat_decision
            and begins is not None
            and begins > self.now
        )

    @property
    def _copies(self) -> Iterator[tuple[Ref, CopyRecord]]:
        copies = cast("Mapping[Ref, CopyRecord]", self.there.copies)
        return ((ref, record) for ref, record in copies.items() if (ref.home, ref.kind) == self.key)

    def _counts(self, record: CopyRecord) -> bool:
        view = cast("View[Course | Booking]", self.there)
        if not view.is_readable(cast("Record[Course | Booking]", record)):
            return False
        return cancelled(record.value) is not None and not self._has_begun(record.value)

    def _has_begun(self, value: Course | Booking) -> bool:
        """Offices clear their lists after a course: what has begun was tidied away, not called off."""
        begins = (
            value.starts_at if isinstance(value, Course) else self._beginnings.get(plain_number(value.course))
        )
        return begins is not None and begins <= self.now

    @cached_property
    def _beginnings(self) -> Mapping[str, datetime]:
        readable = self.courses.readable() if self.courses is not None else ()
        return {plain_number(record.id): course.starts_at for record, course in readable}


def flows_between(snapshot: Snapshot, pairs: Sequence[Pair], *, now: datetime) -> list[Flow]:
    """Courses from organisers to channels, bookings from channels to organisers, where both sides were read."""
    found = []
    for pair in pairs:
        courses = snapshot.courses(pair.organiser)
        copies, bookings = snapshot.courses(pair.channel), snapshot.bookings(pair.channel)
        requests = snapshot.bookings(pair.organiser)
        if courses is not None and copies is not None:
            found.append(Flow(courses, copies, COURSE_FIELDS, courses, now))
        if bookings is not None and requests is not None:
            found.append(Flow(bookings, requests, _shared(pair), courses, now))
    return found


def _shared(pair: Pair) -> tuple[str, ...]:
    fields = (name for agreement in pair.agreements for name in shared_fields(agreement))
    return tuple(dict.fromkeys(fields))


def cancelled(value: Course | Booking) -> Course | Booking | None:
    """The record as cancelled; None when there is nothing left to cancel."""
    if isinstance(value, Course):
        if value.status in {CourseStatus.CANCELLED, CourseStatus.HELD, CourseStatus.CLOSED}:
            return None
        return cast("Course", with_fields(value, {"status": CourseStatus.CANCELLED}))
    if value.status.is_cancelled or value.status.is_attendance or value.status in _NO_SEAT:
        return None
    return cast("Booking", with_fields(value, {"status": BookingStatus.CANCELLED_BY_COMPANY}))


_NO_SEAT = frozenset({BookingStatus.DECLINED, BookingStatus.EXPIRED})
