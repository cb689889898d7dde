"""The judge of a make-believe world: what was lost, doubled, cancelled, revived or made up, and nobody wanted it.

It looks at the systems alone, and knows nothing of how the hub decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hub.model import Booking, Course, CourseStatus, Kind, NetworkName, Ref
from hub.planning.compare import canonical, field_of
from hub.testing.cabinet import Noun
from hub.testing.traits import Traits
from hub.testing.world import World


@dataclass(frozen=True)
class Picture:
    """Everything that stands in every system at one moment; `typed` are the rows without a number."""

    records: Mapping[NetworkName, tuple[Noun, ...]]
    typed: Mapping[NetworkName, tuple[Booking, ...]]
    traits: Mapping[NetworkName, Traits]

    @classmethod
    def of(cls, world: World) -> Picture:
        records: dict[NetworkName, tuple[Noun, ...]] = {}
        typed: dict[NetworkName, tuple[Booking, ...]] = {}
        traits: dict[NetworkName, Traits] = {}
        for name in world.networks:
            with world.looking_at(name) as office:
                records[name] = (
                    *office.members.values(),
                    *office.courses.values(),
                    *office.bookings.values(),
                )
                typed[name], traits[name] = tuple(office.typed), office.traits
        return cls(records, typed, traits)

    @property
    def own(self) -> dict[Ref, Noun]:
        """Every record in the system of its home."""
        return {
            Ref(network, noun.kind, noun.id): noun
            for network, nouns in self.records.items()
            for noun in nouns
            if noun.origin is None
        }

    @property
    def by_name(self) -> dict[tuple[str, ...], str]:
        """Every record under the name that stays the same whatever number a system gave it; doubles are kept."""
        found: dict[tuple[str, ...], str] = {}
        for network, nouns in self.records.items():
            for noun in nouns:
                name: tuple[str, ...] = (network, noun.kind, str(noun.origin) if noun.origin else noun.id)
                while name in found:
                    name = (*name, "again")
                unnumbered = noun.model_copy(update={"id": "-" if noun.origin else noun.id})
                found[name] = unnumbered.model_dump_json()
        return found


def wrongs(before: Picture, after: Picture, world: World) -> list[str]:
    """What no night may do, said in sentences; empty when all is well.

    Between `before` and `after` the hub alone was at work: what people did before is their right, if they said so
    in `People.cancelled` or `People.removed`.
    """
    return [
        *_doubled(after),
        *_lost(before, after),
        *_overwritten(before, after),
        *_cancelled(before, after, world),
        *_revived(before, after, world),
        *_invented(before, after),
    ]


def _doubled(after: Picture) -> Iterator[str]:
    for network, nouns in after.records.items():
        refs = Counter(noun.origin for noun in nouns if noun.origin is not None)
        yield from (f"{network} has {ref} {count} times" for ref, count in refs.items() if count > 1)
        heads = Counter(
            (noun.course, noun.participant.name)
            for noun in nouns
            if isinstance(noun, Booking) and not noun.status.is_cancelled and noun.participant.name
        )
        yield from (f"{network} has {who} twice in one course" for who, count in heads.items() if count > 1)


def _lost(before: Picture, after: Picture) -> Iterator[str]:
    for network, nouns in before.records.items():
        now = {(noun.kind, noun.id) for noun in after.records[network]}
        yield from (
            f"{network} lost {noun.kind} {noun.id}" for noun in nouns if (noun.kind, noun.id) not in now
        )
        was, is_now = _own_bookings(before, network), _own_bookings(after, network)
        yield from (f"{network} has no longer what was typed: {label}" for label, _ in was - is_now)
        yield from (f"{network} has what nobody typed: {label}" for label, _ in is_now - was)


def _own_bookings(picture: Picture, network: NetworkName) -> Counter[tuple[str, str]]:
    """What people typed, in rows with a number and without: the number and the answer are all that may come to it."""
    own = [n for n in picture.records[network] if isinstance(n, Booking) and n.origin is None]
    told = {"id", "status", "note"}
    return Counter(
        (f"{one.participant.name} in {one.course}", one.model_dump_json(exclude=told))
        for one in (*own, *picture.typed[network])
    )


def _overwritten(before: Picture, after: Picture) -> Iterator[str]:
    """Own records that say something else than their people wrote; and attendance that was taken back anywhere."""
    for network, nouns in before.records.items():
        now = {(noun.kind, noun.id): noun for noun in after.records[network]}
        for noun in nouns:
            later = now.get((noun.kind, noun.id))
            if later is None or later is noun:
                continue
            if noun.origin is None:
                changed = [name for name in _fields_of_people(noun) if _differs(noun, later, name)]
                if changed:
                    yield f"{network}: {noun.kind} {noun.id} was overwritten in {', '.join(changed)}"
            if isinstance(noun, Booking) and noun.status.is_attendance and _differs(noun, later, "status"):
                yield f"{network}: who attended {noun.course} in {noun.id} is forgotten"


def _fields_of_people(noun: Noun) -> list[str]:
    """What the hub never writes into a record at its home: all but an answer to a booking."""
    answers = {"status", "note"} if isinstance(noun, Booking) else set()
    return [name for name in type(noun).model_fields if name not in answers]


def _differs(one: Noun, other: Noun, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def _cancelled(before: Picture, after: Picture, world: World) -> Iterator[str]:
    """Cancellations that nobody made: neither of the record itself nor of its course."""
    wanted = world.people.cancelled | world.people.removed
    for network, nouns in after.records.items():
        was = {(noun.kind, noun.id): noun for noun in before.records[network]}
        for noun in nouns:
            earlier = was.get((noun.kind, noun.id))
            ref = noun.origin or Ref(network, noun.kind, noun.id)
            if earlier is None or _is_off(earlier) or not _is_off(noun) or ref in wanted:
                continue
            if isinstance(noun, Booking) and _course_is_off(noun, (before, after), network, wanted):
                continue
            yield f"{network}: {ref} was cancelled, and nobody wanted that"


def _revived(before: Picture, after: Picture, world: World) -> Iterator[str]:
    """Records that people cancelled or removed, and that are back."""
    homes = after.own
    for network, nouns in after.records.items():
        was = {(noun.kind, noun.id): noun for noun in before.records[network]}
        for noun in nouns:
            earlier = was.get((noun.kind, noun.id))
            if earlier is None and noun.origin in world.people.removed:
                yield f"{network}: {noun.origin} was removed at home, and was written again"
            elif earlier is None or not _is_off(earlier) or _is_off(noun):
                continue
            elif isinstance(noun, Booking) or (noun.origin in homes and _is_off(homes[noun.origin])):
                yield f"{network}: {noun.origin or noun.id} was cancelled, and no longer is"


def _invented(before: Picture, after: Picture) -> Iterator[str]:
    """Values in copies that neither their home says nor anybody had typed there."""
    homes = after.own
    for network, nouns in after.records.items():
        was = {noun.origin: noun for noun in before.records[network] if noun.origin is not None}
        for noun in nouns:
            if noun.origin not in homes or noun is was.get(noun.origin):
                continue
            home = homes[noun.origin]
            meant = [home, after.traits[network].written(home), was.get(noun.origin, home)]
            for name in _TOLD[noun.kind]:
                now = canonical(name, field_of(noun, name))
                if now not in {canonical(name, field_of(one, name)) for one in meant}:
                    yield f"{network}: {name} of {noun.origin} became {now!r}, and nobody said so"


_TOLD: Final[Mapping[Kind, Sequence[str]]] = {
    "member": (),
    "course": ("title", "place", "starts_at", "ends_at", "capacity", "price_member", "price_guest"),
    "booking": ("participant.name", "participant.email"),
}


def _is_off(noun: Noun) -> bool:
    if isinstance(noun, Booking):
        return noun.status.is_cancelled
    return isinstance(noun, Course) and noun.status is CourseStatus.CANCELLED


def _course_is_off(
    booking: Booking, pictures: Sequence[Picture], network: NetworkName, wanted: set[Ref]
) -> bool:
    """Whether somebody cancelled or removed the course that this network knows by the booking's number."""
    number = booking.course.casefold()
    meant = {
        noun.origin or Ref(network, "course", noun.id)
        for picture in pictures
        for noun in picture.records[network]
        if isinstance(noun, Course) and number in {noun.id.casefold(), (noun.origin or noun).id.casefold()}
    }
    at_home = (network, "course", number)  # one that was removed stands in no picture of its home
    return any(ref in meant or (ref.home, ref.kind, ref.id.casefold()) == at_home for ref in wanted)
