"""The whole night on one page: read, match, plan, guard, apply, verify, remember, report.

`plan_night` goes as far as the plan and writes nothing anywhere; `sync_night` goes to the end;
`apply_night` goes to the end only if tonight's plan is the very plan that somebody reviewed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Protocol, cast
from zoneinfo import ZoneInfo

from hub.carried import Carried, Target
from hub.config import Configuration
from hub.errors import ConfigError
from hub.executor import carry_out
from hub.journal import Journal
from hub.language import Text
from hub.ledger.store import Ledger
from hub.matching import MemberDirectory, SameTitle
from hub.memory import Memory
from hub.misread import without_misread
from hub.model import NetworkName
from hub.planning.calling import short_names, with_short_names
from hub.planning.document import differences, fingerprint
from hub.planning.nights import Nights
from hub.planning.plan import Plan
from hub.planning.plan_file import PlanFile, applied_already, out_of_date, read_plan, refuse_out_of_time
from hub.planning.planner import basis_of, make_plan, rules_in_force
from hub.planning.snapshot import Failure, Snapshot
from hub.plugging import Catalogue, Connections, connect, discover, unmet
from hub.reading import catalogues_of, members_of, read_all, snapshot_of
from hub.report.facts import NightFacts
from hub.report.night import view_of
from hub.report.storage import restored, stored
from hub.rules import rules_of, settings_of, titles_of
from hub.settling import Ending
from hub.telling import Teller, tell_plugins, with_failures
from hub.undoing import Undoer, undoing
from hub.verifying import Verified, read_back

log = logging.getLogger(__name__)


class Progress(Protocol):
    """Somebody who watches the night; on a terminal a bar, elsewhere plain lines."""

    def step(self, text: Text, *, done: int | None = None, of: int | None = None) -> None: ...


@dataclass(frozen=True, slots=True)
class Hub:
    """The networks of one hub.toml, connected, at one moment; nothing has been read yet."""

    config: Configuration
    catalogue: Catalogue
    connections: Connections
    now: datetime  # in the hub's time zone; in rehearsals 02:00 of the day it pretends to be
    ledger_moved: bool = False  # a person says that this copy of a ledger is the one in use from now on

    def teller(self, evening: _Evening) -> Teller:
        """Who says what the night came to."""
        return Teller(titles_of(self.config).title_by_name, self.catalogue, evening.asked_before)


@dataclass(frozen=True, slots=True)
class Night:
    """What a night came to: everything the report needs, and the exit code."""

    facts: NightFacts

    @property
    def exit_code(self) -> int:
        return self.facts.exit_code


def open_hub(config: Configuration, *, ledger_moved: bool = False) -> Hub:
    """Finds the plugins and connects the networks. What is broken fails its own networks later, not here."""
    zone = ZoneInfo(config.hub.timezone)
    pretended = config.hub.as_of
    now = (
        datetime.combine(pretended, time(2), zone) if pretended else datetime.now(zone).replace(microsecond=0)
    )
    catalogue = discover(config.hub.plugins, config.limits)
    return Hub(config, catalogue, connect(config, catalogue), now, ledger_moved)


def plan_night(hub: Hub, *, progress: Progress, undoes: int | None = None) -> Night:
    """What would happen tonight, and why; or what it would take to undo the night of that number.

    Writes nothing anywhere, neither in a system nor in the ledger.
    """
    with _looked_into(hub) as ledger:
        evening = _plan(hub, ledger, progress, undoes=undoes)
    return Night(hub.teller(evening).of_plan(evening.plan))


def sync_night(hub: Hub, *, progress: Progress) -> Night:
    """The whole night. Raises: AlreadyRunning, ConfigError for a ledger that cannot be used."""
    ledger = Ledger.open(hub.config.hub.ledger)
    try:
        with ledger.lock(moved=hub.ledger_moved):
            return _carry_out(hub, ledger, _plan(hub, ledger, progress), progress)
    finally:
        ledger.close()


def apply_night(hub: Hub, plan_text: str, *, confirm_held: bool, progress: Progress) -> Night:
    """Exactly the plan in `plan_text`, or nothing.

    Plans again from fresh readings; if anything is not as in the file, nobody reviewed what would happen now.
    That is found out before the ledger is opened, so that a refusal leaves no trace at all.
    Held changes are made only with `confirm_held`, which so holds for this one plan.
    Raises: StalePlan, AlreadyRunning, ConfigError.
    """
    reviewed = read_plan(plan_text)
    refuse_out_of_time(reviewed, now=hub.now, days=hub.config.limits.plan_days)
    with _looked_into(hub) as ledger:
        evening = _plan_as_reviewed(reviewed, hub, ledger, progress)
    ledger = Ledger.open(hub.config.hub.ledger)
    try:
        with ledger.lock(moved=hub.ledger_moved):
            if ledger.memory(with_agreed=False) != replace(evening.memory, agreed={}):
                # A night has ended since; or this is the first one, and the ledger has a key only now.
                evening = _plan_as_reviewed(reviewed, hub, ledger, progress)
            if confirm_held:
                evening = replace(evening, plan=evening.plan.with_held_confirmed())
            return _carry_out(hub, ledger, evening, progress, reviewed=reviewed.fingerprint)
    finally:
        ledger.close()


def _plan_as_reviewed(reviewed: PlanFile, hub: Hub, ledger: Ledger | None, progress: Progress) -> _Evening:
    """Tonight's plan, if it is the one in the file. Raises: StalePlan."""
    if ledger is not None and ledger.was_applied(reviewed.fingerprint):
        raise applied_already()
    evening = _plan(hub, ledger, progress, undoes=reviewed.undoes)
    moved = differences(reviewed, evening.plan)
    if moved:
        called = {
            str(name): short for name, short in short_names(titles_of(hub.config).title_by_name).items()
        }
        raise out_of_date([with_short_names(one, called) for one in moved])
    return evening


