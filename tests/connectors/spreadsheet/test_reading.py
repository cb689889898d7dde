from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import Ref, Reject, Sheet, Unreadable
from hub.connectors.spreadsheet.reading import read_tables
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, MEMBERS
from hub.errors import Unusable
from hub.model import BookingStatus, MemberStatus
from tests.connectors.spreadsheet.builders import (
    BOOKING_HEADER,
    BOOKING_ROW,
    COURSE_HEADER,
    COURSE_ROW,
    MEMBER_HEADER,
    MEMBER_ROW,
    rejects_of,
    source_of,
)


def members(*rows, **given_):
    return read_tables([source_of(MEMBERS, MEMBER_HEADER, *rows, **given_)]).reading


def bookings(*rows, **given_):
    return read_tables([source_of(BOOKINGS, BOOKING_HEADER, *rows, **given_)]).reading


def courses(*rows, **given_):
    return read_tables([source_of(COURSES, COURSE_HEADER, *rows, **given_)]).reading


def booking_row(number="B-1", **cells):
    row = dict(zip(BOOKING_HEADER, BOOKING_ROW, strict=True)) | {"Nr.": number, **cells}
    return list(row.values())


def test_a_row_is_found_in_the_readers_language_by_its_number_as_the_office_sees_it():
    place = read_tables([source_of(MEMBERS, MEMBER_HEADER, MEMBER_ROW)]).newest.rows.place(1234)
    assert place.say("de") == "list.xlsx, Blatt List, Zeile 1234"
    assert place.say("en") == "list.xlsx, sheet List, row 1234"


def test_a_member_is_read_field_by_field():
    [record] = members(MEMBER_ROW).records
    member = record.value
    assert (record.id, str(record.place)) == ("M-1", "list.xlsx, sheet List, row 2")
    assert (member.id, member.name, member.postal_code, member.since) == (
        "M-1", "Oker Kartonagen GmbH", "37520", date(2005, 1, 1),
    )  # fmt: skip
    assert member.status is MemberStatus.ACTIVE


def test_a_booking_knows_its_company_and_its_person():
    [record] = bookings(BOOKING_ROW).records
    assert record.value.company.town == "Osterode am Harz"
    assert record.value.participant.email == "anna@oker.example"
    assert record.value.status is BookingStatus.REQUESTED


def test_blank_rows_group_headings_and_totals_are_skipped():
    reading = members(
        ["Metall"],
        [],
        MEMBER_ROW,
        ["", "Druck"],
        ["  ", " "],
        ["", "Summe", 93.0, 12.0],
        ["", "", 93.0, 12.0],
    )
    assert [record.id for record in reading.records] == ["M-1"]
    assert reading.rejects == ()


def test_a_row_without_a_number_is_rejected_where_numbers_belong_to_the_office():
    reading = members(["", *MEMBER_ROW[1:]])
    assert reading.records == []
    [reject] = reading.rejects
    assert (str(reject.place), reject.field) == ("list.xlsx, sheet List, row 2", "Mitgl.-Nr.")
    assert "never change" in str(reject.remedy)


def test_a_row_of_dates_without_a_number_is_no_total():
    assert len(members(["", "", "", "", "", date(2013, 1, 1), 5.0, ""]).rejects) == 1


def test_a_number_that_became_a_date_is_rejected_at_reading_time():
    [reject] = members([date(2013, 3, 1), *MEMBER_ROW[1:]]).rejects
    assert (reject.field, reject.id) == ("Mitgl.-Nr.", None)


def test_one_unreadable_row_among_a_thousand_stops_nobody():
    rows = [[f"M-{number}", *MEMBER_ROW[1:]] for number in range(1000)]
    rows[500] = ["M-500", "Oker", 6108.0, *MEMBER_ROW[3:]]
    reading = members(*rows)
    [reject] = rejects_of(reading)
    assert len(reading.records) == 1000
    assert (str(reject.place), reject.field, reject.id) == ("list.xlsx, sheet List, row 502", "PLZ", "M-500")
    assert "6108" in str(reject.why)


def test_an_unknown_status_is_a_reject_with_one_word_for_each_status():
    [reject] = rejects_of(bookings(booking_row(Status="vielleicht")))
    assert (reject.field, reject.id) == ("Status", "B-1")
    words = str(reject.remedy).removeprefix("Use one of: ").rstrip(".").split(", ")
    rows = [booking_row(f"B-{number}", Status=word) for number, word in enumerate(words)]
    assert {record.value.status for record in bookings(*rows).records} == set(BookingStatus)
    assert len(words) == len(BookingStatus)


