"""Formats of cells are read from the workbook's own parts, and only those that are asked for."""

from __future__ import annotations

import io
import zipfile

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from hub.connectors.spreadsheet.cell_formats import PLAIN, CellFormat, CellFormats, cell_formats
from hub.connectors.spreadsheet.package import Package


def dressed() -> bytes:
    """Row 1 is plain; A2 shows five digits, B2 is struck through, C2 yellow, D2 in a colour of the theme."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "List"
    sheet.append(["a", "b", "c", "d"])
    sheet.append([6108, "gone", "yellow", "theme"])
    sheet["A2"].number_format = "00000"
    sheet["B2"].font = Font(strike=True)
    sheet["C2"].fill = PatternFill("solid", fgColor="FFFFFF00")
    sheet["D2"].fill = PatternFill("solid", fgColor=Color(theme=4))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def formats_of(content: bytes) -> CellFormats:
    return cell_formats(content, "List", place="list.xlsx")


def test_number_format_strike_through_and_fill_are_told_cell_by_cell():
    formats = formats_of(dressed())
    assert formats.at(2, 0) == CellFormat(number_format="00000")
    assert formats.at(2, 1).is_struck_through
    assert formats.at(2, 2).fill == "FFFFFF00"
    assert formats.at(2, 3).fill == "theme 4"
    assert formats.at(1, 0) == formats.at(99, 99) == PLAIN


def test_cells_of_a_format_are_found_without_asking_for_each():
    formats = formats_of(dressed())
    assert list(formats.cells(lambda look: look.is_struck_through)) == [(2, 1)]
    assert list(formats.cells(lambda look: look.fill is not None)) == [(2, 2), (2, 3)]
    assert list(formats.cells(lambda look: look.fill == "FF00FF00")) == []


def test_a_sheet_without_styles_has_plain_cells_only():
    assert CellFormats().at(1, 0) == PLAIN
    bare = without_styles(dressed())
    assert formats_of(bare).at(2, 0) == PLAIN


def without_styles(content: bytes) -> bytes:
    """The same workbook, whose relations do not mention its styles."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(fresh, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"relationships/styles", b"relationships/other"))
    return fresh.getvalue()


def with_styles(xml: bytes) -> bytes:
    return Package(dressed()).with_parts({"xl/styles.xml": [xml]}).content


def test_what_is_written_the_long_way_is_read_alike():
    """Other programs say `strike val="0"`, leave parts of the style sheet out, and prefix every name."""
    struck = formats_of(
        with_styles(
            b'<x:styleSheet xmlns:x="m"><x:fonts><x:font><x:strike val="0"/></x:font><x:font><x:strike val="1"/></x:font></x:fonts>'
            b'<x:fills><x:fill><x:patternFill patternType="none"><x:fgColor rgb="FF000000"/></x:patternFill></x:fill>'
            b"<x:fill><x:gradientFill/></x:fill></x:fills>"
            b'<x:cellXfs><x:xf fontId="0"/><x:xf fontId="1" fillId="1"/><x:xf fontId="7" numFmtId="49"/>'
            b'<x:xf numFmtId="22"/></x:cellXfs></x:styleSheet>'
        )
    )
    assert [struck.at(2, column) for column in range(4)] == [
        CellFormat("General", is_struck_through=True),
        CellFormat("@"),
        CellFormat(""),
        PLAIN,
    ]
    bare = formats_of(with_styles(b'<styleSheet><cellXfs><xf/><xf fillId="3"/></cellXfs></styleSheet>'))
    assert bare.at(2, 0) == PLAIN
