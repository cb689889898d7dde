"""Looks into the ledger without changing a byte of it: for runs, report and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from hub.cli.usage import Misuse
from hub.language import Text

if TYPE_CHECKING:
    from hub.config import Configuration
    from hub.ledger.entries import Run
    from hub.ledger.store import Ledger

LAST = "last"


@contextmanager
def peeked(config: Configuration) -> Iterator[Ledger | None]:
    """The ledger, or None when there was no night yet. Raises: ConfigError."""
    from hub.ledger.store import Ledger

    ledger = Ledger.peek(config.hub.ledger)
    try:
        yield ledger
    finally:
        if ledger is not None:
            ledger.close()


def run_named(name: str, ledger: Ledger | None, *, reported: bool = False) -> Run:
    """The night of this number or the last one, killed or not; or the last one that was `reported`. Raises: Misuse."""
    if name == LAST:
        newest = ledger.runs() if ledger else []
        found = next((run for run in newest if run.document is not None or not reported), None)
    elif name.isdecimal():
        found = ledger.run(int(name)) if ledger else None
    else:
        raise Misuse(
            Text("A night is named by its number, or by the word last."),
            remedy=Text("The nights so far: hub runs"),
        )
    if found is None:
        raise Misuse(
            Text("There was no such night: {name}.", name=name), remedy=Text("The nights so far: hub runs")
        )
    return found


def complete_runs(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Numbers of nights, for the Tab key."""
    from hub.cli.options import wishes_of
    from hub.cli.session import Session
    from hub.errors import HubError

    try:
        with peeked(Session.opened(wishes_of(ctx)).configuration()) as ledger:
            found = ledger.runs() if ledger is not None else []
    except HubError:
        return []  # whoever presses Tab wants no error in the line
    names = [LAST, *(str(run.number) for run in found)]
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]
