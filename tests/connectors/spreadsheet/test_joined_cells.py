"""Names and times that an office keeps in two cells are joined, and never by guess."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.joined_cells import full_name, on_its_day, with_clock
from hub.connectors.spreadsheet.ways import Unclear
from tests.connectors.spreadsheet.builders import OFFICE, course, office, office_sheets, request
from tests.connectors.spreadsheet.test_publishing import add

DAY = date(2013, 2, 4)


@pytest.mark.parametrize(
    ("last", "first", "name"),
    [
        ("Beispiel", "Anna", "Anna Beispiel"),
        ("Beispiel", " Anna  Lena ", "Anna Lena Beispiel"),
        ("Jansen", "Jan", "Jan Jansen"),
        ("Anna Beispiel", "Anna", "Anna Beispiel"),
        ("Beispiel,Anna", "ANNA", "Beispiel,Anna"),
        ("Beispiel", "–", "Beispiel"),
        ("", "Anna", "Anna"),
        (7.0, "Anna", 7.0),
        ("Beispiel", 7.0, "Beispiel"),
    ],
)
def test_a_first_name_is_put_before_the_last(last, first, name):
    assert full_name(last, first) == name


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (DAY, time(9), datetime(2013, 2, 4, 9)),
        (DAY, "9:30", datetime(2013, 2, 4, 9, 30)),
        (DAY, "09:30:00", datetime(2013, 2, 4, 9, 30)),
        (DAY, "ab 9 Uhr", datetime(2013, 2, 4, 9)),
        (DAY, "9–16 h", datetime(2013, 2, 4, 9)),
        (datetime(2013, 2, 4), "9:30", datetime(2013, 2, 4, 9, 30)),
        (datetime(2013, 2, 4, 9), "9:00", datetime(2013, 2, 4, 9)),
        (datetime(2013, 2, 4, 9), "9:30", "04.02.2013 09:00 09:30"),
        ("04.02.2013", "9:30", "04.02.2013 09:30"),
        ("", "9:30", ""),
        (DAY, "", DAY),
        (DAY, "Ganztägig", DAY),
        (DAY, "k.A.", DAY),
    ],
)
def test_a_time_is_that_of_its_day(day, clock, moment):
    assert with_clock(day, clock) == moment


@pytest.mark.parametrize("clock", ["vormittags", "9", 9.0, "24:00", "9:60", "9-16", DAY, "9:00 und 14:00"])
def test_what_is_no_time_is_refused(clock):
    with pytest.raises(Unclear, match="is no time of a day"):
        with_clock(DAY, clock)


@pytest.mark.parametrize(
    ("end", "begin", "moment"),
    [
        (time(16, 30), datetime(2013, 2, 4, 9), datetime(2013, 2, 4, 16, 30)),
        ("16.30 Uhr", DAY, datetime(2013, 2, 4, 16, 30)),
        ("16:30", "4.2.2013 um 9 Uhr", "4.2.2013 16:30"),
        ("16:30", "4.2.2013, 9:00 Uhr", "4.2.2013 16:30"),
        ("16:30", "4.2.2013", "4.2.2013 16:30"),
        ("16:30", "", "16:30"),
        (DAY, DAY, DAY),
        ("05.02.2013", DAY, "05.02.2013"),
    ],
)
def test_an_end_that_is_only_a_time_is_that_of_the_first_day(end, begin, moment):
    assert on_its_day(end, begin) == moment


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.dates())
def test_every_time_is_read_as_it_is_written(at, day):
    assert with_clock(day, f"{at:%H:%M}") == with_clock(day, at) == datetime.combine(day, at)


def test_what_the_hub_writes_into_such_sheets_reads_back(tmp_path):
    sheets = {
        **office_sheets(),
        "Kurse": [["Kursnummer", "Titel", "Datum", "Uhrzeit", "Ende"]],
        "Buchungen": [["Kurs", "Firma", "Nachname", "Vorname", "E-Mail", "gebucht am"]],
    }
    hub = office(tmp_path / "office.xlsx", sheets)
    offered = course(ends_at=datetime.fromisoformat("2013-02-04T16:30+01:00"))
    [told] = hub.publish_courses(OFFICE, [add(offered)])
    [asked] = hub.sync_bookings(OFFICE, [add(request(company={"name": "Sieber Druck KG"}))])
    assert (told.record.value.starts_at, told.record.value.ends_at) == (offered.starts_at, offered.ends_at)
    assert asked.record.value.participant.name == "Ben Muster"


def test_a_first_name_that_is_an_error_is_no_part_of_a_name(tmp_path):
    rows = [["Nr.", "Kurs", "Nachname", "Vorname"], ["B-1", "VA-1", "Beispiel", "#NV"]]
    hub = office(tmp_path / "office.xlsx", {**office_sheets(), "Buchungen": rows})
    [finding] = [found for found in hub.check_system(OFFICE) if "#NV" in str(found.what)]
    assert "Vorname" in str(finding.what)
