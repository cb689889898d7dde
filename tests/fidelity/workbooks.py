"""Workbooks as offices keep them, each with something that a careless program loses."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.connectors.spreadsheet.builders import BOOKING_ROW, COURSE_ROW, office_sheets, workbook_bytes
from tests.fidelity.parts import (
    KINDS,
    TYPES,
    Parts,
    add,
    at_end,
    packed,
    relate,
    replace,
    sheet_part,
    unpacked,
)

COURSES, BOOKINGS = 2, 3
_ROWS: Final = [
    BOOKING_ROW,
    ["B-2", *BOOKING_ROW[1:4], "Bea  Blank ", "bea@oker.example", BOOKING_ROW[6], "angefragt", " zwei  Worte ", "", ""],
    ["B-3", *BOOKING_ROW[1:4], "Cem Muster", "cem@oker.example", BOOKING_ROW[6], "bestätigt", "<b> & \"x\"", "", ""],
]  # fmt: skip


def plain() -> bytes:
    return workbook_bytes(office_sheets(courses=[COURSE_ROW], bookings=_ROWS))


def _by_openpyxl(change: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(plain()))
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _by_hand(change: Callable[[Parts], None]) -> bytes:
    parts = unpacked(plain())
    change(parts)
    return packed(parts)


def _dress(book: Any) -> None:
    sheet = book["Buchungen"]
    sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows = "B2", "A1:K4", "1:1"
    sheet.column_dimensions["C"].width, sheet.column_dimensions["D"].hidden = 33, True
    sheet.row_dimensions[3].height, sheet.row_dimensions[4].hidden = 30, True
    for cell in sheet[2]:
        cell.font, cell.fill = Font(name="Arial", bold=True, color="FF336699"), PatternFill("solid", fgColor="FFEEAA")  # fmt: skip
        cell.border, cell.alignment = Border(top=Side("thin")), Alignment(wrap_text=True, vertical="top")
    sheet.oddFooter.center.text = "Seite &P"
    sheet.page_setup.orientation = "landscape"


def _chart(book: Any) -> None:
    chart = BarChart()
    chart.add_data(Reference(book["Kurse"], min_col=5, min_row=1, max_row=2), titles_from_data=True)
    book["Buchungen"].add_chart(chart, "M2")


def _rules(book: Any) -> None:
    sheet = book["Buchungen"]
    sheet.conditional_formatting.add("H2:H9", CellIsRule("equal", ['"bestätigt"'], fill=PatternFill(bgColor="FFC6EFCE")))  # fmt: skip
    sheet.conditional_formatting.add("A2:A9", ColorScaleRule("min", None, "FFFF0000", "max", None, "FF00FF00"))  # fmt: skip
    rule = DataValidation(type="list", formula1='"angefragt,bestätigt,abgelehnt"')
    rule.add("H2:H99")
    sheet.add_data_validation(rule)


def _comments(book: Any) -> None:
    book["Buchungen"]["E2"].comment = Comment("Ruft lieber an.", "Büro")
    book["Kurse"]["B2"].comment = Comment("Raum 3", "Büro")


def _formulas(parts: Parts) -> None:
    sheet = sheet_part(BOOKINGS)
    for row, formula in ((2, '<f t="shared" ref="M2:M4" si="0">LEN(C2)</f>'), (3, '<f t="shared" si="0"/>'), (4, '<f t="shared" si="0"/>')):  # fmt: skip
        text = parts[sheet].decode()
        end = text.index("</row>", text.index(f'<row r="{row}"'))
        cells = f'<c r="M{row}">{formula}<v>20</v></c>'
        cells += '<c r="N2"><f t="array" ref="N2">SUM(LEN(C2:C4))</f><v>60</v></c>' if row == 2 else ""
        parts[sheet] = (text[:end] + cells + text[end:]).encode()
    chain = "".join(f'<c r="{cell}" i="3"/>' for cell in ("M2", "M3", "M4", "N2"))
    add(parts, "xl/calcChain.xml", f'<calcChain xmlns="{_MAIN}">{chain}</calcChain>', f"{TYPES}.calcChain+xml")  # fmt: skip
    relate(parts, "xl/workbook.xml", "calcChain", "calcChain.xml")
    replace(parts, "xl/workbook.xml", ' fullCalcOnLoad="1"', "")


def _objects(book: Any) -> None:
    sheet = book["Buchungen"]
    sheet.add_table(Table(displayName="Anmeldungen", ref="A1:K4"))
    book.defined_names["Kursliste"] = DefinedName("Kursliste", attr_text="Kurse!$A$2:$A$99")
    book["Mitglieder"].protection.sheet = True
    sheet["A2"].protection = Protection(locked=False)
    book.security.lockStructure = True


_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MACRO: Final = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def _macros(parts: Parts) -> None:
    add(parts, "xl/vbaProject.bin", bytes(range(256)) * 20, "application/vnd.ms-office.vbaProject")
    relate(parts, "xl/workbook.xml", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")  # fmt: skip
    replace(parts, "[Content_Types].xml", f"{TYPES}.sheet.main+xml", _MACRO)


_X14: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM: Final = "http://schemas.microsoft.com/office/excel/2006/main"


def _extensions(parts: Parts) -> None:
    """Data bars and sparklines, which are kept behind everything else in a sheet."""
    bars = (
        f'<ext xmlns:x14="{_X14}" uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}"><x14:conditionalFormattings>'
        f'<x14:conditionalFormatting xmlns:xm="{_XM}"><x14:cfRule type="dataBar" id="{{00000000-0001-0000-0000-000000000001}}">'
        '<x14:dataBar minLength="0" maxLength="100"><x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/>'
        "<x14:negativeFillColor rgb=\"FFFF0000\"/><x14:axisColor rgb=\"FF000000\"/></x14:dataBar></x14:cfRule>"
        "<xm:sqref>G2:G9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>"
    )  # fmt: skip
    lines = (
        f'<ext xmlns:x14="{_X14}" uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}"><x14:sparklineGroups xmlns:xm="{_XM}">'
        "<x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>Buchungen!G2:G4</xm:f><xm:sqref>M2</xm:sqref>"
        "</x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>"
    )
    at_end(parts, BOOKINGS, f"<extLst>{bars}{lines}</extLst>")


def _pivot(parts: Parts) -> None:
    source = '<cacheSource type="worksheet"><worksheetSource ref="A1:B4" sheet="Buchungen"/></cacheSource>'
    fields = '<cacheFields count="2"><cacheField name="Nr." numFmtId="0"><sharedItems/></cacheField><cacheField name="Kurs" numFmtId="0"><sharedItems count="1"><s v="VA-1"/></sharedItems></cacheField></cacheFields>'
    records = "".join(f'<r><s v="B-{number}"/><x v="0"/></r>' for number in (1, 2, 3))
    definition = f'<pivotCacheDefinition xmlns="{_MAIN}" xmlns:r="{KINDS}" r:id="own0" refreshedBy="Buero" recordCount="3">{source}{fields}</pivotCacheDefinition>'
    table = (
        f'<pivotTableDefinition xmlns="{_MAIN}" name="Auswertung" cacheId="9" dataCaption="Werte"><location ref="N2:O4" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
        '<pivotFields count="2"><pivotField dataField="1"/><pivotField axis="axisRow"><items count="2"><item x="0"/><item t="default"/></items></pivotField></pivotFields>'
        '<rowFields count="1"><field x="1"/></rowFields><dataFields count="1"><dataField name="Anzahl" fld="0" subtotal="count"/></dataFields></pivotTableDefinition>'
    )
    cache, records_part = "xl/pivotCache/pivotCacheDefinition1.xml", "xl/pivotCache/pivotCacheRecords1.xml"
    add(parts, cache, definition, f"{TYPES}.pivotCacheDefinition+xml")
    add(parts, records_part, f'<pivotCacheRecords xmlns="{_MAIN}" count="3">{records}</pivotCacheRecords>', f"{TYPES}.pivotCacheRecords+xml")  # fmt: skip
    add(parts, "xl/pivotTables/pivotTable1.xml", table, f"{TYPES}.pivotTable+xml")
    relate(parts, cache, "pivotCacheRecords", "pivotCacheRecords1.xml")
    relate(parts, "xl/pivotTables/pivotTable1.xml", "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")  # fmt: skip
    relate(parts, sheet_part(1), "pivotTable", "../pivotTables/pivotTable1.xml")
    own = relate(parts, "xl/workbook.xml", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
    replace(parts, "xl/workbook.xml", "</workbook>", f'<pivotCaches><pivotCache cacheId="9" r:id="{own}"/></pivotCaches></workbook>')  # fmt: skip


def _picture(parts: Parts) -> None:
    draw = "http://schemas.openxmlformats.org/drawingml/2006"
    anchor = (
        '<xdr:oneCellAnchor><xdr:from><xdr:col>12</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="90000" cy="90000"/>'
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Logo" descr="Ein Logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="own0"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
    )
    drawing = f'<xdr:wsDr xmlns:xdr="{draw}/spreadsheetDrawing" xmlns:a="{draw}/main" xmlns:r="{KINDS}">{anchor}</xdr:wsDr>'
    add(parts, "xl/media/image1.png", _png())
    replace(parts, "[Content_Types].xml", "</Types>", '<Default Extension="png" ContentType="image/png"/></Types>')  # fmt: skip
    add(parts, "xl/drawings/drawing1.xml", drawing, "application/vnd.openxmlformats-officedocument.drawing+xml")  # fmt: skip
    relate(parts, "xl/drawings/drawing1.xml", "image", "../media/image1.png")
    own = relate(parts, sheet_part(BOOKINGS), "drawing", "../drawings/drawing1.xml")
    at_end(parts, BOOKINGS, f'<drawing xmlns:r="{KINDS}" r:id="{own}"/>')


def _png() -> bytes:
    """One white point."""
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\xff")), (b"IEND", b""))  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)  # fmt: skip


def _belongings(parts: Parts) -> None:
    """Custom properties, a link to another file, printer settings, and XML of the office's own."""
    properties = '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Aktenzeichen"><vt:lpwstr>4711</vt:lpwstr></property>'
    custom = f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{properties}</Properties>'
    add(parts, "docProps/custom.xml", custom, "application/vnd.openxmlformats-officedocument.custom-properties+xml")  # fmt: skip
    relate(parts, "", "custom-properties", "docProps/custom.xml")
    link = f'<externalLink xmlns="{_MAIN}" xmlns:r="{KINDS}"><externalBook r:id="own0"><sheetNames><sheetName val="Preise"/></sheetNames></externalBook></externalLink>'
    add(parts, "xl/externalLinks/externalLink1.xml", link, f"{TYPES}.externalLink+xml")
    relate(parts, "xl/externalLinks/externalLink1.xml", "externalLinkPath", "file:///C:/Alt/preise.xlsx", "External")  # fmt: skip
    own = relate(parts, "xl/workbook.xml", "externalLink", "externalLinks/externalLink1.xml")
    replace(parts, "xl/workbook.xml", "<definedNames", f'<externalReferences><externalReference r:id="{own}"/></externalReferences><definedNames')  # fmt: skip
    add(parts, "xl/printerSettings/printerSettings1.bin", "Büro".encode("utf-16-le") * 90, f"{TYPES}.printerSettings")  # fmt: skip
    own = relate(parts, sheet_part(BOOKINGS), "printerSettings", "../printerSettings/printerSettings1.bin")
    at_end(parts, BOOKINGS, f'<pageSetup xmlns:r="{KINDS}" paperSize="9" r:id="{own}"/>')
    add(parts, "customXml/item1.xml", '<?xml version="1.0"?><own xmlns="urn:example">x</own>')


