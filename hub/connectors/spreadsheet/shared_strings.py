"""Texts that a workbook keeps once and its cells point to: each cell unpacks its own copy, so many of a long one burst."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from hub.connectors.spreadsheet.extent import MOST_TEXT, too_much_text
from hub.connectors.spreadsheet.package import Package
from hub.errors import Place

_SMALLEST_CELL: Final = 20  # bytes of `<c t="s"><v>0</v></c>`, nearly
_END: Final = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si/>")
_POINTER: Final = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\bt=["']s["'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,12})""")


def refuse_repeated_strings(package: Package, sheet: str, strings: str, *, place: Place) -> None:
    """`sheet` and `strings` are names of parts. Raises: Unusable where the cells would hold more than fits."""
    most_cells = package.size_of(sheet) // _SMALLEST_CELL + 1
    longest = MOST_TEXT // most_cells  # so long may every text be, however the cells point
    if package.size_of(strings) <= longest:
        return
    lengths = _lengths(package.part(strings) or b"")
    if max(lengths, default=0) <= longest:
        return
    pointers = Counter(int(found[1]) for found in _POINTER.finditer(package.part(sheet) or b""))
    whole = sum(lengths[number] * count for number, count in pointers.items() if number < len(lengths))
    if whole > MOST_TEXT:
        raise too_much_text(whole, place)


def _lengths(part: bytes) -> list[int]:
    """The bytes of each text, its markup included."""
    ends = [0, *(found.end() for found in _END.finditer(part))]
    return [end - start for start, end in pairwise(ends)]
