"""Where the rows and cells of a CSV file begin and end, so that one cell can be changed and no other byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_END_OF_LINE: Final = re.compile(r"\r\n?|\n")
_QUOTED: Final = re.compile(r'"[^"]*(?:""[^"]*)*"')


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a row, its quotation marks included: from `start` up to, but not including, `end`."""

    start: int
    end: int
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row: from `start` up to, but not including, `end`, where the end of the line (`ending`) stands."""

    start: int
    end: int
    ending: str


class Lines:
    """The rows of a text, counted from 1 as csv.reader gives them; already known to be readable by it."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._text = text
        self._delimiter = delimiter
        self._stop = re.compile(f"[{re.escape(delimiter)}\r\n]")

    @cached_property
    def all(self) -> list[Line]:
        return list(self._lines())

    def fields(self, line: Line) -> list[Field]:
        """The cells of one row; none in an empty one."""
        found, at = list[Field](), line.start
        while at < line.end or (found and at == line.end and self._text[at - 1] == self._delimiter):
            end = self._end_of_field(at, line.end)
            found.append(Field(at, end, self._text[at : at + 1] == '"'))
            at = end + 1
        return found

    def _lines(self) -> Iterator[Line]:
        start, length = 0, len(self._text)
        while start < length:
            end = self._end_of_row(start)
            ending = _END_OF_LINE.match(self._text, end)
            yield Line(start, end, ending[0] if ending else "")
            start = ending.end() if ending else length

    def _end_of_row(self, start: int) -> int:
        """Most rows end with their line; in one with quotation marks the line may end inside a cell."""
        found = _END_OF_LINE.search(self._text, start)
        end = found.start() if found else len(self._text)
        if self._text.find('"', start, end) < 0:
            return end
        at = start
        while True:
            at = self._end_of_field(at, len(self._text))
            if self._text[at : at + 1] != self._delimiter:
                return at
            at += 1

    def _end_of_field(self, start: int, limit: int) -> int:
        quoted = _QUOTED.match(self._text, start)
        at = quoted.end() if quoted else start
        stop = self._stop.search(self._text, at, limit)
        return stop.start() if stop else limit
