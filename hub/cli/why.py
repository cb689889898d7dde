"""`hub why REF`: the life of one record, and what keeps it where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import click

from hub.cli.command import Example, command
from hub.cli.did import DID
from hub.cli.options import format_option
from hub.cli.past import peeked
from hub.cli.session import Session
from hub.cli.usage import Misuse
from hub.language import Text, listed
from hub.planning.labels import field_label

if TYPE_CHECKING:
    from hub.config import Configuration
    from hub.ledger.entries import Event
    from hub.ledger.store import Ledger
    from hub.model import Ref
    from hub.report import NightView
    from hub.report.view import HeldLine

_LATEST: Final = 6
"""So many of its changes are told, so that the answer keeps to ten lines."""


@command(
    about=Text(
        "Tells the life of one record: what the hub changed, when and why; and, from the last night, why not."
    ),
    examples=[
        Example("hub why mekom/booking/B-0007", Text("A booking of MEKOM's.")),
        Example(
            "hub why verpackungscluster/course/VA-2013-01 --format json", Text("A course, for a program.")
        ),
    ],
    codes=[4],
)
@click.argument("ref", metavar="REF")
@format_option
def why(session: Session, *, ref: str, as_json: bool) -> int:
    config = session.configuration()
    named = _parsed(ref, config)
    with peeked(config) as ledger:
        life = _life(named, ledger) if ledger is not None else Life((), ())
    zone = ZoneInfo(config.hub.timezone)
    if as_json:
        session.document(_as_data(str(named), life, session))
    else:
        session.result("\n".join([str(named), *(session.say(line) for line in _in_words(life, zone))]))
    return 0


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to the record, and the rule behind it as far as that night's report still says."""

    event: Event
    reason: Text | None


@dataclass(frozen=True, slots=True)
class Life:
    """What happened, oldest first, and what the last night had to say besides."""

    steps: Sequence[Step]
    remarks: Sequence[Text]


def _parsed(words: str, config: Configuration) -> Ref:
    from hub.model import Ref

    try:
        ref = Ref.parse(words)
    except ValueError:
        raise Misuse(
            Text("{words} names no record.", words=words),
            remedy=Text(
                "Write home/kind/id, for example mekom/booking/B-0007; kinds: member, course, booking."
            ),
        ) from None
    if ref.home not in config.networks:
        nearest = get_close_matches(ref.home, config.networks, n=1)
        names = listed(config.networks)
        remedy = (
            Text("Did you mean {nearest}?", nearest=nearest[0])
            if nearest
            else Text("Known: {names}.", names=names)
        )
        raise Misuse(Text("There is no network {name} in hub.toml.", name=ref.home), remedy=remedy)
    return ref


def _life(ref: Ref, ledger: Ledger) -> Life:
    events = ledger.history(ref)[-_LATEST:]
    views = {number: _view(ledger, number) for number in {event.run for event in events}}
    steps = [Step(event, _reason(event, str(ref), views[event.run])) for event in events]
    last = ledger.last_told()
    view = _view(ledger, last.number) if last is not None else None
    return Life(steps, tuple(_remarks(str(ref), view)) if view is not None else ())


def _view(ledger: Ledger, number: int) -> NightView | None:
    from hub.report import restored

    run = ledger.run(number)
    return restored(run.document) if run is not None and run.document is not None else None


def _reason(event: Event, ref: str, view: NightView | None) -> Text | None:
    lines = view.lines if view is not None else ()
    return next((line.reason for line in lines if line.ref == ref and line.network == event.network), None)


def _remarks(ref: str, view: NightView) -> Iterator[Text]:
    """Why the last night left the record alone, or what it waits for."""
    for withheld in view.withheld:
        if withheld.ref == ref:
            yield Text("Withheld, {where}: {reason}", where=withheld.where, reason=withheld.reason)
    yield from (Text("Held: {why}", why=held.why) for held in view.held if _is_about(ref, held))
    for held in view.stays_undone:
        if _is_about(ref, held):
            yield Text("In {network}: {why}", network=held.network, why=held.why)
    for question in view.questions:
        if question.ref == ref:
            yield Text("Open question: {question}", question=question.text)
    for missing in view.missing:
        if missing.ref == ref:
            yield missing.what


def _is_about(ref: str, held: HeldLine) -> bool:
    return held.line is not None and held.line.ref == ref


_ENDED: Final = {
    "done": Text("done"),
    "refused": Text("refused"),
    "unknown": Text("nobody knows whether it was written"),
    "lost": Text("said to be done, but the system does not show it"),
    "skipped": Text("skipped: what it follows was not done, or the network had failed"),
    "open": Text("begun, and never ended"),
}


def _in_words(life: Life, zone: ZoneInfo) -> Iterator[Text]:
    for step in life.steps:
        yield _told(step, step.event.at.astimezone(zone))
    yield from life.remarks
    if not life.steps and not life.remarks:
        yield Text("The hub never had to change it, and the last night had nothing to say about it.")
        yield Text("What the next night would do: hub plan")


def _told(step: Step, at: datetime) -> Text:
    event = step.event
    line = Text(
        "{at}, night {run}: {did} in {network}: {ended}",
        at=at,
        run=_night(event),
        did=DID[event.action],
        network=event.network,
        ended=_ENDED.get(event.state, event.state),
    )
    if event.action == "amend":
        line = Text("{line} ({fields})", line=line, fields=tuple(field_label(name) for name in event.fields))
    for more in (step.reason, event.why, event.remedy):
        if more is not None:
            line = Text("{line}; {more}", line=line, more=more)
    return line


def _night(event: Event) -> str | Text:
    if event.undoes is None:
        return str(event.run)
    return Text("{run} (undo of night {undone})", run=str(event.run), undone=str(event.undoes))


def _as_data(ref: str, life: Life, session: Session) -> dict[str, object]:
    def said(text: Text | None) -> str | None:
        return None if text is None else session.say(text)

    return {
        "schema": "hub-why/1",
        "ref": ref,
        "events": [
            {
                "run": step.event.run,
                "at": step.event.at.isoformat(),
                "network": step.event.network,
                "action": step.event.action,
                "state": step.event.state,
                "fields": list(step.event.fields),
                "reason": said(step.reason),
                "why": said(step.event.why),
                "remedy": said(step.event.remedy),
                "undoes": step.event.undoes,
            }
            for step in life.steps
        ],
        "last_night": [session.say(remark) for remark in life.remarks],
    }


COMMAND: Final = why
