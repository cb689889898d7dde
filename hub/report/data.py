"""The report as JSON for programs, as schema/hub-night.schema.json describes it; of persons only hints."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from hub.language import Text
from hub.report.view import (
    FailureLine,
    HeldLine,
    Line,
    NetworkLine,
    NightView,
    QuestionLine,
    RejectLine,
    Totals,
    UnreversedLine,
    WithheldLine,
)

SCHEMA: Final = "hub-night/1"

Json = dict[str, object]


def as_json(view: NightView, *, language: str) -> str:
    """The report as text: the same night in the same language always gives the same bytes."""
    return json.dumps(as_data(view, language=language), ensure_ascii=False, indent=2) + "\n"


def as_data(view: NightView, *, language: str) -> Json:
    """The view with every sentence said in `language`."""
    return {
        "schema": SCHEMA,
        "run": view.run,
        "created": view.created.isoformat(timespec="seconds"),
        "language": language,
        "is_dry_run": view.is_dry_run,
        "is_quiet": view.is_quiet,
        "fingerprint": view.fingerprint,
        "exit_code": view.exit_code,
        "headline": view.headline.say(language),
        "totals": _totals(view.totals),
        "networks": [_network(network) for network in view.networks],
        "changes": [_line(line, language) for line in view.lines],
        "held": [_held(held, language) for held in view.held],
        "remaining": [
            {"ref": one.ref, "network": one.network, "text": one.what.say(language)} for one in view.remaining
        ],
        "questions": [_question(question, language) for question in view.questions],
        "withheld": [_withheld(withheld, language) for withheld in view.withheld],
        "missing": [
            {
                "ref": one.ref,
                "network": one.network,
                "since": one.since.isoformat(),
                "text": one.what.say(language),
            }
            for one in view.missing
        ],
        "rejects": [_reject(reject, language) for reject in view.rejects],
        "failures": [_failure(failure, language) for failure in view.failures],
        "notes": _all_said(view.notes, language),
        "next": _said(view.next_step, language),
        "stays_undone": [_held(held, language) for held in view.stays_undone],
        "undoes": view.undoes,
        "kept": [_unreversed(one, language) for one in view.kept],
        "impossible": [_unreversed(one, language) for one in view.impossible],
    }


def _totals(totals: Totals) -> Json:
    return {
        "changes": totals.changes,
        "added": totals.added,
        "amended": totals.amended,
        "cancelled": totals.cancelled,
        "undone": totals.undone,
        "held": totals.held,
        "questions": totals.questions,
        "withheld": totals.withheld,
        "missing": totals.missing,
        "rejects": totals.rejects,
        "failures": totals.failures,
        "remaining": totals.remaining,
        "stays_undone": totals.stays_undone,
        "kept": totals.kept,
        "impossible": totals.impossible,
    }


def _network(network: NetworkLine) -> Json:
    return {
        "name": network.name,
        "title": network.title,
        "short": network.short,
        "members": network.members,
        "courses": network.courses,
        "bookings": network.bookings,
    }


def _line(line: Line, language: str) -> Json:
    return {
        "id": line.id,
        "action": line.action,
        "kind": line.kind,
        "network": line.network,
        "ref": line.ref,
        "title": line.title,
        "topic": line.topic,
        "state": line.state,
        "text": line.what.say(language),
        "fields": {
            field.name: {
                "label": field.label.say(language),
                "before": _said(field.before, language),
                "after": _said(field.after, language),
            }
            for field in line.fields
        },
        "reason": line.reason.say(language),
        "place": line.place.say(language),
        "why": _said(line.why, language),
        "remedy": _said(line.remedy, language),
        "follows": line.follows,
        "told_with": line.told_with,
    }


def _held(held: HeldLine, language: str) -> Json:
    if held.line is None:
        return {
            "network": held.network,
            "kind": held.kind,
            "text": held.what.say(language),
            "held_because": held.why.say(language),
        }
    return {**_line(held.line, language), "held_because": held.why.say(language)}


def _question(question: QuestionLine, language: str) -> Json:
    return {
        "id": question.id,
        "ref": question.ref,
        "title": question.title,
        "text": question.text.say(language),
        "answers": [answer.text.say(language) for answer in question.answers],
        "place": question.place.say(language),
    }


def _withheld(withheld: WithheldLine, language: str) -> Json:
    return {
        "ref": withheld.ref,
        "kind": withheld.kind,
        "network": withheld.network,
        "title": withheld.title,
        "reason": withheld.reason.say(language),
        "remedy": _said(withheld.remedy, language),
        "place": withheld.place.say(language),
    }


def _unreversed(one: UnreversedLine, language: str) -> Json:
    return {
        "ref": one.ref,
        "kind": one.kind,
        "network": one.network,
        "title": one.title,
        "fields": list(one.fields),
        "text": one.what.say(language),
        "why": one.why.say(language),
    }


def _reject(reject: RejectLine, language: str) -> Json:
    return {
        "network": reject.network,
        "kind": reject.kind,
        "place": reject.place.say(language),
        "field": reject.field,
        "why": reject.why.say(language),
        "remedy": reject.remedy.say(language),
    }


def _failure(failure: FailureLine, language: str) -> Json:
    return {
        "network": failure.network,
        "place": _said(failure.place, language),
        "text": failure.what.say(language),
        "remedy": _said(failure.remedy, language),
        "exit_code": failure.exit_code,
    }


def _said(text: Text | None, language: str) -> str | None:
    return text.say(language) if text is not None else None


def _all_said(texts: Iterable[Text], language: str) -> list[str]:
    return [text.say(language) for text in texts]
