"""The plan of a night: a pure function of readings, agreements, what is remembered and what was decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from hub.changes import Partial
from hub.config import Agreement, Limits
from hub.judging import Directory, RegionalJudge
from hub.language import text_of
from hub.memory import Memory
from hub.model import Kind, NetworkName, Ref
from hub.planning.agreements import Pair, notes_on, pairs_on
from hub.planning.basis import Basis
from hub.planning.bookings import plan_bookings
from hub.planning.courses import plan_courses
from hub.planning.draft import Draft, Titles
from hub.planning.guards import doubts, hold_accidents, part
from hub.planning.missing import plan_missing_bookings, plan_missing_courses
from hub.planning.plan import Held, PlacedReject, Plan, ReadingSummary, in_order
from hub.planning.snapshot import Key, Snapshot, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the networks agreed on, apart from tonight's readings."""

    agreements: Sequence[Agreement]
    limits: Limits
    titles: Titles
    language: str  # of what is written into the offices' files
    digest: str  # of hub.toml and all else that decides what a plan says
    installation: Basis = field(
        default_factory=Basis
    )  # the same part by part, for whoever compares two plans


def make_plan(
    snapshot: Snapshot,
    memory: Memory,
    rules: Rules,
    *,
    now: datetime,
    judge: RegionalJudge,
    directory: Directory,
) -> Plan:
    """The night's plan. `now` is aware and in the hub's time zone."""
    draft = Draft(
        snapshot=snapshot,
        memory=memory,
        now=now,
        titles=rules.titles,
        judge=judge,
        directory=directory,
        language=rules.language,
        doubts=doubts(snapshot, rules.limits, rules.titles),
    )
    pairs = pairs_on(draft.today, rules.agreements)
    since = _plan_pairs(draft, pairs)
    going, doubted = part(draft.changes, draft.doubted)
    going, beyond = hold_accidents(going, snapshot, rules.limits, rules.titles)
    whole = [
        Held(network=network, kind=kind, why=why) for (network, kind), why in sorted(draft.doubts.items())
    ]
    held = [*whole, *doubted, *beyond]
    return Plan(
        created=now,
        readings={key: _summary(view) for key, view in snapshot.views.items()},
        changes=in_order(going),
        held=held,
        withheld=sorted(
            draft.withheld, key=lambda one: (one.ref.kind != "course", str(one.ref), one.network)
        ),
        questions=sorted(draft.questions, key=lambda one: (str(one.ref), one.id)),
        missing=draft.missing,
        rejects=_rejects(snapshot),
        failures=snapshot.failures,
        notes=[*notes_on(draft.today, rules.agreements), *draft.notes],
        basis=rules.installation.tonight(memory, in_force=_in_force(rules, draft.today)),
        missing_since=since,
        doubted=frozenset(draft.doubts),
        expected=draft.expected,
        half_seen=frozenset(_half_seen(draft, pairs)),
        unproved=frozenset(_unproved(draft)),
        pending=frozenset(draft.pending | {_record_of(one) for one in held if one.change is not None}),
    )


def _plan_pairs(draft: Draft, pairs: Sequence[Pair]) -> Mapping[Ref, date]:
    since: dict[Ref, date] = {}
    for pair in pairs:
        plan_courses(draft, pair)
        plan_missing_courses(draft, pair, since)
    for channel in dict.fromkeys(pair.channel for pair in pairs):
        plan_bookings(draft, channel, [pair for pair in pairs if pair.channel == channel])
    for pair in pairs:
        plan_missing_bookings(draft, pair, since)
    return since


def _half_seen(draft: Draft, pairs: Sequence[Pair]) -> Iterator[NetworkName]:
    """Networks whose records may have moved without anybody being able to compare them with their copies."""
    for pair in pairs:
        needed: list[Key] = [
            (pair.organiser, "course"),
            (pair.organiser, "booking"),
            (pair.channel, "course"),
            (pair.channel, "booking"),
            (pair.channel, "member"),
        ]
        views = [draft.snapshot.views.get(key) for key in needed]
        if any(view is None or not view.reading.is_complete for view in views) or draft.doubts.keys() & set(
            needed
        ):
            yield from (pair.organiser, pair.channel)


def _unproved(draft: Draft) -> Iterator[Key]:
    """Where something is added although nobody has seen yet that a ref is kept there."""
    for key in {(one.network, one.kind) for one in draft.changes if one.change.action == "add"}:
        view = draft.snapshot.views.get(key)
        if view is None or not view.copies:
            yield key


def _record_of(held: Held) -> tuple[NetworkName, Kind, str]:
    assert held.change is not None
    change = held.change.change
    return held.network, held.kind, getattr(change, "record_id", str(change.ref))


def _summary(view: View) -> ReadingSummary:  # type: ignore[type-arg]
    coverage = view.reading.coverage
    partial = text_of(coverage.reason) if isinstance(coverage, Partial) else None
    return ReadingSummary(len(view.reading.records), len(view.rejects), partial)


def _rejects(snapshot: Snapshot) -> list[PlacedReject]:
    return [
        PlacedReject(network, kind, reject)
        for (network, kind), view in sorted(snapshot.views.items())
        for reject in view.rejects
    ]


def _in_force(rules: Rules, day: date) -> list[str]:
    return [agreement.name for agreement in rules.agreements if agreement.is_valid_on(day)]


def rules_in_force(rules: Rules, memory: Memory, *, day: date, regional: Sequence[bytes]) -> str:
    """A digest of all that can make a settled record worth a look although nothing about it moved.

    `regional` are the fingerprints of the offers that courses are judged by.
    """
    decisions = sorted((d.question, d.answer) for d in memory.decisions.values())
    digest = hashlib.sha256(repr((rules.digest, _in_force(rules, day), decisions)).encode())
    for fingerprint in sorted(regional):
        digest.update(fingerprint)
    return digest.hexdigest()[:32]
