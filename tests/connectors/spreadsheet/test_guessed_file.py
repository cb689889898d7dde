"""The lines for hub.toml: pasted, they read the file as it was shown."""

from __future__ import annotations

import tomllib

import openpyxl
import pytest

from hub.connectors.spreadsheet.guessed_file import guess_file
from hub.connectors.spreadsheet.kind import SpreadsheetSettings, connected
from hub.model import MemberStatus
from tests.connectors.spreadsheet.builders import OFFICE, office_sheets, workbook_at

MEMBERS = [["Kennung", "Wer", "PLZ"], ["K-1", "Oker GmbH", "37520"], ["K-2", "Ilse KG", "38667"]]
BOOKINGS = [
    ["Kurs", "Teil\u00adnehmer", "Firma", "„Mail“"],
    ["VA-1", "Anna Beispiel", "Oker GmbH", "a@x.example.org"],
]
FORMER = [["Nr.", "Firma", "Ort"], ["K-9", "Weg GmbH", "Goslar"]]


def pasted(path):
    """A connector with the lines in its table of hub.toml."""
    table = tomllib.loads("\n".join(guess_file(path).toml_lines()))
    context = {"provides": tuple(table.pop("provides", ()))}
    return connected(SpreadsheetSettings.model_validate({"path": path, **table}, context=context))


def test_the_lines_read_the_file_without_a_guess(tmp_path):
    sheets = {"Tabelle1": MEMBERS, "Liste 2013": BOOKINGS, "Liste 2012": [BOOKINGS[0]], "Ausgetreten": FORMER}
    path = workbook_at(tmp_path / "x.xlsx", sheets)
    assert guess_file(path).toml_lines() == [
        'sheets.members = "Tabelle1"',
        'sheets.bookings = ["Liste 2012", "Liste 2013"]',
        'sheets.former = "Ausgetreten"',
        'columns.members = { id = "Kennung", name = "Wer", postal_code = "PLZ" }',
        'columns.bookings = { course = "Kurs", participant = "Teilnehmer", company = "Firma", email = "„Mail“" }',
    ]
    hub = pasted(path)
    members = {record.id: record.value.status for record in hub.fetch_members(OFFICE).records}
    assert members == {"K-1": MemberStatus.ACTIVE, "K-2": MemberStatus.ACTIVE, "K-9": MemberStatus.ENDED}
    assert len(hub.fetch_bookings(OFFICE).records) == 1


def test_columns_that_years_head_in_different_ways_are_left_out(tmp_path):
    other = [["Seminar-Nr.", "Teilnehmer", "Firma"]]
    path = workbook_at(tmp_path / "x.xlsx", {"2012": other, "2013": BOOKINGS})
    assert (
        guess_file(path).toml_lines()[-1]
        == 'columns.bookings = { participant = "Teilnehmer", company = "Firma" }'
    )
    assert len(pasted(path).fetch_bookings(OFFICE).records) == 1


def test_a_file_without_sheets_says_what_it_provides(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("Nr.;Titel;Beginn\nK-1;Film;4.2.2013\nK-2;Ton;5.2.2013\n", encoding="utf-8")
    guess = guess_file(path)
    assert guess.toml_lines()[0] == 'provides = ["courses"]'
    assert str(guess.place_of("")) == "x.csv"
    assert len(pasted(path).fetch_courses(OFFICE).records) == 2


def test_the_office_of_the_other_tests_is_read_as_ever(tmp_path):
    path = workbook_at(tmp_path / "x.xlsx", office_sheets())
    hub = pasted(path)
    fetched = [hub.fetch_members(OFFICE), hub.fetch_courses(OFFICE), hub.fetch_bookings(OFFICE)]
    assert [len(reading.records) for reading in fetched] == [1, 1, 1]


def test_hidden_and_foreign_sheets_are_told(tmp_path):
    path = workbook_at(tmp_path / "x.xlsx", {"Mitglieder": FORMER, "Notiz": [["a"]], "Alt": FORMER})
    book = openpyxl.load_workbook(path)
    book["Alt"].sheet_state = "hidden"
    book.save(path)
    guess = guess_file(path)
    assert [(name, str(why)) for name, why in guess.unread] == [
        ("Notiz", "looks like none of the tables"),
        ("Alt", "is hidden, and read only where it is named"),
    ]
    [named] = guess_file(path, sheet="alt").sheets
    assert (named.sheet, named.table) == ("Alt", "members")


@pytest.mark.parametrize("name", ['"x"', "a\\b", "ü\x7f"])
def test_odd_names_are_quoted(tmp_path, name):
    path = tmp_path / "x.csv"
    path.write_text(f"Nr.;Firma;Ort\nM-1;Oker;{name}\n", encoding="utf-8")
    assert tomllib.loads("\n".join(guess_file(path, taken_as="members").toml_lines()))
