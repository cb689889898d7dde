"""Who sits in or waits for which course of an organiser, whatever network booked."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from hub.changes import Record
from hub.memory import CopyKey
from hub.model import Booking, BookingStatus, Course, NetworkName, Ref
from hub.planning.compare import canonical, plain_number
from hub.planning.snapshot import Snapshot, View


@dataclass(frozen=True, slots=True)
class Seats:
    """Taken seats by course and person, tonight's included; `given` counts those that stood there before, by course."""

    given: Counter[str] = field(default_factory=Counter)
    _taken: dict[tuple[str, str], list[tuple[Booking, Ref]]] = field(default_factory=dict)

    @classmethod
    def at(cls, view: View[Booking], *, also: Container[Ref] = ()) -> Seats:
        """All bookings of an organiser that still count; `also` those that were taken back and may come again."""
        seats = cls()
        for record, booking in view.readable():
            ref = record.origin or Ref(view.network, "booking", record.id)
            counts = _counts(booking.status)
            seats.given[plain_number(booking.course)] += counts
            if counts or ref in also:
                seats.take(booking, course=booking.course, ref=ref)
        return seats

    def take_unread(
        self, view: View[Booking], homes: Iterable[View[Booking]], known: Container[CopyKey]
    ) -> None:
        """Notes whose seats stand in rows of the organiser's that nobody can read, as far as their homes tell."""
        if not view.rejects:
            return
        for home in homes:
            for record in home.own.values():
                ref = Ref(home.network, "booking", record.id)
                if not _may_stand_unread(view, ref) or not home.is_readable(record):
                    continue
                booking = record.value
                is_sure = _stands_unread(view, ref) or (ref, view.network) in known or _is_answered(booking)
                if is_sure and _counts(booking.status):
                    self.take(booking, course=booking.course, ref=ref)

    def take(self, booking: Booking, *, course: str, ref: Ref) -> None:
        """Notes that this person asks for a seat or has one; without a name nobody can be told twice."""
        who = folded(booking.participant.name)
        if who:
            self._taken.setdefault((plain_number(course), who), []).append((booking, ref))

    def refs_like(self, booking: Booking, *, course: str) -> list[Ref]:
        """The seats in this course that the same person may have already, the booking's own among them."""
        others = self._taken.get((plain_number(course), folded(booking.participant.name)), ())
        return [ref for other, ref in others if not are_namesakes(booking, other)]


def _may_stand_unread(view: View[Booking], ref: Ref) -> bool:
    copy = view.copies.get(ref)
    return view.unread.may_have(ref) if copy is None else view.is_refused(copy)


def _stands_unread(view: View[Booking], ref: Ref) -> bool:
    return ref in view.copies or view.unread.has(ref)


def _is_answered(booking: Booking) -> bool:
    """Only an organiser that has the booking can have said so."""
    return booking.status.is_seat_decision or booking.status.is_attendance


def _counts(status: BookingStatus) -> bool:
    return not status.is_cancelled and status not in _OUT


def is_full(
    snapshot: Snapshot, organiser: NetworkName, *, course: str, tonight: Mapping[CopyKey, Course | Booking]
) -> bool:
    """Whether an organiser's course has no seat left; `tonight` is what becomes of copies until then.

    Only an organiser that tells how many seats there are can be asked.
    """
    courses, bookings = snapshot.courses(organiser), snapshot.bookings(organiser)
    if courses is None or bookings is None:
        return False
    number = plain_number(course)
    capacity = next((one.capacity for _, one in courses.readable() if plain_number(one.id) == number), None)
    seated = sum(
        plain_number(booking.course) == number and _as_it_will_be(record, organiser, tonight).takes_a_seat
        for record, booking in bookings.readable()
    )
    return capacity is not None and seated >= capacity


def _as_it_will_be(
    record: Record[Booking], organiser: NetworkName, tonight: Mapping[CopyKey, Course | Booking]
) -> BookingStatus:
    after = tonight.get((record.origin, organiser)) if record.origin is not None else None
    return after.status if isinstance(after, Booking) else record.value.status


def are_namesakes(one: Booking, other: Booking) -> bool:
    """Another company and another e-mail address: two people of one name. Less than both is worth a question."""
    firms = folded(one.company.name), folded(other.company.name)
    mails = canonical("email", one.participant.email), canonical("email", other.participant.email)
    return all(firms) and all(mails) and firms[0] != firms[1] and mails[0] != mails[1]


_OUT = frozenset({BookingStatus.DECLINED, BookingStatus.EXPIRED})


def folded(name: str | None) -> str:
    """A person's name without case, accents, dots and the order of its words: a hint, never a proof."""
    text = (name or "").casefold().replace("ß", "ss")
    for umlaut, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        text = text.replace(umlaut, written)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(sorted(text.replace(",", " ").replace(".", " ").replace("-", " ").split()))
