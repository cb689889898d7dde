"""Numbers that their format shows with zeros in front (7 as 0007): read the way the office sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hub.connectors.spreadsheet import values
from hub.connectors.spreadsheet.cells import Row, whole_number
from hub.connectors.spreadsheet.header import Layout
from hub.connectors.spreadsheet.second_look import zero_shown
from hub.connectors.spreadsheet.source import Source
from hub.connectors.spreadsheet.tables import N

_ANY = "7"
Codes = Mapping[int, Mapping[int, str]]
"""Number formats by row (from 1) and column of the row."""


def codes_with_zeros(source: Source[N], layout: Layout) -> Codes:
    """The cells of this look in columns of text; where the workbook has no such format, no cell is looked at."""
    formats, left = source.grid.formats(), source.grid.left
    columns = {
        left + layout.column_of[column.field]: layout.column_of[column.field]
        for column in source.table.columns
        if column.read is values.text and column.field in layout.column_of
    }
    found: dict[int, dict[int, str]] = {}
    for row, column in formats.cells(lambda look: zero_shown(look.number_format, _ANY) is not None):
        if column in columns and row > layout.row:
            found.setdefault(row, {})[columns[column]] = formats.at(row, column).number_format
    return found


def as_shown(rows: Iterator[Row], codes: Codes, *, first: int) -> Iterator[Row]:
    """The rows from number `first` on, with such numbers as text."""
    for number, row in enumerate(rows, first):
        show(row, codes.get(number, {}))
        yield row


def show(row: Row, code_by_index: Mapping[int, str]) -> None:
    """Makes text of these numbers."""
    for index, code in code_by_index.items():
        digits = whole_number(row[index])
        shown = zero_shown(code, digits) if digits is not None else None
        if shown is not None:
            row[index] = shown
