"""The whole corpus: every theme's oddities, each name once."""

from __future__ import annotations

from collections.abc import Sequence

from tests.corpus import dates
from tests.corpus.oddity import Oddity

THEMES: dict[str, Sequence[Oddity]] = {
    "dates": dates.ODDITIES,
}
"""One entry per module, which has the oddities of one theme."""


def all_oddities() -> list[Oddity]:
    return [oddity for oddities in THEMES.values() for oddity in oddities]
