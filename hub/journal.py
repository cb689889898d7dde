"""The night's diary in the ledger: what is meant before every call, what came of it after, what undoing needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from hub.carried import Carried
from hub.changes import Record, Unreadable
from hub.language import Text
from hub.ledger.entries import Intent
from hub.ledger.store import Ledger
from hub.lookup import by_ref
from hub.memory import Memory, Outcome
from hub.planning.plan import Plan, PlannedChange, Shared
from hub.planning.snapshot import Snapshot
from hub.planning.traces import seen_otherwise, traces_of
from hub.verifying import Verified


@dataclass(frozen=True, slots=True)
class Journal:
    """Writes intents and outcomes of one run into the ledger, with the true time. `key` is for the digests."""

    ledger: Ledger
    run: int
    key: bytes

    def intend(self, changes: Sequence[PlannedChange]) -> None:
        """The changes and their before-values are in the ledger before anything is sent."""
        intents = [
            Intent(
                change_id=planned.id,
                network=planned.network,
                kind=planned.kind,
                ref=planned.ref,
                action=planned.change.action,
                fields=tuple(sorted(planned.fields)),
                traces=traces_of(planned, key=self.key),
            )
            for planned in changes
        ]
        self.ledger.intend(self.run, intents)

    def outcome(self, outcomes: Sequence[Outcome]) -> None:
        self.ledger.outcome(self.run, outcomes, datetime.now(UTC))

    def found_again(self, snapshot: Snapshot, memory: Memory) -> None:
        """Adds whose end no earlier night saw, and which tonight's reading shows: they were done."""
        for (ref, network), unsure in memory.unsure.items():
            view = snapshot.views.get((network, ref.kind))
            if view is not None and ref in view.copies:
                why = Text("looked up in night {run}: it is there", run=str(self.run))
                outcome = Outcome(change_id=unsure.change_id, state="done", why=why)
                self.ledger.outcome(unsure.run, [outcome], datetime.now(UTC))

    def read_back(self, plan: Plan, carried: Carried, verified: Verified) -> None:
        """What reading back showed to be otherwise: outcomes, and what the systems made of the values."""
        self.outcome(_corrected(carried, verified))
        self.ledger.seen(self.run, dict(_seen(plan, carried, verified, key=self.key)))


def _corrected(carried: Carried, verified: Verified) -> list[Outcome]:
    return [
        outcome
        for change_id, outcome in verified.outcomes.items()
        if change_id in carried.written and outcome != carried.outcomes[change_id]
    ]


def _seen(
    plan: Plan, carried: Carried, verified: Verified, *, key: bytes
) -> Iterator[tuple[str, Mapping[str, bytes]]]:
    records = {where: by_ref(*where, reading) for where, reading in verified.readings.items()}
    for planned in plan.changes:
        record = records.get((planned.network, planned.kind), {}).get(planned.ref)
        is_written = planned.id in carried.written and verified.outcomes[planned.id].state == "done"
        if is_written and record is not None:
            answered = carried.answered.get(planned.id) or planned
            otherwise = _otherwise(answered, record, key=key)
            if otherwise:
                yield planned.id, otherwise


def _otherwise(planned: PlannedChange, record: Record[Shared], *, key: bytes) -> Mapping[str, bytes]:
    try:
        return seen_otherwise(planned, record.value, key=key)
    except Unreadable:
        return {}
