"""What people say by the look of a row: struck through, coloured, hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from hub.connectors.spreadsheet.cell_formats import CellFormat
from hub.connectors.spreadsheet.tables import N

if TYPE_CHECKING:
    from hub.connectors.spreadsheet.rows import Rows

_MOST: Final = 0.5  # where more rows have a colour, it is the dress of the sheet
_TELLING: Final = ("id", "name", "title", "course", "company", "participant")
"""A row is struck through or coloured where one of these cells is: who it is about."""


def struck_rows(rows: Rows[N]) -> Collection[int]:
    """The rows below the header in which a telling cell is struck through."""
    columns = _telling_columns(rows)
    cells = rows.source.grid.formats().cells(lambda look: look.is_struck_through)
    return {row for row, column in cells if row > rows.layout.row and column in columns}


def coloured_rows(rows: Rows[N], *, among: Collection[int]) -> Sequence[int]:
    """Those of these rows that stand out by their colour: few of many, and not every second or third."""
    columns = _telling_columns(rows)
    cells = rows.source.grid.formats().cells(_has_colour)
    coloured = sorted({row for row, column in cells if column in columns and row in among})
    return [] if len(coloured) > _MOST * len(among) or _is_banded(coloured) else coloured


def _is_banded(rows: Sequence[int]) -> bool:
    """Whether the same step leads from row to row."""
    steps = Counter(later - row for row, later in pairwise(rows))
    return len(rows) > 2 and len(steps) == 1 and 1 not in steps


def _has_colour(look: CellFormat) -> bool:
    return look.fill not in {None, "FFFFFFFF", "00FFFFFF", "indexed 64", "theme 0"}


def _telling_columns(rows: Rows[N]) -> Collection[int]:
    left = rows.source.grid.left
    column_of = rows.layout.column_of
    return {left + column_of[field] for field in _TELLING if field in column_of}
