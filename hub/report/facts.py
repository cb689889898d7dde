"""What a report is made of: one night as the hub knows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from hub.language import Text
from hub.memory import Outcome
from hub.model import NetworkName, Ref
from hub.planning.plan import Plan


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
    the file that the plan was kept in, `quarantined` the plugins that were left out and why.
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
    quarantined: Sequence[Text] = ()
