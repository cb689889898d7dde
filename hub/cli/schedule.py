"""`hub schedule`: the text that makes a scheduler start the hub every night."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

import click

from hub.cli.command import Example, command
from hub.cli.installation import Installation
from hub.cli.options import option
from hub.cli.session import Session
from hub.cli.usage import Misuse
from hub.language import Text

SCHEDULERS: Final = ("cron", "systemd", "windows")
AT: Final = "01:30"
"""Not between two and three, the hour that is missing or comes twice when the clocks change."""


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
    here = Installation(
        Path(sys.executable).absolute(), session.configuration().path.absolute(), at, session.language
    )
    text = {"cron": here.cron, "systemd": here.systemd, "windows": here.windows}[scheduler]()
    session.result(text)
    return 0


COMMAND: Final = schedule
