"""Nights that can be undone, without a ledger: what they made, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from hub.changes import Action
from hub.model import NetworkName, Ref
from hub.planning.compare import digest
from hub.planning.draft import Titles
from hub.planning.plan import Plan, Shared, Unreversed
from hub.planning.since import WayBack
from hub.planning.traces import digests_of_added
from hub.planning.undo import plan_undo
from hub.traces import Made, Past, Trace
from tests.planning.builders import ACADEMY, MEKOM, NOW, World

KEY = b"key"
COURSE, BOOKING = Ref(ACADEMY, "course", "VA-1"), Ref(MEKOM, "booking", "B-1")
NIGHT = date(2013, 1, 13)


def an_amend(
    ref: Ref, network: NetworkName, *, action: Action = "amend", **fields: tuple[object, object]
) -> Made:
    """A change that a night made: each field as (before as plain JSON, after). Dots are written `__`."""
    named = {name.replace("__", "."): pair for name, pair in fields.items()}
    return Made(
        change_id=f"{network} {ref}",
        network=network,
        ref=ref,
        action=action,
        fields=tuple(named),
        traces={
            name: Trace(before=before, sent=digest(name, after, key=KEY))
            for name, (before, after) in named.items()
        },
        later={},
    )


def an_add(value: Shared, network: NetworkName, *, seen: Shared | None = None) -> Made:
    """A record that a night added; `seen` is what its system made of it."""
    assert value.origin is not None
    sent = digests_of_added(value, key=KEY)
    shown = digests_of_added(seen, key=KEY) if seen is not None else {}
    return Made(
        change_id=f"{network} {value.origin}",
        network=network,
        ref=value.origin,
        action="add",
        fields=("title", "status"),
        traces={name: Trace(before=None, sent=digest, seen=shown.get(name)) for name, digest in sent.items()},
        later={},
    )


def seen(made: Made, **values: object) -> Made:
    """The same change where its system shows these fields otherwise than they were sent."""
    digests: Mapping[str, bytes] = {name: digest(name, value, key=KEY) for name, value in values.items()}
    traces = {name: replace(trace, seen=digests.get(name)) for name, trace in made.traces.items()}
    return replace(made, traces=traces)


def way_back(*made: Made, **past: object) -> WayBack:
    usual = Past(run=7, day=NIGHT, made=made)
    titles = Titles({ACADEMY: "Academy", MEKOM: "MEKOM"})
    return WayBack(past=replace(usual, **past), now=NOW, days=30, titles=titles, key=KEY)  # type: ignore[arg-type]


def undone(world: World, *made: Made, **past: object) -> Plan:
    """The plan of the way back from a night that made these changes in this order."""
    return plan_undo(way_back(*made, **past), world.snapshot())


def kept(plan: Plan) -> list[str]:
    assert plan.undo is not None
    return [_told(one) for one in plan.undo.kept]


def impossible(plan: Plan) -> list[str]:
    assert plan.undo is not None
    return [_told(one) for one in plan.undo.impossible]


def _told(one: Unreversed) -> str:
    """As `network id field…: why`."""
    return f"{' '.join((one.network, one.ref.id, *one.fields))}: {one.why}"


def days_ago(days: int) -> date:
    return NOW.date() - timedelta(days=days)
