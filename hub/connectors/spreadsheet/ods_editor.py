"""Sets cells of one sheet of an ODS file by splicing its XML: every other row, and every other part, stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from hub.connectors.spreadsheet.editing import FormulaInTheWay, Written, merged_with_another
from hub.connectors.spreadsheet.ods_cells import COLUMNS_REPEATED, OdsCell, cells_in
from hub.connectors.spreadsheet.ods_styles import OdsStyles
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.sheet_xml import unsplicable
from hub.errors import Place

_PART: Final = "content.xml"
_TABLE: Final = re.compile(rb"<(/?)table:table(?=[\s>])[^>]*?(/?)>")
_ROW: Final = re.compile(rb"<table:table-row(?=[\s/>])([^>]*?)(?:/>|>(.*?)</table:table-row\s*>)", re.DOTALL)
_REPEATED: Final = re.compile(rb'\s+table:number-rows-repeated="(\d+)"')
_COLUMN: Final = re.compile(rb"<table:table-column(?=[\s/>])[^>]*>")
_DEFAULT_STYLE: Final = re.compile(rb'\stable:default-cell-style-name="([^"]*)"')
_UNSEEN: Final = re.compile(rb'\s+table:visibility="[^"]*"')


@dataclass(frozen=True, slots=True)
class _Rows:
    """One row element: so many rows alike, from number `first` on."""

    first: int
    count: int
    start: int
    end: int
    attributes: bytes
    inside: bytes


@dataclass
class OdsEditor:
    """Collects cells for the sheet with this number (from 0); `content` is the workbook with all of them."""

    package: Package
    number: int
    place: Place
    _edits: dict[int, list[OdsCell]] = field(default_factory=dict)
    _attributes: dict[int, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._xml = self.package.part(_PART) or b""
        if b"<!" in self._xml:
            raise unsplicable(self.place)
        self._has_calcext = b"xmlns:calcext=" in self._xml
        self._span = self._table()
        self._rows = list(self._found(*self._span))
        self._styles = OdsStyles(self._xml, self.package.part("styles.xml") or b"")

    def set(self, row: int, values: Mapping[int, Written], *, like: int | None = None) -> None:
        """Raises: FormulaInTheWay, Unwritable; the row is then left alone."""
        cells = self._cells(row, like)
        for column in sorted(values):
            cells = list(_apart(cells, column))
            at = _index(cells, column)
            if cells[at].has_formula:
                raise FormulaInTheWay
            if cells[at].is_covered:
                raise merged_with_another(row)
            cell = cells[at].holding(values[column], place=self.place, has_calcext=self._has_calcext)
            cells[at] = self._showing(values[column], cell, column)
        self._edits[row] = cells
        if like is not None:
            self._attributes.setdefault(row, self._look_of_row(like))

    def add_column(self, column: int, *, header_row: int, title: str) -> None:
        cells = list(_apart(self._cells(header_row, None), column - 1))
        look = cells[_index(cells, column - 1)].look()
        cells = list(_apart(cells, column))
        cells[_index(cells, column)] = look.holding(title, place=self.place, has_calcext=self._has_calcext)
        self._edits[header_row] = cells

    def is_struck(self, row: int) -> bool:
        return any(self._styles.is_struck(style) for style in {cell.style for cell in self._old(row)})

    def is_merged(self, row: int) -> bool:
        return any(cell.is_merged for cell in self._old(row))

    def content(self, *, header_row: int) -> bytes:
        part = self._styles.added_to(b"".join(self._pieces()))
        return self.package.with_parts({_PART: [part]}).content

    def _showing(self, value: Written, cell: OdsCell, column: int) -> OdsCell:
        """A day without a style that shows days would be a number to people."""
        if not isinstance(value, date):
            return cell
        own = cell.style or self._style_of_column(column)
        style = self._styles.like(own, with_time=isinstance(value, datetime))
        return cell if style == own else cell.styled(style)

    def _style_of_column(self, column: int) -> bytes:
        left = 0
        for found in _COLUMN.finditer(self._xml, *self._span):
            repeated, style = COLUMNS_REPEATED.search(found[0]), _DEFAULT_STYLE.search(found[0])
            left += int(repeated[1]) if repeated else 1
            if column < left:
                return style[1] if style else b""
        return b""

    def _pieces(self) -> Iterator[bytes]:
        """The part, with the touched rows written anew."""
        done, rest = 0, sorted(self._edits)
        for rows in self._rows:
            touched = [row for row in rest if rows.first <= row < rows.first + rows.count]
            if touched:
                yield self._xml[done : rows.start]
                yield from self._parted(rows, touched)
                done = rows.end
        end = self._rows[-1].end
        below = [row for row in rest if row >= self._rows[-1].first + self._rows[-1].count]
        yield self._xml[done:end]
        last = self._rows[-1].first + self._rows[-1].count - 1
        for row in below:
            if row - last > 1:
                yield _row(b"", b"<table:table-cell/>", row - last - 1)
            yield self._edited(row, b"")
            last = row
        yield self._xml[end:]

    def _parted(self, rows: _Rows, touched: Sequence[int]) -> Iterator[bytes]:
        """Of rows that are alike, those between the touched ones stay together."""
        following = rows.first
        for row in touched:
            if row > following:
                yield _row(rows.attributes, rows.inside, row - following)
            yield self._edited(row, rows.attributes)
            following = row + 1
        left = rows.first + rows.count - following
        if left:
            yield _row(rows.attributes, rows.inside, left)

    def _edited(self, row: int, attributes: bytes) -> bytes:
        cells = b"".join(cell.written() for cell in self._edits[row])
        return _row(self._attributes.get(row, attributes), cells, 1)

    def _cells(self, row: int, like: int | None) -> list[OdsCell]:
        """The row's cells as they are by now; a row without any content takes the look of row `like`."""
        if row in self._edits:
            return self._edits[row]
        cells = self._old(row)
        if like is not None and all(cell.is_blank for cell in cells):
            return [cell.look() for cell in self._old(like)]
        return cells

    def _old(self, row: int) -> list[OdsCell]:
        rows = self._with(row)
        return list(cells_in(rows.inside)) if rows else []

    def _look_of_row(self, row: int) -> bytes:
        rows = self._with(row)
        return _UNSEEN.sub(b"", rows.attributes) if rows else b""

    def _with(self, row: int) -> _Rows | None:
        return next((rows for rows in self._rows if rows.first <= row < rows.first + rows.count), None)

    def _table(self) -> tuple[int, int]:
        """Where the rows of the sheet begin and end. Raises: Unusable for sheets with tables inside."""
        number, start, depth = -1, 0, 0
        for tag in _TABLE.finditer(self._xml):
            if tag[1]:
                depth -= 1
                if number == self.number:
                    return start, tag.start()
            else:
                depth += not tag[2]
                number += 1
                start = tag.end()
                if depth > 1:
                    break
        raise unsplicable(self.place)

    def _found(self, start: int, end: int) -> Iterator[_Rows]:
        first = 1
        for row in _ROW.finditer(self._xml, start, end):
            repeated = _REPEATED.search(row[1])
            count = int(repeated[1]) if repeated else 1
            yield _Rows(first, count, row.start(), row.end(), _REPEATED.sub(b"", row[1]), row[2] or b"")
            first += count


def _row(attributes: bytes, cells: bytes, count: int) -> bytes:
    repeated = b' table:number-rows-repeated="%d"' % count if count > 1 else b""
    return b"<table:table-row" + repeated + attributes.rstrip() + b">" + cells + b"</table:table-row>"


def _apart(cells: Sequence[OdsCell], column: int) -> Iterator[OdsCell]:
    """The same cells, the one in this column by itself; blank ones are added up to it where the row is shorter."""
    left = 0
    for cell in cells:
        if left <= column < left + cell.count and cell.count > 1:
            before, after = column - left, left + cell.count - column - 1
            parts = (before, 1, after)
            yield from (cell.times(count) for count in parts if count)
        else:
            yield cell
        left += cell.count
    if left <= column:
        if column > left:
            yield OdsCell(b"", count=column - left)
        yield OdsCell(b"")


def _index(cells: Sequence[OdsCell], column: int) -> int:
    """Where the cell of this column stands in the list; it is there already."""
    left = 0
    for at, cell in enumerate(cells):
        if left <= column < left + cell.count:
            return at
        left += cell.count
    raise AssertionError("the cells were taken apart before")
