"""The plan as a document: the same bytes for the same plan, and a fingerprint of what would happen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Final

from hub.language import Text, text_of
from hub.model import Kind
from hub.planning.deviation import differences as differences_between
from hub.planning.plan import (
    FieldChange,
    Held,
    PlacedReject,
    Plan,
    PlannedChange,
    Question,
    Unreversed,
    Withheld,
)
from hub.planning.plan_file import SCHEMA, PlanFile, checksum, read_plan, to_json
from hub.planning.shown import masked, plain
from hub.planning.snapshot import Failure, Key

__all__ = ["PlanFile", "as_document", "differences", "fingerprint", "read_plan", "to_json"]

Json = dict[str, object]

_KINDS: Final[Mapping[Kind, str]] = {"member": "members", "course": "courses", "booking": "bookings"}


def as_document(plan: Plan, *, language: str) -> Json:
    """The plan file of `hub plan`, as schema/hub-plan.schema.json describes it.

    Of persons it shows only hints, because plans are mailed around; the fingerprint covers the true values.
    """
    document: Json = {
        "schema": SCHEMA,
        "fingerprint": fingerprint(plan),
        "created": plan.created.isoformat(timespec="seconds"),
        "language": language,
        "basis": plan.basis.digest,
        "basis_of": plan.basis.as_document(),
        "seats": _seats(plan),
        "readings": _readings(plan, language),
        "changes": [_change(change, language) for change in plan.changes],
        "held": [_held(held, language) for held in plan.held],
        "withheld": [_withheld(withheld, language) for withheld in plan.withheld],
        "questions": [_question(question, language) for question in plan.questions],
        "missing": _missing(plan),
        "rejects": [_reject(reject, language) for reject in plan.rejects],
        "failures": [_failure(failure, language) for failure in plan.failures],
        "notes": [note.say(language) for note in plan.notes],
        "stays_undone": [_held(held, language) for held in plan.stays_undone],
        "undoes": plan.undo.run if plan.undo else None,
        "kept": [_unreversed(one, language) for one in plan.undo.kept] if plan.undo else [],
        "impossible": [_unreversed(one, language) for one in plan.undo.impossible] if plan.undo else [],
    }
    return {**document, "checksum": checksum(document)}


def fingerprint(plan: Plan) -> str:
    """Names what would happen and nothing else: not when it was planned, not in which words, not who failed.

    Two plans of the same fingerprint write the same values into the same records.
    """
    held = [_essence(held.change) if held.change else [held.network, held.kind] for held in plan.held]
    decisive = {
        "basis": plan.basis.digest,
        "undoes": plan.undo.run if plan.undo else None,
        "changes": [_essence(change) for change in plan.changes],
        "held": sorted(held, key=str),
        "missing": [[str(gone.ref), gone.network, gone.since.isoformat()] for gone in plan.missing],
        "seats": _seats(plan),
    }
    written = json.dumps(decisive, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(written.encode()).hexdigest()}"


def _seats(plan: Plan) -> Json:
    return {str(ref): given for ref, given in plan.seats.items()}


def differences(old: PlanFile, new: Plan) -> tuple[Text, ...]:
    """What differs between the reviewed plan and the plan of now, ten lines at most.

    Empty exactly when the file shows what would happen now: a file whose values were forged is found as well,
    even under the right fingerprint.
    """
    now = PlanFile.model_validate(as_document(new, language="en"))
    return differences_between(old, now, explained=list(_moved_failures(old, new)))


def _moved_failures(old: PlanFile, new: Plan) -> Iterator[Text]:
    """Partners that fail now, or failed then."""
    failed = {failure.network for failure in old.failures}
    for failure in new.failures:
        if failure.network not in failed:
            yield Text("{network} cannot be read now: {why}", network=failure.network, why=failure.why_there)
    for network in sorted(failed - {failure.network for failure in new.failures}):
        yield Text("{network} could not be read then", network=network)


def _essence(change: PlannedChange) -> list[object]:
    """All that decides what this change writes, in true values."""
    fields = {name: [plain(field.before), plain(field.after)] for name, field in change.fields.items()}
    return [
        change.id,
        change.change.action,
        change.kind,
        change.network,
        str(change.ref),
        getattr(change.change, "record_id", None),
        fields,
        change.follows,
        change.awaits_answer,
    ]


def _readings(plan: Plan, language: str) -> Json:
    """Per network and kind; an empty object where nothing of that kind was read."""
    networks = sorted({network for network, _ in plan.readings})
    return {
        network: {name: _summary(plan, (network, kind), language) for kind, name in _KINDS.items()}
        for network in networks
    }


def _summary(plan: Plan, key: Key, language: str) -> Json:
    summary = plan.readings.get(key)
    if summary is None:
        return {}
    coverage = "complete" if summary.partial is None else summary.partial.say(language)
    return {"records": summary.records, "rejects": summary.rejects, "coverage": coverage}


def _change(change: PlannedChange, language: str) -> Json:
    return {
        "id": change.id,
        "action": change.change.action,
        "kind": change.kind,
        "network": change.network,
        "ref": str(change.ref),
        "title": change.title,
        "fields": {name: _field(name, field) for name, field in change.fields.items()},
        "follows": change.follows,
        "awaits_answer": change.awaits_answer,
        "cause": str(change.cause) if change.cause else None,
        "reason": change.reason.say(language),
        "place": change.place.say(language),
    }


def _field(name: str, field: FieldChange) -> Json:
    return {"before": plain(masked(name, field.before)), "after": plain(masked(name, field.after))}


def _held(held: Held, language: str) -> Json:
    if held.change is None:
        return {"network": held.network, "kind": held.kind, "why": held.why.say(language)}
    return {**_change(held.change, language), "why": held.why.say(language)}


def _withheld(withheld: Withheld, language: str) -> Json:
    return {
        "ref": str(withheld.ref),
        "kind": withheld.ref.kind,
        "network": withheld.network,
        "title": withheld.title,
        "reason": withheld.reason.say(language),
        "remedy": _said(withheld.remedy, language),
        "place": withheld.place.say(language),
    }


def _question(question: Question, language: str) -> Json:
    return {
        "id": question.id,
        "ref": str(question.ref),
        "title": question.title,
        "text": question.text.say(language),
        "answers": [answer.text.say(language) for answer in question.answers],
        "place": question.place.say(language),
    }


def _unreversed(one: Unreversed, language: str) -> Json:
    return {
        "ref": str(one.ref),
        "kind": one.ref.kind,
        "network": one.network,
        "title": one.title,
        "fields": list(one.fields),
        "why": one.why.say(language),
    }


def _missing(plan: Plan) -> list[Json]:
    return [
        {
            "ref": str(gone.ref),
            "network": gone.network,
            "title": gone.title,
            "since": gone.since.isoformat(),
        }
        for gone in plan.missing
    ]


def _reject(placed: PlacedReject, language: str) -> Json:
    reject = placed.reject
    return {
        "network": placed.network,
        "kind": placed.kind,
        "place": text_of(reject.place).say(language),
        "field": reject.field,
        "why": reject.why.say(language),
        "remedy": reject.remedy.say(language),
    }


def _failure(failure: Failure, language: str) -> Json:
    return {
        "network": failure.network,
        "place": _said(failure.error.place, language),
        "why": failure.why.say(language),
        "remedy": _said(failure.error.remedy, language),
        "exit_code": failure.error.exit_code,
    }


def _said(text: Text | None, language: str) -> str | None:
    return text.say(language) if text is not None else None
