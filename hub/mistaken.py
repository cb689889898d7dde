"""Networks that show the very records of another: one system under two names, or a network renamed in hub.toml."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from hub.changes import Reading
from hub.errors import Unusable
from hub.language import Text
from hub.memory import Memory
from hub.model import NetworkName
from hub.planning.plan import Shared
from hub.planning.snapshot import Key

_ENOUGH: Final = 3
"""So many records that are alike to the last letter, and half of all: no accident."""


def mistaken(
    by_key: Mapping[Key, Reading[Shared]], memory: Memory, *, named: Collection[NetworkName]
) -> Mapping[NetworkName, Unusable]:
    """Networks that are somebody else by the records they show: the same number, ref and values in each.

    `named` are all networks of hub.toml, those that could not be read tonight among them.
    """
    seen = {key: _fingerprints(reading, key[0]) for key, reading in by_key.items()}
    own = {key: _fingerprints(reading, key[0], is_own=True) for key, reading in by_key.items()}
    gone = {key: shelf.settled for key, shelf in memory.shelves.items() if key[0] not in named}
    known = {network for network, _ in memory.shelves}
    found: dict[NetworkName, Unusable] = {}
    for key, fingerprints in seen.items():
        for other in _owners_of(own[key], key, own):
            found[key[0]] = _one_system(other)
        # two that were known side by side cannot be one under a new name
        for other in _owners_of(fingerprints, key, gone) if key[0] not in known else ():
            if len(own[key] & gone[other, key[1]]) >= _ENOUGH:
                found.setdefault(key[0], _renamed(other))
    return found


def _fingerprints(
    reading: Reading[Shared], network: NetworkName, *, is_own: bool = False
) -> frozenset[bytes]:
    """Of all records, or of those alone that no partner gave: two channels show one organiser's courses alike."""
    return frozenset(
        one.fingerprint
        for one in reading.records
        if not is_own or one.origin is None or one.origin.home == network
    )


def _owners_of(
    fingerprints: frozenset[bytes], key: Key, by_key: Mapping[Key, frozenset[bytes]]
) -> Iterator[NetworkName]:
    """Other networks with the same records."""
    for (network, kind), others in by_key.items():
        if kind == key[1] and network != key[0] and _are_alike(fingerprints, others):
            yield network


def _are_alike(one: frozenset[bytes], other: frozenset[bytes]) -> bool:
    same = len(one & other)
    return same >= _ENOUGH and 2 * same >= max(len(one), len(other))


def _one_system(other: NetworkName) -> Unusable:
    return Unusable(
        Text("it shows the very records of “{other}”; nothing is read from here tonight", other=other),
        remedy=Text(
            "Do both lead to one system in hub.toml, or does the file of one lie in the other's place?"
        ),
    )


def _renamed(gone: NetworkName) -> Unusable:
    return Unusable(
        Text(
            "it shows the records of “{gone}”, which hub.toml no longer names; nothing is read from here tonight",
            gone=gone,
        ),
        remedy=Text(
            "A network's short name is part of every ref and never changes: call it “{gone}” again in hub.toml. What "
            "people read is its title.",
            gone=gone,
        ),
    )
