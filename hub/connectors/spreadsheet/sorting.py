"""Sorts the rows of one sheet: records, rejects, and what is no data at all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from typing import Final, Generic

from hub import __version__
from hub.changes import Record, Reject
from hub.connectors.spreadsheet.cells import Cell, Row, usual_identifier
from hub.connectors.spreadsheet.no_data import Skipped
from hub.connectors.spreadsheet.proposals import proposed_id
from hub.connectors.spreadsheet.rows import Rows
from hub.connectors.spreadsheet.tables import N
from hub.language import Text
from hub.model import Ref

_DIGEST_SIZE: Final = 12


class Sorting(Generic[N]):
    """Tells records from rejects, headings and totals, row by row."""

    def __init__(self, rows: Rows[N]) -> None:
        self.rows = rows
        self.skipped = Skipped()
        self._no_data = rows.no_data
        self._marked = rows.struck
        self._salted = hashlib.blake2b(digest_size=_DIGEST_SIZE, key=_salt(rows))
        self._records: list[Record[N]] = []
        self._rejects: list[Reject] = []
        self._row_of: dict[str, int] = {}
        self._twins: dict[str, list[int]] = {}
        self._without_id: list[tuple[int, Row]] = []

    def sort(self, rows: Iterator[Row]) -> None:
        """The loop that a big workbook spends its time in: the usual row takes the short way."""
        id_at, ref_at, width = self.rows.keys.id_at, self.rows.keys.ref_at, self.rows.layout.width
        row_of, keep, usual_origin = self._row_of, self._keep_new, self.rows.keys.usual_origin
        for key, full in enumerate(rows, start=self.rows.layout.row + 1):
            row = full[:width] if len(full) > width else full
            record_id = usual_identifier(row[id_at]) if id_at is not None else None
            ref = "" if ref_at is None else row[ref_at]
            if ref == "":
                if (
                    record_id
                    and " " not in record_id
                    and record_id not in row_of
                    and row.count("") < width - 1
                ):
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

    @property
    def names(self) -> Collection[str]:
        """The id or ref of every record so far."""
        return self._row_of.keys()

    def key_of(self, name: str) -> int:
        """The first row with this id or ref."""
        return self._row_of[name]

    def propose(self, taken: Container[str]) -> None:
        """Gives the rows without an id one that nobody has; rejects them where the hub may not.

        The records stay in the order of their rows: a row has its turn whether it has a number already or not.
        """
        for key, row in self._without_id:
            self._propose(key, row, taken)
        if self._without_id:
            self._records.sort(key=lambda record: self._row_of[record.id])

    def records(self, *, without: Collection[str] = ()) -> list[Record[N]]:
        """The records; those that two rows claim, here or (`without`) on another sheet, are nobody's."""
        if not self._twins and not without:
            return self._records
        shared = self._twins.keys() | set(without)
        return [
            record for record in self._records if shared.isdisjoint(self._names(record.id, record.origin))
        ]

    def rejects(self) -> tuple[Reject, ...]:
        """The rows that cannot be read, as far as that shows before anybody asks for a value."""
        twins = (reject for name, keys in self._twins.items() for reject in self._twin(name, keys))
        return (*self._rejects, *twins)

    def first_by_origin(self, keys: Iterable[int]) -> Mapping[Ref | None, int]:
        """The first row of each copy among these; where none is one, just the first row."""
        found: dict[Ref | None, int] = {}
        for key in keys:
            found.setdefault(self.rows.keys.origin_of(self.rows.row(key)), key)
        return {origin: key for origin, key in found.items() if origin is not None} or found

    def row_of(self, *, without: Collection[str] = ()) -> Mapping[str, int]:
        """Where each record stands, by id and by ref; nobody's where two rows claim it."""
        return {
            name: key for name, key in self._row_of.items() if name not in self._twins and name not in without
        }

    def _sort_unusual(self, key: int, row: Row) -> None:
        id_at = self.rows.keys.id_at
        if id_at is not None and isinstance(row[id_at], float):
            self.rows.show_numbers(key, row)
        why = self._no_data.why(row)
        if why is not None:
            self.skipped.add(why, key)
            return
        try:
            record_id = self.rows.keys.id_of(row)
            origin = self.rows.keys.origin_of(row)
        except ValueError:
            self._reject(key, row)
            return
        if record_id or origin:
            self._keep(record_id or str(origin), key, row, origin)
        else:
            self._without_id.append((key, row))

    def _keep(self, record_id: str, key: int, row: Row, origin: Ref | None) -> None:
        for name in self._names(record_id, origin):
            if self._row_of.setdefault(name, key) != key:
                self._twins.setdefault(name, [self._row_of[name]]).append(key)
        self._keep_new(record_id, key, row, origin)

    def _names(self, record_id: str, origin: Ref | None) -> set[str]:
        """What must be unique in a sheet: the id, and the ref that a row came with from another home."""
        is_copy = origin is not None and origin.home != self.rows.keys.network
        return {record_id, str(origin)} if is_copy else {record_id}

    def _keep_new(self, record_id: str, key: int, row: Row, origin: Ref | None = None) -> None:
        raw = (row, "struck through") if key in self._marked else row
        self._records.append(
            Record(record_id, fingerprint=self._digest(raw), source=self.rows, key=key, origin=origin)
        )

    def _digest(self, raw: object) -> bytes:
        hasher = self._salted.copy()
        hasher.update(repr(raw).encode())
        return hasher.digest()

    def _propose(self, key: int, row: Row, taken: Container[str]) -> None:
        prefix = self.rows.source.sheet.id_prefix
        if not prefix:
            self._reject_without_id(key)
            return
        record_id = proposed_id(self._said_by(row), prefix=prefix, taken=taken)
        self._row_of[record_id] = key
        self.rows.proposed[key] = record_id
        digest = self._digest((record_id, row, key in self._marked))  # rows alike differ by their ids alone
        # Nobody writes members, so the number stays the hub's own; the others get theirs written down.
        is_proposed = self.rows.source.table.name != "members"
        self._records.append(
            Record(record_id, fingerprint=digest, source=self.rows, key=key, proposed=is_proposed)
        )

    def _said_by(self, row: Row) -> Iterable[Cell]:
        column_of = self.rows.layout.column_of
        return [row[column_of[name]] for name in self.rows.source.table.identity if name in column_of]

    def _reject(self, key: int, row: Row) -> None:
        keys = self.rows.keys
        no_id = keys.why_no_id(row)
        why = no_id or keys.why_no_ref(row)
        field = "id" if no_id else "ref"
        reject = Reject(
            place=self.rows.place(key),
            field=self.rows.layout.header_of[field],
            why=why.why,
            remedy=why.remedy,
            id=None if no_id else keys.id_of(row),
            origin=keys.readable_origin(row),
        )
        self._rejects.append(reject)

    def _reject_without_id(self, key: int) -> None:
        header = self.rows.layout.header_of.get("id") or self.rows.source.headers.title("id")
        reject = Reject(
            place=self.rows.place(key),
            field=header,
            why=Text("the row has no number of its own"),
            remedy=Text("Give it one in the column {header}; it must never change again.", header=header),
        )
        self._rejects.append(reject)

    def _twin(self, name: str, keys: list[int]) -> Iterator[Reject]:
        for origin, first in self.first_by_origin(keys).items():
            yield Reject(
                place=self.rows.place(first),
                field=self.rows.layout.header_of.get("id"),
                why=Text(
                    "{id} stands in more than one row: {rows}", id=name, rows=tuple(str(key) for key in keys)
                ),
                remedy=Text("Keep it in one row. Empty it in a copied row, or give that row its own number."),
                id=name,
                origin=origin,
            )


def _salt(rows: Rows[N]) -> bytes:
    """Whatever decides how raw cells are understood: under other rules every fingerprint is another.

    Not whose they are: by their fingerprints the hub sees two networks with one workbook, and one under a new name.
    """
    source, layout = rows.source, rows.layout
    words = sorted((word, str(status)) for word, status in source.ways.status_of.items())
    own = [source.is_former, str(source.struck_means)] if source.is_former or source.struck_means else []
    rules = (__version__, sorted(layout.column_of.items()), words, source.ways.zone.key, *own)
    return hashlib.blake2b(repr(rules).encode(), digest_size=32).digest()
