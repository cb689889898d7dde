"""Looks at a sheet nobody has described: which table it is, which row its header, which column what, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import Any, Final

from hub.connectors.spreadsheet.cells import Cell, Row, comparable
from hub.connectors.spreadsheet.evidence import Evidence, Looks, evidence_in
from hub.connectors.spreadsheet.grid import Grid
from hub.connectors.spreadsheet.header import ROWS_SEARCHED, Headers, best_match
from hub.connectors.spreadsheet.settings import SheetName
from hub.connectors.spreadsheet.span import letters
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, MEMBERS, Table, TableName
from hub.language import Text

_ROWS_LOOKED_AT: Final = 500
_FEWEST_FIELDS: Final = 2
_ALIKE: Final = 0.75
_STEM: Final = 4
_FIELD_OF: Final[Mapping[TableName, Mapping[Looks, str]]] = {
    "members": {
        "email": "email", "website": "website", "vat_id": "vat_id", "postal_code": "postal_code", "day": "since",
        "phone": "phone", "company": "name", "status": "status", "number": "id", "person": "contact",
    },
    "courses": {"day": "starts_at", "status": "status", "number": "id", "person": "trainer"},
    "bookings": {
        "email": "email", "day": "booked_on", "phone": "phone", "company": "company", "status": "status",
        "number": "id", "group": "course", "person": "participant",
    },
}  # fmt: skip
"""What a column is that looks like this, where no other column looks the same."""


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column: its letter and heading, the field it is taken for (none: it stays unknown), and why."""

    letter: str
    heading: str
    field: str | None
    why: Text


@dataclass(frozen=True, slots=True)
class SheetGuess:
    """One sheet taken as one table; `key` says how hub.toml calls it. Fields in `missing` are needed, and no column
    seems to be any of them."""

    sheet: str
    table: TableName
    header_row: int
    rows: int
    columns: Sequence[ColumnGuess]
    missing: Sequence[str]
    key: SheetName

    @property
    def heading_of(self) -> Mapping[str, str]:
        return {column.field: column.heading for column in self.columns if column.field}


def guess_sheet(grid: Grid, *, taken_as: TableName | None = None) -> SheetGuess | None:
    """What this sheet seems to be; nothing where no row of it looks like a header."""
    rows = list(islice(grid.rows(), ROWS_SEARCHED + _ROWS_LOOKED_AT))
    guesses = [
        guess
        for table in (MEMBERS, COURSES, BOOKINGS)
        if taken_as in {None, table.name} and (guess := _as_table(table, rows, grid)) is not None
    ]
    best = max(guesses, key=_weight, default=None)
    return best if best and (taken_as or len(best.heading_of) >= _FEWEST_FIELDS) else None


def _weight(guess: SheetGuess) -> tuple[bool, int]:
    return not guess.missing, len(guess.heading_of)


def _as_table(table: Table[Any], rows: Sequence[Row], grid: Grid) -> SheetGuess | None:
    found = best_match(rows[:ROWS_SEARCHED], Headers(table, {}, {}), merged=grid.merged)
    if found is None:
        return None
    below = [row for row in rows[found.header.row :] if sum(cell != "" for cell in row) > 1]
    headings = [heading.shown for heading in found.header.headings]
    known = {index: field for field, index in found.column_of.items() if field not in found.doubtful}
    columns = _Search(table, headings, below).columns(known, first=grid.left)
    needed = (
        table.required if table is COURSES else table.required - {"id"}
    )  # the hub gives the others numbers
    missing = sorted(needed - {column.field for column in columns})
    return SheetGuess(grid.title, table.name, found.header.row, len(below), columns, missing, key=table.name)


@dataclass(frozen=True, slots=True)
class _Search:
    """The columns of one sheet as one table: its headings, and the rows below that are more than a heading."""

    table: Table[Any]
    headings: Sequence[str]
    rows: Sequence[Row]

    def columns(self, known: Mapping[int, str], *, first: int) -> list[ColumnGuess]:
        """Each headed column: those `known` by a usual word, then by word and values, and the others unknown."""
        headed = [index for index, heading in enumerate(self.headings) if heading]
        seen = {index: evidence_in(self._cells(index), self.table.name) for index in headed}
        looks = Counter(found.looks for index, found in seen.items() if found and index not in known)
        field_of, guesses = dict(known), []
        for index in headed:
            if index not in field_of and (guess := self._guess(index, seen[index], looks, field_of.values())):
                field_of[index] = guess
        for index in headed:
            why = _why(is_usual=index in known, is_known=index in field_of, seen=seen[index])
            guesses.append(
                ColumnGuess(letters(first + index), self.headings[index], field_of.get(index), why)
            )
        return guesses

    def _cells(self, index: int) -> list[Cell]:
        return [row[index] for row in self.rows if index < len(row)]

    def _guess(
        self, index: int, seen: Evidence | None, looks: Counter[Looks], taken: Collection[str]
    ) -> str | None:
        """A field by a heading nearly like its own, or by values that no other column has; never against the other."""
        meant = _FIELD_OF[self.table.name].get(seen.looks) if seen else None
        alike = [
            column.field
            for column in self.table.columns
            if column.field not in taken and _is_alike(self.headings[index], column.header_words)
        ]
        if meant in alike or (meant and meant not in taken and seen and looks[seen.looks] == 1):
            return meant
        return alike[0] if len(alike) == 1 and seen is None else None


def _is_alike(heading: str, words: Sequence[str]) -> bool:
    plain = comparable(heading)
    return any(
        SequenceMatcher(None, plain, comparable(word)).ratio() >= _ALIKE
        or (len(word) > _STEM and plain.startswith(comparable(word)))
        for word in words
    )


def _why(*, is_usual: bool, is_known: bool, seen: Evidence | None) -> Text:
    if seen is None:
        if is_usual:
            return Text("usual heading")
        return Text("heading like the usual one") if is_known else Text("neither heading nor values tell")
    if is_usual:
        return Text("usual heading; {values}", values=seen.in_words())
    if is_known:
        return Text("by its values: {values}", values=seen.in_words())
    return Text("not certain: {values}", values=seen.in_words())
