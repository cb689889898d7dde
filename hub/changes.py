"""What crosses the line between hub and connector: readings on the way in, changes and receipts on the way out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Literal, Protocol, TypeVar

from hub.errors import Place
from hub.language import Text, text_of
from hub.model import Booking, Course, Member, Ref

N = TypeVar("N", bound=Member | Course | Booking)
N_co = TypeVar("N_co", bound=Member | Course | Booking, covariant=True)
Action = Literal["add", "amend", "cancel"]
State = Literal["done", "refused", "unknown", "lost", "skipped", "open"]
"""How a change ended. Unknown got no answer. Lost is an add that the system called done and does not show.
Skipped was never sent: what it follows was not done, or its network failed before. Open was meant, and its run
never saw an end of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A row that could not be read: where, which field, why, and what a person can do about it.

    `id` is the record's id where the row still gives one, `origin` the ref it came with from another home: so a garbled
    record of somebody known is never taken for a removed one, and a garbled copy is not written a second time.
    """

    place: Place
    why: Text
    remedy: Text
    field: str | None = None
    id: str | None = None
    origin: Ref | None = None


class Unreadable(Exception):
    """Raised when a record's value is asked for and its raw form cannot be understood."""

    def __init__(self, reject: Reject) -> None:
        super().__init__(f"{reject.place}: {reject.why}")
        self.reject = reject


class RawRecords(Protocol[N_co]):
    """Raw records of one reading, parsed one by one only when somebody asks."""

    def value(self, key: int) -> N_co:
        """The noun of record `key`. Raises: Unreadable."""

    def place(self, key: int) -> Place:
        """Where record `key` stands, in words a person can follow; asked only of records that are told."""


class Record(Generic[N]):
    """One record as its system holds it.

    `id` is unique in its system, `origin` the ref it carries when it was born elsewhere, `fingerprint` a hash
    of its raw form: the same fingerprint means that nothing changed, so the value need not even be parsed.
    `proposed` says that the system has no id for it yet and the connector proposes this one.
    """

    __slots__ = ("_key", "_source", "fingerprint", "id", "origin", "proposed")

    def __init__(
        self,
        id: str,  # noqa: A002 - the field's name
        *,
        fingerprint: bytes,
        source: RawRecords[N],
        key: int = 0,
        origin: Ref | None = None,
        proposed: bool = False,
    ) -> None:
        self.id = id
        self.origin = origin
        self.fingerprint = fingerprint
        self.proposed = proposed
        self._source = source
        self._key = key

    @classmethod
    def of(cls, value: N, place: Place, *, proposed: bool = False) -> Record[N]:
        """A record of a value at hand: id, origin and fingerprint are taken from it."""
        return cls(
            value.id,
            fingerprint=fingerprint(value.model_dump(mode="json")),
            source=AtHand(value, place),
            origin=value.origin,
            proposed=proposed,
        )

    @property
    def value(self) -> N:
        """The validated noun. Raises: Unreadable, also for whatever else a connector's own parsing raises."""
        try:
            return self._source.value(self._key)
        except Unreadable:
            raise
        except Exception as error:
            raise Unreadable(self._garbled_by(error)) from error

    def _garbled_by(self, error: Exception) -> Reject:
        return Reject(
            place=text_of(self.id),
            why=Text("its connector failed to read it ({error})", error=type(error).__name__),
            remedy=Text("Tell the author of the plugin."),
            id=self.id,
            origin=self.origin,
        )

    @property
    def source(self) -> RawRecords[N]:
        """What is asked for value and place."""
        return self._source

    @property
    def place(self) -> Text:
        """Where it came from, e.g. `mekom.xlsx, sheet Buchungen, row 7`."""
        return text_of(self._source.place(self._key))

    def __repr__(self) -> str:
        return f"<Record {self.id} at {self.place}>"


@dataclass(frozen=True, slots=True)
class AtHand(Generic[N]):
    """The source of a record whose value needs no parsing."""

    noun: N
    where: Place

    def value(self, key: int) -> N:
        return self.noun

    def place(self, key: int) -> Place:
        return self.where


def fingerprint(raw: Any) -> bytes:
    """Twelve bytes that differ when `raw` (anything json can write, sets excluded) differs."""
    text = json.dumps(raw, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(text.encode(), digest_size=12).digest()


@dataclass(frozen=True, slots=True)
class Complete:
    """Everything the system has was read; only here does absence mean anything."""


@dataclass(frozen=True, slots=True)
class Partial:
    """Some records may be missing, for this reason. A night with such a reading is not all well: its exit code is 3."""

    reason: Text | str


Coverage = Complete | Partial


@dataclass(frozen=True, slots=True)
class Reading(Generic[N]):
    """What one network's system said at one moment. An error is raised, never turned into an empty reading.

    `columns` says which fields the system has a place for, and what it calls them (a sheet's headers by field,
    a field inside a field with a dot: `participant.email`; the ref is `origin`). Where that is told, a field that was
    there last night and is gone stops the source, before its emptiness is believed.
    `keeps_refs=False` says that the system has no place for another network's ref: then nothing is added there.
    """

    records: Sequence[Record[N]]
    rejects: Sequence[Reject] = ()
    coverage: Coverage = field(default_factory=Complete)
    columns: Mapping[str, str] = field(default_factory=dict)
    keeps_refs: bool = True

    @property
    def is_complete(self) -> bool:
        return isinstance(self.coverage, Complete)


@dataclass(frozen=True, slots=True, kw_only=True)
class Add(Generic[N]):
    """Write a record that is not there yet. `value.origin` is its ref, to be kept where it can be found again."""

    action: ClassVar[Action] = "add"

    id: str
    ref: Ref
    value: N


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend(Generic[N]):
    """Make exactly `fields` of the record `record_id` what `value` says; leave all others alone.

    A field inside a field is named with a dot: `participant.email`, `company.town`. The only field may be `id`:
    then a home record is given the id that its reading proposed (`record_id` and `value.id` are that id).
    `before` is the record as it was when the change was planned.
    """

    action: ClassVar[Action] = "amend"

    id: str
    ref: Ref
    record_id: str
    value: N
    before: N
    fields: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Generic[N]):
    """Set the record's status to the cancelled one in `value`. A cancellation is a status, never a deletion."""

    action: ClassVar[Action] = "cancel"

    id: str
    ref: Ref
    record_id: str
    value: N
    before: N
    fields: frozenset[str] = frozenset({"status"})


Change = Add[N] | Amend[N] | Cancel[N]


@dataclass(frozen=True, slots=True)
class Done(Generic[N]):
    """It is written; `record` is what the system shows now."""

    change_id: str
    record: Record[N]


@dataclass(frozen=True, slots=True)
class Refused:
    """The system said no to this one change; nothing of it was written."""

    change_id: str
    why: Text | str
    remedy: Text | str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can say whether it was written (no answer in time): to be looked up, never repeated blindly."""

    change_id: str
    why: Text | str


Receipt = Done[N] | Refused | Unknown


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing `hub check` found out about a system; `remedy` is given exactly when it is not well."""

    what: Text | str
    remedy: Text | str | None = None

    @property
    def is_well(self) -> bool:
        return self.remedy is None
