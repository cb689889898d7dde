"""Reads a whole table once: who is there and whether they changed; values are left for whoever asks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Final, Generic

from hub import __version__
from hub.changes import Reading, Record, Reject
from hub.connectors.spreadsheet.cells import Cell, Row, clean, comparable, usual_identifier
from hub.connectors.spreadsheet.header import ROWS_SEARCHED, find_layout
from hub.connectors.spreadsheet.proposals import proposed_id
from hub.connectors.spreadsheet.rows import Rows
from hub.connectors.spreadsheet.source import Source
from hub.connectors.spreadsheet.tables import N
from hub.language import Text
from hub.model import Ref

_TOTALS: Final = frozenset({"summe", "gesamt", "gesamtsumme", "zwischensumme", "anzahl", "total", "sum"})
_FEWEST_CELLS: Final = 2  # a single filled cell is a group's heading
_DIGEST_SIZE: Final = 12


@dataclass(frozen=True, slots=True)
class TableRead(Generic[N]):
    """A reading with its raw rows; `row_of` finds a row by its record's id or ref."""

    rows: Rows[N]
    reading: Reading[N]
    row_of: Mapping[str, int]


def read_table(source: Source[N]) -> TableRead[N]:
    """Every row of the table. Raises: Unusable when it has no header row or lacks a column."""
    cells = source.grid.rows()
    first = list(islice(cells, ROWS_SEARCHED))
    layout = find_layout(first, source.headers, place=source.grid.place)
    rows = Rows(source, layout)
    sorting = _Sorting(rows)
    sorting.sort(chain(first[layout.row :], cells))
    return TableRead(rows, sorting.reading(), sorting.row_of())


