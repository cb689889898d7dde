"""What the values of a column say it is: a column of @ is e-mail, one of five digits postal codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from hub.connectors.spreadsheet.cells import Cell, clean, is_nothing
from hub.connectors.spreadsheet.tables import TableName
from hub.connectors.spreadsheet.words import BOOKING_STATUS, COURSE_STATUS, MEMBER_STATUS, statuses
from hub.language import Text

Looks = Literal[
    "email", "website", "vat_id", "postal_code", "day", "phone", "company", "status", "number", "group", "person"
]  # fmt: skip

_FEWEST: Final = 2  # one value proves nothing
_SHARE: Final = 0.8
_WORDS: Final[Mapping[Looks, Text]] = {
    "email": Text("e-mail addresses"),
    "website": Text("web addresses"),
    "vat_id": Text("VAT ids"),
    "postal_code": Text("five digits, as postal codes are"),
    "day": Text("days"),
    "phone": Text("telephone numbers"),
    "company": Text("names with a legal form, as companies have"),
    "status": Text("known words for a status"),
    "number": Text("numbers, each only once"),
    "group": Text("numbers, some more than once"),
    "person": Text("names, as people have"),
}
_STATUS: Final[Mapping[TableName, frozenset[str]]] = {
    "members": frozenset(statuses(MEMBER_STATUS)),
    "courses": frozenset(statuses(COURSE_STATUS)),
    "bookings": frozenset(statuses(BOOKING_STATUS)),
}
_PATTERNS: Final[Mapping[Looks, str]] = {
    "email": r"(?:mailto:)?<?[^@\s;,]+@[^@\s;,]+\.[a-z]{2,}>?",
    "website": r"(?:https?://|www\.)\S+",
    "vat_id": r"DE\s?(?:\d\s?){9}",
    "postal_code": r"(?:D|DE)?[-\s]*\d{5}",
    "day": r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?:\D.*)?|\d{4}-\d\d-\d\d(?:\D.*)?",
    "phone": r"[+(]?\s?(?:\d[\s()/.–-]*){4,}\D{0,12}(?:\d[\s()/.–-]*)*",
    "company": r".*\b(?:GmbH|mbH|AG|KG|OHG|eG|UG|SE|GbR|PartG|e\.\s?K\.|e\.\s?V\.|Ltd|& Co)(?:\W.*)?",
    "person": r"(?:(?:Herr|Frau|Dr\.|Prof\.)\s)*[A-ZÄÖÜ][\w'.-]*(?:\s[A-ZÄÖÜ][\w'.-]+){1,2}|[A-ZÄÖÜ][\w-]+,\s?[A-ZÄÖÜ][\w-]+",
}
_MATCHES: Final = {
    looks: re.compile(pattern, re.IGNORECASE if looks != "person" else 0)
    for looks, pattern in _PATTERNS.items()
}
_NUMBER: Final = re.compile(r"[A-Za-z]{0,6}[-/ .]?(?:\d+[-/ .]?){1,4}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """`count` of the `filled` values of a column look like this."""

    looks: Looks
    count: int
    filled: int

    def in_words(self) -> Text:
        return Text(
            "{count} of {filled} values are {looks}",
            count=self.count,
            filled=self.filled,
            looks=_WORDS[self.looks],
        )


def evidence_in(cells: Sequence[Cell], table: TableName) -> Evidence | None:
    """What most of these cells look like; nothing where they look like many things, or like nothing known."""
    filled = [cell for cell in cells if not (isinstance(cell, str) and is_nothing(cell))]
    if len(filled) < _FEWEST:
        return None
    for looks, says in _tests(table).items():
        count = sum(map(says, filled))
        if count >= _SHARE * len(filled):
            return Evidence(looks, count, len(filled))
    return _numbers(filled)


def _tests(table: TableName) -> Mapping[Looks, Callable[[Cell], bool]]:
    """From the surest to the least sure."""
    words = _STATUS[table]
    tests: dict[Looks, Callable[[Cell], bool]] = {"status": lambda cell: _plain(cell).casefold() in words}
    for looks, pattern in _MATCHES.items():
        tests[looks] = _test(looks, pattern)
    return tests


def _test(looks: Looks, pattern: re.Pattern[str]) -> Callable[[Cell], bool]:
    def says(cell: Cell) -> bool:
        if isinstance(cell, date):
            return looks == "day"
        return pattern.fullmatch(_plain(cell)) is not None

    return says


def _numbers(filled: Sequence[Cell]) -> Evidence | None:
    """Numbers of records: each its own, or (of something else) some of them repeated."""
    plain = [_plain(cell) for cell in filled]
    count = sum(_NUMBER.fullmatch(words) is not None for words in plain)
    if count < _SHARE * len(plain):
        return None
    return Evidence("number" if len(set(plain)) == len(plain) else "group", count, len(plain))


def _plain(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else clean(str(cell))
