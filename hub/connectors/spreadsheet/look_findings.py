"""What `hub check` says where a row seems to mean something by its look that none of its cells says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hub.changes import Finding, Record, Unreadable
from hub.connectors.spreadsheet.looks import coloured_rows, struck_rows
from hub.connectors.spreadsheet.no_data import few
from hub.connectors.spreadsheet.reading import TableRead
from hub.connectors.spreadsheet.tables import N
from hub.connectors.spreadsheet.words import written_word
from hub.language import Text
from hub.model import BookingStatus, CourseStatus, MemberStatus

_OVER: Final = frozenset(
    {MemberStatus.ENDED, CourseStatus.CANCELLED, CourseStatus.HELD, CourseStatus.CLOSED}
    | {BookingStatus.DECLINED, BookingStatus.EXPIRED}
    | {status for status in BookingStatus if status.is_cancelled}
)
_MEANT: Final = {
    "members": MemberStatus.ENDED,
    "courses": CourseStatus.CANCELLED,
    "bookings": BookingStatus.CANCELLED_BY_COMPANY,
}


def findings_about_looks(read: TableRead[N]) -> Sequence[Finding]:
    """Rows struck through although they are not over, and rows that stand out by their colour."""
    record_by_row = {read.row_of[record.id]: record for record in read.reading.records}
    struck = [row for row in sorted(struck_rows(read.rows)) if row in record_by_row]
    current = [row for row in struck if _is_current(record_by_row[row])]
    found = []
    if current and read.rows.source.struck_means is None:
        found.append(_struck(read, current))
    coloured = coloured_rows(read.rows, among=record_by_row.keys())
    if coloured:
        found.append(_coloured(read, coloured))
    return found


def _is_current(record: Record[N]) -> bool:
    try:
        return record.value.status not in _OVER
    except Unreadable:
        return False


def _struck(read: TableRead[N], rows: Sequence[int]) -> Finding:
    source = read.rows.source
    word = written_word(_MEANT[source.table.name], source.sheet.words, source.table.status_words)
    what = Text(
        "{place}: the status is in the formatting: rows {rows} are struck through",
        place=source.grid.place,
        rows=few(rows),
    )
    remedy = Text(
        "Write it into the column {header}, or say in hub.toml what it means: {line}",
        header=source.headers.title("status"),
        line=f'struck_through.{source.table.name} = "{word}"',
    )
    return Finding(what, remedy)


def _coloured(read: TableRead[N], rows: Sequence[int]) -> Finding:
    what = Text(
        "{place}: rows {rows} have a colour of their own, which the hub does not see; what it means belongs into the column {header}",
        place=read.rows.source.grid.place, rows=few(rows), header=read.rows.source.headers.title("status"),
    )  # fmt: skip
    return Finding(what)
