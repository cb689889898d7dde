"""Which rows hold no record, and which only look like it."""

from __future__ import annotations

from datetime import date

import pytest

from hub.connectors.spreadsheet.header import Headers, find_layout
from hub.connectors.spreadsheet.no_data import NoData, Skipped, few
from hub.connectors.spreadsheet.tables import BOOKINGS, MEMBERS

MEMBER_HEADER = ["Nr.", "Firma", "Ort", "Beitrag"]


def why(*row, header=MEMBER_HEADER, table=MEMBERS):
    layout = find_layout([header], Headers(table, {}, {}), place="list")
    return NoData(layout, table.required).why([*row, *[""] * (len(header) - len(row))])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", " \u00a0", "", ""], "blank"),
        (["Metall"], "heading"),
        (["M-7"], "heading"),
        (["", "Summe", "", 200.0], "total"),
        (["Summe 2013:", "", "", 200.0], "total"),
        (["", "Zwischensumme Druck", "", 80.0], "total"),
        (["", "", 2.0, 200.0], "total"),
        ([2.0, "", "", 200.0], "total"),
        (["2", "", "", "1.234,50 €"], "total"),
        ([2.0, "Summe", "", 200.0], "total"),
        (["NR.", "firma:", " Ort", "Beitrag"], "header"),
        (["M-1", "Oker GmbH"], None),
        (["M-1", "Total Umwelt GmbH", "", 120.0], None),
        (["", "Oker GmbH", "Osterode"], None),
        ([4711.0, 4712.0, "", 120.0], None),
        (["", "", "01.02.2013", "5"], None),
        (["", "", date(2013, 2, 1), 5.0], None),
    ],
)
def test_a_row_is_a_record_unless_its_cells_say_otherwise(row, reason):
    assert why(*row) == reason


def test_in_a_table_of_two_columns_one_cell_is_enough():
    assert why("", "Oker GmbH", header=["Nr.", "Firma"]) is None


def test_a_table_without_a_column_for_numbers_has_totals_too():
    header = ["Kurs", "Firma", "Teilnehmer", "Preis"]
    assert why("", "Gesamt alles", "", 200.0, header=header, table=BOOKINGS) == "total"
    assert why("VA-1", "", "Anna", 200.0, header=header, table=BOOKINGS) is None


def test_what_was_skipped_is_counted_and_blank_rows_below_the_list_are_not():
    skipped = Skipped()
    for row, reason in ((3, "heading"), (5, "blank"), (6, "total"), (7, "header"), (90, "blank")):
        skipped.add(reason, row)

    assert [str(words) for words in skipped.in_words(last=8)] == [
        "1 headings (rows 3)",
        "1 totals (rows 6)",
        "1 repeated headers (rows 7)",
        "1 blank rows between",
    ]
    assert Skipped().in_words(last=8) == ()


def test_of_many_rows_the_first_are_named():
    assert few(range(1, 9)) == ("1", "2", "3", "4", "5", "…")
