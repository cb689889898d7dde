"""Rows that are no records, rows that lean on the one above, rows that nobody sees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from openpyxl.styles import Border, Side

from tests.corpus.oddity import Oddity
from tests.corpus.opendocument import ods
from tests.corpus.sheets import csv_text, with_cells, xlsx

HEADER = ["Nr.", "Firma", "PLZ", "Ort", "Beitrag"]
FIRST, SECOND = (
    ["M-1", "Oker GmbH", "37520", "Osterode", 120],
    ["M-2", "Ilse KG", "38667", "Bad Harzburg", 80],
)
BOTH = {"M-1": {"name": "Oker GmbH"}, "M-2": {"name": "Ilse KG"}}
ENTRIES = ["Nr.", "Kurs", "Firma", "Teilnehmer", "gebucht am"]
ANNA = ["B-1", "VA-1", "Oker GmbH", "Anna Beispiel", date(2013, 1, 7)]
FILLED = {"fill_down": {"bookings": ["company"]}}


def members(*rows: Sequence[object], dress: Callable[[Any], None] | None = None) -> Callable[[], bytes]:
    return lambda: xlsx([HEADER, *rows], dress=dress)


def bookings(*rows: Sequence[object], dress: Callable[[Any], None] | None = None) -> Callable[[], bytes]:
    return lambda: xlsx([ENTRIES, *rows], title="Buchungen", dress=dress)


def ben(company: object = "", course: object = "VA-1") -> list[object]:
    """A second booking, which may lean on Anna's."""
    return ["B-2", course, company, "Ben Muster", date(2013, 1, 8)]


def bordered_far_below(sheet: Any) -> None:
    for row in range(4, 60):
        for column in range(1, 6):
            sheet.cell(row, column).border = Border(bottom=Side("thin"))


