"""What two networks agreed, as of today: who organises for whom, and which fields may cross."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hub.config import Agreement
from hub.language import Text
from hub.model import Booking, Company, Course, NetworkName, Person, Ref

COURSE_FIELDS = (
    "title",
    "topic",
    "content",
    "starts_at",
    "ends_at",
    "place",
    "trainer",
    "capacity",
    "minimum",
    "price_member",
    "price_guest",
    "level",
    "audience",
    "status",
)
"""What a released course tells the channel; release marks and everything else stay with the organiser."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An organiser and a channel with their agreements, in the order of hub.toml.

    While `is_running`, these are the ones valid today. Afterwards they are those that ended: nothing new crosses
    then, but what was passed on lives on, so that no cancellation and no answer is lost.
    """

    organiser: NetworkName
    channel: NetworkName
    agreements: Sequence[Agreement]
    is_running: bool = True

    def agreement_for(self, day: date) -> Agreement:
        """The agreement in whose period a course of this day falls; else the first: its period speaks against it."""
        return next((found for found in self.agreements if found.is_valid_on(day)), self.agreements[0])


def pairs_on(day: date, agreements: Iterable[Agreement]) -> list[Pair]:
    """Everyone who works together on `day`, or did before."""
    known: dict[tuple[NetworkName, NetworkName], list[Agreement]] = {}
    for agreement in agreements:
        if agreement.valid_from <= day:
            key = NetworkName(agreement.organiser), NetworkName(agreement.channel)
            known.setdefault(key, []).append(agreement)
    pairs = []
    for (organiser, channel), begun in known.items():
        valid = [agreement for agreement in begun if agreement.is_valid_on(day)]
        pairs.append(Pair(organiser, channel, valid or begun, is_running=bool(valid)))
    return pairs


def notes_on(day: date, agreements: Iterable[Agreement]) -> list[Text]:
    """The agreements under which nothing is shared today, said aloud."""
    notes = []
    for agreement in agreements:
        if agreement.valid_until is not None and agreement.valid_until < day:
            notes.append(
                Text(
                    "The agreement “{name}” ended on {day}: nothing new is passed on under it, cancellations still are.",
                    name=agreement.name,
                    day=agreement.valid_until,
                )
            )
        elif day < agreement.valid_from:
            notes.append(
                Text(
                    "The agreement “{name}” begins on {day}; until then nothing is shared under it.",
                    name=agreement.name,
                    day=agreement.valid_from,
                )
            )
    return notes


def shared_course(course: Course, ref: Ref) -> Course:
    """The course as the channel may see it."""
    return Course(id=ref.id, origin=ref, **{name: getattr(course, name) for name in COURSE_FIELDS})


def shared_booking(
    booking: Booking, *, ref: Ref, course: str, company: Company, agreement: Agreement
) -> Booking:
    """The booking as the organiser may see it: the request itself, and of people and company only what is agreed."""
    return Booking(
        id=str(ref),
        origin=ref,
        course=course,
        company=Company(**_only(company, agreement.share.member)),
        participant=Person(**_only(booking.participant, agreement.share.participant)),
        status=booking.status,
        booked_on=booking.booked_on,
    )


def shared_fields(agreement: Agreement) -> tuple[str, ...]:
    """The names of the booking fields that cross besides the request itself."""
    return (
        *(f"participant.{name}" for name in agreement.share.participant),
        *(f"company.{name}" for name in agreement.share.member),
    )


def _only(noun: Person | Company, names: Iterable[str]) -> Mapping[str, str | None]:
    return {name: getattr(noun, name) for name in names}
