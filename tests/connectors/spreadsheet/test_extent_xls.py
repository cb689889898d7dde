"""The cells of old workbooks are counted before calamine makes room for them."""

from __future__ import annotations

import struct

import pytest

from hub import Unusable
from hub.connectors.spreadsheet.extent_xls import refuse_absurd_xls
from tests.corpus.biff import OLE, compound, xls

_NUMBER, _SEVERAL = 0x0203, 0x00BD


def book(*sheets: bytes) -> bytes:
    beginning = struct.pack("<HHHH", 0x0809, 4, 0x0600, 0x0010)
    return compound({"Workbook": beginning + b"".join(beginning + sheet for sheet in sheets)})


def number(row: int, column: int) -> bytes:
    return struct.pack("<HHHHHd", _NUMBER, 14, row, column, 0, 1.0)


def numbers(row: int, first: int, last: int) -> bytes:
    return struct.pack("<HHHH6xH", _SEVERAL, 12, row, first, last)


@pytest.mark.parametrize(
    "content",
    [
        book(number(0, 0) + number(65_535, 16_000)),
        book(number(0, 0) + numbers(0, 0, 20_000)),
        book(*[number(0, 0) + number(65_535, 255)] * 2),
    ],
)
def test_what_would_not_fit_is_refused(content):
    with pytest.raises(Unusable, match="spreads over"):
        refuse_absurd_xls(content, place="list.xls")


def test_what_offices_save_is_read():
    refuse_absurd_xls(xls({"A": [["Nr.", 1], ["M-1", "Oker"]]}), place="list.xls")
    refuse_absurd_xls(book(number(65_535, 255)), place="list.xls")


def test_a_torn_one_is_damaged():
    with pytest.raises(Unusable, match="damaged"):
        refuse_absurd_xls(OLE, place="list.xls")
