"""Days, periods and moments: cells that hold a date, and the words that offices type instead of one."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from hub.connectors.spreadsheet.cells import Cell, clean, is_nothing
from hub.connectors.spreadsheet.date_words import BadDate, understood
from hub.connectors.spreadsheet.ways import Unclear, Ways, shown
from hub.language import Text
from hub.period import Period

_CLOCK: Final = re.compile(
    r"[\sT,]+(?:um\s+)?([0-9]{1,2})(?:[:.]([0-9]{2})(?::([0-9]{2})(?:\.0+)?)?(?:\s*(?:Uhr|h))?|\s*(?:Uhr|h))$"
)
_YEARS: Final = range(1900, 2101)
_SERIALS: Final = range(2200, 80_000)  # as serial numbers, days from 1906 to 2119
_FIRST_SERIAL: Final = date(1899, 12, 30)


def when(cell: Cell, ways: Ways) -> date | Period | None:
    """A day, or the month, quarter or year that is all the office wrote: 14.01.2013, März 2012, 1. Quartal 2013, 2013."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        return None if is_nothing(cell) else _understood(clean(cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell).is_integer():
        return _of_number(int(cell))
    raise _no_date(cell)


def day(cell: Cell, ways: Ways) -> date | None:
    """A calendar day; whatever is less exact is refused."""
    found = when(cell, ways)
    if isinstance(found, Period):
        raise Unclear(
            Text("“{words}” names no day", words=clean(shown(cell))),
            Text("Type the day, too, for example 14.01.2013."),
        )
    return found


def moment(cell: Cell, ways: Ways) -> datetime | None:
    """A moment on the wall clock of the network; a day alone is its beginning.

    A time that the clock change in spring skips is refused; one that comes twice in autumn is the first.
    """
    if isinstance(cell, str) and is_nothing(cell):
        return None
    try:
        local = _local(cell, ways)
        aware = local.replace(tzinfo=ways.zone)
        seen = aware.astimezone(UTC).astimezone(ways.zone).replace(tzinfo=None)
    except OverflowError as error:  # the first and the last day that computers know
        raise _no_date(cell) from error
    if seen != local and local.time() == time():  # the clocks go forward at midnight: the day begins later
        return seen.replace(tzinfo=ways.zone)
    if seen != local:
        raise Unclear(
            Text("{time} does not exist: the clocks go forward in that hour", time=local),
            Text("Correct the time in the cell."),
        )
    return aware


def last_moment(cell: Cell, ways: Ways) -> datetime | None:
    """Like `moment`, but a day alone means its end."""
    found = moment(cell, ways)
    if found is None or (isinstance(cell, datetime) and cell.time() != time()):
        return found
    has_clock = isinstance(cell, datetime) or (isinstance(cell, str) and _CLOCK.search(clean(cell)))
    return found if has_clock else found.replace(hour=23, minute=59)


def _local(cell: Cell, ways: Ways) -> datetime:
    if isinstance(cell, datetime):
        # Spreadsheets keep moments as fractions of a day: 9:00 may come as 08:59:59.999997.
        return (cell + timedelta(milliseconds=500)).replace(microsecond=0)
    words = clean(cell) if isinstance(cell, str) else ""
    clock = _CLOCK.search(words)
    if clock is None:
        return datetime.combine(_exact(cell, ways), time())
    hour, minute, second = (int(part or 0) for part in clock.groups())
    try:
        return datetime.combine(_exact(words[: clock.start()], ways), time(hour, minute, second))
    except ValueError as error:
        raise _no_date(cell) from error


def _exact(cell: Cell, ways: Ways) -> date:
    found = day(cell, ways)
    if found is None:
        raise _no_date(cell)
    return found


def _understood(words: str) -> date | Period:
    try:
        return understood(words)
    except BadDate as bad:
        raise _no_date(words) if bad.readings is None else _ambiguous(words, bad.readings) from bad


def _of_number(number: int) -> date | Period:
    """A year, or 20130114; the serial number of a day is not taken for one unless the cell is formatted so."""
    if number in _YEARS:
        return Period.year(number)
    if number in _SERIALS:
        meant = _FIRST_SERIAL + timedelta(days=number)
        raise Unclear(
            Text(
                "{cell} is no date, but {day} may be meant, without its format", cell=str(number), day=meant
            ),
            Text("Format the cell as a date and look whether it is right."),
        )
    return _understood(str(number))


def _no_date(cell: Cell) -> Unclear:
    return Unclear(
        Text("{cell} is no date", cell=shown(cell)),
        Text("Type it as a date, for example 14.01.2013."),
    )


def _ambiguous(words: str, readings: tuple[date, ...]) -> Unclear:
    if not readings:
        return Unclear(
            Text("{cell} may mean several days", cell=words),
            Text("Type it with its year in full, for example 14.01.2013."),
        )
    first, second = readings
    return Unclear(
        Text("{cell} may mean {first} or {second}", cell=words, first=first, second=second),
        Text("Type it with dots, for example 14.01.2013."),
    )
