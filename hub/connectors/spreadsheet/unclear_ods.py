"""Cells of an ODS file that show an error or were never calculated: calamine gives them as empty, or as 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final
from xml.parsers import expat

from hub.connectors.spreadsheet.formats import damaged
from hub.connectors.spreadsheet.garbled import is_error
from hub.connectors.spreadsheet.package import Package
from hub.errors import Place
from hub.language import Text

_MOST: Final = 100_000
_NOTE: Final = "office:annotation"
_CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})


def unclear_in_ods(content: bytes, number: int, *, place: Place) -> Mapping[tuple[int, int], Text]:
    """What is wrong with a cell of the sheet with this number (from 0), by row (from 1) and column (from 0)."""
    xml = Package(content).part("content.xml") or b""
    if b"table:formula=" not in xml and b'value-type="error"' not in xml:
        return {}
    walk = _Walk(number)
    try:
        walk.parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise damaged(place, str(error)) from error
    return dict(islice(walk.found(), _MOST))


class _Walk:
    """Walks over one sheet, cell by cell; repeated rows and columns count as often as they stand there."""

    def __init__(self, number: int) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._read
        self._tables_before = number + 1
        self._depth = 0  # a chart in a cell may bring a table of its own
        self._notes = 0  # a comment has words of its own, which are nobody's business
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._cell: Mapping[str, str] = {}
        self._words: list[str] | None = None
        self._unclear: list[tuple[Sequence[int], Sequence[int], Text]] = []

    def found(self) -> Iterator[tuple[tuple[int, int], Text]]:
        for rows, columns, why in self._unclear:
            yield from (((row, column), why) for row in rows for column in columns)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table:table":
            self._depth += 1
            self._tables_before -= self._depth == 1
        self._notes += name == _NOTE
        if self._tables_before or self._depth != 1 or self._notes:
            return
        if name == "table:table-row":
            self._rows, self._column = int(attributes.get("table:number-rows-repeated", 1)), 0
        elif name in _CELLS:
            self._columns = int(attributes.get("table:number-columns-repeated", 1))
            self._cell, self._words = attributes, None
        elif name == "text:p" and self._words is None:
            self._words = []

    def _end(self, name: str) -> None:
        if name == "table:table":
            self._depth -= 1
        self._notes -= name == _NOTE
        if self._tables_before or self._depth != 1:
            return
        if name == "table:table-row":
            self._row += self._rows
        elif name in _CELLS:
            why = self._why()
            if why is not None:
                rows = range(self._row + 1, self._row + self._rows + 1)
                self._unclear.append((rows, range(self._column, self._column + self._columns), why))
            self._column += self._columns

    def _read(self, words: str) -> None:
        if self._words is not None and not self._notes:
            self._words.append(words)

    def _why(self) -> Text | None:
        words = "".join(self._words or ())
        if self._cell.get("calcext:value-type") == "error":
            return Text("the cell shows {error}", error=words or "#?")
        if "table:formula" not in self._cell:
            return None
        if is_error(words):  # OpenOffice 3 says that its value is 0
            return Text("the cell shows {error}", error=words)
        is_empty = self._words is None and "office:value-type" not in self._cell
        return Text("the cell's formula was never calculated") if is_empty else None
