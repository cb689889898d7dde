"""Ranges of cells as spreadsheets write them: A1:Q50."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_SPAN = re.compile(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")
_LETTERS = 26


def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + letter) + name
    return name


def column_of(name: str) -> int:
    """The column, counted from 0, of these letters."""
    column = 0
    for letter in name:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column - 1


class Span(NamedTuple):
    """A rectangle of cells, both corners included; rows from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, text: str) -> Span:
        """Raises: ValueError."""
        found = _SPAN.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no range of cells")
        left, top, right, bottom = found.groups()
        return cls(int(top), column_of(left), int(bottom or top), column_of(right or left))

    def including(self, cells: Iterable[tuple[int, int]]) -> Span:
        """The smallest rectangle with these (row, column) cells inside too."""
        rows, columns = zip(*cells, (self.top, self.left), (self.bottom, self.right), strict=True)
        return Span(min(rows), min(columns), max(rows), max(columns))

    def __str__(self) -> str:
        first = f"{letters(self.left)}{self.top}"
        last = f"{letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"
