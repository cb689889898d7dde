"""From a cell to a value, by the type its column is declared to have and never by guess."""

from __future__ import annotations

import re
from enum import StrEnum

from hub.connectors.spreadsheet.cells import Cell, clean, is_nothing, whole_number, words_in
from hub.connectors.spreadsheet.ways import Unclear, Ways, shown
from hub.language import Text
from hub.model import Contact

_YES = frozenset({"ja", "j", "x", "✓", "✔", "☑", "wahr", "yes", "y", "true", "1"})
_NO = frozenset({"nein", "n", "☐", "falsch", "no", "false", "0"})


def text(cell: Cell, ways: Ways) -> str | None:
    """A line of words. Whole numbers are read as written, without `.0`; dates and fractions are refused."""
    if isinstance(cell, str):
        return words_in(cell)
    if (digits := whole_number(cell)) is not None:
        return digits
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        raise Unclear(
            Text("{cell} is a number of which digits may be lost", cell=str(cell)),
            Text("Format the cell as text and type it again."),
        )
    raise Unclear(
        Text("{cell} is no text; spreadsheets turn entries like 1-2 or 3/13 into dates", cell=shown(cell)),
        Text("Format the cell as text and type it again."),
    )


def prose(cell: Cell, ways: Ways) -> str | None:
    """Running text with its line breaks; a date or a number in it is only a remark like any other."""
    if isinstance(cell, str):
        lines = [clean(line) for line in cell.splitlines()]
        return "\n".join(lines).strip() or None
    return shown(cell)


def contact(cell: Cell, ways: Ways) -> tuple[Contact, ...]:
    """The one person who may be asked at a member."""
    name = text(cell, ways)
    return (Contact(name=name),) if name else ()


def whole(cell: Cell, ways: Ways) -> int | None:
    """A whole number."""
    if isinstance(cell, str):
        words = clean(cell)
        if is_nothing(words):
            return None
        if words.isascii() and words.isdigit():
            return int(words)
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell).is_integer():
        return int(cell)
    raise Unclear(Text("{cell} is no whole number", cell=shown(cell)), Text("Type digits only."))


def flag(cell: Cell, ways: Ways) -> bool | None:
    """Yes or no: ja, nein, x, wahr, falsch, 1, 0."""
    if isinstance(cell, bool):
        return cell
    word = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else shown(cell)
    if is_nothing(word):
        return None
    if clean(word).casefold() in _YES | _NO:
        return clean(word).casefold() in _YES
    raise Unclear(Text("{cell} is neither yes nor no", cell=word), Text("Write ja or nein."))


def status(cell: Cell, ways: Ways) -> StrEnum | None:
    """A status word; every word has exactly one meaning, and an unknown one is never guessed at."""
    word = words_in(shown(cell))
    if word is None:
        return None
    found = ways.status_of.get(word.casefold())
    if found is None:
        raise Unclear(
            Text("the status {word} is not known", word=word),
            Text("Use one of: {words}.", words=ways.status_words),
        )
    return found


def networks(cell: Cell, ways: Ways) -> frozenset[str]:
    """Names of networks between commas; "alle" stands for every one."""
    words = text(cell, ways) or ""
    names = (name.strip() for name in re.split(r"[,;]", words))
    return frozenset("*" if name.casefold() in {"alle", "all"} else name for name in names if name)
