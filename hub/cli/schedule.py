"""`hub schedule`: the text that makes a scheduler start the hub every night."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

import click

from hub.cli.clock_changes import changes_at
from hub.cli.command import Example, command
from hub.cli.installation import Installation
from hub.cli.options import option
from hub.cli.session import Session
from hub.cli.usage import Misuse
from hub.language import Text

SCHEDULERS: Final = ("cron", "systemd", "windows")
AT: Final = "01:30"
"""Not between two and three, the hour that is missing or comes twice when the clocks change in most of Europe."""

_BETTER: Final = (AT, "03:30", "12:30")


@command(
    about=Text("Prints what to paste, with the full paths of this installation. Changes nothing by itself."),
    examples=[
        Example("hub schedule --print cron", Text("Linux and macOS.")),
        Example("hub schedule --print systemd --at 23:15", Text("Linux, with another time.")),
        Example("hub schedule --print windows", Text("The Windows Task Scheduler.")),
    ],
    codes=[4],
)
@option(
    "--print",
    "scheduler",
    type=click.Choice(SCHEDULERS),
    required=True,
    allow_from_autoenv=False,
    metavar="|".join(SCHEDULERS),
    help=Text("For which scheduler."),
)
@option(
    "--at",
    default=AT,
    metavar="HH:MM",
    help=Text("When, by this machine's clock; {at} unless you say so.", at=AT),
)
def schedule(session: Session, *, scheduler: str, at: str) -> int:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", at):
        raise Misuse(
            Text("{at} is no time of day.", at=at), remedy=Text("Write hours and minutes, for example 01:30.")
        )
    config = session.configuration().path.absolute()
    warning = _warning(at, since=datetime.now().astimezone().date())
    here = Installation(Path(sys.executable).absolute(), config, at, session.language, warning)
    if warning is not None:
        session.talk.remark(warning)
    text = {"cron": here.cron, "systemd": here.systemd, "windows": here.windows}[scheduler]()
    session.result(text)
    return 0


def _warning(at: str, *, since: date) -> Text | None:
    """What a scheduler may do with this time when the clocks change; nothing where they leave it alone."""
    found = changes_at(time.fromisoformat(at), since=since)
    if not found:
        return None
    better = next(other for other in _BETTER if not changes_at(time.fromisoformat(other), since=since))
    when = (
        *([Text("missing on {day}", day=found.missing_on)] if found.missing_on else []),
        *([Text("there twice on {day}", day=found.twice_on)] if found.twice_on else []),
    )
    return Text(
        "{at} is {when}, when the clocks of this machine change. Some schedulers then leave out a night or start "
        "it twice; a second start does no harm. Better take {better}.",
        at=at,
        when=when,
        better=better,
    )


COMMAND: Final = schedule
