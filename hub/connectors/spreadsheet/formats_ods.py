"""How the cells of an ODS file look, as far as the hub sees it: numbers with zeros in front, or in another currency."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from hub.connectors.spreadsheet.cell_formats import PLAIN, CellFormat, CellFormats
from hub.connectors.spreadsheet.ods_walk import found_in_ods
from hub.connectors.spreadsheet.package import Package
from hub.errors import Place

_PADDED: Final = re.compile(rb'number:min-integer-digits="(?:[2-9]|\d\d)')
_OTHER_MONEY: Final = re.compile(rb'office:currency="(?!EUR)[^"]')
_SHOWN: Final = re.compile(r"0\d+")


class OdsFormats(CellFormats):
    """Known cell by cell; all others are plain."""

    def __init__(self, found: Mapping[tuple[int, int], CellFormat]) -> None:
        super().__init__()
        self._found = found

    def at(self, row: int, column: int) -> CellFormat:
        return self._found.get((row, column), PLAIN)

    def cells(self, is_wanted: Callable[[CellFormat], bool]) -> Iterator[tuple[int, int]]:
        return (cell for cell, look in self._found.items() if is_wanted(look))


def formats_in_ods(content: bytes, number: int, *, place: Place) -> CellFormats:
    """The formats of the sheet with this number, from 0; without cost where no cell looks so."""
    package = Package(content)
    xml = package.part("content.xml") or b""
    is_padded = any(_PADDED.search(part) for part in (xml, package.part("styles.xml") or b""))
    if not is_padded and not _OTHER_MONEY.search(xml):
        return CellFormats()
    return OdsFormats(found_in_ods(xml, number, _shown, place=place))


def _shown(cell: Mapping[str, str], words: str | None) -> CellFormat | None:
    if cell.get("office:value-type") == "currency" and cell.get("office:currency"):
        return CellFormat(f"[${cell['office:currency']}]")
    is_padded = cell.get("office:value-type") == "float" and words is not None and _SHOWN.fullmatch(words)
    return CellFormat("0" * len(words)) if is_padded and words else None