@contextmanager
def _looked_into(hub: Hub) -> Iterator[Ledger | None]:
    """The ledger for reading only, None when there is none yet. Raises: ConfigError."""
    ledger = Ledger.peek(hub.config.hub.ledger)
    try:
        if ledger is not None:
            ledger.look(moved=hub.ledger_moved)
        yield ledger
    finally:
        if ledger is not None:
            ledger.close()


@dataclass(frozen=True, slots=True)
class _Evening:
    """Everything up to the plan."""

    snapshot: Snapshot
    memory: Memory
    basis: str
    plan: Plan
    asked_before: frozenset[str]


def _plan(hub: Hub, ledger: Ledger | None, progress: Progress, *, undoes: int | None = None) -> _Evening:
    _refuse_wrong_configuration(hub)
    memory = ledger.memory(with_agreed=False) if ledger is not None else Memory()
    readings = read_all(hub.connections.networks, hub.connections.failures, say=progress.step)
    known = memory.under(settings_of(hub.config))
    readings = without_misread(readings, known)
    rules = rules_of(hub.config, hub.catalogue)
    basis = rules_in_force(
        rules, memory, day=hub.now.date(), regional=readings.course_fingerprints(_regional(hub.config))
    )
    snapshot = snapshot_of(readings, known, basis=basis)
    if ledger is not None and (undoes is not None or not snapshot.is_all_quiet):
        memory = ledger.memory(with_agreed=True)
    progress.step(Text("Planning"))
    if undoes is not None:
        undoer = Undoer(hub.now, hub.config.hub.undo_days, rules.titles)
        of_tonight = basis_of(rules, memory, day=hub.now.date())
        plan = replace(undoer.plan(undoes, ledger, snapshot), basis=of_tonight)
        return _Evening(snapshot, memory, basis, plan, _asked_before(ledger))
    plan = make_plan(
        snapshot,
        memory,
        rules,
        now=hub.now,
        judge=SameTitle(catalogues_of(snapshot, _regional(hub.config), rules.titles)),
        directory=MemberDirectory(members_of(snapshot)),
    )
    plan = replace(plan, failures=(*plan.failures, *_unmet(hub, besides=plan.failures)))
    return _Evening(snapshot, memory, basis, plan, _asked_before(ledger))


def _asked_before(ledger: Ledger | None) -> frozenset[str]:
    """The questions of the last night that ended: who has read them once need not read them every night."""
    last = ledger.last_told() if ledger is not None else None
    if last is None or last.document is None:
        return frozenset()
    try:
        view = restored(last.document)
    except ConfigError as error:  # what it asked is told as new, and the night goes on
        log.warning("the report of night %d: %s", last.number, error)
        return frozenset()
    return frozenset(question.id for question in view.questions)


def _unmet(hub: Hub, *, besides: Iterable[Failure]) -> Iterable[Failure]:
    """Agreements in force that a network cannot keep; nobody would miss what is never even read."""
    failed = {failure.network for failure in besides}
    in_force = [terms for terms in hub.config.agreements.values() if terms.is_valid_on(hub.now.date())]
    wanting = unmet(in_force, hub.connections.networks)
    return [Failure(name, error) for name, error in wanting if name not in failed]


def _refuse_wrong_configuration(hub: Hub) -> None:
    """A broken plugin fails its own networks; a wrong hub.toml stops the night, because nobody knows what was meant."""
    for error in hub.connections.failures.values():
        if isinstance(error, ConfigError):
            raise error


def _regional(config: Configuration) -> Sequence[NetworkName]:
    names = {name for agreement in config.agreements.values() for name in agreement.withhold_if_offered_by}
    return [NetworkName(name) for name in sorted(names)]


def _carry_out(
    hub: Hub, ledger: Ledger, evening: _Evening, progress: Progress, *, reviewed: str | None = None
) -> Night:
    plan = evening.plan
    name = reviewed or fingerprint(plan)
    tonight = Nights(hub.now.date(), evening.memory.last_night)
    ledger.forget_traces(before=tonight.borne_out - timedelta(days=hub.config.hub.undo_days))
    run = ledger.begin(
        started=datetime.now(UTC), fingerprint=name, as_of=hub.now.date(), undoing=undoing(plan)
    )
    targets = cast("Mapping[NetworkName, Target]", hub.connections.networks)
    carried, verified = Carried(), Verified({}, [], {}, [])
    journal = Journal(ledger, run, evening.memory.key)
    journal.found_again(evening.snapshot, evening.memory)
    if plan.changes:
        carried = carry_out(
            plan,
            targets,
            journal,
            progress=lambda done, of: progress.step(Text("Writing"), done=done, of=of),
        )
        progress.step(Text("Reading back"))
        verified = read_back(plan, carried, targets, before=evening.snapshot.readings)
        journal.read_back(plan, carried, verified)
    progress.step(Text("Remembering"))
    settings = settings_of(hub.config)
    ending = Ending(evening.snapshot, plan, carried, verified, evening.memory, evening.basis, settings)
    ledger.settle(run, ending.what_to_remember())
    facts = hub.teller(evening).of_night(plan, carried, verified, run=run, reviewed=name)
    _finish(ledger, run, facts)
    untold = tell_plugins(hub.connections.networks, facts)
    if untold:
        facts = with_failures(facts, untold)
        _finish(ledger, run, facts)
    return Night(facts)


def _finish(ledger: Ledger, run: int, facts: NightFacts) -> None:
    document = stored(view_of(facts))
    ledger.finish(run, finished=datetime.now(UTC), exit_code=facts.exit_code, document=document)
