"""Where new rows belong: into the empty ones that an office keeps above its totals, and never between two records."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from hub.connectors.spreadsheet.rows import Rows
from hub.connectors.spreadsheet.tables import N


def records_upwards(rows: Rows[N]) -> Iterator[int]:
    """The rows that hold a record, the last one first: no totals, no footnote."""
    width = rows.layout.width
    return (key for key in reversed(rows.below_header()) if rows.no_data.why(rows.row(key)[:width]) is None)


def prepared_rows(rows: Rows[N]) -> list[int]:
    """The empty rows that the office left between its last record and what stands below: totals, a footnote.

    The last of them stays empty, between the two.
    """
    first = next(records_upwards(rows), rows.layout.row) + 1
    below = range(first, rows.last())
    return list(takewhile(lambda key: not any(cell != "" for cell in rows.row(key)), below))[:-1]