def test_the_offices_own_status_word_is_the_one_that_is_proposed():
    own = Sheet("List", words={BookingStatus.CONFIRMED: "Platz sicher"})
    [reject] = rejects_of(bookings(booking_row(Status="vielleicht"), sheet=own))
    assert "Platz sicher" in str(reject.remedy)
    assert "bestätigt" not in str(reject.remedy)


def test_a_missing_title_is_named_by_its_column():
    [reject] = rejects_of(courses(["VA-1", "", *COURSE_ROW[2:]]))
    assert (reject.field, str(reject.why)) == ("Titel", "the cell is empty")


@pytest.mark.parametrize(
    ("header", "cell", "why"),
    [
        ("Titel", "x" * 501, "der Text ist länger als 500 Zeichen"),
        ("Plätze", -1, "die Zahl ist kleiner als 0"),
        ("Plätze", 200_000, "die Zahl ist größer als 100.000"),
        ("Preis Mitglieder", -5, "die Zahl ist kleiner als 0"),
    ],
)
def test_why_a_value_does_not_fit_is_said_in_german_too(header, cell, why):
    row = dict(zip([*COURSE_HEADER], COURSE_ROW, strict=True)) | {header: cell}
    [reject] = rejects_of(courses(list(row.values())))
    assert (reject.field, reject.why.say("de")) == (header, why)


def test_a_garbled_number_and_a_garbled_ref_are_said_in_german_too():
    [reject] = members([date(2013, 3, 1), *MEMBER_ROW[1:]]).rejects
    assert reject.why.say("de") == "„01.03.2013“ ist keine Nummer eines Datensatzes"
    [reject] = members([12.5, *MEMBER_ROW[1:]]).rejects
    assert reject.why.say("de") == "„12.5“ ist keine Nummer eines Datensatzes"


def test_a_value_that_the_model_refuses_is_a_reject_of_its_column():
    [reject] = rejects_of(courses([*COURSE_ROW[:4], 200_000, *COURSE_ROW[5:]]))
    assert reject.field == "Plätze"
    [reject] = rejects_of(courses(["V" * 201, *COURSE_ROW[1:]]))
    assert reject.field == "Kursnummer"


def test_two_rows_with_one_number_are_nobodys_record():
    reading = members(MEMBER_ROW, ["M-2", *MEMBER_ROW[1:]], MEMBER_ROW)
    assert [record.id for record in reading.records] == ["M-2"]
    [reject] = reading.rejects
    assert (reject.id, str(reject.why)) == ("M-1", "M-1 stands in more than one row: 2, 4")


def test_two_rows_with_one_ref_are_nobodys_record():
    copied = booking_row("", Verweis="mekom/booking/B-7")
    reading = bookings(copied, booking_row("B-2", Verweis="mekom/booking/B-7"), booking_row("B-3"))
    assert [record.id for record in reading.records] == ["B-3"]
    assert {reject.id for reject in reading.rejects} == {"mekom/booking/B-7"}


def test_a_ref_makes_the_row_a_copy():
    with_id, without = bookings(
        booking_row("X-1", Verweis="mekom/booking/B-7"), booking_row("", Verweis=" mekom/booking/B-8 ")
    ).records
    assert (with_id.id, with_id.origin) == ("X-1", Ref("mekom", "booking", "B-7"))
    assert (without.id, without.origin) == ("mekom/booking/B-8", Ref("mekom", "booking", "B-8"))
    assert without.value.id == "mekom/booking/B-8"
    assert without.value.origin == without.origin
    assert not without.proposed


def test_a_ref_of_the_networks_own_is_told_so_that_the_hub_can_see_swapped_sides():
    [record] = bookings(booking_row(Verweis="office/booking/B-1")).records
    assert (record.id, record.origin) == ("B-1", Ref("office", "booking", "B-1"))


def test_a_ref_of_the_networks_own_makes_nobody_a_twin():
    reading = bookings(
        booking_row("B-1", Verweis="office/booking/B-1"), booking_row("B-2", Verweis="office/booking/B-1")
    )
    assert [record.id for record in reading.records] == ["B-1", "B-2"]
    assert reading.rejects == ()


def test_a_garbled_ref_is_rejected_with_the_rows_number():
    [reject] = bookings(booking_row(Verweis="mekom B-7")).rejects
    assert (reject.field, reject.id) == ("Verweis", "B-1")
    assert "home/kind/id" in str(reject.why)


