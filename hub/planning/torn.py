"""Numbers and refs that came away from their rows: one column sorted alone, shifted by a row, or emptied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hub.changes import Record
from hub.config import Limits
from hub.language import Text
from hub.memory import Memory
from hub.model import Booking, Ref
from hub.planning.compare import canonical, plain_number
from hub.planning.draft import Titles
from hub.planning.flows import Flow
from hub.planning.seats import folded
from hub.planning.snapshot import Key, Snapshot, View

_ENOUGH: Final = 2
"""Rows that tell at one side what another row tells at the other: one may be chance, two have changed places."""

Told = tuple[str, str]
Both = tuple[Record[Booking], Record[Booking]]


@dataclass(frozen=True, slots=True)
class Torn:
    """Looks at bookings that moved, and at their copies; quiet ones are never parsed for it."""

    limits: Limits
    titles: Titles
    memory: Memory

    def rows(self, snapshot: Snapshot, flows: Sequence[Flow]) -> Mapping[Ref, Text]:
        """Why nothing may be written about these bookings: their rows are other people's now."""
        found: dict[Ref, Text] = {}
        for home, there in _sides(snapshot, flows):
            pairs = _pairs(home, there)
            torn = _torn(pairs)
            if torn:
                found |= dict.fromkeys(torn, self._why_torn(torn, pairs, home, there))
        return found

    def unreferred(self, snapshot: Snapshot, flows: Sequence[Flow]) -> Mapping[Key, Text]:
        """Readings in which many bookings stand without the ref that was written beside them."""
        found: dict[Key, Text] = {}
        for home, there in _sides(snapshot, flows):
            if there.reading.is_complete and not (home.is_all_quiet and there.is_all_quiet):
                why = self._why_unreferred(home, there)
                if why is not None:
                    found[there.network, there.kind] = why
        return found

    def _why_torn(
        self, torn: Sequence[Ref], pairs: Mapping[Ref, Both], home: View[Booking], there: View[Booking]
    ) -> Text:
        is_moved_home = any(not home.is_quiet(pairs[ref][0]) for ref in torn)
        is_moved_there = any(not there.is_quiet(pairs[ref][1]) for ref in torn)
        moved = [
            view.network for view, is_moved in ((home, is_moved_home), (there, is_moved_there)) if is_moved
        ]
        return Text(
            "bookings in {networks} stand beside other people's numbers now ({count}, {first} among them): perhaps one "
            "column was sorted or moved alone. Put the rows right there; nothing is written about them until then, "
            "or until somebody confirms it",
            count=len(torn),
            networks=tuple(self.titles(name) for name in moved),
            first=torn[0].id,
        )

    def _why_unreferred(self, home: View[Booking], there: View[Booking]) -> Text | None:
        written = [ref for ref, network in self.memory.agreed if network == there.network]
        gone = [ref for ref in written if ref.home == home.network and ref not in there.copies]
        lacking = [record for ref in gone if (record := home.own.get(ref.id)) is not None]
        if not self.limits.are_many(len(lacking), of=0):
            return None
        without = {_told(record.value) for record in there.own.values() if there.is_readable(record)}
        told = [_told(record.value) for record in lacking if home.is_readable(record)]
        lost = sum(any(one) and one in without for one in told)
        if not self.limits.are_many(lost, of=0):
            return None
        return Text(
            "{count} bookings of {home} stand in {there} without the ref that the hub wrote beside them. Was its column "
            "emptied or moved? Put it back there; until then nothing follows from what seems to be gone",
            count=lost,
            home=self.titles(home.network),
            there=self.titles(there.network),
        )


def _sides(snapshot: Snapshot, flows: Sequence[Flow]) -> Iterator[tuple[View[Booking], View[Booking]]]:
    for flow in flows:
        home, there = snapshot.bookings(flow.home.network), snapshot.bookings(flow.there.network)
        if flow.home.kind == "booking" and home is not None and there is not None:
            yield home, there


def _pairs(home: View[Booking], there: View[Booking]) -> Mapping[Ref, Both]:
    """Bookings and their copies of which either moved since the last night."""
    found: dict[Ref, Both] = {}
    for ref, copy in there.copies.items():
        record = home.own.get(ref.id) if ref.home == home.network else None
        if record is None or (home.is_quiet(record) and there.is_quiet(copy)):
            continue
        if home.is_readable(record) and there.is_readable(copy):
            found[ref] = record, copy
    return found


def _torn(pairs: Mapping[Ref, Both]) -> list[Ref]:
    """Bookings that tell of somebody else now: another person in another course, or what another one's copy tells.

    Where two tell what others told, everything that tells something new is suspect: a legitimate edit among them
    cannot be told from the rest.
    """
    at_home = {ref: _told(record.value) for ref, (record, _) in pairs.items()}
    there = {ref: _told(copy.value) for ref, (_, copy) in pairs.items()}
    strayed = sorted(ref for ref in pairs if at_home[ref] != there[ref] and all(at_home[ref]))
    elsewhere = {there[ref] for ref in strayed}
    if sum(at_home[ref] in elsewhere for ref in strayed) >= _ENOUGH:
        return strayed
    return [
        ref
        for ref in strayed
        if all(one != other for one, other in zip(at_home[ref], there[ref], strict=True))
    ]


def _told(booking: Booking) -> Told:
    """Who booked which course: what stays the same when only numbers move."""
    who = folded(booking.participant.name) or canonical("email", booking.participant.email)
    return plain_number(booking.course), str(who or "")
