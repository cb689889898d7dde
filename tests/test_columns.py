"""A column that decides something is missed, by whichever name a connector or an older ledger calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.changes import Reading
from hub.columns import decisive_columns_lost
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, MEMBERS
from hub.memory import Memory, Shelf
from hub.misread import without_misread
from hub.model import Booking, Course, Kind, Member
from hub.planning.compare import field_of
from hub.reading import AnyReading, Readings
from tests.connectors.spreadsheet.builders import BOOKING_HEADER, BOOKING_ROW, OFFICE, office, office_sheets
from tests.planning.builders import MEKOM, booking

INNER = ["company.name", "participant.name", "participant.email"]


def believed(reading: Reading[Booking], *, last: dict[str, str]) -> Readings:
    found: dict[tuple[object, Kind], AnyReading] = {(MEKOM, "booking"): reading}
    memory = Memory(shelves={(MEKOM, "booking"): Shelf(columns=last)})
    return without_misread(Readings(found, ()), memory)  # type: ignore[arg-type]


@pytest.mark.parametrize("gone", ["id", "origin", "status", "course", *INNER])
def test_a_plugin_that_tells_its_columns_by_the_contract_is_protected(gone: str) -> None:
    told = {name: f"column of {name}" for name in ("id", "origin", "status", "course", *INNER)}
    tonight = {name: header for name, header in told.items() if name != gone}

    found = believed(Reading([], columns=tonight), last=told)

    assert f"column of {gone}" in str(found.failures[0].why)
    assert believed(Reading([], columns=told), last=told).failures == ()


@pytest.mark.parametrize(
    ("kind", "short", "name"),
    [
        ("booking", "ref", "origin"),
        ("course", "ref", "origin"),
        ("member", "ref", "origin"),
        ("booking", "email", "participant.email"),
        ("booking", "company", "company.name"),
        ("booking", "participant", "participant.name"),
        ("member", "email", "email"),
    ],
)
def test_the_names_that_workbooks_have_for_a_field_are_names_for_it_too(
    kind: Kind, short: str, name: str
) -> None:
    for before, now in ((short, name), (name, short), (short, short)):
        assert decisive_columns_lost(kind, before={before: "X"}, now={now: "Y"}) == []
    for before in (short, name):
        assert decisive_columns_lost(kind, before={before: "X"}, now={"id": "Nr."}) == ["X"]


@pytest.mark.parametrize("now", [{}, {"id": "No.", "salutation": "Anrede"}])
def test_who_tells_no_columns_or_more_than_the_hub_knows_fails_nobody(now: dict[str, str]) -> None:
    assert decisive_columns_lost("booking", before={"id": "No.", "remark": "Rest"}, now=now) == []


def test_a_member_s_address_is_not_taken_for_a_participant_s() -> None:
    assert decisive_columns_lost("member", before={"participant.email": "X"}, now={"email": "Y"}) == ["X"]


def test_a_workbook_tells_its_columns_as_the_contract_names_them(tmp_path: Path) -> None:
    hub = office(tmp_path / "office.xlsx")

    assert dict(hub.fetch_bookings(OFFICE).columns) == {
        "id": "Nr.",
        "course": "Kurs",
        "company.name": "Firma",
        "company.town": "Ort",
        "participant.name": "Teilnehmer",
        "participant.email": "E-Mail",
        "booked_on": "gebucht am",
        "status": "Status",
        "remark": "Bemerkung",
        "note": "Hinweis",
        "origin": "Verweis",
    }


@pytest.mark.parametrize("header", ["Nr.", "Teilnehmer", "E-Mail", "Verweis"])
def test_a_workbook_that_lost_a_column_since_an_older_hub_noted_it_is_not_believed(
    header: str, tmp_path: Path
) -> None:
    older = {"id": "Nr.", "course": "Kurs", "participant": "Teilnehmer", "email": "E-Mail", "ref": "Verweis"}
    whole = office(tmp_path / "whole.xlsx")
    at = BOOKING_HEADER.index(header)
    cut = [[*row[:at], *row[at + 1 :]] for row in (BOOKING_HEADER, BOOKING_ROW)]
    torn = office(tmp_path / "torn.xlsx", {**office_sheets(), "Buchungen": cut})

    assert believed(whole.fetch_bookings(OFFICE), last=older).failures == ()
    assert header in str(believed(torn.fetch_bookings(OFFICE), last=older).failures[0].why)


def test_every_column_of_a_workbook_is_a_field_of_its_noun() -> None:
    for table, noun in ((MEMBERS, Member), (COURSES, Course), (BOOKINGS, booking())):
        for column in table.columns:
            if isinstance(noun, Booking):
                field_of(noun, column.told_as)
            else:
                assert column.told_as in noun.model_fields
