from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.header import Headers, find_layout
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, MEMBERS
from hub.errors import Unusable

PLACE = "mekom.xlsx, sheet Buchungen"


def layout(*rows, table=BOOKINGS, declared=None, pinned=None):
    return find_layout(list(rows), Headers(table, declared or {}, pinned or {}), place=PLACE)


def test_titles_and_dates_above_the_header_are_skipped():
    found = layout(["Buchungen 2013", ""], ["Stand: 10.01.2013", ""], ["", ""], ["Nr.", "Kurs"])
    assert found.row == 4
    assert found.column_of == {"id": 0, "course": 1}


def test_headers_are_known_in_german_and_english_wherever_they_stand():
    german = layout(["E-Mail", "Teilnehmer", "Kurs-Nr.", "Nr."])
    english = layout(["e-mail", "PARTICIPANT", "Course no.", "Booking no."])
    assert german.column_of == english.column_of == {"email": 0, "participant": 1, "course": 2, "id": 3}


def test_unknown_columns_are_kept_for_information():
    found = layout(["Nr.", "Kurs", "", "Kostenstelle", 2013.0])
    assert found.unknown == ("Kostenstelle", "2013")
    assert found.width == 5


def test_the_offices_own_word_beats_the_usual_one():
    found = layout(["Nr.", "Kurs", "Kurs intern"], declared={"course": "Kurs intern"})
    assert found.column_of["course"] == 2
    assert found.header_of["course"] == "Kurs intern"


def test_the_first_of_several_known_words_wins():
    assert layout(["Nr.", "Kursnummer", "Kurs"]).column_of["course"] == 2


def test_one_column_is_never_two_fields():
    found = layout(["Nr.", "Titel", "Preis", "Beginn"], table=COURSES, declared={"price_member": "Preis"})
    assert found.column_of["price_member"] == 2
    assert "price_guest" not in found.column_of


def test_pinned_columns_end_all_guessing():
    found = layout(["Nr.", "Kurs", "Wer"], pinned={"course": "Nr.", "participant": "Wer"})
    assert found.column_of == {"course": 0, "participant": 2}


def test_a_pinned_column_that_is_missing_stops_the_table():
    with pytest.raises(Unusable, match="the column Wer is missing"):
        layout(["Nr.", "Kurs"], pinned={"course": "Kurs", "id": "Nr.", "participant": "Wer"})


def test_a_renamed_column_is_named_with_the_nearest_one_and_the_line_for_hub_toml():
    with pytest.raises(Unusable) as caught:
        layout(["Mitgl.-Nr.", "Firmenbezeichnung", "Ort"], table=MEMBERS)
    said = str(caught.value)
    assert "row 1: the column Firma is missing" in said
    assert 'columns.members.name = "Firmenbezeichnung"' in said


def test_a_missing_column_without_a_near_one_lists_those_that_are_there():
    with pytest.raises(Unusable) as caught:
        layout(["Nr.", "Ort", "XYZ"])
    assert "The columns here are: Nr., Ort, XYZ" in str(caught.value)


def test_two_header_rows_are_one_clear_error():
    with pytest.raises(Unusable, match="both row 1 and row 3 look like the header"):
        layout(["Nr.", "Kurs"], ["B-1", "VA-1"], ["Kurs", "Nr."])


def test_the_same_header_once_more_is_a_page_break():
    assert layout(["Nr.", "Kurs"], ["B-1", "VA-1"], ["Nr. ", "KURS"]).row == 1


def test_two_columns_of_one_name_are_refused():
    with pytest.raises(Unusable, match="two columns are headed Kurs"):
        layout(["Nr.", "Kurs", "Kurs"])


def test_two_unknown_columns_of_one_name_are_nobodys_business():
    assert layout(["Nr.", "Kurs", "Foo", "Foo"]).unknown == ("Foo", "Foo")


@pytest.mark.parametrize("rows", [[], [["", ""]], [["Liste", ""], ["B-1", "VA-1"]]])
def test_a_sheet_without_a_header_says_what_it_should_name(rows):
    with pytest.raises(Unusable, match="no header row") as caught:
        layout(*rows)
    assert "Kurs" in str(caught.value)


@pytest.mark.parametrize("table", [MEMBERS, COURSES, BOOKINGS])
def test_no_header_word_of_a_table_means_two_fields(table):
    from hub.connectors.spreadsheet.cells import comparable

    fields = [(comparable(word), column.field) for column in table.columns for word in column.header_words]
    assert len({word for word, _ in fields}) == len({*fields})


@pytest.mark.parametrize("table", [MEMBERS, COURSES, BOOKINGS])
def test_a_sheet_headed_with_the_hubs_own_words_is_read_whole(table):
    headers = Headers(table, {}, {})
    found = layout([headers.title(column.field) for column in table.columns], table=table)
    assert found.unknown == ()
    assert list(found.column_of.values()) == [*range(len(table.columns))] or set(found.column_of) == {
        column.field for column in table.columns
    }
