"""Cells of which some words are struck through: somebody wrote the new name beside the old one, and a reader sees both."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from hub.connectors.spreadsheet.anatomy import anatomy_of
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.placed_cells import placed
from hub.connectors.spreadsheet.span import column_of
from hub.connectors.spreadsheet.ways import Unclear
from hub.errors import Place
from hub.language import Text

_TEXT: Final = re.compile(rb"<(?:\w+:)?si\s*/>|<(?:\w+:)?si\b[^>]*>.*?</(?:\w+:)?si\s*>", re.DOTALL)
_RUN: Final = re.compile(rb"<(?:\w+:)?r\b[^>]*>(.*?)</(?:\w+:)?r\s*>", re.DOTALL)
_WORDS: Final = re.compile(rb"<(?:\w+:)?t\b[^>]*>[^<]*[^\s<][^<]*<")
_STRUCK: Final = re.compile(rb"""<(?:\w+:)?strike\s*(?:\s+val\s*=\s*["'](?:1|true)["']\s*)?/>""")
_POINTER: Final = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*["']s["'])[^>]*?\br\s*=\s*["']([A-Z]+)(\d+)["'][^>]*>\s*"""
    rb"""<(?:\w+:)?v\b[^>]*>\s*(\d+)\s*<"""
)


def partly_struck_in(content: bytes, sheet: str, *, place: Place) -> Collection[tuple[int, int]]:
    """Such cells by row (from 1) and column (from 0); without cost where no word of the workbook is struck through.

    Raises: Unusable when the package is damaged.
    """
    package = Package(content)
    anatomy = anatomy_of(package, sheet, place=place)
    struck = _texts_partly_struck(package.part(anatomy.strings) or b"" if anatomy.strings else b"")
    if not struck:
        return ()
    cells = _POINTER.finditer(placed(package.part(anatomy.sheet) or b""))
    return {(int(cell[2]), column_of(cell[1].decode())) for cell in cells if int(cell[3]) in struck}


def some_words_struck() -> Unclear:
    """What is said of such a cell."""
    return Unclear(
        Text("some words of the cell are struck through, and others are not"),
        Text("Delete what no longer counts."),
    )


def _texts_partly_struck(strings: bytes) -> Collection[int]:
    if b"strike" not in strings:
        return ()
    return {number for number, text in enumerate(_TEXT.findall(strings)) if _is_mixed(text)}


def _is_mixed(text: bytes) -> bool:
    runs = [run for run in _RUN.findall(text) if _WORDS.search(run)] if b"strike" in text else []
    return len({_STRUCK.search(run) is not None for run in runs}) > 1
