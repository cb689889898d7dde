"""Telephone numbers and e-mail addresses: lists, labels, links, and the zero that a number lost."""

from __future__ import annotations

from typing import Any

from tests.corpus.oddity import Oddity
from tests.corpus.sheets import table_xlsx


def _reached(header: str, name: str, cell: object, main: str | None, *, noted: str = "") -> Oddity:
    field = {"Telefon": "phone", "E-Mail": "email"}[header]
    return Oddity(
        name=name, content=table_xlsx("members", {header: cell}), read={"M-1": {field: main}}, noted=(noted,) if noted else ()
    )  # fmt: skip


def _never(header: str, name: str, cell: object, why: str) -> Oddity:
    return Oddity(
        name=name, content=table_xlsx("members", {header: cell}, {}), read={"M-2": {}}, refused=(f"{header}: {why}",)
    )  # fmt: skip


def _zero_before(sheet: Any) -> None:
    sheet["E2"].number_format = '"0"0'


def _stale_link(sheet: Any) -> None:
    sheet["F2"].hyperlink = "mailto:old@oker.example.org"


_MORE_NUMBERS = "1 cells of Telefon say more than one telephone number (rows 2)"
_MORE_ADDRESSES = "1 cells of E-Mail say more than one e-mail address (rows 2)"

ODDITIES = (
    _reached("Telefon", "a list of numbers with a fax", "05522 1234, 0171 5550101, Fax 05522 1235", "05522 1234", noted=_MORE_NUMBERS),
    _reached("Telefon", "a fax before the number", "Fax: 05522 1235\nTel.: 05522 1234", "05522 1234", noted=_MORE_NUMBERS),
    _reached("Telefon", "a fax alone", "05522 1235 (Fax)", None, noted=_MORE_NUMBERS),
    _reached("Telefon", "a number with its name before it", "Herr Muster 05522 1234", "05522 1234", noted=_MORE_NUMBERS),
    _reached("Telefon", "a slash behind the area code, which parts nothing", "05522/1234-0", "05522/1234-0"),
    _reached("Telefon", "a slash between two numbers", "05522 1234 / 0171 5550101", "05522 1234", noted=_MORE_NUMBERS),
    _reached("Telefon", "a country code with a zero in brackets", "+49 (0) 5522 1234", "+49 (0) 5522 1234"),
    _reached("Telefon", "a number out of an address book, with marks of direction around it", "\u202a05522 1234\u202c", "05522 1234"),
    Oddity(
        name="a number whose zero the cell's format shows",
        content=table_xlsx("members", {"Telefon": 55221234}, dress=_zero_before),
        read={"M-1": {"phone": "055221234"}},
    ),
    _never("Telefon", "a number that lost its zero", 55221234, "55221234 was typed as a number"),
    _never("Telefon", "a remark in place of a number", "siehe Website", "siehe Website is no telephone number"),
    _reached("E-Mail", "two addresses with a semicolon", "info@oker.example.org; kurse@oker.example.org", "info@oker.example.org", noted=_MORE_ADDRESSES),
    _reached("E-Mail", "an address with a name and brackets", "Anna Beispiel <anna@oker.example.org>", "anna@oker.example.org", noted=_MORE_ADDRESSES),
    _reached("E-Mail", "an address that is a link", "mailto:info@oker.example.org", "info@oker.example.org"),
    _reached("E-Mail", "an address with blanks that nobody sees", "\u200binfo@oker.example.org\u00a0", "info@oker.example.org"),
    _reached("E-Mail", "no address, in words", "keine", None),
    _never("E-Mail", "an address without its sign", "info(at)oker.example.org", "info(at)oker.example.org is no e-mail address"),
    _never("E-Mail", "an address broken by a blank", "info @oker.example.org", "info @oker.example.org is no e-mail address"),
    Oddity(
        name="an address that links to another one",
        content=table_xlsx("members", {}, dress=_stale_link),
        read={"M-1": {"email": "info@oker.example.org"}},
        noted=("1 cells of E-Mail link to another address than they show (rows 2)",),
    ),
    Oddity(
        name="a participant with two addresses",
        table="bookings",
        content=table_xlsx("bookings", {"E-Mail": "anna@oker.example.org, ben@oker.example.org"}),
        read={"B-1": {"participant.email": "anna@oker.example.org"}},
        noted=("1 cells of E-Mail say more than one e-mail address",),
    ),
)  # fmt: skip
