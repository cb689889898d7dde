"""Carries a plan out: every intent is in the ledger before the call, every outcome after it; then reads back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Protocol, cast

from hub.changes import Add, Amend, Change, Done, Reading, Receipt, Record, Refused, Unreadable
from hub.errors import HubError
from hub.language import Text, text_of
from hub.memory import Outcome
from hub.model import Booking, Course, Kind, NetworkName, Ref
from hub.planning.compare import canonical, field_of, with_fields
from hub.planning.draft import told
from hub.planning.plan import FieldChange, Plan, PlannedChange, Shared
from hub.planning.snapshot import Failure


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
    """How a plan went: an outcome for every change, and what each system showed after writing."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    shown: dict[str, Record[Shared]] = field(default_factory=dict)
    written: dict[str, Change[Shared]] = field(default_factory=dict)  # answers filled in
    answered: dict[str, PlannedChange | None] = field(default_factory=dict)  # None: it changed nothing
    failures: list[Failure] = field(default_factory=list)

    def is_done(self, change_id: str) -> bool:
        found = self.outcomes.get(change_id)
        return found is not None and found.state == "done"


def carry_out(
    plan: Plan,
    targets: Mapping[NetworkName, Target],
    journal: Journal,
    *,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Carried:
    """Makes exactly the plan's changes, in its order, network by network.

    A network that fails is left alone for the rest of the night; a refused change is listed and the rest
    goes on; what follows a change that was not done is skipped.
    """
    carried = Carried()
    for batch in _batches(plan):
        ready = list(_ready(batch, carried))
        if ready:
            _send(ready, targets[batch[0].network], journal, carried)
        progress(len(carried.outcomes), len(plan.changes))
    return carried


def _batches(plan: Plan) -> Iterator[Sequence[PlannedChange]]:
    """Neighbours in the plan's order that go to one network in one call; no batch holds what it follows."""
    for _, group in groupby(plan.changes, key=lambda change: (change.kind, change.network)):
        batch: dict[str, PlannedChange] = {}
        for change in group:
            if change.follows in batch:
                yield list(batch.values())
                batch = {}
            batch[change.id] = change
        yield list(batch.values())


def _ready(batch: Sequence[PlannedChange], carried: Carried) -> Iterator[PlannedChange]:
    failed = {failure.network: failure for failure in carried.failures}
    for planned in batch:
        if planned.network in failed:
            why = Text("not tried: the network failed before")
            carried.outcomes[planned.id] = Outcome(change_id=planned.id, state="skipped", why=why)
        elif planned.follows is not None and not carried.is_done(planned.follows):
            why = Text("not tried: what it follows was not done")
            carried.outcomes[planned.id] = Outcome(change_id=planned.id, state="skipped", why=why)
        else:
            try:
                answered = _answered(planned, carried) if planned.awaits_answer else planned
            except Unreadable:
                why = Text("not tried: the answer cannot be read")
                carried.outcomes[planned.id] = Outcome(change_id=planned.id, state="skipped", why=why)
                continue
            if planned.awaits_answer:
                carried.answered[planned.id] = answered
            if answered is None:
                carried.outcomes[planned.id] = Outcome(change_id=planned.id, state="done")
            else:
                yield answered


def _answered(planned: PlannedChange, carried: Carried) -> PlannedChange | None:
    """The change with the other side's answer filled in; None when the answer changes nothing."""
    change = planned.change
    assert isinstance(change, Amend)
    answer = cast("Booking", carried.shown[planned.follows or ""].value)
    value = cast("Booking", with_fields(change.value, {"status": answer.status}))
    names = [name for name in planned.fields if not _same(name, value, change.before)]
    if not names:
        return None
    fields = {name: FieldChange(planned.fields[name].before, field_of(value, name)) for name in names}
    return replace(planned, change=replace(change, value=value, fields=frozenset(names)), fields=fields)


def _same(name: str, one: Shared, other: Shared) -> bool:
    return canonical(name, field_of(one, name)) == canonical(name, field_of(other, name))


def _send(ready: Sequence[PlannedChange], target: Target, journal: Journal, carried: Carried) -> None:
    journal.intend(ready)
    changes = [planned.change for planned in ready]
    carried.written.update({change.id: change for change in changes})
    try:
        if ready[0].kind == "course":
            receipts = cast(
                "Sequence[Receipt[Shared]]", target.publish_courses(cast("list[Change[Course]]", changes))
            )
        else:
            receipts = cast(
                "Sequence[Receipt[Shared]]", target.sync_bookings(cast("list[Change[Booking]]", changes))
            )
    except HubError as error:
        failure = Failure(ready[0].network, error)
        carried.failures.append(failure)
        outcomes = [
            Outcome(change_id=change.id, state="unknown", why=failure.why_there, remedy=error.remedy)
            for change in changes
        ]
    else:
        outcomes = [_outcome(receipt, carried) for receipt in receipts]
    journal.outcome(outcomes)
    carried.outcomes.update({outcome.change_id: outcome for outcome in outcomes})


def _outcome(receipt: Receipt[Shared], carried: Carried) -> Outcome:
    if isinstance(receipt, Done):
        carried.shown[receipt.change_id] = receipt.record
        return Outcome(change_id=receipt.change_id, state="done")
    if isinstance(receipt, Refused):
        return Outcome(
            change_id=receipt.change_id,
            state="refused",
            why=text_of(receipt.why),
            remedy=text_of(receipt.remedy),
        )
    return Outcome(change_id=receipt.change_id, state="unknown", why=text_of(receipt.why))


@dataclass(frozen=True, slots=True)
class Differing:
    """A field that a system shows otherwise than it was written: trimmed, rounded, or edited since."""

    change_id: str
    field: str
    sent: object
    seen: object


@dataclass(slots=True)
class Verified:
    """What reading back showed: corrected outcomes, differing fields, and the readings themselves."""

    outcomes: dict[str, Outcome]
    differing: list[Differing]
    readings: dict[tuple[NetworkName, Kind], Reading[Shared]]
    failures: list[Failure]


def read_back(plan: Plan, carried: Carried, targets: Mapping[NetworkName, Target]) -> Verified:
    """Reads every network that was written to and compares it with what was sent.

    An unknown outcome is looked up by ref: it is done when the system shows it, else it was not written.
    """
    verified = Verified(dict(carried.outcomes), [], {}, [])
    tried = [planned for planned in plan.changes if planned.id in carried.written]
    for (network, kind), group in groupby(
        sorted(tried, key=lambda planned: (planned.network, planned.kind)),
        key=lambda planned: (planned.network, planned.kind),
    ):
        try:
            reading = targets[network].fetch(kind)
        except HubError as error:
            verified.failures.append(Failure(network, error))
            continue
        verified.readings[network, kind] = reading
        found = _by_ref(network, kind, reading)
        for planned in group:
            record = found.get(planned.ref)
            if record is not None or _tells_absence(reading, planned.ref):
                _verify(planned, carried, record, verified)
    return verified


def _by_ref(network: NetworkName, kind: Kind, reading: Reading[Shared]) -> Mapping[Ref, Record[Shared]]:
    return {record.origin or Ref(network, kind, record.id): record for record in reading.records}


def _tells_absence(reading: Reading[Shared], ref: Ref) -> bool:
    """Whether a record that is not in the reading is not in the system."""
    return reading.is_complete and {ref.id, str(ref)}.isdisjoint(reject.id for reject in reading.rejects)


def _verify(
    planned: PlannedChange, carried: Carried, record: Record[Shared] | None, verified: Verified
) -> None:
    change = carried.written[planned.id]
    outcome = verified.outcomes[planned.id]
    if outcome.state not in {"done", "unknown"}:
        return
    is_there = record is not None and not record.proposed  # a number that is only proposed proves nothing
    differing = _differing(change, record) if is_there and record is not None else None
    if differing is None:
        verified.outcomes[planned.id] = _not_there(outcome)
    elif outcome.state == "done":
        verified.differing += differing
    elif not differing and record is not None:
        carried.shown[planned.id] = record
        verified.outcomes[planned.id] = Outcome(change_id=planned.id, state="done")
    else:
        verified.outcomes[planned.id] = _not_there(outcome)


def _not_there(outcome: Outcome) -> Outcome:
    if outcome.state == "done":
        why = Text("the system said it was done, but does not show it")
        remedy = Text("Look at the system; the next night plans it again.")
        return Outcome(change_id=outcome.change_id, state="refused", why=why, remedy=remedy)
    why = Text("{why} (looked up: not written)", why=outcome.why)
    return Outcome(change_id=outcome.change_id, state="refused", why=why, remedy=outcome.remedy)


def _differing(change: Change[Shared], record: Record[Shared]) -> list[Differing] | None:
    """The fields that the system shows otherwise; None when its record cannot be read."""
    try:
        seen = record.value
    except Unreadable:
        return None
    return [
        Differing(change.id, name, field_of(change.value, name), field_of(seen, name))
        for name in sorted(_sent_fields(change))
        if not _same(name, change.value, seen)
    ]


def _sent_fields(change: Change[Shared]) -> frozenset[str]:
    """What was written; the status of a new booking is the organiser's answer and so never differs."""
    if not isinstance(change, Add):
        return change.fields
    names = frozenset(name for name, _ in told(change.value))
    return names if isinstance(change.value, Course) else names - {"status"}
