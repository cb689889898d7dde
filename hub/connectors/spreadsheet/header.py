"""Finds the header of a sheet and says which column holds which field."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Generic

from hub.connectors.spreadsheet.cells import Row, comparable
from hub.connectors.spreadsheet.grid import place_of_row
from hub.connectors.spreadsheet.header_trouble import Lack, missing, no_header, twins, two_headers
from hub.connectors.spreadsheet.headings import Header, Heading, one_line, two_lines, words_in
from hub.connectors.spreadsheet.span import Span
from hub.connectors.spreadsheet.tables import N, Table
from hub.errors import Place

ROWS_SEARCHED: Final = 15
_FEWEST_HEADERS: Final = 2  # fewer known words are a title or a data row, not a header


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in a sheet: the header's last row (from 1), each field's column (from 0) and heading."""

    row: int
    column_of: Mapping[str, int]
    header_of: Mapping[str, str]
    unknown: tuple[str, ...]
    width: int
    lines: tuple[Row, ...] = ()

    @property
    def first_row(self) -> int:
        """The upper one of two header lines, where single columns are headed."""
        return self.row - max(len(self.lines), 1) + 1


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


@dataclass(frozen=True, slots=True)
class Match:
    """A header with the column of each field that it names; `doubtful` are those that more than one column may be."""

    header: Header
    column_of: Mapping[str, int]
    doubtful: Set[str]

    @property
    def clear(self) -> int:
        return len(self.column_of) - len(self.doubtful)

    def repeats(self, other: Match) -> bool:
        """Whether this is the same header once more, at a page break."""
        return _words(self.header) == _words(other.header)


def find_layout(
    rows: Sequence[Row], headers: Headers[N], *, place: Place, merged: Collection[Span] = ()
) -> Layout:
    """The layout of the sheet whose first rows these are. Raises: Unusable, with what is missing."""
    fewest = min(_FEWEST_HEADERS, len(headers.pinned) or _FEWEST_HEADERS)
    known = [match for match in _matches(rows, headers, merged) if len(match.column_of) >= fewest]
    if not known:
        titles = [headers.title(field) for field in sorted(headers.required)]
        raise no_header(titles, rows_searched=ROWS_SEARCHED, place=place)
    whole = [match for match in known if headers.required <= match.column_of.keys()]
    others = [match for match in whole[1:] if not match.repeats(whole[0])]
    if others:
        raise two_headers(whole[0].header.row, others[0].header.row, place=place)
    found = whole[0] if whole else max(known, key=lambda match: len(match.column_of))
    _refuse_unless_whole(found, headers, place=place_of_row(place, found.header.row))
    return _layout(found)


def best_match(rows: Sequence[Row], headers: Headers[N], *, merged: Collection[Span] = ()) -> Match | None:
    """The header among these rows, whatever it lacks: by its known words or, without any, because it is all words."""
    matches = _matches(rows, headers, merged)
    by_words = [match for match in matches if match.clear >= _FEWEST_HEADERS]
    if by_words:
        return max(by_words, key=lambda match: (headers.required <= match.column_of.keys(), match.clear))
    return next((match for match in matches if match.header.is_all_words), None)


def fields_named(rows: Sequence[Row], headers: Headers[N]) -> frozenset[str]:
    """The fields that the best of these rows names, taken as a header; a row with all required ones is better."""
    named = (frozenset(match.column_of) for match in _matches(rows, headers, ()))
    return max(named, key=lambda found: (found >= headers.required, len(found)), default=frozenset())


