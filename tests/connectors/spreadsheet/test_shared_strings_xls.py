"""A long text of an old workbook that many cells point to is weighed before each of them unpacks its own copy."""

from __future__ import annotations

import struct

import pytest

from hub import Unusable
from hub.connectors.spreadsheet import shared_strings_xls
from hub.connectors.spreadsheet.extent_xls import refuse_absurd_xls
from hub.connectors.spreadsheet.shared_strings_xls import refuse_repeated_in_xls
from tests.corpus.biff import compound

_COUNTS = bytes(8)
_LOOKS = struct.pack("<HBH", 2, 8, 3) + b"ab" + bytes(12)
_MORE = struct.pack("<HBI", 2, 4, 7) + b"ab" + bytes(7)


@pytest.fixture(autouse=True)
def _little_room(monkeypatch):
    monkeypatch.setattr(shared_strings_xls, "MOST_TEXT", 100_000)


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def texts(first: bytes, *others: bytes) -> bytes:
    return record(0xFC, _COUNTS + first) + b"".join(record(0x3C, part) for part in others)


def plain(words: str) -> bytes:
    return struct.pack("<HB", len(words), 0) + words.encode()


def pointers(number: int, count: int) -> bytes:
    return record(0xFD, struct.pack("<HHHI", 0, 0, 0, number)) * count


LONG = plain("x" * 1000)
STREAMS = {
    "the second text": texts(plain("a") + LONG) + pointers(1, 101),
    "a text behind one with looks": texts(_LOOKS + LONG) + pointers(1, 101),
    "a text behind one with more": texts(_MORE + LONG) + pointers(1, 101),
    "what goes on in the next part": texts(LONG[:503], b"\0" + LONG[503:] + plain("b")) + pointers(0, 101),
    "wide letters in the next part": texts(LONG[:503], b"\1" + bytes(1000)) + pointers(0, 67),
    "a text behind looks that go on": texts(_LOOKS[:9], _LOOKS[9:] + LONG) + pointers(1, 101),
    "a text in the next part": texts(plain("a"), b"", LONG) + pointers(1, 101),
    "a text that is torn": texts(LONG[:503]) + pointers(0, 1),
    "a text that nobody knows": texts(plain("a")) + pointers(9, 1),
    "no texts at all": pointers(0, 1),
}


@pytest.mark.parametrize("name", STREAMS)
def test_many_cells_with_one_long_text_are_refused(name):
    with pytest.raises(Unusable, match="bytes of text"):
        refuse_repeated_in_xls(STREAMS[name], place="list.xls")


@pytest.mark.parametrize("name", [name for name, stream in STREAMS.items() if len(stream) > 1500])
def test_one_pointer_less_is_read(name):
    refuse_repeated_in_xls(STREAMS[name][:-14], place="list.xls")


def test_a_continued_record_of_another_kind_is_no_text():
    stream = texts(plain("a")) + record(0x85, b"") + record(0x3C, LONG) + pointers(0, 101)
    refuse_repeated_in_xls(stream, place="list.xls")


def test_an_old_workbook_is_weighed_before_it_is_read():
    content = compound({"Workbook": STREAMS["the second text"]})
    with pytest.raises(Unusable, match="bytes of text"):
        refuse_absurd_xls(content, place="list.xls")
