"""The whole corpus: every theme's oddities, each name once."""

from __future__ import annotations

from collections.abc import Sequence

from tests.corpus import (
    answers_in_words,
    dates,
    failures,
    identifiers,
    postal_codes,
    prices,
    reaching,
    spelling,
)
from tests.corpus.oddity import Oddity

THEMES: dict[str, Sequence[Oddity]] = {
    "answers_in_words": answers_in_words.ODDITIES,
    "dates": dates.ODDITIES,
    "failures": failures.ODDITIES,
    "identifiers": identifiers.ODDITIES,
    "postal_codes": postal_codes.ODDITIES,
    "prices": prices.ODDITIES,
    "reaching": reaching.ODDITIES,
    "spelling": spelling.ODDITIES,
}
"""One entry per module, which has the oddities of one theme."""


def all_oddities() -> list[Oddity]:
    return [oddity for oddities in THEMES.values() for oddity in oddities]
