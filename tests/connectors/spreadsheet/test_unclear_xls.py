"""Errors in old workbooks are found in their own records, wherever the container keeps them."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import Unusable
from hub.connectors.spreadsheet.compound import CompoundFile
from hub.connectors.spreadsheet.unclear_xls import unclear_in_xls
from hub.connectors.spreadsheet.workbook import open_workbook
from tests.corpus.old_workbooks import Failed, xls

ROWS = [
    ["Nr.", "Firma", "Ort", "ok"],
    [1, "Müller", Failed("#N/A"), True],
    [2, "Oker", Failed("#DIV/0!", formula=True), False],
]


def errors_in(content: bytes, sheet: str = "Mitglieder") -> dict[tuple[int, int], str]:
    return {cell: str(why) for cell, why in unclear_in_xls(content, sheet, place="list.xls").items()}


@pytest.mark.parametrize("padding", [4096, 20_000, 0])
def test_typed_and_calculated_errors_are_found(padding):
    """Streams of less than 4096 bytes lie in small sectors."""
    content = xls(ROWS, padding=padding)
    assert errors_in(content) == {(2, 2): "the cell shows #N/A", (3, 2): "the cell shows #DIV/0!"}


def test_a_grid_of_an_old_workbook_tells_them():
    sheet = open_workbook(xls(ROWS), name="list.xls").sheet("Mitglieder")
    assert [row[:3] for row in sheet.rows()][1:] == [[1, "Müller", ""], [2, "Oker", ""]]
    assert set(sheet.unclear()) == {(2, 2), (3, 2)}


def test_a_healthy_sheet_has_none():
    assert errors_in(xls([["Nr.", "Firma"], [1, "Müller"]])) == {}


def test_an_error_that_nobody_knows_is_still_an_error():
    content = xls([[Failed("#N/A")]]).replace(
        struct.pack("<HBB", 0, 0x2A, 1), struct.pack("<HBB", 0, 0x2B, 1)
    )
    assert errors_in(content) == {(1, 0): "the cell shows #?"}


def test_names_of_before_1997_and_narrow_ones_are_read():
    """Excel 95 has no byte that says how wide the letters are; later ones may say that they are narrow."""
    narrow = xls([[Failed("#N/A")]], title="Jahr").replace(
        struct.pack("<BB", 4, 1) + "Jahr".encode("utf-16-le"), struct.pack("<BB", 4, 0) + b"Jahr\0\0\0\0"
    )
    assert errors_in(narrow, "Jahr") == {(1, 0): "the cell shows #N/A"}
    old = narrow.replace(struct.pack("<BB", 4, 0) + b"Jahr", struct.pack("<B", 4) + b"Jahr\0")
    old = old.replace(struct.pack("<HH", 0x0600, 0x0005), struct.pack("<HH", 0x0500, 0x0005))
    assert errors_in(old, "Jahr") == {(1, 0): "the cell shows #N/A"}


def test_a_sheet_that_is_not_there_is_damage():
    with pytest.raises(Unusable, match="damaged"):
        errors_in(xls(ROWS), "Kurse")


def test_a_file_without_a_workbook_is_damage():
    empty = xls(ROWS).replace("Workbook".encode("utf-16-le"), "Paintbox".encode("utf-16-le"))
    assert CompoundFile(empty).stream("Workbook") == b""
    with pytest.raises(Unusable):
        errors_in(empty)


@pytest.mark.parametrize("at", [512 + 4, 512 + 8])
def test_a_chain_that_runs_in_a_circle_ends(at):
    """Sectors that follow one another for ever must not keep the night waiting."""
    content = bytearray(xls(ROWS, padding=4096))
    content[at : at + 4] = struct.pack("<I", 1 if at == 512 + 4 else 2)
    with pytest.raises(Unusable):
        errors_in(bytes(content))


def test_a_table_of_sectors_that_runs_in_a_circle_ends():
    content = bytearray(xls(ROWS))
    content[68:72] = struct.pack("<I", 1)
    content[1024 + 508 : 1536] = struct.pack("<I", 1)
    with pytest.raises(Unusable):
        errors_in(bytes(content))


def test_a_large_table_of_sectors_goes_on_elsewhere():
    content = bytearray(xls(ROWS))
    more = (len(content) - 512) // 512
    content += struct.pack("<128I", *[0xFFFFFFFF] * 127, 0xFFFFFFFE)
    content[68:72] = struct.pack("<I", more)
    assert len(errors_in(bytes(content))) == 2


@given(st.data())
def test_no_damage_makes_it_fail_in_other_words(data):
    content = bytearray(xls(ROWS))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        unclear_in_xls(bytes(content), "Mitglieder", place="list.xls")
    except Unusable as error:
        assert "damaged" in str(error)  # noqa: PT017 - either answer is right
