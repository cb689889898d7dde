"""How far a sheet of an XLSX workbook spreads, looked up only where its size or its own word gives a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from hub.connectors.spreadsheet.extent import Extent
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.span import Span, column_of
from hub.errors import Place

_SMALL: Final = 1_000_000  # bytes of XML: looking costs less than asking
_MIDDLING: Final = 10_000_000  # a larger sheet that says nothing is read: `call_memory_mb` remains
_HEAD: Final = 8192
_BYTES_PER_CELL: Final = 1000  # with more, the sheet holds other cells than it says
_LONGEST_TAG: Final = 65_536
_DIMENSION: Final = re.compile(rb"""<(?:\w+:)?dimension\s+ref\s*=\s*["']([^"']+)["']""")
_PREFIX: Final = re.compile(rb"<((?:\w+:)?)worksheet[\s>]")
_FAR: Final = rb'<%sc(?=[\s/>])(?!\s+r="(?:[A-Z]?\d{1,6}|[A-C][A-Z]\d{1,5})")'
"""A cell beyond Z999999 and CZ99999, or one that says where it stands in an unusual way or not at all."""
_LOW: Final = rb'<%sc\s+r="[A-Z]\d{6}"'
_RIGHT: Final = rb'<%sc\s+r="[A-Z]{2}'
_TAG: Final = rb"<%s(row|c)(?=[\s/>])([^>]*)>"
_REFERENCE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Z]*)(\d+)["']""")
_DIGITS: Final = 12  # more of them do not make a number any more absurd


def refuse_absurd_sheet(package: Package, part: str, *, place: Place) -> None:
    """Raises: Unusable for a sheet that would not fit into the memory."""
    size = package.size_of(part)
    head = next(package.chunks(part, size=_HEAD), b"")
    if not _has_reason(head, size):
        return
    found = _PREFIX.search(head)
    prefix = found[1] if found else b""
    if _may_be_absurd(_whole_tags(package.chunks(part)), prefix):
        _extent(_whole_tags(package.chunks(part)), prefix, place).refuse_absurd(place)


def _has_reason(head: bytes, size: int) -> bool:
    said = _DIMENSION.search(head)
    if said is None or size <= _SMALL:
        return size <= _MIDDLING
    try:
        span = Span.parse(said[1].decode())
    except ValueError:
        return True
    extent = Extent(span.bottom, span.right + 1)
    return extent.is_absurd or size > _BYTES_PER_CELL * extent.rows * extent.columns


def _may_be_absurd(pieces: Iterable[bytes], prefix: bytes) -> bool:
    """One look for what cannot be rare and near: the exact count takes twenty times as long."""
    far, wide = re.compile(_FAR % prefix), [re.compile(pattern % prefix) for pattern in (_LOW, _RIGHT)]
    for piece in pieces:
        wide = [pattern for pattern in wide if not pattern.search(piece)]
        if not wide or far.search(piece):
            return True
    return False


def _extent(pieces: Iterable[bytes], prefix: bytes, place: Place) -> Extent:
    """Row by row and cell by cell, the way calamine counts them. Raises: Unusable as soon as it is too much."""
    tag = re.compile(_TAG % prefix)
    found, row, column = Extent(), 0, 0
    for piece in pieces:
        for kind, attributes in tag.findall(piece):
            said = _REFERENCE.search(attributes)
            if kind == b"row":
                row, column = (int(said[2][:_DIGITS]) if said else row + 1), 0
                continue
            column = column_of(said[1][:_DIGITS].decode()) + 1 if said else column + 1
            if not attributes.endswith(b"/"):  # an empty one has a look, and no content
                found = found.including(int(said[2][:_DIGITS]) if said else row, column)
        found.refuse_absurd(place)
    return found


def _whole_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, parted only where a tag begins; of a very long text its beginning is enough."""
    rest = b""
    for chunk in chunks:
        piece = rest + chunk
        cut = max(piece.rfind(b"<"), 0)
        yield piece[:cut]
        rest = piece[cut : cut + _LONGEST_TAG]
    yield rest
