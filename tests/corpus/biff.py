"""Makes small workbooks of the old kind (.xls): BIFF8 records in a compound file."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

Row = Sequence[object]
Merged = tuple[int, int, int, int]
"""First and last row, first and last column, from 0."""

OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_SECTOR: Final = 512
_SMALLEST: Final = 4096  # shorter streams lie in a place of their own
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_DAY: Final = 14  # the built-in format of days
_GENERAL, _DATED = 0, 1  # the formats in the list below


def xls(
    sheets: Mapping[str, Sequence[Row]], *, hidden: Sequence[str] = (), merged: Sequence[Merged] = ()
) -> bytes:
    """A workbook with these sheets; the merged cells are the first sheet's."""
    parts = [_sheet(rows, merged if number == 0 else ()) for number, rows in enumerate(sheets.values())]
    starts = [0] * len(parts)
    for _ in range(2):  # the list of sheets is as long with the true places as with none
        head = _globals(dict(zip(sheets, starts, strict=True)), hidden)
        starts = [len(head) + sum(map(len, parts[:number])) for number in range(len(parts))]
    return compound({"Workbook": head + b"".join(parts)})


def locked() -> bytes:
    """A workbook that opens with a password only: whoever reads it learns no more than that."""
    begins = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    return compound({"Workbook": begins + _record(0x2F, struct.pack("<H", 1) + bytes(52)) + _record(0x0A)})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file, the box in which old Office programs and passwords come, with these streams."""
    fat, body, entries = [_FAT, _END], b"", [_entry("Root Entry", kind=5, start=_END, size=0, child=1)]
    for number, (name, content) in enumerate(streams.items(), start=2):
        padded = content.ljust(max(_SMALLEST, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
        start, count = len(fat), len(padded) // _SECTOR
        fat += [*range(start + 1, start + count), _END]
        body += padded
        right = number if number <= len(streams) else _FREE
        entries.append(_entry(name, kind=2, start=start, size=len(padded), right=right))
    assert len(fat) <= _SECTOR // 4, "one sector has the whole table of sectors"
    header = OLE + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0)  # fmt: skip
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    table = struct.pack(f"<{_SECTOR // 4}I", *fat, *[_FREE] * (_SECTOR // 4 - len(fat)))
    return header + table + b"".join(entries).ljust(_SECTOR, b"\0") + body


def _entry(name: str, *, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    raw = name.encode("utf-16-le")
    return raw.ljust(64, b"\0") + struct.pack(
        "<HBBIII16xIQQIQ", len(raw) + 2, kind, 1, _FREE, right, child, 0, 0, 0, start, size
    )


def _globals(starts: Mapping[str, int], hidden: Sequence[str]) -> bytes:
    fonts = b"".join(
        _record(0x31, struct.pack("<HHHHH4xBB", 200, 0, 0x7FFF, 400, 0, 5, 0) + b"Arial") for _ in range(4)
    )
    looks = b"".join(_record(0xE0, struct.pack("<HHH14x", 0, number, 0)) for number in (0, _DAY))
    sheets = b"".join(
        _record(0x85, struct.pack("<IBB", start, name in hidden, 0) + _text(name, length="<B"))
        for name, start in starts.items()
    )
    return (
        _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + fonts + looks + sheets + _record(0x0A)
    )


def _sheet(rows: Sequence[Row], merged: Sequence[Merged]) -> bytes:
    cells = b"".join(
        _cell(number, column, value)
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value not in {"", None}
    )
    spans = b"".join(struct.pack("<HHHH", *span) for span in merged)
    joined = _record(0xE5, struct.pack("<H", len(merged)) + spans) if merged else b""
    width = max(map(len, rows), default=0)
    size = _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    return (
        _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
        + size
        + cells
        + joined
        + _record(0x0A)
    )


def _cell(row: int, column: int, value: object) -> bytes:
    match value:
        case datetime() | date():
            moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
            days = (moment - datetime(1899, 12, 30)).total_seconds() / 86_400
            return _record(0x203, struct.pack("<HHHd", row, column, _DATED, days))
        case int() | float():
            return _record(0x203, struct.pack("<HHHd", row, column, _GENERAL, value))
        case _:
            return _record(0x204, struct.pack("<HHH", row, column, _GENERAL) + _text(str(value), length="<H"))


def _text(words: str, *, length: str) -> bytes:
    return struct.pack(length, len(words)) + b"\1" + words.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
