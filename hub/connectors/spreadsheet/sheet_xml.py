"""Edits a sheet's XML by splicing bytes: the touched cells change, every other byte stays what it was.

XML allows `<` nowhere inside a tag, so in a sheet without comments and character data sections (no office
program writes any) every `<row ` is the start of a row: finding is enough, nothing is parsed and written anew.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from hub.connectors.spreadsheet.package import Pieces
from hub.connectors.spreadsheet.row_xml import Cells, RowXml
from hub.connectors.spreadsheet.span import Span
from hub.errors import Place, Unusable
from hub.language import Text

_HEAD: Final = 100_000  # bytes in which a sheet's root and dimension stand
LAST_COLUMN: Final = 16_384
_NUMBERS = re.compile(rb"""\b(min|max|style)\s*=\s*["'](\d+)["']""")
_WIDE: Final = re.compile(rb"""\bt\s*=\s*["'](?:array|dataTable)["']""")
_REF: Final = re.compile(rb"""\bref\s*=\s*["']([^"']+)["']""")
_ROOT = re.compile(rb"<((?:\w+:)?)worksheet[\s>]")


class _Splice(NamedTuple):
    start: int
    end: int
    replacement: bytes


class SheetXml:
    """The XML of one sheet; `edited` gives a new one."""

    def __init__(self, part: bytes, *, place: Place) -> None:
        """Raises: Unusable for XML that cannot be spliced safely."""
        root = _ROOT.search(part, 0, _HEAD)
        if root is None or b"<!" in part:
            raise unsplicable(place)
        self.part = part
        self._place = place
        self._prefix = root[1]
        data = re.search(rb"<%ssheetData\s*(/?)>" % self._prefix, part)
        if data is None:
            raise unsplicable(place)
        self._data = data
        self._end = data.end() if data[1] else part.rindex(b"</%ssheetData" % self._prefix)
        self._numbers, self._starts = array("Q"), array("Q")
        self._find_rows()

    @cached_property
    def column_styles(self) -> Mapping[int, int]:
        """The style that new cells of a column (from 0) get, where the sheet gives it one."""
        found: dict[int, int] = {}
        pattern = re.compile(rb"<%scol\s([^>]*)>" % self._prefix)
        for column in pattern.finditer(self.part, 0, self._data.start()):
            said = {name: int(number) for name, number in _NUMBERS.findall(column[1])}
            if b"style" in said and b"min" in said:
                last = min(said.get(b"max", 0), LAST_COLUMN)
                found |= dict.fromkeys(range(said[b"min"] - 1, last), said[b"style"])
        return found

    def row(self, number: int) -> RowXml | None:
        """The row of this number, if the sheet has one. Raises: Unusable for cells that do not say where they stand."""
        at = bisect_left(self._numbers, number)
        if at == len(self._numbers) or self._numbers[at] != number:
            return None
        start, limit = self._starts[at], self._limit(at)
        tag_end = self.part.index(b">", start) + 1
        if self.part[tag_end - 2 : tag_end] == b"/>":
            return RowXml(self.part[start:tag_end], number, self._prefix)
        closing = self.part.rindex(b"</%srow" % self._prefix, start, limit)
        row = RowXml(self.part[start : self.part.index(b">", closing) + 1], number, self._prefix)
        if not row.says_where_its_cells_stand:
            raise unsplicable(self._place)
        return row

    def covered(self, row: int) -> frozenset[int]:
        """The columns (from 0) of a row whose cells are merged with one left of or above them."""
        return frozenset(
            column
            for span in self._merged
            if span.top <= row <= span.bottom
            for column in range(span.left, min(span.right, LAST_COLUMN) + 1)
            if (row, column) != (span.top, span.left)
        )

    def answered(self, row: int) -> frozenset[int]:
        """The columns (from 0) of a row that show a part of what a formula in another cell gives."""
        return frozenset(
            column
            for span in self._answers
            if span.top <= row <= span.bottom
            for column in range(span.left, min(span.right, LAST_COLUMN) + 1)
        )

    def is_merged(self, row: int) -> bool:
        """Whether a cell of this row is merged with another."""
        return any(span.top <= row <= span.bottom for span in self._merged)

    @cached_property
    def _merged(self) -> Sequence[Span]:
        pattern = re.compile(rb"""<%smergeCell\s[^>]*?\bref\s*=\s*["']([^"']+)["']""" % self._prefix)
        return [Span.parse(found[1].decode()) for found in pattern.finditer(self.part, self._end)]

    @cached_property
    def _answers(self) -> Sequence[Span]:
        if b"array" not in self.part and b"dataTable" not in self.part:
            return ()
        formulas = re.compile(rb"<%sf\s([^>]*)>" % self._prefix).finditer(self.part, self._data.end())
        wide = (_REF.search(found[1]) for found in formulas if _WIDE.search(found[1]))
        return [Span.parse(said[1].decode()) for said in wide if said]

    def edited(self, edits: Mapping[int, Cells]) -> Pieces:
        """The part with these cells set, row by row, in pieces. Raises: ValueError."""
        splices = [splice for number in sorted(edits) if (splice := self._splice(number, edits[number]))]
        if self._data[1] and splices:
            rows = b"".join(splice.replacement for splice in splices)
            splices = [_Splice(self._data.start(), self._data.end(), b"<%ssheetData>" % self._prefix + rows + b"</%ssheetData>" % self._prefix)]  # fmt: skip
        dimension = self._dimension(edits)
        return list(self._pieces([dimension, *splices] if dimension else splices))

    def _find_rows(self) -> None:
        starts = re.compile(rb"""<%srow(?=[\s/>])(?:[^>]*?\sr\s*=\s*["'](\d+)["'])?[^>]*>""" % self._prefix)
        last = 0
        for found in starts.finditer(self.part, self._data.end(), self._end):
            number = int(found[1] or 0)
            if number <= last:
                raise unsplicable(self._place)
            last = number
            self._numbers.append(number)
            self._starts.append(found.start())

    def _limit(self, at: int) -> int:
        return self._starts[at + 1] if at + 1 < len(self._starts) else self._end

    def _splice(self, number: int, cells: Cells) -> _Splice | None:
        row = self.row(number)
        at = bisect_left(self._numbers, number)
        if row is not None:
            start = self._starts[at]
            return _Splice(start, start + len(row.xml), row.with_cells(cells))
        if all(cell.is_empty for cell in cells.values()):
            return None
        start = self._starts[at] if at < len(self._starts) else self._end
        empty = b'<%srow r="%d"/>' % (self._prefix, number)
        return _Splice(start, start, RowXml(empty, number, self._prefix).with_cells(cells))

    def _dimension(self, edits: Mapping[int, Cells]) -> _Splice | None:
        found = re.compile(rb"""<%sdimension\s+ref\s*=\s*["']([^"']+)["']""" % self._prefix).search(
            self.part, 0, _HEAD
        )
        touched = [(number, column) for number, cells in edits.items() for column in cells]
        if found is None or not touched:
            return None
        wider = Span.parse(found[1].decode()).including(touched)
        return _Splice(found.start(1), found.end(1), str(wider).encode())

    def _pieces(self, splices: list[_Splice]) -> Iterator[bytes | memoryview]:
        """What stays is looked at where it lies, not copied."""
        part, done = memoryview(self.part), 0
        for splice in splices:  # in order; new rows at one place follow one another
            yield part[done : splice.start]
            yield splice.replacement
            done = splice.end
        yield part[done:]


def unsplicable(place: Place) -> Unusable:
    return Unusable(
        Text("the sheet was saved by a program that writes it in an unusual way"),
        remedy=Text("Open the workbook in Excel or LibreOffice and save it once; then the hub can write it."),
        place=place,
    )
