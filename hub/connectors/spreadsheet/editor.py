"""Sets cells of one sheet in a workbook's bytes, in the look of the row above, and touches nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property

from hub.connectors.spreadsheet.anatomy import anatomy_of
from hub.connectors.spreadsheet.editing import FormulaInTheWay, Written, merged_with_another
from hub.connectors.spreadsheet.list_objects import ListObject
from hub.connectors.spreadsheet.package import Package, Pieces
from hub.connectors.spreadsheet.recalculation import told_to_calculate
from hub.connectors.spreadsheet.row_xml import NewCell
from hub.connectors.spreadsheet.sheet_xml import SheetXml
from hub.connectors.spreadsheet.styles import Styles
from hub.errors import Place, Unusable
from hub.language import Text

_SECONDS_PER_DAY = 86_400


@dataclass
class SheetEditor:
    """Collects cells for one sheet; `content` is the workbook with all of them."""

    package: Package
    sheet: str
    place: Place
    _edits: dict[int, dict[int, NewCell]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._anatomy = anatomy_of(self.package, self.sheet, place=self.place)
        self._xml = SheetXml(self._part(self._anatomy.sheet), place=self.place)
        parts = [(name, self._part(name)) for name in self._anatomy.tables]
        self._tables = [ListObject(name, part, place=self.place) for name, part in parts]

    def set(self, row: int, values: Mapping[int, Written], *, like: int | None = None) -> None:
        """Sets cells by column (from 0) in a row (from 1), a new one in the look of row `like`.

        Raises: FormulaInTheWay, Unwritable; the row is then left alone.
        """
        existing = self._xml.row(row)
        calculated = existing.formulas() if existing else set()
        if not (calculated | self._xml.answered(row)).isdisjoint(values):
            raise FormulaInTheWay
        if not self._xml.covered(row).isdisjoint(values):
            raise merged_with_another(row)
        own = existing.styles() if existing else {}
        look = self._look(like) | own if like is not None else own
        taken = existing.columns() if existing else set()
        look |= {
            column: style
            for column, style in self._xml.column_styles.items()
            if column in values and column not in look and column not in taken
        }
        cells = {
            column: NewCell("nothing", style=style) for column, style in look.items() if column not in taken
        }
        cells |= {column: self._cell(value, look.get(column)) for column, value in values.items()}
        self._edits.setdefault(row, {}).update(cells)

    def add_column(self, column: int, *, header_row: int, title: str) -> None:
        """A new column headed like its neighbour. Raises: Unusable where a table object would have to grow; Unwritable."""
        if any(table.covers(header_row) for table in self._tables):
            raise Unusable(
                Text("the column {header} is missing", header=title),
                remedy=Text("Add it to the table in Excel; the hub cannot widen a table object."),
                place=self.place,
            )
        if column in self._xml.covered(header_row):
            raise merged_with_another(header_row)
        self._edits.setdefault(header_row, {})
        self._edits[header_row][column] = NewCell("text", title, self._look(header_row).get(column - 1))

    def is_struck(self, row: int) -> bool:
        return self._anatomy.styles is not None and self._styles.are_struck(self._look(row).values())

    def is_merged(self, row: int) -> bool:
        return self._xml.is_merged(row)

    def content(self, *, header_row: int) -> bytes:
        """The whole workbook. Raises: Unusable, HubError."""
        parts: dict[str, Pieces] = {self._anatomy.sheet: self._xml.edited(self._edits)}
        last = max(self._edits)
        parts |= {
            t.name: [t.reaching(last)] for t in self._tables if t.covers(header_row) and not t.reaches(last)
        }
        if self._anatomy.styles and self._styles.part != self._part(self._anatomy.styles):
            parts[self._anatomy.styles] = [self._styles.part]
        marked = told_to_calculate(self.package, self._anatomy, self.sheet, xml=self._xml.part)
        if marked is not None:
            parts[self._anatomy.workbook] = [marked]
        return self.package.with_parts(parts).content

    @cached_property
    def _styles(self) -> Styles:
        return Styles(self._part(self._anatomy.styles or ""), place=self.place)

    def _part(self, name: str) -> bytes:
        part = self.package.part(name)
        if part is None:
            raise Unusable(
                Text("the workbook lacks its part {name}", name=name),
                remedy=Text("Open and save it in Excel or LibreOffice."),
                place=self.place,
            )
        return part

    def _look(self, row: int) -> dict[int, int]:
        found = self._xml.row(row)
        return found.styles() if found else {}

    def _cell(self, value: Written, style: int | None) -> NewCell:
        match value:
            case None:
                return NewCell("nothing", style=style)
            case str():
                return NewCell("text", value, style)
            case datetime():
                dated = self._styles.like(style, with_time=True)
                return NewCell("number", self._serial(value), dated)
            case date():
                dated = self._styles.like(style, with_time=False)
                return NewCell("number", self._serial(datetime.combine(value, time())), dated)
            case _:
                return NewCell("number", str(value), style)

    def _serial(self, moment: datetime) -> str:
        """A wall-clock moment as spreadsheets count it: days since the epoch, the time as a fraction."""
        passed = moment - datetime.combine(self._anatomy.epoch, time())
        fraction = f"{passed.seconds / _SECONDS_PER_DAY:.12f}".removeprefix("0").rstrip("0").rstrip(".")
        return f"{passed.days}{fraction}"
