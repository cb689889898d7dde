"""A stored night can be told again, in either language, exactly as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.errors import ConfigError
from hub.planning.plan import FieldChange, Plan
from hub.report import as_json, as_text, restored, stored, view_of
from tests.report.builders import a_night, a_plan, amended
from tests.report.plans import plans
from tests.report.sample import the_dry_run
from tests.report.test_text import a_full_night


@given(plans())
def test_a_night_comes_back_as_it_was(plan: Plan) -> None:
    view = view_of(a_night(plan))
    again = restored(stored(view))
    for language in ("de", "en"):
        assert as_text(again, language=language, length="full") == as_text(
            view, language=language, length="full"
        )
        assert as_json(again, language=language) == as_json(view, language=language)


def test_sentences_are_kept_as_templates_not_as_words() -> None:
    text = stored(view_of(a_full_night()))
    assert "Night {number} of {day}: {totals}." in text
    assert "Night 7 of" not in text


def test_places_of_an_old_night_are_told_in_either_language() -> None:
    again = restored(stored(view_of(the_dry_run())))
    assert "(mekom.xlsx, Blatt Buchungen, Zeile 24)" in as_text(again, language="de")
    assert "(mekom.xlsx, sheet Buchungen, row 24)" in as_text(again, language="en")


def test_a_night_that_an_older_hub_stored_with_places_in_words_still_loads() -> None:
    data = json.loads(stored(view_of(a_full_night())))
    for key in ("lines", "questions", "withheld", "rejects", "failures"):
        assert data["view"][key]
        for one in data["view"][key]:
            one["place"] = "programme.xlsx, row 7"

    again = restored(json.dumps(data))

    assert str(again.lines[0].place) == "programme.xlsx, row 7"
    assert "programme.xlsx, row 7" in as_text(again, language="de", length="full")
    assert stored(restored(stored(again))) == stored(again)


def test_answers_of_an_older_hub_are_told_and_take_no_word() -> None:
    view = view_of(a_full_night())
    data = json.loads(stored(view))
    for question in data["view"]["questions"]:
        question["answers"] = [answer["text"] for answer in question["answers"]]

    again = restored(json.dumps(data))

    assert [str(answer.text) for answer in again.questions[0].answers] == ["yes", "no"]
    assert (view.questions[0].is_answerable, again.questions[0].is_answerable) == (True, False)
    assert stored(restored(stored(again))) == stored(again)


def test_answers_that_are_none_cannot_be_read() -> None:
    data = json.loads(stored(view_of(a_full_night())))
    data["view"]["questions"][0]["answers"] = 7

    with pytest.raises(ConfigError, match="cannot be read"):
        restored(json.dumps(data))


def test_no_person_is_stored() -> None:
    change = amended({"participant.name": FieldChange("Karla Muster", "Karla Neu")})
    assert "Karla" not in stored(view_of(a_night(a_plan(change))))


def test_what_a_newer_hub_added_is_left_alone() -> None:
    data = json.loads(stored(view_of(a_full_night())))
    data["view"]["weather"] = "snow"
    assert restored(json.dumps(data)).run == 7


def spots_of(data: object) -> Iterator[tuple[dict[str, object] | list[object], str | int]]:
    """Every place in JSON where something stands."""
    if isinstance(data, dict | list):
        for key, value in [*(data.items() if isinstance(data, dict) else enumerate(data))]:
            yield data, key
            yield from spots_of(value)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["word", "text", "values", "decimal", "date"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.data())
@settings(max_examples=300)
def test_whatever_another_hub_wrote_in_any_place_is_read_or_refused_in_a_sentence(
    data: st.DataObject,
) -> None:
    night = json.loads(stored(view_of(a_full_night())))
    spots = [*spots_of(night)]
    holder, key = spots[data.draw(st.integers(0, len(spots) - 1))]
    holder[key] = data.draw(anything)  # type: ignore[index]

    refusal = ""
    try:
        restored(json.dumps(night))
    except ConfigError as error:
        refusal = str(error)

    assert not refusal or "The night itself is not affected" in refusal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": "hub-night-view/2", "view": {}}',
        '{"schema": "hub-night-view/1", "view": {}}',
    ],
)
def test_a_report_that_cannot_be_read_is_said_to_be_one(text: str) -> None:
    with pytest.raises(
        ConfigError, match=r"The ledger holds a report that .*The night itself is not affected"
    ):
        restored(text)
