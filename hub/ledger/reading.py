"""What the ledger knows, read in one transaction each."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select

from hub.language import Text, from_json
from hub.ledger.entries import OPEN, Event, Run
from hub.ledger.packing import Group, PackedAgreed, unpack_fingerprints
from hub.ledger.rows import same_change
from hub.ledger.tables import agreed, decisions, intents, missing, outcomes, runs, shelves
from hub.memory import Decision, Shelf
from hub.model import Kind, NetworkName, Ref


def all_shelves(connection: Connection) -> dict[tuple[NetworkName, Kind], Shelf]:
    """Every shelf, its fingerprints unpacked."""
    return {
        (NetworkName(row.network), row.kind): Shelf(
            unpack_fingerprints(row.settled), row.basis, row.records, json.loads(row.columns), row.settings
        )
        for row in connection.execute(select(shelves))
    }


def all_agreed(connection: Connection) -> PackedAgreed:
    """The agreed values of every copy, still packed."""
    group = (agreed.c.network, agreed.c.home, agreed.c.kind)
    found = connection.execute(select(*group).distinct()).all()
    groups: list[Group] = [(NetworkName(row.network), NetworkName(row.home), row.kind) for row in found]
    return PackedAgreed((group, _of_group(connection, group)) for group in groups)


def _of_group(connection: Connection, group: Group) -> Iterator[tuple[str, bytes]]:
    network, home, kind = group
    of_group = and_(agreed.c.network == network, agreed.c.home == home, agreed.c.kind == kind)
    for row in connection.execute(select(agreed.c.record, agreed.c.fields).where(of_group)):
        yield row[0], row[1]


def all_missing(connection: Connection) -> dict[Ref, date]:
    """Since when each vanished record is missing."""
    return {
        Ref(NetworkName(row.home), row.kind, row.record): row.since
        for row in connection.execute(select(missing))
    }


def standing_decisions(connection: Connection) -> dict[str, Decision]:
    """The last answer to each question, unless it was taken back."""
    standing = select(decisions).where(decisions.c.taken_back_on.is_(None)).order_by(decisions.c.number)
    return {
        row.question: Decision(row.question, row.answer, row.who, row.day, row.reason)
        for row in connection.execute(standing)
    }


def carried_out(connection: Connection) -> int:
    """How many changes were ever carried out."""
    return connection.scalar(select(func.coalesce(func.sum(runs.c.changes), 0))) or 0


def last_night(connection: Connection) -> date | None:
    """The day of the last night that ended and was believed.

    A night before that day is held, so it counts only where a person confirmed it: then it wrote something.
    An undo looks for nothing that is gone, and is no such night.
    """
    nights = runs.c.finished.is_not(None), runs.c.undoes.is_(None)
    ended = select(runs.c.as_of, runs.c.changes).where(*nights).order_by(runs.c.number)
    last: date | None = None
    for day, changes in connection.execute(ended):
        if last is None or day >= last or changes:
            last = day
    return last


def last_runs(connection: Connection, limit: int) -> Sequence[Run]:
    """The newest runs, newest first."""
    newest = select(runs).order_by(runs.c.number.desc()).limit(limit)
    return [_run(row) for row in connection.execute(newest)]


def told_nights(connection: Connection, limit: int) -> Sequence[Run]:
    """The newest nights that came to a report, newest first; the way back from another one is none."""
    told = and_(runs.c.undoes.is_(None), runs.c.document.is_not(None))
    newest = select(runs).where(told).order_by(runs.c.number.desc()).limit(limit)
    return [_run(row) for row in connection.execute(newest)]


def one_run(connection: Connection, number: int) -> Run | None:
    """That run, None when there is none."""
    row = connection.execute(select(runs).where(runs.c.number == number)).first()
    return None if row is None else _run(row)


def _run(row: Row[Any]) -> Run:
    return Run(
        number=row.number,
        started=row.started,
        finished=row.finished,
        exit_code=row.exit_code,
        fingerprint=row.fingerprint,
        changes=row.changes,
        document=None if row.document is None else _unpacked(row.document),
        as_of=row.as_of,
        undoes=row.undoes,
    )


def _unpacked(document: bytes) -> str:
    return zlib.decompress(document).decode("utf-8", "surrogatepass")


def carried_out_under(connection: Connection, fingerprint: str) -> bool:
    """Whether a run of this plan wrote anything."""
    found = select(runs.c.number).where(runs.c.fingerprint == fingerprint, runs.c.changes > 0).limit(1)
    return connection.scalar(found) is not None


def events_of(connection: Connection, ref: Ref) -> Sequence[Event]:
    """Everything that was meant for one record, oldest first, with what became of it."""
    of_ref = and_(intents.c.record == ref.id, intents.c.kind == ref.kind, intents.c.home == ref.home)
    meant = (
        select(
            intents,
            runs.c.started,
            runs.c.undoes,
            outcomes.c.at,
            outcomes.c.state,
            outcomes.c.why,
            outcomes.c.remedy,
        )
        .join_from(intents, runs, runs.c.number == intents.c.run)
        .outerjoin(outcomes, same_change(outcomes))
        .where(of_ref)
        .order_by(intents.c.run, intents.c.position)
    )
    return [_event(row) for row in connection.execute(meant)]


def _event(row: Row[Any]) -> Event:
    return Event(
        run=row.run,
        at=row.at or row.started,
        network=NetworkName(row.network),
        action=row.action,
        state=row.state or OPEN,
        fields=_fields(row.fields),
        why=_sentence(row.why),
        remedy=_sentence(row.remedy),
        undoes=row.undoes,
    )


def _fields(packed: str) -> tuple[str, ...]:
    return tuple(json.loads(packed))


def _sentence(packed: str | None) -> Text | None:
    return None if packed is None else from_json(json.loads(packed))