def _shared(parts: Parts) -> None:
    """Texts as Excel keeps them: once, with phonetic signs, runs of their own look and blanks that count."""
    texts: dict[str, int] = {}

    def point(found: re.Match[str]) -> str:
        number = texts.setdefault(found[2], len(texts))
        return f'<c{found[1]} t="s"><v>{number}</v></c>'

    for number in (1, COURSES, BOOKINGS):
        xml = parts[sheet_part(number)].decode()
        xml = re.sub(r'<c([^>]*) t="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>', point, xml)
        parts[sheet_part(number)] = xml.encode()
    items = [f'<si><t xml:space="preserve">{text}</t></si>' for text in texts]
    if "Anna Beispiel" in texts:
        items[texts["Anna Beispiel"]] = "<si><r><t>Anna</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> Beispiel</t></r><rPh sb=\"0\" eb=\"4\"><t>アンナ</t></rPh><phoneticPr fontId=\"0\"/></si>"  # fmt: skip
    add(parts, "xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}" count="{len(items)}" uniqueCount="{len(items)}">{"".join(items)}</sst>', f"{TYPES}.sharedStrings+xml")  # fmt: skip
    relate(parts, "xl/workbook.xml", "sharedStrings", "sharedStrings.xml")


def _excel(parts: Parts) -> None:
    """What Excel writes around its rows: spans, heights, other namespaces, and line ends after the declaration."""
    _shared(parts)
    for number in (1, COURSES, BOOKINGS):
        xml = parts[sheet_part(number)].decode()
        others = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
        xml = xml.replace("<worksheet ", f"<worksheet {others} ", 1)
        xml = re.sub(r'<row r="(\d+)">', r'<row r="\1" spans="1:11" x14ac:dyDescent="0.25">', xml)
        parts[sheet_part(number)] = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n' + xml
        ).encode()


