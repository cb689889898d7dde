"""Texts that an old workbook (.xls) keeps once and its cells point to: each cell unpacks its own copy."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from hub.connectors.spreadsheet.extent import MOST_TEXT, too_much_text
from hub.errors import Place

_TEXTS, _CONTINUED, _POINTER = 0x00FC, 0x003C, 0x00FD
_POINTER_MARK: Final = struct.pack("<H", _POINTER)
_LONGEST: Final = 2 * 0xFFFF  # bytes; a text counts its letters in two bytes
_COUNTS: Final = 8  # bytes before the first text
_IS_WIDE, _HAS_MORE, _HAS_LOOKS = 1, 4, 8


def refuse_repeated_in_xls(stream: bytes, *, place: Place) -> None:
    """Raises: Unusable where the cells would hold more text than fits; ValueError, struct.error where it is torn."""
    if stream.count(_POINTER_MARK) * _LONGEST <= MOST_TEXT:
        return
    pointers, parts = Counter[int](), list[bytes]()
    is_text = False
    for kind, content in _records(stream):
        is_text = kind == _TEXTS or (is_text and kind == _CONTINUED)
        if is_text:
            parts.append(content)
        elif kind == _POINTER:
            pointers[struct.unpack_from("<I", content, 6)[0]] += 1
    lengths = list(_Texts(parts).lengths())
    size = sum(
        count * (lengths[text] if text < len(lengths) else _LONGEST) for text, count in pointers.items()
    )
    if size > MOST_TEXT:
        raise too_much_text(size, place)


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


class _Texts:
    """Walks over the texts, which may begin in one part and go on in the next."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self._parts = parts
        self._part, self._at = 0, _COUNTS

    def lengths(self) -> Iterator[int]:
        """The bytes of each text; those behind a torn one are not told."""
        try:
            while self._has_more():
                yield self._one()
        except (struct.error, IndexError):
            return

    def _has_more(self) -> bool:
        while self._part < len(self._parts) and self._at >= len(self._parts[self._part]):
            self._part, self._at = self._part + 1, 0
        return self._part < len(self._parts)

    def _one(self) -> int:
        letters, flags = self._number("<H"), self._number("<B")
        skipped = 4 * self._number("<H") if flags & _HAS_LOOKS else 0
        skipped += self._number("<I") if flags & _HAS_MORE else 0
        size = self._pass_letters(letters, 1 + (flags & _IS_WIDE))
        self._pass(skipped)
        return size

    def _number(self, form: str) -> int:
        found: int = struct.unpack_from(form, self._parts[self._part], self._at)[0]
        self._at += struct.calcsize(form)
        return found

    def _pass_letters(self, left: int, width: int) -> int:
        """The bytes of so many letters; each part says anew how wide its letters are."""
        size = 0
        while True:
            taken = min(left, (len(self._parts[self._part]) - self._at) // width)
            size += taken * width
            self._at += taken * width
            left -= taken
            if not left:
                return size
            self._part, self._at = self._part + 1, 0
            width = 1 + (self._number("<B") & _IS_WIDE)

    def _pass(self, left: int) -> None:
        while left:
            taken = min(left, len(self._parts[self._part]) - self._at)
            self._at += taken
            left -= taken
            if left:
                self._part, self._at = self._part + 1, 0
