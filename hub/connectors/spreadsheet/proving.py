"""Proves on a new version of a file, before it is saved, that it says what was meant, and that nothing else changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hub.changes import Record, Refused
from hub.connectors.spreadsheet.cells import Cell, Row
from hub.connectors.spreadsheet.editing import Written
from hub.connectors.spreadsheet.reading import TableRead
from hub.connectors.spreadsheet.row_xml import without_forbidden
from hub.connectors.spreadsheet.rows import Rows
from hub.connectors.spreadsheet.tables import N
from hub.connectors.spreadsheet.ways import Unclear, Ways
from hub.errors import HubError
from hub.language import Text


@dataclass(frozen=True, slots=True)
class Said:
    """What a change says in one cell."""

    change_id: str
    value: Written


@dataclass(frozen=True, slots=True)
class MeantRow:
    """A row that is written: its cells as they were (none in a new one), and by field what shall stand there."""

    before: Row
    said: dict[str, Said] = field(default_factory=dict)


Meant = Mapping[int, MeantRow]
"""The rows of one sheet that are written, by number."""


def misread(after: TableRead[N], meant: Meant) -> Mapping[str, Refused]:
    """The changes of which a cell would be read as something else than was written into it, each with its refusal."""
    found: dict[str, Refused] = {}
    for key, row in meant.items():
        for name, said in row.said.items():
            if not _is_read_back(after.rows, key, name, said.value):
                header = after.rows.layout.header_of[name]
                found[said.change_id] = _refused(said.change_id, header)
    return found


def proved(before: TableRead[N], after: TableRead[N], meant: Meant) -> Mapping[int, Record[N]]:
    """The written records by row, as the new version shows them. Raises: HubError if anything else differs."""
    records, others = dict[int, Record[N]](), dict[int, bytes]()
    for record in after.reading.records:
        key = after.row_of[record.id]
        if key in meant:
            records[key] = record
        else:
            others[key] = record.fingerprint
    rows = ((before.row_of[record.id], record.fingerprint) for record in before.reading.records)
    kept = {key: fingerprint for key, fingerprint in rows if key not in meant}
    is_same_layout = before.rows.layout.column_of == after.rows.layout.column_of
    are_kept = others == kept if is_same_layout else _has_grown_only(before.rows, after.rows, meant)
    is_there = records.keys() >= meant.keys() and others.keys() == kept.keys()
    if not is_there or not are_kept or not _is_rest_kept(after.rows, meant):
        raise HubError(
            Text("the edited sheet does not read as it should"),
            remedy=Text("Nothing was written. Please report this with the workbook's structure."),
            place=before.rows.source.grid.place,
        )
    return records


def _is_read_back(rows: Rows[N], key: int, name: str, value: Written) -> bool:
    """Whether the cell of this field is read as the value itself would be; what a record needs is not read as nothing."""
    row, column = rows.kept.get(key), rows.source.table.column_by_field[name]
    if row is None or name not in rows.layout.column_of:
        return True  # a row or column that is gone is no matter of one change
    is_foreign = column.read_copy is not None and rows.keys.is_copy(row)
    read = column.read_copy if is_foreign and column.read_copy else column.read
    try:
        seen, meant = (_understood(cell, read, rows.source.ways) for cell in (_at(row, rows.layout.column_of[name]), _cell(value)))  # fmt: skip
    except Unclear:
        return False
    return seen == meant and (seen is not None or name not in rows.source.table.required)


def _understood(cell: Cell, read: Callable[[Cell, Ways], object], ways: Ways) -> object:
    return None if cell == "" else read(cell, ways)


def _cell(value: Written) -> Cell:
    """The value as a cell that says just this would be read."""
    match value:
        case None:
            return ""
        case str():
            return without_forbidden(value)
        case Decimal():
            return float(value)
        case _:
            return value


def _refused(change_id: str, header: str) -> Refused:
    return Refused(
        change_id,
        Text("what belongs into the column {column} would be read there as something else", column=header),
        Text(
            "Look at the format of the cells in this column. If it is as usual, correct the value where it comes from."
        ),
    )


def _is_rest_kept(after: Rows[N], meant: Meant) -> bool:
    """Whether the written rows hold in all other columns what they held."""
    column_of = after.layout.column_of
    for key, row in meant.items():
        now = after.kept.get(key, [])
        written = {column_of[name] for name in row.said if name in column_of}
        width = max(len(row.before), len(now))
        if not all(at in written or _is_same(_at(row.before, at), _at(now, at)) for at in range(width)):
            return False
    return True


def _is_same(old: Cell, new: Cell) -> bool:
    """Whether a cell is what it was; 0007 may be known by its look only in one of the two readings."""
    if isinstance(old, str) and isinstance(new, float):
        return old.isdecimal() and float(old) == new
    return old == new


def _at(row: Row, index: int) -> Cell:
    """A row may be shorter than the table: then the cell is empty."""
    return row[index] if index < len(row) else ""


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
