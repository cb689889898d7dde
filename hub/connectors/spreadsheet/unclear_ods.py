"""Cells of an ODS file that show an error or were never calculated: calamine gives them as empty, or as 0."""

from __future__ import annotations

from collections.abc import Mapping

from hub.connectors.spreadsheet.garbled import is_error
from hub.connectors.spreadsheet.ods_walk import found_in_ods
from hub.connectors.spreadsheet.package import Package
from hub.errors import Place
from hub.language import Text


def unclear_in_ods(content: bytes, number: int, *, place: Place) -> Mapping[tuple[int, int], Text]:
    """What is wrong with a cell of the sheet with this number (from 0), by row (from 1) and column (from 0)."""
    xml = Package(content).part("content.xml") or b""
    if b"table:formula=" not in xml and b'value-type="error"' not in xml:
        return {}
    return found_in_ods(xml, number, _why, place=place)


def _why(cell: Mapping[str, str], words: str | None) -> Text | None:
    if cell.get("calcext:value-type") == "error":
        return Text("the cell shows {error}", error=words or "#?")
    if "table:formula" not in cell:
        return None
    if words and is_error(words):  # OpenOffice 3 says that its value is 0
        return Text("the cell shows {error}", error=words)
    is_empty = words is None and "office:value-type" not in cell
    return Text("the cell's formula was never calculated") if is_empty else None
