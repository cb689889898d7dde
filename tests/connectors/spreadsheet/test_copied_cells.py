"""Rows that the hub wrote for another network are read as they were there, whatever people typed; own rows are not."""

from __future__ import annotations

import pytest

from hub import Add
from hub.model import Company, Person
from tests.connectors.spreadsheet.builders import (
    BOOKING_HEADER,
    BOOKING_ROW,
    OFFICE,
    office,
    rejects_of,
    request,
)

FOREIGN = [
    "siehe Website",
    "hat keine Adresse",
    "anna@oker",
    "a@oker.example; b@oker.example",
    "#NV",
    "MÃ¼ller",
]


@pytest.mark.parametrize("words", FOREIGN)
def test_a_copy_shows_what_was_written_into_it(tmp_path, words):
    hub = office(tmp_path / "list.xlsx")
    wanted = request(participant=Person(name="Ben Muster", email=words), company=Company(name=words))

    [receipt] = hub.sync_bookings(OFFICE, [Add(id="a", ref=wanted.origin, value=wanted)])

    assert receipt.record.value.participant.email == words
    assert receipt.record.value.company.name == words


@pytest.mark.parametrize("words", ["hat keine Adresse", "anna@oker", "#NV", "MÃ¼ller"])
def test_the_same_in_an_own_row_is_refused_by_name(tmp_path, words):
    row = [*BOOKING_ROW[:5], words, *BOOKING_ROW[6:]]
    sheets = {"Mitglieder": [], "Kurse": [], "Buchungen": [BOOKING_HEADER, row]}
    [reject] = rejects_of(office(tmp_path / "list.xlsx", sheets).fetch_bookings(OFFICE))
    assert reject.field == "E-Mail"
