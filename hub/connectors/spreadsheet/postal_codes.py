"""Postal codes: five digits here, other forms abroad, and what proves a leading zero that was lost."""

from __future__ import annotations

import re
from typing import Final

from hub.connectors.spreadsheet.cells import Cell, clean, comparable
from hub.connectors.spreadsheet.values import text
from hub.connectors.spreadsheet.ways import LostZero, Unclear, Ways
from hub.language import Text

_GERMAN: Final = re.compile(r"(?:D|DE)?[-\s]*([0-9]{5})(?:\s+[^\W\d].*)?", re.IGNORECASE)
_WITH_COUNTRY: Final = re.compile(r"(?!DE?\b)[A-Z]{1,3}[- ] ?(?=.*[0-9])[A-Z0-9][A-Z0-9 -]{1,8}")
_ABROAD: Final = re.compile(
    r"[0-9]{4} ?[A-Z]{2}|[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}|[0-9]{2}-[0-9]{3}|[0-9]{3} [0-9]{2}|[0-9]{4}-[0-9]{3}"
)
"""1017 AB, SW1A 1AA, 00-950, 110 00 and 1000-205 say by their form that they are foreign."""
_DIGITS: Final = re.compile(r"[0-9]+")
_HERE: Final = frozenset({"", "d", "de", "deu", "ger", "germany", "deutschland", "brd"})
_LENGTH: Final = 5
_LEADING_DIGITS: Final = 3
_AREAS: Final = {
    "010 011 012 013": "Dresden", "014": "Radebeul", "015": "Riesa", "016": "Meißen", "017": "Pirna | Freital",
    "019": "Senftenberg | Lauchhammer", "026": "Bautzen", "027": "Zittau", "028": "Görlitz", "029": "Hoyerswerda",
    "030": "Cottbus", "031": "Forst | Guben | Spremberg", "032": "Finsterwalde",
    "041 042 043": "Leipzig", "045": "Delitzsch", "046": "Altenburg | Grimma", "047": "Döbeln", "048": "Torgau",
    "061": "Halle | Halle (Saale) | Halle/Saale | Halle a. d. Saale | Halle an der Saale",
    "062": "Merseburg | Eisleben | Lutherstadt Eisleben", "063": "Köthen | Köthen (Anhalt)",
    "064": "Aschersleben | Bernburg | Bernburg (Saale) | Quedlinburg | Ballenstedt", "065": "Thale | Sangerhausen",
    "066": "Naumburg | Naumburg (Saale) | Weißenfels", "067": "Bitterfeld",
    "068": "Dessau | Dessau-Roßlau | Wittenberg | Lutherstadt Wittenberg",
    "073": "Saalfeld | Pößneck", "074": "Rudolstadt", "075": "Gera", "077": "Jena", "079": "Greiz",
    "080": "Zwickau", "082": "Aue", "083": "Glauchau", "084": "Crimmitschau | Werdau", "085": "Plauen",
    "091 092": "Chemnitz", "094": "Annaberg-Buchholz", "095": "Freiberg",
}  # fmt: skip
_AREAS_OF: Final = {
    comparable(town): areas.split() for areas, towns in _AREAS.items() for town in towns.split("|")
}
"""The first three digits of larger towns' codes. The codes of before 1993, which had four digits, fit none of them."""


def postal_code(cell: Cell, ways: Ways) -> str | None:
    """A German code as five digits, a foreign one as it is written; four digits may have lost their zero."""
    code = text(cell, ways)
    if code is None:
        return None
    if german := _GERMAN.fullmatch(code):
        return german[1]
    if _WITH_COUNTRY.fullmatch(code.upper()) or _ABROAD.fullmatch(code.upper()):
        return code
    why = Text("{code} is no German postal code, which has five digits", code=code)
    remedy = Text("Format the cell as text and type all five digits, a leading zero included.")
    if _DIGITS.fullmatch(code):
        raise LostZero(why, remedy, digits=code)
    raise Unclear(why, remedy)


def says_more_than_a_code(cell: Cell) -> bool:
    """Whether a town stands behind the code."""
    return isinstance(cell, str) and len(clean(cell).split()) > 1 and bool(_GERMAN.fullmatch(clean(cell)))


def is_abroad(country: str) -> bool:
    """Whether this column of the row names another country."""
    return clean(country).casefold().rstrip(".") not in _HERE


def with_zero(digits: str) -> str | None:
    """The five digits that a number of four may have been."""
    return f"0{digits}" if len(digits) == _LENGTH - 1 else None


def area(code: str) -> str:
    """The digits that neighbouring codes share."""
    return code[:_LEADING_DIGITS]


def lies_in(town: str, code: str) -> bool:
    """Whether the hub knows this town, and its codes begin like this one."""
    return area(code) in _AREAS_OF.get(comparable(town), ())
