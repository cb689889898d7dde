"""The text report: grave things first, one line per change, three lengths, at most three lines when all is quiet."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given

from hub.errors import PluginError
from hub.language import Text
from hub.model import Ref
from hub.planning.plan import FieldChange, Plan, PlannedChange, ReadingSummary
from hub.report import STYLE_BY_SYMBOL, Length, NightFacts, Remaining, as_text, view_of
from hub.report.view import RemainingLine
from tests.report.builders import (
    CLUSTER,
    COURSE_REF,
    MEKOM,
    a_failure,
    a_hold,
    a_night,
    a_plan,
    a_question,
    a_reject,
    a_trio,
    a_withheld,
    added,
    amended,
    an_absence,
    cancelled,
    outcome,
)
from tests.report.plans import plans

CONFLICT = replace(
    amended(
        {"title": FieldChange("A", "B")},
        reason=Text("edited in {there}; {home} owns it, so it is put right", there=MEKOM, home=CLUSTER),
    ),
    is_conflict=True,
)
LENGTHS: tuple[Length, ...] = ("short", "normal", "full")


def said(night: NightFacts, length: Length = "normal", language: str = "en") -> list[str]:
    return as_text(view_of(night), language=language, length=length).splitlines()


def a_full_night() -> NightFacts:
    refused = added(Ref(CLUSTER, "course", "VA-7"))
    plan = a_plan(
        cancelled(),
        CONFLICT,
        refused,
        *a_trio(),
        held=[a_hold(), a_hold(cancelled(Ref(MEKOM, "booking", "B-9"), of=CLUSTER))],
        questions=[a_question()],
        withheld=[a_withheld()],
        missing=[an_absence()],
        rejects=[a_reject()],
        failures=[a_failure()],
        notes=[Text("the agreement ended")],
    )
    done = {key: one for change in plan.changes for key, one in outcome(change).items()}
    why = Text("the sheet is locked.")
    done |= outcome(refused, "refused", why=why, remedy=Text("Unlock it."))
    remaining = [Remaining(ref=COURSE_REF, network=MEKOM, title="VA-1", field="place", sent="a ", seen="a")]
    return a_night(
        plan, run=7, outcomes=done, remaining=remaining, quarantined=[PluginError("x.py is broken")]
    )


def many(count: int) -> list[PlannedChange]:
    courses = [added(Ref(CLUSTER, "course", f"VA-{number}")) for number in range(count // 2)]
    bookings = [change for number in range(count) for change in a_trio(number)]
    return [*courses, *bookings][:count]


# -- order --------------------------------------------------------------------------------------------------


def test_what_is_grave_comes_first_and_the_next_command_last() -> None:
    lines = said(a_full_night())
    headings = [line for before, line in itertools.pairwise(lines) if not before and line[:1].isupper()]
    assert headings == [
        "Not done",
        "Cancellations",
        "Held until somebody confirms",
        "Edited in the wrong place",
        "Shown otherwise than written",
        "For people to decide",
        "Changes in VerpackungsCluster Südniedersachsen e.V.",
        "Withheld",
        "Missing",
        "Could not be read",
        "Failures",
        "Notes",
        next(line for line in lines if line.startswith("Total: ")),
    ]
    assert lines[0].startswith("Night 7 of 2013-01-14: 5 changes")
    assert lines[-2].startswith("Total: 5 changes")
    assert lines[-1].startswith("Next: ")


def test_each_matter_is_told_in_one_line_with_all_that_a_person_needs() -> None:
    lines = said(a_full_night())
    assert (
        "x not added: course VA-1 Gut verkaufen in MEKOM (released for MEKOM): the sheet is locked. Unlock it."
    ) in lines
    assert (
        "- cancelled course VA-1 Gut verkaufen in MEKOM: status open -> cancelled (released for MEKOM)"
        in lines
    )
    assert "! the courses of MEKOM as a whole: 9 would be cancelled at once" in lines
    assert (
        "! cancel booking VA-1: K. M., Harz GmbH B-9 in VerpackungsCluster: status requested -> cancelled by "
        "the company (released for MEKOM): 9 would be cancelled at once"
    ) in lines
    assert "! VA-1 in MEKOM: place is shown otherwise than it was written: “a” instead of “a ”" in lines
    assert "? VA-1: K. M., Harz GmbH: Is this the same person? (mekom.xlsx, row 4)" in lines
    assert "    Answers: 1 yes / 2 no" in lines
    assert (
        "+ added booking VA-1: K. M., Harz GmbH B-1 in VerpackungsCluster (released for MEKOM; numbered in MEKOM; "
        "MEKOM is told: what the organiser answers)"
    ) in lines
    assert ". VA-9 Excel, not in MEKOM: the region offers it" in lines
    assert "x MEKOM: mekom.xlsx, row 12: “maybe” is no status. Write one of: requested, confirmed." in lines
    assert "x VerpackungsCluster: no answer in 30 s. Ask the office. (crm.example.org)" in lines
    assert "x left out: x.py is broken" in lines
    assert ". the agreement ended" in lines


def test_in_a_plan_the_same_lines_speak_of_what_is_to_do() -> None:
    lines = said(a_night(a_plan(cancelled())))
    assert (
        "- cancel course VA-1 Gut verkaufen in MEKOM: status open -> cancelled (released for MEKOM)" in lines
    )


# -- lengths ------------------------------------------------------------------------------------------------


def test_short_has_one_line_for_each_change_and_nothing_else() -> None:
    lines = said(a_full_night(), "short")
    assert [line[0] for line in lines] == list("Nxxx-!!~?+")


def test_full_has_every_field_id_and_place() -> None:
    text = "\n".join(said(a_full_night(), "full"))
    assert "! the courses of MEKOM as a whole: 9 would be cancelled at once\n! cancel booking" in text
    assert "    title: “Gut verkaufen”\n    price for guests: nothing\n" in text
    assert f"    from programme.xlsx, row 7; ref cluster/course/VA-1, change {cancelled().id}" in text
    assert "    status: requested -> cancelled by the company\n" in text
    assert "    and amended booking VA-1: K. M., Harz GmbH B-1 in MEKOM: number “B-1” entered" in text
    assert "    ref mekom/booking/B-1, question q1" in text
    assert "VA-9 Excel, not in MEKOM: the region offers it (programme.xlsx, row 9)" in text


def test_a_line_names_three_fields_and_counts_the_rest() -> None:
    change = amended({name: FieldChange(1, 2) for name in ("capacity", "minimum", "level", "topic", "place")})
    assert "seats 1 -> 2, minimum seats 1 -> 2, level 1 -> 2, 2 more (" in said(a_night(a_plan(change)))[3]


def test_a_hundred_changes_fit_on_a_hundred_and_thirty_lines() -> None:
    plan = a_plan(*many(100), held=[a_hold()], questions=[a_question()], withheld=[a_withheld()] * 40)
    assert len(said(a_night(plan))) <= 130


def test_fifty_changes_fit_on_a_page() -> None:
    assert len(said(a_night(a_plan(*many(50))))) <= 60


def test_a_habit_of_a_system_that_shows_in_many_records_is_one_line_for_each_field() -> None:
    shown = [
        Remaining(ref=COURSE_REF, network=MEKOM, title=f"VA-{number}", field="price_guest", sent="100.00")
        for number in range(1, 401)
    ]
    place = Remaining(ref=COURSE_REF, network=MEKOM, title="VA-1", field="place", sent="a ", seen="a")
    night = view_of(a_night(run=7, remaining=[*shown, place]))

    said = [line for line in as_text(night, language="en").splitlines() if line.startswith("!")]

    habit = (
        "! MEKOM: price for guests is shown otherwise than it was written (400): VA-1: nothing instead of “100.00”, "
        "VA-2: nothing instead of “100.00”, VA-3: nothing instead of “100.00”, 397 more"
    )
    edit = "! VA-1 in MEKOM: place is shown otherwise than it was written: “a” instead of “a ”"
    assert said == [habit, edit]
    assert "VA-400 in MEKOM: price for guests" in as_text(night, language="en", length="full")


def test_three_records_shown_otherwise_are_all_named() -> None:
    shown = [
        Remaining(ref=COURSE_REF, network=MEKOM, title=f"VA-{number}", field="place") for number in range(3)
    ]
    said = as_text(view_of(a_night(run=7, remaining=shown)), language="en")
    assert "! MEKOM: place is shown otherwise than it was written (3): VA-0, VA-1, VA-2\n" in said


def test_what_an_older_hub_kept_of_fields_shown_otherwise_is_told_line_by_line() -> None:
    old = RemainingLine(ref=str(COURSE_REF), network=MEKOM, what=Text("VA-1 is shown otherwise"))
    view = replace(view_of(a_night(run=7, remaining=[_shown_otherwise()])), remaining=(old,) * 2)
    assert as_text(view, language="en").count("! VA-1 is shown otherwise\n") == 2


def _shown_otherwise() -> Remaining:
    return Remaining(ref=COURSE_REF, network=MEKOM, title="VA-1", field="place")


def test_many_records_withheld_for_one_reason_are_one_line() -> None:
    withheld = [a_withheld(f"VA-{number}") for number in range(12)]
    (line,) = [line for line in said(a_night(a_plan(added(), withheld=withheld))) if line.startswith(".")]
    assert line == (
        ". not in MEKOM: VA-0 Excel, VA-1 Excel, VA-2 Excel, VA-3 Excel, VA-4 Excel, 7 more: the region offers it"
    )


def test_three_alike_are_named_in_full() -> None:
    withheld = [a_withheld(f"VA-{number}") for number in range(3)]
    lines = said(a_night(a_plan(added(), withheld=withheld)))
    assert ". not in MEKOM: VA-0 Excel, VA-1 Excel, VA-2 Excel: the region offers it" in lines


def test_full_names_every_withheld_record() -> None:
    withheld = [a_withheld(f"VA-{number}") for number in range(12)]
    assert sum(line.startswith(". VA-") for line in said(a_night(a_plan(withheld=withheld)), "full")) == 12


def test_a_remedy_comes_with_the_place_to_go_to() -> None:
    withheld = a_withheld(remedy=Text("Release it."), ref=Ref(MEKOM, "booking", "B-1"), title="VA-1: K. M.")
    lines = said(a_night(a_plan(added(), withheld=[withheld])))
    assert ". VA-1: K. M., stays in MEKOM: the region offers it. Release it. (programme.xlsx, row 9)" in lines


def test_a_flood_of_unreadable_rows_is_cut_and_counted() -> None:
    night = a_night(a_plan(rejects=[a_reject(row) for row in range(120)]))
    assert sum(line.startswith("x MEKOM: mekom.xlsx") for line in said(night)) == 50
    assert "x 70 more; `--full` lists all" in said(night)
    assert sum(line.startswith("x MEKOM: mekom.xlsx") for line in said(night, "full")) == 120


def test_a_question_without_answers_is_only_asked() -> None:
    question = replace(a_question(), answers=())
    assert not any(
        "Answers" in line for line in said(a_night(a_plan(questions=[question], changes=[added()])))
    )


def test_an_undone_change_without_a_cause_says_no_more_than_that() -> None:
    night = a_night(a_plan(added()), run=7)
    assert "x perhaps added: course VA-1 Gut verkaufen in MEKOM (released for MEKOM)" in said(night)


# -- quiet --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", ["short", "normal"])
def test_a_quiet_night_takes_three_lines(length: Length) -> None:
    plan = a_plan(questions=[a_question()], withheld=[a_withheld()] * 9, notes=[Text("the agreement ended")])
    night = replace(a_night(plan, run=8), asked_before=frozenset(question.id for question in plan.questions))
    assert said(night, length) == [
        "Night 8 of 2013-01-14: nothing to do; read 61 records in 2 networks.",
        "Still open: 1 question, 9 withheld. the agreement ended",
        "Next: `hub review` takes the answers; `hub report 8 --full` shows every detail.",
    ]


def test_a_question_that_nobody_has_read_yet_is_told_in_full() -> None:
    plan = a_plan(questions=[a_question()])
    assert any(line.startswith("? ") for line in said(a_night(plan, run=8)))


def test_a_night_in_which_nothing_is_open_takes_one_line() -> None:
    assert len(said(a_night(run=8))) == 1


def test_full_shows_what_is_open_even_in_a_quiet_night() -> None:
    assert ". VA-9 Excel, not in MEKOM: the region offers it (programme.xlsx, row 9)" in said(
        a_night(a_plan(withheld=[a_withheld()]), run=8), "full"
    )


@pytest.mark.parametrize(
    "plan",
    [
        a_plan(rejects=[a_reject()]),
        a_plan(failures=[a_failure()]),
        a_plan(missing=[an_absence()]),
        a_plan(held=[a_hold()]),
        a_plan(readings={(MEKOM, "booking"): ReadingSummary(1, 0, Text("page 3 is missing"))}),
    ],
)
def test_a_night_in_which_something_went_wrong_is_not_quiet(plan: Plan) -> None:
    assert len(said(a_night(plan, run=8))) > 3


# -- whatever was read --------------------------------------------------------------------------------------


@given(plans())
def test_no_letter_that_was_read_breaks_the_page(plan: Plan) -> None:
    view = view_of(a_night(plan))
    for length in LENGTHS:
        text = as_text(view, language="en", length=length)
        assert text.endswith("\n")
        assert all(line.isprintable() for line in text.split("\n"))


@given(plans())
def test_every_change_is_on_a_line_of_its_own_or_on_another_s(plan: Plan) -> None:
    view = view_of(a_night(plan))
    text = as_text(view, language="en", length="short").split("\n")
    told = [*view.lines, *(held.line for held in view.held if held.line)]
    own = [line for line in told if line.told_with is None]
    assert sum(line.startswith(("+ ", "~ ", "- ", "! add", "! amend", "! cancel")) for line in text) == len(
        own
    )
    assert {line.told_with for line in told} - {None} <= {line.id for line in own}


def test_an_escape_in_a_cell_does_not_reach_the_terminal() -> None:
    change = replace(added(), title="\x1b[31mVA-1\nrm -rf\u202e soft\u00adly")
    lines = said(a_night(a_plan(change)))
    assert "+ add course  [31mVA-1 rm -rf softly in MEKOM (released for MEKOM)" in lines


def test_every_symbol_has_a_style() -> None:
    lines = said(a_full_night(), "short")[1:]
    assert {line[0] for line in lines} <= set(STYLE_BY_SYMBOL)
