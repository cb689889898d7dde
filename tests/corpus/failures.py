"""Error values, formulas and what exports leave of them: refused by name, never read as empty."""

from __future__ import annotations

from datetime import date
from typing import Any

from hub.connectors.spreadsheet.package import Package
from tests.corpus.oddity import Oddity
from tests.corpus.old_workbooks import Failed, ods, xls
from tests.corpus.sheets import table_csv, table_xlsx, with_cells, xlsx


def _typed(name: str, error: str) -> Oddity:
    return Oddity(
        name=name,
        file="list.csv",
        content=table_csv("members", {"Ort": error}, {}),
        read={"M-2": {"town": "Osterode am Harz"}},
        refused=(f"Ort: the cell shows {error}",),
    )


def _formula(sheet: Any) -> None:
    sheet["F2"] = '="info@" & "oker.example.org"'


def _calculated() -> bytes:
    """Cell D2 holds a formula and the value that it had when somebody last saved the file."""
    package = Package(xlsx(with_cells("members", {"Ort": "MARK"})))
    part = package.part("xl/worksheets/sheet1.xml") or b""
    start = part.index(b'<c r="D2"')
    end = part.index(b"</c>", start) + len(b"</c>")
    cell = b'<c r="D2" t="str"><f>"Oste"&amp;"rode"</f><v>Osterode</v></c>'
    return package.with_parts({"xl/worksheets/sheet1.xml": [part[:start], cell, part[end:]]}).content


ODDITIES = (
    _typed("#NV typed into a CSV file", "#NV"),
    _typed("#BEZUG! typed into a CSV file", "#BEZUG!"),
    _typed("an English error in a CSV file", "#DIV/0!"),
    _typed("an error of LibreOffice in a CSV file", "Err:502"),
    _typed("a column that was too narrow when it was saved", "########"),
    Oddity(
        name="an error in the column that decides whether a course is shared",
        table="courses",
        content=table_xlsx("courses", {"Nie weitergeben": "#N/A"}, {}),
        read={"VA-2": {"never_share": False}},
        refused=("Nie weitergeben: the cell shows #N/A",),
    ),
    Oddity(
        name="an error typed as text in a workbook",
        content=table_xlsx("members", {"Ort": "#BEZUG"}, {"Ort": "#WERT!"}),
        read={"M-1": {"town": "#BEZUG"}},
        refused=("Ort: the cell shows #WERT!",),
    ),
    Oddity(
        name="an error in place of a member's number in a CSV file",
        file="list.csv",
        content=table_csv("members", {"Mitgl.-Nr.": "#NV"}, {}),
        read={"M-2": {}},
        refused=("Mitgl.-Nr.: the cell shows #NV",),
    ),
    Oddity(
        name="a formula that was never calculated",
        content=table_xlsx("members", {}, {}, dress=_formula),
        read={"M-2": {"email": "info@oker.example.org"}},
        refused=("E-Mail: the cell's formula was never calculated",),
    ),
    Oddity(
        name="an error in an old workbook",
        file="list.xls",
        content=lambda: xls(with_cells("members", {"Ort": Failed("#N/A")}, {"Ort": Failed("#DIV/0!", formula=True)}, {})),
        read={"M-3": {"town": "Osterode am Harz", "since": date(2005, 1, 1)}},
        refused=("Ort: the cell shows #N/A", "Ort: the cell shows #DIV/0!"),
    ),
    Oddity(
        name="an error in an OpenDocument file",
        file="list.ods",
        content=lambda: ods(with_cells("members", {"Ort": Failed("#N/A", formula=True)}, {"Ort": Failed("Err:502")}, {})),
        read={"M-3": {"town": "Osterode am Harz", "since": date(2005, 1, 1)}},
        refused=("Ort: the cell shows #N/A", "Ort: the cell shows Err:502"),
    ),
    Oddity(name="a formula with the value that it had", content=_calculated, read={"M-1": {"town": "Osterode"}}),
)  # fmt: skip
