"""Every phrase stands on its own: what, where, why, what to do, with one full stop where sentences meet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub.language import Text, verbatim
from hub.planning.plan import FieldChange
from hub.report.phrases import Phrases
from hub.report.view import FailureLine, RejectLine, WithheldLine
from tests.report.builders import a_hold, a_plan, a_question, a_view, added, amended

EN = Phrases("en")
FULL = Phrases("en", is_full=True)
REJECT = RejectLine(
    network="mekom",
    kind="booking",
    place=verbatim("row 7"),
    field=None,
    why=Text("no date"),
    remedy=Text("Type one."),
)
FAILURE = FailureLine(network="mekom", place=None, what=Text("no answer"), remedy=None, exit_code=3)


def a_line() -> WithheldLine:
    return WithheldLine(
        ref="cluster/course/VA-9",
        kind="course",
        network="mekom",
        title="VA-9 Excel",
        where=Text("not in MEKOM"),
        reason=Text("still a draft"),
        remedy=None,
        place=verbatim("row 9"),
    )


@pytest.mark.parametrize(
    ("what", "remedy", "said"),
    [
        ("no answer", None, "no answer"),
        ("No answer.", None, "No answer."),
        ("no answer", "Ask them", "no answer. Ask them."),
        ("No answer.", "Ask them.", "No answer. Ask them."),
        (" No answer. ", " Ask them. ", "No answer. Ask them."),
    ],
)
def test_sentences_meet_with_one_full_stop(what: str, remedy: str | None, said: str) -> None:
    assert EN.sentences(Text("{w}", w=what), Text("{w}", w=remedy) if remedy else None) == said


def test_a_new_record_needs_no_fields_on_its_line() -> None:
    line = a_view(added()).lines[0]
    assert EN.change(line) == "+ add course VA-1 Gut verkaufen in MEKOM (released for MEKOM)"


def test_fields_stand_on_the_line_or_below_it_but_not_twice() -> None:
    line = a_view(amended({"title": FieldChange("A", "B")})).lines[0]
    assert "title “A” -> “B”" in EN.change(line)
    assert "title" not in FULL.change(line)
    assert next(FULL.details(line)) == "    title: “A” -> “B”"


def test_the_last_detail_names_place_ref_and_id() -> None:
    line = a_view(added()).lines[0]
    assert list(FULL.details(line))[-1] == (
        f"    from programme.xlsx, row 7; ref cluster/course/VA-1, change {line.id}"
    )


def test_a_held_change_says_what_and_why() -> None:
    (held,) = a_view(held=[a_hold(added())]).held
    assert EN.held(held) == (
        "! add course VA-1 Gut verkaufen in MEKOM (released for MEKOM): 9 would be cancelled at once"
    )


def test_answers_stand_below_their_question() -> None:
    (question,) = a_view(questions=[a_question()]).questions
    answers, command = "    Answers: 1 yes / 2 no", "    To answer: `hub review q1 --answer NUMBER`"
    assert list(EN.answers(question)) == [answers, command]
    assert list(FULL.answers(question)) == [answers, command, "    ref mekom/booking/B-1, question q1"]
    assert list(EN.answers(replace(question, answers=()))) == []


def test_a_dry_run_asks_what_only_a_night_can_keep_and_old_answers_had_no_word() -> None:
    (question,) = a_view(questions=[a_question()]).questions
    silent = replace(question, answers=tuple(replace(answer, word="") for answer in question.answers))

    assert list(Phrases("en", is_dry_run=True).answers(question)) == ["    Answers: 1 yes / 2 no"]
    assert list(EN.answers(silent)) == ["    Answers: 1 yes / 2 no"]


def test_a_withheld_record_names_its_place_only_where_somebody_must_go() -> None:
    assert EN.withheld(a_line()) == ". VA-9 Excel, not in MEKOM: still a draft"
    assert FULL.withheld(a_line()) == ". VA-9 Excel, not in MEKOM: still a draft (row 9)"
    to_mend = replace(a_line(), remedy=Text("Release it."))
    assert EN.withheld(to_mend) == ". VA-9 Excel, not in MEKOM: still a draft. Release it. (row 9)"


@pytest.mark.parametrize(("count", "named"), [(3, "VA-9 Excel, VA-9 Excel, VA-9 Excel:"), (9, ", 4 more:")])
def test_records_withheld_alike_share_a_line(count: int, named: str) -> None:
    said = EN.withheld_alike([a_line()] * count)
    assert said.startswith(". not in MEKOM: VA-9 Excel")
    assert named in said
    assert said.endswith("still a draft")


def test_an_unreadable_row_names_its_field_where_one_is_at_fault() -> None:
    assert EN.reject(REJECT, network="MEKOM") == "x MEKOM: row 7: no date. Type one."
    assert (
        EN.reject(replace(REJECT, field="booked_on"), network="MEKOM")
        == "x MEKOM: row 7, booked_on: no date. Type one."
    )


def test_a_failure_names_its_place_and_remedy_where_it_has_them() -> None:
    assert EN.failure(FAILURE) == "x no answer"
    failure = replace(FAILURE, place=verbatim("crm.example.org"), remedy=Text("Ask them."))
    assert EN.failure(failure) == "x no answer. Ask them. (crm.example.org)"


def test_a_change_told_with_another_is_still_told_in_full() -> None:
    fields = {"title": FieldChange("A", "B"), "capacity": FieldChange(1, 2)}
    line = a_view(*a_plan(amended(fields)).changes).lines[0]
    said = list(FULL.details_told_with(line))
    assert said[0] == (
        "    and amend course VA-1 Gut verkaufen in MEKOM: title “A” -> “B” (released for MEKOM)"
    )
    assert "seats 1 -> 2" in said[1]
    assert len(said) == 3
