"""How far the sheets of an ODS file spread: a cell that is repeated is written once and counts as often as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hub.connectors.spreadsheet.extent import MOST_CELLS, Extent, too_large
from hub.connectors.spreadsheet.package import Package
from hub.errors import Place

_TAG: Final = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")
_REPEATED: Final = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d{1,12})')


def refuse_absurd_ods(content: bytes, *, place: Place) -> None:
    """Calamine reads all sheets at once, so together they have to fit. Raises: Unusable."""
    cells = 0
    for extent in _extents(Package(content).part("content.xml") or b""):
        extent.refuse_absurd(place)
        cells += extent.rows * extent.columns
        if cells > MOST_CELLS:
            raise too_large(extent, place)


def _extents(xml: bytes) -> Iterator[Extent]:
    """How far each sheet spreads; rows and cells without content count only before others."""
    found, above, left, rows = Extent(), 0, 0, 0
    for tag in _TAG.finditer(xml):
        name, attributes = tag.groups()
        repeated = _REPEATED.search(attributes)
        count = int(repeated[1]) if repeated else 1
        if name == b"table":
            yield found
            found, above, rows = Extent(), 0, 0
        elif name == b"table-row":
            above, left, rows = above + rows, 0, count
        else:
            left += count
            if not attributes.endswith(b"/") or b"value" in attributes:
                found = found.including(above + rows, left)
    yield found
