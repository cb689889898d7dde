"""The plan: every change the hub wants to make, with its reason. Data, not action."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from hub.changes import Change, Reject
from hub.language import Text
from hub.memory import CopyKey
from hub.model import Booking, Course, Kind, NetworkName, Ref
from hub.planning.basis import Basis
from hub.planning.snapshot import Failure, Key
from hub.traces import Undone

Shared = Course | Booking
"""The nouns that cross from one network to another; members never do by themselves."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after; `after` is None where the other side's answer will fill it in."""

    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChange:
    """One change in one network, with all that a reader needs to judge it.

    `title` names the record in human words without naming a person. `follows` is the id of the change that
    must be done first; with `awaits_answer` this one's status is what that one's system answers. `cause` is
    the record whose own fate this change shares: a cancelled course, for its bookings. `is_conflict` says that somebody edited the copy where it is not theirs.
    """

    change: Change[Shared]
    network: NetworkName
    kind: Kind
    title: str
    fields: Mapping[str, FieldChange]
    reason: Text
    place: Text
    follows: str | None = None
    awaits_answer: bool = False
    cause: Ref | None = None
    is_conflict: bool = False

    @property
    def id(self) -> str:
        return self.change.id

    @property
    def ref(self) -> Ref:
        return self.change.ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A change the hub knows of but will not make until a person says so; `change` is None for a whole reading.

    Where `can_be_confirmed` is false nobody's word ends the hold, only what `why` asks for.
    """

    network: NetworkName
    kind: Kind
    why: Text
    change: PlannedChange | None = None
    can_be_confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A record that is not passed on to `network`, and why; nothing is wrong with the hub or the systems.

    Where it `stands_there` all the same, the hub leaves that to people.
    """

    ref: Ref
    network: NetworkName
    title: str
    reason: Text
    place: Text
    remedy: Text | None = None
    stands_there: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person can say to a question: the word that is kept, and what it means."""

    word: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something only a person can decide. The id stays the same as long as the matter does.

    `answers` are those that the next plan honours; without any the text says what to do in the data.
    """

    id: str
    ref: Ref
    title: str
    text: Text
    answers: tuple[Answer, ...]
    place: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A home record that vanished from a complete reading; not yet, and perhaps never, a cancellation.

    `now` is the record that tells the same under another number: then its absence cancels nothing.
    """

    ref: Ref
    network: NetworkName
    title: str
    since: date
    now: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreversed:
    """What an undo leaves as it is in one record, and why; without `fields` the record as a whole."""

    ref: Ref
    network: NetworkName
    title: str
    why: Text
    fields: tuple[str, ...] = ()

    @property
    def matters(self) -> bool:
        """Nobody misses the way back of a number: once given, it stays."""
        return self.fields != ("id",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """That a plan is the way back from a run, and what of that run it does not reverse.

    `kept` is what somebody edited since: the person wins. `undone` is what no night makes again until released.
    """

    run: int
    kept: Sequence[Unreversed] = ()
    impossible: Sequence[Unreversed] = ()
    undone: Sequence[Undone] = ()


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """What a reading amounted to; `partial` is the reason why it may lack records, None when it is complete."""

    records: int
    rejects: int
    partial: Text | None = None


@dataclass(frozen=True, slots=True)
class PlacedReject:
    """A row that could not be read, and in whose records of which kind."""

    network: NetworkName
    kind: Kind
    reject: Reject


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything a night would do, and everything it would leave and why, in a stable order.

    `basis` is what the plan was made from besides the readings: rules, code and the ledger's state.
    `pending` names the records that have to be looked at again next night even if they do not move,
    `missing_since` the first day of every absence that goes on, `doubted` the readings that lost too much,
    `half_seen` the networks that have a partner of whom something could not be read, `unproved` the places
    where something is added and no record carries a ref yet, and `expected` what each compared copy has to show
    in the end, as digests by field. `over` are the answers that count no longer once all is done that is planned for the
    record they are about. `stays_undone` are changes that people took back: listed, but no alarm. `drafted`
    are the ids of changes and held changes in the order in which they were put down, `seats`
    how many were given already in each course that somebody is to be asked for one. `undo` is there when the plan
    is the way back from another night.
    """

    created: datetime
    readings: Mapping[Key, ReadingSummary]
    changes: Sequence[PlannedChange]
    held: Sequence[Held]
    withheld: Sequence[Withheld]
    questions: Sequence[Question]
    missing: Sequence[Missing]
    rejects: Sequence[PlacedReject]
    failures: Sequence[Failure]
    notes: Sequence[Text] = ()
    basis: Basis = field(default_factory=Basis)
    pending: frozenset[tuple[NetworkName, Kind, str]] = field(default_factory=frozenset)
    missing_since: Mapping[Ref, date] = field(default_factory=dict)
    doubted: frozenset[Key] = field(default_factory=frozenset)
    half_seen: frozenset[NetworkName] = field(default_factory=frozenset)
    unproved: frozenset[Key] = field(default_factory=frozenset)
    expected: Mapping[CopyKey, Mapping[str, bytes]] = field(default_factory=dict)
    over: Mapping[str, Ref] = field(default_factory=dict)
    stays_undone: Sequence[Held] = ()
    drafted: Sequence[str] = ()
    seats: Mapping[Ref, int] = field(default_factory=dict)
    undo: Undo | None = None

    @property
    def is_empty(self) -> bool:
        return not self.changes and not self.held

    def with_held_confirmed(self) -> Plan:
        """The same plan after a person confirmed the held changes: they take their place among the others.

        What no confirmation ends stays held, and its readings doubted. Where nothing is held nothing moves: the way
        back from a night has an order of its own.
        """
        if not self.held:
            return self
        kept = [held for held in self.held if not held.can_be_confirmed]
        confirmed = [held.change for held in self.held if held.change is not None and held.can_be_confirmed]
        place = {identity: number for number, identity in enumerate(self.drafted)}
        together = sorted([*self.changes, *confirmed], key=lambda change: place[change.id])
        doubted = frozenset((held.network, held.kind) for held in kept if held.change is None)
        return replace(self, changes=in_order(together), held=tuple(kept), doubted=doubted)


def change_id(*parts: Any) -> str:
    """Twelve characters that name a change or question; the same parts always give the same name."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:12]


def in_order(changes: Sequence[PlannedChange]) -> list[PlannedChange]:
    """Courses before bookings; rows get their numbers first, then all requests in order of arrival, then answers.

    So the last seat goes to whoever booked first, whether the row had a number or not.
    """
    return sorted(changes, key=lambda change: (change.kind != "course", _stage(change), change.network))


def _stage(change: PlannedChange) -> int:
    if change.change.action == "add":
        return 1
    return 0 if change.follows is None else 2