def filtered(sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:E3"
    sheet.auto_filter.add_filter_column(3, ["Osterode"])
    sheet.row_dimensions[3].hidden = True


def unseen(sheet: Any) -> None:
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True


ODDITIES = (
    Oddity(
        name="the sum below the list",
        content=members(FIRST, SECOND, ["", "Summe", "", "", 200]),
        read=BOTH,
        noted=("skipped as no data: 1 totals (rows 4)",),
    ),
    Oddity(
        name="the word for the sum in the column of the numbers",
        content=members(FIRST, SECOND, ["Gesamt:", "", "", "", 200]),
        read=BOTH,
        noted=("1 totals (rows 4)",),
    ),
    Oddity(
        name="the sum of a year, whose word ends like a number of a record",
        content=members(FIRST, SECOND, ["Summe 2013", "", "", "", 200]),
        read=BOTH,
        noted=("1 totals (rows 4)",),
    ),
    Oddity(
        name="a sum without a word",
        content=members(FIRST, SECOND, ["", "", "", 2, 200]),
        read=BOTH,
        noted=("1 totals (rows 4)",),
    ),
    Oddity(
        name="the count of members below their numbers",
        content=members(FIRST, SECOND, [2, "", "", "", 200]),
        read=BOTH,
        noted=("1 totals (rows 4)",),
    ),
    Oddity(
        name="formulas for the sums, never calculated",
        content=members(FIRST, SECOND, ["=COUNTA(A2:A3)", "Summe", "", "", "=SUM(E2:E3)"]),
        read=BOTH,
        noted=("1 headings (rows 4)",),
    ),
    Oddity(
        name="sums after each group",
        content=members(FIRST, ["", "Zwischensumme Metall", "", "", 120], SECOND, ["", "Zwischensumme Druck", "", "", 80]),
        read=BOTH,
        noted=("2 totals (rows 3, 5)",),
    ),
    Oddity(
        name="a sum in a CSV file, where every cell is text",
        file="list.csv",
        content=lambda: csv_text([HEADER, FIRST, ["", "Summe", "", "", "1.234,50 €"]]).encode(),
        read={"M-1": {}},
        noted=("1 totals (rows 3)",),
    ),
    Oddity(
        name="a member whose name begins like a sum",
        content=members(["M-1", "Total Umwelt GmbH", "37520", "Osterode", 120], ["M-2", "Gesamt-Bau KG", "", "", 80]),
        read={"M-1": {"name": "Total Umwelt GmbH"}, "M-2": {"name": "Gesamt-Bau KG"}},
    ),
    Oddity(
        name="groups with their headings",
        content=members(["Metall"], FIRST, ["", "Druck"], SECOND),
        read=BOTH,
        noted=("2 headings (rows 2, 4)",),
    ),
    Oddity(
        name="a footnote below the list",
        content=members(FIRST, SECOND, [], ["* Beitrag ermäßigt"]),
        read=BOTH,
        noted=("1 headings (rows 5)",),
    ),
    Oddity(
        name="numbers given in advance to members to come",
        content=members(FIRST, SECOND, ["M-3"], ["M-4"]),
        read=BOTH,
        noted=("2 headings (rows 4, 5)",),
    ),
    Oddity(
        name="blank rows between",
        content=members(FIRST, [], ["  ", " "], SECOND),
        read=BOTH,
        noted=("2 blank rows between",),
    ),
    Oddity(
        name="borders drawn far below the list",
        content=members(FIRST, SECOND, dress=bordered_far_below),
        read=BOTH,
    ),
    Oddity(
        name="the header once more at a page break",
        content=members(FIRST, HEADER, SECOND),
        read=BOTH,
        noted=("1 repeated headers (rows 3)",),
    ),
    Oddity(
        name="the header once more, far below",
        content=members(*[["M-1", *FIRST[1:]], *[[]] * 30, HEADER, SECOND]),
        read=BOTH,
        noted=("1 repeated headers (rows 33)",),
    ),
    Oddity(
        name="a header of two lines once more",
        content=lambda: xlsx([*(head := [["Nr.", "Firma", "Anschrift", ""], ["", "", "PLZ", "Ort"]]), FIRST[:4], *head, SECOND[:4]]),
        read=BOTH,
        noted=("2 repeated headers (rows 4, 5)",),
    ),
    Oddity(
        name="rows and columns hidden by hand",
        content=members(FIRST, SECOND, dress=unseen),
        read={"M-1": {"postal_code": "37520"}, "M-2": {}},
        noted=("1 hidden rows are read like all others (rows 2)", "hidden columns are read like all others: PLZ"),
    ),
    Oddity(
        name="rows hidden by a filter",
        content=members(FIRST, SECOND, dress=filtered),
        read=BOTH,
        noted=("1 hidden rows are read like all others (rows 3)",),
    ),
    Oddity(
        name="rows hidden by a filter in an ODS file",
        file="list.ods",
        content=lambda: ods({"Mitglieder": [HEADER, FIRST, SECOND]}, hidden_rows=[3]),
        read=BOTH,
        noted=("1 hidden rows are read like all others (rows 3)",),
    ),
    Oddity(
        name="the company only in the first of its rows",
        table="bookings",
        content=bookings(ANNA, ben(), ["B-3", "VA-2", "", "Cem Muster", ""]),
        read={"B-1": {}, "B-3": {"company.name": None}},
        refused=("Firma: the cell is empty, and the row above it names one",),
    ),
    Oddity(
        name="the company only in the first of its rows, and hub.toml says so",
        table="bookings",
        content=bookings(ANNA, ben(), ["B-3", "VA-2", "", "Cem Muster", ""]),
        settings=FILLED,
        read={name: {"company.name": "Oker GmbH"} for name in ("B-1", "B-2", "B-3")},
    ),
    Oddity(
        name="the company in a cell merged over its rows",
        table="bookings",
        content=bookings(ANNA, ben(), dress=lambda sheet: sheet.merge_cells("C2:C3")),
        settings=FILLED,
        read={"B-1": {}, "B-2": {"company.name": "Oker GmbH", "participant.name": "Ben Muster"}},
    ),
    Oddity(
        name="a heading ends what is filled down",
        table="bookings",
        content=bookings(ANNA, ["Nachmeldungen"], ben()),
        settings=FILLED,
        read={"B-1": {"company.name": "Oker GmbH"}, "B-2": {"company.name": None}},
    ),
    Oddity(
        name="a dash for no company",
        table="bookings",
        content=bookings(ANNA, ben("–")),
        read={"B-1": {}, "B-2": {"company.name": None}},
    ),
    Oddity(
        name="dito for the company above",
        table="bookings",
        content=bookings(ANNA, ben("dito"), ["B-3", "VA-1", "s. o.", "Cem Muster", ""]),
        read={"B-1": {}},
        refused=("Firma: dito points to the row above", "Firma: s. o. points to the row above"),
    ),
    Oddity(
        name="ditto marks, and hub.toml says that they count",
        table="bookings",
        content=bookings(ANNA, ben('"'), ["B-3", "VA-1", "''", "Cem Muster", ""], ["B-4", "VA-1", "s.o.", "Dora Muster", ""]),
        settings=FILLED,
        read={name: {"company.name": "Oker GmbH"} for name in ("B-1", "B-2", "B-3", "B-4")},
    ),
    Oddity(
        name="the course only in the first of its rows",
        table="bookings",
        content=bookings(ANNA, ben("Ilse KG", course="")),
        read={"B-1": {}},
        refused=("Kurs: the cell is empty",),
    ),
    Oddity(
        name="the course only in the first of its rows, and hub.toml says so",
        table="bookings",
        content=bookings(ANNA, ben("Ilse KG", course="")),
        settings={"fill_down": {"bookings": ["course"]}},
        read={"B-1": {}, "B-2": {"course": "VA-1", "company.name": "Ilse KG"}},
    ),
    Oddity(
        name="further contacts below a member",
        content=lambda: xlsx([["Nr.", "Firma", "Ort", "Ansprechpartner"], ["M-1", "Oker GmbH", "Osterode", "Anna Beispiel"], ["", "", "Osterode", "Ben Muster"]]),
        read={"M-1": {}},
        refused=("Firma: the cell is empty",),
    ),
    Oddity(
        name="one number in two rows",
        content=members(FIRST, ["M-1", *SECOND[1:]]),
        refused=("Nr.: M-1 stands in more than one row: 2, 3",),
    ),
    Oddity(
        name="a course without a number",
        table="courses",
        content=lambda: xlsx(with_cells("courses", {}, {"Kursnummer": ""}), title="Kurse"),
        read={"VA-1": {}},
        refused=("Kursnummer: the row has no number of its own",),
    ),
    Oddity(
        name="a list of two columns, one of them partly empty",
        content=lambda: xlsx([["Nr.", "Firma"], ["M-1", "Oker GmbH"], ["", "Ilse KG"]]),
        read={"M-1": {}, "M-C7TJKHH0": {"name": "Ilse KG"}},
    ),
)  # fmt: skip
