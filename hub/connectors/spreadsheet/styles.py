"""The cell formats of a workbook: which show dates, and one more where none does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from hub.connectors.spreadsheet.cell_formats import formats_in
from hub.connectors.spreadsheet.markup import Element, parse
from hub.errors import Place

_DAY: Final = "dd.mm.yyyy"
_MOMENT: Final = "dd.mm.yyyy hh:mm"  # the built-in one is m/d/yy in every program but Excel
_BUILT_IN_DATES: Final = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])
_LAST_BUILT_IN_FORMAT: Final = 163
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_COUNT = re.compile(rb"""(\scount\s*=\s*["'])\d+(["'])""")
_NUMBER_FORMAT = re.compile(rb"""\s(?:numFmtId|applyNumberFormat)\s*=\s*["'][^"']*["']""")


@dataclass(frozen=True, slots=True)
class _Formats:
    """`cellXfs`, the list that a cell's style is an index into; the number formats, and which show dates."""

    root: Element
    element: Element
    number_by_code: Mapping[str, int]
    last_number: int
    dates: frozenset[int]


class Styles:
    """The style part; `part` is its content with the formats added so far."""

    def __init__(self, part: bytes, *, place: Place) -> None:
        self.part = part
        self._place = place
        self._formats = self._read()

    def shows_dates(self, style: int | None) -> bool:
        """Whether cells of this style show a number as a date."""
        formats = self._formats.element.children
        if style is None or style >= len(formats):
            return False
        return int(formats[style].attributes.get("numFmtId", 0)) in self._formats.dates

    def are_struck(self, styles: Iterable[int]) -> bool:
        """Whether one of these styles strikes its words through."""
        return not self._struck.isdisjoint(styles)

    @cached_property
    def _struck(self) -> frozenset[int]:
        looks = enumerate(formats_in(self._formats.root))
        return frozenset(style for style, look in looks if look.is_struck_through)

    def like(self, style: int | None, *, with_time: bool) -> int:
        """The style that looks like `style` but shows a date; added when there is none."""
        if style is not None and self.shows_dates(style):
            return style
        wanted = self._dated(style or 0, self._number_of(_MOMENT if with_time else _DAY))
        for index, element in enumerate(self._formats.element.children):
            if self._bytes_of(element) == wanted:
                return index
        self._append(self._formats.element, wanted)
        return len(self._formats.element.children) - 1

    def _number_of(self, code: str) -> int:
        """The number of the format `code`; added when there is none."""
        if code not in self._formats.number_by_code:
            self._add_number_format(self._formats.last_number + 1, code)
        return self._formats.number_by_code[code]

    def _add_number_format(self, number: int, code: str) -> None:
        root = self._formats.root
        xml = f'<{root.prefix}numFmt numFmtId="{number}" formatCode="{code}"/>'
        formats = root.child("numFmts")
        if formats is not None:
            self._append(formats, xml.encode())
            return
        whole = f'<{root.prefix}numFmts count="1">{xml}</{root.prefix}numFmts>'
        first = self.part.index(b">", root.start) + 1  # the schema wants it before everything else
        self.part = self.part[:first] + whole.encode() + self.part[first:]
        self._formats = self._read()

    def _read(self) -> _Formats:
        root = parse(self.part, place=self._place)
        own = {int(f.attributes["numFmtId"]): f.attributes.get("formatCode", "") for f in root.all("numFmt")}
        dates = _BUILT_IN_DATES | {number for number, code in own.items() if _is_date_code(code)}
        formats = root.child("numFmts")  # others belong to conditional formats alone
        usable = {int(f.attributes["numFmtId"]) for f in (formats.children if formats else ())}
        return _Formats(
            root=root,
            element=root.child("cellXfs") or Element("cellXfs", "", {}, 0, 0),
            number_by_code={_plain_code(own[number]): number for number in usable},
            last_number=max([_LAST_BUILT_IN_FORMAT, *own]),
            dates=frozenset(dates),
        )

    def _bytes_of(self, element: Element) -> bytes:
        """The element from its first byte to its last."""
        return self.part[element.start : element.end]

    def _dated(self, style: int, number_format: int) -> bytes:
        """The XML of format `style` with another number format."""
        formats = self._formats.element.children
        if style >= len(formats):
            prefix = self._formats.element.prefix
            return f'<{prefix}xf numFmtId="{number_format}" applyNumberFormat="1"/>'.encode()
        look = self._bytes_of(formats[style])
        name_end = len(f"<{formats[style].prefix}xf")
        tag_end = look.index(b">")
        tag = _NUMBER_FORMAT.sub(b"", look[name_end:tag_end])
        dated = b' numFmtId="%d" applyNumberFormat="1"' % number_format
        return look[:name_end] + dated + tag + look[tag_end:]

    def _append(self, element: Element, xml: bytes) -> None:
        """Makes `xml` the last child of a list that counts its children."""
        whole = self._bytes_of(element)
        if whole.endswith(b"/>"):
            whole = whole[:-2] + f"></{element.prefix}{element.name}>".encode()
        tag_end, closing = whole.index(b">"), whole.rindex(b"</")
        count = str(len(element.children) + 1).encode()
        opening = _COUNT.sub(rb"\g<1>" + count + rb"\g<2>", whole[:tag_end])
        longer = opening + whole[tag_end:closing] + xml + whole[closing:]
        self.part = self.part[: element.start] + longer + self.part[element.end :]
        self._formats = self._read()


def _plain_code(code: str) -> str:
    """`DD\\.MM\\.YYYY` and `dd.mm.yyyy` are the same format."""
    return code.replace("\\", "").lower()


def _is_date_code(code: str) -> bool:
    """Whether a number format such as `dd.mm.yyyy` shows a date or a time of day."""
    return any(letter in "dmyhs" for letter in _NOT_CODE.sub("", code).lower())
