"""What a night leaves in the ledger; each function is called inside one transaction."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Final

from sqlalchemy import Connection, Table, and_, bindparam, delete, func, insert, select, update

from hub.language import Text, to_json
from hub.ledger.entries import Intent
from hub.ledger.packing import pack_agreed, pack_fingerprints, pack_traces
from hub.ledger.rows import portions
from hub.ledger.tables import agreed, decisions, intents, missing, outcomes, runs, shelves, traces
from hub.memory import Agreed, CopyKey, Decision, Outcome, Shelf
from hub.model import Kind, NetworkName, Ref

_BATCH: Final = (
    10_000  # rows at a time: 200,000 of them as dicts would need more memory than the night itself
)

Columns = Mapping[str, object]


def add_run(connection: Connection, *, started: datetime, fingerprint: str, as_of: date) -> int:
    """A new run and its number."""
    run = insert(runs).values(started=started, fingerprint=fingerprint, as_of=as_of, changes=0)
    return int(connection.execute(run.returning(runs.c.number)).scalar_one())


def end_run(connection: Connection, run: int, ended: Columns, document: str) -> None:
    """The run's end and its view, compressed: JSON of a night shrinks to a tenth. Raises: LookupError."""
    # surrogatepass: some CRM cuts an emoji in two, and its half must not cost us the report.
    packed = zlib.compress(document.encode("utf-8", "surrogatepass"))
    _change_run(connection, run, {**ended, "document": packed})


def expect_run(connection: Connection, run: int) -> None:
    """Raises: LookupError when there is no such run."""
    if connection.scalar(select(runs.c.number).where(runs.c.number == run)) is None:
        raise LookupError(f"the ledger has no run {run}")


def _change_run(connection: Connection, run: int, values: Columns) -> None:
    expect_run(connection, run)
    connection.execute(update(runs).where(runs.c.number == run).values(values))


def add_intents(connection: Connection, run: int, meant: Sequence[Intent]) -> None:
    """What is about to be done, in this order, with what it takes to undo it."""
    last = connection.scalar(select(func.max(intents.c.position)).where(intents.c.run == run))
    already = 0 if last is None else last + 1
    rows = (
        {
            "run": run,
            "change_id": intent.change_id,
            "network": intent.network,
            **_columns(intent.ref),
            "action": intent.action,
            "fields": json.dumps(intent.fields),
            "position": already + position,
        }
        for position, intent in enumerate(meant)
    )
    _replace(connection, intents, rows)
    kept = (
        {"run": run, "change_id": intent.change_id, "fields": pack_traces(intent.traces), "seen": None}
        for intent in meant
        if intent.traces
    )
    _replace(connection, traces, kept)
    _open_again(connection, run, [intent.change_id for intent in meant])


def _open_again(connection: Connection, run: int, change_ids: Sequence[str]) -> None:
    """What was refused together with others and is tried again may be written now: nobody knows until it ends."""
    for portion in portions(change_ids):
        those = outcomes.c.change_id.in_(portion)
        not_done = outcomes.c.state != "done"
        connection.execute(delete(outcomes).where(outcomes.c.run == run, not_done, those))


def add_outcomes(connection: Connection, run: int, ended: Sequence[Outcome], at: datetime) -> None:
    """How changes ended; a later outcome of the same change replaces the earlier one, and counts once."""
    outcome_by_id = {outcome.change_id: outcome for outcome in ended}
    before = _carried_out(connection, run, list(outcome_by_id))
    _replace(
        connection,
        outcomes,
        (
            {
                "run": run,
                "change_id": outcome.change_id,
                "at": at,
                "state": outcome.state,
                "why": _packed(outcome.why),
                "remedy": _packed(outcome.remedy),
            }
            for outcome in outcome_by_id.values()
        ),
    )
    now = sum(outcome.state == "done" for outcome in outcome_by_id.values())
    _change_run(connection, run, {"changes": runs.c.changes + now - before})


def _carried_out(connection: Connection, run: int, change_ids: Sequence[str]) -> int:
    found = 0
    for portion in portions(change_ids):
        those = outcomes.c.change_id.in_(portion)
        counted = select(func.count()).where(outcomes.c.run == run, outcomes.c.state == "done", those)
        found += connection.scalar(counted) or 0
    return found


def _packed(sentence: Text | None) -> str | None:
    return None if sentence is None else json.dumps(to_json(sentence))


def put_shelves(connection: Connection, shelf_by_place: Mapping[tuple[NetworkName, Kind], Shelf]) -> None:
    """These shelves in place of those of the same network and kind."""
    rows = (
        {
            "network": network,
            "kind": kind,
            "basis": shelf.basis,
            "records": shelf.records,
            "columns": json.dumps(dict(shelf.columns), sort_keys=True),
            "settled": pack_fingerprints(shelf.settled),
            "settings": shelf.settings,
        }
        for (network, kind), shelf in shelf_by_place.items()
    )
    _replace(connection, shelves, rows)


def put_agreed(connection: Connection, agreed_by_copy: Mapping[CopyKey, Mapping[str, Agreed]]) -> None:
    """These values in place of all that were agreed for the same copies."""
    rows = (
        {"network": network, **_columns(ref), "fields": pack_agreed(agreed_by_field)}
        for (ref, network), agreed_by_field in agreed_by_copy.items()
    )
    _replace(connection, agreed, rows)


def put_missing(connection: Connection, day_by_ref: Mapping[Ref, date]) -> None:
    """This list of vanished records in place of the last one."""
    connection.execute(delete(missing))
    for rows in _batches({**_columns(ref), "since": day} for ref, day in day_by_ref.items()):
        connection.execute(insert(missing), rows)


def add_decision(connection: Connection, decision: Decision) -> None:
    """An answer; it stands until a later one or until it is taken back."""
    connection.execute(
        insert(decisions).values(
            question=decision.question,
            answer=decision.answer,
            who=decision.who,
            day=decision.day,
            reason=decision.reason,
        )
    )


def end_decisions(connection: Connection, question: str, who: str, day: date) -> bool:
    """Every answer to this question is taken back; False when there was none."""
    standing = and_(decisions.c.question == question, decisions.c.taken_back_on.is_(None))
    ended = connection.execute(update(decisions).where(standing).values(taken_back_by=who, taken_back_on=day))
    return ended.rowcount > 0


def _columns(ref: Ref) -> dict[str, object]:
    return {"home": ref.home, "kind": ref.kind, "record": ref.id}


def _replace(connection: Connection, table: Table, rows: Iterable[Columns]) -> None:
    """Removes the rows of the same primary keys first: the only upsert that every database writes alike."""
    for batch in _batches(rows):
        _remove(connection, table, batch)
        connection.execute(insert(table), batch)


def _remove(connection: Connection, table: Table, rows: Sequence[Columns]) -> None:
    names = [column.name for column in table.primary_key]
    same = and_(*(column == bindparam(f"the_{column.name}") for column in table.primary_key))
    connection.execute(
        delete(table).where(same), [{f"the_{name}": row[name] for name in names} for row in rows]
    )


def _batches(rows: Iterable[Columns]) -> Iterator[Sequence[Columns]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