def test_a_row_without_a_number_gets_one_that_does_not_depend_on_its_place():
    typed = booking_row("")
    [alone] = bookings(typed).records
    moved = bookings(BOOKING_ROW, [], booking_row("B-2"), typed).records[-1]
    assert alone.proposed
    assert moved.proposed
    assert alone.id == moved.id == alone.value.id
    assert alone.id.startswith("B-")
    assert len(alone.id) == len("B-12345678")


def test_a_row_has_its_place_among_the_others_whether_it_has_a_number_yet_or_not():
    """Who stands first in the sheet gets the last seat, also after a night that was killed had numbered the rows."""
    typed = booking_row("", Teilnehmer="Ben Muster")
    proposed = bookings(BOOKING_ROW, typed, booking_row("B-2"))
    number = proposed.records[1].id
    numbered = bookings(BOOKING_ROW, [number, *typed[1:]], booking_row("B-2"))

    assert [record.proposed for record in proposed.records] == [False, True, False]
    assert [record.id for record in proposed.records] == [record.id for record in numbered.records]


def test_a_proposed_number_depends_on_the_booking_and_not_on_remarks():
    [first] = bookings(booking_row("")).records
    [remarked] = bookings(booking_row("", Bemerkung="bringt Kuchen", Teilnehmer="ANNA  Beispiel")).records
    [other] = bookings(booking_row("", Teilnehmer="Ben Muster")).records
    assert first.id == remarked.id != other.id


def test_equal_rows_without_numbers_are_told_apart():
    records = bookings(booking_row(""), booking_row(""), booking_row("")).records
    stem = records[0].id
    assert [record.id for record in records] == [stem, f"{stem}-2", f"{stem}-3"]
    assert len({record.fingerprint for record in records}) == 3


def test_a_row_typed_again_after_its_twin_was_numbered_gets_the_next_number():
    [first] = bookings(booking_row("")).records
    known, fresh = bookings(booking_row(first.id), booking_row("")).records
    assert (known.id, fresh.id) == (first.id, f"{first.id}-2")


def test_a_sheet_without_a_column_for_numbers_still_gives_every_row_one():
    read = read_tables(
        [source_of(BOOKINGS, ["Kurs", "Teilnehmer"], ["VA-1", "Anna"], ["VA-1", "Ben"])]
    ).newest
    assert len({record.id for record in read.reading.records}) == 2
    assert all(record.proposed for record in read.reading.records)


def test_a_sheet_of_members_without_a_column_for_numbers_is_refused():
    with pytest.raises(Unusable, match=r"the column Mitgl\.-Nr\. is missing"):
        read_tables([source_of(MEMBERS, ["Firma", "Ort"], ["Oker", "Osterode"])])


def test_reading_parses_nothing_and_walks_the_rows_once():
    source = source_of(MEMBERS, MEMBER_HEADER, [*MEMBER_ROW[:6], "unheard of", ""])
    [record] = read_tables([source]).reading.records
    assert source.grid.walks == 1
    with pytest.raises(Unreadable):
        record.value  # noqa: B018
    with pytest.raises(Unreadable):
        record.value  # noqa: B018
    assert source.grid.walks == 2


def test_a_fingerprint_moves_with_any_cell_of_its_row_and_no_other():
    before = members(MEMBER_ROW, ["M-2", *MEMBER_ROW[1:]]).records
    after = members(["M-1", "Oker AG", *MEMBER_ROW[2:]], ["M-2", *MEMBER_ROW[1:]]).records
    assert before[0].fingerprint != after[0].fingerprint
    assert before[1].fingerprint == after[1].fingerprint


def test_a_fingerprint_tells_a_number_from_its_digits():
    text, number = (
        members([*MEMBER_ROW[:2], code, *MEMBER_ROW[3:]]).records for code in ("37520.0", 37520.0)
    )
    assert text[0].fingerprint != number[0].fingerprint


def test_cells_beyond_the_last_header_do_not_move_a_fingerprint():
    [plain] = members(MEMBER_ROW).records
    [scribbled] = members([*MEMBER_ROW, "", "zur Wiedervorlage"]).records
    assert plain.fingerprint == scribbled.fingerprint


def test_under_other_rules_every_fingerprint_is_another():
    [usual] = members(MEMBER_ROW).records
    [own_words] = members(MEMBER_ROW, sheet=Sheet("List", words={MemberStatus.ENDED: "weg"})).records
    [own_clock] = members(MEMBER_ROW, timezone="Europe/Athens").records
    pinned = {"id": "Mitgl.-Nr.", "name": "Ort"}
    [own_columns] = members(MEMBER_ROW, pinned=pinned).records
    assert len({record.fingerprint for record in (usual, own_words, own_clock, own_columns)}) == 4


