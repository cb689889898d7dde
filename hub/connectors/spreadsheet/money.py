"""Prices in euros, in every usual spelling."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from hub.connectors.spreadsheet.cells import Cell, clean, is_nothing
from hub.connectors.spreadsheet.ways import Unclear, Ways, shown
from hub.language import Text

_CURRENCY = re.compile(r"(?:€|Euro|EUR)\.?", re.IGNORECASE)
_NO_CENTS = re.compile(r"[,.]\s?[-–—]+$")
_MONEY = re.compile(
    r"([0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]+),([0-9]{1,2})"
    r"|([0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)\.([0-9]{2})"
    r"|([0-9]{1,3}(?: [0-9]{3})+|[0-9]+)"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_FREE = frozenset({"frei", "kostenlos", "kostenfrei", "gratis", "umsonst", "free", "free of charge"})
_ON_REQUEST = frozenset({"auf anfrage", "a. a.", "a.a.", "on request", "nach vereinbarung", "n. v.", "n.v."})
_MOST_EUROS = 1_000_000_000


def money(cell: Cell, ways: Ways) -> Decimal | None:
    """Euros: a number, or text such as `120,- €`, `1.234,50 €`, `frei`. "auf Anfrage" is no price."""
    if isinstance(cell, str):
        return _euros(clean(cell))
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not abs(cell) < _MOST_EUROS:
        raise _no_price(shown(cell))
    exact = Decimal(f"{cell:.6f}")  # a number cell is a binary fraction: 89.9 is 89.90000000000001
    cents = exact.quantize(Decimal("0.01"))
    if cents != exact:
        raise _no_price(str(cell))
    return cents


def is_on_request(cell: Cell) -> bool:
    """Whether the cell gives a reason why there is no price."""
    return isinstance(cell, str) and clean(cell).casefold() in _ON_REQUEST


def _euros(words: str) -> Decimal | None:
    if is_nothing(words) or is_on_request(words):
        return None
    if words.casefold() in _FREE:
        return Decimal("0.00")
    amount = _CURRENCY.sub("", words).strip()
    digits = _NO_CENTS.sub("", amount)
    if digits == amount and re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", digits):
        raise Unclear(
            Text("{words} may mean thousands or decimals", words=words),
            Text("Type it as a number, or with its cents: 1.234,00."),
        )
    if digits != amount and _GROUPED.fullmatch(digits):
        digits = digits.replace(".", "")
    found = _MONEY.fullmatch(digits)
    if found is None:
        raise _no_price(words)
    german, cents, english, english_cents, plain = found.groups()
    euros = re.sub("[., ]", "", german or english or plain)
    try:
        return Decimal(f"{euros}.{cents or english_cents or '00'}").quantize(Decimal("0.01"))
    except InvalidOperation as error:  # more digits than money has
        raise _no_price(words) from error


def _no_price(words: str) -> Unclear:
    return Unclear(
        Text("{words} is no price in euros", words=words),
        Text("Type a number with at most two decimals, for example 120,00."),
    )
