"""How far the sheets of an old workbook (.xls) spread: its cells name their row and column in two bytes each."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from hub.connectors.spreadsheet.compound import CompoundFile
from hub.connectors.spreadsheet.extent import MOST_CELLS, Extent, too_large
from hub.connectors.spreadsheet.formats import XLS_STREAMS, damaged
from hub.connectors.spreadsheet.shared_strings_xls import refuse_repeated_in_xls
from hub.errors import Place

_BEGINNING: Final = 0x0809
_SEVERAL: Final = 0x00BD  # numbers side by side
_CELLS: Final = frozenset({0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, _SEVERAL})


def refuse_absurd_xls(content: bytes, *, place: Place) -> None:
    """Calamine reads all sheets at once, so together they have to fit. Raises: Unusable."""
    cells = 0
    try:
        stream = CompoundFile(content).stream(*XLS_STREAMS)
        extents = list(_extents(stream))
        refuse_repeated_in_xls(stream, place=place)
    except (ValueError, LookupError, struct.error) as error:
        raise damaged(place, str(error)) from error
    for extent in extents:
        extent.refuse_absurd(place)
        cells += extent.rows * extent.columns
        if cells > MOST_CELLS:
            raise too_large(extent, place)


def _extents(stream: bytes) -> Iterator[Extent]:
    found, at = Extent(), 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _BEGINNING:
            yield found
            found = Extent()
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            if kind == _SEVERAL:
                column = struct.unpack_from("<H", stream, at + 2 + length)[0]
            found = found.including(row + 1, column + 1)
        at += 4 + length
    yield found
