"""Ids for rows that have none: made of what the row says, so that the same row gets the same id every time."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable
from typing import Final

from hub.connectors.spreadsheet.cells import Cell, clean

_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are misread over the telephone
_LENGTH: Final = 8


def proposed_id(cells: Iterable[Cell], *, prefix: str, taken: Container[str]) -> str:
    """The prefix and eight characters, the same wherever the row stands; `-2`, `-3` where they are taken."""
    said = "\x1f".join(clean(str(cell)).casefold() for cell in cells)
    number = int.from_bytes(hashlib.blake2b(said.encode(), digest_size=_LENGTH).digest(), "big")
    stem = prefix + "".join(_CROCKFORD[number >> 5 * place & 31] for place in range(_LENGTH))
    found, turn = stem, 1
    while found in taken:
        turn += 1
        found = f"{stem}-{turn}"
    return found
