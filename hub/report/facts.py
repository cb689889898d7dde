"""What a report is made of: one night as the hub knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from hub.errors import HubError
from hub.memory import Outcome
from hub.model import NetworkName, Ref
from hub.planning.plan import Held, Plan, Undo


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """A field that a system shows otherwise than the hub wrote it: trimmed, rounded, or edited since."""

    ref: Ref
    network: NetworkName
    title: str
    field: str
    sent: object = None
    seen: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NightFacts:
    """One night, planned only or carried out.

    `outcomes` are by change id and empty in a dry run. `run` is the night's number in the ledger, `plan_file`
    the file that the plan was kept in, `quarantined` the plugins that were left out and why, `asked_before` the ids
    of the questions that the last night asked already.
    """

    plan: Plan
    fingerprint: str
    titles: Mapping[NetworkName, str]
    run: int | None = None
    outcomes: Mapping[str, Outcome] = field(default_factory=lambda: MappingProxyType({}))
    is_dry_run: bool = False
    remaining: Sequence[Remaining] = ()
    plan_file: str | None = None
    exit_code: int = 0
    quarantined: Sequence[HubError] = ()
    asked_before: frozenset[str] = frozenset()


def facts_for(network: NetworkName, facts: NightFacts) -> NightFacts:
    """The night as far as `network` took part in it: what was done in it, and what became of its own records."""

    def concerns(ref: Ref, where: NetworkName) -> bool:
        return network in {ref.home, where}

    plan = facts.plan
    mine = replace(
        plan,
        readings={key: summary for key, summary in plan.readings.items() if key[0] == network},
        changes=[change for change in plan.changes if concerns(change.ref, change.network)],
        held=[held for held in plan.held if _held_concerns(network, held)],
        withheld=[one for one in plan.withheld if concerns(one.ref, one.network)],
        questions=[question for question in plan.questions if question.ref.home == network],
        missing=[gone for gone in plan.missing if concerns(gone.ref, gone.network)],
        rejects=[placed for placed in plan.rejects if placed.network == network],
        failures=[failure for failure in plan.failures if failure.network == network],
        stays_undone=[held for held in plan.stays_undone if _held_concerns(network, held)],
        undo=_undo_for(network, plan.undo) if plan.undo is not None else None,
    )
    return replace(
        facts,
        plan=mine,
        remaining=[left for left in facts.remaining if concerns(left.ref, left.network)],
        quarantined=(),
    )


def _undo_for(network: NetworkName, undo: Undo) -> Undo:
    return Undo(
        run=undo.run,
        kept=[one for one in undo.kept if network in {one.ref.home, one.network}],
        impossible=[one for one in undo.impossible if network in {one.ref.home, one.network}],
    )


def _held_concerns(network: NetworkName, held: Held) -> bool:
    return network in {held.network, held.change.ref.home if held.change else held.network}
