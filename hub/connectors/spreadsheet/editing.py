"""What an editor of any kind of file can do: set cells in rows, add a column, and touch nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from hub.language import Text

Written = str | int | Decimal | date | datetime | None


class Unwritable(Exception):
    """A value that no cell can say: why, and what a person can do about it."""

    def __init__(self, why: Text, remedy: Text) -> None:
        super().__init__(str(why))
        self.why = why
        self.remedy = remedy


def merged_with_another(row: int) -> Unwritable:
    """What is written into a covered cell nobody sees."""
    return Unwritable(
        Text("a cell of row {row} that the hub would write is merged with another", row=str(row)),
        Text("Part the cells, or give the hub a column of its own."),
    )


class FormulaInTheWay(Exception):
    """A cell that shall be written holds a formula."""


class Editor(Protocol):
    """Collects cells for one sheet of one version of a file."""

    def set(self, row: int, values: Mapping[int, Written], *, like: int | None = None) -> None:
        """Sets cells by column (from 0) in a row (from 1), a new one in the look of row `like`.

        Raises: FormulaInTheWay, Unwritable; the row is then left alone.
        """

    def add_column(self, column: int, *, header_row: int, title: str) -> None:
        """A new column headed like its neighbour. Raises: Unwritable, Unusable."""

    def is_struck(self, row: int) -> bool:
        """Whether a cell of this row is struck through, and so may say that it is over."""

    def is_merged(self, row: int) -> bool:
        """Whether a cell of this row is merged with another."""

    def content(self, *, header_row: int) -> bytes:
        """The whole file with all cells that were set. Raises: Unusable, HubError."""
