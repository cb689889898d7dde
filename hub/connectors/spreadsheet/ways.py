"""How an office writes, and what is said where a cell cannot be understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from hub.connectors.spreadsheet.cells import Cell
from hub.language import Text


class Unclear(ValueError):
    """A cell that cannot be understood: why, and what a person can do about it."""

    def __init__(self, why: Text, remedy: Text) -> None:
        super().__init__(str(why))
        self.why = why
        self.remedy = remedy


class LostZero(Unclear):
    """Digits that a spreadsheet may have robbed of the zero in front; something beside the cell may prove it."""

    def __init__(self, why: Text, remedy: Text, *, digits: str) -> None:
        super().__init__(why, remedy)
        self.digits = digits


@dataclass(frozen=True, slots=True)
class Ways:
    """How this office writes: on which clock, and with which words for which status."""

    zone: ZoneInfo
    status_of: Mapping[str, StrEnum] = field(default_factory=dict)  # cleaned, casefolded word -> status
    status_words: tuple[str, ...] = ()  # for each status the one word that this office prefers


def shown(cell: Cell) -> str:
    """The cell as a person in the office sees it, or nearly so."""
    match cell:
        case datetime():
            return f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case bool():
            return "ja" if cell else "nein"
        case float():
            return str(int(cell)) if cell.is_integer() else str(cell)
        case _:
            return str(cell)
