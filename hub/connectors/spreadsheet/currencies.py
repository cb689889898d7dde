"""Numbers that their format shows as another money than euros: 120 in `[$CHF] #,##0.00` is not 120 euros."""

from __future__ import annotations

import re
from typing import Final

from hub.connectors.spreadsheet.cells import Cell
from hub.connectors.spreadsheet.ways import Unclear
from hub.language import Text

_SYMBOL: Final = re.compile(r'\[\$([^]-]*)[^]]*\]|"([^"]*)"|([$£¥₣₤])')
_OTHERS: Final = frozenset(
    {"$", "£", "¥", "₣", "us$", "usd", "gbp", "jpy", "chf", "sfr", "sfr.", "fr.", "pln", "zł", "czk", "kč"}
    | {"dkk", "sek", "nok", "kr", "kr.", "huf", "ft", "dm"}
)


def shows_other_money(code: str) -> bool:
    """Whether a number format has the sign of another currency."""
    signs = ("".join(found.groups(default="")) for found in _SYMBOL.finditer(code))
    return any(sign.strip().casefold() in _OTHERS for sign in signs)


def other_money(cell: Cell) -> Unclear:
    """What is said of such a number."""
    return Unclear(
        Text("the cell shows {cell} in another currency than euros", cell=str(cell)),
        Text("Type the price in euros, and take the other currency out of the cell's format."),
    )
