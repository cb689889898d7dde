"""A newcomer's path: two workbooks that nobody prepared, `hub init`, and a plan; no Python, no plugin."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import openpyxl

from tests.office import Office

FLAGS = "init --organiser leine=leine.xlsx --channel solling=solling.xlsx --valid-from 2026-01-01"
Sheets = Mapping[str, Sequence[Sequence[Any]]]

FIRMS = [
    ["Wirtschaftsrunde Solling"],
    ["Stand: 1.11."],
    [],
    ["Firmenname", "PLZ", "Stadt"],
    ["Kiefer GmbH", 37170, "Uslar"],
]
PLAN = [
    ["Seminare"],
    ["Nummer", "Seminartitel", "Datum", "Uhrzeit", "Ort", "max. TN", "Preis Mitglied", "Status", "Freigabe"],
    ["S-1", "Verkaufen", datetime(2027, 1, 20, 9), "9-16 Uhr", "Northeim", 12, 120, "offen", "Solling"],
]
SIGNED_UP = [["Seminar-Nr.", "Betrieb", "Ort", "Teilnehmer/in", "Mailadresse", "Preis", "Status"]]
ASKED = [
    ["Seminar", "Firmenname", "Name", "E-Mail"],
    ["S-1", "Kiefer GmbH", "Karl Kiefer", "karl@kiefer.example"],
]
FRESH = ["Kursnummer", "Titel", "Beginn", "Ende", "Ort", "Trainer", "Plätze", "Preis Mitglieder", "Preis Gäste", "Status", "Verweis"]  # fmt: skip


def workbook(office: Office, name: str, sheets: Sheets) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(office.file(name))


def networks(office: Office) -> dict[str, Any]:
    written = tomllib.loads(office.file("hub.toml").read_text(encoding="utf-8"))["networks"]
    return {name: network["systems"]["workbook"] for name, network in written.items()}


def test_from_two_foreign_workbooks_to_a_silent_second_night(empty_office: Office) -> None:
    workbook(
        empty_office, "leine.xlsx", {"Deckblatt": [["Leine"]], "Seminarplan": PLAN, "Anmeldungen": SIGNED_UP}
    )
    workbook(empty_office, "solling.xlsx", {"Firmen": FIRMS, "Wünsche": ASKED, "Kurse": [FRESH]})
    empty_office.set(HUB_AS_OF="2026-11-23")

    first = empty_office.hub(FLAGS)
    check, plan = empty_office.hub("check"), empty_office.hub("plan")
    night, second = empty_office.hub("sync"), empty_office.hub("sync")

    assert [answer.code for answer in (first, check, plan, night, second)] == [0, 0, 0, 0, 0], (
        check.out + plan.out
    )
    assert (
        "leine: found the courses on the sheet Seminarplan, the bookings on the sheet Anmeldungen."
        in first.err
    )
    assert networks(empty_office)["solling"]["sheets"] == {
        "members": "Firmen", "courses": "Kurse", "bookings": "Wünsche",
    }  # fmt: skip
    assert "does not read the sheets Deckblatt" in check.out
    assert "S-1 Verkaufen" in plan.out
    passed_on = openpyxl.load_workbook(empty_office.file("leine.xlsx"))["Anmeldungen"]
    assert [cell.value for cell in passed_on[2]][:5] == [
        "S-1",
        "Kiefer GmbH",
        "Uslar",
        "Karl Kiefer",
        "karl@kiefer.example",
    ]
    assert "nothing to do" in second.out


def test_a_sheet_and_a_column_that_are_needed_are_asked_for_by_name(empty_office: Office) -> None:
    unreleased = [row[:-1] for row in PLAN]
    workbook(empty_office, "leine.xlsx", {"Seminarplan": unreleased, "Anmeldungen": SIGNED_UP})
    workbook(empty_office, "solling.xlsx", {"Firmen": FIRMS, "Wünsche": ASKED})

    answer = empty_office.hub(FLAGS)

    assert "the sheet Seminarplan lacks columns that the hub needs. Add to its header: Freigabe" in answer.err
    assert "there is no sheet for the courses yet. Add one called Kurse" in answer.err
    assert " | ".join(FRESH) in answer.err
    assert networks(empty_office)["solling"]["sheets"]["courses"] == "Kurse"
    assert "there is no sheet Kurse" in empty_office.hub("check").out
    assert empty_office.hub("plan").code == 3


def test_a_csv_file_is_connected_and_told_to_be_too_little(empty_office: Office) -> None:
    empty_office.file("leine.csv").write_text("Nr.;Titel;Beginn;Preis\n1;Film;4.2.2027;9\n", encoding="utf-8")
    workbook(empty_office, "solling.xlsx", {"Firmen": FIRMS, "Wünsche": ASKED, "Kurse": [FRESH]})

    answer = empty_office.hub(FLAGS.replace("leine.xlsx", "leine.csv"))

    assert "leine: found the courses." in answer.err
    assert networks(empty_office)["leine"]["provides"] == ["courses"]
    for command in ("check", "plan"):
        told = empty_office.hub(command)
        assert told.code == 3
        assert "needs the bookings of this network" in told.out


def test_workbooks_that_are_not_there_yet_stop_nobody(empty_office: Office) -> None:
    answer = empty_office.hub(FLAGS)

    assert answer.code == 0
    assert answer.err.count("there is no file") == 2
    assert "sheets" not in networks(empty_office)["leine"]
    assert empty_office.hub("plan").code == 3
