"""Refuses archives that are made to burst or to mislead, before anybody unpacks them; costs a short look at each part."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from hub.connectors.spreadsheet.markup import document_type
from hub.errors import Place, Unusable
from hub.language import Text

LARGEST_PART: Final = 1_000_000_000  # bytes; a sheet of a million rows stays below
MOST_PARTS: Final = 10_000
_LARGEST_WHOLE: Final = 2 * LARGEST_PART
_ENTRY_MARK: Final = b"PK\x01\x02"  # before every entry of the directory
_HEADER: Final = 30  # bytes before a part's name; no header is smaller
_LARGE: Final = 10_000_000  # bytes of XML that never pack as well as this by chance:
_BEST_PACKED: Final = 200  # the cells of real sheets pack to a tenth or a twentieth
_XML: Final = (".xml", ".rels", ".vml")
_FIRST_LOOK, _LONGEST_PROLOG = 1024, 65_536
_SAYS_NOTHING: Final = re.compile(
    rb"<!--.*?-->|<\?.*?\?>|\0", re.DOTALL
)  # UTF-16 has zeros between its letters
_FIRST_ELEMENT: Final = re.compile(rb"<[^!?]")


def open_archive(content: bytes, *, place: Place) -> zipfile.ZipFile:
    """The archive. Raises: Unusable for bombs and document types; whatever zipfile raises for broken ones."""
    if content.count(_ENTRY_MARK) > MOST_PARTS:
        raise _bomb(Text("the workbook's archive has more than {most} parts", most=MOST_PARTS), place)
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = archive.infolist()
    _refuse_large(parts, place)
    _refuse_misleading(parts, place)
    for part in parts:
        if part.filename.lower().endswith(_XML) and _has_document_type(archive, part):
            raise document_type(place)
    return archive


def _refuse_large(parts: Sequence[zipfile.ZipInfo], place: Place) -> None:
    """Calamine refuses parts that are larger than the directory says."""
    largest = max((part.file_size for part in parts), default=0)
    if largest > LARGEST_PART:
        raise _bomb(Text("one part of the workbook would unpack to {size} bytes", size=largest), place)
    whole = sum(part.file_size for part in parts)
    if whole > _LARGEST_WHOLE:
        raise _bomb(Text("the workbook would unpack to {size} bytes", size=whole), place)
    for part in parts:
        is_large = part.file_size > _LARGE and part.filename.lower().endswith(_XML)
        if is_large and part.file_size > _BEST_PACKED * part.compress_size:
            size = part.file_size
            raise _bomb(Text("one part of the workbook would unpack to {size} bytes", size=size), place)


def _refuse_misleading(parts: Sequence[zipfile.ZipInfo], place: Place) -> None:
    """Programs differ in which of two parts of one name they read; parts that share bytes unpack to more than all."""
    counted = Counter(part.filename.casefold() for part in parts)
    twice = next((name for name, count in counted.items() if count > 1), None)
    if twice is not None:
        raise _bomb(Text("the workbook has the part {name} twice", name=twice), place)
    spans = sorted((part.header_offset, part.compress_size) for part in parts)
    if any(start + _HEADER + size > following for (start, size), (following, _) in pairwise(spans)):
        raise _bomb(Text("parts of the workbook lie over one another"), place)


def _has_document_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether one stands before the first element; so much without any element is none of a program's files."""
    with archive.open(part) as opened:
        head = opened.read(_FIRST_LOOK)
        if _prolog(head) is None:
            head += opened.read(_LONGEST_PROLOG)
    prolog = _prolog(head)
    return len(head) > _LONGEST_PROLOG if prolog is None else b"<!DOCTYPE" in prolog


def _prolog(head: bytes) -> bytes | None:
    """What says something before the first element; None where that does not come."""
    telling = _SAYS_NOTHING.sub(b"", head)
    first = _FIRST_ELEMENT.search(telling)
    return telling[: first.start()] if first else None


def _bomb(why: Text, place: Place) -> Unusable:
    return Unusable(
        why,
        remedy=Text("No office program saves a workbook so. Ask whoever sent it, and make a new one."),
        place=place,
    )
