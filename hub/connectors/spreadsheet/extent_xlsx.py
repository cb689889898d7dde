"""How far a sheet of an XLSX workbook spreads: one quick look at every one, a thorough one where that leaves a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from hub.connectors.spreadsheet.extent import Extent
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.span import column_of
from hub.errors import Place

_HEAD: Final = 8192
_LONGEST_TAG: Final = 65_536
_PREFIX: Final = re.compile(rb"<((?:\w+:)?)worksheet[\s>]")
_FARTHER: Final = (
    rb'<%sc(?=[\s/>])(?! r="[A-Z]\d{1,6}")',
    rb'<%sc(?=[\s/>])(?! r="[A-C]?[A-Z]\d{1,5}")',
    rb'<%sc(?=[\s/>])(?! r="[A-Z]{1,2}\d{1,4}")',
)
"""A cell beyond Z999999, CZ99999 or ZZ9999, each of which fits; or one that says otherwise where it stands."""
_ATTRIBUTES: Final = rb"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+"""
_CLOSED: Final = re.compile(b"<" + _ATTRIBUTES + b">")
_TAG: Final = rb"<%s(row|c)(?=[\s/>])(" + _ATTRIBUTES + b")>"
_REFERENCE: Final = re.compile(
    rb"""(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*?\s+r\s*=\s*["']([A-Z]*)(\d+)["']"""
)
_DIGITS: Final = 12  # more of them do not make a number any more absurd


def refuse_absurd_sheet(package: Package, part: str, *, place: Place) -> None:
    """Raises: Unusable for a sheet that would not fit into the memory."""
    found = _PREFIX.search(next(package.chunks(part, size=_HEAD), b""))
    prefix = found[1] if found else b""
    for pattern in _FARTHER:
        farther = re.compile(pattern % prefix)
        if not any(farther.search(piece) for piece in _whole_tags(package.chunks(part))):
            return
    _extent(_whole_tags(package.chunks(part)), prefix, place).refuse_absurd(place)


def _extent(pieces: Iterable[bytes], prefix: bytes, place: Place) -> Extent:
    """Row by row and cell by cell, the way calamine counts them. Raises: Unusable as soon as it is too much."""
    tag = re.compile(_TAG % prefix)
    found, row, column = Extent(), 0, 0
    for piece in pieces:
        for kind, attributes in tag.findall(piece):
            said = _REFERENCE.match(attributes)
            if kind == b"row":
                row, column = (int(said[2][:_DIGITS]) if said else row + 1), 0
                continue
            column = column_of(said[1][:_DIGITS].decode()) + 1 if said else column + 1
            if not attributes.endswith(b"/"):  # an empty one has a look, and no content
                found = found.including(int(said[2][:_DIGITS]) if said else row, column)
        found.refuse_absurd(place)
    return found


def _whole_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, parted only where a tag begins; of a very long text behind one its beginning is enough."""
    rest = b""
    for chunk in chunks:
        piece = rest + chunk
        cut = max(piece.rfind(b"<"), 0)
        yield piece[:cut]
        rest = piece[cut : cut + _LONGEST_TAG]
        if not _CLOSED.match(rest):
            rest = piece[cut:]
    yield rest
