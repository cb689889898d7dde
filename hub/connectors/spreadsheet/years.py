"""Days that an office writes as a bare year: “Mitglied seit 2001”."""

from __future__ import annotations

import re
from datetime import date

from hub.connectors.spreadsheet.cells import Cell, clean
from hub.connectors.spreadsheet.values import Ways, day

_YEAR = re.compile(r"(?:19|20)\d\d")


def first_day(cell: Cell, ways: Ways) -> date | None:
    """A day; a year begins with its first. Raises: as `day`."""
    year = _year(cell)
    return day(cell, ways) if year is None else date(year, 1, 1)


def last_day(cell: Cell, ways: Ways) -> date | None:
    """A day; a year ends with its last. Raises: as `day`."""
    year = _year(cell)
    return day(cell, ways) if year is None else date(year, 12, 31)


def _year(cell: Cell) -> int | None:
    if isinstance(cell, float) and cell.is_integer():
        cell = str(int(cell))
    return int(clean(cell)) if isinstance(cell, str) and _YEAR.fullmatch(clean(cell)) else None