def _matches(rows: Sequence[Row], headers: Headers[N], merged: Collection[Span]) -> list[Match]:
    """Every row as a header by itself, or with the row above it where both together say more than either."""
    ranked = headers.ranked()
    width = max(map(len, rows), default=0)  # the first rows of a CSV file may be shorter
    even = [[*row, *[""] * (width - len(row))] for row in rows]
    single = [_matched(one_line(number, row), ranked, headers.pinned) for number, row in enumerate(even, 1)]
    vocabulary = {word for _, alike in ranked for word in alike}
    double: list[Match] = []
    for upper, lower in pairwise(single):
        lines = two_lines(lower.header.row, upper.header.lines[0], lower=lower.header.lines[0], merged=merged)
        both = lines and _matched(lines, ranked, headers.pinned)
        if not both or _shares_a_row(both, double[-1:]):
            continue
        if both.clear > max(upper.clear, lower.clear) or _goes_on_below(both, upper, vocabulary):
            double.append(both)
    alone = [match for match in single if not _shares_a_row(match, double)]
    return sorted([*alone, *double], key=lambda match: match.header.row)


def _goes_on_below(both: Match, upper: Match, vocabulary: Container[str]) -> bool:
    """Whether the upper line has columns of its own and loses none by the lower one, which holds mostly headings.

    No row of data does.
    """
    lower = [comparable(str(cell)) for cell in both.header.lines[-1]]
    filled = [word for word in lower if word]
    known = sum(word in vocabulary for word in filled)
    has_own = any(not lower[index] for index in both.column_of.values())
    loses_none = upper.column_of.keys() <= both.column_of.keys()
    return has_own and loses_none and known > 1 and 2 * known >= len(filled)


def _words(header: Header) -> list[str]:
    return [heading.word or heading.shown for heading in header.headings]


def _shares_a_row(match: Match, others: Iterable[Match]) -> bool:
    return any(
        match.header.first_row <= other.header.row and other.header.first_row <= match.header.row
        for other in others
    )


def _matched(header: Header, ranked: Iterable[tuple[str, list[str]]], pinned: Container[str]) -> Match:
    """First by all words of a column, then by the lower ones."""
    column_of: dict[str, int] = {}
    doubtful: set[str] = set()
    for level in (_wholes, _belows):
        for field, alike in ranked:
            columns = level(header.headings, is_pinned=field in pinned)
            free = [word for word in alike if word in columns and columns[word][0] not in column_of.values()]
            if free and field not in column_of:
                column_of[field] = columns[free[0]][0]
                doubtful |= {field} if len(columns[free[0]]) > 1 else set()
    return Match(header, column_of, doubtful)


def _wholes(headings: Sequence[Heading], *, is_pinned: bool) -> Mapping[str, list[int]]:
    return _by_word((heading.word, index) for index, heading in enumerate(headings))


def _belows(headings: Sequence[Heading], *, is_pinned: bool) -> Mapping[str, list[int]]:
    return _by_word(
        (heading.below, index)
        for index, heading in enumerate(headings)
        if heading.is_usual_group or is_pinned
    )


def _by_word(words: Iterable[tuple[str, int]]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for word, index in words:
        if word:
            found.setdefault(word, []).append(index)
    return found


def _refuse_unless_whole(found: Match, headers: Headers[N], *, place: Place) -> None:
    """Raises: Unusable for a column that is missing, or there twice."""
    shown = words_in(found.header.headings)
    for field, index in found.column_of.items():
        if field in found.doubtful:
            raise twins(found.header.headings[index], field, table=headers.table, place=place)
    lacking = (headers.required | headers.pinned.keys()) - found.column_of.keys()
    if lacking:
        taken = {found.header.headings[index].shown for index in found.column_of.values()}
        field = min(lacking)
        words = (headers.title(field), *headers.table.column_by_field[field].header_words)
        lack = Lack(f"columns.{headers.table.name}.{field}", words, free=[w for w in shown if w not in taken])
        raise missing(lack, shown, place=place)


def _layout(found: Match) -> Layout:
    headings = found.header.headings
    taken = set(found.column_of.values())
    filled = [index for index, heading in enumerate(headings) if heading.shown]
    return Layout(
        row=found.header.row,
        column_of=found.column_of,
        header_of={field: headings[index].shown for field, index in found.column_of.items()},
        unknown=tuple(headings[index].shown for index in filled if index not in taken),
        width=filled[-1] + 1,
        lines=found.header.lines,
    )
