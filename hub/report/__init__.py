"""One view of a night, and its faces: text for people, JSON for programs, a stored form for the ledger."""

from hub.report.data import as_data, to_json
from hub.report.facts import NightFacts, Remaining
from hub.report.night import view_of
from hub.report.storage import restored, stored
from hub.report.text import Length, render
from hub.report.view import NightView

__all__ = [
    "Length",
    "NightFacts",
    "NightView",
    "Remaining",
    "as_data",
    "render",
    "restored",
    "stored",
    "to_json",
    "view_of",
]