def test_fingerprints_are_the_same_in_every_process():
    code = (
        "from tests.connectors.spreadsheet.test_reading import *;"
        "print(members(MEMBER_ROW).records[0].fingerprint.hex(), bookings(booking_row('')).records[0].id)"
    )
    here = f"{members(MEMBER_ROW).records[0].fingerprint.hex()} {bookings(booking_row('')).records[0].id}"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == here


def test_the_offices_own_status_word_is_understood():
    sheet = Sheet("List", words={BookingStatus.CONFIRMED: "OK"}, id_prefix="B-")
    [record] = bookings(booking_row(Status="ok"), sheet=sheet).records
    assert record.value.status is BookingStatus.CONFIRMED


_cells = st.one_of(
    st.text(max_size=8), st.floats(), st.booleans(),
    st.dates(), st.datetimes(), st.times(), st.timedeltas(),
)  # fmt: skip


@given(st.lists(st.lists(_cells, min_size=8, max_size=8), max_size=6))
def test_whatever_stands_in_a_programme_is_a_record_a_reject_or_nothing(rows):
    reading = read_tables([source_of(COURSES, COURSE_HEADER, *rows)]).reading
    for record in reading.records:
        assert _told(record).id == record.id


@given(st.lists(st.lists(_cells, min_size=11, max_size=11), max_size=6))
def test_whatever_stands_in_the_cells_is_a_record_a_reject_or_nothing(rows):
    read = read_tables([source_of(BOOKINGS, BOOKING_HEADER, *rows)]).newest
    ids = [record.id for record in read.reading.records]
    assert len(ids) == len(set(ids))
    for record in read.reading.records:
        told = _told(record)
        if isinstance(told, Reject):
            assert (told.id, told.place) == (record.id, record.place)
        else:
            assert (told.id, told.origin) == (record.id, record.origin)


def _told(record):
    try:
        return record.value
    except Unreadable as unreadable:
        return unreadable.reject


@given(
    st.permutations(
        [booking_row(""), booking_row("", Teilnehmer="Ben"), booking_row("B-1"), booking_row("B-2"), []]
    )
)
def test_the_order_of_rows_changes_no_id_and_no_fingerprint(rows):
    usual = [booking_row("B-1"), booking_row("B-2"), booking_row(""), booking_row("", Teilnehmer="Ben")]

    def seen(reading):
        return {(record.id, record.fingerprint) for record in reading.records}

    assert seen(bookings(*rows)) == seen(bookings(*usual))


def test_a_row_with_a_garbled_number_still_tells_its_ref():
    garbled, own = bookings(
        booking_row("#REF!", Verweis="mekom/booking/B-7"), booking_row("#REF!"), booking_row("B-3")
    ).rejects
    assert (garbled.id, garbled.origin) == (None, Ref("mekom", "booking", "B-7"))
    assert (own.id, own.origin) == (None, None)


def test_a_row_with_both_garbled_tells_neither():
    [reject] = bookings(booking_row("#REF!", Verweis="#REF!")).rejects
    assert (reject.id, reject.origin) == (None, None)


@pytest.mark.parametrize("number", ["", "K-0007"])
def test_a_copy_with_a_garbled_value_tells_its_ref_whatever_its_number_is(number):
    [reject] = rejects_of(bookings(booking_row(number, Verweis="mekom/booking/B-7", Status="vielleicht")))
    assert reject.origin == Ref("mekom", "booking", "B-7")
    assert reject.id == (number or "mekom/booking/B-7")


def test_copies_that_share_a_number_are_each_told_with_their_ref():
    shared = [booking_row("K-1", Verweis=f"mekom/booking/B-{number}") for number in (7, 8)]
    reading = bookings(*shared, booking_row("K-1"), booking_row("B-3"))
    assert [record.id for record in reading.records] == ["B-3"]
    assert [(one.id, str(one.origin), str(one.place).rpartition(" ")[2]) for one in reading.rejects] == [
        ("K-1", "mekom/booking/B-7", "2"), ("K-1", "mekom/booking/B-8", "3"),
    ]  # fmt: skip


def test_a_number_on_two_sheets_is_told_with_the_refs_of_its_copies():
    def sheet(*rows):
        return source_of(BOOKINGS, BOOKING_HEADER, *rows)

    copy, own = booking_row("K-1", Verweis="mekom/booking/B-7"), booking_row("K-1")
    assert [one.origin for one in read_tables([sheet(copy), sheet(own)]).reading.rejects] == [
        Ref("mekom", "booking", "B-7")
    ]
    assert [one.origin for one in read_tables([sheet(own), sheet(), sheet(own)]).reading.rejects] == [None]
