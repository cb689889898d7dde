"""Readings that cannot be what they are taken for: a column gone since last night, the two sides swapped in hub.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from hub.changes import Reading, Record, Reject
from hub.columns import decisive_columns_lost
from hub.errors import Unusable
from hub.language import Text, listed
from hub.memory import Memory, Shelf
from hub.mistaken import mistaken
from hub.model import Kind, NetworkName
from hub.planning.labels import plural
from hub.planning.plan import Shared
from hub.planning.snapshot import Failure, Key
from hub.reading import AnyReading, Readings


def without_misread(readings: Readings, memory: Memory) -> Readings:
    """The readings without those networks whose systems cannot be what they are taken for, each named as a failure.

    What they say would otherwise be believed: cancellations forgotten, addresses blanked, copies taken for own rows.
    """
    shared = {key: reading for key, reading in readings.by_key.items() if key[1] != "member"}
    by_key = cast("Mapping[Key, Reading[Shared]]", shared)
    networks = {network for network, _ in readings.by_key} | {one.network for one in readings.failures}
    failures = {**mistaken(by_key, memory, named=networks), **_torn(readings, memory), **_swapped(by_key)}
    kept = {key: reading for key, reading in readings.by_key.items() if key[0] not in failures}
    named = [Failure(network, error) for network, error in failures.items()]
    return Readings(_without_strays(kept), (*readings.failures, *named))


def _torn(readings: Readings, memory: Memory) -> Mapping[NetworkName, Unusable]:
    """Networks in which a column of last night is gone; a connector that tells no columns is not asked."""
    found = {}
    for (network, kind), reading in readings.by_key.items():
        before = memory.shelves.get((network, kind), Shelf()).columns
        lost = decisive_columns_lost(kind, before=before, now=reading.columns)
        if lost:
            found[network] = _columns_gone(kind, lost)
    return found


def _columns_gone(kind: Kind, headers: Sequence[str]) -> Unusable:
    return Unusable(
        Text(
            "among the {kind}, columns of last night are gone: {columns}; nothing is read from here tonight",
            kind=plural(kind),
            columns=listed(headers),
        ),
        remedy=Text(
            "Put them back; a column may be empty, but keeps its header. If one is gone for good, name those that are left "
            "at columns in this system's table of hub.toml: under other settings, other columns are believed."
        ),
    )


def _swapped(by_key: Mapping[Key, Reading[Shared]]) -> Mapping[NetworkName, Unusable]:
    """Networks that hold more copies of their own records than of others', and the partners they were taken for."""
    found: dict[NetworkName, Unusable] = {}
    for network in dict.fromkeys(network for network, _ in by_key):
        mirrored = [one for key in by_key if key[0] == network for one in _mirrored(key, by_key)]
        if len(mirrored) > _foreign_copies(network, by_key):
            for name in (network, *(one.owner for one in mirrored if one.owner)):
                found.setdefault(name, _looks_swapped(mirrored[0].record))
    return found


@dataclass(frozen=True, slots=True)
class _Mirrored:
    """A record with a ref of the very network it stands in, as only a partner's copies have.

    `owner` is a partner that has a record of this number as its own.
    """

    record: Record[Shared]
    owner: NetworkName | None


def _mirrored(key: Key, by_key: Mapping[Key, Reading[Shared]]) -> Iterator[_Mirrored]:
    """A network may note a record's own ref in its own row; but then the number is the same, and nobody else's."""
    own = [record for record in by_key[key].records if record.origin and record.origin.home == key[0]]
    owner_by_id = _owner_by_id(key, by_key) if own else {}
    for record in own:
        owner = owner_by_id.get(record.id)
        if owner is not None or _is_stray(record, key[0]):
            yield _Mirrored(record, owner)


def _owner_by_id(key: Key, by_key: Mapping[Key, Reading[Shared]]) -> Mapping[str, NetworkName]:
    return {
        record.id: network
        for (network, kind), reading in by_key.items()
        if kind == key[1] and network != key[0]
        for record in reading.records
        if record.origin is None
    }


def _foreign_copies(network: NetworkName, by_key: Mapping[Key, Reading[Shared]]) -> int:
    readings = [reading for key, reading in by_key.items() if key[0] == network]
    origins = [record.origin for reading in readings for record in reading.records]
    return sum(origin is not None and origin.home != network for origin in origins)


def _looks_swapped(record: Record[Shared]) -> Unusable:
    return Unusable(
        Text(
            "its records carry refs of its own, as only a partner's copies do ({ref}, for example); "
            "nothing is read from here tonight",
            ref=str(record.origin),
        ),
        place=record.place,
        remedy=Text(
            "Are the two sides swapped in hub.toml? If not, empty the ref in the rows that are the network's own."
        ),
    )


def _without_strays(by_key: Mapping[Key, AnyReading]) -> Mapping[Key, AnyReading]:
    """A single row that was pasted from a partner's list back into its home's is a reject."""
    found = dict(by_key)
    for key, reading in by_key.items():
        if key[1] != "member":
            found[key] = _cleared(key[0], cast("Reading[Shared]", reading))
    return found


def _cleared(network: NetworkName, reading: Reading[Shared]) -> Reading[Shared]:
    strays = [record for record in reading.records if _is_stray(record, network)]
    if not strays:
        return reading
    kept = [record for record in reading.records if not _is_stray(record, network)]
    return replace(reading, records=kept, rejects=(*reading.rejects, *map(_pasted, strays)))


def _pasted(record: Record[Shared]) -> Reject:
    return Reject(
        place=record.place,
        why=Text("the row carries the ref of another row of this very list, {ref}", ref=str(record.origin)),
        remedy=Text("Empty the ref in this row; or, if the row is that record, give it its number."),
        id=record.id,
        origin=record.origin,
    )


def _is_stray(record: Record[Shared], network: NetworkName) -> bool:
    origin = record.origin
    return origin is not None and origin.home == network and origin.id != record.id
