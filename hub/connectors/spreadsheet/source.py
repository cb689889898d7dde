"""One table as one network keeps it: everything that decides how its rows are read."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic
from zoneinfo import ZoneInfo

from hub.connectors.spreadsheet.cells import clean
from hub.connectors.spreadsheet.grid import Grid
from hub.connectors.spreadsheet.header import Headers
from hub.connectors.spreadsheet.sheet import Sheet
from hub.connectors.spreadsheet.tables import N, Table
from hub.connectors.spreadsheet.ways import Ways
from hub.connectors.spreadsheet.words import statuses, written_word
from hub.model import NetworkName


@dataclass(frozen=True, slots=True)
class Source(Generic[N]):
    """A grid, how its table is declared, and whose it is.

    Empty cells of the fields in `fill_down` mean the one above. Rows that are struck through have the status
    `struck_means`, if any. On a sheet that `is_former` everybody has left.
    """

    grid: Grid
    table: Table[N]
    sheet: Sheet
    headers: Headers[N]
    ways: Ways
    network: NetworkName
    fill_down: Set[str] = frozenset()
    struck_means: StrEnum | None = None
    is_former: bool = False


def ways_of(sheet: Sheet, table: Table[N], *, timezone: str) -> Ways:
    """The office's own status words beat the usual ones."""
    own = {clean(word).casefold(): status for status, word in sheet.words.items()}
    preferred = tuple(written_word(status, sheet.words, table.status_words) for status in table.status_words)
    return Ways(ZoneInfo(timezone), statuses(table.status_words) | own, preferred)
