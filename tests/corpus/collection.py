"""The whole corpus: every theme's oddities, each name once."""

from __future__ import annotations

from collections.abc import Sequence

from tests.corpus import (
    answers_in_words,
    dates,
    failures,
    formatting,
    headers,
    identifiers,
    joined_cells,
    kinds_of_files,
    postal_codes,
    prices,
    reaching,
    rows_between,
    several_sheets,
    spelling,
    text_files,
)
from tests.corpus.oddity import Oddity

THEMES: dict[str, Sequence[Oddity]] = {
    "answers_in_words": answers_in_words.ODDITIES,
    "dates": dates.ODDITIES,
    "failures": failures.ODDITIES,
    "formatting": formatting.ODDITIES,
    "headers": headers.ODDITIES,
    "identifiers": identifiers.ODDITIES,
    "joined_cells": joined_cells.ODDITIES,
    "kinds_of_files": kinds_of_files.ODDITIES,
    "postal_codes": postal_codes.ODDITIES,
    "prices": prices.ODDITIES,
    "reaching": reaching.ODDITIES,
    "rows_between": rows_between.ODDITIES,
    "several_sheets": several_sheets.ODDITIES,
    "spelling": spelling.ODDITIES,
    "text_files": text_files.ODDITIES,
}
"""One entry per module, which has the oddities of one theme."""


def all_oddities() -> list[Oddity]:
    return [oddity for oddities in THEMES.values() for oddity in oddities]
