"""What a night came to, as facts for the report, the ledger and the plugins, and its exit code."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hub.carried import Carried
from hub.errors import HubError, NetworkError, UnsafePlan, most_urgent
from hub.ledger.entries import OPEN
from hub.memory import Outcome
from hub.model import NetworkName
from hub.planning.document import fingerprint
from hub.planning.plan import Plan
from hub.planning.snapshot import Failure
from hub.plugging import Catalogue, ConnectedNetwork
from hub.report.facts import NightFacts, Remaining, facts_for
from hub.report.night import view_of
from hub.verifying import Verified

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Teller:
    """Knows how the networks are called, which plugins were put aside, and what was asked the night before."""

    titles: Mapping[NetworkName, str]
    catalogue: Catalogue
    asked_before: frozenset[str]

    def of_plan(self, plan: Plan) -> NightFacts:
        """A dry run: what would happen."""
        return replace(self._facts(plan, {}, named=fingerprint(plan)), is_dry_run=True)

    def of_night(
        self, plan: Plan, carried: Carried, verified: Verified, *, run: int, reviewed: str
    ) -> NightFacts:
        """What happened. `reviewed` is the fingerprint of the plan as it was before anything was written."""
        failures = _once([*plan.failures, *carried.failures, *verified.failures])
        open_ends = {change.id: Outcome(change_id=change.id, state=OPEN) for change in plan.changes}
        outcomes = {**open_ends, **verified.outcomes}
        whole = _as_answered(replace(plan, failures=failures), carried)
        facts = self._facts(whole, outcomes, named=reviewed)
        return replace(facts, run=run, remaining=_remaining(plan, verified))

    def _facts(self, plan: Plan, outcomes: Mapping[str, Outcome], *, named: str) -> NightFacts:
        told = self.catalogue.quarantined_besides(failure.error for failure in plan.failures)
        return NightFacts(
            plan=plan,
            fingerprint=named,
            titles=self.titles,
            outcomes=outcomes,
            exit_code=self._exit_code(plan, outcomes.values()),
            quarantined=tuple(sick.error for sick in told),
            asked_before=self.asked_before,
        )

    def _exit_code(self, plan: Plan, outcomes: Iterable[Outcome]) -> int:
        codes = [sick.error.exit_code for sick in self.catalogue.quarantined]
        codes += [failure.error.exit_code for failure in plan.failures]
        codes += [UnsafePlan.exit_code for _ in plan.held]
        codes += [NetworkError.exit_code for _ in plan.rejects]
        codes += [NetworkError.exit_code for reading in plan.readings.values() if reading.partial is not None]
        codes += [
            NetworkError.exit_code for one in (plan.undo.impossible if plan.undo else ()) if one.matters
        ]
        codes += [NetworkError.exit_code for outcome in outcomes if outcome.state != "done"]
        return most_urgent(codes)


def _as_answered(plan: Plan, carried: Carried) -> Plan:
    """The plan with the organisers' answers in it, without those that changed nothing."""
    changes = [carried.answered.get(change.id, change) for change in plan.changes]
    return replace(plan, changes=[change for change in changes if change is not None])


def _once(failures: Sequence[Failure]) -> tuple[Failure, ...]:
    """Each only once: who did not answer while writing does not answer while reading back."""
    return tuple({(failure.network, str(failure.error)): failure for failure in failures}.values())


def _remaining(plan: Plan, verified: Verified) -> Sequence[Remaining]:
    by_id = {planned.id: planned for planned in plan.changes}
    return [
        Remaining(
            ref=by_id[differing.change_id].ref,
            network=by_id[differing.change_id].network,
            title=by_id[differing.change_id].title,
            field=differing.field,
            sent=differing.sent,
            seen=differing.seen,
        )
        for differing in verified.differing
    ]


def tell_plugins(networks: Mapping[NetworkName, ConnectedNetwork], facts: NightFacts) -> Sequence[Failure]:
    """Each network is told of the night as far as it took part; persons are hints there, as in every report.

    Gives those that could not be told: a mail that nobody got, an export that was not made.
    """
    untold = []
    for name, network in networks.items():
        if network.offers("after_night"):
            try:
                network.after_night(view_of(facts_for(name, facts)))
            except HubError as error:
                log.warning("%s: after_night failed: %s", name, error)
                untold.append(Failure(name, error))
    return untold


def with_failures(facts: NightFacts, failures: Sequence[Failure]) -> NightFacts:
    """The night with what failed when it was over."""
    plan = replace(facts.plan, failures=_once([*facts.plan.failures, *failures]))
    codes = [facts.exit_code, *(failure.error.exit_code for failure in failures)]
    return replace(facts, plan=plan, exit_code=most_urgent(codes))
