"""What a cell holds, and how an office's words are compared: pure functions on single cells."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta
"""What python-calamine makes of a cell; an empty one is "", a number is a float."""

Row = list[Cell]

_SOFT_HYPHEN = "\u00ad"
_NOTHING = frozenset({"", "-", "–", "—", "k.a.", "k. a.", "n/a", "n.a."})


def clean(words: str) -> str:
    """One line of composed characters: no soft hyphens, no double, no-break or outer blanks."""
    return " ".join(unicodedata.normalize("NFC", words).replace(_SOFT_HYPHEN, "").split())


def is_nothing(words: str) -> bool:
    """Whether an office writes these words for "we do not know"."""
    return clean(words).casefold() in _NOTHING


def comparable(words: str) -> str:
    """Letters and digits only: `Mitgl.-Nr.` and `MITGL NR` are the same header."""
    return "".join(character for character in clean(words).casefold() if character.isalnum())


def usual_identifier(cell: Cell) -> str | None:
    """The id in a cell that holds a usual one (plain characters, a digit last); asked a hundred thousand times."""
    if type(cell) is str and cell[-1:].isdigit() and cell.isascii():
        return " ".join(cell.split())
    return None


def identifier(cell: Cell) -> str | None:
    """A record's id: text, or a whole number; None where the cell is empty. Raises: ValueError."""
    if isinstance(cell, str):
        return None if is_nothing(cell) else clean(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not float(cell).is_integer():
        raise ValueError(f"{cell} is no id")
    return str(int(cell))
