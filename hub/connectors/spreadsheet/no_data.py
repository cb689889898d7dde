"""Rows of a sheet that hold no record: blanks, headings of groups, totals, a header repeated at a page break."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from hub.connectors.spreadsheet.cells import Cell, Row, clean, comparable
from hub.connectors.spreadsheet.header import Layout
from hub.language import Text

Reason = Literal["blank", "heading", "total", "header"]

_TOTALS: Final = frozenset(
    {"summe", "summen", "gesamt", "gesamtsumme", "insgesamt", "zwischensumme", "anzahl", "durchschnitt"}
    | {"übertrag", "total", "totals", "sum", "subtotal", "count", "average"}
)
_NUMBER: Final = re.compile(
    r"(?!\d{1,2}\.\s?\d{1,2}\.\s?\d{2}|\d{4}-\d)[-+]?\d[\d.,\s]*[-–]*\s*(?:€|EUR|Euro|%)?", re.IGNORECASE
)
"""A number as a CSV file has it; no day."""
_NARROW: Final = 2  # in a table of two columns a row with one cell filled is a record, not a heading
_ROWS_TOLD: Final = 5


class NoData:
    """Tells by its cells whether a row below the header is no record."""

    def __init__(self, layout: Layout, required: Collection[str]) -> None:
        column_of = layout.column_of
        self._header = [_comparable(line[: layout.width]) for line in layout.lines]
        self._has_headings = len(column_of) > _NARROW
        self._id_at = column_of.get("id")
        self._required_at = [column_of[name] for name in required if name != "id" and name in column_of]

    def why(self, row: Row) -> Reason | None:
        """Why it is none; nothing for a row that must be read."""
        filled = [cell for cell in row if not (isinstance(cell, str) and not clean(cell))]
        if not filled:
            return "blank"
        if len(filled) == 1 and self._has_headings:
            return "heading"
        if all(isinstance(cell, str) for cell in filled) and _comparable(row) in self._header:
            return "header"
        return "total" if self._is_total(row, filled) else None

    def _is_total(self, row: Row, filled: Sequence[Cell]) -> bool:
        """Whether it holds numbers only, but for a word such as Summe; a row with all it needs is a record."""
        if any(isinstance(cell, date) for cell in filled):
            return False
        words = [cell for cell in filled if isinstance(cell, str) and not _NUMBER.fullmatch(clean(cell))]
        if not all(_begins_like_a_total(word) for word in words):
            return False
        is_named = any(comparable(word) in _TOTALS for word in words)
        return is_named or self._lacks_what_it_needs(row)

    def _lacks_what_it_needs(self, row: Row) -> bool:
        own = "" if self._id_at is None else row[self._id_at]
        has_id = own != "" and not (isinstance(own, str) and _begins_like_a_total(own))
        return not has_id or any(row[index] == "" for index in self._required_at)


def _begins_like_a_total(words: str) -> bool:
    first = next(iter(clean(words).split()), "")
    return comparable(first) in _TOTALS


def _comparable(row: Sequence[Cell]) -> list[str]:
    return [comparable(cell) if isinstance(cell, str) else str(cell) for cell in row]


@dataclass(frozen=True, slots=True)
class Skipped:
    """The rows of one sheet that were passed over, by what they are."""

    rows: Mapping[Reason, list[int]] = field(
        default_factory=lambda: {"heading": [], "total": [], "header": [], "blank": []}
    )

    def add(self, reason: Reason, row: int) -> None:
        self.rows[reason].append(row)

    def in_words(self, *, last: int) -> tuple[Text, ...]:
        """What was skipped and how often; blank rows count only above row `last`, the last record's."""
        headings, totals, headers = (self.rows[reason] for reason in ("heading", "total", "header"))
        blanks = sum(row < last for row in self.rows["blank"])
        found = (
            (headings, Text("{count} headings (rows {rows})", count=len(headings), rows=few(headings))),
            (totals, Text("{count} totals (rows {rows})", count=len(totals), rows=few(totals))),
            (headers, Text("{count} repeated headers (rows {rows})", count=len(headers), rows=few(headers))),
            (blanks, Text("{count} blank rows between", count=blanks)),
        )  # fmt: skip
        return tuple(words for count, words in found if count)


def few(rows: Sequence[int]) -> tuple[str, ...]:
    """The first of them, as the value of a sentence."""
    return (*map(str, rows[:_ROWS_TOLD]), *(["…"] if len(rows) > _ROWS_TOLD else []))
