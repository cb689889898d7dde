"""Carries a plan out in its order: what goes into one call, what follows what, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import cast

from hub.carried import Carried, Journal, Target
from hub.changes import Amend, Record, Unreadable
from hub.language import Text
from hub.memory import Outcome
from hub.model import Booking, NetworkName
from hub.planning.compare import agree_on, field_of, with_fields
from hub.planning.plan import FieldChange, Plan, PlannedChange, Shared
from hub.sending import send


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
    carried = Carried(unproved=set(plan.unproved))
    for batch in _batches(plan):
        ready = list(_ready(batch, carried))
        if ready:
            send(ready, targets[batch[0].network], journal, carried)
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
    """Those of the batch that can be sent now; the others are noted as skipped, or as done by themselves."""
    for planned in batch:
        why = _obstacle(planned, carried)
        if why is not None:
            carried.outcomes[planned.id] = Outcome(change_id=planned.id, state="skipped", why=why)
            continue
        answered: PlannedChange | None = planned
        if planned.awaits_answer:
            answered = carried.answered[planned.id] = _answered(planned, carried)
        if answered is None:
            carried.outcomes[planned.id] = Outcome(change_id=planned.id, state="done")
        else:
            yield answered


def _obstacle(planned: PlannedChange, carried: Carried) -> Text | None:
    closed = carried.closed.get((planned.network, planned.kind))
    if closed is not None or planned.follows is None:
        return closed
    if not carried.is_done(planned.follows):
        return Text("not tried: what it follows was not done")
    if planned.awaits_answer and not _is_readable(carried.shown[planned.follows]):
        return Text("not tried: the answer cannot be read")
    return None


def _is_readable(record: Record[Shared]) -> bool:
    try:
        record.value  # noqa: B018 - asked only whether it can be read
    except Unreadable:
        return False
    return True


def _answered(planned: PlannedChange, carried: Carried) -> PlannedChange | None:
    """The change with the other side's answer filled in; None when the answer changes nothing."""
    change = planned.change
    assert isinstance(change, Amend)
    answer = cast("Booking", carried.shown[planned.follows or ""].value)
    value = cast("Booking", with_fields(change.value, {"status": answer.status}))
    names = [name for name in planned.fields if not agree_on(name, value, change.before)]
    if not names:
        return None
    fields = {name: FieldChange(planned.fields[name].before, field_of(value, name)) for name in names}
    return replace(planned, change=replace(change, value=value, fields=frozenset(names)), fields=fields)
