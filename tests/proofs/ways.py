"""A way to make a plan stale, with its name, where it applies, and what its refusal has to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.proofs.desks import EVERYWHERE, Desk

Act = Callable[[Desk], object]


@dataclass(frozen=True)
class Way:
    """What somebody does between the plan and `hub apply`; the refusal says `words`."""

    name: str
    act: Act
    words: str
    scenes: frozenset[str] = EVERYWHERE
    code: int = 8


def in_turn(name: str, words: str, acts: Iterable[Act]) -> list[Way]:
    """Ways of one kind, numbered."""
    return [Way(f"{name} {number}", act, words) for number, act in enumerate(acts, start=1)]
