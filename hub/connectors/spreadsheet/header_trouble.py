"""What is said about a header that cannot be used: what is missing or there twice, and what to write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from hub.connectors.spreadsheet.cells import comparable
from hub.connectors.spreadsheet.headings import Heading
from hub.connectors.spreadsheet.tables import N, Table
from hub.errors import Place, Unusable
from hub.language import Text, listed

_STEM: Final = 4


@dataclass(frozen=True, slots=True)
class Lack:
    """A field that no column is headed for: its key in hub.toml, its usual words, and the columns nobody reads."""

    key: str
    words: Sequence[str]
    free: Sequence[str]


def no_header(titles: Sequence[str], *, rows_searched: int, place: Place) -> Unusable:
    return Unusable(
        Text("no header row was found in the first {count} rows", count=rows_searched),
        remedy=Text("One row must name the columns, among them: {headers}.", headers=tuple(titles)),
        place=place,
    )


def two_headers(first: int, second: int, *, place: Place) -> Unusable:
    return Unusable(
        Text("both row {first} and row {second} look like the header", first=str(first), second=str(second)),
        remedy=Text("Keep one table per sheet: delete one of the two rows or move its table elsewhere."),
        place=place,
    )


def twins(heading: Heading, field: str, *, table: Table[N], place: Place) -> Unusable:
    remedy = Text("Rename one of them, so that nobody has to guess.")
    if heading.below:
        line = f'columns.{table.name}.{field} = "{heading.shown}"'
        remedy = Text("Rename one of them, or say in hub.toml which is meant: {line}", line=line)
    return Unusable(Text("two columns are headed {header}", header=heading.shown), remedy=remedy, place=place)


def missing(lack: Lack, headers: Sequence[str], *, place: Place) -> Unusable:
    """The remedy names the column that is most likely meant."""
    title = lack.words[0]
    nearest = _nearest(lack.words, lack.free)
    if nearest is not None:
        remedy = Text(
            "Is it {nearest}? Then rename it to {header}, or write {key} = {quoted} into the system's table in hub.toml.",
            nearest=nearest, header=title, key=lack.key, quoted=f'"{nearest}"',
        )  # fmt: skip
    else:
        remedy = Text(
            "Name the column {header}, or say in hub.toml with {key} what it is called. The columns here are: {headers}.",
            header=title, key=lack.key, headers=listed(headers),
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
