"""Runs that can be undone, and what was: inside one transaction each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, or_, select, update

from hub.ledger.entries import OPEN, Undoing
from hub.ledger.packing import pack_digests, unpack_digests, unpack_traces
from hub.ledger.rows import ref_in, same_change
from hub.ledger.tables import intents, outcomes, runs, traces, undone
from hub.model import NetworkName, Ref
from hub.traces import Made, Past, Undone

_NOT_TAKEN_BACK: Final = frozenset({"refused", "skipped"})
"""The outcomes after which a change stands as it was before somebody wanted it undone."""

_COPY: Final = ("network", "home", "kind", "record")

# What was done


def of_run(connection: Connection, run: int) -> Past | None:
    """Everything that the run made or may have made, in its order."""
    row = connection.execute(select(runs).where(runs.c.number == run)).first()
    if row is None:
        return None
    is_reversal = _is_reversal(connection, run)
    made = tuple(_made(connection, run, undo=run if is_reversal else row.undoes))
    return Past(
        run=run,
        day=row.as_of,
        made=made,
        is_reversal=is_reversal,
        is_finished=row.finished is not None,
    )


def _is_reversal(connection: Connection, run: int) -> bool:
    """An undo takes a night back; the undo of an undo makes it again, and so on in turn."""
    undoes = connection.scalar(select(runs.c.undoes).where(runs.c.number == run))
    return undoes is not None and not _is_reversal(connection, undoes)


def _made(connection: Connection, run: int, *, undo: int | None) -> Iterator[Made]:
    """`undo` is the run that took back what is at stake, if one did."""
    later, originals = _later_writers(connection, run), _taken_back_by(connection, undo)
    found = (
        select(intents, outcomes.c.state, traces.c.fields.label("traces"), traces.c.seen)
        .outerjoin(outcomes, same_change(outcomes))
        .outerjoin(traces, same_change(traces))
        .where(intents.c.run == run)
        .order_by(intents.c.position)
    )
    for row in connection.execute(found):
        copy = _copy(row)
        yield Made(
            change_id=row.change_id,
            network=copy[0],
            ref=copy[1],
            action=row.action,
            fields=json.loads(row.fields),
            traces={} if row.traces is None else unpack_traces(row.traces, row.seen),
            state=row.state or OPEN,
            later=later.get(copy, {}),
            original=originals.get(copy),
        )


def _copy(row: Row[Any]) -> tuple[NetworkName, Ref]:
    return NetworkName(row.network), ref_in(row)


def _later_writers(connection: Connection, run: int) -> Mapping[tuple[NetworkName, Ref], Mapping[str, int]]:
    """By copy and field: the last run after this one that wrote it."""
    ours = intents.alias("ours")
    same = and_(*(ours.c[name] == intents.c[name] for name in _COPY))
    found = (
        select(intents)
        .join(outcomes, same_change(outcomes))
        .where(intents.c.run > run, outcomes.c.state == "done")
        .where(select(ours.c.run).where(ours.c.run == run, same).exists())
        .order_by(intents.c.run)
    )
    later: dict[tuple[NetworkName, Ref], dict[str, int]] = {}
    for row in connection.execute(found):
        later.setdefault(_copy(row), {}).update(dict.fromkeys(json.loads(row.fields), row.run))
    return later


def _taken_back_by(connection: Connection, run: int | None) -> Mapping[tuple[NetworkName, Ref], Undone]:
    """By copy: what this undo took back."""
    of_run = select(undone, runs.c.as_of).join(runs, runs.c.number == undone.c.run).where(undone.c.run == run)
    return {_copy(row): _undone(row, unpack_digests(row.sent)) for row in connection.execute(of_run)}


def put_seen(connection: Connection, run: int, digests_by_change: Mapping[str, Mapping[str, bytes]]) -> None:
    """What the systems made of what was sent."""
    for change_id, digests in digests_by_change.items():
        where = and_(traces.c.run == run, traces.c.change_id == change_id)
        connection.execute(update(traces).where(where).values(seen=pack_digests(digests)))


def forget_traces(connection: Connection, before: date) -> None:
    """Away with the before-values of runs for earlier days."""
    old = select(runs.c.number).where(runs.c.as_of < before)
    connection.execute(delete(traces).where(traces.c.run.in_(old)))


# What was undone


def begin_undo(connection: Connection, number: int, undoing: Undoing, *, day: date) -> None:
    """Run `number` takes another back. Whatever that one had taken back itself is held no longer."""
    connection.execute(update(runs).where(runs.c.number == number).values(undoes=undoing.run))
    _release(connection, undone.c.run == undoing.run, day)
    rows = [_row(one, number, undoing.run) for one in undoing.undone]
    if rows:
        connection.execute(insert(undone), rows)


def _row(one: Undone, number: int, undoes: int) -> dict[str, object]:
    return {
        "run": number,
        "change_id": one.change_id,
        "undoes": undoes,
        "network": one.network,
        "home": one.ref.home,
        "kind": one.ref.kind,
        "record": one.ref.id,
        "action": one.action,
        "sent": pack_digests(one.sent),
        "released": None,
    }


def release(connection: Connection, run: int, day: date) -> None:
    """What was undone of this run, or by it, is held no longer."""
    _release(connection, or_(undone.c.undoes == run, undone.c.run == run), day)


def _release(connection: Connection, which: ColumnElement[bool], day: date) -> None:
    connection.execute(update(undone).where(which, undone.c.released.is_(None)).values(released=day))


def waiting(connection: Connection, run: int) -> Sequence[Undone]:
    """What is held because it was undone of this run, or by it."""
    which = or_(undone.c.undoes == run, undone.c.run == run)
    return [one for one in _standing(connection, which) if not one.is_released]


def standing(connection: Connection) -> Sequence[Undone]:
    """What was undone and has not been made again since, released or not."""
    return tuple(_standing(connection, undone.c.run > 0))


def _standing(connection: Connection, which: ColumnElement[bool]) -> Iterator[Undone]:
    """Where the system refused to take it back, nothing was undone; what a later run wrote again stands again."""
    again = _written_again(connection)
    found = (
        select(undone, runs.c.as_of)
        .join(runs, runs.c.number == undone.c.run)
        .outerjoin(outcomes, and_(outcomes.c.run == undone.c.run, outcomes.c.change_id == undone.c.change_id))
        .where(which, or_(outcomes.c.state.is_(None), outcomes.c.state.not_in(_NOT_TAKEN_BACK)))
        .order_by(undone.c.run, undone.c.change_id)
    )
    for row in connection.execute(found):
        fields = again.get((row.run, row.change_id))
        sent = {
            name: digest for name, digest in unpack_digests(row.sent).items() if name not in (fields or ())
        }
        if fields is None or (row.action != "add" and sent):
            yield _undone(row, sent)


def _undone(row: Row[Any], sent: Mapping[str, bytes]) -> Undone:
    network, ref = _copy(row)
    return Undone(
        run=row.undoes,
        change_id=row.change_id,
        network=network,
        ref=ref,
        action=row.action,
        sent=sent,
        day=row.as_of,
        released=row.released,
    )


def _written_again(connection: Connection) -> Mapping[tuple[int, str], frozenset[str]]:
    """By undo and change: the fields of that copy that later runs wrote."""
    same = and_(*(undone.c[name] == intents.c[name] for name in _COPY))
    found = (
        select(undone.c.run, undone.c.change_id, intents.c.fields)
        .join(intents, and_(same, intents.c.run > undone.c.run))
        .join(outcomes, same_change(outcomes))
        .where(outcomes.c.state == "done")
    )
    again: dict[tuple[int, str], frozenset[str]] = {}
    for run, change_id, fields in connection.execute(found):
        again[run, change_id] = again.get((run, change_id), frozenset()) | set(json.loads(fields))
    return again
