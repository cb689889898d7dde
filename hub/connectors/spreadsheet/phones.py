"""Telephone cells: one number, or a list of them with words between; the first that is no fax is the main one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from hub.connectors.spreadsheet.cells import Cell, clean, whole_number, words_in
from hub.connectors.spreadsheet.ways import LostZero, Unclear, Ways, shown
from hub.language import Text

_FAX: Final = r"(?:telefax|fax|f\s*[.:])"
_LABEL: Final = rf"(?<!\w)(?:{_FAX}|(?:telefon|phone|fon|tel|mobiltelefon|mobile|mobil|mob|handy)(?!\w)|[tm]\s*[.:])\s*[.:]*"
_BETWEEN: Final = re.compile(
    rf"([,;|\n]|\s/\s|/(?=\s*[+0(])|\s(?:und|u\.|oder|or|and)\s|(?=(?<!\w){_LABEL}))", re.IGNORECASE
)
_PARTS: Final = re.compile(r"[,;|\n]")
_LABELLED: Final = re.compile(rf"\W*{_LABEL}", re.IGNORECASE)
_IS_FAX: Final = re.compile(rf"\W*{_FAX}", re.IGNORECASE)
_IS_BOTH: Final = re.compile(r"(?:auch|und|u\.|&|\+)\W*$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?:[+(]+\s*)?[0-9].*", re.DOTALL)
_USUAL: Final = re.compile(r"[+(]?[0-9][0-9 ()-]+[0-9](?:/[1-9][0-9 -]*[0-9])?", re.ASCII)
"""One number and nothing else, as far as a glance tells: ten thousand of these must not take the long way."""
_ABROAD: Final = re.compile(r"^(?:\+|00)[0-9]{2}0?")
_NO_PHONE: Final = frozenset({"kein", "keine", "keins", "ohne", "none", "nicht vorhanden"})
_FEWEST_DIGITS: Final = 3  # 110
_FEWEST_WITH_AREA: Final = 7  # an area code alone has up to six


@dataclass(frozen=True, slots=True)
class _Piece:
    """One number as it stands in the cell, and whether more than a label stands before it."""

    words: str
    is_fax: bool
    has_remark: bool


def phone(cell: Cell, ways: Ways) -> str | None:
    """The main number, spelled as in the cell; a fax is none. Words before it are left out."""
    if not isinstance(cell, str):
        raise _no_text(cell)
    words = words_in(cell)
    if words is None or words.casefold() in _NO_PHONE:
        return None
    if _USUAL.fullmatch(cell.strip()):
        return words
    pieces = _pieces(cell)
    if not pieces:
        raise _no_phone(words)
    return next((piece.words for piece in pieces if not piece.is_fax), None)


def says_more_than_a_number(cell: Cell) -> bool:
    """Whether a cell names several numbers, a fax alone, or whose number it is."""
    if not isinstance(cell, str):
        return False
    pieces = _pieces(cell)
    return len(pieces) > 1 or any(piece.is_fax or piece.has_remark for piece in pieces)


def _pieces(cell: str) -> Sequence[_Piece]:
    found: list[_Piece] = []
    for words in _parted(cell.strip()):
        number = _NUMBER.search(words)
        is_fax = _IS_FAX.match(words) is not None
        if number and (is_fax or len(re.findall("[0-9]", number[0])) >= _FEWEST_DIGITS):
            has_remark = any(map(str.isalpha, _LABELLED.sub("", words[: number.start()])))
            found.append(_Piece(clean(number[0]).rstrip(" .,:;/|(-"), is_fax, has_remark))
        elif found and is_fax:  # "05522 1235 (Fax)"
            found[-1] = replace(found[-1], is_fax=True)
    return found


def _parted(cell: str) -> Sequence[str]:
    """The cell in parts that each say one number; where it cannot be told whether these are two, they are one."""
    first, *others = _BETWEEN.split(cell)
    found = [first]
    for between, words in zip(others[::2], others[1::2], strict=True):
        is_a_label = len(found) > 1 and not re.search("[0-9]", found[-1])  # "…, (Fax), …"
        if _are_two(found[-1], between, words) or (is_a_label and _PARTS.match(between)):
            found.append(words)
        else:
            found[-1] += between + words
    return found


def _are_two(last: str, between: str, words: str) -> bool:
    """Whether a number ends before `between` and something else begins behind it."""
    says_whose = _LABELLED.match(words) is not None and not _IS_BOTH.search(last)
    return _is_whole(last) and (_is_whole(words) or says_whose or _PARTS.match(between) is not None)


def _is_whole(words: str) -> bool:
    """Whether these are a number by itself: with its area code, or a local one without."""
    digits = _ABROAD.sub("0", re.sub(r"[^0-9+]", "", words))
    return len(digits) >= (_FEWEST_WITH_AREA if digits.startswith("0") else _FEWEST_DIGITS)


def _no_text(cell: Cell) -> Unclear:
    digits = whole_number(cell)
    if digits is None:
        return _no_phone(shown(cell))
    return LostZero(
        Text("{digits} was typed as a number, and a zero in front of it is lost", digits=digits),
        Text("Format the cell as text and type the number again."),
        digits=digits,
    )


def _no_phone(words: str) -> Unclear:
    return Unclear(
        Text("{cell} is no telephone number", cell=words),
        Text("Type the number, or leave the cell empty; remarks have a column of their own."),
    )
