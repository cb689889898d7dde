"""Makes workbooks of the old kind (.xls) and of LibreOffice (.ods), byte by byte: no library here writes them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.sax.saxutils import escape

_SECTOR = 512
_SMALLEST = 4096  # a smaller stream would lie elsewhere in the container
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_ERRORS = {
    "#NULL!": 0x00,
    "#DIV/0!": 0x07,
    "#VALUE!": 0x0F,
    "#REF!": 0x17,
    "#NAME?": 0x1D,
    "#NUM!": 0x24,
    "#N/A": 0x2A,
}
_EPOCH = date(1899, 12, 30)
_DAY_FORMAT = 14
_SPACES = ("office", "table", "text", "calcext")


@dataclass(frozen=True)
class Failed:
    """A cell that shows an error, typed or (`formula`) calculated."""

    error: str
    formula: bool = False


def xls(rows: Sequence[Sequence[object]], *, title: str = "Mitglieder", padding: int = _SMALLEST) -> bytes:
    """A workbook of Excel 97 with one sheet; days have a date format."""
    return _compound(_stream(rows, title), padding)


def _stream(rows: Sequence[Sequence[object]], title: str) -> bytes:
    beginning = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    formats = _record(0x00E0, struct.pack("<HH", 0, 0) + bytes(16)) + _record(
        0x00E0, struct.pack("<HH", 0, _DAY_FORMAT) + bytes(16)
    )
    name = title.encode("utf-16-le")
    at = len(beginning) + len(formats) + 4 + 8 + len(name) + 4
    sheet = _record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(title), 1) + name)
    cells = b"".join(
        _cell(row, column, cell)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
        if cell != ""
    )
    part = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    return beginning + formats + sheet + _record(0x000A) + part + cells + _record(0x000A)


def _cell(row: int, column: int, cell: object) -> bytes:
    at = struct.pack("<HH", row, column)
    match cell:
        case Failed(error, formula=True):
            result = bytes([2, 0, _ERRORS[error], 0, 0, 0, 0xFF, 0xFF])
            return _record(0x0006, at + struct.pack("<H", 0) + result + struct.pack("<HIH", 0, 0, 0))
        case Failed(error):
            return _record(0x0205, at + struct.pack("<HBB", 0, _ERRORS[error], 1))
        case bool():
            return _record(0x0205, at + struct.pack("<HBB", 0, cell, 0))
        case date():
            day = cell.date() if isinstance(cell, datetime) else cell
            return _record(0x0203, at + struct.pack("<Hd", 1, (day - _EPOCH).days))
        case int() | float():
            return _record(0x0203, at + struct.pack("<Hd", 0, cell))
        case _:
            words = str(cell).encode("utf-16-le")
            return _record(0x0204, at + struct.pack("<HHB", 0, len(words) // 2, 1) + words)


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _compound(stream: bytes, padding: int) -> bytes:
    """The stream in an OLE container: allocation table, directory, and the stream; small ones in small sectors."""
    size = max(len(stream), padding)
    is_small = size < _SMALLEST
    body = stream.ljust(size, b"\0")
    body += bytes(-len(body) % _SECTOR)
    sectors = len(body) // _SECTOR
    table = [_TABLE, _END, *range(3, 2 + sectors), _END]
    small = b""
    if is_small:
        table.append(_END)
        pieces = -(-size // 64)
        small = _padded([*range(1, pieces), _END])
    root = _entry("Root Entry", 5, (2, len(body)) if is_small else (_END, 0))
    book = _entry("Workbook", 2, (0, size) if is_small else (2, size))
    directory = (root + book).ljust(_SECTOR, b"\0")
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack("<HHHHH6xIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0)
    header += struct.pack("<IIIII", _SMALLEST, 2 + sectors if is_small else _END, int(is_small), _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + _padded(table) + directory + body + small


def _padded(numbers: Sequence[int]) -> bytes:
    return struct.pack("<128I", *numbers, *[_FREE] * (128 - len(numbers)))


def _entry(name: str, kind: int, place: tuple[int, int]) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    child = 1 if kind == 5 else _FREE
    head = words.ljust(64, b"\0") + struct.pack("<HBBIII", len(words), kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", *place)


def ods(rows: Sequence[Sequence[object]], *, title: str = "Mitglieder") -> bytes:
    """An OpenDocument spreadsheet with one sheet, as LibreOffice writes it. A text that begins with < is a cell's XML."""
    table = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        + " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _SPACES)
        + f'><office:body><office:spreadsheet><table:table table:name="{escape(title)}">{table}</table:table>'
        + "</office:spreadsheet></office:body></office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:manifest"/>')
    return packed.getvalue()


def _ods_cell(cell: object) -> str:
    match cell:
        case Failed(error):
            formula = "" if not cell.formula else ' table:formula="of:=1/0"'
            return f'<table:table-cell{formula} office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>{error}</text:p></table:table-cell>'
        case "":
            return "<table:table-cell/>"
        case bool():
            return (
                f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(cell).lower()}"/>'
            )
        case date():
            return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
        case int() | float():
            return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
        case str() if cell.startswith("<"):
            return cell
        case _:
            return f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'
