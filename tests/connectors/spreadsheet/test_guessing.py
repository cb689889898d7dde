"""What a sheet is taken for that nobody has described, and why."""

from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.guessing import guess_sheet
from tests.connectors.spreadsheet.builders import Lines

ROWS = [
    [f"K-{n}", f"Oker {n} GmbH", f"3752{n}", f"a{n}@x.example.org", f"0{n}.01.2005", "aktiv", "Goslar"] for n in range(1, 6)
]  # fmt: skip
HEADER = ["Kennung", "Wer", "Postleitung", "Kontaktweg", "dabei", "Lage", "Gegend"]


def fields(*rows, **wishes):
    guess = guess_sheet(Lines(*rows), **wishes)
    return {column.heading: column.field for column in guess.columns}


def test_usual_words_need_no_values():
    guess = guess_sheet(Lines(["Liste"], ["Nr.", "Firma", "Ort"]))
    assert (guess.table, guess.header_row, guess.rows, guess.missing) == ("members", 2, 0, [])
    assert [(column.letter, column.field) for column in guess.columns] == [
        ("A", "id"),
        ("B", "name"),
        ("C", "town"),
    ]
    assert str(guess.columns[0].why) == "usual heading"


def test_values_tell_where_words_do_not():
    assert fields(HEADER, *ROWS) == {
        "Kennung": "id", "Wer": "name", "Postleitung": "postal_code", "Kontaktweg": "email", "dabei": "since",
        "Lage": "status", "Gegend": None,
    }  # fmt: skip


def test_two_columns_that_look_alike_are_nobodys_guess():
    rows = [[*row, row[4]] for row in ROWS]
    found = fields([*HEADER, "weg"], *rows)
    assert (found["dabei"], found["weg"]) == (None, None)
    guess = guess_sheet(Lines([*HEADER, "weg"], *rows))
    assert str(guess.columns[-1].why) == "not certain: 5 of 5 values are days"


def test_a_heading_nearly_like_the_usual_one_decides_between_two():
    rows = [[*row, row[4]] for row in ROWS]
    found = fields([*HEADER[:4], "Eintritte", "Lage", "Gegend", "weg"], *rows)
    assert (found["Eintritte"], found["weg"]) == ("since", None)


def test_a_heading_is_not_believed_against_its_values():
    found = fields(
        ["Nr.", "Firma", "Ortszeit"],
        ["1", "Oker GmbH", "a@x.example.org"],
        ["2", "Ilse KG", "b@x.example.org"],
    )
    assert found["Ortszeit"] == "email"


def test_a_heading_like_the_usual_one_is_enough_without_values():
    guess = guess_sheet(Lines(["Nr.", "Firma", "Branchen"]))
    assert (guess.columns[2].field, str(guess.columns[2].why)) == ("sector", "heading like the usual one")


def test_a_usual_word_is_told_with_its_values_and_an_unknown_one_without():
    guess = guess_sheet(Lines(["Nr.", "Firma", "Zimmer"], ["M-1", "Oker", "rot"], ["M-2", "Ilse", "blau"]))
    assert [str(column.why) for column in guess.columns] == [
        "usual heading; 2 of 2 values are numbers, each only once",
        "usual heading",
        "neither heading nor values tell",
    ]


def test_two_columns_of_one_name_stay_unknown():
    rows = [["M-1", "Oker GmbH", "x", "y"], ["M-2", "Ilse KG", "x", "y"]]
    assert fields(["Nr.", "Firma", "Ort", "Ort"], *rows)["Ort"] is None


def test_numbers_that_repeat_are_courses_among_bookings():
    rows = [
        ["VA-1", "Anna Beispiel", "x@x.example.org"],
        ["VA-1", "Ben Muster", "y@x.example.org"],
        ["VA-2", "Cem Muster", "z@x.example.org"],
    ]
    guess = guess_sheet(Lines(["Was", "Wer", "Wie"], *rows))
    assert (guess.table, guess.heading_of["course"], guess.heading_of["participant"]) == (
        "bookings",
        "Was",
        "Wer",
    )


def test_what_must_be_there_and_is_not_is_told():
    guess = guess_sheet(Lines(["Nr.", "Ort", "PLZ", "Straße"]), taken_as="members")
    assert guess.missing == ["name"]


@pytest.mark.parametrize("rows", [[], [["a"]], [["Notiz", "noch eine"], ["bla", "bla"]], [[1.0, 2.0]]])
def test_what_looks_like_nothing_is_no_table(rows):
    assert guess_sheet(Lines(*rows)) is None


def test_a_table_that_is_wanted_is_tried_whatever_it_looks_like():
    guess = guess_sheet(Lines(["Notiz", "noch eine"], ["bla", "bla"]), taken_as="courses")
    assert (guess.heading_of, guess.missing) == ({}, ["id", "starts_at", "title"])
    assert guess_sheet(Lines([1.0, 2.0]), taken_as="courses") is None
