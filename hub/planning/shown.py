"""How a field's value is shown outside the hub: as plain JSON, and of persons only a hint."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final

from hub.planning.draft import initials

Plain = str | int | float | bool | list[str] | None
"""What a value is in JSON: a Decimal as "95.00", a moment with its offset, a set as a sorted list."""

HIDDEN: Final = "…"

_PERSONAL_ENDINGS: Final = frozenset({"email", "phone", "note", "remark"})


def plain(value: object) -> Plain:
    """The value as JSON knows it, in one form only, so that equal values give equal bytes."""
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return str(value.value)
        case Decimal():
            return f"{value:f}"
        case datetime() | date():
            return value.isoformat()
        case frozenset() | set():
            return sorted(str(plain(part)) for part in value)
        case tuple() | list():
            return [str(plain(part)) for part in value]
        case _:
            return str(value)


def is_personal(field: str) -> bool:
    """Whether a field says something about one person; `field` may be dotted: `participant.email`."""
    outer, _, inner = field.partition(".")
    return outer == "participant" or (inner or outer) in _PERSONAL_ENDINGS


def masked(field: str, value: object) -> object:
    """The value as a plan or report may show it: `K. M.` for a name, `k…@example.org` for an address.

    Enough to tell one change from another, too little to be a list of people when a plan is mailed around.
    """
    if value is None or not is_personal(field):
        return value
    words = str(value).strip()
    match field.rpartition(".")[2]:
        case "name":
            return initials(words) or HIDDEN
        case "email" if "@" in words:
            return f"{words[0]}{HIDDEN}@{words.rpartition('@')[2]}"
        case _:
            return HIDDEN
