"""One line for each change: verb, record, direction, reason; what belongs together stands together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from hub.language import Text
from hub.memory import Outcome
from hub.model import BookingStatus, CourseStatus
from hub.planning.compare import Difference
from hub.planning.courses import reason_of
from hub.planning.plan import FieldChange, Plan, PlannedChange
from hub.report import view_of
from hub.report.view import Line
from tests.report.builders import (
    BOOKING_REF,
    CLUSTER,
    MEKOM,
    TITLES,
    a_hold,
    a_night,
    a_plan,
    a_trio,
    a_view,
    a_withheld,
    added,
    amended,
    cancelled,
    outcome,
)
from tests.report.plans import plans


def only(change: PlannedChange) -> Line:
    return a_view(change).lines[0]


def after_night(*changes: PlannedChange, outcomes: dict[str, Outcome]) -> tuple[Line, ...]:
    return view_of(a_night(a_plan(*changes), run=7, outcomes=outcomes)).lines


@given(plans())
def test_every_line_tells_direction_and_reason(plan: Plan) -> None:
    view = view_of(a_night(plan))
    lines = [*view.lines, *(held.line for held in view.held if held.line)]
    changes = [*plan.changes, *(held.change for held in plan.held if held.change)]
    assert len(lines) == len(changes)
    for line, change in zip(lines, changes, strict=True):
        short = {CLUSTER: "VerpackungsCluster"}.get(change.network, "MEKOM")
        assert str(line.what).endswith(f" in {short}")
        assert change.title in str(line.what)
        assert str(line.reason)


@pytest.mark.parametrize(
    ("change", "state", "said"),
    [
        (added(), None, "add course VA-1 Gut verkaufen in MEKOM"),
        (amended({}), None, "amend course VA-1 Gut verkaufen in MEKOM"),
        (cancelled(), None, "cancel course VA-1 Gut verkaufen in MEKOM"),
        (added(), "done", "added course VA-1 Gut verkaufen in MEKOM"),
        (cancelled(), "done", "cancelled course VA-1 Gut verkaufen in MEKOM"),
        (added(), "refused", "not added: course VA-1 Gut verkaufen in MEKOM"),
        (amended({}), "skipped", "not amended: course VA-1 Gut verkaufen in MEKOM"),
        (cancelled(), "refused", "not cancelled: course VA-1 Gut verkaufen in MEKOM"),
        (added(), "unknown", "perhaps added: course VA-1 Gut verkaufen in MEKOM"),
        (amended({}), "unknown", "perhaps amended: course VA-1 Gut verkaufen in MEKOM"),
        (added(), "lost", "perhaps added: course VA-1 Gut verkaufen in MEKOM"),
    ],
)
def test_the_verb_says_whether_it_is_done(change: PlannedChange, state: str | None, said: str) -> None:
    if state is None:
        assert str(only(change).what) == said
        return
    (line,) = after_night(change, outcomes=outcome(change, state))
    assert str(line.what) == said
    assert line.is_undone is (state != "done")


def test_a_change_without_an_outcome_is_open_not_done() -> None:
    (line,) = after_night(added(), outcomes={})
    assert line.state == "open"
    assert line.is_undone


def test_why_and_remedy_of_a_refusal_are_kept_with_short_names() -> None:
    why, remedy = Text("{network} is full", network=TITLES[CLUSTER]), Text("Ask {n}.", n=TITLES[CLUSTER])
    (line,) = after_night(added(), outcomes=outcome(added(), "refused", why=why, remedy=remedy))
    assert (str(line.why), str(line.remedy)) == ("VerpackungsCluster is full", "Ask VerpackungsCluster.")


def test_networks_are_called_by_their_short_names_in_reasons() -> None:
    assert str(only(added()).reason) == "released for MEKOM"


# -- conflicts and cancellations ----------------------------------------------------------------------------


def test_an_edit_in_the_wrong_place_is_a_conflict() -> None:
    assert only(replace(amended({"title": FieldChange("a", "b")}), is_conflict=True)).topic == "conflict"


def test_a_change_at_home_is_none() -> None:
    found = [Difference("title", "a", "b", edited_there=False, moved_at_home=True)]
    change = amended({"title": FieldChange("a", "b")}, reason=reason_of(found, home="A", there="B"))
    assert only(change).topic == "change"


def test_a_cancellation_is_one_whatever_its_reason() -> None:
    assert only(cancelled()).topic == "cancelled"
    assert only(cancelled(BOOKING_REF)).fields[0].name == "status"


def test_a_note_is_told_with_what_it_says() -> None:
    note = amended({"note": FieldChange(None, "…")}, BOOKING_REF, reason=Text("the office is told"))
    obstacle = a_withheld(ref=BOOKING_REF, reason=Text("not in {network}", network=TITLES[CLUSTER]))
    (line,) = a_view(note, withheld=[obstacle]).lines
    assert [str(aside) for aside in line.asides] == ["not in VerpackungsCluster"]
    settled = amended({"note": FieldChange("…", None)}, BOOKING_REF)
    assert a_view(settled, withheld=[obstacle]).lines[0].asides == ()


# -- told together ------------------------------------------------------------------------------------------


def test_number_and_answer_are_told_on_the_line_of_the_booking() -> None:
    adopted, passed_on, answer = a_view(*a_trio()).lines
    assert adopted.told_with == answer.told_with == passed_on.id
    assert passed_on.told_with is None
    assert [str(aside) for aside in passed_on.asides] == [
        "row gets its number in MEKOM",
        "answer goes to MEKOM",
    ]


def test_afterwards_they_are_told_as_done() -> None:
    trio = a_trio()
    lines = after_night(*trio, outcomes={key: one for c in trio for key, one in outcome(c).items()})
    assert [str(aside) for aside in lines[1].asides] == [
        "numbered in MEKOM",
        "MEKOM is told: what the organiser answers",
    ]


def test_what_went_otherwise_than_the_rest_keeps_its_own_line() -> None:
    adopted, passed_on, answer = a_trio()
    states = {**outcome(adopted), **outcome(passed_on), **outcome(answer, "refused", why=Text("locked"))}
    told = [line.told_with for line in after_night(adopted, passed_on, answer, outcomes=states)]
    assert told == [passed_on.id, None, None]


def test_nothing_is_told_with_a_change_that_was_not_done() -> None:
    trio = a_trio()
    states = {key: one for c in trio for key, one in outcome(c, "refused").items()}
    assert all(line.told_with is None for line in after_night(*trio, outcomes=states))


def test_an_answer_that_changes_more_keeps_its_own_line() -> None:
    adopted, passed_on, _ = a_trio()
    fields = {"status": FieldChange(BookingStatus.REQUESTED, None), "title": FieldChange("a", "b")}
    answer = amended(fields, BOOKING_REF, follows=passed_on.id, awaits_answer=True)
    assert a_view(adopted, passed_on, answer).lines[2].told_with is None


def test_held_changes_are_told_together_as_well() -> None:
    view = view_of(a_night(a_plan(held=[a_hold(change) for change in a_trio()]), run=7))
    told = [held.line.told_with is None for held in view.held if held.line]
    assert told == [False, True, False]
    assert all(held.line.state == "planned" for held in view.held if held.line)


def test_a_cancelled_status_is_told_before_and_after() -> None:
    change = cancelled()
    assert change.fields["status"].after is CourseStatus.CANCELLED
    assert str(only(change).fields[0].words) == "status open -> cancelled"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (None, "Buchung VA-1 Gut verkaufen bei MEKOM stornieren"),
        ("done", "Buchung VA-1 Gut verkaufen bei MEKOM storniert"),
        ("refused", "nicht storniert: Buchung VA-1 Gut verkaufen bei MEKOM"),
        ("unknown", "vielleicht storniert: Buchung VA-1 Gut verkaufen bei MEKOM"),
    ],
)
def test_in_german_a_booking_is_cancelled_with_a_verb_of_its_own(state: str | None, said: str) -> None:
    change = replace(cancelled(BOOKING_REF), title="VA-1 Gut verkaufen", network=MEKOM)
    line = only(change) if state is None else after_night(change, outcomes=outcome(change, state))[0]
    assert line.what.say("de") == said
