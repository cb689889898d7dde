"""One side edits what the other removes, and puts it back on the morning after. Each name is that of a real incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, cast

from hub.model import Booking, BookingStatus, Course, Kind, NetworkName, Ref
from hub.testing.cabinet import Noun
from hub.testing.system import MakeBelieve
from hub.testing.world import World
from tests.proofs.stage import Disaster, Ending, Settled
from tests.proofs.workdays import ACADEMY, GUILD


def removed_against_edited(kind: Kind, *, at: NetworkName, ends: Ending, nights: int = 1) -> Disaster:
    """`at` this network a record is removed; at the other one its twin is edited on the same day."""
    other = GUILD if at == ACADEMY else ACADEMY

    def disaster(settled: Settled, world: World) -> Iterator[Ending | str]:
        ref = _touched_by_nobody(kind, settled, world)
        with world.office(at) as office:
            removed = _noun_of(ref, at, office)
            office.remove(kind, removed.id)
        with world.office(other) as office:
            edited = _noun_of(ref, other, office)
            office.put(_edited(edited))
        for _ in range(nights):
            yield ends
        with world.office(at) as office:
            office.put(removed)
        with world.office(other) as office:
            office.put(edited)

    return disaster


def _touched_by_nobody(kind: Kind, settled: Settled, world: World) -> Ref:
    """A record that stands on both sides and is still to come; no day's work is about it."""
    home = GUILD if kind == "booking" else ACADEMY
    with world.looking_at(ACADEMY) as academy, world.looking_at(GUILD) as guild:
        days = [noun for noun in academy.courses.values() if noun.starts_at.date() > world.day]
        coming = {noun.id for noun in days}
        own = guild.bookings if kind == "booking" else academy.courses
        copies = academy.bookings if kind == "booking" else guild.courses
        standing = {noun.origin.id for noun in cast("Mapping[str, Noun]", copies).values() if noun.origin}
        found = [noun for noun in cast("Mapping[str, Noun]", own).values() if noun.id in standing]
        quiet = [
            noun for noun in found if _is_coming(noun, coming) and noun.id not in settled.workdays.touched
        ]
    return Ref(home, kind, quiet[-1].id)


def _is_coming(noun: Noun, coming: set[str]) -> bool:
    if isinstance(noun, Booking):
        return noun.course in coming and noun.status is BookingStatus.REQUESTED
    return noun.id in coming


def _noun_of(ref: Ref, network: NetworkName, office: MakeBelieve) -> Noun:
    shelf = cast("Mapping[str, Noun]", office.bookings if ref.kind == "booking" else office.courses)
    if network == ref.home:
        return shelf[ref.id]
    return next(noun for noun in shelf.values() if noun.origin == ref)


def _edited(noun: Noun) -> Noun:
    if isinstance(noun, Course):
        return noun.model_copy(update={"place": "Kurpark 3"})
    assert isinstance(noun, Booking)
    person = noun.participant.model_copy(update={"email": "jemand-anders@firma.example"})
    return noun.model_copy(update={"participant": person})


OF_PEOPLE: Final[Mapping[str, Disaster]] = {
    "a booking is removed, and its copy edited on the same day": removed_against_edited(
        "booking", at=GUILD, ends=(0, "missing")
    ),
    "a booking is edited, and its copy removed on the same day": removed_against_edited(
        "booking", at=ACADEMY, ends=(0, "removed the booking")
    ),
    "a course is removed, and its copy edited on the same day": removed_against_edited(
        "course", at=ACADEMY, ends=(0, "missing")
    ),
    "a course is edited, and its copy removed on the same day": removed_against_edited(
        "course", at=GUILD, ends=(0, "")
    ),
}
"""In a world of several hundred records."""
