"""What the hub takes a part of is counted and named, column by column."""

from __future__ import annotations

from hub.connectors.spreadsheet.noticed import notices
from hub.connectors.spreadsheet.reading import read_tables
from hub.connectors.spreadsheet.tables import COURSES, MEMBERS
from tests.connectors.spreadsheet.builders import COURSE_HEADER, COURSE_ROW, source_of


def noticed(table, *rows):
    return [str(text) for text in notices(read_tables([source_of(table, *rows)]).newest.rows)]


def test_a_usual_sheet_gives_no_notice():
    assert noticed(COURSES, COURSE_HEADER, COURSE_ROW) == []


def test_each_column_is_told_once_with_its_rows():
    header = ["Nr.", "Firma", "PLZ", "Telefon", "E-Mail"]
    odd = ["37520 Osterode", "05522 1234, 05522 5678", "a@oker.example; b@oker.example"]
    found = noticed(MEMBERS, header, ["1", "A", *odd], ["2", "B", "37520", "", ""], ["3", "C", *odd])
    assert found == [
        "list.xlsx, sheet List: 2 cells of PLZ say more than a postal code (rows 2, 4); the hub takes the code",
        (
            "list.xlsx, sheet List: 2 cells of Telefon say more than one telephone number (rows 2, 4); the hub takes the "
            "first that is no fax, the others stay in the sheet"
        ),
        (
            "list.xlsx, sheet List: 2 cells of E-Mail say more than one e-mail address (rows 2, 4); the hub takes the "
            "first, the others stay in the sheet"
        ),
    ]


def test_many_rows_are_not_all_named():
    rows = [[f"VA-{n}", *COURSE_ROW[1:5], "auf Anfrage", "", ""] for n in range(12)]
    assert noticed(COURSES, COURSE_HEADER, *rows) == [
        (
            "list.xlsx, sheet List: 12 cells of Preis Mitglieder give a reason in place of a price "
            "(rows 2, 3, 4, 5, 6, …)"
        )
    ]


def test_a_link_to_another_address_than_the_cell_shows_is_noticed():
    rows = (
        ["1", "A", "a@oker.example"],
        ["2", "B", "b@oker.example"],
        ["3", "C", "Info <c@oker.example>"],
        ["4", "D", ""],
    )
    source = source_of(MEMBERS, ["Nr.", "Firma", "E-Mail"], *rows)
    source.grid.links = {
        (2, 2): "A@oker.example",
        (3, 2): "a@oker.example",
        (4, 2): "c@oker.example",
        (3, 1): "x@y.example",
    }
    found = [str(text) for text in notices(read_tables([source]).newest.rows)]
    assert found[1:] == [
        (
            "list.xlsx, sheet List: 1 cells of E-Mail link to another address than they show (rows 3); the hub takes "
            "what they show"
        )
    ]
