"""Rows and cells are found where csv.reader finds them."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.delimited_lines import Lines


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def found(text: str) -> list[list[str]]:
    lines = Lines(text, ";")
    rows = [[text[field.start : field.end] for field in lines.fields(line)] for line in lines.all]
    return [[_meant(cell) for cell in row] for row in rows]


def _meant(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


@given(st.text('ab;"\r\n', max_size=30))
@example('a;"b\nc";d\n\n;\n"";x')
def test_it_is_cut_as_csv_reader_cuts_it(text):
    try:
        rows = read(text)
    except csv.Error:
        return
    assert found(text) == rows


@given(st.text('ab;"\r\n', max_size=30))
def test_nothing_is_lost_between_the_rows(text):
    try:
        read(text)
    except csv.Error:
        return
    lines = Lines(text, ";").all
    assert "".join(text[line.start : line.end] + line.ending for line in lines) == text


def test_a_cell_knows_whether_it_stands_in_quotation_marks():
    lines = Lines('a;"b";', ";")
    assert [field.is_quoted for field in lines.fields(lines.all[0])] == [False, True, False]


@pytest.mark.parametrize("text", ["", "\n"])
def test_an_empty_row_has_no_cells(text):
    lines = Lines(text, ";")
    assert [lines.fields(line) for line in lines.all] == [[]] * len(text)


def test_a_long_cell_in_quotation_marks_takes_no_memory_of_its_own():
    text = '"' + "x" * 1_000_000 + '"'
    tracemalloc.start()
    try:
        assert len(Lines(text, ";").all) == 1
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
