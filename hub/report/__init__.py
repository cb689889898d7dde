"""One view of a night, and its faces: text for people, JSON for programs, a stored form for the ledger."""

from hub.report.data import as_data, as_json
from hub.report.facts import NightFacts, Remaining
from hub.report.night import view_of
from hub.report.storage import restored, stored
from hub.report.text import STYLE_BY_SYMBOL, Length, as_text
from hub.report.view import NightView

__all__ = [
    "STYLE_BY_SYMBOL",
    "Length",
    "NightFacts",
    "NightView",
    "Remaining",
    "as_data",
    "as_json",
    "as_text",
    "restored",
    "stored",
    "view_of",
]
