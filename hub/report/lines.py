"""A planned change as one line of the report: verb, record, direction, what changes, why, and how it went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import Final

from hub.changes import Action
from hub.language import Text
from hub.memory import Outcome
from hub.model import NetworkName, Ref
from hub.planning.calling import with_short_names
from hub.planning.plan import PlannedChange
from hub.report.fields import field_line
from hub.report.view import Line, LineState, Topic
from hub.report.words import record_words

_ANSWERED: Final = frozenset({"status", "note"})


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes lines; knows how networks are called, how the changes went, and the time zone of the offices."""

    short_by_name: Mapping[NetworkName, str]
    short_by_title: Mapping[str, str]
    outcomes: Mapping[str, Outcome]
    is_dry_run: bool
    zone: tzinfo | None
    obstacle_by_ref: Mapping[Ref, Text] = field(default_factory=dict)  # why a record is not passed on

    def lines(self, changes: Sequence[PlannedChange], *, are_held: bool = False) -> tuple[Line, ...]:
        """A line for each change, in the plan's order; short ones are told with the change they belong to."""
        line_by_id = {change.id: self._line(change, are_held) for change in changes}
        hosts = _hosts(changes)
        for change in changes:
            host, line = line_by_id.get(hosts.get(change.id, "")), line_by_id[change.id]
            if host is not None and host.state == line.state and not host.is_undone:
                aside = _aside(line, self.network(change.network))
                line_by_id[host.id] = replace(host, asides=(*host.asides, aside))
                line_by_id[line.id] = replace(line, told_with=host.id)
        return tuple(line_by_id.values())

    def short(self, text: Text) -> Text:
        """The sentence with the networks called as people call them."""
        return with_short_names(text, self.short_by_title)

    def network(self, name: NetworkName) -> str:
        """What people call the network."""
        return self.short_by_name.get(name, name)

    def _line(self, change: PlannedChange, is_held: bool) -> Line:
        outcome = self.outcomes.get(change.id)
        state: LineState = (
            "planned" if self.is_dry_run or is_held else "open" if outcome is None else outcome.state
        )
        record = record_words(change.kind, change.title)
        return Line(
            id=change.id,
            action=change.change.action,
            kind=change.kind,
            network=change.network,
            ref=str(change.ref),
            title=change.title,
            topic=_topic(change),
            state=state,
            what=_what(change, state, record=record, network=self.network(change.network)),
            fields=tuple(
                field_line(name, values, zone=self.zone, awaits_answer=change.awaits_answer)
                for name, values in change.fields.items()
            ),
            reason=self.short(change.reason),
            place=change.place,
            why=self.short(outcome.why) if outcome and outcome.why else None,
            remedy=self.short(outcome.remedy) if outcome and outcome.remedy else None,
            follows=change.follows,
            asides=tuple(self._what_the_note_says(change)),
        )

    def _what_the_note_says(self, change: PlannedChange) -> Iterator[Text]:
        note, obstacle = change.fields.get("note"), self.obstacle_by_ref.get(change.ref)
        if note is not None and note.after is not None and obstacle is not None:
            yield self.short(obstacle)


def _topic(change: PlannedChange) -> Topic:
    if change.change.action == "cancel":
        return "cancelled"
    return "conflict" if change.is_conflict else "change"


def _hosts(changes: Sequence[PlannedChange]) -> Mapping[str, str]:
    """Which changes are short enough to be told with another: the number that an added booking's row gets,
    and the organiser's answer to it."""
    added = {change.id for change in changes if change.change.action == "add"}
    hosts = {
        change.id: change.follows
        for change in changes
        if change.awaits_answer and change.follows in added and change.fields.keys() <= _ANSWERED
    }
    numbered = {change.id for change in changes if change.fields.keys() == {"id"}}
    return {
        **{change.id: host for change in changes if (host := hosts.get(change.id)) is not None},
        **{
            change.follows: change.id
            for change in changes
            if change.id in added and change.follows in numbered and change.follows is not None
        },
    }


def _answer(line: Line) -> Text:
    return next((one.after for one in line.fields if one.name == "status" and one.after), Text("no change"))


def _aside(line: Line, network: str) -> Text:
    is_number = any(one.name == "id" for one in line.fields)
    if line.state == "done":
        return (
            Text("numbered in {network}", network=network)
            if is_number
            else Text("{network} is told: {answer}", network=network, answer=_answer(line))
        )
    if is_number:
        return Text("row gets its number in {network}", network=network)
    return Text("answer goes to {network}", network=network)


def _what(change: PlannedChange, state: LineState, *, record: Text, network: str) -> Text:
    """Verb, record and direction; in the plan as what is to do, afterwards as what was done or not."""
    action = change.change.action
    if action == "cancel" and change.kind == "booking":
        return _booking_cancelled(state, record, network=network)
    match state:
        case "planned":
            return _planned(action, record, network=network)
        case "done":
            return _done(action, record, network=network)
        case "refused" | "skipped":
            return _not_done(action, record, network=network)
        case "unknown" | "lost" | "open":
            return _perhaps_done(action, record, network=network)


def _booking_cancelled(state: LineState, booking: Text, *, network: str) -> Text:
    """Sentences of their own: in German a course and a booking are not cancelled with the same verb."""
    match state:
        case "planned":
            return Text("cancel {booking} in {network}", booking=booking, network=network)
        case "done":
            return Text("cancelled {booking} in {network}", booking=booking, network=network)
        case "refused" | "skipped":
            return Text("not cancelled: {booking} in {network}", booking=booking, network=network)
        case "unknown" | "lost" | "open":
            return Text("perhaps cancelled: {booking} in {network}", booking=booking, network=network)


def _planned(action: Action, record: Text, *, network: str) -> Text:
    match action:
        case "add":
            return Text("add {record} in {network}", record=record, network=network)
        case "amend":
            return Text("amend {record} in {network}", record=record, network=network)
        case "cancel":
            return Text("cancel {record} in {network}", record=record, network=network)


def _done(action: Action, record: Text, *, network: str) -> Text:
    match action:
        case "add":
            return Text("added {record} in {network}", record=record, network=network)
        case "amend":
            return Text("amended {record} in {network}", record=record, network=network)
        case "cancel":
            return Text("cancelled {record} in {network}", record=record, network=network)


def _not_done(action: Action, record: Text, *, network: str) -> Text:
    match action:
        case "add":
            return Text("not added: {record} in {network}", record=record, network=network)
        case "amend":
            return Text("not amended: {record} in {network}", record=record, network=network)
        case "cancel":
            return Text("not cancelled: {record} in {network}", record=record, network=network)


def _perhaps_done(action: Action, record: Text, *, network: str) -> Text:
    match action:
        case "add":
            return Text("perhaps added: {record} in {network}", record=record, network=network)
        case "amend":
            return Text("perhaps amended: {record} in {network}", record=record, network=network)
        case "cancel":
            return Text("perhaps cancelled: {record} in {network}", record=record, network=network)
