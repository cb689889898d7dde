"""`hub sync`: the night."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hub.cli.command import Example, command
from hub.cli.night import LEDGER_MOVED, Form, form_options, show
from hub.cli.options import option
from hub.cli.plan import planned, show_plan
from hub.cli.session import Session
from hub.language import Text

if TYPE_CHECKING:
    from hub.nightly import Night


@command(
    about=Text("Reads all networks, makes exactly the planned changes, reads them back and reports."),
    examples=[
        Example("hub sync", Text("The night.")),
        Example("hub sync --dry-run", Text("Only the plan, as hub plan shows it.")),
    ],
    codes=[3, 4, 5, 6, 7],
)
@form_options
@option("-n", "--dry-run", is_flag=True, help=Text("Write nothing; the same as hub plan."))
@LEDGER_MOVED
def sync(session: Session, *, form: Form, dry_run: bool, ledger_moved: bool) -> int:
    if dry_run:
        night = planned(session, ledger_moved=ledger_moved)
        show_plan(session, night, form=form)
    else:
        night = _carried_out(session, ledger_moved=ledger_moved)
        from hub.report import view_of

        view = view_of(night.facts)
        is_news = not view.is_quiet or night.exit_code != 0 or form.as_json
        if (
            is_news or not session.wishes.quiet
        ):  # with -q a night without news is silent, for cron mails what is said
            show(view, form, session)
    return night.exit_code


def _carried_out(session: Session, *, ledger_moved: bool) -> Night:
    with session.progress() as progress:
        progress.step(Text("Starting"))
        from hub.nightly import open_hub, sync_night

        return sync_night(open_hub(session.configuration(), ledger_moved=ledger_moved), progress=progress)


COMMAND: Final = sync
