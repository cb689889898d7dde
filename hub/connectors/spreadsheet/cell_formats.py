"""How cells look: number format, strike-through and fill, read from an XLSX workbook only when somebody asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, TypeVar

from hub.connectors.spreadsheet.anatomy import anatomy_of
from hub.connectors.spreadsheet.markup import Element, parse
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.placed_cells import placed
from hub.connectors.spreadsheet.span import column_of, letters
from hub.errors import Place

T = TypeVar("T")

_BUILT_IN: Final[Mapping[str, str]] = {
    "0": "General",
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "17": "mmm-yy",
    "49": "@",
}
"""The codes of built-in formats that decide something; the others read as an empty code."""
_STYLED: Final = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\ss=["'](\d+)["'][^>]*>""")
_CELL: Final = re.compile(rb"""\sr=["']([A-Z]+)(\d+)["']""")
_IN_COLUMN: Final = rb"""<(?:\w+:)?c\b[^>]*?\sr=["']%s(\d+)["'][^>]*>"""
_STYLE: Final = re.compile(rb"""\ss=["'](\d+)["']""")


@dataclass(frozen=True, slots=True)
class CellFormat:
    """`number_format` is the code, such as `00000`; `fill` the colour as the file writes it, None without one."""

    number_format: str = "General"
    is_struck_through: bool = False
    fill: str | None = None


PLAIN: Final = CellFormat()


class CellFormats:
    """The formats of one sheet's cells; rows from 1, columns from 0. Empty for files that the hub sees none of."""

    def __init__(self, sheet: Callable[[], bytes] = bytes, formats: Sequence[CellFormat] = ()) -> None:
        self._unpack = sheet
        self._formats = formats
        self._styles_in = cache(self._styles_of_column)

    @cached_property
    def _sheet(self) -> bytes:
        return placed(self._unpack())

    def at(self, row: int, column: int) -> CellFormat:
        """The format of one cell. The first question about a column costs one look through the sheet."""
        style = self._styles_in(column).get(row, 0)
        return self._formats[style] if style < len(self._formats) else PLAIN

    def cells(self, is_wanted: Callable[[CellFormat], bool]) -> Iterator[tuple[int, int]]:
        """Row and column of every cell whose format is wanted; free of cost where the workbook has no such format."""
        wanted = {str(style).encode() for style, look in enumerate(self._formats) if is_wanted(look)}
        for tag in _STYLED.finditer(self._sheet) if wanted else ():
            if tag[1] in wanted and (cell := _CELL.search(tag[0])):
                yield int(cell[2]), column_of(cell[1].decode())

    def _styles_of_column(self, column: int) -> Mapping[int, int]:
        found = {}
        for tag in re.finditer(_IN_COLUMN % letters(column).encode(), self._sheet):
            if style := _STYLE.search(tag[0]):
                found[int(tag[1])] = int(style[1])
        return found


def cell_formats(content: bytes, sheet: str, *, place: Place) -> CellFormats:
    """The formats of this sheet of an XLSX workbook. Raises: Unusable when the package is damaged."""
    package = Package(content)
    anatomy = anatomy_of(package, sheet, place=place)
    styles = package.part(anatomy.styles) if anatomy.styles else None
    if styles is None:
        return CellFormats()
    return CellFormats(lambda: package.part(anatomy.sheet) or b"", formats_in(parse(styles, place=place)))


def formats_in(styles: Element) -> list[CellFormat]:
    """The formats of a workbook, in the order in which its cells name them."""
    own = {
        str(code.attributes.get("numFmtId")): str(code.attributes.get("formatCode"))
        for code in _children(styles, "numFmts")
    }
    codes = {**_BUILT_IN, **own}
    struck = [_is_struck(font) for font in _children(styles, "fonts")]
    fills = [_colour(fill) for fill in _children(styles, "fills")]
    return [
        CellFormat(
            number_format=codes.get(look.attributes.get("numFmtId", "0"), ""),
            is_struck_through=_entry(struck, look.attributes.get("fontId")) or False,
            fill=_entry(fills, look.attributes.get("fillId")),
        )
        for look in _children(styles, "cellXfs")
    ]


def _children(styles: Element, name: str) -> Sequence[Element]:
    found = styles.child(name)
    return found.children if found else ()


def _entry(entries: Sequence[T], index: str | None) -> T | None:
    position = int(index or 0)
    return entries[position] if position < len(entries) else None


def _is_struck(font: Element) -> bool:
    strike = font.child("strike")
    return strike is not None and strike.attributes.get("val", "1") not in {"0", "false"}


def _colour(fill: Element) -> str | None:
    pattern = fill.child("patternFill")
    colour = pattern.child("fgColor") if pattern else None
    if pattern is None or colour is None or pattern.attributes.get("patternType", "none") == "none":
        return None
    if "rgb" in colour.attributes:
        return colour.attributes["rgb"]
    return " ".join(f"{name} {value}" for name, value in sorted(colour.attributes.items()))
