"""Streams out of an OLE compound file, the container of old workbooks (MS-CFB); just enough to read one."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_HEADER_NUMBERS: Final = 109  # sectors of the allocation table that the header itself names
_FREE: Final = 0xFFFFFFFA  # this and above are marks, not sectors
_ENTRY: Final = 128
_STREAM: Final = 2
_ROOT: Final = 5


@dataclass(frozen=True)
class CompoundFile:
    """The file with these bytes; already known to be readable, so a broken one may raise ValueError or struct.error."""

    content: bytes

    def stream(self, *names: str) -> bytes:
        """The first stream of one of these names; empty without one."""
        for name, kind, start, size in self._directory:
            if name in names and kind == _STREAM:
                if size < self._smallest:
                    return _joined(self._small_sectors, self._small_table, start)[:size]
                return _joined(self._sectors, self._table, start)[:size]
        return b""

    @cached_property
    def _sectors(self) -> tuple[bytes, int]:
        size = 1 << int.from_bytes(self.content[30:32], "little")
        return self.content[size:], size

    @cached_property
    def _smallest(self) -> int:
        return int.from_bytes(self.content[56:60], "little")

    @cached_property
    def _table(self) -> tuple[int, ...]:
        """Sector -> the one that follows it."""
        numbers = list(_numbers(self.content[76 : 76 + 4 * _HEADER_NUMBERS]))
        following, size = int.from_bytes(self.content[68:72], "little"), self._sectors[1]
        longest = len(self.content) // size
        while following < _FREE:
            *more, following = _numbers(_sector(self._sectors, following))
            numbers += more
            longest -= 1
            if longest < 0:
                raise ValueError("the table of sectors runs in a circle")
        return tuple(
            after
            for number in numbers
            if number < _FREE
            for after in _numbers(_sector(self._sectors, number))
        )

    @cached_property
    def _directory(self) -> list[tuple[str, int, int, int]]:
        """Name, kind, first sector and size of everything in the file."""
        entries = _joined(self._sectors, self._table, int.from_bytes(self.content[48:52], "little"))
        return [_entry(entries[at : at + _ENTRY]) for at in range(0, len(entries), _ENTRY)]

    @cached_property
    def _small_sectors(self) -> tuple[bytes, int]:
        start = next((start for _, kind, start, _ in self._directory if kind == _ROOT), _FREE)
        return _joined(self._sectors, self._table, start), 1 << int.from_bytes(self.content[32:34], "little")

    @cached_property
    def _small_table(self) -> tuple[int, ...]:
        return _numbers(_joined(self._sectors, self._table, int.from_bytes(self.content[60:64], "little")))


def _joined(sectors: tuple[bytes, int], table: tuple[int, ...], start: int) -> bytes:
    """The sectors of one chain. Raises: ValueError for one that never ends."""
    chain: list[bytes] = []
    while start < _FREE:
        chain.append(_sector(sectors, start))
        if len(chain) > len(table):
            raise ValueError("a chain of sectors runs in a circle")
        start = table[start] if start < len(table) else _FREE
    return b"".join(chain)


def _sector(sectors: tuple[bytes, int], number: int) -> bytes:
    whole, size = sectors
    return whole[number * size : (number + 1) * size]


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])


def _entry(raw: bytes) -> tuple[str, int, int, int]:
    length = max(0, int.from_bytes(raw[64:66], "little") - 2)
    start, size = int.from_bytes(raw[116:120], "little"), int.from_bytes(raw[120:124], "little")
    return raw[:length].decode("utf-16-le", "replace"), raw[66], start, size
