"""Turns changes into cells: which row, which columns, which words; and says why where it cannot."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Final, Generic

from hub.changes import Add, Amend, Cancel, Change, Refused
from hub.connectors.spreadsheet.cell_values import says_already, written_value
from hub.connectors.spreadsheet.editing import Editor, FormulaInTheWay, Unwritable, Written
from hub.connectors.spreadsheet.prepared_rows import prepared_rows, records_upwards
from hub.connectors.spreadsheet.proving import MeantRow, Said
from hub.connectors.spreadsheet.reading import TableRead
from hub.connectors.spreadsheet.tables import Column, N
from hub.language import Text

_MADE_WHEN_MISSING: Final = frozenset({"id", "ref", "status", "note"})
_ROWS_ASKED: Final = 200  # for one to copy the look of
_KEPT_BY_A_REPEAT: Final = frozenset({"id", "status"})  # the row may have moved on since the first time


@dataclass
class Draft(Generic[N]):
    """The cells that a batch of changes needs on one sheet. `row_of` finds the row of each change that can be made;
    `numbers` are taken, on this sheet or on another of the same table."""

    read: TableRead[N]
    editor: Editor
    answer: Callable[[N], N]
    numbers: Container[str]
    row_of: dict[str, int] = field(default_factory=dict)
    meant: dict[int, MeantRow] = field(default_factory=dict)
    refused: dict[str, Refused] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = self.read.rows
        self._column_of = dict(rows.layout.column_of)
        self._added: dict[str, int] = {}
        self._prepared = prepared_rows(rows)
        self._last = rows.last()
        self._width = rows.width()

    def take(self, change: Change[N]) -> None:
        """Puts one change's cells into the editor, or its refusal on the list."""
        try:
            if isinstance(change, Add):
                self._add(change)
            else:
                self._amend(change)
        except Unwritable as stop:
            self.refused[change.id] = Refused(change.id, stop.why, stop.remedy)

    def _add(self, change: Add[N]) -> None:
        ref = str(change.ref)
        known = self._added.get(ref) or self.read.row_of.get(ref)
        taken = self._taken(change.value, ref) if known is None else None
        if taken is not None:
            self.refused[change.id] = Refused(change.id, taken.why, taken.remedy)
            return
        if known is not None:
            values = self._values_of(change.value, ref=ref)
            kept = {name: found for name, found in values.items() if name not in _KEPT_BY_A_REPEAT}
            self._write(change, known, kept)
            return
        row = self._next_row()
        self._write(change, row, self._values_of(self.answer(change.value), ref=ref), like=self._model)
        self._added[ref] = row
        self._last = max(self._last, row)
        self._prepared = [prepared for prepared in self._prepared if prepared != row]

    def _next_row(self) -> int:
        """The first of the rows that the office prepared, or the one below everything. Raises: Unwritable."""
        for row in self._prepared[:1]:
            if not self.editor.is_struck(row) and not self.editor.is_merged(row):
                return row
            self._prepared.clear()
        row = self._last + 1
        if self.editor.is_struck(row):
            raise Unwritable(
                Text(
                    "row {row} is empty and struck through; whatever the hub writes into it would be, too",
                    row=str(row),
                ),
                Text("Delete the empty rows below the table, or take the strike-through off them."),
            )
        return row

    def _taken(self, value: N, ref: str) -> Unwritable | None:
        """Why a row of its own would be a second one, or one of two with the same number."""
        if ref in self.numbers:
            return Unwritable(
                Text("a row with the ref {ref} stands there already, and cannot be read", ref=ref),
                Text("Mend the row; the report names it. The next night looks again."),
            )
        if value.id in self.numbers:
            return Unwritable(
                Text("a row with the number {id} stands there already", id=value.id),
                Text(
                    "If it is the same, write {ref} into its column {column}; if not, give one of the two another number.",
                    ref=ref,
                    column=self.read.rows.source.headers.title("ref"),
                ),
            )
        return None

    def _values_of(self, noun: N, *, ref: str) -> Mapping[str, Written]:
        """Everything the noun says, by field. A copy without a number of its own has none but its ref."""
        source = self.read.rows.source
        values = {
            column.field: written_value(noun, column, source)
            for column in source.table.columns
            if column.path
        }
        if noun.id == ref:
            del values["id"]
        return {name: value for name, value in values.items() if value is not None} | {"ref": ref}

    def _amend(self, change: Amend[N] | Cancel[N]) -> None:
        key = self.read.row_of.get(change.record_id) or self.read.row_of.get(str(change.ref))
        if key is None:
            why = Text("there is no single row for {id}", id=change.record_id)
            remedy = Text(
                "Somebody removed or copied the row. Correct the sheet; the next night looks again."
            )
            self.refused[change.id] = Refused(change.id, why, remedy)
            return
        rows = self.read.rows
        columns = [column for column in rows.source.table.columns if _is_named(column, change.fields)]
        is_copy = rows.keys.is_copy(rows.row(key))
        foreign = [c.field for c in columns if not is_copy and c.field not in rows.source.sheet.written]
        if foreign:
            why = Text(
                "the hub does not write {fields} into rows of the network's own", fields=tuple(foreign)
            )
            self.refused[change.id] = Refused(change.id, why, Text("Change it in the sheet by hand."))
            return
        is_asked_anew = is_copy and "status" in change.fields
        value = self.answer(change.value) if is_asked_anew else change.value
        new = [c for c in columns if not says_already(rows.cell(key, c.field), value, c, rows.source)]
        self._write(change, key, {c.field: written_value(value, c, rows.source) for c in new})

    def _write(
        self, change: Change[N], key: int, values: Mapping[str, Written], *, like: int | None = None
    ) -> None:
        try:
            self.editor.set(key, dict(self._by_column(values)), like=like)
        except FormulaInTheWay:
            why = Text("a cell of row {row} that the hub would write holds a formula", row=str(key))
            remedy = Text("Replace the formula by its value, or give the hub a column of its own.")
            self.refused[change.id] = Refused(change.id, why, remedy)
            return
        self.row_of[change.id] = key
        self._mean(change, key, values)

    def _mean(self, change: Change[N], key: int, values: Mapping[str, Written]) -> None:
        """Notes what the row holds from now on, for the proof."""
        rows = self.read.rows
        before = list(rows.row(key)) if key <= rows.last() else []
        row = self.meant.setdefault(key, MeantRow(before))
        row.said.update(
            (name, Said(change.id, value)) for name, value in values.items() if name in self._column_of
        )

    @cached_property
    def _model(self) -> int | None:
        """The row whose look a new one gets: the last record that is not struck through, which would say that it is over."""
        asked = islice(records_upwards(self.read.rows), _ROWS_ASKED)
        return next((row for row in asked if not self.editor.is_struck(row)), None)

    def _by_column(self, values: Mapping[str, Written]) -> Iterator[tuple[int, Written]]:
        """Values by column of the sheet; a column of the hub's own is made where it is missing, others are not."""
        left = self.read.rows.source.grid.left
        for name, value in values.items():
            if name not in self._column_of and name in _MADE_WHEN_MISSING and value is not None:
                self._make_column(name, left)
            if name in self._column_of:
                yield left + self._column_of[name], value

    def _make_column(self, name: str, left: int) -> None:
        rows = self.read.rows
        title = rows.source.headers.title(name)
        self.editor.add_column(left + self._width, header_row=rows.layout.first_row, title=title)
        self._column_of[name] = self._width
        self._width += 1


def _is_named(column: Column, fields: frozenset[str]) -> bool:
    """Whether `fields` name this column: `company.name` itself, or `company` with all its parts."""
    return bool(column.path) and (".".join(column.path) in fields or column.path[0] in fields)
