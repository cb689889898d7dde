"""Cells that mean the one above: left empty below it, or marked with a ditto sign."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from hub.connectors.spreadsheet.cells import Cell, Row, clean
from hub.connectors.spreadsheet.no_data import NoData

_DITTO: Final = frozenset(
    {'"', "''", "„", "“", "”", "″", "〃", ",,", '-"-', '- " -', "-''-", '"-"', "dito", "dto.", "dto", "do."}
    | {"ditto", "s.o.", "s. o.", "s.o", "siehe oben", "wie oben", "w.o.", "w. o.", "ebenso", "see above"}
)
_LONGEST: Final = 2 * max(
    map(len, _DITTO)
)  # blanks around it included; a look at every cell of a night must be short


def is_ditto(cell: Cell) -> bool:
    """Whether somebody wrote "the same as above"."""
    return isinstance(cell, str) and len(cell) <= _LONGEST and clean(cell).casefold() in _DITTO


@dataclass(frozen=True, slots=True)
class FillDown:
    """Fills these columns down, from one row that is data to the next. A blank or a heading ends it, and so does a row
    of another home: what it lacks was not shared."""

    columns: Collection[int]
    width: int
    ref_at: int | None
    no_data: NoData

    def below_header(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows as they are meant."""
        above: Row | None = None
        for full in rows:
            row = full[: self.width]
            if self.no_data.why(row) is not None or (self.ref_at is not None and row[self.ref_at] != ""):
                above = None
            else:
                self._fill(row, above)
                above = row
            yield row

    def _fill(self, row: Row, above: Row | None) -> None:
        for index in self.columns:
            cell = row[index]
            is_gap = is_ditto(cell) or (isinstance(cell, str) and not clean(cell))
            if is_gap and above is not None and above[index] != "":
                row[index] = above[index]
