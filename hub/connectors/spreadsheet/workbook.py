"""Reads XLSX, XLSM, XLS and ODS workbooks through python-calamine."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from hub.connectors.spreadsheet.anatomy import anatomy_of
from hub.connectors.spreadsheet.cell_formats import CellFormats, cell_formats
from hub.connectors.spreadsheet.cells import Row, clean
from hub.connectors.spreadsheet.extent import Extent
from hub.connectors.spreadsheet.extent_ods import refuse_absurd_ods
from hub.connectors.spreadsheet.extent_xls import refuse_absurd_xls
from hub.connectors.spreadsheet.extent_xlsx import refuse_absurd_sheet
from hub.connectors.spreadsheet.formats import Format, damaged, format_of
from hub.connectors.spreadsheet.formats_ods import formats_in_ods
from hub.connectors.spreadsheet.hidden_columns import columns_hidden_in_ods, columns_hidden_in_xlsx
from hub.connectors.spreadsheet.hidden_rows import hidden_in_ods, hidden_in_xlsx
from hub.connectors.spreadsheet.mail_links import mail_links
from hub.connectors.spreadsheet.ods_blanks import with_blanks_said
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.shared_strings import refuse_repeated_strings
from hub.connectors.spreadsheet.span import Span
from hub.connectors.spreadsheet.struck_words import partly_struck_in
from hub.connectors.spreadsheet.unclear_cells import unclear_cells
from hub.connectors.spreadsheet.unclear_ods import unclear_in_ods
from hub.connectors.spreadsheet.unclear_xls import unclear_in_xls
from hub.errors import Place, Unusable
from hub.language import Text


@dataclass(frozen=True, slots=True)
class Workbook:
    """An open workbook; `name` is the file's."""

    name: str
    book: CalamineWorkbook
    content: bytes
    format: Format
    _looked_at: set[str] = field(default_factory=set, repr=False, compare=False)

    def refuse_absurd(self, sheet: str, *, place: Place) -> None:
        """Looks at a sheet of an XLSX workbook before it is read for the first time. Raises: Unusable."""
        if self.format is not Format.XLSX or sheet in self._looked_at:
            return
        package = Package(self.content)
        anatomy = anatomy_of(package, sheet, place=place)
        try:
            refuse_absurd_sheet(package, anatomy.sheet, place=place)
            if anatomy.strings is not None:
                refuse_repeated_strings(package, anatomy.sheet, anatomy.strings, place=place)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise damaged(place, str(error)) from error
        self._looked_at.add(sheet)

    @property
    def sheet_names(self) -> list[str]:
        return self.book.sheet_names

    @property
    def visible_sheet_names(self) -> list[str]:
        """Those that the office sees."""
        found = self.book.sheets_metadata
        return [sheet.name for sheet in found if sheet.visible is SheetVisibleEnum.Visible]

    def named(self, name: str) -> str:
        """The sheet called `name`, whatever its case. Raises: Unusable, with the nearest name."""
        alike = {clean(other).casefold(): other for other in self.sheet_names}
        found = alike.get(clean(name).casefold())
        if found is not None:
            return found
        nearest = get_close_matches(name, self.sheet_names, n=1, cutoff=0.5)
        meant = Text("Do you mean {nearest}? ", nearest=nearest[0]) if nearest else Text("")
        raise Unusable(
            Text("there is no sheet {sheet}", sheet=name),
            remedy=Text(
                "{meant}Name it in hub.toml under sheets, or rename it. The workbook has: {sheets}.",
                meant=meant,
                sheets=tuple(self.sheet_names),
            ),
            place=self.name,
        )

    def sheet(self, name: str) -> WorkbookSheet:
        """The sheet called `name` as a grid. Raises: Unusable."""
        found = self.named(name)
        return WorkbookSheet(Text("{file}, sheet {sheet}", file=self.name, sheet=found), self, found)


@dataclass(slots=True)
class WorkbookSheet:
    """One sheet as a grid. Its cells live in calamine's memory only while somebody walks over the rows."""

    place: Place
    workbook: Workbook
    title: str
    left: int = 0
    merged: Collection[Span] = ()

    def rows(self) -> Iterator[Row]:
        self.workbook.refuse_absurd(self.title, place=self.place)
        try:
            sheet: CalamineSheet = self.workbook.book.get_sheet_by_name(self.title)
        except CalamineError as error:
            raise damaged(self.place, str(error)) from error
        if sheet.end:
            Extent(sheet.end[0] + 1, sheet.end[1] + 1).refuse_absurd(self.place)
        self.left = sheet.start[1] if sheet.start else 0
        self.merged = _spans(sheet.merged_cell_ranges or (), left=self.left)
        return sheet.iter_rows()

    def unclear(self) -> Mapping[tuple[int, int], Text]:
        book, content = self.workbook, self.workbook.content
        match book.format:
            case Format.XLSX:
                return unclear_cells(content, self.title, place=self.place)
            case Format.ODS:
                return unclear_in_ods(content, book.sheet_names.index(self.title), place=self.place)
            case Format.XLS:
                return unclear_in_xls(content, self.title, place=self.place)

    def mail_links(self) -> Mapping[tuple[int, int], str]:
        return mail_links(self.workbook.content, self.title, place=self.place) if self._is_xlsx else {}

    def formats(self) -> CellFormats:
        book, content = self.workbook, self.workbook.content
        match book.format:
            case Format.XLSX:
                return cell_formats(content, self.title, place=self.place)
            case Format.ODS:
                return formats_in_ods(content, book.sheet_names.index(self.title), place=self.place)
            case Format.XLS:
                return CellFormats()

    def partly_struck(self) -> Collection[tuple[int, int]]:
        content = self.workbook.content
        return partly_struck_in(content, self.title, place=self.place) if self._is_xlsx else ()

    def hidden_rows(self) -> Sequence[int]:
        if self._is_xlsx:
            return hidden_in_xlsx(self.workbook.content, self.title, place=self.place)
        if self.workbook.format is Format.ODS:
            return hidden_in_ods(self.workbook.content, self.workbook.sheet_names.index(self.title))
        return ()

    def hidden_columns(self) -> Sequence[int]:
        if self._is_xlsx:
            return columns_hidden_in_xlsx(self.workbook.content, self.title, place=self.place)
        if self.workbook.format is Format.ODS:
            return columns_hidden_in_ods(self.workbook.content, self.workbook.sheet_names.index(self.title))
        return ()

    @property
    def _is_xlsx(self) -> bool:
        return self.workbook.format is Format.XLSX


def open_workbook(content: bytes, *, name: str) -> Workbook:
    """The workbook with these bytes, whatever its name says. Raises: Unusable."""
    kind, readable = format_of(content, name=name), content
    if kind is Format.ODS:
        refuse_absurd_ods(content, place=name)
        readable = with_blanks_said(content)
    if kind is Format.XLS:
        refuse_absurd_xls(content, place=name)
    try:
        return Workbook(name, CalamineWorkbook.from_filelike(io.BytesIO(readable)), content, kind)
    except CalamineError as error:
        raise damaged(name, str(error)) from error


def _spans(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]], *, left: int) -> tuple[Span, ...]:
    return tuple(
        Span(top + 1, first - left, bottom + 1, last - left) for (top, first), (bottom, last) in ranges
    )
