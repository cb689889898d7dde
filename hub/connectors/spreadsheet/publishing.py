"""Writes a batch of changes into one table: drafted, edited, proved on the new bytes, and only then saved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from hub.changes import Add, Change, Done, Receipt, Record, Refused
from hub.connectors.spreadsheet.cells import Row
from hub.connectors.spreadsheet.delimited import open_delimited
from hub.connectors.spreadsheet.delimited_editor import DelimitedEditor
from hub.connectors.spreadsheet.editing import Editor
from hub.connectors.spreadsheet.editor import SheetEditor
from hub.connectors.spreadsheet.file import OpenFile, opened
from hub.connectors.spreadsheet.formats import Format
from hub.connectors.spreadsheet.ods_editor import OdsEditor
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.reading import TableRead, WholeTable, read_tables
from hub.connectors.spreadsheet.rows import Rows
from hub.connectors.spreadsheet.source import Source
from hub.connectors.spreadsheet.stored_file import StoredFile
from hub.connectors.spreadsheet.tables import N
from hub.connectors.spreadsheet.writing import Draft
from hub.errors import HubError
from hub.language import Text


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
    """What became of the changes of one sheet: the row of each that was made, and the refusals."""

    read: TableRead[N]
    row_of: Mapping[str, int]
    refused: Mapping[str, Refused]


def publish(target: Target[N], changes: Sequence[Change[N]], *, answer: Callable[[N], N]) -> Published[N]:
    """Makes the changes, or raises with nothing written. Raises: Unreachable, Unusable, HubError."""
    file, before = target.file, target.read
    target.stored.refuse_unless_writable(file.snapshot)
    content, drafted = _drafted(target, changes, answer)
    refused = {name: refusal for sheet in drafted for name, refusal in sheet.refused.items()}
    if not any(sheet.row_of for sheet in drafted):
        return Published(file, before, [refused[change.id] for change in changes])
    unsaved = opened(replace(file.snapshot, content=content))
    after = read_tables(target.sources_in(unsaved))
    records: dict[str, Record[N]] = {}
    for sheet, now in zip(drafted, after.parts, strict=True):
        record_in = _proved(sheet.read, now, touched=set(sheet.row_of.values()))
        records |= {name: record_in[row] for name, row in sheet.row_of.items()}
    saved = target.stored.save(file.snapshot, content, backups=target.backups)
    receipts = [refused.get(change.id) or Done(change.id, records[change.id]) for change in changes]
    return Published(replace(unsaved, snapshot=saved), after, receipts)


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
        drafted.append(_Drafted(part, draft.row_of, draft.refused))
    return file.snapshot.content, drafted


def _sheet_of(change: Change[N], table: WholeTable[N]) -> TableRead[N]:
    """Where the record stands; new ones go onto the newest sheet."""
    ref = str(change.ref)
    return table.part_with(ref) if isinstance(change, Add) else table.part_with(change.record_id, ref)


def _editor(file: OpenFile, read: TableRead[N]) -> Editor:
    """For this sheet of the newest version of the file. Raises: Unusable."""
    grid = read.rows.source.grid
    if not file.is_written:
        raise file.only_read(grid.place)
    if file.workbook is None:
        return DelimitedEditor(open_delimited(file.snapshot.content, place=grid.place))
    if file.workbook.format is Format.ODS:
        number = file.workbook.sheet_names.index(grid.title)
        return OdsEditor(Package(file.snapshot.content), number, grid.place)
    return SheetEditor(Package(file.snapshot.content), grid.title, grid.place)


def _proved(
    before: TableRead[N], after: TableRead[N], *, touched: Collection[int]
) -> Mapping[int, Record[N]]:
    """The touched records by row, as the new version shows them. Raises: HubError if any other row differs."""
    records, others = dict[int, Record[N]](), dict[int, bytes]()
    for record in after.reading.records:
        key = after.row_of[record.id]
        if key in touched:
            records[key] = record
        else:
            others[key] = record.fingerprint
    rows = ((before.row_of[record.id], record.fingerprint) for record in before.reading.records)
    kept = {key: fingerprint for key, fingerprint in rows if key not in touched}
    is_same_layout = before.rows.layout.column_of == after.rows.layout.column_of
    are_kept = others == kept if is_same_layout else _has_grown_only(before.rows, after.rows, touched)
    if not records.keys() >= set(touched) or others.keys() != kept.keys() or not are_kept:
        raise HubError(
            Text("the edited sheet does not read as it should"),
            remedy=Text("Nothing was written. Please report this with the workbook's structure."),
            place=before.rows.source.grid.place,
        )
    return records


def _has_grown_only(before: Rows[N], after: Rows[N], touched: Collection[int]) -> bool:
    """Whether new columns took only empty cells, and every row that was not touched holds what it held."""
    made = set(after.layout.column_of.values()).difference(before.layout.column_of.values())
    keys = before.below_header()
    is_so = all(
        _is_row_kept(before.row(key), after.row(key), made if key in touched else None) for key in keys
    )
    before.forget()
    after.forget()
    return is_so


def _is_row_kept(old: Row, new: Row, made: Collection[int] | None) -> bool:
    """Of a touched row only the `made` columns are asked for; a row may be padded with nothing."""
    if made is not None:
        return not any(cell != "" for at, cell in enumerate(old) if at in made)
    return old == new[: len(old)] and not any(cell != "" for cell in new[len(old) :])
