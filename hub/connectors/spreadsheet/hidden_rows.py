"""Rows that the office does not see: hidden by hand or by a filter. Found only when somebody asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from hub.connectors.spreadsheet.anatomy import anatomy_of
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.placed_cells import placed
from hub.errors import Place

_ROW: Final = re.compile(rb"""<(?:\w+:)?row\b(?=[^>]*\shidden=["'](?:1|true)["'])[^>]*?\sr=["'](\d+)["']""")
_TABLE: Final = re.compile(
    rb"""<table:table\s[^>]*?table:name="([^"]*)"[^>]*>(.*?)</table:table>""", re.DOTALL
)
_ODS_ROW: Final = re.compile(rb"<table:table-row\b([^>]*)>")
_REPEATED: Final = re.compile(rb'table:number-rows-repeated="(\d+)"')
_UNSEEN: Final = re.compile(rb'table:visibility="(?:collapse|filter)"')
_MOST: Final = 100_000


def hidden_in_xlsx(content: bytes, sheet: str, *, place: Place) -> Sequence[int]:
    """Rows from 1. Raises: Unusable when the package is damaged."""
    package = Package(content)
    xml = package.part(anatomy_of(package, sheet, place=place).sheet) or b""
    return [int(row[1]) for row in _ROW.finditer(placed(xml))] if b"hidden=" in xml else []


def hidden_in_ods(content: bytes, number: int) -> Sequence[int]:
    """Rows from 1 of the sheet with this number, from 0."""
    return list(islice(_hidden(ods_table(content, number)), _MOST))


def ods_table(content: bytes, number: int) -> bytes:
    """What the sheet with this number, from 0, consists of; nothing where there is none."""
    xml = Package(content).part("content.xml") or b""
    found = next(islice(_TABLE.finditer(xml), number, None), None)
    return found[2] if found else b""


def _hidden(table: bytes) -> Iterator[int]:
    row = 0
    for tag in _ODS_ROW.finditer(table):
        repeated = _REPEATED.search(tag[1])
        count = int(repeated[1]) if repeated else 1
        if _UNSEEN.search(tag[1]):
            yield from range(row + 1, row + count + 1)
        row += count
