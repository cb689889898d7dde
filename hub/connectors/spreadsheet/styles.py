"""The cell formats of a workbook: which show dates, and one more where none does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hub.connectors.spreadsheet.markup import Element, parse
from hub.errors import Place

_DAY_FORMAT: Final = 14  # built in: the date as the reader's language writes it
_MOMENT_FORMAT: Final = 22  # the same with the time
_BUILT_IN_DATES: Final = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])
_FIRST_OWN_FORMAT: Final = 164
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_COUNT = re.compile(rb"""(\scount\s*=\s*["'])\d+(["'])""")
_NUMBER_FORMAT = re.compile(rb"""\s(?:numFmtId|applyNumberFormat)\s*=\s*["'][^"']*["']""")


@dataclass(frozen=True, slots=True)
class _Formats:
    """`cellXfs`, the list that a cell's style is an index into, and which number formats show dates."""

    element: Element
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

    def like(self, style: int | None, *, with_time: bool) -> int:
        """The style that looks like `style` but shows a date; added when there is none."""
        if style is not None and self.shows_dates(style):
            return style
        number_format = _MOMENT_FORMAT if with_time else _DAY_FORMAT
        wanted = self._dated(style or 0, number_format)
        for index, element in enumerate(self._formats.element.children):
            if self._bytes_of(element) == wanted:
                return index
        self._add(wanted)
        return len(self._formats.element.children) - 1

    def _read(self) -> _Formats:
        root = parse(self.part, place=self._place)
        own = {int(f.attributes["numFmtId"]): f.attributes.get("formatCode", "") for f in root.all("numFmt")}
        dates = _BUILT_IN_DATES | {number for number, code in own.items() if _is_date_code(code)}
        element = root.child("cellXfs")
        return _Formats(element or Element("cellXfs", "", {}, 0, 0), frozenset(dates))

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

    def _add(self, xml: bytes) -> None:
        element = self._formats.element
        closing = self.part.rindex(b"</", element.start, element.end)
        tag_end = self.part.index(b">", element.start)
        count = str(len(element.children) + 1).encode()
        opening = _COUNT.sub(rb"\g<1>" + count + rb"\g<2>", self.part[element.start : tag_end])
        self.part = b"".join(
            [self.part[: element.start], opening, self.part[tag_end:closing], xml, self.part[closing:]]
        )
        self._formats = self._read()


def _is_date_code(code: str) -> bool:
    """Whether a number format such as `dd.mm.yyyy` shows a date or a time of day."""
    return any(letter in "dmyhs" for letter in _NOT_CODE.sub("", code).lower())
