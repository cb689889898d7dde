"""`hub undo RUN`: the way back from a night, shown first."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hub.cli.command import Example, command
from hub.cli.night import Form, form_options, show
from hub.cli.options import option
from hub.cli.past import complete_runs, peeked, run_named
from hub.cli.plan import planned, show_plan
from hub.cli.session import Session
from hub.cli.usage import Misuse
from hub.language import Text

if TYPE_CHECKING:
    from hub.nightly import Night

_CONSENT: Final = frozenset({"y", "yes", "j", "ja"})


@dataclass(frozen=True, slots=True)
class Manner:
    """What shall become of the way back: kept in a file, gone without asking, or asked about; or a release."""

    out: Path | None
    yes: bool
    release: bool

    @property
    def is_contradictory(self) -> bool:
        return (self.out is not None) + self.yes + self.release > 1


def manner_options(function: Callable[..., int]) -> Callable[..., int]:
    """`--out`, `--yes` and `--release`, handed on as one `manner`. No variable sets them: they are for one night."""

    @wraps(function)
    def called(*arguments: Any, out: Path | None, yes: bool, release: bool, **rest: Any) -> int:
        return function(*arguments, manner=Manner(out, yes, release), **rest)

    kept = option(
        "-o",
        "--out",
        type=click.Path(path_type=Path),
        metavar="FILE",
        allow_from_autoenv=False,
        help=Text("Keep the way back in this file, for: hub apply FILE"),
    )
    unasked = option(
        "-y", "--yes", is_flag=True, allow_from_autoenv=False, help=Text("Do it without asking.")
    )
    released = option(
        "--release",
        is_flag=True,
        allow_from_autoenv=False,
        help=Text("Let the next night make again what was undone."),
    )
    decorated: Callable[..., int] = kept(unasked(released(called)))
    return decorated


@command(
    about=Text(
        "Shows the way back from a night: what would be reversed, what is kept because somebody changed it "
        "since, and what is impossible. Then asks; what was undone is not made again."
    ),
    examples=[
        Example("hub undo 1", Text("Show the way back, and ask at a terminal.")),
        Example("hub undo last --yes", Text("Go back without asking.")),
        Example("hub undo 1 --release", Text("Let the next night make it again.")),
    ],
    codes=[3, 4, 5, 7, 8],
)
@click.argument("run", metavar="NUMBER|last", shell_complete=complete_runs)
@manner_options
@form_options
def undo(session: Session, *, run: str, manner: Manner, form: Form) -> int:
    if manner.is_contradictory:
        raise Misuse(
            Text("Only one of --out, --yes and --release makes sense."), remedy=Text("Leave the others out.")
        )
    number = _number(run, session)
    if manner.release:
        return _release(number, session)
    shown = planned(session, undoes=number)
    if not manner.yes:
        show_plan(session, shown, form=form, out=manner.out)
    if not shown.facts.plan.changes or not (manner.yes or _consents(session, manner, form)):
        return _left(shown, manner, form, session)
    night = _carried_out(shown, session)
    from hub.report import view_of

    show(view_of(night.facts), form, session)
    return night.exit_code


def _number(run: str, session: Session) -> int:
    with peeked(session.configuration()) as ledger:
        return run_named(run, ledger).number


def _left(shown: Night, manner: Manner, form: Form, session: Session) -> int:
    if manner.yes:  # nothing to reverse: why not is all there is to show
        show_plan(session, shown, form=form)
    return shown.exit_code


def _consents(session: Session, manner: Manner, form: Form) -> bool:
    """Asked only where a person can answer: not by a script, and not when the result goes to a program."""
    if manner.out is not None or form.as_json or session.wishes.no_input or not sys.stdin.isatty():
        return False
    question = session.say(Text("Reverse these changes? (y/N)"))
    answer: str = click.prompt(question, default="", show_default=False, err=True)
    return answer.strip().casefold() in _CONSENT


def _carried_out(shown: Night, session: Session) -> Night:
    """Exactly what was shown, or nothing."""
    from hub.nightly import apply_night, open_hub
    from hub.planning.document import as_document, to_json

    reviewed = to_json(as_document(shown.facts.plan, language=session.language))
    with session.progress() as progress:
        hub = open_hub(session.configuration())
        return apply_night(hub, reviewed, confirm_held=False, progress=progress)


def _release(number: int, session: Session) -> int:
    from hub.nightly import open_hub
    from hub.undoing import release

    hub = open_hub(session.configuration())
    count = release(number, url=hub.config.hub.ledger, day=hub.now.date())
    if count:
        session.result(
            Text("Released: {count}. The next night makes them again if they are due.", count=count)
        )
    else:
        session.result(Text("Nothing of night {run} is held as undone.", run=str(number)))
    return 0


COMMAND: Final = undo
