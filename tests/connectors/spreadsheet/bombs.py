"""Makes workbooks by hand, part by part: what no office program would save."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT_TYPES = f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
RELATIONS = f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_KINDS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'  # fmt: skip
BOOK = f'<workbook xmlns="{_MAIN}" xmlns:r="{_KINDS}"><sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>'
BOOK_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_KINDS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_KINDS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
SHEET = "xl/worksheets/sheet1.xml"


def cell(reference: str = "", content: str = "x") -> str:
    said = f' r="{reference}"' if reference else ""
    return f'<c{said} t="inlineStr"><is><t>{content}</t></is></c>'


def sheet(*rows: str, dimension: str = "", before: str = "") -> str:
    """The XML of a sheet whose rows are given whole; `before` stands before its first element."""
    said = f'<dimension ref="{dimension}"/>' if dimension else ""
    data = "".join(row if row.startswith("<row") else f"<row>{row}</row>" for row in rows)
    return f'{before}<worksheet xmlns="{_MAIN}">{said}<sheetData>{data}</sheetData></worksheet>'


def strings(*words: str) -> str:
    texts = "".join(f"<si><t>{word}</t></si>" for word in words)
    return f'<sst xmlns="{_MAIN}">{texts}</sst>'


def workbook(xml: str | bytes, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook with one sheet, called List."""
    packed = io.BytesIO()
    usual: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_RELATIONS,
        "xl/sharedStrings.xml": strings(),
        SHEET: xml,
    }
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**usual, **(parts or {})}.items():
            archive.writestr(name, part)
    return packed.getvalue()
