"""The cells of one row of an ODS sheet: repeated ones are taken apart where one of them shall change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape

from hub.connectors.spreadsheet.editing import Written
from hub.connectors.spreadsheet.markup import parse
from hub.connectors.spreadsheet.row_xml import without_forbidden
from hub.errors import Place

_CELL: Final = re.compile(
    rb"<table:(covered-)?table-cell(?=[\s/>])([^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell\s*>)",
    re.DOTALL,
)
COLUMNS_REPEATED: Final = re.compile(rb'\s+table:number-columns-repeated="(\d+)"')
_VALUE: Final = re.compile(rb'\s+(?:office:[\w-]*value(?:-type)?|office:currency|calcext:value-type)="[^"]*"')
_STYLE_NAME: Final = re.compile(rb'\s+table:style-name="([^"]*)"')
_FORMULA: Final = b"table:formula="
_SPANNED: Final = b"-spanned="
_BLANKS: Final = re.compile(r"^ | $| {2,}|\t")


@dataclass(frozen=True, slots=True)
class OdsCell:
    """One cell, or `count` alike side by side. `xml` is what the file has, None for one that was changed."""

    attributes: bytes
    inside: bytes = b""
    count: int = 1
    is_covered: bool = False
    xml: bytes | None = None

    @property
    def has_formula(self) -> bool:
        return _FORMULA in self.attributes

    @property
    def is_merged(self) -> bool:
        return self.is_covered or _SPANNED in self.attributes

    @property
    def is_blank(self) -> bool:
        return not self.inside and not self.has_formula and b"value" not in self.attributes

    def times(self, count: int) -> OdsCell:
        """The same, so often."""
        return self if count == self.count else replace(self, count=count, xml=None)

    @property
    def style(self) -> bytes:
        """The name of the cell's own style; empty where it has that of its column."""
        found = _STYLE_NAME.search(self.attributes)
        return found[1] if found else b""

    def styled(self, style: bytes) -> OdsCell:
        own = b' table:style-name="%s"' % style
        return replace(self, attributes=own + _STYLE_NAME.sub(b"", self.attributes), xml=None)

    def look(self) -> OdsCell:
        """What is left of it when its value is taken out: style and validation."""
        bare = _VALUE.sub(
            b"", re.sub(rb'\s+table:(?:formula|number-\w+-spanned)="[^"]*"', b"", self.attributes)
        )
        return OdsCell(bare, count=self.count)

    def holding(self, value: Written, *, place: Place, has_calcext: bool) -> OdsCell:
        """With another value; comments and pictures that hang on the cell stay."""
        kept = b"".join(_kept(self.inside, place)) if self.inside else b""
        typed, shown = _typed(value)
        if typed and has_calcext:
            typed += typed.split(b'"')[1].join((b' calcext:value-type="', b'"'))
        return OdsCell(_VALUE.sub(b"", self.attributes).rstrip() + typed, kept + shown)

    def written(self) -> bytes:
        if self.xml is not None:
            return self.xml
        name = b"table:covered-table-cell" if self.is_covered else b"table:table-cell"
        repeated = b' table:number-columns-repeated="%d"' % self.count if self.count > 1 else b""
        opening = b"<" + name + repeated + self.attributes.rstrip()
        return opening + (b">" + self.inside + b"</" + name + b">" if self.inside else b"/>")


def cells_in(row: bytes) -> Iterator[OdsCell]:
    """The cells of a row's inside, in order."""
    for found in _CELL.finditer(row):
        repeated = COLUMNS_REPEATED.search(found[2])
        yield OdsCell(
            attributes=COLUMNS_REPEATED.sub(b"", found[2]),
            inside=found[3] or b"",
            count=int(repeated[1]) if repeated else 1,
            is_covered=found[1] is not None,
            xml=found[0],
        )


def _kept(inside: bytes, place: Place) -> Iterator[bytes]:
    opening = b"<x>"
    for child in parse(opening + inside + b"</x>", place=place).children:
        if child.prefix != "text:":
            yield inside[child.start - len(opening) : child.end - len(opening)]


def _typed(value: Written) -> tuple[bytes, bytes]:
    """The attributes that say the value, and what a reader sees until a program shows it in the cell's own format."""
    match value:
        case None | "":
            return b"", b""
        case str():
            lines = without_forbidden(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
            return b' office:value-type="string"', "".join(f"<text:p>{_text(line)}</text:p>" for line in lines).encode()  # fmt: skip
        case datetime():
            said = f"{value:%Y-%m-%dT%H:%M:%S}"
            return f' office:value-type="date" office:date-value="{said}"'.encode(), f"<text:p>{value:%d.%m.%Y %H:%M}</text:p>".encode()  # fmt: skip
        case date():
            return f' office:value-type="date" office:date-value="{value:%Y-%m-%d}"'.encode(), f"<text:p>{value:%d.%m.%Y}</text:p>".encode()  # fmt: skip
        case int() | Decimal():
            return f' office:value-type="float" office:value="{value}"'.encode(), f"<text:p>{value}</text:p>".encode()  # fmt: skip


def _text(line: str) -> str:
    """ODF takes several blanks for one, unless each is said."""
    return _BLANKS.sub(
        lambda found: "<text:tab/>" if found[0] == "\t" else f'<text:s text:c="{len(found[0])}"/>',
        escape(line),
    )
