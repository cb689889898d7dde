"""What every kind of file looks like from above: rows of cells with a place that a person can find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from hub.connectors.spreadsheet.cell_formats import CellFormats
from hub.connectors.spreadsheet.cells import Row
from hub.errors import Place
from hub.language import Text


class Grid(Protocol):
    """One table of a file. `left` is how many columns stand left of the first cell of every row."""

    @property
    def place(self) -> Place:
        """File and sheet, e.g. `mekom.xlsx, sheet Buchungen`."""

    @property
    def left(self) -> int: ...

    def rows(self) -> Iterator[Row]:
        """Every row from the first, all equally long. May be called again and gives the same."""

    def unclear(self) -> Mapping[tuple[int, int], Text]:
        """Cells that read as empty but are not, by row (from 1) and column (from 0): what is wrong with each."""

    def formats(self) -> CellFormats:
        """How the cells look, as far as the file says; asked only where that decides something."""


def place_of_row(place: Place, row: int) -> Text:
    """One row of a table, counted from 1 as the office sees it."""
    return Text("{place}, row {row}", place=place, row=str(row))
