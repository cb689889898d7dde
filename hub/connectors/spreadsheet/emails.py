"""E-mail cells: one address, or several with names, brackets and mailto: around them; the first is the main one."""

from __future__ import annotations

import re
from typing import Final

from hub.connectors.spreadsheet.cells import Cell, clean, is_nothing
from hub.connectors.spreadsheet.ways import Unclear, Ways, shown
from hub.language import Text

_ADDRESS: Final = re.compile(r"[^\s<>()\[\];,:|\"'@?]+@[^\s<>()\[\];,:|\"'@?/]+\.[^\W\d_][\w-]*[^\W_]")
_LINK: Final = re.compile(r"mailto:|\?\S*", re.IGNORECASE)
_NO_ADDRESS: Final = frozenset(
    {"kein", "keine", "keine e-mail", "keine mail", "ohne", "none", "nicht vorhanden"}
)


def email(cell: Cell, ways: Ways) -> str | None:
    """The first address in the cell."""
    words = clean(cell) if isinstance(cell, str) else shown(cell)
    if is_nothing(words) or words.casefold() in _NO_ADDRESS:
        return None
    found = _addresses(words)
    if len(found) != words.count("@") or not found:
        raise Unclear(
            Text("{cell} is no e-mail address", cell=words),
            Text("Type it as name@example.org, several with a semicolon between them."),
        )
    return found[0]


def says_more_than_an_address(cell: Cell) -> bool:
    """Whether a cell names several addresses, or whose it is."""
    words = clean(cell) if isinstance(cell, str) else ""
    found = _addresses(words)
    return bool(found) and _LINK.sub("", words).strip("<>") != found[0]


def _addresses(words: str) -> list[str]:
    return [found.strip(".") for found in _ADDRESS.findall(_LINK.sub(" ", words))]
