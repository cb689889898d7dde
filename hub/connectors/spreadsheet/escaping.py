"""Text that a spreadsheet program would take for a formula, kept as text in CSV files: an apostrophe stands before it.

The same sign is taken off where such a file is read, so that what was written is what is read: `+49 5522 1`, `-`.
A program that parts the file at another sign than its own finds formulas inside a cell, too: `Film;=1+1` between commas.
"""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = "=+\\-@\t\r\uff1d\uff0b\uff0d\uff20"
"""With the full-width forms, which Excel takes for the usual ones in some countries."""
_FORMULA: Final = re.compile(f"'*[{_SIGNS}]")
_ESCAPED: Final = re.compile(f"'+[{_SIGNS}]")
_PARTED: Final = r'([;,\t|\r\n][\s"]*)'
_CALLING: Final = "'*(?:[=@\uff1d\uff20]|[+\\-\uff0b\uff0d](?=.*[(|!]))"  # 120,- Euro is no formula
_FORMULA_INSIDE: Final = re.compile(f"{_PARTED}({_CALLING})", re.DOTALL)
_ESCAPED_INSIDE: Final = re.compile(f"{_PARTED}'({_CALLING})", re.DOTALL)


def escaped(words: str) -> str:
    inside = _FORMULA_INSIDE.sub(r"\1'\2", words)
    return f"'{inside}" if _FORMULA.match(inside) else inside


def unescaped(words: str) -> str:
    if "'" not in words:
        return words
    inside = words[1:] if words[:1] == "'" and _ESCAPED.match(words) else words
    return _ESCAPED_INSIDE.sub(r"\1\2", inside)


def has_escapes(text: str) -> bool:
    """Whether any cell of this file may be one; most files hold none, and need no look at each cell."""
    return _ESCAPED.search(text) is not None
