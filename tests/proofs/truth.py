"""Holds what a night says of itself against what really stands in the systems: a judge of reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from hub.model import Booking, Course, NetworkName, Ref
from hub.nightly import Night
from hub.planning.compare import canonical, field_of
from hub.planning.plan import PlannedChange
from hub.report.data import as_data
from hub.report.night import view_of
from hub.report.text import as_text
from hub.testing.cabinet import Noun
from hub.testing.wrongs import Picture

Copies = Mapping[tuple[NetworkName, Ref], Noun]
PERHAPS: Final = frozenset({"unknown", "lost", "open"})
"""What the report says of a change of which nobody knows whether it was made."""

_ANSWERED: Final = frozenset({"status", "note"})


@dataclass(frozen=True)
class Told:
    """One night as its readers see it: exit code, text, and JSON."""

    night: Night

    @cached_property
    def text(self) -> str:
        return as_text(view_of(self.night.facts), language="en", length="full")

    @cached_property
    def data(self) -> dict[str, Any]:
        return as_data(view_of(self.night.facts), language="en")

    @property
    def states(self) -> Mapping[str, str]:
        """How every change ended, by its id."""
        return {line["id"]: line["state"] for line in self.data["changes"]}

    def names(self, network: str, *words: str) -> Iterator[str]:
        """What no line of the text and no part of the JSON says of this network, in these words."""
        lines = [line for line in self.text.splitlines() if network.title() in line]
        parts = [str(part) for part in _parts(self.data) if _is_about(part, network)]
        for word in words:
            if not any(word in line for line in lines):
                yield f"the text does not say {word!r} of {network}"
            if not any(word in part for part in parts):
                yield f"the JSON does not say {word!r} of {network}"


def _is_about(part: Mapping[str, Any], network: str) -> bool:
    """Whether it happened in this network, or to a record whose home it is."""
    return part.get("network") == network or str(part.get("ref", "")).startswith(f"{network}/")


def _parts(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for chapter in ("changes", "held", "remaining", "withheld", "missing", "rejects", "failures"):
        yield from data[chapter]


def untruths(
    told: Told,
    before: Picture,
    after: Picture,
    *,
    planned: Sequence[PlannedChange],
    is_late: bool = False,
) -> list[str]:
    """What a night says that is not so, or keeps to itself; empty when it is honest.

    `planned` are the changes of a plan that was made right before. Of what a system writes only after the night
    (`is_late`), nobody could know.
    """
    return [
        *_miscounted(told, planned),
        *_falsely_green(told),
        *_falsely_done(told, after),
        *(() if is_late else _untold(told, before, after)),
    ]


def _miscounted(told: Told, planned: Sequence[PlannedChange]) -> Iterator[str]:
    totals, lines = told.data["totals"], told.data["changes"]
    states = list(told.states.values())
    yield from (
        f"{change.ref} in {change.network} was planned, and nobody says what became of it"
        for change in planned
        if change.id not in told.states and not change.awaits_answer  # an answer may change nothing
    )
    if totals["changes"] != sum(state == "done" for state in states):
        yield f"{totals['changes']} changes are counted, of {states}"
    if totals["undone"] != sum(state != "done" for state in states):
        yield f"{totals['undone']} are counted as not done, of {states}"
    for chapter in ("held", "rejects", "failures", "withheld", "questions", "missing", "remaining"):
        if totals[chapter] != len(told.data[chapter]):
            yield f"{totals[chapter]} {chapter} are counted, {len(told.data[chapter])} listed"
    if len({line["id"] for line in lines}) != len(lines):
        yield "a change is told twice"
    if told.data["exit_code"] != told.night.exit_code:
        yield "the JSON says another exit code"


def _falsely_green(told: Told) -> Iterator[str]:
    """All well, although something is not."""
    if told.night.exit_code != 0:
        return
    totals = told.data["totals"]
    yield from (f"all well, with {chapter}" for chapter in ("failures", "rejects", "undone", "held") if totals[chapter])  # fmt: skip
    readings = told.night.facts.plan.readings
    yield from (f"all well, with a part of {key}" for key, reading in readings.items() if reading.partial)


def _falsely_done(told: Told, after: Picture) -> Iterator[str]:
    """Changes that are said to be made, and that the system does not show."""
    copies = _copies(after)
    remaining = {(str(one.ref), one.network, one.field) for one in told.night.facts.remaining}
    for planned in told.night.facts.plan.changes:
        if told.states[planned.id] != "done":
            continue
        noun = copies.get((planned.network, planned.ref))
        if noun is None:
            yield f"{planned.ref} is said to be done in {planned.network}, which does not have it"
            continue
        for name in _sent(planned):
            is_shown = canonical(name, field_of(noun, name)) == canonical(name, _meant(planned, name))
            if not is_shown and (str(planned.ref), planned.network, name) not in remaining:
                yield f"{name} of {planned.ref} is said to be done in {planned.network}, which does not show it"


def _sent(planned: PlannedChange) -> list[str]:
    is_new_booking = planned.change.action == "add" and planned.kind == "booking"
    return [name for name in planned.fields if not (is_new_booking and name == "status")]


def _meant(planned: PlannedChange, name: str) -> object:
    return field_of(planned.change.value, name)


def _untold(told: Told, before: Picture, after: Picture) -> Iterator[str]:
    """Records that the hub touched, and that the report says nothing of, or says were left alone."""
    was, now = _copies(before), _copies(after)
    touched = {
        (planned.network, planned.ref)
        for planned in told.night.facts.plan.changes
        if told.states[planned.id] in {"done"} | PERHAPS
    }
    for key, noun in now.items():
        if key in touched or (key in was and _same(was[key], noun)):
            continue
        yield f"{key[1]} in {key[0]} was written, and nobody says so"


def _same(one: Noun, other: Noun) -> bool:
    if isinstance(one, Booking | Course):
        return one == other
    return True


def _copies(picture: Picture) -> Copies:
    return {
        (network, noun.origin or Ref(network, noun.kind, noun.id)): noun
        for network, nouns in picture.records.items()
        for noun in nouns
    }
