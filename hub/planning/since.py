"""Who touched a record after the hub wrote it: then it is kept, for the person wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hub.changes import Record
from hub.language import Text
from hub.memory import CopyKey
from hub.model import Booking, BookingStatus, Course, Ref
from hub.planning.compare import digest, field_of, plain_number
from hub.planning.draft import Titles
from hub.planning.plan import Shared
from hub.planning.seats import is_full
from hub.planning.snapshot import Snapshot
from hub.planning.traces import digests_of_added
from hub.traces import WHOLE, Made, Past


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """An undo as somebody asks for it: of which run, when, and for how many days before-values are kept."""

    past: Past
    now: datetime  # in the hub's time zone
    days: int
    titles: Titles
    key: bytes  # of the digests

    @property
    def is_too_late(self) -> bool:
        """Whether the values from before are gone by now, or may be."""
        return (self.now.date() - self.past.day).days > self.days


@dataclass(frozen=True)
class Found:
    """A change of the night beside the record as it stands now, earlier reversals of tonight included."""

    made: Made
    record: Record[Shared]
    value: Shared


@dataclass(frozen=True, slots=True)
class Since:
    """Says why a record has to be kept as it is; None where it still shows what the night wrote."""

    way: WayBack
    snapshot: Snapshot
    reversed: Mapping[CopyKey, Shared]  # tonight's reversals so far

    def of_added(self, found: Found) -> Text | None:
        """An added record is worked with when any of its fields shows something else."""
        now, traces = digests_of_added(found.value, key=self.way.key), found.made.traces
        if now[WHOLE] not in traces[WHOLE].written:
            return self._whose_edit(found.made, list(found.made.later))
        if now["status"] not in traces["status"].written and not self._is_answer(found):
            return self._whose_edit(found.made, ["status"])
        return self._why_booked(found) if isinstance(found.value, Course) else None

    def of_field(self, found: Found, name: str, before: Shared) -> Text | None:
        """One field of an amended record; `before` is the record with that field as it was."""
        now, was = (digest(name, field_of(noun, name), key=self.way.key) for noun in (found.value, before))
        if now == was:
            return Text("it shows what it showed before night {run}", run=str(self.way.past.run))
        if now not in found.made.traces[name].written:
            return self._whose_edit(found.made, [name])
        return Text("the seat was given since") if self._has_no_seat_left(found, before) else None

    def _has_no_seat_left(self, found: Found, before: Shared) -> bool:
        """A seat that was taken back may be somebody else's by now: it is not given twice."""
        now, organiser = found.value, found.made.network
        if organiser == found.made.ref.home or not (isinstance(now, Booking) and isinstance(before, Booking)):
            return False
        is_to_be_seated = before.status.takes_a_seat and not now.status.takes_a_seat
        return is_to_be_seated and is_full(self.snapshot, organiser, course=now.course, tonight=self.reversed)

    def _is_answer(self, found: Found) -> bool:
        """A night that was killed never saw what became of a request: a seat decision is the answer to it."""
        status = found.value.status
        was_seen = self.way.past.is_finished and found.made.is_sure
        return not was_seen and isinstance(status, BookingStatus) and status.is_seat_decision

    def _why_booked(self, found: Found) -> Text | None:
        """A course for which the organiser has live bookings of the channel's that are not reversed as well."""
        booked = set(self._booked_for(found))
        if not booked:
            return None
        if booked <= {made.ref for made in self.way.past.made}:
            return Text("bookings for it are kept")
        return Text("bookings for it were passed on since")

    def _booked_for(self, found: Found) -> Iterator[Ref]:
        course, channel = found.made.ref, found.made.network
        view = self.snapshot.bookings(course.home)
        for record, booking in view.readable() if view is not None else ():
            ref = record.origin
            if (
                ref is not None
                and ref.home == channel
                and plain_number(booking.course) == plain_number(course.id)
            ):
                left = self.reversed.get((ref, course.home), booking)
                if isinstance(left, Booking) and _is_live(left):
                    yield ref

    def _whose_edit(self, made: Made, names: Sequence[str]) -> Text:
        nights = [made.later[name] for name in names if name in made.later]
        if nights:
            return Text("night {run} changed it since", run=str(max(nights)))
        return Text("somebody changed it in {network} since", network=self.way.titles(made.network))


def _is_live(booking: Booking) -> bool:
    no_seat = {BookingStatus.DECLINED, BookingStatus.EXPIRED}
    return not booking.status.is_cancelled and booking.status not in no_seat
