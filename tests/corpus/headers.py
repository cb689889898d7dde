"""Headers as offices make them: titles above, two lines, merged cells, columns renamed, moved and doubled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tests.corpus.biff import xls
from tests.corpus.oddity import Oddity
from tests.corpus.opendocument import ods
from tests.corpus.sheets import csv_text, table_xlsx, with_cells, xlsx

MEMBER = ["M-1", "Oker Kartonagen GmbH", "Weg 1", "37520", "Osterode am Harz", "aktiv"]
UPPER = ["Nr.", "Firma", "Anschrift", "", "", "Status"]
LOWER = ["", "", "Straße", "PLZ", "Ort", ""]
GROUPED = [UPPER, LOWER, MEMBER]
ADDRESS = {"name": MEMBER[1], "street": "Weg 1", "postal_code": "37520", "town": "Osterode am Harz"}
PRICES = [
    ["Kurs-Nr.", "Titel", "Beginn", "Preis", ""],
    ["", "", "", "Mitglieder", "Gäste"],
    ["VA-1", "Folienkunde", "04.02.2013 09:00", 120, 160],
]


def merging(*spans: str) -> Callable[[Any], None]:
    def dress(sheet: Any) -> None:
        for span in spans:
            sheet.merge_cells(span)

    return dress


def members(*rows: Sequence[object], spans: Sequence[str] = ()) -> Callable[[], bytes]:
    return lambda: xlsx(rows, dress=merging(*spans))


def below(*rows: Sequence[object]) -> Callable[[], bytes]:
    """The usual members below these rows."""
    return members(*rows, *with_cells("members", {}))


def shifted() -> bytes:
    """The table begins in C5."""
    return xlsx([*[[]] * 4, *(["", "", *row] for row in with_cells("members", {}))])


ODDITIES = (
    Oddity(
        name="a title and the day of the list above the header",
        content=below(["Mitgliederliste des Vereins"], ["Stand: 01.01.2013"], []),
        read={"M-1": {"name": "Oker Kartonagen GmbH"}},
    ),
    Oddity(
        name="a title merged over all columns",
        content=members(["Mitglieder 2013"], *with_cells("members", {}), spans=["A1:H1"]),
        read={"M-1": {"town": "Osterode am Harz"}},
    ),
    Oddity(
        name="empty rows for a logo above the header",
        content=below([], [], [], ["", "", "Verein der Betriebe"], []),
        read={"M-1": {}},
    ),
    Oddity(
        name="a table that begins in the third column",
        content=shifted,
        read={"M-1": {"postal_code": "37520"}},
    ),
    Oddity(
        name="Anschrift merged over street, postal code and town",
        content=members(*GROUPED, spans=["C1:E1", "A1:A2", "B1:B2", "F1:F2"]),
        read={"M-1": ADDRESS},
        noted=("columns: id = Nr., name = Firma, status = Status, street = Anschrift / Straße",),
    ),
    Oddity(
        name="two lines without merged cells in a CSV file",
        file="list.csv",
        content=lambda: csv_text(GROUPED).encode(),
        read={"M-1": ADDRESS},
    ),
    Oddity(
        name="two lines with merged cells in an XLS file",
        file="list.xls",
        content=lambda: xls({"Mitglieder": GROUPED}, merged=[(0, 0, 2, 4)]),
        read={"M-1": ADDRESS},
    ),
    Oddity(
        name="two lines in an ODS file",
        file="list.ods",
        content=lambda: ods({"Mitglieder": GROUPED}),
        read={"M-1": ADDRESS},
    ),
    Oddity(
        name="a column's name that goes on in the line below",
        table="bookings",
        content=lambda: xlsx(
            [["Nr.", "Kurs", "Teil-", "gebucht"], ["", "", "nehmer", "am"], ["B-1", "VA-1", "Anna Beispiel", date(2013, 1, 7)]],
            title="Buchungen",
        ),
        read={"B-1": {"participant.name": "Anna Beispiel", "booked_on": date(2013, 1, 7)}},
    ),
    Oddity(
        name="Preis over Mitglieder and Gäste",
        table="courses",
        content=lambda: xlsx(PRICES, title="Kurse", dress=merging("D1:E1")),
        read={"VA-1": {"price_member": Decimal(120), "price_guest": Decimal(160)}},
    ),
    Oddity(
        name="words over groups of columns that are complete without them",
        content=members(["Betrieb", "", "Standort", ""], ["Nr.", "Firma", "PLZ", "Ort"], ["M-1", "Oker GmbH", "37520", "Osterode"]),
        read={"M-1": {"name": "Oker GmbH", "postal_code": "37520", "town": "Osterode"}},
    ),
    Oddity(
        name="the same word below two others",
        content=members(
            ["Nr.", "Firma", "Rechnung", "", "Lieferung", ""], ["", "", "PLZ", "Ort", "PLZ", "Ort"],
            ["M-1", "Oker GmbH", "37520", "Osterode", "37412", "Herzberg"], spans=["C1:D1", "E1:F1"],
        ),
        read={"M-1": {"name": "Oker GmbH", "town": None, "postal_code": None}},
        noted=("the hub does not read Rechnung / PLZ, Rechnung / Ort, Lieferung / PLZ, Lieferung / Ort",),
    ),
    Oddity(
        name="the same word below two others, and hub.toml says which",
        content=members(
            ["Nr.", "Firma", "Rechnung", "", "Lieferung", ""], ["", "", "PLZ", "Ort", "PLZ", "Ort"],
            ["M-1", "Oker GmbH", "37520", "Osterode", "37412", "Herzberg"], spans=["C1:D1", "E1:F1"],
        ),
        settings={"columns": {"members": {"town": "Lieferung / Ort"}}},
        read={"M-1": {"town": "Herzberg", "postal_code": None}},
    ),
    Oddity(
        name="the same word below two usual ones",
        content=members(
            ["Nr.", "Firma", "Anschrift", "", "Standort", ""], ["", "", "PLZ", "Ort", "Straße", "Ort"],
            ["M-1", "Oker GmbH", "37520", "Osterode", "Weg 1", "Herzberg"], spans=["C1:D1", "E1:F1"],
        ),
        refused=("two columns are headed Anschrift / Ort",),
    ),
    Oddity(
        name="the tax adviser's town is not the member's",
        content=members(
            ["Nr.", "Firma", "Anschrift", "", "Steuerberater", ""], ["", "", "Straße", "PLZ", "Name", "Ort"],
            ["M-1", "Oker GmbH", "Weg 1", "37520", "Anna Beispiel", "Herzberg"], spans=["C1:D1", "E1:F1"],
        ),
        read={"M-1": {"name": "Oker GmbH", "street": "Weg 1", "town": None}},
        noted=("the hub does not read Steuerberater / Name, Steuerberater / Ort",),
    ),
    Oddity(
        name="two columns of one name",
        content=members(["Nr.", "Firma", "Telefon", "Telefon"], ["M-1", "Oker GmbH", "05522 1", "05522 2"]),
        refused=("two columns are headed Telefon",),
    ),
    Oddity(
        name="two columns of one name that nobody needs",
        content=members(["Nr.", "Firma", "Ort", "Beitrag", "Beitrag"], ["M-1", "Oker GmbH", "Osterode", 1, 2]),
        read={"M-1": {"name": "Oker GmbH"}},
        noted=("the hub does not read Beitrag, Beitrag",),
    ),
    Oddity(
        name="columns in another order",
        content=lambda: xlsx([row[::-1] for row in with_cells("members", {})]),
        read={"M-1": {"name": "Oker Kartonagen GmbH", "postal_code": "37520"}},
    ),
    Oddity(
        name="a column that was renamed",
        content=members(["Nr.", "Firmenbezeichnung", "PLZ", "Ort", "Status"], ["M-1", "Oker GmbH", "37520", "Osterode", ""]),
        refused=("row 1: the column Firma is missing",),
    ),
    Oddity(
        name="a column that was renamed, and hub.toml says how",
        content=members(["Nr.", "Firmenbezeichnung", "PLZ"], ["M-1", "Oker GmbH", "37520"]),
        settings={"columns": {"members": {"name": "Firmenbezeichnung"}}},
        read={"M-1": {"name": "Oker GmbH"}},
    ),
    Oddity(
        name="a column of hub.toml that is gone",
        content=table_xlsx("members", {}),
        settings={"columns": {"members": {"sector": "Branche lt. Satzung"}}},
        refused=("the column Branche lt. Satzung is missing",),
    ),
    Oddity(
        name="columns that the hub has no use for",
        content=table_xlsx("members", {"Beitrag 2013": 120, "Geburtstag": "1.4."}),
        read={"M-1": {}},
        noted=("the hub does not read Beitrag 2013, Geburtstag",),
    ),
    Oddity(
        name="line breaks, soft hyphens and no-break blanks in the header",
        content=members(["Mitglieds-\nnummer", "Fir\u00adma", "Post\u00adleit-\nzahl", "\u00a0Ort "], ["M-1", "Oker GmbH", "37520", "Osterode"]),
        read={"M-1": {"name": "Oker GmbH", "postal_code": "37520", "town": "Osterode"}},
    ),
    Oddity(
        name="a header in capitals with dots and colons",
        content=members(["MITGL. NR.", "FIRMA:", "PLZ.", "ORT:"], ["M-1", "Oker GmbH", "37520", "Osterode"]),
        read={"M-1": {"name": "Oker GmbH", "town": "Osterode"}},
    ),
    Oddity(
        name="an English header",
        content=members(["Member no.", "Company", "Postcode", "Town", "Joined"], ["7", "Box Ltd", "37520", "Osterode", date(2005, 1, 1)]),
        read={"7": {"name": "Box Ltd", "postal_code": "37520", "since": date(2005, 1, 1)}},
    ),
    Oddity(
        name="years as headings",
        content=table_xlsx("members", {2012: "x", 2013: ""}),
        read={"M-1": {}},
        noted=("the hub does not read 2012, 2013",),
    ),
    Oddity(
        name="a filled column without a heading",
        content=lambda: xlsx([["Nr.", "Firma", "", "Ort"], ["M-1", "Oker GmbH", "ruft an", "Osterode"]]),
        read={"M-1": {"name": "Oker GmbH", "town": "Osterode"}},
    ),
    Oddity(
        name="a header far down the sheet",
        content=below(*[["Vorwort"]] * 20),
        refused=("no header row was found in the first 15 rows",),
    ),
    Oddity(
        name="two tables one below the other",
        content=lambda: xlsx([*with_cells("members", {}), [], ["Firma", "Nr.", "Ort"], ["Ilse KG", "M-7", "Ilsede"]]),
        refused=("both row 1 and row 4 look like the header",),
    ),
    Oddity(
        name="no header at all",
        content=lambda: xlsx([MEMBER, ["M-2", *MEMBER[1:]]]),
        refused=("no header row was found",),
    ),
)  # fmt: skip
