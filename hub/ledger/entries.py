"""What goes into the ledger and what comes out of it, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from hub.changes import Action, State
from hub.language import Text
from hub.memory import Agreed, CopyKey, Shelf
from hub.model import Kind, NetworkName, Ref
from hub.traces import Trace, Undone

OPEN: Final = "open"
"""How a change stands that was meant but never got an outcome: nobody knows yet whether it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One night. `finished` and `exit_code` are None while it runs, and for ever when it was killed.

    `changes` is how many changes it carried out; `document` is the night's view as JSON text.
    """

    number: int
    started: datetime
    finished: datetime | None
    exit_code: int | None
    fingerprint: str
    changes: int
    document: str | None
    as_of: date
    undoes: int | None = None  # the run that this one takes back


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A change the hub is about to make: which fields, and in `traces` what it takes to undo it."""

    change_id: str
    network: NetworkName
    kind: Kind
    ref: Ref
    action: Action
    fields: tuple[str, ...]
    traces: Mapping[str, Trace] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Undoing:
    """What must be known before the first change of an undo is made: which run it takes back, and what of it."""

    run: int
    undone: Sequence[Undone] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, or was meant to happen, to one record in one network.

    `state` is an outcome's state, or "open". `at` is the moment of the outcome, else the start of the run.
    """

    run: int
    at: datetime
    network: NetworkName
    action: Action
    state: State
    fields: tuple[str, ...]
    why: Text | None = None
    remedy: Text | None = None
    undoes: int | None = None  # the run that the event's run takes back


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What a night leaves behind for the next one.

    `shelves` replace those of the same network and kind. `agreed` replaces everything known of each copy it
    names, so it has all fields of a copy; other copies stay as they are. `missing_since` replaces the whole list.
    `over` are the questions whose answers count no longer, and since which day.
    """

    shelves: Mapping[tuple[NetworkName, Kind], Shelf] = field(default_factory=lambda: MappingProxyType({}))
    agreed: Mapping[CopyKey, Mapping[str, Agreed]] = field(default_factory=lambda: MappingProxyType({}))
    missing_since: Mapping[Ref, date] = field(default_factory=lambda: MappingProxyType({}))
    over: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
