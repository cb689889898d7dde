"""Which course a booking means by the number its office typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from hub.model import Course, NetworkName, Ref
from hub.planning.agreements import Pair
from hub.planning.compare import plain_number
from hub.planning.draft import Draft
from hub.planning.snapshot import View


@dataclass(frozen=True, slots=True)
class SharedCourse:
    """A partner's course. `is_published` says that it stands at the channel, or will after tonight."""

    ref: Ref
    pair: Pair
    value: Course
    is_published: bool


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """A course of the channel itself: its bookings are nobody else's business."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several partners have a course of this number."""

    organisers: tuple[NetworkName, ...]


@dataclass(frozen=True)
class CourseNumbers:
    """The courses that a channel's bookings can be for, found by number whatever its case and blanks."""

    draft: Draft
    channel: NetworkName
    pairs: Sequence[Pair]

    def find(self, number: str) -> SharedCourse | OwnCourse | Ambiguous | None:
        """The course that `number` means; None when nobody has it."""
        if plain_number(number) in self._own:
            return OwnCourse()  # whatever a partner calls its own: nobody's data crosses on a chance likeness
        found = self._by_number.get(plain_number(number), ())
        published = [course for course in found if course.is_published] or list(found)
        if len(published) > 1:
            return Ambiguous(tuple(course.pair.organiser for course in published))
        return published[0] if published else None

    def shared(self, ref: Ref) -> SharedCourse | None:
        """This organiser's course of that number, whoever else has one; None while it is gone or cannot be read."""
        found = self._by_number.get(plain_number(ref.id), ())
        return next((course for course in found if course.ref.home == ref.home), None)

    def course_of(self, ref: Ref) -> Course | None:
        """The organiser's own course of this very ref; None while it is gone or cannot be read."""
        view = self.draft.snapshot.courses(ref.home)
        record = view.own.get(ref.id) if view is not None else None
        return record.value if view is not None and record is not None and view.is_readable(record) else None

    @cached_property
    def _own(self) -> frozenset[str]:
        view = self.draft.snapshot.courses(self.channel)
        return frozenset(plain_number(record_id) for record_id in view.own) if view else frozenset()

    @cached_property
    def _by_number(self) -> dict[str, tuple[SharedCourse, ...]]:
        found: dict[str, tuple[SharedCourse, ...]] = {}
        published = self._published
        for pair in self.pairs:
            view = self.draft.snapshot.courses(pair.organiser)
            for record in view.own.values() if view else ():
                if view is not None and view.is_readable(record):
                    ref = Ref(pair.organiser, "course", record.id)
                    course = SharedCourse(ref, pair, record.value, ref in published)
                    number = plain_number(record.id)
                    found[number] = (*found.get(number, ()), course)
        return found

    @cached_property
    def _published(self) -> frozenset[Ref]:
        view = self.draft.snapshot.courses(self.channel)
        planned = {
            change.ref
            for change in self.draft.changes
            if change.network == self.channel and change.kind == "course" and change.change.action == "add"
        }
        standing = (
            {ref for ref in view.copies if (ref, self.channel) not in self.draft.taken_off} if view else set()
        )
        return frozenset(planned | standing)

    def is_garbled(self, number: str) -> bool:
        """Whether an organiser has a row of this number that could not be read tonight."""
        views = [self.draft.snapshot.courses(pair.organiser) for pair in self.pairs]
        return any(view is not None and plain_number(number) in _garbled_numbers(view) for view in views)

    @cached_property
    def cancelled(self) -> frozenset[Ref]:
        """Published courses that this plan cancels at the channel, gone or called off by the organiser.

        Not those that a person took off its list: they take place, and who booked goes there.
        """
        found = (
            change.ref
            for change in self.draft.changes
            if change.network == self.channel and change.kind == "course" and change.change.action == "cancel"
        )
        return frozenset(ref for ref in found if (ref, self.channel) not in self.draft.taken_off)

    @cached_property
    def moved(self) -> frozenset[NetworkName]:
        """Organisers of whom a published course moved tonight: the bookings of their courses need a look."""
        gone = {ref.home for ref in self.cancelled}
        return frozenset(gone | {pair.organiser for pair in self.pairs if self._moved_at(pair.organiser)})

    def _moved_at(self, organiser: NetworkName) -> bool:
        view = self.draft.snapshot.courses(organiser)
        if view is None or view.is_all_quiet:
            return False
        return any(
            not view.is_quiet(record) and Ref(organiser, "course", record.id) in self._published
            for record in view.own.values()
        )


def _garbled_numbers(view: View[Course]) -> frozenset[str]:
    return frozenset(plain_number(reject.id) for reject in view.rejects if reject.id)
