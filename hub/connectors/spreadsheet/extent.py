"""How far a sheet may spread: one cell in the last corner makes calamine keep a place for every cell before it."""

from __future__ import annotations

from typing import Final, NamedTuple

from hub.errors import Place, Unusable
from hub.language import Text

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
MOST_CELLS: Final = 30_000_000  # empty ones included; calamine takes 32 bytes for each

MOST_TEXT: Final = 2_000_000_000  # bytes of all cells together


class Extent(NamedTuple):
    """The last row (from 1) and the last column (from 1) in which a sheet holds anything."""

    rows: int = 0
    columns: int = 0

    @property
    def is_absurd(self) -> bool:
        return self.rows > most_rows(self.columns)

    def including(self, row: int, column: int) -> Extent:
        return Extent(max(self.rows, row), max(self.columns, column))

    def refuse_absurd(self, place: Place) -> None:
        """Raises: Unusable."""
        if self.is_absurd:
            raise too_large(self, place)


def most_rows(columns: int) -> int:
    """How many rows of so many columns the hub reads."""
    return min(MOST_ROWS, MOST_CELLS // max(columns, 1)) if columns <= MOST_COLUMNS else 0


def too_large(extent: Extent, place: Place) -> Unusable:
    """What a person can do about it: mostly it is one cell far away."""
    return Unusable(
        Text(
            "the sheet spreads over {rows} rows and {columns} columns, more than the hub reads",
            rows=extent.rows,
            columns=extent.columns,
        ),
        remedy=Text(
            "Press Ctrl+End: it leads to the last cell. Delete the rows below and the columns right of the table."
        ),
        place=place,
    )


def too_much_text(size: int, place: Place) -> Unusable:
    """One long text, said once, may stand in a million cells."""
    return Unusable(
        Text("the cells of the sheet would unpack to {size} bytes of text", size=size),
        remedy=Text("No office program saves a workbook so. Ask whoever sent it, and make a new one."),
        place=place,
    )
