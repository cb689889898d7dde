"""`hub runs`: the nights so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import click

from hub.cli.codes import MEANING_OF_CODE
from hub.cli.command import Example, command
from hub.cli.options import format_option, option
from hub.cli.past import peeked
from hub.cli.session import Session
from hub.cli.table import table
from hub.language import Text, Value, say

if TYPE_CHECKING:
    from hub.ledger.entries import Run


@command(
    about=Text("Lists the nights so far, the newest first. Show one again: hub report NUMBER"),
    examples=[
        Example("hub runs", Text("The last thirty nights.")),
        Example("hub runs --limit 3 --format json", Text("The last three, for a program.")),
    ],
    codes=[4],
)
@format_option
@option(
    "--limit",
    type=click.IntRange(min=1),
    default=30,
    metavar="NUMBER",
    help=Text("How many at most; {default} unless you say so.", default=30),
)
def runs(session: Session, *, as_json: bool, limit: int) -> int:
    config = session.configuration()
    with peeked(config) as ledger:
        found = ledger.runs(limit) if ledger is not None else []
    if as_json:
        session.document({"schema": "hub-runs/1", "runs": [_as_data(run) for run in found]})
    elif found:
        session.result(_in_words(found, session, zone=ZoneInfo(config.hub.timezone)))
    else:
        session.result(Text("No night yet. See what the first one would do: hub plan"))
    return 0


def _as_data(run: Run) -> dict[str, object]:
    return {
        "run": run.number,
        "started": run.started.isoformat(),
        "finished": run.finished.isoformat() if run.finished is not None else None,
        "as_of": run.as_of.isoformat(),
        "changes": run.changes,
        "exit_code": run.exit_code,
        "fingerprint": run.fingerprint,
        "undoes": run.undoes,
    }


def _in_words(found: Sequence[Run], session: Session, *, zone: ZoneInfo) -> str:
    header = (Text("night"), Text("started"), Text("for the day"), Text("changes"), Text("how it ended"))
    undone_by = {run.undoes: run.number for run in reversed(found) if run.undoes is not None}
    cells: list[tuple[Value, ...]] = [
        (
            str(run.number),
            run.started.astimezone(zone),
            run.as_of,
            str(run.changes),
            _with_undo(_ending(run, is_last=run is found[0]), run, undone_by.get(run.number)),
        )
        for run in found
    ]
    rows = [[say(cell, session.language) for cell in row] for row in cells]
    return table([session.say(word) for word in header], rows)


def _with_undo(ending: Text, run: Run, undone_by: int | None) -> Text:
    """A night that takes another back, and one that was taken back, say so."""
    if run.undoes is not None:
        ending = Text("{ending}; undoes night {run}", ending=ending, run=str(run.undoes))
    if undone_by is not None:
        ending = Text("{ending}; undone by night {run}", ending=ending, run=str(undone_by))
    return ending


def _ending(run: Run, *, is_last: bool) -> Text:
    if run.exit_code is None:
        # One night at a time: whatever ran before the last one does so no more.
        return Text("still running, or killed") if is_last else Text("killed, or stopped before its end")
    meaning = MEANING_OF_CODE.get(run.exit_code)
    return Text("{code} {meaning}", code=run.exit_code, meaning=meaning or Text("unknown"))


COMMAND: Final = runs
