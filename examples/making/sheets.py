"""A workbook as an office keeps it, and a way to save it that gives the same bytes every time."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

DAY = "DD.MM.YYYY"
MOMENT = "DD.MM.YYYY HH:MM"
EURO = '#,##0.00\\ "€"'
SAVED = datetime(2013, 1, 10, 16, 42, 8)

Value = str | int | float | date | None
Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Column:
    header: str
    width: float
    number_format: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A row with one filled cell, which tells what the rows below have in common."""

    words: str


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What makes an office's workbooks look alike."""

    font: str
    size: int
    header_fill: str
    header_text: str
    group_fill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around the table: a title and a date above it, or nothing."""

    title: str | None = None
    as_of: str | None = None
    frozen_columns: int = 2


class OfficeSheet:
    """One table in one sheet, written from top to bottom."""

    def __init__(
        self, sheet: Worksheet, columns: Sequence[Column], *, style: HouseStyle, frame: Frame
    ) -> None:
        self.sheet = sheet
        self.header_row = 1
        self._columns = columns
        self._style = style
        self._font = Font(name=style.font, size=style.size)
        if frame.title:
            self._write_title(frame)
        self._write_header(frame)
        self._prepare_print()

    @property
    def last_row(self) -> int:
        return int(self.sheet.max_row)

    def fill(self, rows: Sequence[Row | Heading | None]) -> None:
        """Write the rows below the header; None leaves one blank."""
        for place, row in enumerate(rows, start=self.header_row + 1):
            if isinstance(row, Heading):
                self._write_heading(place, row)
            elif row is not None:
                self._write_row(place, row)
        self.sheet.auto_filter.ref = (
            f"A{self.header_row}:{self._last_letter}{max(self.last_row, self.header_row + 1)}"
        )

    def letter(self, header: str) -> str:
        return get_column_letter(1 + [column.header for column in self._columns].index(header))

    def cells_of(self, header: str, *, down_to: int) -> str:
        """The cells below a header, as formats and validations name them."""
        letter = self.letter(header)
        return f"{letter}{self.header_row + 1}:{letter}{down_to}"

    def colour(self, header: str, word: str, *, fill: str, strike: bool = False) -> None:
        """Colour the whole row whose cell under `header` says `word`."""
        first = self.header_row + 1
        area = f"A{first}:{self._last_letter}500"
        rule = FormulaRule(  # type: ignore[no-untyped-call]
            formula=[f'${self.letter(header)}{first}="{word}"'],
            fill=PatternFill(bgColor=fill, fill_type="solid"),
            font=Font(strike=True, color="808080") if strike else None,
        )
        self.sheet.conditional_formatting.add(area, rule)

    def offer(self, header: str, formula: str, *, prompt: str) -> None:
        """A drop-down of words; other words are warned about, not refused."""
        choice = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
        choice.promptTitle, choice.prompt, choice.showInputMessage = header, prompt, True
        choice.add(self.cells_of(header, down_to=500))
        self.sheet.add_data_validation(choice)

    @property
    def _last_letter(self) -> str:
        return get_column_letter(len(self._columns))

    def _write_title(self, frame: Frame) -> None:
        title = self.sheet.cell(1, 1, frame.title)
        title.font = Font(name=self._style.font, size=self._style.size + 4, bold=True)
        as_of = self.sheet.cell(2, 1, frame.as_of)
        as_of.font = Font(name=self._style.font, size=self._style.size, italic=True, color="595959")
        self.sheet.row_dimensions[1].height = 21
        self.header_row = 4  # below a blank row

    def _write_header(self, frame: Frame) -> None:
        for index, column in enumerate(self._columns, start=1):
            cell = self.sheet.cell(self.header_row, index, column.header)
            cell.font = Font(
                name=self._style.font, size=self._style.size, bold=True, color=self._style.header_text
            )
            cell.fill = PatternFill("solid", fgColor=self._style.header_fill)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            cell.border = Border(bottom=Side(style="medium", color="404040"))
            dimension = self.sheet.column_dimensions[get_column_letter(index)]
            dimension.width = column.width
            dimension.font = self._font
            dimension.number_format = column.number_format or "General"
        self.sheet.row_dimensions[self.header_row].height = 30
        self.sheet.freeze_panes = f"{get_column_letter(frame.frozen_columns + 1)}{self.header_row + 1}"

    def _write_heading(self, place: int, heading: Heading) -> None:
        for index in range(1, len(self._columns) + 1):
            self.sheet.cell(place, index).fill = PatternFill("solid", fgColor=self._style.group_fill)
        words = self.sheet.cell(place, 1, heading.words)
        words.font = Font(name=self._style.font, size=self._style.size, bold=True)

    def _write_row(self, place: int, row: Row) -> None:
        for index, (column, value) in enumerate(zip(self._columns, row, strict=True), start=1):
            cell = self.sheet.cell(place, index, value)
            cell.font = self._font
            cell.border = Border(bottom=Side(style="hair", color="A6A6A6"))
            if column.number_format:
                cell.number_format = column.number_format
            if column.number_format in {DAY, MOMENT} or (index == 1 and isinstance(value, int)):
                cell.alignment = Alignment(horizontal="left")

    def _prepare_print(self) -> None:
        setup = self.sheet.page_setup
        setup.orientation, setup.paperSize = "landscape", self.sheet.PAPERSIZE_A4
        setup.fitToWidth, setup.fitToHeight = 1, 0
        margins = self.sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top = margins.bottom = 0.6
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.sheet.print_title_rows = f"{self.header_row}:{self.header_row}"
        footer = self.sheet.oddFooter
        assert footer is not None
        footer.left.text, footer.right.text = "&F, &A", "Seite &P von &N"


def save(book: Workbook, path: Path, *, office: str) -> None:
    """Save so that the same content gives the same bytes, on every machine and in every year.

    Stored rather than deflated: not every Python compresses to the same bytes (zlib, zlib-ng).
    """
    book.properties.creator = book.properties.lastModifiedBy = office
    book.properties.created = SAVED
    raw = BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(path, "w") as out:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, date_time=SAVED.timetuple()[:6])
            part.create_system, part.external_attr = 0, 0
            out.writestr(part, _without_clock(name, parts.read(name)))


def _without_clock(name: str, content: bytes) -> bytes:
    """openpyxl stamps the moment of saving into the properties."""
    if name != "docProps/core.xml":
        return content
    saved = f"{SAVED.isoformat()}Z".encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + saved, content)
