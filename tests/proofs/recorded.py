"""Listens to everything that is written into any network, and compares it with the plan that was shown before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hub.changes import Add, Amend, Change, Reading, Receipt
from hub.model import Booking, BookingStatus, Course, Kind, NetworkName, Ref
from hub.nightly import Hub
from hub.planning.compare import agree_on, field_of, with_fields
from hub.planning.draft import told
from hub.planning.plan import Plan, PlannedChange, Shared
from hub.planning.shown import masked, plain
from hub.plugging import ConnectedNetwork, Connections
from hub.testing.wrongs import Picture

Sent = tuple[NetworkName, Change[Shared]]


@dataclass
class Recorder:
    """Every change that any network was told to make, in order."""

    sent: list[Sent] = field(default_factory=list)

    def listening(self, hub: Hub) -> Hub:
        """The same hub; whatever it writes is heard."""
        networks: Any = {name: _Heard(network, self) for name, network in hub.connections.networks.items()}
        return replace(hub, connections=Connections(networks, hub.connections.failures))


@dataclass
class _Heard:
    network: ConnectedNetwork
    recorder: Recorder

    def __getattr__(self, name: str) -> Any:
        return getattr(self.network, name)

    def fetch(self, kind: Kind) -> Reading[Any]:
        return self.network.fetch(kind)

    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
        self.recorder.sent += [(self.network.name, change) for change in changes]
        return self.network.publish_courses(changes)

    def sync_bookings(self, changes: Sequence[Change[Booking]]) -> Sequence[Receipt[Booking]]:
        self.recorder.sent += [(self.network.name, change) for change in changes]
        return self.network.sync_bookings(changes)


Answers = Callable[[Ref], BookingStatus]
"""What the organiser said to a request."""


def unlike_the_plan(plan: Plan, document: str, sent: Sequence[Sent], *, answers: Answers) -> list[str]:
    """How the writes differ from the plan as the hub made it, and from the file as somebody read it."""
    waiting = list(sent)
    found: list[str] = []
    shown = {change["id"]: change for change in _shown(document)}
    for planned in plan.changes:
        expected = _expected(planned, answers)
        if expected is None:
            continue
        if not waiting or waiting[0] != (planned.network, expected):
            return [*found, f"{planned.id} was planned as {expected}, and {waiting[:1]} was written"]
        found += _unlike_the_file(shown[planned.id], *waiting.pop(0))
    return [*found, *(f"nobody planned {change}" for change in waiting)]


def _shown(document: str) -> Iterator[dict[str, Any]]:
    found = json.loads(document)
    yield from (change for change in (*found["changes"], *found["held"]) if "id" in change)


def _expected(planned: PlannedChange, answers: Answers) -> Change[Shared] | None:
    """The change with the organiser's answer in it; None when that changes nothing."""
    change = planned.change
    if not planned.awaits_answer:
        return change
    assert isinstance(change, Amend)
    value = with_fields(change.value, {"status": answers(planned.ref)})
    fields = frozenset(name for name in planned.fields if not agree_on(name, value, change.before))
    return replace(change, value=value, fields=fields) if fields else None  # type: ignore[arg-type]


def answers_in(picture: Picture) -> Answers:
    """The answers as they stand in the organisers' systems."""
    nouns = [noun for nouns in picture.records.values() for noun in nouns]
    return {
        noun.origin: noun.status for noun in nouns if isinstance(noun, Booking) and noun.origin is not None
    }.__getitem__


def _unlike_the_file(shown: dict[str, Any], network: NetworkName, change: Change[Shared]) -> Iterator[str]:
    told_of = [shown["network"], shown["action"], shown["kind"], shown["ref"]]
    if told_of != [network, change.action, change.value.kind, str(change.ref)]:
        yield f"{change.id} is {told_of} in the file"
    awaited = {"status"} if shown["awaits_answer"] else set()
    fields = {name for name, _ in told(change.value)} if isinstance(change, Add) else change.fields
    if not (fields == shown["fields"].keys() or (awaited and fields < shown["fields"].keys())):
        yield f"{change.id} writes {sorted(fields)}, and the file shows {sorted(shown['fields'])}"
        return
    for name in sorted(fields - awaited):
        if shown["fields"][name]["after"] != _as_shown(name, change.value):
            yield f"{change.id} writes another {name} than the file shows"
        if name == "id" or isinstance(change, Add):
            continue
        if shown["fields"][name]["before"] != _as_shown(name, change.before):
            yield f"{change.id} replaces another {name} than the file shows"


def _as_shown(name: str, value: Shared) -> object:
    return plain(masked(name, field_of(value, name)))


def touched_besides(sent: Sequence[Sent], before: Picture, after: Picture) -> list[str]:
    """Records that are other ones now although nothing was written into them."""
    written = {(network, change.value.kind, str(change.ref)) for network, change in sent}
    was, now = before.by_name, after.by_name
    moved = {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
    return [
        f"{key} was touched"
        for key in sorted(moved)
        if not {(key[0], key[1], key[2]), (key[0], key[1], f"{key[0]}/{key[1]}/{key[2]}")} & written
    ]
