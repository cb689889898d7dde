"""Sets cells of a CSV file in its own manner (letters, delimiter, quotation marks, line ends), and touches no other line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from hub.connectors.spreadsheet.delimited import DelimitedFile
from hub.connectors.spreadsheet.delimited_lines import Field, Line, Lines
from hub.connectors.spreadsheet.editing import Unwritable, Written
from hub.connectors.spreadsheet.escaping import escaped
from hub.language import Text

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")
_POINT: Final = re.compile(r"[^\d,]*\d+\.\d{1,2}[^\d,]*")
_COMMA: Final = re.compile(r"[^\d]*[\d.]*\d,\d{1,2}[^\d]*")


class DelimitedEditor:
    """Collects cells for one file; `content` is the file with all of them."""

    def __init__(self, file: DelimitedFile) -> None:
        self._file = file
        self._encoding = file.encoding
        self._lines = Lines(file.text, file.delimiter)
        self._edits: dict[int, dict[int, str]] = {}
        self._quoted: dict[int, list[bool]] = {}
        self._manners: dict[tuple[re.Pattern[str], int], bool] = {}

    def set(self, row: int, values: Mapping[int, Written], *, like: int | None = None) -> None:
        """Raises: Unwritable; the row is then left alone."""
        cells = {column: self._cell(value, column) for column, value in values.items()}
        self._edits.setdefault(row, {}).update(cells)
        if like is not None and row not in self._quoted:
            self._quoted[row] = [self._is_quoted_by_habit(field) for field in self._fields(like)]

    def add_column(self, column: int, *, header_row: int, title: str) -> None:
        self._edits.setdefault(header_row, {})[column] = self._cell(title, column)

    def is_struck(self, row: int) -> bool:
        """A text file has no looks."""
        return False

    def is_merged(self, row: int) -> bool:
        return False

    def content(self, *, header_row: int) -> bytes:
        return self._encoding.encoded("".join(self._pieces()))

    def _pieces(self) -> Iterator[str]:
        text, lines, done = self._file.text, self._lines.all, 0
        yield self._file.declaration
        for number in sorted(row for row in self._edits if row <= len(lines)):
            line = lines[number - 1]
            yield text[done : line.start] + self._edited(number, line)
            done = line.end
        yield text[done:]
        ending = next((line.ending for line in reversed(lines) if line.ending), "\r\n")
        is_ended = bool(lines) and bool(lines[-1].ending)
        for number in sorted(row for row in self._edits if row > len(lines)):
            row = self._edited(number, Line(0, 0, ""))
            yield row + ending if is_ended else ending + row
        yield self._file.end_mark

    def _edited(self, number: int, line: Line) -> str:
        """The row with its new cells; those that stay are copied as they are."""
        fields, cells = self._lines.fields(line), self._edits[number]
        old = [self._file.text[field.start : field.end] for field in fields]
        quoted = self._quoted.get(number) or [field.is_quoted for field in fields]
        width = max(len(old), len(quoted), *(column + 1 for column in cells))
        new = [self._shown(cells[at], quoted[at : at + 1]) if at in cells else old[at] if at < len(old) else "" for at in range(width)]  # fmt: skip
        return self._file.delimiter.join(new)

    def _shown(self, cell: str, is_quoted: list[bool]) -> str:
        is_quoted_by_habit = cell != "" and is_quoted == [True]
        return '"' + cell.replace('"', '""') + '"' if is_quoted_by_habit or self._needs_quotes(cell) else cell

    def _needs_quotes(self, cell: str) -> bool:
        return any(mark in cell for mark in (self._file.delimiter, '"', "\r", "\n"))

    def _is_quoted_by_habit(self, field: Field) -> bool:
        inside = self._file.text[field.start + 1 : field.end - 1]
        return field.is_quoted and not self._needs_quotes(inside)

    def _cell(self, value: Written, column: int) -> str:
        match value:
            case None:
                return ""
            case str():
                return self._encodable(escaped(_FORBIDDEN.sub("", value)))
            case datetime():
                clock = "%H:%M:%S" if value.second else "%H:%M"
                return value.strftime(f"{'%Y-%m-%d' if self._has(_ISO, column) else '%d.%m.%Y'} {clock}")
            case date():
                return value.strftime("%Y-%m-%d" if self._has(_ISO, column) else "%d.%m.%Y")
            case Decimal():
                euros = f"{value:.2f}"
                return euros if self._has_points(column) else euros.replace(".", ",")
            case _:
                return str(value)

    def _has_points(self, column: int) -> bool:
        if self._has(_COMMA, column):
            return False
        return self._file.delimiter == "," or self._has(_POINT, column)

    def _has(self, manner: re.Pattern[str], column: int) -> bool:
        """Whether the first cells of this column that say anything of the kind say it in this manner."""
        asked = manner, column
        if asked not in self._manners:
            self._manners[asked] = any(manner.match(cell) for cell in self._column(column))
        return self._manners[asked]

    def _column(self, column: int) -> Iterator[str]:
        for line in self._lines.all[:200]:
            fields = self._lines.fields(line)
            if column < len(fields):
                yield self._file.text[fields[column].start : fields[column].end].strip('"')

    def _fields(self, number: int) -> list[Field]:
        return self._lines.fields(self._lines.all[number - 1])

    def _encodable(self, words: str) -> str:
        lacking = self._encoding.lacks(words)
        if lacking is None:
            return words
        raise Unwritable(
            Text("the letters of this file have no {letter} ({words})", letter=lacking, words=words),
            Text("Save the file once as CSV UTF-8."),
        )
