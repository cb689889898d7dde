"""Cells that show an error or were never calculated: calamine gives them as empty, and empty means something else.

Found in the sheet's own XML, and only when somebody asks for a value: an error in "never share" must not read as no.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from hub.connectors.spreadsheet.anatomy import anatomy_of
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.placed_cells import placed
from hub.errors import Place
from hub.language import Text

_REFERENCE: Final = rb"""[^>]*?\br\s*=\s*["']([A-Z]+)(\d+)["'][^>]*"""
_IS_ERROR: Final = rb"""\bt\s*=\s*["']e["']"""
_MAY_BE: Final = (b'"e"', b"'e'", b"<f", b":f")  # found much faster than by a pattern
_ERROR: Final = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*" + _IS_ERROR + rb")" + _REFERENCE + rb">(.*?)</(?:\w+:)?c\s*>", re.DOTALL
)
_FORMULA: Final = re.compile(
    rb"""<(?:\w+:)?c\b(?![^>]*\bt\s*=\s*["']str["'])""" + _REFERENCE + rb">\s*"
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f\s*>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\s*>\s*</(?:\w+:)?v\s*>)?\s*</(?:\w+:)?c\s*>"
)
_SHOWN: Final = re.compile(rb"<(?:\w+:)?v\s*>([^<]*)<")
_LETTERS: Final = 26


def unclear_cells(content: bytes, sheet: str, *, place: Place) -> Mapping[tuple[int, int], Text]:
    """What is wrong with a cell, by row (from 1, as the office counts) and column (from 0)."""
    package = Package(content)
    xml = package.part(anatomy_of(package, sheet, place=place).sheet) or b""
    if not any(mark in xml for mark in _MAY_BE):
        return {}
    xml = placed(xml)
    return dict([*_errors(xml), *_never_calculated(xml)])


def _errors(xml: bytes) -> Iterator[tuple[tuple[int, int], Text]]:
    for found in _ERROR.finditer(xml):
        shown = _SHOWN.search(found[3])
        words = shown[1].decode("utf-8", "replace") if shown else "#?"
        yield (int(found[2]), _column(found[1])), Text("the cell shows {error}", error=words)


def _never_calculated(xml: bytes) -> Iterator[tuple[tuple[int, int], Text]]:
    for found in _FORMULA.finditer(xml):
        yield (int(found[2]), _column(found[1])), Text("the cell's formula was never calculated")


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * _LETTERS + letter - ord("A") + 1
    return column - 1
