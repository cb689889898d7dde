"""Which sheet is which: by its name, then by its header, and never by a guess between two."""

from __future__ import annotations

import openpyxl
import pytest

from hub import Unusable
from hub.connectors.spreadsheet.file import open_file
from hub.connectors.spreadsheet.locating import tables_in, words_for
from tests.connectors.spreadsheet.builders import workbook_at

TABLES = ("members", "courses", "bookings")
MEMBERS = [["Nr.", "Betrieb", "Ort"], ["1", "Oker GmbH", "Goslar"]]
COURSES = [
    ["Programm 2013"],
    ["Nr.", "Seminar", "Datum", "Ort", "Preis"],
    ["S-1", "Film", "4.2.2013", "X", "9"],
]
BOOKINGS = [["Seminar-Nr.", "Betrieb", "Teilnehmer/in"], ["S-1", "Oker GmbH", "Anna"]]


def found(path, sheets, *, wanted=TABLES, columns=None):
    return tables_in(open_file(workbook_at(path / "x.xlsx", sheets)), wanted=wanted, columns=columns or {})


def test_usual_names_are_enough_whatever_stands_in_the_sheets(tmp_path):
    sheets = {"kurse": [], "MITGLIEDER": [["nothing"]], "Anmeldungen": [], "Tabelle1": MEMBERS}

    assert found(tmp_path, sheets) == {"members": "MITGLIEDER", "courses": "kurse", "bookings": "Anmeldungen"}


def test_headers_tell_where_names_do_not(tmp_path):
    sheets = {"Tabelle1": BOOKINGS, "Tabelle2": COURSES, "Tabelle3": MEMBERS, "Notizen": [["a", "b"]]}

    assert found(tmp_path, sheets) == {"members": "Tabelle3", "courses": "Tabelle2", "bookings": "Tabelle1"}


def test_a_name_decides_between_sheets_that_look_alike(tmp_path):
    assert found(tmp_path, {"Kopie": MEMBERS, "Mitglieder 2013": MEMBERS}) == {"members": "Mitglieder 2013"}


def test_nobody_guesses_between_two_years(tmp_path):
    with pytest.raises(
        Unusable, match="Mitglieder 2012, Mitglieder 2013 may be meant for the members"
    ) as caught:
        found(tmp_path, {"Mitglieder 2012": MEMBERS, "Mitglieder 2013": MEMBERS})

    assert 'sheets.members = "Mitglieder 2012"' in str(caught.value)


def test_what_is_not_wanted_cannot_be_doubtful(tmp_path):
    sheets = {"Mitglieder 2012": MEMBERS, "Mitglieder 2013": MEMBERS, "Seminarplan": COURSES}

    assert found(tmp_path, sheets, wanted=("courses",)) == {"courses": "Seminarplan"}


def test_a_sheet_that_is_named_for_its_table_is_taken_with_a_header_nobody_knows(tmp_path):
    assert found(tmp_path, {"Mitglieder alt und neu": [["A", "B", "C"]]}) == {
        "members": "Mitglieder alt und neu"
    }


def test_a_sheet_that_lacks_one_column_is_taken_so_that_reading_it_says_which(tmp_path):
    planned = [["Nr.", "Was", "Beginn", "Ende", "Ort", "Referent"], ["S-1", "Film", "4.2.2013", "", "X", "Y"]]

    assert found(tmp_path, {"Tabelle1": planned, "Tabelle2": [row[:4] for row in planned]}) == {
        "courses": "Tabelle1"
    }


def test_hidden_sheets_are_not_searched(tmp_path):
    path = workbook_at(tmp_path / "x.xlsx", {"Sichtbar": [["A"]], "Rest": MEMBERS})
    book = openpyxl.load_workbook(path)
    book["Rest"].sheet_state = "hidden"
    book.save(path)

    assert tables_in(open_file(path), wanted=TABLES, columns={}) == {}


def test_a_list_of_rooms_is_no_table_of_the_hub(tmp_path):
    assert found(tmp_path, {"Räume": [["Nr.", "Kurs", "Ort", "Status"], ["1", "S-1", "Saal", "frei"]]}) == {}


def test_columns_of_hub_toml_count_as_known(tmp_path):
    sheets = {"Tabelle1": [["Kennung", "Wer", "Ort"], ["1", "Oker GmbH", "Goslar"]]}
    columns = {"members": {"id": "Kennung", "name": "Wer"}}

    assert found(tmp_path, sheets) == {}
    assert found(tmp_path, sheets, columns=columns) == {"members": "Tabelle1"}


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("Nr.;Titel;Beginn;Preis\n1;Film;4.2.2013;9\n", TABLES, {"courses": ""}),
        ("Nr.;Titel;Beginn;Preis\n1;Film;4.2.2013;9\n", ("members", "bookings"), {}),
        ("Wann;Was\nheute;nichts\n", TABLES, {}),
        ("Wann;Was\nheute;nichts\n", ("courses",), {"courses": ""}),
    ],
)
def test_a_file_without_sheets_is_one_table(tmp_path, text, wanted, expected):
    path = tmp_path / "liste.csv"
    path.write_text(text, encoding="utf-8")

    assert tables_in(open_file(path), wanted=wanted, columns={}) == expected


def test_each_table_has_words_of_its_own():
    names = ("members", "courses", "bookings", "former")
    assert [str(words_for(name)) for name in names] == [
        "the members", "the courses", "the bookings", "the former members",
    ]  # fmt: skip


def test_of_two_years_both_may_be_meant(tmp_path):
    with pytest.raises(Unusable) as caught:
        found(tmp_path, {"Anmeldungen 2013": BOOKINGS, "Anmeldungen 2012": BOOKINGS})

    assert 'sheets.bookings = ["Anmeldungen 2012", "Anmeldungen 2013"]' in str(caught.value)
