"""`hub init`: the first hub.toml for one's own two networks."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hub.cli.command import Example, command
from hub.cli.first_look import CHANNEL, ORGANISER, FirstLook
from hub.cli.interview import Flags, Interview
from hub.cli.options import Decorator, option
from hub.cli.session import Session
from hub.cli.usage import Misuse, why
from hub.language import Text

if TYPE_CHECKING:
    from hub.config.starter import StarterNetwork

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
        Example("hub init --organiser nord=nord.xlsx --channel ost=ost.xlsx", Text("Asks nothing.")),
    ],
    codes=[4],
)
@_flag(
    "--organiser", "SHORT=WORKBOOK", Text("Who runs the courses: short name, and workbook (path or address).")
)
@_flag("--organiser-title", "NAME", Text("Its full name."))
@_flag("--organiser-connector", "KIND", Text("Its kind of connector; see hub plugins."))
@_flag("--channel", "SHORT=WORKBOOK", Text("Whose members book: short name, and workbook."))
@_flag("--channel-title", "NAME", Text("Its full name."))
@_flag("--channel-connector", "KIND", Text("Its kind of connector."))
@_flag("--valid-from", "DAY", Text("First day of the agreement."), click.DateTime(["%Y-%m-%d"]))
def init(session: Session, *, valid_from: datetime | None, **flags: str | None) -> int:
    file = session.wishes.config
    _refuse_if_there(file)
    networks = [
        Flags(f"--{role}", flags[role], flags[f"{role}_title"], flags[f"{role}_connector"])
        for role in ("organiser", "channel")
    ]
    interview = Interview(session, _kinds(file.parent))
    if any(network.are_given for network in networks) or not _can_ask(session):
        kind = interview.usual_kind
        organiser, channel = (network.starter(kind) for network in networks)
        first_day = valid_from.date() if valid_from else _today()
    else:
        organiser, channel = interview.network(_ORGANISER), interview.network(_CHANNEL)
        first_day = interview.first_day(_today())
    _refuse_one_name(organiser, channel)
    organiser = FirstLook(organiser, ORGANISER, file.parent, session).network_as_found()
    channel = FirstLook(channel, CHANNEL, file.parent, session).network_as_found()
    _write(_text(organiser, channel, first_day, language=session.language), file)
    session.result(Text("Written: {file}", file=str(file)))
    _write_schema(file, session)
    _tell_what_is_next(session, interview, {organiser.connector, channel.connector})
    return 0


def _can_ask(session: Session) -> bool:
    return sys.stdin.isatty() and not session.wishes.no_input


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _text(organiser: StarterNetwork, channel: StarterNetwork, first_day: date, *, language: str) -> str:
    from hub.config.starter import Starter, starter_text

    return starter_text(
        Starter(organiser=organiser, channel=channel, valid_from=first_day, language=language)
    )


def _refuse_one_name(organiser: StarterNetwork, channel: StarterNetwork) -> None:
    if organiser.name == channel.name:
        raise Misuse(
            Text("Both networks would be called {name}.", name=channel.name),
            remedy=Text("Give one of them another short name."),
        )


def _kinds(folder: Path) -> list[str]:
    """Those that an office can use: the built-in memory forgets everything in the morning."""
    from hub.plugging import discover

    return sorted(discover(folder / os.environ.get("HUB_PLUGINS", "plugins")).kinds.keys() - {"memory"})


def _tell_what_is_next(session: Session, interview: Interview, connectors: set[str]) -> None:
    for kind in sorted(connectors - set(interview.kinds)):
        text = Text(
            "No plugin offers the kind {kind} yet; the folder plugins is the place for it.", kind=kind
        )
        session.talk.remark(text)
    session.talk.remark(Text("Next: hub check, then hub plan"))


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
            Text("the file could not be written: {why}.", why=why(error)),
            place=str(file),
            remedy=Text("Go to a folder that you may write to."),
        ) from error


def _write_schema(file: Path, session: Session) -> None:
    """The schema that the first line of hub.toml names: editors complete and check with it, the hub does not."""
    from hub.config.schema import PUBLISHED, schema_text

    schema = file.parent / PUBLISHED
    if schema.exists():
        return
    try:
        schema.parent.mkdir(exist_ok=True)
        schema.write_text(schema_text(), encoding="utf-8", newline="\n")
    except OSError as error:
        session.talk.remark(Text("{file} could not be written: {why}.", file=str(schema), why=why(error)))
    else:
        session.result(Text("Written: {file}", file=str(schema)))


COMMAND: Final = init
