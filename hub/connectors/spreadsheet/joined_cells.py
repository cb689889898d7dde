"""Two cells that say one thing together: a first name beside the last one, a time of day beside its day."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from hub.connectors.spreadsheet.cells import Cell, clean, is_nothing
from hub.connectors.spreadsheet.ways import Unclear, shown
from hub.language import Text

_CLOCK: Final = re.compile(
    r"(?:von |ab |um )?(\d{1,2})(?:[:.](\d\d))?(?::00)?( ?Uhr| ?h)?"
    r"(?: ?(?:[-–—]|bis) ?\d{1,2}(?:[:.]\d\d)?( ?Uhr| ?h)?)?",
    re.IGNORECASE,
)
"""09:00, 9 Uhr, 9.00 - 16.30 Uhr: of two times the first."""
_WHOLE_DAY: Final = frozenset({"ganztägig", "ganztags", "ganzer tag", "all day"})
_CLOCK_BEHIND: Final = re.compile(
    r"[\sT,]+(?:um\s+)?\d{1,2}(?:(?:[:.]\d\d){1,2}(?:\s*Uhr)?|\s*Uhr)$", re.IGNORECASE
)


def full_name(last: Cell, first: Cell) -> Cell:
    """Both names, the first one before; a cell that has it already stays."""
    if not isinstance(last, str) or not isinstance(first, str) or is_nothing(first):
        return last
    is_there = _names(first) <= _names(last)
    return last if is_there else f"{clean(first)} {last}".strip()


def with_clock(day: Cell, clock: Cell) -> Cell:
    """The moment at this time of the day. Raises: Unclear for words that are no time."""
    if day == "" or clock == "" or (isinstance(clock, str) and _says_no_time(clock)):
        return day
    at = _time_in(clock)
    if at is None:
        raise Unclear(
            Text("{cell} is no time of a day", cell=shown(clock)),
            Text("Type it as 9:00, or with its end as 9:00-16:30."),
        )
    return _at(day, at)


def on_its_day(end: Cell, begin: Cell) -> Cell:
    """An end that is only a time is that of the day on which it begins."""
    at = _time_in(end)
    if at is None or begin == "":
        return end
    if isinstance(begin, datetime):
        return datetime.combine(begin.date(), at)
    return _at(_CLOCK_BEHIND.sub("", clean(begin)) if isinstance(begin, str) else begin, at)


def _names(words: str) -> set[str]:
    return set(clean(words).casefold().replace(",", " ").split())


def _says_no_time(words: str) -> bool:
    return is_nothing(words) or clean(words).casefold() in _WHOLE_DAY


def _time_in(cell: Cell) -> time | None:
    if isinstance(cell, time):
        return cell
    found = _CLOCK.fullmatch(clean(cell)) if isinstance(cell, str) else None
    if found is None or not any(found[part] for part in (2, 3, 4)):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _at(day: Cell, at: time) -> Cell:
    """A day that has a time of its own gets no second one: then its words say two, and are refused."""
    if isinstance(day, date) and not (isinstance(day, datetime) and day.time() not in {time(), at}):
        return datetime.combine(day, at)
    return f"{shown(day)} {at:%H:%M}"
