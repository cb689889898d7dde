"""The styles of an ODS file's cells: which show days, and one more like the others where none does."""

from __future__ import annotations

import re
from itertools import count
from typing import Final

_STYLE: Final = rb'<style:style\b(?=[^>]*\sstyle:name="%s")[^>]*?(?:/>|>.*?</style:style>)'
_DATA_STYLE: Final = re.compile(rb'\sstyle:data-style-name="([^"]*)"')
_PARENT: Final = re.compile(rb'\sstyle:parent-style-name="([^"]*)"')
_LINE: Final = re.compile(rb'\sstyle:text-line-through-(?:style|type)="([^"]*)"')
_NAME: Final = re.compile(rb'\sstyle:name="[^"]*"')
_CLOSING: Final = b"</office:automatic-styles>"
_EMPTY: Final = re.compile(rb"<office:automatic-styles\s*/>")
_BODY: Final = b"<office:body"
_NUMBER: Final = b"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
_OWN: Final = b"urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_POINT: Final = b"<number:text>.</number:text>"
_DAY: Final = (
    b'<number:day number:style="long"/>' + _POINT + b'<number:month number:style="long"/>' + _POINT
    + b'<number:year number:style="long"/>'
)  # fmt: skip
_TIME: Final = (
    b'<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    b'<number:minutes number:style="long"/>'
)
_MOST_PARENTS: Final = 10


class OdsStyles:
    """`content` and `common` are the parts content.xml and styles.xml."""

    def __init__(self, content: bytes, common: bytes) -> None:
        self._parts = (content, common)
        self._made: dict[tuple[bytes, bool], bytes] = {}
        self._added: list[bytes] = []
        names = (b"hub%d" % number for number in count(1))
        self._names = (name for name in names if not any(b'"%s"' % name in part for part in self._parts))

    def like(self, style: bytes, *, with_time: bool) -> bytes:
        """The name of the style that looks like `style` (b"" for none) and shows a day; made when there is none."""
        if self._shows_days(style):
            return style
        if (style, with_time) not in self._made:
            self._made[style, with_time] = self._make(style, with_time=with_time)
        return self._made[style, with_time]

    def added_to(self, content: bytes) -> bytes:
        """The part with the new styles, before anything else of it is changed."""
        new = b"".join(self._added)
        if not new:
            return content
        at = content.find(_CLOSING)
        if at >= 0:
            return content[:at] + new + content[at:]
        whole = b"<office:automatic-styles>" + new + _CLOSING
        empty = _EMPTY.search(content)
        if empty:
            return content[: empty.start()] + whole + content[empty.end() :]
        at = content.index(_BODY)
        return content[:at] + whole + content[at:]

    def is_struck(self, style: bytes) -> bool:
        """Whether cells of this style are struck through."""
        own = self._first(style, _LINE)
        return own is not None and own[1] != b"none"

    def _shows_days(self, style: bytes) -> bool:
        own = self._first(style, _DATA_STYLE)
        if own is None:
            return False
        pattern = rb'<number:date-style\b[^>]*\sstyle:name="%s"' % re.escape(own[1])
        return any(re.search(pattern, part) for part in self._parts)

    def _first(self, style: bytes, saying: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """What the style says of this itself, or the nearest of its parents."""
        for _ in range(_MOST_PARENTS):
            element = self._element(style)
            own, parent = saying.search(element), _PARENT.search(element)
            if own or parent is None:
                return own
            style = parent[1]
        return None

    def _element(self, style: bytes) -> bytes:
        pattern = re.compile(_STYLE % re.escape(style), re.DOTALL)
        matches = (pattern.search(part) for part in self._parts) if style else ()
        return next((found[0] for found in matches if found), b"")

    def _make(self, style: bytes, *, with_time: bool) -> bytes:
        name = next(self._names)
        shown = b'<number:date-style xmlns:number="%s" xmlns:style="%s" style:name="%sd">' % (
            _NUMBER,
            _OWN,
            name,
        )
        self._added.append(shown + _DAY + (_TIME if with_time else b"") + b"</number:date-style>")
        own = self._element(style)
        if own not in self._parts[0]:  # a common style may be a parent, and is not copied
            own = b""
        opening = b'<style:style xmlns:style="%s" style:name="%s" style:data-style-name="%sd"' % (
            _OWN,
            name,
            name,
        )
        if own:
            rest = _DATA_STYLE.sub(b"", _NAME.sub(b"", own, count=1), count=1)
            self._added.append(opening + rest.removeprefix(b"<style:style"))
        else:
            parent = b' style:parent-style-name="%s"' % style if style else b""
            self._added.append(opening + b' style:family="table-cell"' + parent + b"/>")
        return name
