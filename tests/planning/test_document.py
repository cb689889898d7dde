"""The plan document: the contract's shape, the same bytes for the same plan, a fingerprint of what would happen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from hub.errors import NetworkError
from hub.language import Text, verbatim
from hub.model import BookingStatus
from hub.planning.basis import Basis
from hub.planning.document import as_document, differences, fingerprint, read_plan, to_json
from hub.planning.plan import FieldChange, Plan, ReadingSummary
from hub.planning.snapshot import Failure
from tests.planning.builders import ACADEMY, World, booking, course
from tests.report.builders import (
    CLUSTER,
    MEKOM,
    NOW,
    a_failure,
    a_hold,
    a_plan,
    a_question,
    a_reject,
    a_trio,
    a_withheld,
    added,
    amended,
    an_absence,
    an_undo,
    cancelled,
)
from tests.report.plans import plans

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schema" / "hub-plan.schema.json").read_text(encoding="utf-8")
)
PLACED = ("changes", "withheld", "questions", "rejects", "failures")
VALIDATOR = Draft202012Validator(SCHEMA)


def everything() -> Plan:
    return a_plan(
        added(),
        *a_trio(),
        held=[a_hold(cancelled()), a_hold()],
        withheld=[a_withheld()],
        questions=[a_question()],
        missing=[an_absence()],
        rejects=[a_reject()],
        failures=[a_failure()],
        notes=[Text("the agreement ended")],
        stays_undone=[a_hold(cancelled())],
        undo=an_undo(),
    )


# -- the document -------------------------------------------------------------------------------------------


def test_the_published_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(plans())
def test_every_plan_keeps_to_the_published_schema(plan: Plan) -> None:
    VALIDATOR.validate(json.loads(to_json(as_document(plan, language="de"))))


def test_a_plan_of_the_planner_keeps_to_the_published_schema() -> None:
    world = World().with_published(course())
    world.bookings[ACADEMY] = []
    world.bookings[MEKOM].append(booking())
    plan = world.plan()
    assert plan.changes
    VALIDATOR.validate(as_document(plan, language="en"))


def test_every_key_is_described() -> None:
    document = as_document(everything(), language="en")
    assert set(document) == set(SCHEMA["properties"])
    sections = {"changes": "change", "withheld": "withheld", "questions": "question", "missing": "missing"}
    sections |= {"rejects": "reject", "failures": "failure", "kept": "unreversed", "impossible": "unreversed"}
    for section, name in sections.items():
        rows = document[section]
        assert isinstance(rows, list)
        assert rows
        assert set(rows[0]) == set(SCHEMA["$defs"][name]["properties"])
    assert all("description" in value for value in _properties(SCHEMA))


def _properties(schema: object) -> Iterator[dict[str, object]]:
    if isinstance(schema, dict):
        for name, value in schema.items():
            if name == "properties":
                yield from (one for one in value.values() if "$ref" not in one)
            yield from _properties(value)


def test_the_contract_s_keys_come_in_the_contract_s_order() -> None:
    keys = [
        key
        for key in as_document(everything(), language="en")
        if key not in {"language", "basis", "basis_of", "seats"}
    ]
    assert keys == [
        "schema",
        "fingerprint",
        "created",
        "readings",
        "changes",
        "held",
        "withheld",
        "questions",
        "missing",
        "rejects",
        "failures",
        "notes",
        "stays_undone",
        "undoes",
        "kept",
        "impossible",
        "checksum",
    ]


def test_a_change_says_what_where_and_why() -> None:
    (change,) = as_document(a_plan(added()), language="en")["changes"]  # type: ignore[misc, attr-defined]
    assert change == {
        "id": added().id,
        "action": "add",
        "kind": "course",
        "network": "mekom",
        "ref": "cluster/course/VA-1",
        "title": "VA-1 Gut verkaufen",
        "fields": {
            "title": {"before": None, "after": "Gut verkaufen"},
            "price_guest": {"before": None, "after": None},
        },
        "follows": None,
        "awaits_answer": False,
        "cause": None,
        "reason": "released for MEKOM Regionalmanagement Osterode am Harz e.V.",
        "place": "programme.xlsx, row 7",
    }


def test_a_course_that_falls_is_named_as_the_cause() -> None:
    fallen = cancelled(cause=added().ref)
    (change,) = as_document(a_plan(fallen), language="en")["changes"]  # type: ignore[misc, attr-defined]
    assert change["cause"] == "cluster/course/VA-1"


def test_what_was_not_read_is_empty() -> None:
    readings = as_document(a_plan(), language="en")["readings"]
    assert readings == {
        "cluster": {
            "members": {},
            "courses": {"records": 20, "rejects": 0, "coverage": "complete"},
            "bookings": {},
        },
        "mekom": {
            "members": {},
            "courses": {},
            "bookings": {"records": 41, "rejects": 0, "coverage": "complete"},
        },
    }


def test_a_held_reading_has_no_change_and_a_held_change_has_its_reason() -> None:
    held = as_document(a_plan(held=[a_hold(), a_hold(cancelled())]), language="en")["held"]
    assert isinstance(held, list)
    assert held[0] == {"network": "mekom", "kind": "course", "why": "9 would be cancelled at once"}
    assert held[1]["id"] == cancelled().id
    assert held[1]["why"] == "9 would be cancelled at once"


def test_persons_are_masked_in_the_document() -> None:
    change = amended(
        {
            "participant.name": FieldChange("Karla Muster", "Karla Neu"),
            "participant.email": FieldChange(None, "karla@muster.example"),
            "note": FieldChange(None, "Frau Muster ruft an"),
        }
    )
    text = to_json(as_document(a_plan(change, held=[a_hold(change)]), language="en"))
    assert "K. N." in text
    assert "k…@muster.example" in text
    for word in ("Karla", "Muster", "Neu", "karla"):
        assert word not in text


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert to_json(as_document(everything(), language="de")) == to_json(
        as_document(everything(), language="de")
    )


def test_readings_come_in_one_order_however_they_came_in() -> None:
    plan = a_plan()
    turned = replace(plan, readings=dict(reversed(plan.readings.items())))
    assert to_json(as_document(plan, language="de")) == to_json(as_document(turned, language="de"))


def test_umlauts_stay_readable() -> None:
    assert "Prüfung" in to_json({"title": "Prüfung"})
    assert to_json({"title": "Prüfung"}).endswith("}\n")


# -- the fingerprint ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        a_plan(added(), basis=Basis(ledger="other")),
        a_plan(),
        a_plan(amended({"title": FieldChange("a", "b")})),
        a_plan(held=[a_hold(added())]),
        a_plan(added(), held=[a_hold()]),
        a_plan(added(), missing=[an_absence()]),
        a_plan(added(follows="111111111111")),
        a_plan(added(awaits_answer=True)),
        a_plan(added(to=CLUSTER)),
    ],
)
def test_another_fate_has_another_fingerprint(other: Plan) -> None:
    assert fingerprint(other) != fingerprint(a_plan(added()))


def test_a_masked_value_still_decides() -> None:
    one, other = (
        amended({"participant.email": FieldChange(None, email)}) for email in ("ka@b.example", "ko@b.example")
    )
    assert fingerprint(a_plan(one)) != fingerprint(a_plan(other))


@pytest.mark.parametrize(
    "same",
    [
        a_plan(added(), created=NOW + timedelta(hours=9)),
        a_plan(replace(added(), reason=Text("in other words"))),
        a_plan(replace(added(), place=verbatim("elsewhere"))),
        a_plan(added(), failures=[a_failure()]),
        a_plan(added(), questions=[a_question()], withheld=[a_withheld()]),
        a_plan(added(), rejects=[a_reject()], notes=[Text("by the way")]),
        a_plan(added(), readings={(MEKOM, "course"): ReadingSummary(1, 0)}),
    ],
)
def test_words_and_the_hour_do_not_move_the_fingerprint(same: Plan) -> None:
    assert fingerprint(same) == fingerprint(a_plan(added()))


def test_a_place_is_told_in_the_language_of_the_document_and_decides_nothing() -> None:
    there = Text("{place}, row {row}", place="mekom.xlsx", row="1024")
    plan = a_plan(
        replace(added(), place=there),
        withheld=[replace(a_withheld(), place=there)],
        questions=[replace(a_question(), place=there)],
        rejects=[replace(a_reject(), reject=replace(a_reject().reject, place=there))],
        failures=[Failure(MEKOM, NetworkError("no answer", place=there))],
    )
    for language, words in (("de", "mekom.xlsx, Zeile 1024"), ("en", "mekom.xlsx, row 1024")):
        document = as_document(plan, language=language)
        VALIDATOR.validate(document)
        told = {one["place"] for key in PLACED for one in document[key]}  # type: ignore[attr-defined]
        assert told == {words}
        assert document["fingerprint"] == fingerprint(plan)


def test_why_a_reading_is_partial_is_told_in_the_language_of_the_document() -> None:
    why = Text("{place}, row {row}", place="page", row="3")
    plan = a_plan(
        readings={(MEKOM, "course"): ReadingSummary(1, 0, why), (MEKOM, "booking"): ReadingSummary(2, 0)}
    )
    readings = as_document(plan, language="de")["readings"]
    assert readings == {
        "mekom": {
            "members": {},
            "courses": {"records": 1, "rejects": 0, "coverage": "page, Zeile 3"},
            "bookings": {"records": 2, "rejects": 0, "coverage": "complete"},
        }
    }


def test_the_order_of_holds_does_not_move_the_fingerprint() -> None:
    holds = [a_hold(cancelled()), a_hold()]
    assert fingerprint(a_plan(held=holds)) == fingerprint(a_plan(held=holds[::-1]))


def test_a_record_missing_since_another_day_is_another_fate() -> None:
    later = replace(an_absence(), since=date(2013, 1, 14))
    assert fingerprint(a_plan(missing=[later])) != fingerprint(a_plan(missing=[an_absence()]))


# -- the way back -------------------------------------------------------------------------------------------


@given(plans())
def test_a_plan_does_not_differ_from_its_own_file(plan: Plan) -> None:
    assert differences(read_plan(to_json(as_document(plan, language="de"))), plan) == ()


def test_forged_values_show_even_under_the_true_fingerprint() -> None:
    plan = a_plan(amended({"status": FieldChange(BookingStatus.REQUESTED, BookingStatus.CONFIRMED)}))
    forged = a_plan(amended({"status": FieldChange(BookingStatus.REQUESTED, BookingStatus.DECLINED)}))
    file = read_plan(to_json(as_document(forged, language="de")))
    file = file.model_copy(update={"fingerprint": fingerprint(plan)})
    assert "confirmed" in str(differences(file, plan)[0])
