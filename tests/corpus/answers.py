"""What the hub makes of an oddity's file, asked the way a night and `hub check` ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub import Network, Unreadable
from hub.changes import Reject
from hub.connectors.spreadsheet.kind import SpreadsheetSettings, connected
from hub.errors import NetworkError
from hub.model import NetworkName
from tests.corpus.oddity import Oddity

OFFICE = Network(NetworkName("office"), "An office", "Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Answer:
    """The nouns by id, what was refused (a table that is refused as a whole is one line), and what a check tells."""

    nouns: dict[str, Any]
    refused: list[str]
    noted: list[str]


def answer_to(oddity: Oddity, path: Path) -> Answer:
    """Reads the file at `path` as hub.toml would connect it."""
    settings = {"path": path, "wait_seconds": 0, **oddity.settings}
    try:
        hub = connected(SpreadsheetSettings.model_validate(settings, context={"provides": (oddity.table,)}))
        noted = [str(finding.what) for finding in hub.check_system(OFFICE)]
        reading = getattr(hub, f"fetch_{oddity.table}")(OFFICE)
    except NetworkError as error:
        return Answer({}, [f"{error.place}: {error.what}"], [str(error.what)])
    nouns, rejects = _values(reading)
    return Answer(nouns, [told(reject) for reject in sorted(rejects, key=_row)], noted)


def told(reject: Reject) -> str:
    """A refused row in one line, without its place."""
    return f"{reject.field}: {reject.why}"


def _values(reading: Any) -> tuple[dict[str, Any], Sequence[Reject]]:
    nouns, rejects = {}, list(reading.rejects)
    for record in reading.records:
        try:
            nouns[record.id] = record.value
        except Unreadable as unreadable:
            rejects.append(unreadable.reject)
    return nouns, rejects


def _row(reject: Reject) -> tuple[int, str]:
    """Rows in their order: row 9 stands before row 10."""
    place = str(reject.place)
    return len(place), place
