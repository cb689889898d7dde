"""What a cell holds, and how an office's words are compared: pure functions on single cells."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta
"""What python-calamine makes of a cell; an empty one is "", a number is a float."""

Row = list[Cell]

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Soft hyphens, marks of no width and of direction. Joiners stay: Persian and Indian names need them."""
_NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        "./.",
        "k.a.",
        "k. a.",
        "n/a",
        "n.a.",
        "n.n.",
        "n. n.",
        "keine angabe",
        "ohne angabe",
    }
)
_LONGEST_NOTHING = max(map(len, _NOTHING))
_MOST_DIGITS = 10**15  # a spreadsheet keeps fifteen digits and makes zeros of the others


def clean(words: str) -> str:
    """One line of composed characters: nothing that is not seen, no double, no-break or outer blanks."""
    if words.isascii():
        return " ".join(words.split())
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", words)).split())


def is_nothing(words: str) -> bool:
    """Whether an office writes these words for "we do not know"."""
    return words_in(words) is None


def words_in(cell: str) -> str | None:
    """The cell's words as one clean line; None where the office says that it does not know."""
    words = clean(cell)
    return None if len(words) <= _LONGEST_NOTHING and words.casefold() in _NOTHING else words


def comparable(words: str) -> str:
    """Letters and digits only: `Mitgl.-Nr.` and `MITGL NR` are the same header."""
    return "".join(character for character in clean(words).casefold() if character.isalnum())


def usual_identifier(cell: Cell) -> str | None:
    """The id in a cell that holds a usual one (plain characters, a digit last); asked a hundred thousand times."""
    if type(cell) is str and cell[-1:].isdigit() and cell.isascii() and "E+" not in cell:
        return " ".join(cell.split())
    return None


def identifier(cell: Cell) -> str | None:
    """A record's id: text, or a whole number; None where the cell is empty. Raises: ValueError."""
    if isinstance(cell, str):
        return words_in(cell)
    found = whole_number(cell)
    if found is None:
        raise ValueError(f"{cell} is no id")
    return found


def whole_number(cell: Cell) -> str | None:
    """The digits of a number cell that holds all of them; None for every other cell."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    return str(int(cell)) if abs(cell) < _MOST_DIGITS and float(cell).is_integer() else None
