"""One office with everything at once: sheets per year, headers of two lines and merged, filled down, struck, hidden, totals."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.corpus.sheets import saved

NEW_COURSES: Final = (12, 13, 18)
"""The rows into which new courses belong: two that were prepared, then below the footnote."""
NEW_BOOKINGS: Final = (11, 12)
"""The rows into which new bookings belong: below the totals of the newest year."""

_COURSES: Final[list[list[Any]]] = [
    ["Kurse 2013"],
    ["Stand: 10.01.2013"],
    [],
    ["Kursnummer", "Titel", "Zeitraum", None, "Plätze", "Preis", None, "Status", "Verweis"],
    [None, None, "Beginn", "Ende", None, "Mitglieder", "Gäste", None, None],
    ["Verkauf"],
    ["VA-1", "Folienkunde", datetime(2013, 2, 4, 9), datetime(2013, 2, 4, 16, 30), 12, 120.5, 160, "offen"],
    [],
    ["Technik"],
    ["VA-2", "Rüsten", datetime(2013, 2, 5, 9), None, 8, "220,- €", "frei", "voll"],
    ["VA-3", "Alte Folien", datetime(2013, 2, 6, 9), None, 8, 90, 100, "abgesagt"],
    [],
    [],
    [],
    ["Summe", None, None, None, "=SUM(E7:E13)"],
    [],
    ["* Preise ohne Mittagessen"],
]


def _bookings(year: int) -> list[list[Any]]:
    return [
        [f"Anmeldungen {year}"],
        [],
        ["Nr.", "Kurs", "Teilnehmer", None, None, "Anmeldung", None, "Hinweis", "Verweis"],
        [None, None, "Firma", "Name", "E-Mail", "gebucht am", "Status", None, None],
        [f"B-{year}-1", "VA-1", "Oker GmbH", "Anna Beispiel", "anna@oker.example", date(year, 1, 7)],
        [f"B-{year}-2", "VA-1", None, "Ben Muster", None, date(year, 1, 8), "bestätigt"],
        [],
        [f"B-{year}-3", "VA-2", "Ilse KG", "Cem Muster", None, date(year, 1, 8), "storniert"],
        [f"B-{year}-4", "VA-2", "dito", "Dora Muster", "d@ilse.example", date(year, 1, 9)],
        ["Summe", None, None, "=COUNTA(D5:D9)"],
    ]


def office_with_everything() -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheets = {"Kurse": _COURSES, "Buchungen 2012": _bookings(2012), "Buchungen 2013": _bookings(2013)}
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column, value)
        _dress(sheet, is_courses=name == "Kurse")
    return saved(book)


def _dress(sheet: Any, *, is_courses: bool) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, date):
                cell.number_format = "DD.MM.YYYY HH:MM" if is_courses else "DD.MM.YYYY"
    merged = ("A1:I1", "C4:D4", "F4:G4", "A4:A5", "B4:B5") if is_courses else ("A1:I1", "C3:E3", "F3:G3", "C5:C6")  # fmt: skip
    struck, hidden, total = (11, 10, 15) if is_courses else (8, 9, 10)
    for span in merged:
        sheet.merge_cells(span)
    for cell in sheet[struck]:
        cell.font = Font(strike=True)
    for cell in sheet[total]:
        cell.font = Font(bold=True)
    for cell in sheet[7]:
        cell.fill = PatternFill("solid", fgColor="FFEEAA")
    sheet.row_dimensions[hidden].hidden = True
    sheet["D5"].comment = Comment("ruft zurück", "Büro")
