"""`hub columns`: what a file is taken for, why, and what to paste."""

from __future__ import annotations

import openpyxl
import pytest

from tests.office import Office

LISTE = [
    ["Verein der Betriebe"],
    ["Kennung", "Firmenbezeichnung", "PLZ/Ort", "Lage"],
    ["K-1", "Oker GmbH", "37520", "aktiv"],
    ["K-2", "Ilse KG", "38667", "ruhend"],
]


@pytest.fixture
def book(empty_office: Office) -> Office:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].title = "Tabelle1"
    for row in LISTE:
        workbook.worksheets[0].append(row)
    workbook.create_sheet("Notiz").append(["bla"])
    workbook.save(empty_office.file("liste.xlsx"))
    return empty_office


def test_every_column_is_shown_with_its_reason_and_the_lines_to_paste(book: Office) -> None:
    answer = book.hub("columns liste.xlsx")

    lines = answer.out.splitlines()
    assert (answer.code, answer.err) == (0, "")
    assert lines[0] == "liste.xlsx, sheet Tabelle1: the members; the header is row 2, with 2 rows below"
    assert lines[1].split() == ["column", "heading", "field", "why"]
    assert lines[3].split()[:3] == ["B", "Firmenbezeichnung", "name"]
    assert "five digits" in lines[4]
    assert "liste.xlsx, sheet Notiz: looks like none of the tables" in lines
    assert lines[-2:] == [
        'sheets.members = "Tabelle1"',
        'columns.members = { id = "Kennung", name = "Firmenbezeichnung", postal_code = "PLZ/Ort", status = "Lage" }',
    ]


def test_it_needs_no_hub_toml_and_writes_nothing(book: Office) -> None:
    before = book.contents()

    book.hub("columns liste.xlsx")

    assert book.contents() == before


def test_the_same_for_a_program(book: Office) -> None:
    data = book.hub("columns liste.xlsx --format json").data

    [sheet] = data["sheets"]
    assert (data["schema"], data["file"]) == ("hub-columns/1", "liste.xlsx")
    assert (sheet["table"], sheet["header_row"], sheet["rows"]) == ("members", 2, 2)
    assert [column["field"] for column in sheet["columns"]] == ["id", "name", "postal_code", "status"]
    assert data["unread"] == [{"sheet": "Notiz", "why": "looks like none of the tables"}]


def test_one_sheet_taken_for_one_table_lacks_what_it_lacks(book: Office) -> None:
    out = book.hub("columns liste.xlsx --sheet Tabelle1 --as courses").out

    assert 'No column seems to be title, which must be there. Say which: columns.courses.title = "…"' in out
    assert "Notiz" not in out


def test_a_file_of_nothing_has_no_lines_to_paste(book: Office) -> None:
    out = book.hub("columns liste.xlsx --sheet Notiz").out

    assert out == "liste.xlsx, sheet Notiz: looks like none of the tables\n"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("columns nowhere.xlsx", 3, "there is no file"),
        ("columns liste.xlsx --sheet Tabele1", 3, "Do you mean Tabelle1?"),
        ("columns", 2, "FILE is missing"),
        ("columns liste.xlsx --as rooms", 2, "must be one of members, courses, bookings"),
    ],
)
def test_mistakes_are_told_in_words(book: Office, line: str, code: int, said: str) -> None:
    answer = book.hub(line)

    assert answer.code == code
    assert said in answer.err
