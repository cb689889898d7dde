"""What is tried again, and when: only what is safe to repeat, later each time, and never before the server asks for.

urllib3's own Retry does the same for sending, but neither for an answer that breaks off half-way, nor with an end
to what a Retry-After may ask for; so only its reading of that header is used.
"""

from __future__ import annotations

import random
from typing import Final

from urllib3 import Retry
from urllib3.exceptions import InvalidHeader

from hub.transport.answer import Answer

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "PROPFIND"})
_PASSING: Final = frozenset({502, 503, 504})
_TOO_MANY: Final = 429
_FIRST_PAUSE: Final = 0.5  # seconds


def is_safe(method: str) -> bool:
    """Whether asking twice does no more than asking once."""
    return method in _SAFE


def may_pass(method: str, answer: Answer) -> bool:
    """Whether this answer says "not now", and says it of something that was surely not done."""
    return answer.status == _TOO_MANY or (answer.status in _PASSING and is_safe(method))


def pause_before(turn: int, answer: Answer | None) -> float:
    """Seconds to wait before try number `turn` (from 1): what the server asks for, or twice as long each time."""
    grown = _FIRST_PAUSE * 2.0 ** (turn - 1)
    spread = grown * (1 + random.random() / 2)  # noqa: S311 - so that many hubs do not come at once
    return max(spread, asked_for(answer) if answer else 0)


def asked_for(answer: Answer) -> float:
    """Seconds that Retry-After asks for, as a number or as a moment; 0 where it says nothing that can be read."""
    said = answer.headers.get("Retry-After", "")
    try:
        seconds: float = Retry().parse_retry_after(said) if said else 0
    except (InvalidHeader, ValueError, OverflowError):  # the year 99999, or a number of 5,000 digits
        return 0
    return seconds
