"""The way back from a night, where the ledger, the rules and the readings meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hub.errors import StalePlan
from hub.language import Text
from hub.ledger.entries import Undoing
from hub.ledger.store import Ledger
from hub.planning.draft import Titles
from hub.planning.plan import Plan
from hub.planning.since import WayBack
from hub.planning.snapshot import Snapshot
from hub.planning.undo import plan_undo


@dataclass(frozen=True, slots=True)
class Undoer:
    """Plans undos; knows the moment, how long before-values are kept, and how people call the networks."""

    now: datetime
    days: int
    titles: Titles

    def plan(self, run: int, ledger: Ledger | None, snapshot: Snapshot) -> Plan:
        """The way back from this run. Raises: StalePlan when the ledger has no such run."""
        past = ledger.past(run) if ledger is not None else None
        if ledger is None or past is None:
            raise StalePlan(
                Text("This ledger has no night {run} that could be undone.", run=str(run)),
                remedy=Text("The nights so far: hub runs"),
            )
        key = ledger.memory(with_agreed=False).key
        way = WayBack(past=past, now=self.now, days=self.days, titles=self.titles, key=key)
        return plan_undo(way, snapshot)


def release(run: int, *, url: str, day: date) -> int:
    """What was undone of this run may be made again; gives how many changes waited. Raises: AlreadyRunning."""
    ledger = Ledger.open(url)
    try:
        with ledger.lock():
            return ledger.release(run, day)
    finally:
        ledger.close()


def undoing(plan: Plan) -> Undoing | None:
    """What the ledger must know before the first change; None for a plan that is no undo."""
    return Undoing(plan.undo.run, plan.undo.undone) if plan.undo is not None else None
