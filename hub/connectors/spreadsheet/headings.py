"""What stands above each column: one line of a header, or two of which the upper one may span several columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hub.connectors.spreadsheet.cells import Cell, Row, clean, comparable
from hub.connectors.spreadsheet.span import Span
from hub.connectors.spreadsheet.words import split

BETWEEN: Final = " / "
_DATUM: Final = re.compile(r"\d{2}|@")
_GROUPS: Final = frozenset(
    comparable(word)
    for word in split(
        "Anschrift | Adresse | Postanschrift | Firmenanschrift | Geschäftsadresse | Adressdaten | Standort | address | "
        "Kontakt | Kontaktdaten | Kommunikation | Erreichbarkeit | Ansprechpartner | contact | contact details | "
        "Firma | Unternehmen | Betrieb | Mitglied | Mitgliedschaft | Stammdaten | Firmendaten | company | member | membership | "
        "Register | Handelsregister | Kurs | Kursdaten | Seminar | Veranstaltung | Termin | Termine | Zeitraum | Dauer | course | dates | "
        "Teilnehmer | Teilnehmerin | Teilnehmer/in | Teilnehmerdaten | Person | participant | "
        "Buchung | Anmeldung | Buchungsdaten | booking | registration"
    )
)
"""Words over several columns that leave the words below them what they are: Anschrift over Straße, PLZ and Ort."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's words: all of them, and the lower ones of two lines where they may stand for themselves."""

    shown: str
    word: str
    below: str = ""
    is_usual_group: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """A row, or two, taken as the header: the number of the last line, its cells, and each column's heading."""

    row: int
    lines: tuple[Row, ...]
    headings: tuple[Heading, ...]

    @property
    def first_row(self) -> int:
        return self.row - len(self.lines) + 1

    @property
    def is_all_words(self) -> bool:
        """Whether it may be a header although no word of it is known."""
        shown = [heading.shown for heading in self.headings if heading.shown]
        return (
            len(shown) > 1 and all(_texts(line) for line in self.lines) and not any(map(_DATUM.search, shown))
        )


def one_line(number: int, row: Row) -> Header:
    """Row `number` by itself."""
    return Header(number, (row,), tuple(Heading(_shown(cell), _word(cell)) for cell in row))


def two_lines(number: int, upper: Row, *, lower: Row, merged: Collection[Span]) -> Header | None:
    """Row `number` with the one above it; nothing where the two cannot be one header, because data is no text."""
    if _texts(upper) < 2 or not _texts(lower):
        return None
    groups = list(_filled_right(number - 1, upper, lower=lower, merged=merged))
    headings = tuple(_joined(group, cell) for group, cell in zip(groups, lower, strict=True))
    return Header(number, (upper, lower), headings)


def _texts(row: Row) -> int:
    """How many cells hold text; none where any holds something else."""
    filled = [cell for cell in row if cell != ""]
    return len(filled) if all(isinstance(cell, str) for cell in filled) else 0


def _filled_right(number: int, upper: Row, *, lower: Row, merged: Collection[Span]) -> Iterator[str]:
    """The upper words over each column. Where that line has merged cells, they alone say how far a word reaches."""
    spans = [span for span in merged if span.top <= number <= span.bottom and span.right > span.left]
    last = ""
    for column, cell in enumerate(upper):
        shown = _shown(cell)
        if shown:
            last = shown
        elif not lower[column] or (spans and not any(span.left < column <= span.right for span in spans)):
            last = ""
        yield last


def _joined(group: str, cell: Cell) -> Heading:
    below = _shown(cell)
    if not group or not below:
        return Heading(group or below, comparable(group or below))
    shown = f"{group}{BETWEEN}{below}"
    return Heading(shown, comparable(shown), comparable(below), comparable(group) in _GROUPS)


def _shown(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # a year
    return clean(cell) if isinstance(cell, str) else str(cell)


def _word(cell: Cell) -> str:
    return comparable(cell) if isinstance(cell, str) else ""


def words_in(headings: Sequence[Heading]) -> list[str]:
    """What the office calls its columns."""
    return [heading.shown for heading in headings if heading.word]
