"""Workbooks of many sheets: one per year, hidden ones, a cover, one for those who have left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import openpyxl
from openpyxl.chart import BarChart

from hub.model import MemberStatus
from tests.corpus.biff import xls
from tests.corpus.oddity import Oddity
from tests.corpus.opendocument import ods
from tests.corpus.sheets import fill, saved, with_cells

ENTRIES = ["Nr.", "Kurs", "Firma", "Teilnehmer"]
OLD, NEW = ["B-1", "VA-1", "Oker GmbH", "Anna Beispiel"], ["B-2", "VA-2", "Ilse KG", "Ben Muster"]
YEARS = {"2012": [ENTRIES, OLD], "2013": [ENTRIES, NEW]}
BOTH = {"B-1": {"company.name": "Oker GmbH"}, "B-2": {"company.name": "Ilse KG"}}
MEMBERS = with_cells("members", {})
GONE = [["Nr.", "Betrieb", "ausgetreten am", "Status"], ["M-9", "Weg GmbH", date(2012, 12, 31), "aktiv"]]
ENDED = {"M-1": {"status": MemberStatus.ACTIVE}, "M-9": {"status": MemberStatus.ENDED}}


def book(
    sheets: dict[str, Sequence[Sequence[object]]],
    *,
    hidden: Sequence[str] = (),
    very_hidden: Sequence[str] = (),
) -> Callable[[], bytes]:
    def made() -> bytes:
        return saved(_filled(sheets, hidden, very_hidden))

    return made


def _filled(sheets: dict[str, Any], hidden: Sequence[str], very_hidden: Sequence[str]) -> Any:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        fill(sheet, rows)
        sheet.sheet_state = "hidden" if name in hidden else "veryHidden" if name in very_hidden else "visible"
    return workbook


def with_a_chart() -> bytes:
    workbook = _filled({"Mitglieder": MEMBERS}, (), ())
    chart = workbook.create_chartsheet("Diagramm", 0)
    chart.add_chart(BarChart())
    return saved(workbook)


def named(*sheets: str) -> dict[str, object]:
    return {"sheets": {"bookings": list(sheets)}}


ODDITIES = (
    Oddity(
        name="a sheet for each year, named in hub.toml",
        table="bookings",
        content=book(YEARS),
        settings=named("2012", "2013"),
        read=BOTH,
        noted=("list.xlsx, sheet 2012: 1 records", "list.xlsx, sheet 2013: 1 records"),
    ),
    Oddity(
        name="a sheet for each year, by a pattern",
        table="bookings",
        content=book({"Anmeldungen 2013": YEARS["2013"], "Anmeldungen 2012": YEARS["2012"], "Notizen": [["a", "b"]]}),
        settings={"sheets": {"bookings": "anmeldungen *"}},
        read=BOTH,
        noted=("the hub does not read the sheets Notizen",),
    ),
    Oddity(
        name="a sheet for each year, one of them hidden, by a pattern",
        table="bookings",
        content=book({"Anmeldungen 2012": YEARS["2012"], "Anmeldungen 2013": YEARS["2013"]}, hidden=["Anmeldungen 2012"]),
        settings={"sheets": {"bookings": "Anmeldungen *"}},
        read={"B-2": {}},
        noted=("the hub does not read the hidden sheets Anmeldungen 2012",),
    ),
    Oddity(
        name="a pattern that fits no sheet",
        table="bookings",
        content=book(YEARS),
        settings={"sheets": {"bookings": "Anmeldungen *"}},
        refused=("no sheet fits Anmeldungen *",),
    ),
    Oddity(
        name="a sheet for each year, and nobody says which",
        table="bookings",
        content=book({"Anmeldungen 2012": YEARS["2012"], "Anmeldungen 2013": YEARS["2013"]}),
        refused=("any of the sheets Anmeldungen 2012, Anmeldungen 2013 may be meant for the bookings",),
    ),
    Oddity(
        name="one number in two years",
        table="bookings",
        content=book({"2012": [ENTRIES, OLD, ["B-3", *OLD[1:]]], "2013": [ENTRIES, ["B-1", *NEW[1:]]]}),
        settings=named("2012", "2013"),
        read={"B-3": {}},
        refused=("B-1 stands on more than one sheet: list.xlsx, sheet 2012, row 2, list.xlsx, sheet 2013, row 2",),
    ),
    Oddity(
        name="rows alike without a number in two years",
        table="bookings",
        content=book({"2012": [ENTRIES, ["", *OLD[1:]]], "2013": [ENTRIES, ["", *OLD[1:]]]}),
        settings=named("2012", "2013"),
        read={"B-F0FX81SJ": {}, "B-F0FX81SJ-2": {}},
    ),
    Oddity(
        name="a year that is headed in another way",
        table="bookings",
        content=book({"2012": [["Nummer", "Teilnehmername", "Seminar-Nr."], ["B-1", "Anna Beispiel", "VA-1"]], "2013": YEARS["2013"]}),
        settings=named("2012", "2013"),
        read={"B-1": {"participant.name": "Anna Beispiel", "course": "VA-1"}, "B-2": {}},
    ),
    Oddity(
        name="a year that lacks a column",
        table="bookings",
        content=book({"2012": [["Nr.", "Was", "Firma", "Teilnehmer"], OLD], "2013": YEARS["2013"]}),
        settings=named("2012", "2013"),
        refused=("sheet 2012, row 1: the column Kurs is missing",),
    ),
    Oddity(
        name="years in an ODS file",
        table="bookings",
        file="list.ods",
        content=lambda: ods(YEARS),
        settings=named("201?"),
        read=BOTH,
    ),
    Oddity(
        name="years in an XLS file, one hidden",
        table="bookings",
        file="list.xls",
        content=lambda: xls(YEARS, hidden=["2012"]),
        settings=named("201?"),
        read={"B-2": {}},
        noted=("the hub does not read the hidden sheets 2012", "the hub reads XLS files, but does not write them"),
    ),
    Oddity(
        name="a sheet called Ausgetreten, where the status still says active",
        content=book({"Mitglieder": MEMBERS, "Ausgetreten": GONE}),
        read=ENDED,
    ),
    Oddity(
        name="those who left on a sheet that hub.toml names",
        content=book({"Mitglieder": MEMBERS, "Archiv": GONE}),
        settings={"sheets": {"members": "Mitglieder", "former": "Archiv"}},
        read=ENDED,
    ),
    Oddity(
        name="those who left on a sheet that hub.toml does not name beside the other",
        content=book({"Mitglieder": MEMBERS, "Ausgetreten": GONE}),
        settings={"sheets": {"members": "Mitglieder"}},
        read={"M-1": {}},
        noted=("if the sheet Ausgetreten has members who have left, say so in hub.toml: sheets.former = \"Ausgetreten\"",),
    ),
    Oddity(
        name="a member both among the current and the former ones",
        content=book({"Mitglieder": MEMBERS, "Ausgetreten": [GONE[0], ["M-1", *GONE[1][1:]]]}),
        refused=("M-1 stands on more than one sheet",),
    ),
    Oddity(
        name="a hidden sheet of an old list",
        content=book({"Mitglieder 2011": with_cells("members", {"Firma": "Alt GmbH"}), "Mitglieder": MEMBERS}, hidden=["Mitglieder 2011"]),
        read={"M-1": {"name": "Oker Kartonagen GmbH"}},
        noted=("the hub does not read the hidden sheets Mitglieder 2011",),
    ),
    Oddity(
        name="a hidden sheet with the usual name beside a seen one",
        content=book({"Mitglieder": with_cells("members", {"Firma": "Alt GmbH"}), "Mitgliederliste": MEMBERS}, very_hidden=["Mitglieder"]),
        read={"M-1": {"name": "Oker Kartonagen GmbH"}},
    ),
    Oddity(
        name="a hidden sheet that hub.toml names",
        content=book({"Vorne": [["a"]], "Liste": MEMBERS}, hidden=["Liste"]),
        settings={"sheets": {"members": "Liste"}},
        read={"M-1": {}},
    ),
    Oddity(
        name="a cover before the list",
        content=book({"Deckblatt": [["Verein der Betriebe"], ["Stand", "2013"]], "Tabelle2": MEMBERS}),
        read={"M-1": {}},
        noted=("the hub does not read the sheets Deckblatt",),
    ),
    Oddity(
        name="a sheet with nothing but a chart",
        content=with_a_chart,
        read={"M-1": {}},
    ),
    Oddity(
        name="a sheet whose name is written in another way",
        content=book({" MITGLIEDER": MEMBERS}),
        settings={"sheets": {"members": "Mitglieder"}},
        read={"M-1": {}},
    ),
    Oddity(
        name="a sheet that was renamed",
        content=book({"Mitgliederliste 2013": MEMBERS}),
        settings={"sheets": {"members": "Mitglieder 2013"}},
        refused=("there is no sheet Mitglieder 2013",),
    ),
    Oddity(
        name="empty sheets only",
        content=book({"Tabelle1": [], "Tabelle2": []}),
        refused=("none of the sheets Tabelle1, Tabelle2 looks like the members",),
    ),
)  # fmt: skip
