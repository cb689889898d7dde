from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.headings import one_line, two_lines
from hub.connectors.spreadsheet.span import Span


def shown(upper, lower, *merged):
    found = two_lines(2, upper, lower=lower, merged=merged)
    return None if found is None else [heading.shown for heading in found.headings]


def test_a_word_reaches_right_until_the_next_or_an_empty_column():
    assert shown(["Nr.", "Anschrift", "", "", "Status"], ["", "PLZ", "Ort", "", ""]) == [
        "Nr.", "Anschrift / PLZ", "Anschrift / Ort", "", "Status",
    ]  # fmt: skip


def test_merged_cells_alone_say_how_far_a_word_reaches():
    upper, lower = ["Nr.", "Anschrift", "", ""], ["", "PLZ", "Ort", "Beitrag"]
    assert shown(upper, lower, Span(1, 1, 1, 2)) == ["Nr.", "Anschrift / PLZ", "Anschrift / Ort", "Beitrag"]


def test_cells_merged_downwards_or_elsewhere_say_nothing_of_it():
    upper, lower = ["Nr.", "Anschrift", ""], ["", "PLZ", "Ort"]
    spans = [Span(1, 0, 2, 0), Span(7, 1, 7, 2)]
    assert shown(upper, lower, *spans) == ["Nr.", "Anschrift / PLZ", "Anschrift / Ort"]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["Liste", "", ""], ["Nr.", "Firma", "Ort"]),
        (["Nr.", "Firma"], ["", ""]),
        (["Nr.", "Firma"], [7.0, "Oker"]),
        (["Nr.", 2013.0, "Firma"], ["a", "b", "c"]),
    ],
    ids=["a title", "nothing below", "data below", "a number above"],
)
def test_other_rows_are_no_header_of_two_lines(upper, lower):
    assert shown(upper, lower) is None


def test_a_row_of_words_may_be_a_header_and_a_row_of_data_is_none():
    assert one_line(1, ["Wer", "Was", ""]).is_all_words
    assert not one_line(1, ["Wer", "", ""]).is_all_words
    assert not one_line(1, ["Anna", "anna@oker.example.org"]).is_all_words
    assert not one_line(1, ["Anna", 7.0]).is_all_words


def test_one_line_begins_where_it_ends_and_two_do_not():
    assert one_line(4, ["a", "b"]).first_row == 4
    assert two_lines(4, ["a", "b"], lower=["", "c"], merged=()).first_row == 3
