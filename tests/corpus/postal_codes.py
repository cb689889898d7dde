"""Postal codes: as numbers, with countries and towns, and with a zero that was lost."""

from __future__ import annotations

from typing import Any

from tests.corpus.oddity import Oddity
from tests.corpus.sheets import table_csv, table_xlsx


def _code(name: str, cell: object, code: str, **row: object) -> Oddity:
    return Oddity(
        name=name, content=table_xlsx("members", {"PLZ": cell, **row}), read={"M-1": {"postal_code": code}}
    )


def _no_code(name: str, cell: object, **row: object) -> Oddity:
    return Oddity(
        name=name,
        content=table_xlsx("members", {"PLZ": cell, **row}, {}),
        read={"M-2": {"postal_code": "37520"}},
        refused=(f"PLZ: {cell} is no German postal code",),
    )


def _five_digits(sheet: Any) -> None:
    sheet["C2"].number_format = "00000"


ODDITIES = (
    _code("a code as a number", 37520, "37520"),
    _code("a code with its country", "D-37520", "37520"),
    _code("a code with a no-break space behind it", "37520\u00a0", "37520"),
    Oddity(
        name="a code with its town in the same cell",
        content=table_xlsx("members", {"PLZ": "37520 Osterode am Harz"}),
        read={"M-1": {"postal_code": "37520"}},
        noted=("1 cells of PLZ say more than a postal code (rows 2)",),
    ),
    _code("an Austrian code with its country", "A-1010", "A-1010", Ort="Wien"),
    _code("an Austrian code whose country stands in its column", 1010, "1010", Ort="Wien", Land="Österreich"),
    _code("a Dutch code", "1017 AB", "1017 AB", Ort="Amsterdam"),
    Oddity(
        name="a code whose zero the cell's format shows",
        content=table_xlsx("members", {"PLZ": 2999, "Ort": "Kleinhain"}, dress=_five_digits),
        read={"M-1": {"postal_code": "02999"}},
    ),
    _code("a code whose zero its town proves", 6108, "06108", Ort="Halle (Saale)"),
    Oddity(
        name="a code whose zero another row of the town proves",
        content=table_xlsx("members", {"PLZ": 2999, "Ort": "Kleinhain"}, {"PLZ": "02999", "Ort": "Kleinhain"}),
        read={"M-1": {"postal_code": "02999"}, "M-2": {"postal_code": "02999"}},
    ),
    Oddity(
        name="a code in a CSV file that a spreadsheet saved without its zero",
        file="list.csv",
        content=table_csv("members", {"PLZ": "4103", "Ort": "Leipzig"}, {"PLZ": "4103", "Ort": "Kleinhain"}),
        read={"M-1": {"postal_code": "04103"}},
        refused=("PLZ: 4103 is no German postal code",),
    ),
    _no_code("a code of four digits that nothing proves", 6108, Ort="Kleinhain"),
    _no_code("a code of before 1993, when Leipzig had four digits", 7010, Ort="Leipzig"),
    _no_code("a code with a digit too many", "375200"),
    _no_code("a letter O in place of a zero", "3752O"),
    _no_code("a town in place of a code", "Osterode"),
)  # fmt: skip
