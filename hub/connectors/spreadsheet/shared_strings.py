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
_POINTER: Final = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\bt\s*=\s*["']s["'][^>]*(?<!/)>(?:\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f\s*>))?"""
    rb"""(?:\s*<(?:\w+:)?v\b[^>]*>\s*(\d{1,12})\s*</(?:\w+:)?v\s*>\s*</)?"""
)
"""A cell that points to a text, and to which; one that says it in an unusual way is taken to mean the longest."""
_SAID: Final = re.compile(rb"""\bt\s*=\s*["']s["']""")
_EMPTY: Final = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\bt\s*=\s*["']s["'][^>]*/>""")


def refuse_repeated_strings(package: Package, sheet: str, strings: str, *, place: Place) -> None:
    """`sheet` and `strings` are names of parts. Raises: Unusable where the cells would hold more than fits."""
    most_cells = package.size_of(sheet) // _SMALLEST_CELL + 1
    longest = MOST_TEXT // most_cells  # so long may every text be, however the cells point
    if package.size_of(strings) <= longest:
        return
    lengths = _lengths(package.part(strings) or b"")
    if max(lengths, default=0) <= longest:
        return
    pointers = _pointers(package.part(sheet) or b"")
    whole = sum(_length(lengths, number) * count for number, count in pointers.items())
    if whole > MOST_TEXT:
        raise too_much_text(whole, place)


def _pointers(sheet: bytes) -> Counter[bytes]:
    """How many cells point to which text; without a number those of which that cannot be told."""
    found = Counter(_POINTER.findall(sheet))
    hidden = len(_SAID.findall(sheet)) - found.total() - len(_EMPTY.findall(sheet))
    return found + Counter({b"": hidden})


def _length(lengths: list[int], number: bytes) -> int:
    """How long the text with this number is; without a number it may be the longest."""
    if not number:
        return max(lengths)
    return lengths[int(number)] if int(number) < len(lengths) else 0


def _lengths(part: bytes) -> list[int]:
    """The bytes of each text, its markup included."""
    ends = [0, *(found.end() for found in _END.finditer(part))]
    return [end - start for start, end in pairwise(ends)]
