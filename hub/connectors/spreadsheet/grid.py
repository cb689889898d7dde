"""What every kind of file looks like from above: rows of cells with a place that a person can find."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from hub.connectors.spreadsheet.cell_formats import CellFormats
from hub.connectors.spreadsheet.cells import Row
from hub.connectors.spreadsheet.span import Span
from hub.errors import Place
from hub.language import Text


class Grid(Protocol):
    """One table of a file. `left` is how many columns stand left of the first cell of every row."""

    @property
    def place(self) -> Place:
        """File and sheet, e.g. `mekom.xlsx, sheet Buchungen`."""

    @property
    def title(self) -> str:
        """The sheet's name; empty for a file without sheets."""

    @property
    def left(self) -> int: ...

    @property
    def merged(self) -> Collection[Span]:
        """The merged cells, by columns of a row as `rows` gives it; known once its first row was asked for."""

    def rows(self) -> Iterator[Row]:
        """Every row from the first, all equally long. May be called again and gives the same."""

    def unclear(self) -> Mapping[tuple[int, int], Text]:
        """Cells that read as empty but are not, by row (from 1) and column (from 0): what is wrong with each."""

    def mail_links(self) -> Mapping[tuple[int, int], str]:
        """The addresses that cells link to, by row (from 1) and column (from 0), as far as the file has links."""

    def formats(self) -> CellFormats:
        """How the cells look, as far as the file says; asked only where that decides something."""

    def partly_struck(self) -> Collection[tuple[int, int]]:
        """Cells by row (from 1) and column (from 0) of which some words are struck through, as far as the hub sees it."""

    def hidden_rows(self) -> Sequence[int]:
        """Rows (from 1) that the office does not see, as far as the hub can tell; costs a look at the file."""

    def hidden_columns(self) -> Sequence[int]:
        """The same of columns (from 0, as the office counts them)."""


def place_of_row(place: Place, row: int) -> Text:
    """One row of a table, counted from 1 as the office sees it."""
    return Text("{place}, row {row}", place=place, row=str(row))
