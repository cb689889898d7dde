"""What values say about their column."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hub.connectors.spreadsheet.evidence import evidence_in


@pytest.mark.parametrize(
    ("cells", "looks"),
    [
        (["a@oker.example.org", "B.Muster@ilse.example.org"], "email"),
        (["www.oker.example.org", "https://ilse.example.org/x"], "website"),
        (["DE136695976", "DE 129 273 398"], "vat_id"),
        (["37520", 38667.0, "D-37412"], "postal_code"),
        ([date(2013, 1, 7), datetime(2013, 1, 8, 9), "14.01.13", "2013-01-14 09:00"], "day"),
        (["05522 / 1234", "+49 (0) 5522 99-0", "05522 1234, Fax 99"], "phone"),
        (["Oker Kartonagen GmbH", "Ilse & Co. KG", "Förderkreis e. V."], "company"),
        (["bestätigt", "Storno", "wartet"], "status"),
        (["B-1", "B-2", 7.0], "number"),
        (["VA-1", "VA-1", "VA 2"], "group"),
        (["Anna Beispiel", "Dr. Ben Muster", "Muster, Cem"], "person"),
        (["Goslar", "Bad Grund", "Seesen am Harz"], None),
        (["a@oker.example.org", "", "-"], None),
        (["a@x.example.org", "ruft an", "05522 12345"], None),
        ([], None),
    ],
)
def test_most_values_of_one_kind_are_evidence(cells, looks):
    found = evidence_in(cells, "bookings")
    assert (found and found.looks) == looks


def test_one_odd_value_among_many_does_not_spoil_it_and_is_counted():
    found = evidence_in([*["a@x.example.org"] * 9, "ruft an", ""], "members")
    assert str(found.in_words()) == "9 of 10 values are e-mail addresses"


def test_the_words_of_a_status_are_those_of_its_table():
    assert evidence_in(["ruhend", "aktiv"], "members").looks == "status"
    assert evidence_in(["ruhend", "aktiv"], "courses") is None
