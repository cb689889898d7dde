"""`hub apply PLAN`: exactly what was reviewed, or nothing."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from hub.cli.command import Example, command
from hub.cli.night import LEDGER_MOVED, Form, form_options, show
from hub.cli.options import option
from hub.cli.session import Session
from hub.cli.usage import Misuse, why
from hub.errors import StalePlan
from hub.language import Text, verbatim

_MARKS: Final = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF8: "utf-8-sig"}
"""Windows PowerShell writes `hub plan --format json > plan.json` as UTF-16, and ends lines in its own way."""


@command(
    about=Text(
        "Plans again and makes the changes only if the plan is still the same; else writes nothing and says "
        "what differs."
    ),
    examples=[
        Example("hub apply plan.json", Text("Make the changes of: hub plan --out plan.json")),
        Example("hub apply plan.json --confirm-held", Text("The held ones too, for this plan only.")),
    ],
    codes=[3, 4, 5, 6, 7, 8],
)
@click.argument("file", metavar="PLAN", type=click.Path(path_type=Path))
@form_options
@option(
    "--confirm-held",
    is_flag=True,
    allow_from_autoenv=False,  # a variable would be the permanent force switch that must not exist
    help=Text("Make the held changes too. Look at them first."),
)
@LEDGER_MOVED
def apply(session: Session, *, file: Path, form: Form, confirm_held: bool, ledger_moved: bool) -> int:
    text = _read(file)
    with session.progress() as progress:
        progress.step(Text("Starting"))
        from hub.nightly import apply_night, open_hub

        hub = open_hub(session.configuration(), ledger_moved=ledger_moved)
        with _named(file):
            night = apply_night(hub, text, confirm_held=confirm_held, progress=progress)
    from hub.report import view_of

    show(view_of(night.facts), form, session)
    return night.exit_code


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Whatever is wrong with the plan says in which file."""
    try:
        yield
    except StalePlan as error:
        error.place = error.place or verbatim(str(file))
        raise


def _read(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise Misuse(
            Text("the plan cannot be read: {why}.", why=why(error)),
            place=str(file),
            remedy=Text("Name the file that hub plan --out has written."),
        ) from error
    encoding = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise StalePlan(
            Text("This file is no plan, or was damaged: it is not UTF-8 text."),
            place=verbatim(str(file)),
            remedy=Text("Nothing was written. Name the file that hub plan --out has written."),
        ) from error
    return text.replace("\r\n", "\n") if encoding == "utf-16" else text


COMMAND: Final = apply