def _prefixed(parts: Parts) -> None:
    for number in (1, COURSES, BOOKINGS):
        xml = re.sub(r"<(/?)(\w)", r"<\1x:\2", parts[sheet_part(number)].decode())
        parts[sheet_part(number)] = xml.replace("xmlns=", "xmlns:x=", 1).encode()


_STRICT: Final = {
    _MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    KINDS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
}


def _strict(parts: Parts) -> None:
    for name, part in parts.items():
        for transitional, strict in _STRICT.items():
            part = part.replace(f'"{transitional}"'.encode(), f'"{strict}"'.encode())
            part = part.replace(f'"{transitional}/'.encode(), f'"{strict}/'.encode())
        parts[name] = part
    replace(parts, "xl/workbook.xml", "<workbook ", '<workbook conformance="strict" ')


def _mac(book: Any) -> None:
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904


WORKBOOKS: Final[Mapping[str, Callable[[], bytes]]] = {
    "plain": plain,
    "dressed": lambda: _by_openpyxl(_dress),
    "chart": lambda: _by_openpyxl(_chart),
    "picture": lambda: _by_hand(_picture),
    "rules": lambda: _by_openpyxl(_rules),
    "comments": lambda: _by_openpyxl(_comments),
    "formulas": lambda: _by_hand(_formulas),
    "table object": lambda: _by_openpyxl(_objects),
    "macros": lambda: _by_hand(_macros),
    "data bars and sparklines": lambda: _by_hand(_extensions),
    "pivot table": lambda: _by_hand(_pivot),
    "belongings": lambda: _by_hand(_belongings),
    "shared strings": lambda: _by_hand(_shared),
    "as Excel writes": lambda: _by_hand(_excel),
    "prefixed": lambda: _by_hand(_prefixed),
    "strict": lambda: _by_hand(_strict),
    "days since 1904": lambda: _by_openpyxl(_mac),
}
