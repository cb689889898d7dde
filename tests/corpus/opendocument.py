"""Makes small ODS workbooks, as LibreOffice lays them out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

Row = Sequence[object]

_NAMES: Final = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
_HIDDEN: Final = '<style:style style:name="unseen" style:family="table"><style:table-properties table:display="false"/></style:style>'  # fmt: skip


def ods(
    sheets: Mapping[str, Sequence[Row]], *, hidden: Sequence[str] = (), hidden_rows: Sequence[int] = ()
) -> bytes:
    """A workbook with these sheets; rows (from 1) of the first one may be filtered away."""
    tables = "".join(
        _table(name, rows, is_hidden=name in hidden, unseen=hidden_rows if number == 0 else ())
        for number, (name, rows) in enumerate(sheets.items())
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} office:version="1.2">'
        f"<office:automatic-styles>{_HIDDEN}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(content)


def packed(content: str, *, manifest: str = "") -> bytes:
    """The package around `content.xml`."""
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    entries = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
    entries += (
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>{manifest}'
    )
    parts = {
        "content.xml": content,
        "META-INF/manifest.xml": (
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
            f"{entries}</manifest:manifest>"
        ),
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, part in parts.items():
            package.writestr(name, part)
    return archive.getvalue()


def _table(name: str, rows: Sequence[Row], *, is_hidden: bool, unseen: Sequence[int]) -> str:
    style = ' table:style-name="unseen"' if is_hidden else ""
    lines = "".join(_row(row, is_hidden=number in unseen) for number, row in enumerate(rows, start=1))
    return f"<table:table table:name={quoteattr(name)}{style}>{lines}</table:table>"


def _row(row: Row, *, is_hidden: bool) -> str:
    unseen = ' table:visibility="filter"' if is_hidden else ""
    return f"<table:table-row{unseen}>{''.join(map(_cell, row))}</table:table-row>"


def _cell(value: object) -> str:
    match value:
        case "" | None:
            return "<table:table-cell/>"
        case date():
            exact = value.isoformat() if isinstance(value, datetime) else f"{value:%Y-%m-%d}"
            return _typed("date", f'office:date-value="{exact}"', f"{value:%d.%m.%Y}")
        case int() | float():
            return _typed("float", f'office:value="{value}"', str(value))
        case _:
            return _typed("string", "", str(value))


def _typed(kind: str, value: str, shown: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" {value}><text:p>{escape(shown)}</text:p></table:table-cell>'
