"""`hub plan`: the dry run, and the plan file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hub.cli.codes import PENDING
from hub.cli.command import Example, command
from hub.cli.night import LEDGER_MOVED, Form, form_options, show
from hub.cli.options import option
from hub.cli.session import Session
from hub.cli.usage import Misuse, why
from hub.language import Text

if TYPE_CHECKING:
    from hub.nightly import Night


@command(
    about=Text(
        "Shows every change that the next night would make, with its reason. Writes nothing anywhere."
    ),
    examples=[
        Example("hub plan", Text("What would happen tonight, and why.")),
        Example("hub plan --out plan.json", Text("The same, kept for: hub apply plan.json")),
    ],
    codes=[3, 4, 5, 6, PENDING],
)
@option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    allow_from_autoenv=False,
    help=Text("Keep the plan in this file; --format does not matter for it."),
)
@form_options
@option("--exit-code", is_flag=True, help=Text("End with 10 when changes are pending."))
@LEDGER_MOVED
def plan(session: Session, *, form: Form, out: Path | None, exit_code: bool, ledger_moved: bool) -> int:
    night = planned(session, ledger_moved=ledger_moved)
    show_plan(session, night, form=form, out=out)
    pending = exit_code and night.exit_code == 0 and not night.facts.plan.is_empty
    return PENDING if pending else night.exit_code


def planned(session: Session, *, ledger_moved: bool = False, undoes: int | None = None) -> Night:
    """Tonight's plan, or the way back from the night of this number."""
    with session.progress() as progress:
        progress.step(Text("Starting"))
        from hub.nightly import open_hub, plan_night

        hub = open_hub(session.configuration(), ledger_moved=ledger_moved)
        return plan_night(hub, progress=progress, undoes=undoes)


def show_plan(session: Session, night: Night, *, form: Form, out: Path | None = None) -> None:
    """The plan on standard output, and in a file if one was named. The JSON is the same in both."""
    from hub.planning.document import as_document, to_json
    from hub.report import view_of

    document = to_json(as_document(night.facts.plan, language=session.language))
    if out is not None:
        _keep(document, out)
    if form.as_json:
        session.result(document)
    else:
        facts = replace(night.facts, plan_file=None if out is None else str(out))
        show(view_of(facts), form, session)


def _keep(document: str, file: Path) -> None:
    if file.exists() and not _is_plan(file):
        raise Misuse(
            Text("this file is there already and is no plan; it stays as it is."),
            place=str(file),
            remedy=Text("Name another file."),
        )
    try:
        file.write_text(document, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Misuse(
            Text("the plan could not be written: {why}.", why=why(error)),
            place=str(file),
            remedy=Text("Name a file in a folder that is there and that you may write to."),
        ) from error


def _is_plan(file: Path) -> bool:
    """Whether an older plan stands here, which a new one may replace; nothing else may be."""
    try:
        with file.open("rb") as opened:
            return b'"schema": "hub-plan/' in opened.read(100)
    except OSError:
        return False


COMMAND: Final = plan
