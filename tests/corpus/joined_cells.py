"""What an office keeps in two cells: a first name and a last name, a day and its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from tests.corpus.oddity import Oddity
from tests.corpus.opendocument import ods
from tests.corpus.sheets import csv_text, xlsx

DAY = date(2013, 2, 4)
PEOPLE = ["Nr.", "Kurs", "Firma", "Name", "Vorname"]
COURSES = ["Kursnummer", "Titel", "Datum", "Uhrzeit"]


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2013, 2, 4, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"))


def _people(header: list[str], *rows: list[Any]) -> Callable[[], bytes]:
    return lambda: xlsx([header, *([f"B-{n}", "VA-1", "Oker GmbH", *row] for n, row in enumerate(rows, 1))])


def _named(*names: str) -> dict[str, dict[str, object]]:
    return {f"B-{number}": {"participant.name": name} for number, name in enumerate(names, 1)}


def _begins(name: str, clock: object, at: datetime) -> Oddity:
    return Oddity(
        name=name, table="courses", content=lambda: xlsx([COURSES, ["VA-1", "Folien", DAY, clock]], title="Kurse"),
        read={"VA-1": {"starts_at": at}},
    )  # fmt: skip


ODDITIES = (
    Oddity(
        name="first and last names in two columns",
        table="bookings",
        content=_people(PEOPLE, ["Beispiel", "Anna"], ["Jansen", "Jan"], ["Muster", ""], ["", "Cem"]),
        read=_named("Anna Beispiel", "Jan Jansen", "Muster", "Cem"),
    ),
    Oddity(
        name="first names beside whole ones",
        table="bookings",
        content=_people(PEOPLE, ["Anna Beispiel", "Anna"], ["Beispiel, Anna", "anna"]),
        read=_named("Anna Beispiel", "Beispiel, Anna"),
    ),
    Oddity(
        name="first and last names under their full headings",
        table="bookings",
        content=_people(["Nr.", "Kurs", "Firma", "Nachname", "Vorname"], ["Beispiel", "Anna"]),
        read=_named("Anna Beispiel"),
    ),
    Oddity(
        name="dito for the first name above",
        table="bookings",
        content=_people(PEOPLE, ["Beispiel", "Anna"], ["Muster", "dito"]),
        read=_named("Anna Beispiel"),
        refused=("Vorname: dito points to the row above",),
    ),
    _begins("a time beside its day", time(9, 30), _at(9, 30)),
    _begins("a time beside its day, as text", "9.30 Uhr", _at(9, 30)),
    _begins("both times beside the day", "9:00 - 16:30 Uhr", _at(9)),
    _begins("both times beside the day, without minutes", "von 9 bis 16 Uhr", _at(9)),
    _begins("no time beside the day", "", _at(0)),
    _begins("the whole day", "ganztägig", _at(0)),
    Oddity(
        name="words beside the day that are no time",
        table="courses",
        content=lambda: xlsx([COURSES, ["VA-1", "Folien", DAY, "9:00"], ["VA-2", "Folien", DAY, "vormittags"], ["VA-3", "Folien", DAY, 9], ["VA-4", "Folien", DAY, "25:00"]], title="Kurse"),
        read={"VA-1": {}},
        refused=("Uhrzeit: vormittags is no time", "Uhrzeit: 9 is no time", "Uhrzeit: 25:00 is no time"),
    ),
    Oddity(
        name="a time beside a day that has another one",
        table="courses",
        content=lambda: xlsx([COURSES, ["VA-1", "Folien", datetime(2013, 2, 4, 9), time(9)], ["VA-2", "Folien", datetime(2013, 2, 4, 9), time(10)]], title="Kurse"),
        read={"VA-1": {"starts_at": _at(9)}},
        refused=("Datum: 04.02.2013 09:00 10:00 is no date",),
    ),
    Oddity(
        name="a day with from and to",
        table="courses",
        content=lambda: xlsx([["Kursnummer", "Titel", "Datum", "von", "bis"], ["VA-1", "Folien", DAY, time(9), time(16, 30)]], title="Kurse"),
        read={"VA-1": {"starts_at": _at(9), "ends_at": _at(16, 30)}},
    ),
    Oddity(
        name="a day with from and to in a CSV file",
        table="courses",
        file="list.csv",
        content=lambda: csv_text([["Kursnummer", "Titel", "Datum", "von", "bis"], ["VA-1", "Folien", "04.02.2013", "09:00", "16:30"]]).encode(),
        read={"VA-1": {"starts_at": _at(9), "ends_at": _at(16, 30)}},
    ),
    Oddity(
        name="an end that is only a time",
        table="courses",
        content=lambda: xlsx([["Kursnummer", "Titel", "Beginn", "Ende"], ["VA-1", "Folien", datetime(2013, 2, 4, 9), time(16, 30)], ["VA-2", "Folien", "04.02.2013, 9 Uhr", "16.30 Uhr"], ["VA-3", "Folien", DAY, "16:30"]], title="Kurse"),
        read={name: {"ends_at": _at(16, 30)} for name in ("VA-1", "VA-2", "VA-3")},
    ),
    Oddity(
        name="days from and to",
        table="courses",
        content=lambda: xlsx([["Kursnummer", "Titel", "von", "bis"], ["VA-1", "Folien", DAY, date(2013, 2, 4)]], title="Kurse"),
        read={"VA-1": {"starts_at": _at(0), "ends_at": _at(23, 59)}},
    ),
    Oddity(
        name="first and last names in an ODS file",
        table="bookings",
        file="list.ods",
        content=lambda: ods({"Buchungen": [PEOPLE, ["B-1", "VA-1", "Oker GmbH", "Beispiel", "Anna"]]}),
        read=_named("Anna Beispiel"),
    ),
)  # fmt: skip
