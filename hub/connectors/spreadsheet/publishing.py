"""Writes a batch of changes into one table: drafted, edited, proved on the new bytes, and only then saved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from hub.changes import Change, Done, Receipt, Record
from hub.connectors.spreadsheet.editor import SheetEditor
from hub.connectors.spreadsheet.file import OpenFile, opened
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.reading import TableRead, read_table
from hub.connectors.spreadsheet.saving import refuse_unless_writable, save
from hub.connectors.spreadsheet.source import Source
from hub.connectors.spreadsheet.tables import N
from hub.connectors.spreadsheet.workbook import WorkbookSheet
from hub.connectors.spreadsheet.writing import Draft
from hub.errors import HubError, Unusable
from hub.language import Text


@dataclass(frozen=True, slots=True)
class Target(Generic[N]):
    """The file to be written, its table as it was read, and how that is found in a new version of the file."""

    file: OpenFile
    read: TableRead[N]
    source_in: Callable[[OpenFile], Source[N]]
    backups: int


@dataclass(frozen=True, slots=True)
class Published(Generic[N]):
    """The file and its table as they are afterwards, and one receipt per change."""

    file: OpenFile
    read: TableRead[N]
    receipts: Sequence[Receipt[N]]


def publish(target: Target[N], changes: Sequence[Change[N]], *, answer: Callable[[N], N]) -> Published[N]:
    """Makes the changes, or raises with nothing written. Raises: Unreachable, Unusable, HubError."""
    file, before = target.file, target.read
    refuse_unless_writable(file.snapshot)
    draft = Draft(before, _editor(file, before), answer)
    for change in changes:
        draft.take(change)
    if not draft.row_of:
        return Published(file, before, [draft.refused[change.id] for change in changes])
    content = draft.editor.content(header_row=before.rows.layout.row)
    unsaved = opened(replace(file.snapshot, content=content))
    after = read_table(target.source_in(unsaved))
    records = _proved(before, after, touched=set(draft.row_of.values()))
    saved = save(file.snapshot, content, backups=target.backups)
    receipts = [
        draft.refused.get(change.id) or Done(change.id, records[draft.row_of[change.id]])
        for change in changes
    ]
    return Published(replace(unsaved, snapshot=saved), after, receipts)


def _editor(file: OpenFile, read: TableRead[N]) -> SheetEditor:
    grid = read.rows.source.grid
    if not isinstance(grid, WorkbookSheet):
        raise Unusable(
            Text("the hub reads CSV files, but does not write them"),
            remedy=Text("Save it as an Excel workbook (.xlsx) and name that in hub.toml."),
            place=grid.place,
        )
    return SheetEditor(Package(file.snapshot.content), grid.title, grid.place)


def _proved(
    before: TableRead[N], after: TableRead[N], *, touched: Collection[int]
) -> Mapping[int, Record[N]]:
    """The touched records by row, as the new version shows them. Raises: HubError if any other row differs."""
    records = {after.row_of[record.id]: record for record in after.reading.records}
    others = {key: record.fingerprint for key, record in records.items() if key not in touched}
    kept = {
        before.row_of[record.id]: record.fingerprint
        for record in before.reading.records
        if before.row_of[record.id] not in touched
    }
    is_same_layout = before.rows.layout.column_of == after.rows.layout.column_of
    if (
        not records.keys() >= set(touched)
        or others.keys() != kept.keys()
        or (is_same_layout and others != kept)
    ):
        raise HubError(
            Text("the edited sheet does not read as it should"),
            remedy=Text("Nothing was written. Please report this with the workbook's structure."),
            place=before.rows.source.grid.place,
        )
    return records
