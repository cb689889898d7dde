from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.header import Headers, best_match, find_layout
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

    whole = [column for column in table.columns if not column.part_of]  # `von` is a time only beside a day
    fields = [(comparable(word), column.field) for column in whole for word in column.header_words]
    assert len({word for word, _ in fields}) == len({*fields})


@pytest.mark.parametrize("table", [MEMBERS, COURSES, BOOKINGS])
def test_a_sheet_headed_with_the_hubs_own_words_is_read_whole(table):
    headers = Headers(table, {}, {})
    found = layout([headers.title(column.field) for column in table.columns], table=table)
    assert found.unknown == ()
    assert list(found.column_of.values()) == [*range(len(table.columns))] or set(found.column_of) == {
        column.field for column in table.columns
    }


GROUPED = (["Nr.", "Firma", "Anschrift", "", ""], ["", "", "Straße", "PLZ", "Ort"])


def test_two_lines_are_one_header_and_its_last_row_counts():
    found = layout(["Liste"], *GROUPED, ["M-1", "Oker", "Weg 1", "37520", "Goslar"], table=MEMBERS)
    assert (found.row, found.first_row, found.width) == (3, 2, 5)
    assert found.column_of == {"id": 0, "name": 1, "street": 2, "postal_code": 3, "town": 4}
    assert found.header_of["town"] == "Anschrift / Ort"


def test_a_row_of_data_is_never_the_second_line_of_a_header():
    found = layout(["Nr.", "Kurs", "Firma", "Ort"], ["", "Seminar", "Oker", "Goslar"])
    assert found.row == 1


def test_both_levels_together_beat_the_lower_one_alone():
    header = (["Kurs-Nr.", "Titel", "Beginn", "Preis", ""], ["", "", "", "Mitglieder", "Gäste"])
    found = layout(*header, table=COURSES)
    assert (found.column_of["price_member"], found.column_of["price_guest"]) == (3, 4)


def test_a_pinned_lower_word_counts_under_any_other():
    rows = (["Nr.", "Firma", "Steuerberater", ""], ["", "", "Name", "Ort"])
    assert layout(*rows, table=MEMBERS, pinned={"town": "Ort"}).column_of["town"] == 3


def test_a_lower_word_that_stands_twice_is_refused_with_the_line_that_settles_it():
    rows = (["Nr.", "Firma", "Anschrift", "", "Standort", ""], ["", "", "PLZ", "Ort", "Straße", "Ort"])
    with pytest.raises(Unusable, match="two columns are headed Anschrift / Ort") as caught:
        layout(*rows, table=MEMBERS)
    assert 'columns.members.town = "Anschrift / Ort"' in str(caught.value)
    pinned = {"town": "Standort / Ort"}
    assert layout(*rows, table=MEMBERS, pinned=pinned).column_of["town"] == 5


def test_a_header_of_two_lines_may_come_once_more():
    data = ["M-1", "Oker", "Weg 1", "37520", "Goslar"]
    assert layout(*GROUPED, data, *GROUPED, data, table=MEMBERS).row == 2


def test_rows_of_unequal_length_are_one_table():
    assert layout(["Nr.", "Kurs"], ["B-1", "VA-1", "", "x"]).column_of == {"id": 0, "course": 1}


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ((["Titel"], ["Nr.", "Kurs"], ["B-1", "VA-1"]), 2),
        ((["Nr.", "Was"], ["Nr.", "Kurs", "Firma"]), 2),
        ((["Wer", "Wann"], ["Anna", "heute"]), 1),
        ((["Anna", 7.0], ["Ben", 8.0]), None),
        ((), None),
    ],
)
def test_the_best_header_is_found_without_asking_that_it_be_whole(rows, row):
    found = best_match(list(rows), Headers(BOOKINGS, {}, {}))
    assert (found and found.header.row) == row
