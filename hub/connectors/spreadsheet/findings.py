"""What `hub check` says about a table: where it is, which columns were taken for what, and which were not."""

from __future__ import annotations

from collections.abc import Sequence

from hub.changes import Finding, Reject
from hub.connectors.spreadsheet.reading import TableRead
from hub.connectors.spreadsheet.rows import Rows
from hub.connectors.spreadsheet.tables import N
from hub.errors import NetworkError
from hub.language import Text


def findings_about(read: TableRead[N]) -> Sequence[Finding]:
    """One line on what was found, one on columns that nobody reads, one per unreadable row."""
    rows, reading, layout = read.rows, read.reading, read.rows.layout
    columns = tuple(f"{field} = {header}" for field, header in layout.header_of.items())
    found = Text(
        "{place}: {count} records; the header is row {row}; columns: {columns}",
        place=rows.source.grid.place,
        count=len(reading.records),
        row=str(layout.row),
        columns=columns,
    )
    return [Finding(found), *_unread_columns(rows), *map(_reject, reading.rejects)]


def _unread_columns(rows: Rows[N]) -> Sequence[Finding]:
    if not rows.layout.unknown:
        return ()
    unread = Text(
        "{place}: the hub does not read {columns}", place=rows.source.grid.place, columns=rows.layout.unknown
    )
    return [Finding(unread)]


def finding_of(error: NetworkError) -> Finding:
    """An error as one line of the list; whoever has no remedy calls for a person."""
    what = error.what if error.place is None else Text("{place}: {what}", place=error.place, what=error.what)
    return Finding(what, error.remedy or Text("Look at the file."))


def _reject(reject: Reject) -> Finding:
    return Finding(Text("{place}: {what}", place=reject.place, what=reject.why), reject.remedy)
