"""What keeps a booking from being passed on, as the office and the report are told."""

from __future__ import annotations

from dataclasses import dataclass

from hub.language import Text
from hub.planning.copies import Hindrance
from hub.planning.plan import Answer


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a booking is not passed on, and what the office can do about it."""

    reason: Text
    remedy: Text
    question: str | None = None  # its id, when only a person can decide
    answers: tuple[Answer, ...] = ()
    is_passing: bool = False  # nothing about the booking: something could not be read tonight


def passing(found: Hindrance) -> Obstacle:
    """What speaks against it tonight alone."""
    return Obstacle(found.reason, found.remedy, is_passing=True)
