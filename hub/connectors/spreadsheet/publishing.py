"""Writes a batch of changes into one table: drafted, edited, proved on the new bytes, and only then saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Generic

from hub.changes import Add, Change, Done, Receipt, Record, Refused
from hub.connectors.spreadsheet.delimited import open_delimited
from hub.connectors.spreadsheet.delimited_editor import DelimitedEditor
from hub.connectors.spreadsheet.editing import Editor
from hub.connectors.spreadsheet.editor import SheetEditor
from hub.connectors.spreadsheet.file import OpenFile, opened
from hub.connectors.spreadsheet.formats import Format
from hub.connectors.spreadsheet.ods_editor import OdsEditor
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.proving import Meant, misread, proved
from hub.connectors.spreadsheet.reading import TableRead, WholeTable, read_tables
from hub.connectors.spreadsheet.source import Source
from hub.connectors.spreadsheet.stored_file import StoredFile
from hub.connectors.spreadsheet.tables import N
from hub.connectors.spreadsheet.writing import Draft


@dataclass(frozen=True, slots=True)
class Target(Generic[N]):
    """The file to be written, its table as it was read, and how that is found in a new version of the file."""

    stored: StoredFile
    file: OpenFile
    read: WholeTable[N]
    sources_in: Callable[[OpenFile], Sequence[Source[N]]]
    backups: int


@dataclass(frozen=True, slots=True)
class Published(Generic[N]):
    """The file and its table as they are afterwards, and one receipt per change."""

    file: OpenFile
    read: WholeTable[N]
    receipts: Sequence[Receipt[N]]


@dataclass(frozen=True, slots=True)
class _Drafted(Generic[N]):
    """What became of the changes of one sheet: the row of each that was made, what it holds, and the refusals."""

    read: TableRead[N]
    row_of: Mapping[str, int]
    meant: Meant
    refused: Mapping[str, Refused]


def publish(target: Target[N], changes: Sequence[Change[N]], *, answer: Callable[[N], N]) -> Published[N]:
    """Makes the changes, or raises with nothing written. Raises: Unreachable, Unusable, HubError."""
    target.stored.refuse_unless_writable(target.file.snapshot)
    proved = _proved(target, changes, cache(answer))  # nobody is given a second seat by a second draft
    if not proved.records:
        return Published(target.file, target.read, [proved.refused[change.id] for change in changes])
    saved = target.stored.save(target.file.snapshot, proved.file.snapshot.content, backups=target.backups)
    receipts = [
        proved.refused.get(change.id) or Done(change.id, proved.records[change.id]) for change in changes
    ]
    return Published(replace(proved.file, snapshot=saved), proved.read, receipts)


@dataclass(frozen=True, slots=True)
class _Proved(Generic[N]):
    """A new version of the file, not saved yet, that reads as it should."""

    file: OpenFile
    read: WholeTable[N]
    records: Mapping[str, Record[N]]
    refused: Mapping[str, Refused]


def _proved(target: Target[N], changes: Sequence[Change[N]], answer: Callable[[N], N]) -> _Proved[N]:
    """All changes that can be made and read back; what would be read as something else is left out, by name."""
    refused: dict[str, Refused] = {}
    while True:
        left = [change for change in changes if change.id not in refused]
        content, drafted = _drafted(target, left, answer)
        refused |= {name: refusal for sheet in drafted for name, refusal in sheet.refused.items()}
        if not any(sheet.row_of for sheet in drafted):
            return _Proved(target.file, target.read, {}, refused)
        unsaved = opened(replace(target.file.snapshot, content=content))
        read = read_tables(target.sources_in(unsaved), keeping=[sheet.meant.keys() for sheet in drafted])
        pairs = list(zip(drafted, read.parts, strict=True))
        wrong = {name: refusal for sheet, now in pairs for name, refusal in misread(now, sheet.meant).items()}
        if not wrong:
            break
        refused |= wrong
    records = dict[str, Record[N]]()
    for sheet, now in pairs:
        record_in = proved(sheet.read, now, sheet.meant)
        records |= {name: record_in[row] for name, row in sheet.row_of.items()}
    return _Proved(unsaved, read, records, refused)


def _drafted(
    target: Target[N], changes: Sequence[Change[N]], answer: Callable[[N], N]
) -> tuple[bytes, list[_Drafted[N]]]:
    """The file with all changes that can be made, and what was drafted, sheet by sheet."""
    file, drafted, numbers = target.file, list[_Drafted[N]](), target.read.numbers()
    for part in target.read.parts:
        draft = Draft(part, _editor(file, part), answer, numbers)
        for change in changes:
            if _sheet_of(change, target.read) is part:
                draft.take(change)
        part.rows.forget()  # before the file is put together and read again, or memory holds three of them
        if draft.row_of:
            content = draft.editor.content(header_row=part.rows.layout.row)
            file = replace(file, snapshot=replace(file.snapshot, content=content))
        drafted.append(_Drafted(part, draft.row_of, draft.meant, draft.refused))
    return file.snapshot.content, drafted


def _sheet_of(change: Change[N], table: WholeTable[N]) -> TableRead[N]:
    """Where the record stands; new ones go onto the newest sheet."""
    ref = str(change.ref)
    return table.part_with(ref) if isinstance(change, Add) else table.part_with(change.record_id, ref)


def _editor(file: OpenFile, read: TableRead[N]) -> Editor:
    """For this sheet of the newest version of the file. Raises: Unusable."""
    grid = read.rows.source.grid
    objection = file.objection(grid.place)
    if objection is not None:
        raise objection
    if file.workbook is None:
        return DelimitedEditor(open_delimited(file.snapshot.content, place=grid.place))
    if file.workbook.format is Format.ODS:
        number = file.workbook.sheet_names.index(grid.title)
        return OdsEditor(Package(file.snapshot.content), number, grid.place)
    return SheetEditor(Package(file.snapshot.content), grid.title, grid.place)
