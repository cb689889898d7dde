"""What `hub check` says about a table: where it is, what was taken for what, and what is not read or may mislead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hub.changes import Finding, Record, Reject, Unreadable
from hub.connectors.spreadsheet.look_findings import findings_about_looks
from hub.connectors.spreadsheet.no_data import few
from hub.connectors.spreadsheet.noticed import notices
from hub.connectors.spreadsheet.reading import TableRead, WholeTable
from hub.connectors.spreadsheet.rows import Rows
from hub.connectors.spreadsheet.tables import N
from hub.errors import NetworkError
from hub.language import Text


def findings_about(table: WholeTable[N]) -> Sequence[Finding]:
    """For each sheet what was found and what was not read, then one line per unreadable row."""
    found = [finding for part in table.parts for finding in _about_sheet(part)]
    rejects = [*table.reading.rejects, *_unreadable(table.reading.records)]
    return [*found, *map(_reject, rejects)]


def _unreadable(records: Iterable[Record[N]]) -> Iterator[Reject]:
    """The rows that a night would refuse only when it asks for their values."""
    for record in records:
        try:
            record.value  # noqa: B018 - asking is the point
        except Unreadable as unreadable:
            yield unreadable.reject


def _about_sheet(read: TableRead[N]) -> Sequence[Finding]:
    rows = read.rows
    return [
        _found(read),
        *_unread_columns(rows),
        *_skipped(read),
        *_hidden(rows),
        *_hidden_columns(rows),
        *map(Finding, notices(rows)),
        *findings_about_looks(read),
    ]


def _found(read: TableRead[N]) -> Finding:
    layout = read.rows.layout
    columns = tuple(f"{field} = {header}" for field, header in layout.header_of.items())
    found = Text(
        "{place}: {count} records; the header is row {row}; columns: {columns}",
        place=read.rows.source.grid.place,
        count=len(read.reading.records),
        row=str(layout.row),
        columns=columns,
    )
    return Finding(found)


def _unread_columns(rows: Rows[N]) -> Sequence[Finding]:
    if not rows.layout.unknown:
        return ()
    unread = Text(
        "{place}: the hub does not read {columns}", place=rows.source.grid.place, columns=rows.layout.unknown
    )
    return [Finding(unread)]


def _skipped(read: TableRead[N]) -> Sequence[Finding]:
    what = read.skipped.in_words(last=max(read.row_of.values(), default=0))
    place = read.rows.source.grid.place
    return [Finding(Text("{place}: skipped as no data: {what}", place=place, what=what))] if what else ()


def _hidden(rows: Rows[N]) -> Sequence[Finding]:
    below = rows.below_header()
    hidden = [row for row in rows.source.grid.hidden_rows() if row in below]
    if not hidden:
        return ()
    read = Text(
        "{place}: {count} hidden rows are read like all others (rows {rows})",
        place=rows.source.grid.place,
        count=len(hidden),
        rows=few(hidden),
    )
    return [Finding(read)]


def _hidden_columns(rows: Rows[N]) -> Sequence[Finding]:
    unseen, left = set(rows.source.grid.hidden_columns()), rows.source.grid.left
    layout = rows.layout
    hidden = tuple(
        header for field, header in layout.header_of.items() if left + layout.column_of[field] in unseen
    )
    if not hidden:
        return ()
    read = Text(
        "{place}: hidden columns are read like all others: {columns}",
        place=rows.source.grid.place,
        columns=hidden,
    )
    return [Finding(read)]


def finding_of(error: NetworkError) -> Finding:
    """An error as one line of the list; whoever has no remedy calls for a person."""
    what = error.what if error.place is None else Text("{place}: {what}", place=error.place, what=error.what)
    return Finding(what, error.remedy or Text("Look at the file."))


def _reject(reject: Reject) -> Finding:
    where = Text("{place}, {field}", place=reject.place, field=reject.field) if reject.field else reject.place
    return Finding(Text("{place}: {what}", place=where, what=reject.why), reject.remedy)
