"""The report as JSON: everything that the text says, in the published shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from hub.language import Text
from hub.planning.plan import FieldChange, Plan
from hub.report import NightFacts, as_data, as_json, view_of
from tests.report.builders import a_hold, a_night, a_plan, a_trio, added, amended, outcome
from tests.report.plans import plans
from tests.report.test_text import a_full_night

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schema" / "hub-night.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)


def data_of(night: NightFacts) -> dict[str, object]:
    return dict(as_data(view_of(night), language="en"))


def test_the_published_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(plans())
def test_every_night_keeps_to_the_published_schema(plan: Plan) -> None:
    for night in (a_night(plan), a_night(plan, run=7)):
        VALIDATOR.validate(json.loads(as_json(view_of(night), language="de")))


def test_every_key_is_described() -> None:
    data = data_of(a_full_night())
    VALIDATOR.validate(data)
    assert set(data) == set(SCHEMA["properties"])
    sections = {"changes": "change", "questions": "question", "withheld": "withheld", "missing": "missing"}
    sections |= {"rejects": "reject", "failures": "failure", "networks": "network", "remaining": "remaining"}
    for section, name in sections.items():
        rows = data[section]
        assert isinstance(rows, list)
        assert set(rows[0]) == set(SCHEMA["$defs"][name]["properties"])
    assert all("description" in one for one in _properties(SCHEMA))


def _properties(schema: object) -> Iterator[dict[str, object]]:
    if isinstance(schema, dict):
        for name, value in schema.items():
            if name == "properties":
                yield from (one for one in value.values() if "$ref" not in one)
            yield from _properties(value)


def test_a_change_that_was_refused_says_why() -> None:
    why, remedy = Text("the sheet is locked"), Text("Unlock it.")
    night = a_night(a_plan(added()), run=7, outcomes=outcome(added(), "refused", why=why, remedy=remedy))
    (change,) = data_of(night)["changes"]  # type: ignore[misc, attr-defined]
    assert change["state"] == "refused"
    assert change["why"] == "the sheet is locked"
    assert change["remedy"] == "Unlock it."
    assert change["reason"] == "released for MEKOM"


def test_every_change_is_there_even_where_the_text_tells_it_with_another() -> None:
    changes = data_of(a_night(a_plan(*a_trio())))["changes"]
    assert isinstance(changes, list)
    assert [change["told_with"] is None for change in changes] == [False, True, False]


def test_what_is_held_is_kept_apart() -> None:
    held = data_of(a_night(a_plan(held=[a_hold(), a_hold(added())])))["held"]
    assert isinstance(held, list)
    assert held[0] == {
        "network": "mekom",
        "kind": "course",
        "text": "the courses of MEKOM as a whole",
        "held_because": "9 would be cancelled at once",
    }
    assert held[1]["id"] == added().id


def test_persons_are_masked() -> None:
    change = amended({"participant.email": FieldChange("karla@muster.example", None)})
    text = as_json(view_of(a_night(a_plan(change))), language="en")
    assert "k…@muster.example" in text
    assert "karla" not in text


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_same_night_gives_the_same_bytes(language: str) -> None:
    one, again = (as_json(view_of(a_full_night()), language=language) for _ in range(2))
    assert one == again
    assert json.loads(one)["language"] == language
