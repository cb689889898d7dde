"""Prices with and without cents, currency and meaning."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.corpus.oddity import Oddity
from tests.corpus.opendocument import ods
from tests.corpus.sheets import table_csv, table_xlsx, with_cells
from tests.fidelity.parts import packed, replace, unpacked


def _price(name: str, cell: object, euros: str | None, *, noted: tuple[str, ...] = ()) -> Oddity:
    """A course with this price for members, beside one of 120 euros."""
    return Oddity(
        name=name,
        table="courses",
        content=table_xlsx("courses", {"Preis Mitglieder": cell}, {}),
        read={
            "VA-1": {"price_member": None if euros is None else Decimal(euros)},
            "VA-2": {"price_member": Decimal("120.00")},
        },
        noted=noted,
    )


def _no_price(name: str, cell: object, why: str) -> Oddity:
    return Oddity(
        name=name,
        table="courses",
        content=table_xlsx("courses", {"Preis Mitglieder": cell}, {}),
        read={"VA-2": {"price_member": Decimal("120.00")}},
        refused=(f"Preis Mitglieder: {why}",),
    )


def _in_other_money(sheet: Any) -> None:
    for cell, code in {"F2": "[$CHF-807] #,##0.00", "F3": '#,##0.00\\ "$"', "F4": '#,##0.00\\ "€"', "F5": "[$€-407] 0.00"}.items():  # fmt: skip
        sheet[cell].number_format = code


def _in_francs() -> bytes:
    parts = unpacked(ods({"Kurse": with_cells("courses", {"Preis Mitglieder": 99}, {})}))
    replace(parts, "content.xml", 'office:value-type="float" office:value="99"', 'office:value-type="currency" office:currency="CHF" office:value="99"')  # fmt: skip
    replace(parts, "content.xml", 'office:value-type="float" office:value="120"', 'office:value-type="currency" office:currency="EUR" office:value="120"')  # fmt: skip
    return packed(parts)


ODDITIES = (
    _price("a price with a dash for its cents", "120,- €", "120.00"),
    _price("a price with dots and a comma", "1.234,50 €", "1234.50"),
    _price("a price with a no-break space for its thousands", "1\u00a0234,50", "1234.50"),
    _price("a price with thousands and a dash for its cents", "1.234,-", "1234.00"),
    _price("a price as a binary fraction", 0.1 + 0.2, "0.30"),
    _price("a price with the currency before it", "EUR 89,90", "89.90"),
    _price("a course that is free, in a word", "frei", "0.00"),
    _price("a price on request is none, and not 0", "auf Anfrage", None, noted=("1 cells of Preis Mitglieder give a reason",)),
    _price("a dash for no price", "-", None),
    _no_price("a price that may be thousands or decimals", "1.234", "1.234 may mean thousands or decimals"),
    _no_price("a price with a tax to be added", "120 € zzgl. 19 % MwSt.", "120 € zzgl. 19 % MwSt. is no price in euros"),
    _no_price("a price in another currency", "120 CHF", "120 CHF is no price in euros"),
    _no_price("two prices in one cell", "120 / 150", "120 / 150 is no price in euros"),
    _no_price("a price with parts of a cent", 89.995, "89.995 is no price in euros"),
    Oddity(
        name="numbers that their format shows in another currency",
        table="courses",
        content=table_xlsx("courses", {}, {}, {}, {}, dress=_in_other_money),
        read={name: {"price_member": Decimal("120.00")} for name in ("VA-3", "VA-4")},
        refused=("Preis Mitglieder: the cell shows 120.0 in another currency",) * 2,
    ),
    Oddity(
        name="a number of francs in an ODS file",
        file="list.ods",
        table="courses",
        content=_in_francs,
        read={"VA-2": {"price_member": Decimal("120.00")}},
        refused=("Preis Mitglieder: the cell shows 99.0 in another currency",),
    ),
    Oddity(
        name="decimal commas in a CSV file",
        file="list.csv",
        table="courses",
        content=table_csv("courses", {"Preis Mitglieder": "89,9"}, {"Preis Mitglieder": "1234,50"}),
        read={"VA-1": {"price_member": Decimal("89.90")}, "VA-2": {"price_member": Decimal("1234.50")}},
    ),
)  # fmt: skip
