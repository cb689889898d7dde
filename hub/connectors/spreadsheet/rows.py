"""The rows of one table, parsed one by one only when somebody asks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, islice
from typing import Final, Generic

from pydantic import ValidationError

from hub.changes import Reject, Unreadable
from hub.connectors.spreadsheet.cells import Cell, Row
from hub.connectors.spreadsheet.currencies import other_money
from hub.connectors.spreadsheet.fill_down import FillDown
from hub.connectors.spreadsheet.gaps import gap_in, refuse_ditto, remedy_for_nothing
from hub.connectors.spreadsheet.garbled import refuse_garbled
from hub.connectors.spreadsheet.grid import place_of_row
from hub.connectors.spreadsheet.header import Layout
from hub.connectors.spreadsheet.keys import Keys
from hub.connectors.spreadsheet.looks import struck_rows
from hub.connectors.spreadsheet.misfits import misfit
from hub.connectors.spreadsheet.money import money
from hub.connectors.spreadsheet.no_data import NoData
from hub.connectors.spreadsheet.packed_rows import PackedRows
from hub.connectors.spreadsheet.second_look import SecondLook
from hub.connectors.spreadsheet.shown_numbers import Codes, as_shown, codes_with_zeros, show
from hub.connectors.spreadsheet.source import Source
from hub.connectors.spreadsheet.struck_words import some_words_struck
from hub.connectors.spreadsheet.tables import Column, N
from hub.connectors.spreadsheet.values import prose
from hub.connectors.spreadsheet.ways import LostZero, Unclear
from hub.language import Text
from hub.model import MemberStatus, Ref

_NOUNS_KEPT: Final = 20_000  # of one sheet: some 50 MB


@dataclass(frozen=True, slots=True)
class _Reader:
    """How one column becomes one field."""

    index: int
    header: str
    column: Column


class Rows(Generic[N]):
    """What a record asks for its value and its place (`hub.changes.RawRecords`)."""

    def __init__(self, source: Source[N], layout: Layout) -> None:
        self.source = source
        self.layout = layout
        self.keys = Keys(layout.column_of.get("id"), layout.column_of.get("ref"), source.network)
        self.proposed: dict[int, str] = {}
        self.no_data = NoData(layout, source.headers.required)
        self.kept: dict[int, Row] = {}
        self._readers = _readers(source, layout)
        self._look = SecondLook(source.grid, layout, self._all)
        self._rows: PackedRows | None = None
        self._nouns: dict[int, N] = {}
        self._unclear: Mapping[tuple[int, int], Text] | None = None

    def row(self, key: int) -> Row:
        """The raw cells of row `key`, counted from 1 as the office sees it."""
        return self._all()[key - 1]

    def forget(self) -> None:
        """Lets go of the raw cells, which take much memory; whoever asks again has them read again."""
        self._rows = None

    def cell(self, key: int, field: str) -> Cell:
        """What row `key` says in the column of `field`; nothing where the sheet has no such column."""
        index = self.layout.column_of.get(field)
        return "" if index is None else self.row(key)[index]

    @cached_property
    def struck(self) -> Collection[int]:
        """The rows that are struck through, where hub.toml says what that means; asking costs a look at the file."""
        return struck_rows(self) if self.source.struck_means is not None else ()

    def as_meant(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Rows below the header, filled down where hub.toml says so."""
        columns = [
            self.layout.column_of[name] for name in self.source.fill_down & self.layout.column_of.keys()
        ]
        if not columns:
            return rows
        return FillDown(columns, self.layout.width, self.keys.ref_at, self.no_data).below_header(rows)

    def keep(self, rows: Iterator[Row], keys: Collection[int]) -> Iterator[Row]:
        """Rows below the header, of which those with these numbers stay in `kept`, while somebody walks over them."""
        for key, row in enumerate(rows, self.layout.row + 1):
            if key in keys:
                self.kept[key] = list(row)
            yield row

    def show_numbers(self, key: int, row: Row) -> None:
        """Makes text of the row's numbers that their format shows with zeros in front; costs a look at the file."""
        show(row, self._codes.get(key, {}))

    def _shown(self, rows: Iterator[Row]) -> Iterator[Row]:
        return as_shown(rows, self._codes, first=self.layout.row + 1) if self._codes else rows

    @cached_property
    def _codes(self) -> Codes:
        return codes_with_zeros(self.source, self.layout)

    def below_header(self) -> range:
        """Every row below the header, down to the last that holds anything."""
        return range(self.layout.row + 1, self.last() + 1)

    def last(self) -> int:
        """The last row that holds anything; 0 in an empty sheet."""
        rows = self._all()
        return next((key for key in range(len(rows), 0, -1) if any(cell != "" for cell in rows[key - 1])), 0)

    def width(self) -> int:
        """The columns of the widest row; in a text file rows may be wider than the header."""
        return self._all().width

    def place(self, key: int) -> Text:
        return place_of_row(self.source.grid.place, key)

    def value(self, key: int) -> N:
        """The noun in row `key`, kept for the next who asks: a first night asks eight times. Raises: Unreadable."""
        found = self._nouns.get(key)
        if found is None:
            if len(self._nouns) >= _NOUNS_KEPT:
                self._nouns.popitem()  # the newest: whoever walks over all rows again begins with the oldest
            found = self._nouns[key] = self._parsed(key)
        return found

    def _parsed(self, key: int) -> N:
        row = self.row(key)
        self._refuse_unclear(key)
        origin = self.keys.origin_of(row)
        known = {"id": self._id(key), "origin": origin}
        decided = self.decided(key)
        try:
            self._refuse_gap(key)
            return self.source.table.noun({**known, **self._fields(key, origin, without=decided), **decided})
        except _Stop as stop:
            raise self._unreadable(key, stop) from stop
        except ValidationError as error:
            raise self._unreadable(key, self._objection(error, key)) from error

    def decided(self, key: int) -> Mapping[str, object]:
        """What the row's sheet or look says, whatever stands in its cells."""
        if self.source.is_former:
            return {"status": MemberStatus.ENDED}
        return {"status": self.source.struck_means} if key in self.struck else {}

    def _refuse_gap(self, key: int) -> None:
        if (gap := gap_in(self, key)) is not None:
            raise _Stop(self.layout.header_of[gap.field], gap.why, gap.remedy)

    def _refuse_unclear(self, key: int) -> None:
        """Raises: Unreadable when a cell that counts reads as empty but shows an error."""
        if self._unclear is None:
            self._unclear = self.source.grid.unclear()
        if not self._unclear:
            return
        for field, column in self.layout.column_of.items():
            why = self._unclear.get((key, self.source.grid.left + column))
            if why is not None:
                remedy = Text("Correct the formula, or type the value; then save the file.")
                raise self._unreadable(key, _Stop(self.layout.header_of[field], why, remedy))

    def _all(self) -> PackedRows:
        if self._rows is None:
            # Read a second time rather than kept from the first: a quiet night never comes here.
            cells = self.source.grid.rows()
            above = islice(cells, self.layout.row)
            self._rows = PackedRows(chain(above, self.as_meant(self._shown(cells))))
        return self._rows

    def _id(self, key: int) -> str:
        row = self.row(key)
        return self.proposed.get(key) or self.keys.id_of(row) or str(self.keys.origin_of(row))

    def _fields(self, key: int, origin: Ref | None, *, without: Collection[str]) -> dict[str, object]:
        fields = dict[str, object]()
        is_copy = origin is not None and origin.home != self.source.network
        for reader in self._readers:
            if reader.column.field in without or (cell := self._whole(key, reader)) == "":
                continue
            try:
                found = self._copied(reader, cell) if is_copy else self._read(key, reader, cell)
            except Unclear as unclear:
                raise _Stop(reader.header, unclear.why, unclear.remedy) from unclear
            if found is not None:
                _put(fields, reader.column.path, found)
        return fields

    def _whole(self, key: int, reader: _Reader) -> Cell:
        """The cell, joined with the one beside it that belongs to it. Raises: _Stop."""
        cell, beside = self.row(key)[reader.index], reader.column.beside
        if beside is None or beside.field not in self.layout.column_of:
            return cell
        other = self.cell(key, beside.field)
        column = self.source.table.column_by_field[beside.field]
        try:
            if isinstance(other, str) and column.part_of:
                refuse_ditto(other, column, self.source)
                refuse_garbled(other)
            return beside.join(cell, other)
        except Unclear as unclear:
            raise _Stop(self.layout.header_of[beside.field], unclear.why, unclear.remedy) from unclear

    def _copied(self, reader: _Reader, cell: Cell) -> object:
        """What the hub itself wrote is read as it stands, whatever the other network's people typed."""
        return (reader.column.read_copy or reader.column.read)(cell, self.source.ways)

    def _read(self, key: int, reader: _Reader, cell: Cell) -> object:
        """The value, after a second look where the cell alone leaves a doubt. Raises: Unclear."""
        column = reader.column
        if isinstance(cell, str):
            refuse_ditto(cell, column, self.source)
            refuse_garbled(cell)
            if column.read is not prose and self._look.is_partly_struck(key, column.field):
                raise some_words_struck()
        try:
            found = column.read(cell, self.source.ways)
        except LostZero as lost:
            proved = self._look.number(key, column.field, lost.digits)
            if proved is None:
                raise
            return proved
        if column.may_be_period and isinstance(cell, date) and isinstance(found, date) and found.day == 1:
            return self._look.day(key, column.field, found)
        if column.read is money and isinstance(cell, float) and self._look.is_other_money(key, column.field):
            raise other_money(cell)
        return found

    def _objection(self, error: ValidationError, key: int) -> _Stop:
        first = error.errors()[0]
        path = tuple(str(part) for part in first["loc"])
        own = self.layout.header_of.get(path[0], ".".join(path))
        header = next(
            (
                reader.header
                for reader in self._readers
                if reader.column.path == path[: len(reader.column.path)]
            ),
            own,
        )
        if first["type"] == "missing":
            return _Stop(header, Text("the cell is empty"), remedy_for_nothing(self, key, path[0]))
        return _Stop(header, misfit(first), Text("Correct the cell."))

    def _unreadable(self, key: int, stop: _Stop) -> Unreadable:
        return Unreadable(
            Reject(
                place=self.place(key),
                field=stop.header,
                why=stop.why,
                remedy=stop.remedy,
                id=self._id(key),
                origin=self.keys.origin_of(self.row(key)),
            )
        )


class _Stop(Exception):
    """One cell makes the row unreadable."""

    def __init__(self, header: str, why: Text, remedy: Text) -> None:
        super().__init__(header)
        self.header = header
        self.why = why
        self.remedy = remedy


def _readers(source: Source[N], layout: Layout) -> list[_Reader]:
    return [
        _Reader(layout.column_of[column.field], layout.header_of[column.field], column)
        for column in source.table.columns
        if column.path and column.field != "id" and column.field in layout.column_of
    ]


def _put(fields: dict[str, object], path: tuple[str, ...], value: object) -> None:
    match path:
        case (name,):
            fields[name] = value
        case (name, part, *_):
            inner = fields.setdefault(name, {})
            assert isinstance(inner, dict)
            inner[part] = value
