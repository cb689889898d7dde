"""Walks over one sheet of an ODS file, cell by cell: what the cell says of itself, and the words that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, Generic, TypeVar
from xml.parsers import expat

from hub.connectors.spreadsheet.formats import damaged
from hub.errors import Place

T = TypeVar("T")
Look = Callable[[Mapping[str, str], str | None], T | None]
"""What somebody finds in a cell with these attributes that shows these words; None where it has no line at all."""

_MOST: Final = 100_000
_NOTE: Final = "office:annotation"
_CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})


def found_in_ods(xml: bytes, number: int, look: Look[T], *, place: Place) -> Mapping[tuple[int, int], T]:
    """What the look finds on the sheet with this number (from 0), by row (from 1) and column (from 0).

    Raises: Unusable where the XML is torn.
    """
    walk = _Walk(number, look)
    try:
        walk.parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise damaged(place, str(error)) from error
    return dict(islice(walk.found(), _MOST))


class _Walk(Generic[T]):
    """Repeated rows and columns count as often as they stand there."""

    def __init__(self, number: int, look: Look[T]) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._read
        self._look = look
        self._tables_before = number + 1
        self._depth = 0  # a chart in a cell may bring a table of its own
        self._notes = 0  # a comment has words of its own, which are nobody's business
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._cell: Mapping[str, str] = {}
        self._words: list[str] | None = None
        self._found: list[tuple[Sequence[int], Sequence[int], T]] = []

    def found(self) -> Iterator[tuple[tuple[int, int], T]]:
        for rows, columns, what in self._found:
            yield from (((row, column), what) for row in rows for column in columns)

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
            what = self._look(self._cell, None if self._words is None else "".join(self._words))
            if what is not None:
                rows = range(self._row + 1, self._row + self._rows + 1)
                self._found.append((rows, range(self._column, self._column + self._columns), what))
            self._column += self._columns

    def _read(self, words: str) -> None:
        if self._words is not None and not self._notes:
            self._words.append(words)
