"""How far the sheets of an ODS file spread: a cell that is repeated is written once and counts as often as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hub.connectors.spreadsheet.extent import MOST_CELLS, MOST_TEXT, Extent, too_large, too_much_text
from hub.connectors.spreadsheet.package import Package
from hub.errors import Place

_TAG: Final = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")
_CLOSING: Final = b"</table:"
_REPEATED: Final = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d{1,12})')


def refuse_absurd_ods(content: bytes, *, place: Place) -> None:
    """Calamine reads all sheets at once, so together they have to fit. Raises: Unusable."""
    cells = size = 0
    for extent, repeated in _extents(Package(content).part("content.xml") or b""):
        extent.refuse_absurd(place)
        cells += extent.rows * extent.columns
        size += repeated
        if cells > MOST_CELLS:
            raise too_large(extent, place)
        if size > MOST_TEXT:
            raise too_much_text(size, place)


def _extents(xml: bytes) -> Iterator[tuple[Extent, int]]:
    """How far each sheet spreads, and the bytes of its repeated cells, which calamine copies as often.

    Rows and cells without content count only before others.
    """
    found, size, above, left, rows = Extent(), 0, 0, 0, 0
    for tag in _TAG.finditer(xml):
        name, attributes = tag.groups()
        repeated = _REPEATED.search(attributes)
        count = int(repeated[1]) if repeated else 1
        if name == b"table":
            yield found, size
            found, size, above, rows = Extent(), 0, 0, 0
        elif name == b"table-row":
            above, left, rows = above + rows, 0, count
        else:
            left += count
            if not attributes.endswith(b"/") or b"value" in attributes:
                found = found.including(above + rows, left)
                if rows * count > 1:
                    size += rows * count * _bytes_of(tag, xml)
    yield found, size


def _bytes_of(cell: re.Match[bytes], xml: bytes) -> int:
    """What a cell says in its attributes and between its tags."""
    is_closed = cell[2].endswith(b"/")
    return len(cell[2]) + (0 if is_closed else xml.find(_CLOSING, cell.end()) - cell.end())
