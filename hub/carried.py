"""What carrying a plan out works with, and what it leaves: targets, a journal, and how every change went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from hub.changes import Change, Reading, Receipt, Record
from hub.language import Text
from hub.memory import Outcome
from hub.model import Booking, Course, Kind
from hub.planning.plan import PlannedChange, Shared
from hub.planning.snapshot import Failure, Key


class Target(Protocol):
    """A connected network, as far as writing and reading back go."""

    def fetch(self, kind: Kind) -> Reading[Shared]: ...
    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]: ...
    def sync_bookings(self, changes: Sequence[Change[Booking]]) -> Sequence[Receipt[Booking]]: ...


class Journal(Protocol):
    """Where intents and outcomes are written, each before anything else happens."""

    def intend(self, changes: Sequence[PlannedChange]) -> None: ...
    def outcome(self, outcomes: Sequence[Outcome]) -> None: ...


@dataclass(slots=True)
class Carried:
    """How a plan went: an outcome for every change, and what each system showed after writing.

    `unproved` are the networks and kinds of which nobody has seen yet that they keep a ref, `closed` those
    that are left alone for the rest of the night, with the reason.
    """

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    shown: dict[str, Record[Shared]] = field(default_factory=dict)
    written: dict[str, Change[Shared]] = field(default_factory=dict)  # answers filled in
    answered: dict[str, PlannedChange | None] = field(default_factory=dict)  # None: it changed nothing
    failures: list[Failure] = field(default_factory=list)
    unproved: set[Key] = field(default_factory=set)
    closed: dict[Key, Text] = field(default_factory=dict)

    def is_done(self, change_id: str) -> bool:
        found = self.outcomes.get(change_id)
        return found is not None and found.state == "done"
