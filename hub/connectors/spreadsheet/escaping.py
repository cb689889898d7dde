"""Text that a spreadsheet program would take for a formula, kept as text in CSV files: an apostrophe stands before it.

The same sign is taken off where such a file is read, so that what was written is what is read: `+49 5522 1`, `-`.
"""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED: Final = re.compile(r"'+[=+\-@\t\r]")


def escaped(words: str) -> str:
    return f"'{words}" if _FORMULA.match(words) else words


def unescaped(words: str) -> str:
    return words[1:] if words[:1] == "'" and _ESCAPED.match(words) else words


def has_escapes(text: str) -> bool:
    """Whether any cell of this file may be one; most files hold none, and need no look at each cell."""
    return _ESCAPED.search(text) is not None
