"""The plan of a night: a pure function of readings, agreements, what is remembered and what was decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from hub.changes import Add, Partial
from hub.config import Agreement, Limits
from hub.judging import Directory, RegionalJudge
from hub.language import Text, text_of
from hub.memory import Memory
from hub.model import Booking, Kind, NetworkName, Ref
from hub.planning.agreements import Pair, notes_on, pairs_on
from hub.planning.basis import Basis
from hub.planning.bookings import plan_bookings
from hub.planning.compare import plain_number
from hub.planning.copies import without_place_for_refs
from hub.planning.courses import plan_courses
from hub.planning.doubts import Doubts
from hub.planning.draft import Doubt, Draft, Titles
from hub.planning.flows import Flow, flows_between
from hub.planning.guards import hold_accidents
from hub.planning.labels import field_label
from hub.planning.lost import lost_in, part_lost
from hub.planning.missing import plan_missing, still_missing
from hub.planning.plan import Held, PlacedReject, Plan, ReadingSummary, in_order
from hub.planning.renumbering import renumbered_in
from hub.planning.snapshot import Key, Snapshot, View
from hub.planning.strangers import Strangers
from hub.planning.torn import Torn
from hub.planning.undone import TakenBack


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the networks agreed on, apart from tonight's readings."""

    agreements: Sequence[Agreement]
    limits: Limits
    titles: Titles
    language: str  # of what is written into the offices' files
    digest: str  # of hub.toml and all else that decides what a plan says
    installation: Basis = field(default_factory=Basis)  # the same part by part, to compare two plans


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
    pairs = pairs_on(now.date(), rules.agreements)
    flows = flows_between(snapshot, pairs, now=now)
    renumbered = renumbered_in(flows, memory)
    torn = Torn(rules.limits, rules.titles, memory)
    doubts = {
        **_doubts(torn.unreferred(snapshot, flows)),
        **_doubts(Strangers(rules.limits, rules.titles, directory).among(snapshot, flows)),
        **Doubts(rules.limits, rules.titles, renumbered).about(snapshot, flows),
    }
    draft = Draft(
        snapshot=snapshot,
        memory=memory,
        now=now,
        titles=rules.titles,
        judge=judge,
        directory=directory,
        language=rules.language,
        renumbered=renumbered,
        doubts=doubts,
        torn=torn.rows(snapshot, flows),
    )
    since = _plan_pairs(draft, pairs, flows)
    return _guarded(draft, pairs, rules, since=since)


def _doubts(why_by_key: Mapping[Key, Text]) -> Mapping[Key, Doubt]:
    return {key: Doubt(why) for key, why in why_by_key.items()}


def _guarded(draft: Draft, pairs: Sequence[Pair], rules: Rules, *, since: Mapping[Ref, date]) -> Plan:
    """What was drafted, without what was taken back, and with what looks like an accident held."""
    snapshot, memory = draft.snapshot, draft.memory
    taken_back = TakenBack(memory.undone, memory.key, snapshot)
    draft.changes, stays_undone = taken_back.parted(draft.changes)
    released = taken_back.released_among(draft.changes, since=memory.last_night)
    left = part_lost(draft)
    drafted = tuple(change.id for change in draft.changes)
    going, stopped = hold_accidents(draft, rules.limits, confirmed=released | draft.asked_for)
    held = [*_held_as_a_whole(draft), *stopped]
    return Plan(
        created=draft.now,
        readings={key: summary_of(view) for key, view in snapshot.views.items()},
        changes=in_order(going),
        held=held,
        drafted=drafted,
        seats=_seats_asked_for(draft),
        withheld=sorted(
            draft.withheld, key=lambda one: (one.ref.kind != "course", str(one.ref), one.network)
        ),
        questions=sorted(
            (one for one in draft.questions if one.ref not in draft.torn),
            key=lambda one: (str(one.ref), one.id),
        ),
        missing=list(draft.missing.values()),
        rejects=_rejects(snapshot),
        failures=(*snapshot.failures, *without_place_for_refs(draft, pairs)),
        notes=[*_notes_on_tonight(draft, pairs), *notes_on(draft.today, rules.agreements), *draft.notes],
        basis=basis_of(rules, memory, day=draft.today),
        missing_since=since,
        doubted=frozenset(draft.doubts),
        expected=draft.expected,
        over=draft.over,
        half_seen=frozenset(_half_seen(draft, pairs)),
        unproved=frozenset(_unproved(draft)),
        stays_undone=stays_undone,
        pending=frozenset(
            draft.pending | {_record_of(one) for one in (*held, *stays_undone, *left) if one.change}
        ),
    )


