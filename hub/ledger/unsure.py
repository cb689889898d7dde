"""Adds that earlier runs meant to make and of which nobody knows whether the record stands there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, and_, func, select

from hub.ledger.rows import portions, ref_in, same_change
from hub.ledger.tables import intents, outcomes, runs
from hub.memory import CopyKey, Unsure
from hub.model import NetworkName

_LOST: Final = "lost"
_COPY: Final = tuple(intents.c[name] for name in ("network", "home", "kind", "record"))


def unsure_adds(connection: Connection) -> dict[CopyKey, Unsure]:
    """The last such add of every copy that no later run has added for certain; that one got lost is not forgotten.

    A later refusal clears nothing: it says nothing of what an earlier run may have written.
    """
    rows = sorted((*_told(connection), *_untold(connection)), key=lambda row: int(row.run))
    done = _last_done(connection, sorted({row.record for row in rows}))
    found: dict[CopyKey, Unsure] = {}
    for row in rows:
        copy = _copy(row)
        before = found.get(copy)
        if row.run <= done.get(copy, 0):
            continue
        meant = (before.meant if before is not None else frozenset()) | {row.change_id}
        first_lost = before.first_lost if before is not None else None
        if first_lost is None and row.state == _LOST:
            first_lost = row.run
        found[copy] = Unsure(run=row.run, change_id=row.change_id, first_lost=first_lost, meant=meant)
    return found


def _told(connection: Connection) -> Sequence[Row[Any]]:
    """Adds of which the last word is a doubt."""
    return connection.execute(adds_in_doubt()).all()


def adds_in_doubt() -> Select[Any]:
    """Asked every night of a ledger of many years, in which nearly all is done."""
    in_doubt = outcomes.c.state.in_(["unknown", _LOST])
    return _adds().join(outcomes, same_change(outcomes)).where(in_doubt)


def _untold(connection: Connection) -> Sequence[Row[Any]]:
    """Adds without any word: only a run that never ended has such."""
    killed = connection.scalars(select(runs.c.number).where(runs.c.finished.is_(None))).all()
    unanswered = and_(intents.c.run.in_(killed), outcomes.c.run.is_(None))
    return connection.execute(_adds().outerjoin(outcomes, same_change(outcomes)).where(unanswered)).all()


def _adds() -> Select[Any]:
    found = select(*_COPY, intents.c.run, intents.c.change_id, outcomes.c.state)
    return found.select_from(intents).where(intents.c.action == "add")


def _last_done(connection: Connection, records: Sequence[str]) -> dict[CopyKey, int]:
    """The last run that added each copy for certain."""
    last = select(*_COPY, func.max(intents.c.run).label("run")).select_from(intents)
    certain = and_(intents.c.action == "add", outcomes.c.state == "done")
    done = last.join(outcomes, same_change(outcomes)).where(certain).group_by(*_COPY)
    return {
        _copy(row): int(row.run)
        for those in portions(records)
        for row in connection.execute(done.where(intents.c.record.in_(those)))
    }


def _copy(row: Any) -> CopyKey:
    return ref_in(row), NetworkName(row.network)
