"""Choices that look random and are always the same: each hangs on its own words alone.

Nothing here has a state, so that one company more changes one row of the example and not all that follow.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def number(words: str, *, below: int) -> int:
    """A number from 0 to `below` - 1 that belongs to `words`."""
    return zlib.crc32(words.encode("utf-8")) % below


def one_of(options: Sequence[T], words: str) -> T:
    """The option that belongs to `words`."""
    return options[number(words, below=len(options))]
