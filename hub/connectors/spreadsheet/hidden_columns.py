"""Columns that the office does not see. Found only when somebody asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hub.connectors.spreadsheet.anatomy import anatomy_of
from hub.connectors.spreadsheet.hidden_rows import ods_table
from hub.connectors.spreadsheet.package import Package
from hub.errors import Place

_COLUMN: Final = re.compile(rb"""<(?:\w+:)?col\s(?=[^>]*\bhidden=["'](?:1|true)["'])([^>]*)>""")
_END: Final = re.compile(rb"""\b(min|max)=["'](\d+)["']""")
_ODS_COLUMN: Final = re.compile(rb"<table:table-column\b([^>]*)>")
_REPEATED: Final = re.compile(rb'table:number-columns-repeated="(\d+)"')
_UNSEEN: Final = re.compile(rb'table:visibility="(?:collapse|filter)"')
_MOST: Final = 16_384
_HEAD: Final = 1_000_000  # the columns stand before the rows


def columns_hidden_in_xlsx(content: bytes, sheet: str, *, place: Place) -> Sequence[int]:
    """Columns from 0. Raises: Unusable when the package is damaged."""
    package = Package(content)
    head = next(package.chunks(anatomy_of(package, sheet, place=place).sheet, size=_HEAD), b"")
    found = list[int]()
    for column in _COLUMN.finditer(head):
        ends = {name: int(number) for name, number in _END.findall(column[1])}
        found += range(ends.get(b"min", 1) - 1, min(ends.get(b"max", 0), _MOST))
    return found


def columns_hidden_in_ods(content: bytes, number: int) -> Sequence[int]:
    """Columns from 0 of the sheet with this number, from 0."""
    return [column for column in _hidden(ods_table(content, number)) if column < _MOST]


def _hidden(table: bytes) -> Iterator[int]:
    left = 0
    for tag in _ODS_COLUMN.finditer(table):
        repeated = _REPEATED.search(tag[1])
        count = min(int(repeated[1]) if repeated else 1, _MOST)
        if _UNSEEN.search(tag[1]):
            yield from range(left, left + count)
        left += count
