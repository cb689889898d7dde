"""`hub report RUN`: any night's report again, in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from hub.cli.command import Example, command
from hub.cli.night import Form, form_options, show
from hub.cli.past import complete_runs, peeked, run_named
from hub.cli.session import Session
from hub.cli.usage import Misuse
from hub.language import Text

if TYPE_CHECKING:
    from hub.ledger.entries import Run


@command(
    about=Text("Shows the report of a night again. Ends with 0, however the night ended."),
    examples=[
        Example("hub report last", Text("The last night.")),
        Example("hub report 1 --full --language en", Text("The first one, with all fields, in English.")),
    ],
    codes=[4],
)
@click.argument("run", metavar="NUMBER|last", shell_complete=complete_runs)
@form_options
def report(session: Session, *, run: str, form: Form) -> int:
    with peeked(session.configuration()) as ledger:
        night = run_named(run, ledger, reported=True)
    from hub.report import restored

    show(restored(_document(night)), form, session)
    return 0


def _document(night: Run) -> str:
    if night.document is None:
        raise Misuse(
            Text(
                "Night {number} did not come to its report: it still runs, or it was killed.",
                number=night.number,
            ),
            remedy=Text("What was done to a record: hub why REF"),
        )
    return night.document


COMMAND: Final = report
