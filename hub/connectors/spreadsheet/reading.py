"""Reads a whole table once: who is there and whether they changed; values are left for whoever asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Generic

from hub.changes import Reading, Reject
from hub.connectors.spreadsheet.header import ROWS_SEARCHED, find_layout
from hub.connectors.spreadsheet.no_data import Skipped
from hub.connectors.spreadsheet.rows import Rows
from hub.connectors.spreadsheet.sorting import Sorting
from hub.connectors.spreadsheet.source import Source
from hub.connectors.spreadsheet.tables import N
from hub.language import Text
from hub.model import Ref


@dataclass(frozen=True, slots=True)
class TableRead(Generic[N]):
    """One sheet: its reading with its raw rows; `row_of` finds a row by its record's id or ref."""

    rows: Rows[N]
    reading: Reading[N]
    row_of: Mapping[str, int]
    skipped: Skipped


@dataclass(frozen=True, slots=True)
class WholeTable(Generic[N]):
    """One table of one network: its sheets, mostly one, in the order in which they are named."""

    parts: Sequence[TableRead[N]]
    reading: Reading[N]

    @property
    def newest(self) -> TableRead[N]:
        """The sheet that new rows belong on: the last one that is not for former members."""
        return [part for part in self.parts if not part.rows.source.is_former][-1]

    def part_with(self, *names: str) -> TableRead[N]:
        """The sheet on which the record with one of these ids or refs stands; the newest where none does."""
        return next(
            (part for name in names for part in self.parts if name in part.row_of),
            self.newest,
        )

    def numbers(self) -> Collection[str]:
        """Every number and ref that stands somewhere, those in refused rows included."""
        refused = {reject.id for reject in self.reading.rejects if reject.id}
        copies = {str(reject.origin) for reject in self.reading.rejects if reject.origin is not None}
        return refused.union(copies, *(part.row_of for part in self.parts))


def read_tables(sources: Sequence[Source[N]], *, keeping: Sequence[Collection[int]] = ()) -> WholeTable[N]:
    """Every row of a table that may be spread over sheets; the cells of those in `keeping`, by sheet, stay at hand.

    Raises: Unusable when one has no header or lacks a column.
    """
    wanted = [*keeping, *[()] * len(sources)]
    sheets = [_sorted(source, kept) for source, kept in zip(sources, wanted, strict=False)]
    taken = _Names(sheets)
    for sheet in sheets:
        sheet.propose(taken)
    places_by_name = _shared(sheets)
    parts = [_part(sheet, without=places_by_name.keys()) for sheet in sheets]
    if len(parts) == 1:
        return WholeTable(parts, parts[0].reading)
    rejects = [
        _shared_reject(name, places, origin=origin)
        for name, places in places_by_name.items()
        for origin in _origins(name, sheets)
    ]
    return WholeTable(parts, _merged(parts, rejects))


def _sorted(source: Source[N], keeping: Collection[int]) -> Sorting[N]:
    cells = source.grid.rows()
    first = list(islice(cells, ROWS_SEARCHED))
    layout = find_layout(first, source.headers, place=source.grid.place, merged=source.grid.merged)
    rows = Rows(source, layout)
    sheet = Sorting(rows)
    meant = rows.as_meant(chain(first[layout.row :], cells))
    sheet.sort(rows.keep(meant, keeping) if keeping else meant)
    return sheet


@dataclass(frozen=True, slots=True)
class _Names(Generic[N]):
    """The ids and refs that any of these sheets has."""

    sheets: Sequence[Sorting[N]]

    def __contains__(self, name: object) -> bool:
        return any(name in sheet.names for sheet in self.sheets)


def _shared(sheets: Sequence[Sorting[N]]) -> Mapping[str, list[Text]]:
    """The ids and refs that more than one sheet has, each with its places."""
    if len(sheets) == 1:
        return {}
    counted = Counter(name for sheet in sheets for name in sheet.names)
    return {
        name: [sheet.rows.place(sheet.key_of(name)) for sheet in sheets if name in sheet.names]
        for name, count in counted.items()
        if count > 1
    }


def _origins(name: str, sheets: Sequence[Sorting[N]]) -> Collection[Ref | None]:
    """The refs of the copies that have this number, each on its sheet; nothing but None where none is a copy."""
    found = {
        origin
        for sheet in sheets
        if name in sheet.names
        for origin in sheet.first_by_origin([sheet.key_of(name)])
    }
    return found - {None} or found


def _part(sheet: Sorting[N], *, without: Collection[str]) -> TableRead[N]:
    reading = Reading(sheet.records(without=without), rejects=sheet.rejects(), columns=_columns(sheet.rows))
    return TableRead(sheet.rows, reading, sheet.row_of(without=without), sheet.skipped)


def _columns(rows: Rows[N]) -> Mapping[str, str]:
    """The headers by the contract's names of the fields."""
    column_by_field = rows.source.table.column_by_field
    whole = {
        field: header for field, header in rows.layout.header_of.items() if not column_by_field[field].part_of
    }
    return {column_by_field[field].told_as: header for field, header in whole.items()}


def _merged(parts: Sequence[TableRead[N]], rejects: Sequence[Reject]) -> Reading[N]:
    """All sheets as one reading. It has the columns that all have: one that any sheet loses shall be missed."""
    current = [part.reading.columns for part in parts if not part.rows.source.is_former]
    kept = set(current[-1]).intersection(*current)
    return Reading(
        [record for part in parts for record in part.reading.records],
        rejects=(*(reject for part in parts for reject in part.reading.rejects), *rejects),
        columns={name: header for name, header in current[-1].items() if name in kept},
    )


def _shared_reject(name: str, places: Sequence[Text], *, origin: Ref | None) -> Reject:
    return Reject(
        place=places[0],
        why=Text("{id} stands on more than one sheet: {places}", id=name, places=tuple(places)),
        remedy=Text("Keep it on one sheet, or give one of the two rows another number."),
        id=name,
        origin=origin,
    )
