"""Empty cells and ditto marks that may mean the row above: refused by name unless hub.toml says what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.connectors.spreadsheet.cells import Cell, clean, is_nothing
from hub.connectors.spreadsheet.fill_down import is_ditto
from hub.connectors.spreadsheet.source import Source
from hub.connectors.spreadsheet.tables import Column, N, Table
from hub.connectors.spreadsheet.values import prose
from hub.connectors.spreadsheet.ways import Unclear
from hub.language import Text

if TYPE_CHECKING:
    from hub.connectors.spreadsheet.rows import Rows


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty cell that may mean the one above."""

    field: str
    why: Text
    remedy: Text


def gap_in(rows: Rows[N], key: int) -> Gap | None:
    """The first such cell in row `key`; who is meant must not be guessed."""
    for field in rows.source.table.grouped:
        if field in rows.layout.column_of and rows.cell(key, field) == "" and _has_above(rows, key, field):
            why = Text("the cell is empty, and the row above it names one")
            remedy = Text(
                "Fill it in, or write a dash (–) for none. If empty cells mean the one above: {line}",
                line=_filling(field, rows.source.table),
            )
            return Gap(field, why, remedy)
    return None


def refuse_ditto(cell: Cell, column: Column, source: Source[N]) -> None:
    """Raises: Unclear for a mark that means the cell above."""
    if is_ditto(cell) and column.read is not prose:
        raise Unclear(
            Text("{cell} points to the row above", cell=clean(str(cell))),
            Text("Type the words themselves. An empty row or a heading ends what is filled down.")
            if column.field in source.fill_down
            else Text(
                "Type the words themselves. If such cells mean the one above: {line}",
                line=_filling(column.field, source.table),
            ),
        )


def remedy_for_nothing(rows: Rows[N], key: int, field: str) -> Text:
    """What to do about an empty cell that must not be empty."""
    if key - 1 not in rows.below_header() or rows.cell(key - 1, field) == "":
        return Text("Fill it in.")
    line = _filling(field, rows.source.table)
    return Text("Fill it in. If empty cells mean the one above: {line}", line=line)


def _has_above(rows: Rows[N], key: int, field: str) -> bool:
    """Whether rows of one group lead up to one that names what this one does not. Rows of other homes have gaps
    because their agreements do not share everything."""
    if rows.keys.is_copy(rows.row(key)):
        return False
    group = rows.cell(key, rows.source.table.group)
    for above in range(key - 1, rows.layout.row, -1):
        if (
            rows.cell(above, rows.source.table.group) != group
            or rows.no_data.why(rows.row(above)) is not None
        ):
            return False
        if (cell := rows.cell(above, field)) != "":
            return not is_nothing(str(cell))
    return False


def _filling(field: str, table: Table[N]) -> str:
    return f'fill_down.{table.name} = ["{field}"]'
