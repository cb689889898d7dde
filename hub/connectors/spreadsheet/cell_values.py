"""From a noun's field to what is written into a cell: the way back of `values`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from hub.connectors.spreadsheet.cells import Cell, clean
from hub.connectors.spreadsheet.days import last_moment
from hub.connectors.spreadsheet.editing import Unwritable, Written
from hub.connectors.spreadsheet.source import Source
from hub.connectors.spreadsheet.tables import Column, N
from hub.connectors.spreadsheet.words import written_word
from hub.language import Text
from hub.model import Contact


def written_value(noun: N, column: Column, source: Source[N]) -> Written:
    """What the cell of this column shall hold; times on the network's wall clock, statuses in the office's words.

    Raises: Unwritable.
    """
    match found := field_of(noun, column):
        case None | int() | Decimal() | str() if not isinstance(found, bool | StrEnum):
            return found
        case StrEnum():
            return written_word(found, source.sheet.words, source.table.status_words)
        case bool():
            return "ja" if found else "nein"
        case datetime():
            local = _wall_clock(found, source.ways.zone)
            is_end = column.read is last_moment and local.time() == time()
            return f"{local:%d.%m.%Y %H:%M}" if is_end else local  # a day alone would be the end of it
        case date():
            return found
        case frozenset():
            return ", ".join("alle" if name == "*" else name for name in sorted(found)) or None
        case tuple():
            return (
                ", ".join(person.name for person in found if isinstance(person, Contact) and person.name)
                or None
            )
        case _:
            raise TypeError(f"{column.field} has no way into a cell: {found!r}")


def _wall_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    local = moment.astimezone(zone)
    if local.fold:
        raise Unwritable(
            Text(
                "{time} comes twice in that night, and a cell that says so means the first time; this is the second",
                time=local,
            ),
            Text("Let it begin and end outside the hour in which the clocks go back."),
        )
    return (local + timedelta(milliseconds=500)).replace(tzinfo=None, microsecond=0)


def field_of(noun: N, column: Column) -> object:
    """The noun's value that belongs into this column."""
    found: object = noun
    for part in column.path:
        found = getattr(found, part)
    return found


def says_already(cell: Cell, noun: N, column: Column, source: Source[N]) -> bool:
    """Whether the cell holds the noun's status in a word of the office's own, which then stays."""
    status = field_of(noun, column)
    return isinstance(status, StrEnum) and source.ways.status_of.get(clean(str(cell)).casefold()) is status
