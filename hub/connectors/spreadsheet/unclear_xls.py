"""Cells of an old workbook (.xls) that show an error: calamine gives them as empty, and empty means something else."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import Final

from hub.connectors.spreadsheet.compound import CompoundFile
from hub.connectors.spreadsheet.formats import XLS_STREAMS, damaged
from hub.errors import Place
from hub.language import Text

_FORMULA, _END, _BOUND_SHEET, _CONSTANT, _BEGINNING = 0x0006, 0x000A, 0x0085, 0x0205, 0x0809
_BIFF8: Final = 0x0600
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_NO_NUMBER: Final = b"\xff\xff"  # the end of a formula's result that is no number
_IS_ERROR: Final = 2


def unclear_in_xls(content: bytes, sheet: str, *, place: Place) -> Mapping[tuple[int, int], Text]:
    """What is wrong with a cell, by row (from 1) and column (from 0). Raises: Unusable."""
    try:
        stream = CompoundFile(content).stream(*XLS_STREAMS)
        return {cell: Text("the cell shows {error}", error=error) for cell, error in _errors(stream, sheet)}
    except (ValueError, LookupError, struct.error) as error:
        raise damaged(place, str(error)) from error


def _errors(stream: bytes, sheet: str) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, record in _records(stream, _start_of(stream, sheet)):
        if kind == _CONSTANT and record[7]:
            code = record[6]
        elif kind == _FORMULA and record[12:14] == _NO_NUMBER and record[6] == _IS_ERROR:
            code = record[8]
        else:
            continue
        row, column = struct.unpack_from("<HH", record)
        yield (row + 1, column), _ERRORS.get(code, "#?")


def _start_of(stream: bytes, sheet: str) -> int:
    """Where the part of this sheet begins. Raises: LookupError."""
    is_new = True
    for kind, record in _records(stream, 0):
        if kind == _BEGINNING:
            is_new = struct.unpack_from("<H", record)[0] == _BIFF8
        elif kind == _BOUND_SHEET and _name(record[6:], is_new=is_new) == sheet:
            return int.from_bytes(record[:4], "little")
    raise LookupError(sheet)


def _name(raw: bytes, *, is_new: bool) -> str:
    """A sheet's name: its length, and since 1997 a byte that says whether letters are wide."""
    length = raw[0]
    if not is_new:
        return raw[1 : 1 + length].decode("cp1252")
    is_wide = raw[1] & 1
    return raw[2 : 2 + length * 2].decode("utf-16-le") if is_wide else raw[2 : 2 + length].decode("latin-1")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of every record from here to the end of its part."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _END:
            return
        at += 4 + length
