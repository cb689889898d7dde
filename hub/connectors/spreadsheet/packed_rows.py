"""Keeps the rows of a sheet in a third of their memory, because most are never asked for."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Iterator

from hub.connectors.spreadsheet.cells import Row


class PackedRows:
    """Rows from 0 on, unpacked one by one when somebody asks; `width` is that of the widest.

    They lie in one piece, which goes back to the machine as a whole: of many small ones much would stay behind.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.width = 0
        self._packed, self._ends = bytearray(), array("Q", [0])
        for row in rows:
            self.width = max(self.width, len(row))
            self._packed += pickle.dumps(row, pickle.HIGHEST_PROTOCOL)
            self._ends.append(len(self._packed))
        self._last: tuple[int | None, Row] = (None, [])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> Row:
        last, row = self._last  # whoever asks for a row asks again for each of its cells
        if last != at:
            row = pickle.loads(self._packed[self._ends[at] : self._ends[at + 1]])  # noqa: S301 - packed above
            self._last = (at, row)
        return row

    def __iter__(self) -> Iterator[Row]:
        return (self[at] for at in range(len(self)))
