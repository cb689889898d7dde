"""Rows and cells that do not say where they stand follow one another: some programs write them so, and Excel reads them."""

from __future__ import annotations

import re
from typing import Final

from hub.connectors.spreadsheet.span import column_of, letters

_UNSAID: Final = re.compile(rb"""<(?:\w+:)?(?:row|c)(?=[\s/>])(?![^>]*\sr=["'])""")
_TAG: Final = re.compile(rb"<((?:\w+:)?)(row|c)(?=[\s/>])([^>]*)>")
_SAID: Final = re.compile(rb"""\sr=["']([A-Z]*)(\d+)["']""")


def placed(sheet: bytes) -> bytes:
    """The sheet's XML in which every row and every cell says where it stands; for looking only, not for writing."""
    if not _UNSAID.search(sheet):
        return sheet
    return _TAG.sub(_Places().said, sheet)


class _Places:
    """Counts rows and columns as a reader does."""

    def __init__(self) -> None:
        self._row = self._column = 0

    def said(self, tag: re.Match[bytes]) -> bytes:
        prefix, name, attributes = tag.groups()
        said = _SAID.search(attributes)
        if name == b"row":
            self._row, self._column = int(said[2]) if said else self._row + 1, 0
        else:
            self._column = column_of(said[1].decode()) + 1 if said else self._column + 1
        if said:
            return tag[0]
        place = "" if name == b"row" else letters(self._column - 1)
        return b'<%s%s r="%s%d"%s>' % (prefix, name, place.encode(), self._row, attributes)
