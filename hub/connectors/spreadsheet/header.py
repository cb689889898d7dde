"""Finds the header row of a sheet and says which column holds which field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Generic

from hub.connectors.spreadsheet.cells import Cell, Row, clean, comparable
from hub.connectors.spreadsheet.grid import place_of_row
from hub.connectors.spreadsheet.tables import N, Table
from hub.errors import Place, Unusable
from hub.language import Text, listed

ROWS_SEARCHED: Final = 15
_STEM: Final = 4
_FEWEST_HEADERS: Final = 2  # fewer known words are a title or a data row, not a header


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in a sheet: the header's row (from 1), each field's column (from 0) and header."""

    row: int
    column_of: Mapping[str, int]
    header_of: Mapping[str, str]
    unknown: tuple[str, ...]
    width: int


@dataclass(frozen=True, slots=True)
class Headers(Generic[N]):
    """The header words to look for. A field pinned in hub.toml is taken to the letter; the others as ever."""

    table: Table[N]
    declared: Mapping[str, str]
    pinned: Mapping[str, str]
    needs_id: bool = True

    @property
    def required(self) -> frozenset[str]:
        """The fields without which nothing can be read; a number is none where the hub can give one."""
        return self.table.required if self.needs_id else self.table.required - {"id"}

    def ranked(self) -> list[tuple[str, list[str]]]:
        """Each field with its headers, best first, in comparable form."""
        pinned = [(field, [comparable(header)]) for field, header in self.pinned.items()]
        found = []
        for column in self.table.columns:
            if column.field not in self.pinned:
                own = [self.declared[column.field]] if column.field in self.declared else []
                found.append((column.field, [comparable(word) for word in (*own, *column.header_words)]))
        return pinned + sorted(found, key=lambda entry: entry[0] not in self.declared)

    def title(self, field: str) -> str:
        """How a column for `field` is headed when the hub has to make it."""
        own = self.pinned.get(field) or self.declared.get(field)
        return own or self.table.column_by_field[field].header_words[0]


def find_layout(rows: Sequence[Row], headers: Headers[N], *, place: Place) -> Layout:
    """The layout of the sheet whose first rows these are. Raises: Unusable, with what is missing."""
    matches = [(number, row, _match(row, headers)) for number, row in enumerate(rows, start=1)]
    fewest = min(_FEWEST_HEADERS, len(headers.pinned) or _FEWEST_HEADERS)
    known = [match for match in matches if len(match[2]) >= fewest]
    if not known:
        raise _no_header(headers, place)
    required = headers.required
    whole = [match for match in known if required <= match[2].keys()]
    if len(whole) > 1:
        raise Unusable(
            Text(
                "both row {first} and row {second} look like the header",
                first=str(whole[0][0]),
                second=str(whole[1][0]),
            ),
            remedy=Text("Keep one table per sheet: delete one of the two rows or move its table elsewhere."),
            place=place,
        )
    number, row, column_of = whole[0] if whole else max(known, key=lambda match: len(match[2]))
    _refuse_twins(row, column_of, place=place_of_row(place, number))
    if not whole or headers.pinned.keys() - column_of.keys():
        raise _missing(headers, row, column_of, place=place_of_row(place, number))
    return _layout(number, row, column_of)


def fields_named(rows: Sequence[Row], headers: Headers[N]) -> frozenset[str]:
    """The fields that the best of these rows names, taken as a header; a row with all required ones is better."""
    named = (frozenset(_match(row, headers)) for row in rows)
    return max(named, key=lambda found: (found >= headers.required, len(found)), default=frozenset())


def _match(row: Row, headers: Headers[N]) -> dict[str, int]:
    column_by_header: dict[str, int] = {}
    for index, cell in enumerate(row):
        if isinstance(cell, str) and (header := comparable(cell)):
            column_by_header.setdefault(header, index)
    column_of: dict[str, int] = {}
    for field, alike in headers.ranked():
        taken = column_of.values()
        best = (column_by_header[header] for header in alike if header in column_by_header)
        free = [index for index in best if index not in taken]
        if free:
            column_of[field] = free[0]
    return column_of


def _layout(number: int, row: Row, column_of: Mapping[str, int]) -> Layout:
    taken = set(column_of.values())
    shown = [clean(cell) if isinstance(cell, str) else str(cell) for cell in row]
    filled = [index for index, words in enumerate(shown) if words]
    return Layout(
        row=number,
        column_of=column_of,
        header_of={field: shown[index] for field, index in column_of.items()},
        unknown=tuple(words for index, words in enumerate(shown) if words and index not in taken),
        width=filled[-1] + 1,
    )


def _texts(row: Iterable[Cell]) -> list[str]:
    return [clean(cell) for cell in row if isinstance(cell, str) and clean(cell)]


def _refuse_twins(row: Row, column_of: Mapping[str, int], *, place: Place) -> None:
    headers = [comparable(cell) if isinstance(cell, str) else "" for cell in row]
    for index in column_of.values():
        if headers.count(headers[index]) > 1:
            raise Unusable(
                Text("two columns are headed {header}", header=clean(str(row[index]))),
                remedy=Text("Rename one of them, so that nobody has to guess."),
                place=place,
            )


def _no_header(headers: Headers[N], place: Place) -> Unusable:
    wanted = tuple(headers.title(field) for field in sorted(headers.required))
    return Unusable(
        Text("no header row was found in the first {count} rows", count=ROWS_SEARCHED),
        remedy=Text("One row must name the columns, among them: {headers}.", headers=wanted),
        place=place,
    )


def _missing(headers: Headers[N], row: Row, column_of: Mapping[str, int], *, place: Place) -> Unusable:
    wanted = headers.required | headers.pinned.keys()
    field = min(wanted - column_of.keys())
    title = headers.title(field)
    free = [words for words in _texts(row) if words not in {clean(str(row[i])) for i in column_of.values()}]
    nearest = _nearest([title, *headers.table.column_by_field[field].header_words], free)
    key = f"columns.{headers.table.name}.{field}"
    if nearest is not None:
        remedy = Text(
            "Is it {nearest}? Then rename it to {header}, or write {key} = {quoted} into the system's table in hub.toml.",
            nearest=nearest, header=title, key=key, quoted=f'"{nearest}"',
        )  # fmt: skip
    else:
        remedy = Text(
            "Name the column {header}, or say in hub.toml with {key} what it is called. The columns here are: {headers}.",
            header=title, key=key, headers=listed(_texts(row)),
        )  # fmt: skip
    return Unusable(Text("the column {header} is missing", header=title), remedy=remedy, place=place)


def _nearest(words: Iterable[str], headers: Sequence[str]) -> str | None:
    """The header that is most likely meant: nearly one of the words, or one that begins like it."""
    for word in words:
        stem = comparable(word)[:_STEM]
        alike = get_close_matches(word, headers, n=1, cutoff=0.7)
        alike += [header for header in headers if comparable(header).startswith(stem)]
        if alike:
            return alike[0]
    return None
