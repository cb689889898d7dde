"""Reads XLSX and XLSM workbooks through python-calamine, and says in words why one cannot be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from hub.connectors.spreadsheet.cell_formats import CellFormats, cell_formats
from hub.connectors.spreadsheet.cells import Row, clean
from hub.connectors.spreadsheet.unclear_cells import unclear_cells
from hub.errors import Place, Unusable
from hub.language import Text

LARGEST_PART: Final = 1_000_000_000  # bytes; a sheet of a million rows stays below
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")


@dataclass(frozen=True, slots=True)
class Workbook:
    """An open workbook; `name` is the file's."""

    name: str
    book: CalamineWorkbook
    content: bytes

    @property
    def sheet_names(self) -> list[str]:
        return self.book.sheet_names

    @property
    def visible_sheet_names(self) -> list[str]:
        """Those that the office sees."""
        found = self.book.sheets_metadata
        return [sheet.name for sheet in found if sheet.visible is SheetVisibleEnum.Visible]

    def sheet(self, name: str) -> WorkbookSheet:
        """The sheet called `name`, whatever its case. Raises: Unusable, with the nearest name."""
        alike = {clean(other).casefold(): other for other in self.sheet_names}
        found = alike.get(clean(name).casefold())
        if found is not None:
            place = Text("{file}, sheet {sheet}", file=self.name, sheet=found)
            return WorkbookSheet(place, self, found)
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


@dataclass(slots=True)
class WorkbookSheet:
    """One sheet as a grid. Its cells live in calamine's memory only while somebody walks over the rows."""

    place: Place
    workbook: Workbook
    title: str
    left: int = 0

    def rows(self) -> Iterator[Row]:
        try:
            sheet: CalamineSheet = self.workbook.book.get_sheet_by_name(self.title)
        except CalamineError as error:
            raise _damaged(self.place, str(error)) from error
        self.left = sheet.start[1] if sheet.start else 0
        return sheet.iter_rows()

    def unclear(self) -> Mapping[tuple[int, int], Text]:
        return unclear_cells(self.workbook.content, self.title, place=self.place)

    def formats(self) -> CellFormats:
        return cell_formats(self.workbook.content, self.title, place=self.place)


def open_workbook(content: bytes, *, name: str) -> Workbook:
    """The workbook with these bytes. Raises: Unusable."""
    refuse_other_formats(content, name=name)
    try:
        return Workbook(name, CalamineWorkbook.from_filelike(io.BytesIO(content)), content)
    except CalamineError as error:
        raise _damaged(name, str(error)) from error


def refuse_other_formats(content: bytes, *, name: str) -> None:
    """Raises: Unusable for everything that is no healthy zip archive with a workbook inside."""
    if not content:
        raise Unusable(
            Text("the file is empty"), remedy=Text("Restore it from its backup or save it again."), place=name
        )
    if content.startswith(_OLE):
        raise _ole(content, name)
    if not content.startswith(b"PK"):
        raise Unusable(
            Text("this is no workbook: {found}", found=_guess(content)),
            remedy=Text("Open it in its program and save it as an Excel workbook (.xlsx)."),
            place=name,
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {info.filename.replace("\\", "/").lower(): info.file_size for info in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _damaged(name, str(error)) from error
    _refuse_parts(parts, name)


def _refuse_parts(parts: dict[str, int], name: str) -> None:
    if "xl/workbook.xml" not in parts and "[content_types].xml" not in parts:
        raise Unusable(
            Text("this is a zip archive, but no workbook"),
            remedy=Text("Unpack it and name the workbook inside, or save it as .xlsx."),
            place=name,
        )
    if max(parts.values()) > LARGEST_PART:
        raise Unusable(
            Text("one part of the workbook would unpack to {size} bytes", size=max(parts.values())),
            remedy=Text("No office's workbook is that large. Ask whoever sent it, and make a new one."),
            place=name,
        )


def _ole(content: bytes, name: str) -> Unusable:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Unusable(
            Text("the workbook is protected with a password"),
            remedy=Text("Save it without the password for opening; file permissions can protect it."),
            place=name,
        )
    return Unusable(
        Text("this is a workbook of the old kind (.xls), whatever its name says"),
        remedy=Text("Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)."),
        place=name,
    )


def _guess(content: bytes) -> Text:
    start = content[:1000].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        return Text("it is a web page")
    if b"\0" not in start and any(mark in start for mark in b";,\t"):
        return Text("it looks like a CSV file")
    return Text("its first bytes belong to no format the hub knows")


def _damaged(place: Place, why: str) -> Unusable:
    return Unusable(
        Text("the workbook is damaged or not completely saved ({why})", why=why),
        remedy=Text("Open and save it again, or restore it from its backup."),
        place=place,
    )
