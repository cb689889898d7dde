"""Which columns a system had last night and lacks tonight, by the contract's names of the fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from hub.model import Kind

_DECISIVE: Final = frozenset(
    [
        "id",
        "origin",
        "status",
        "released_to",
        "never_share",
        "starts_at",
        "capacity",
        "until",
        "email",
        "course",
        "company.name",
        "participant.name",
        "participant.email",
    ]
)
"""Fields whose loss would decide something: who is who, who comes, what is released. Others may go."""

_SHORT: Final[Mapping[str, str]] = {"ref": "origin"}
_SHORT_OF_BOOKINGS: Final[Mapping[str, str]] = {
    **_SHORT,
    "company": "company.name",
    "participant": "participant.name",
    "email": "participant.email",
}
"""What workbooks call them. Ledgers have noted these names, and plugins may tell them."""


def decisive_columns_lost(kind: Kind, *, before: Mapping[str, str], now: Mapping[str, str]) -> Sequence[str]:
    """What the system calls the columns that are gone and would be missed; none where it tells no columns."""
    short = _SHORT_OF_BOOKINGS if kind == "booking" else _SHORT
    there = {short.get(name, name) for name in now}
    had = {short.get(name, name): header for name, header in before.items()}
    return [had[name] for name in sorted(_DECISIVE & had.keys() - there)] if there else []
