"""Numbers of records and other texts that spreadsheets take for numbers, days and formulas."""

from __future__ import annotations

from datetime import date

from tests.corpus.oddity import Oddity
from tests.corpus.sheets import table_csv, table_xlsx

_DROPPED = "is a long number of which a spreadsheet has dropped digits"

ODDITIES = (
    Oddity(name="a member's number as a number", content=table_xlsx("members", {"Mitgl.-Nr.": 189}), read={"189": {"id": "189"}}),
    Oddity(
        name="zeros before a member's number",
        content=table_xlsx("members", {"Mitgl.-Nr.": "00123"}, {"Mitgl.-Nr.": "123"}),
        read={"00123": {"id": "00123"}, "123": {"id": "123"}},
    ),
    Oddity(
        name="zeros before a member's number in a CSV file",
        file="list.csv",
        content=table_csv("members", {"Mitgl.-Nr.": "00123"}),
        read={"00123": {"id": "00123"}},
    ),
    Oddity(
        name="a long number that a cell still holds with all its digits",
        content=table_xlsx("members", {"Mitgl.-Nr.": 4020123456789}),
        read={"4020123456789": {}},
    ),
    Oddity(
        name="a number longer than cells can hold",
        content=table_xlsx("members", {"Mitgl.-Nr.": 402012345678901234}, {}),
        read={"M-2": {}},
        refused=("Mitgl.-Nr.: “4.02012345678901",),
    ),
    Oddity(
        name="long numbers that a spreadsheet shortened in a CSV file",
        file="list.csv",
        content=table_csv("members", {"Mitgl.-Nr.": "4,02E+12"}, {"Mitgl.-Nr.": "4,02E+12"}, {}),
        read={"M-3": {}},
        refused=(f"Mitgl.-Nr.: 4,02E+12 {_DROPPED}", f"Mitgl.-Nr.: 4,02E+12 {_DROPPED}"),
    ),
    Oddity(
        name="a course number that became a day",
        table="courses",
        content=table_xlsx("courses", {"Kursnummer": date(2013, 2, 1)}, {}),
        read={"VA-2": {}},
        refused=("Kursnummer: “2013-02-01” is no number of a record",),
    ),
    Oddity(
        name="a booking of a course whose number became a day",
        table="bookings",
        content=table_xlsx("bookings", {"Kurs": date(2013, 3, 1)}, {}),
        read={"B-2": {"course": "VA-1"}},
        refused=("Kurs: 01.03.2013 is no text; spreadsheets turn entries like 1-2 or 3/13 into dates",),
    ),
    Oddity(
        name="a booking of a course whose number became a fraction",
        table="bookings",
        content=table_xlsx("bookings", {"Kurs": 2013.1}, {}),
        read={"B-2": {}},
        refused=("Kurs: 2013.1 is a number of which digits may be lost",),
    ),
    Oddity(
        name="seats that became a day",
        table="courses",
        content=table_xlsx("courses", {"Plätze": date(2013, 12, 10)}, {"Plätze": "10-12"}, {}),
        read={"VA-3": {"capacity": 12}},
        refused=("Plätze: 10.12.2013 is no whole number", "Plätze: 10-12 is no whole number"),
    ),
    Oddity(
        name="seats with a word behind them",
        table="courses",
        content=table_xlsx("courses", {"Plätze": "12 Personen"}, {"Plätze": "12"}),
        read={"VA-2": {"capacity": 12}},
        refused=("Plätze: 12 Personen is no whole number",),
    ),
)  # fmt: skip