class _Sorting(Generic[N]):
    """Tells records from rejects, headings and totals, row by row."""

    def __init__(self, rows: Rows[N]) -> None:
        self._rows = rows
        self._salted = hashlib.blake2b(digest_size=_DIGEST_SIZE, key=_salt(rows))
        self._records: list[Record[N]] = []
        self._rejects: list[Reject] = []
        self._row_of: dict[str, int] = {}
        self._twins: dict[str, list[int]] = {}
        self._without_id: list[tuple[int, Row]] = []

    def sort(self, rows: Iterator[Row]) -> None:
        """The loop that a big workbook spends its time in: the usual row takes the short way."""
        id_at, ref_at, width = self._rows.keys.id_at, self._rows.keys.ref_at, self._rows.layout.width
        row_of, keep, usual_origin = self._row_of, self._keep_new, self._rows.keys.usual_origin
        for key, full in enumerate(rows, start=self._rows.layout.row + 1):
            row = full[:width] if len(full) > width else full
            record_id = usual_identifier(row[id_at]) if id_at is not None else None
            ref = "" if ref_at is None else row[ref_at]
            if ref == "":
                if record_id and record_id not in row_of and row.count("") < width - 1:
                    row_of[record_id] = key
                    keep(record_id, key, row)
                    continue
            elif id_at is None or row[id_at] == "":
                origin, name = usual_origin(ref)
                if origin and name not in row_of:
                    row_of[name] = key
                    keep(name, key, row, origin)
                    continue
            self._sort_unusual(key, row)

    def reading(self) -> Reading[N]:
        """What came of it; rows that share an id are nobody's record."""
        for key, row in self._without_id:
            self._propose(key, row)
        self._rejects += [self._twin(name, keys) for name, keys in self._twins.items()]
        kept = self._records
        if self._twins:
            kept = [
                record
                for record in kept
                if self._twins.keys().isdisjoint(self._names(record.id, record.origin))
            ]
        return Reading(records=kept, rejects=tuple(self._rejects), columns=self._rows.layout.header_of)

    def row_of(self) -> Mapping[str, int]:
        """Where each record stands, by id and by ref; nobody's where two rows claim it."""
        return {name: key for name, key in self._row_of.items() if name not in self._twins}

    def _sort_unusual(self, key: int, row: Row) -> None:
        filled = [cell for cell in row if not (isinstance(cell, str) and not clean(cell))]
        if len(filled) < _FEWEST_CELLS:
            return
        try:
            record_id = self._rows.keys.id_of(row)
            origin = self._rows.keys.origin_of(row)
        except ValueError:
            self._reject(key, row)
            return
        if record_id or origin:
            self._keep(record_id or str(origin), key, row, origin)
        elif not _is_total(filled):
            self._without_id.append((key, row))

    def _keep(self, record_id: str, key: int, row: Row, origin: Ref | None) -> None:
        for name in self._names(record_id, origin):
            if self._row_of.setdefault(name, key) != key:
                self._twins.setdefault(name, [self._row_of[name]]).append(key)
        self._keep_new(record_id, key, row, origin)

    def _names(self, record_id: str, origin: Ref | None) -> set[str]:
        """What must be unique in a sheet: the id, and the ref that a row came with from another home."""
        is_copy = origin is not None and origin.home != self._rows.keys.network
        return {record_id, str(origin)} if is_copy else {record_id}

    def _keep_new(self, record_id: str, key: int, row: Row, origin: Ref | None = None) -> None:
        self._records.append(
            Record(record_id, fingerprint=self._digest(row), source=self._rows, key=key, origin=origin)
        )

    def _digest(self, raw: object) -> bytes:
        hasher = self._salted.copy()
        hasher.update(repr(raw).encode())
        return hasher.digest()

    def _propose(self, key: int, row: Row) -> None:
        prefix = self._rows.source.sheet.id_prefix
        if not prefix:
            self._reject_without_id(key)
            return
        column_of = self._rows.layout.column_of
        said = [row[column_of[name]] for name in self._rows.source.table.identity if name in column_of]
        record_id = proposed_id(said, prefix=prefix, taken=self._row_of)
        self._row_of[record_id] = key
        self._rows.proposed[key] = record_id
        digest = self._digest((record_id, row))  # rows alike are told apart by their ids alone
        # Nobody writes members, so the number stays the hub's own; the others get theirs written down.
        is_proposed = self._rows.source.table.name != "members"
        self._records.append(
            Record(record_id, fingerprint=digest, source=self._rows, key=key, proposed=is_proposed)
        )

    def _reject(self, key: int, row: Row) -> None:
        keys = self._rows.keys
        id_is_garbled = keys.id_at is not None and not keys.has_readable_id(row)
        field = "id" if id_is_garbled else "ref"
        cell = row[self._rows.layout.column_of[field]]
        said = cell if isinstance(cell, date) else str(cell)
        if id_is_garbled:
            why, remedy = Text("“{cell}” is no number of a record", cell=said), Text("Correct the cell.")
        else:
            why = Text(
                "“{cell}” is no ref; a ref reads home/kind/id, for example mekom/booking/B-0007", cell=said
            )
            remedy = Text("Undo the last edit of this cell, or empty it.")
        reject = Reject(
            place=self._rows.place(key),
            field=self._rows.layout.header_of[field],
            why=why,
            remedy=remedy,
            id=None if id_is_garbled else keys.id_of(row),
        )
        self._rejects.append(reject)

    def _reject_without_id(self, key: int) -> None:
        header = self._rows.layout.header_of.get("id") or self._rows.source.headers.title("id")
        reject = Reject(
            place=self._rows.place(key),
            field=header,
            why=Text("the row has no number of its own"),
            remedy=Text("Give it one in the column {header}; it must never change again.", header=header),
        )
        self._rejects.append(reject)

    def _twin(self, name: str, keys: list[int]) -> Reject:
        return Reject(
            place=self._rows.place(keys[0]),
            field=self._rows.layout.header_of.get("id"),
            why=Text(
                "{id} stands in more than one row: {rows}", id=name, rows=tuple(str(key) for key in keys)
            ),
            remedy=Text("Keep it in one row. Empty it in a copied row, or give that row its own number."),
            id=name,
        )


def _is_total(filled: list[Cell]) -> bool:
    """Whether a row without an id holds numbers only, but for a word such as Summe."""
    words = [comparable(cell) for cell in filled if isinstance(cell, str)]
    return set(words) <= _TOTALS and not any(isinstance(cell, date) for cell in filled)


def _salt(rows: Rows[N]) -> bytes:
    """Whatever decides how raw cells are understood: under other rules every fingerprint is another."""
    source, layout = rows.source, rows.layout
    words = sorted((word, str(status)) for word, status in source.ways.status_of.items())
    rules = (__version__, sorted(layout.column_of.items()), words, source.ways.zone.key, source.network)
    return hashlib.blake2b(repr(rules).encode(), digest_size=32).digest()
