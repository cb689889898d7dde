"""A plan file is what the hub wrote, to the byte, or it is refused in one clear sentence."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import StalePlan
from hub.planning.document import as_document
from hub.planning.plan import Plan
from hub.planning.plan_file import checksum, read_plan, refuse_out_of_time, to_json
from tests.report.builders import NOW, a_hold, a_plan, added, amended, an_absence, cancelled
from tests.report.plans import plans

DOCUMENT = as_document(a_plan(added(), held=[a_hold(cancelled())], missing=[an_absence()]), language="de")
TEXT = to_json(DOCUMENT)


def refusal(text: str) -> str:
    with pytest.raises(StalePlan) as caught:
        read_plan(text, place="plan.json")
    assert str(caught.value.place) == "plan.json"
    assert caught.value.exit_code == 8
    said = str(caught.value)
    assert "Nothing was written. Make a new plan with `hub plan --out FILE`" in said
    return said


def test_what_was_written_is_read_back() -> None:
    plan = read_plan(TEXT)
    assert plan.fingerprint == DOCUMENT["fingerprint"]
    assert [change.action for change in plan.changes] == ["add"]
    assert [change.action for change in plan.held] == ["cancel"]
    assert [gone.since for gone in plan.missing] == ["2013-01-13"]


@given(plans())
def test_every_plan_comes_back_from_its_file(plan: Plan) -> None:
    document = as_document(plan, language="de")
    assert read_plan(to_json(document)).fingerprint == document["fingerprint"]


@given(st.integers(0, len(TEXT) - 1), st.characters(codec="utf-8"))
def test_one_letter_changed_is_refused(position: int, letter: str) -> None:
    changed = TEXT[:position] + letter + TEXT[position + 1 :]
    if changed != TEXT:
        refusal(changed)


@given(st.integers(0, len(TEXT) - 1))
def test_half_a_plan_is_refused(length: int) -> None:
    refusal(TEXT[:length])


@pytest.mark.parametrize("text", ["", "Guten Tag", "[" * 100_000, "\ufeff" + TEXT])
def test_what_is_not_json_is_said_to_be_none(text: str) -> None:
    assert "This file is no plan: it cannot be read as JSON." in refusal(text)


def test_json_that_holds_no_object_is_no_plan() -> None:
    assert "it holds no JSON object" in refusal("[1, 2]")


@pytest.mark.parametrize("document", [{}, {"schema": "hub-night/1"}, {"schema": 7}])
def test_another_kind_of_document_is_named(document: dict[str, object]) -> None:
    assert f"its schema is “{document.get('schema', '?')}”" in refusal(json.dumps(document))


@pytest.mark.parametrize("key", ["fingerprint", "created", "basis", "changes", "held", "missing"])
def test_a_missing_key_is_named(key: str) -> None:
    rest = {name: value for name, value in DOCUMENT.items() if name != key}
    assert f"“{key}” is missing or damaged" in refusal(to_json({**rest, "checksum": checksum(rest)}))


def test_a_damaged_value_is_named_by_its_path() -> None:
    changes = [{"id": "1", "kind": "course"}]
    assert "“changes.0.network” is missing" in refusal(to_json({**DOCUMENT, "changes": changes}))


def test_a_plan_without_its_checksum_is_refused() -> None:
    rest = {name: value for name, value in DOCUMENT.items() if name != "checksum"}
    assert "was changed after the hub wrote it" in refusal(to_json(rest))


def test_the_same_values_written_another_way_are_refused() -> None:
    assert "was changed after the hub wrote it" in refusal(json.dumps(DOCUMENT, indent=4))


def test_keys_of_a_newer_hub_are_left_alone() -> None:
    newer = {**{name: value for name, value in DOCUMENT.items() if name != "checksum"}, "weather": "snow"}
    assert read_plan(to_json({**newer, "checksum": checksum(newer)})).basis == DOCUMENT["basis"]


def test_a_plan_says_what_it_was_made_from() -> None:
    basis = read_plan(TEXT).basis_of
    assert basis is not None
    assert basis.hub == "rules"


def test_a_plan_of_an_older_hub_is_read_too() -> None:
    older = {name: value for name, value in DOCUMENT.items() if name not in {"basis_of", "checksum"}}
    assert read_plan(to_json({**older, "checksum": checksum(older)})).basis_of is None


@pytest.mark.parametrize("created", ["2013-01-14T02:00:00", 7, "yesterday"])
def test_what_is_no_moment_with_its_zone_is_refused(created: object) -> None:
    rest = {**DOCUMENT, "created": created}
    assert "“created” is missing or damaged" in refusal(to_json(rest))


DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.mark.parametrize("age", [timedelta(), 7 * DAY, -DAY])
def test_a_plan_holds_for_its_days_and_clocks_may_differ_by_one(age: timedelta) -> None:
    refuse_out_of_time(read_plan(TEXT), now=NOW + age, days=7)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (7 * DAY + SECOND, "it was made 2013-01-14 02:00, and a plan holds for 7 days\n"),
        (-DAY - SECOND, "it was made 2013-01-14 02:00, and here it is 2013-01-13 01:59\n"),
    ],
)
def test_a_plan_of_another_time_is_refused(age: timedelta, words: str) -> None:
    with pytest.raises(StalePlan) as caught:
        refuse_out_of_time(read_plan(TEXT), now=NOW + age, days=7)
    said = str(caught.value)
    assert words in said
    assert "nothing was written" in said
    assert said.endswith("Plan again and review the new plan.")


def test_a_held_reading_has_no_change() -> None:
    plan = read_plan(to_json(as_document(a_plan(amended({}), held=[a_hold()]), language="en")))
    assert plan.held[0].id == ""
    assert (plan.held[0].network, plan.held[0].kind) == ("mekom", "course")
