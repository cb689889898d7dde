"""Days as offices type them, and what spreadsheets make of them."""

from __future__ import annotations

from datetime import date

from tests.corpus.oddity import Oddity
from tests.corpus.sheets import table_xlsx

ODDITIES = (
    Oddity(
        name="a day typed as text with a two-digit year",
        content=table_xlsx("members", {"Eintritt": "01.03.12"}),
        read={"M-1": {"since": date(2012, 3, 1)}},
    ),
    Oddity(
        name="the serial number of a day, without a date format",
        content=table_xlsx("members", {"Eintritt": 38353}),
        refused=("Eintritt: 38353 is no date",),
    ),
)
