"""How rows of the ledger belong together, and how many of them one question may name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Row, and_

from hub.ledger.tables import intents
from hub.model import NetworkName, Ref

_MOST_VALUES: Final = 500  # in one IN (…); databases have limits


def same_change(table: FromClause) -> ColumnElement[bool]:
    """Joins an intent with its row in `table`: the same change of the same run."""
    return and_(table.c.run == intents.c.run, table.c.change_id == intents.c.change_id)


def ref_in(row: Row[Any]) -> Ref:
    """The record that a row of intents is about."""
    return Ref(NetworkName(row.home), row.kind, row.record)


def portions(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values in parts that are small enough for one question."""
    return (values[start : start + _MOST_VALUES] for start in range(0, len(values), _MOST_VALUES))
