"""What the hub remembers of earlier nights, as plain values: the ledger keeps them, the planner reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from hub.changes import State
from hub.language import Text
from hub.model import Kind, NetworkName, Ref
from hub.traces import Undone


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which records of one network and kind needed nothing more when the last night ended.

    `settled` holds their fingerprints. `basis` is a digest of the rules they were settled under (agreements,
    settings, regional offers); under other rules nothing counts as settled. `records` is how many records
    the last reading that was believed had (None before the first), `columns` which fields it had a place for and
    what the system called them, `settings` a digest of what hub.toml said of the network's systems then (None unknown).
    """

    settled: frozenset[bytes] = frozenset()
    basis: str = ""
    records: int | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    settings: str | None = None

    def under(self, settings: str | None) -> Shelf:
        """As far as it still counts: systems that are set up otherwise now may have other columns."""
        return self if self.settings in {None, settings} else replace(self, columns={})


@dataclass(frozen=True, slots=True)
class Agreed:
    """The last agreed value of one field of one record's copy, as keyed digests.

    `sent` is what the hub wrote, `seen` what the system made of it (they differ where it trims or rounds).
    """

    sent: bytes
    seen: bytes


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's answer to a question; beats every rule of the hub's until it is taken back."""

    question: str  # the question's id
    answer: str
    who: str
    day: date
    reason: str = ""


CopyKey = tuple[Ref, NetworkName]
"""A record and the network that its copy lives in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """An add that night `run` meant to make, and of which nobody knows whether the record stands there.

    The night was killed, or got no answer; or the record `is_lost`: its system called it done and does not show it.
    `run` is the last such night, `first_lost` the first one to which the record got lost. `meant` are the ids of all
    such adds of the copy: an id is made from what is written, so one alone means one content alone.
    """

    run: int
    change_id: str
    first_lost: int | None = None
    meant: frozenset[str] = frozenset()

    @property
    def is_lost(self) -> bool:
        return self.first_lost is not None

    @property
    def was_tried_again(self) -> bool:
        """Whether a later night meant to write the lost one again, and lost it too or never learned of it."""
        return self.first_lost not in {None, self.run}


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Everything a plan may know about earlier nights."""

    shelves: Mapping[tuple[NetworkName, Kind], Shelf] = field(default_factory=lambda: MappingProxyType({}))
    agreed: Mapping[CopyKey, Mapping[str, Agreed]] = field(default_factory=lambda: MappingProxyType({}))
    missing_since: Mapping[Ref, date] = field(default_factory=lambda: MappingProxyType({}))
    decisions: Mapping[str, Decision] = field(default_factory=lambda: MappingProxyType({}))
    unsure: Mapping[CopyKey, Unsure] = field(default_factory=lambda: MappingProxyType({}))
    undone: Sequence[Undone] = ()  # what people took back and nobody has made again since
    key: bytes = b""  # for the digests of `agreed`
    last_night: date | None = None  # the day of the last night that ended and was believed
    applied: int = 0  # how many changes were ever carried out on this ledger: moves with every write

    def under(self, settings: Mapping[NetworkName, str]) -> Memory:
        """As far as it still counts when hub.toml says this of the networks' systems."""
        shelves = {key: shelf.under(settings.get(key[0])) for key, shelf in self.shelves.items()}
        return replace(self, shelves=shelves)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one change ended, and where it is not done: why, and what somebody can do."""

    change_id: str
    state: State
    why: Text | None = None
    remedy: Text | None = None
