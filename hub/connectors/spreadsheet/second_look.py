"""What the cells around one, and its number format, say about it: asked only where the cell alone leaves a doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from hub.connectors.spreadsheet.cell_formats import CellFormats
from hub.connectors.spreadsheet.cells import comparable
from hub.connectors.spreadsheet.currencies import shows_other_money
from hub.connectors.spreadsheet.grid import Grid
from hub.connectors.spreadsheet.header import Layout
from hub.connectors.spreadsheet.packed_rows import PackedRows
from hub.connectors.spreadsheet.postal_codes import area, is_abroad, lies_in, with_zero
from hub.period import Period

_NOT_SHOWN: Final = re.compile(r"\[[^\]]*\]|[_*].")
_IN_QUOTES: Final = re.compile(r'"([^"]*)"|\\(.)')
_TYPED: Final = re.compile(r"\s*0[0-9]{4}\s*")
_PUT_BEFORE: Final = re.compile(r'(?:"0"|\\0)[0#]+')


@dataclass(slots=True)
class SecondLook:
    """One table, looked at beyond the cell in doubt."""

    grid: Grid
    layout: Layout
    rows: Callable[[], PackedRows]
    _formats: CellFormats | None = None
    _areas: frozenset[tuple[str, str]] | None = None
    _other_money: frozenset[tuple[int, int]] | None = None
    _partly_struck: Collection[tuple[int, int]] | None = None

    def number(self, key: int, field: str, digits: str) -> str | None:
        """The number that stands in this field of row `key`, its zero in front included; None if nothing proves it."""
        shown = zero_shown(self._format_of(key, field), digits)
        if shown is not None or field != "postal_code":
            return shown
        return self._code(key, digits)

    def day(self, key: int, field: str, found: date) -> date | Period:
        """A first day of a month, or the whole period if its cell shows no day."""
        return period_shown(self._format_of(key, field), found)

    def is_partly_struck(self, key: int, field: str) -> bool:
        """Whether some words of the cell are struck through, and others are not."""
        if self._partly_struck is None:
            self._partly_struck = self.grid.partly_struck()
        return (key, self.grid.left + self.layout.column_of[field]) in self._partly_struck

    def is_other_money(self, key: int, field: str) -> bool:
        """Whether the cell's format says another currency than euros; in most workbooks none does, and none is looked at."""
        if self._other_money is None:
            formats = self.grid.formats()
            self._other_money = frozenset(formats.cells(lambda look: shows_other_money(look.number_format)))
        return (key, self.grid.left + self.layout.column_of[field]) in self._other_money

    def _format_of(self, key: int, field: str) -> str:
        if self._formats is None:
            self._formats = self.grid.formats()
        return self._formats.at(key, self.grid.left + self.layout.column_of[field]).number_format

    def _code(self, key: int, digits: str) -> str | None:
        """A foreign code as it is; a German one with its zero, if its town has such codes."""
        if is_abroad(self._cell(key, "country")):
            return digits
        code, town = with_zero(digits), self._cell(key, "town")
        if code is None or not comparable(town):
            return None
        return code if lies_in(town, code) or self._is_known(town, code) else None

    def _cell(self, key: int, field: str) -> str:
        index = self.layout.column_of.get(field)
        return "" if index is None else str(self.rows()[key - 1][index])

    def _is_known(self, town: str, code: str) -> bool:
        """Whether another row of the sheet has this town, and a code of the same area typed with its zero."""
        if self._areas is None:
            town_at, code_at = self.layout.column_of["town"], self.layout.column_of["postal_code"]
            typed = ((comparable(str(row[town_at])), row[code_at]) for row in self.rows())
            self._areas = frozenset(
                (name, area(code)) for name, code in typed if isinstance(code, str) and _TYPED.fullmatch(code)
            )
        return (comparable(town), area(code)) in self._areas


def zero_shown(code: str, digits: str) -> str | None:
    """The digits as this number format shows them, if it puts a zero in front: 00000, "0"0."""
    plain = _NOT_SHOWN.sub("", code.partition(";")[0])
    if _PUT_BEFORE.fullmatch(plain):
        return f"0{digits}"
    zeros = _IN_QUOTES.sub("", plain).strip(" -/")
    padded = digits.zfill(len(zeros))
    return padded if zeros and not zeros.strip("0") and padded.startswith("0") else None


def period_shown(code: str, day: date) -> date | Period:
    """What a cell with this number format shows of a first day: the month, the year, or the day itself."""
    shown = _IN_QUOTES.sub("", _NOT_SHOWN.sub("", code.partition(";")[0])).casefold()
    if "d" in shown or "y" not in shown:
        return day
    if "m" in shown:
        return Period.month(day.year, day.month)
    return Period.year(day.year) if day.month == 1 else day
