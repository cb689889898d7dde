"""Table objects (Insert > Table in Excel): they have to know of rows that are appended to them."""

from __future__ import annotations

import re

from hub.connectors.spreadsheet.markup import parse
from hub.connectors.spreadsheet.span import Span
from hub.errors import Place, Unusable
from hub.language import Text

_REF = re.compile(rb"""(<(?:\w+:)?(?:table|autoFilter)\s(?:[^>]*?\s)?ref\s*=\s*["'])([^"']+)(["'])""")


class ListObject:
    """One table part of a sheet."""

    def __init__(self, name: str, part: bytes, *, place: Place) -> None:
        root = parse(part, place=place)
        self.name = name
        self._part = part
        self._place = place
        self._span = Span.parse(root.attributes.get("ref", ""))
        self._has_totals = root.attributes.get("totalsRowCount", "0") != "0"

    def covers(self, header_row: int) -> bool:
        """Whether this is the table whose header stands in that row."""
        return self._span.top == header_row

    def reaches(self, row: int) -> bool:
        return row <= self._span.bottom

    def reaching(self, row: int) -> bytes:
        """The part with the table extended down to `row`. Raises: Unusable when its totals stand in the way."""
        if self._has_totals:
            raise Unusable(
                Text("the table ends with a row of totals, so the hub cannot append to it"),
                remedy=Text("Switch the totals row off (Table Design > Total Row)."),
                place=self._place,
            )
        return _REF.sub(lambda found: found[1] + _down_to(row, found[2]) + found[3], self._part)


def _down_to(row: int, span: bytes) -> bytes:
    return str(Span.parse(span.decode())._replace(bottom=row)).encode()
