"""`hub init`: the first hub.toml for one's own two networks."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import click

from hub.cli.command import Example, command
from hub.cli.interview import Flags, Interview
from hub.cli.options import Decorator, option
from hub.cli.session import Session
from hub.cli.usage import Misuse
from hub.language import Text

_ORGANISER: Final = Text("Name of the network that runs the courses")
_CHANNEL: Final = Text("Name of the network whose members book")


def _flag(name: str, metavar: str, explanation: Text, kind: click.DateTime | None = None) -> Decorator:
    return option(name, metavar=metavar, type=kind, allow_from_autoenv=False, help=explanation)


@command(
    about=Text(
        "Writes a commented hub.toml. Asks on a terminal; with flags it never asks. Overwrites nothing."
    ),
    examples=[
        Example("hub init", Text("Asks for names and workbooks.")),
        Example(
            "hub init --organiser Nord --organiser-workbook n.xlsx --channel Ost --channel-workbook o.xlsx",
            Text("Asks nothing."),
        ),
    ],
    codes=[4],
)
@_flag("--organiser", "NAME", Text("Network that runs the courses; short=Name sets its short name too."))
@_flag("--organiser-workbook", "PATH", Text("Its workbook."))
@_flag("--organiser-connector", "KIND", Text("Its kind of connector: hub plugins list"))
@_flag("--channel", "NAME", Text("Network whose members book."))
@_flag("--channel-workbook", "PATH", Text("Its workbook."))
@_flag("--channel-connector", "KIND", Text("Its kind of connector."))
@_flag("--valid-from", "DAY", Text("First day of their agreement; else today."), click.DateTime(["%Y-%m-%d"]))
def init(session: Session, *, valid_from: datetime | None, **flags: str | None) -> int:
    file = session.wishes.config
    _refuse_if_there(file)
    given = [
        Flags(role, flags[role], flags[f"{role}_workbook"], flags[f"{role}_connector"])
        for role in ("organiser", "channel")
    ]
    asking = Interview.about(given, session, _kinds(file.parent))
    text = _starter(asking, given, valid_from.date() if valid_from else None)
    _write(text, file)
    session.result(Text("Written: {file}", file=str(file)))
    session.talk.remark(Text("Next: hub check, then hub plan"))
    return 0


def _starter(asking: Interview, given: list[Flags], valid_from: date | None) -> str:
    from hub.config.starter import Starter, starter_text

    organiser = asking.network(given[0], _ORGANISER)
    channel = asking.network(given[1], _CHANNEL)
    if organiser.name == channel.name:
        raise Misuse(
            Text("Both networks would be called {name}.", name=channel.name),
            remedy=Text('Give one of them another short name: --channel "short=Name"'),
        )
    today = datetime.now(UTC).astimezone().date()
    first_day = asking.valid_from(valid_from, today=today)
    language = asking.session.language
    return starter_text(
        Starter(organiser=organiser, channel=channel, valid_from=first_day, language=language)
    )


def _kinds(folder: Path) -> list[str]:
    """Those that the plugins here offer; the built-in one is for tests and comes last."""
    from hub.plugging import discover

    kinds = discover(folder / os.environ.get("HUB_PLUGINS", "plugins")).kinds
    return sorted(kinds, key=lambda name: (name == "memory", name))


def _refuse_if_there(file: Path) -> None:
    if file.exists():
        raise Misuse(
            Text("this file is there already, and nothing is overwritten."),
            place=str(file),
            remedy=Text("Edit it, or name another one: hub init --config FILE"),
        )


def _write(text: str, file: Path) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except OSError as error:
        raise Misuse(
            Text("the file could not be written: {why}.", why=error.strerror or type(error).__name__),
            place=str(file),
            remedy=Text("Go to a folder that you may write to."),
        ) from error


COMMAND: Final = init
