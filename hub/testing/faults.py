"""What can go wrong between the hub and a system, one misfortune at one call of one hook."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Misfortune = Literal[
    # at any call
    "no answer",
    # reading
    "comes back empty",
    "only one stray record",
    "cuts the end",
    "cuts a page",
    "repeats a page",
    "garbles records",
    "garbles numbers",
    "says it is partial",
    "renumbers everything",
    "another group's export",
    "a field is blank",
    "columns are shifted",
    "wrong values",
    # writing
    "refuses",
    "refuses the whole",
    "time-out after writing",
    "time-out half way",
    "answers but does nothing",
    "writes late",
    "is full",
]
"""In the words of those who tell such a night. Every one of them has happened to somebody's sync."""


class Fault(BaseModel):
    """One thing that goes wrong: at the `call`-th call of `hook` in a night (0: at every one).

    `share` is how much of a reading is left or concerned, `count` how many records it strikes or lets through,
    `ids` which records a refusal is about (their own ids or their refs), `field` which one is blank.
    """

    model_config = ConfigDict(frozen=True)

    what: Misfortune
    hook: str
    call: int = 0
    share: float = 0.5
    count: int = 1
    ids: tuple[str, ...] = ()
    field: str = ""

    def strikes(self, hook: str, call: int) -> bool:
        """Whether it is due at this call."""
        return self.hook == hook and self.call in {0, call}
