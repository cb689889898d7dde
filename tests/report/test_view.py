"""The view sorts what it holds, and keeps its sentences as sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import TypeAdapter, ValidationError

from hub.language import Text
from hub.planning.plan import FieldChange
from hub.report import view_of
from hub.report.view import Line, NightView, Sentence, Totals
from tests.report.builders import a_night, a_plan, a_trio, a_view, added, amended, cancelled, outcome

SENTENCES: TypeAdapter[Text] = TypeAdapter(Sentence)
CONFLICT = replace(
    amended(
        {"title": FieldChange("A", "B")},
        reason=Text("edited in {there}; {home} owns it, so it is put right", there="a", home="b"),
    ),
    is_conflict=True,
)


def ids(lines: tuple[Line, ...]) -> list[str]:
    return [line.id for line in lines]


def test_a_sentence_goes_out_as_template_and_comes_back_whole() -> None:
    text = Text("{count} in {network}", count=3, network=Text("the {what}", what="north"))
    data = SENTENCES.dump_python(text, mode="json")
    assert data["text"] == "{count} in {network}"
    assert SENTENCES.validate_python(data) == text
    assert SENTENCES.validate_python(text) is text


@pytest.mark.parametrize("data", [{}, {"text": 7, "values": {}}, {"text": "x", "values": [1]}])
def test_what_is_no_sentence_is_refused(data: object) -> None:
    with pytest.raises(ValidationError):
        SENTENCES.validate_python(data)


def test_each_change_is_sorted_to_where_people_look_for_it() -> None:
    view: NightView = a_view(added(), cancelled(), CONFLICT, *a_trio())
    assert ids(view.cancelled) == [cancelled().id]
    assert ids(view.conflicts) == [CONFLICT.id]
    assert ids(view.changes_in("mekom")) == [added().id]
    assert ids(view.changes_in("cluster")) == [a_trio()[1].id]
    assert view.undone == ()


def test_what_was_not_done_is_listed_there_and_nowhere_else() -> None:
    outcomes = {**outcome(added()), **outcome(cancelled(), "refused"), **outcome(CONFLICT, "unknown")}
    view = view_of(a_night(a_plan(added(), cancelled(), CONFLICT), run=7, outcomes=outcomes))
    assert ids(view.undone) == [cancelled().id, CONFLICT.id]
    assert view.cancelled == view.conflicts == ()
    assert ids(view.changes_in("mekom")) == [added().id]


def test_changes_are_what_is_added_amended_and_cancelled() -> None:
    totals = Totals(
        added=1,
        amended=2,
        cancelled=4,
        undone=8,
        held=8,
        questions=8,
        withheld=8,
        missing=8,
        rejects=8,
        failures=8,
        remaining=8,
    )
    assert totals.changes == 7