def _held_as_a_whole(draft: Draft) -> list[Held]:
    """A line for each reading that is doubted, whether or not any change came of it."""
    return [
        Held(network=network, kind=kind, why=doubt.why, can_be_confirmed=doubt.can_be_confirmed)
        for (network, kind), doubt in sorted(draft.doubts.items(), key=lambda one: one[0])
    ]


def _plan_pairs(draft: Draft, pairs: Sequence[Pair], flows: Sequence[Flow]) -> Mapping[Ref, date]:
    """Courses first: what becomes of them decides about their bookings. Gives what the next night must know."""
    since = still_missing(draft, pairs, flows)
    for pair in pairs:
        plan_courses(draft, pair)
    for flow in flows:
        if flow.home.kind == "course":
            plan_missing(draft, flow, since)
    for channel in dict.fromkeys(pair.channel for pair in pairs):
        plan_bookings(draft, channel, [pair for pair in pairs if pair.channel == channel])
    for flow in flows:
        if flow.home.kind == "booking":
            plan_missing(draft, flow, since)
    return since


def _notes_on_tonight(draft: Draft, pairs: Sequence[Pair]) -> Iterator[Text]:
    """A wrong day, and what a first reading could not say: a column that was deleted before is never missed."""
    if draft.nights.is_set_back:
        yield draft.nights.note
    for organiser in dict.fromkeys(pair.organiser for pair in pairs if pair.is_running):
        view = draft.snapshot.courses(organiser)
        if view is not None and view.reading.columns and not view.shelf.columns:
            lacking = [field_label(name) for name in _SAFEGUARDS if name not in view.reading.columns]
            if lacking:
                yield Text(
                    "The courses of {network} have no column for “{columns}”, so no course can be marked so. "
                    "If there was one, put it back first.",
                    network=draft.titles(organiser),
                    columns=tuple(lacking),
                )


_SAFEGUARDS: Final = ("never_share", "released_to")


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
    """Where something is added although nobody has seen yet that a ref is kept there, or it got lost before."""
    for key in {(one.network, one.kind) for one in draft.changes if one.change.action == "add"}:
        view = draft.snapshot.views.get(key)
        if view is None or not view.copies or any(lost_in(draft.memory, key)):
            yield key


def _seats_asked_for(draft: Draft) -> Mapping[Ref, int]:
    """What decides about the answer besides the request: a seat that goes to somebody else in the meantime."""
    courses = {
        Ref(change.network, "course", change.change.value.course)
        for change in draft.changes
        if change.change.action == "add" and isinstance(change.change.value, Booking)
    }
    return {
        ref: draft.seats[ref.home].given[plain_number(ref.id)]
        for ref in sorted(courses)
        if ref.home in draft.seats
    }


def _record_of(held: Held) -> tuple[NetworkName, Kind, str]:
    """The record that has to be looked at again: what is to be added stands at its home alone."""
    assert held.change is not None
    change = held.change.change
    if isinstance(change, Add):
        return change.ref.home, held.kind, change.ref.id
    return held.network, held.kind, change.record_id


def summary_of(view: View) -> ReadingSummary:  # type: ignore[type-arg]
    """How much was read, for the report."""
    coverage = view.reading.coverage
    partial = text_of(coverage.reason) if isinstance(coverage, Partial) else None
    return ReadingSummary(len(view.reading.records), len(view.rejects), partial)


def _rejects(snapshot: Snapshot) -> list[PlacedReject]:
    return [
        PlacedReject(network, kind, reject)
        for (network, kind), view in sorted(snapshot.views.items())
        for reject in view.rejects
    ]


def basis_of(rules: Rules, memory: Memory, *, day: date) -> Basis:
    """What a plan is made from besides the readings: rules, code and the ledger's state."""
    return rules.installation.tonight(memory, in_force=_in_force(rules, day))


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
