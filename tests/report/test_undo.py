"""What a report says of an undo, and of what was undone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hub.language import Text
from hub.planning.document import as_document
from hub.planning.plan import FieldChange, Plan
from hub.report import as_json, as_text, restored, stored, view_of
from hub.report.facts import NightFacts, facts_for
from tests.planning.test_document import VALIDATOR
from tests.report.builders import (
    CLUSTER,
    MEKOM,
    a_failure,
    a_hold,
    a_night,
    a_plan,
    amended,
    an_undo,
    cancelled,
    outcome,
)

BACK = amended({"place": FieldChange("Saal 2", "Saal 1")}, reason=Text("night 5 is undone"))


def undo(*changes: object, **more: object) -> Plan:
    return a_plan(*changes, undo=an_undo(**more))  # type: ignore[arg-type]


def said(night: NightFacts, length: str = "normal") -> list[str]:
    return as_text(view_of(night), language="en", length=length).splitlines()  # type: ignore[arg-type]


def done(state: str = "done") -> NightFacts:
    return a_night(undo(BACK), run=6, outcomes=outcome(BACK, state))


# an undo


def test_before_it_is_done_it_has_three_lists_and_a_next_step() -> None:
    assert said(a_night(undo(BACK))) == [
        "Undo of night 5, nothing is written yet: 1 change (1 to amend), 1 kept, 1 impossible.",
        "",
        "To be reversed",
        "~ amend course VA-1 Gut verkaufen in MEKOM: place “Saal 2” -> “Saal 1” (night 5 is undone)",
        "",
        "Kept as it is",
        ". course VA-1 Gut verkaufen in MEKOM, place, title: somebody changed it in MEKOM since",
        "",
        "Impossible",
        ". booking VA-1: K. M., Harz GmbH in VerpackungsCluster: it is gone",
        "",
        "Total: 1 change (1 to amend), 1 kept, 1 impossible.",
        "Next: `hub undo 5 --yes` does it; `hub undo 5 --out undo.json` keeps it for `hub apply undo.json`.",
    ]


def test_afterwards_it_says_what_was_reversed_and_how_to_take_that_back() -> None:
    lines = said(done())

    assert lines[0].startswith("Night 6 of 2013-01-14, the undo of night 5: 1 change (1 amended), ")
    assert "Reversed" in lines
    assert lines[-1] == (
        "What was undone stays so. `hub undo 5 --release` lets the next night make it again."
    )


def test_what_was_not_done_comes_first_and_is_not_among_the_reversed() -> None:
    lines = said(done("refused"))

    assert lines[2] == "Not done"
    assert "Reversed" not in lines
    assert lines[-1] == "Next: mend what is listed, then `hub undo 5` again; what is done stays done."


def test_a_partner_that_failed_is_listed_and_the_undo_to_be_repeated() -> None:
    plan = replace(undo(BACK), failures=[a_failure()])

    lines = said(a_night(plan, run=6, outcomes=outcome(BACK)))

    assert "Failures" in lines
    assert "then `hub undo 5` again" in lines[-1]


def test_a_kept_plan_is_named_as_the_next_step() -> None:
    night = a_night(undo(BACK), plan_file="undo.json")

    assert said(night)[-1] == "Next: `hub apply undo.json` does exactly this."


@pytest.mark.parametrize("more", [{}, {"run": 6}])
def test_where_nothing_can_be_reversed_it_still_says_why_and_offers_nothing(more: dict[str, object]) -> None:
    lines = said(a_night(undo(holds=False), **more))

    assert "Impossible" in lines
    assert lines[-1].startswith("Total: nothing to do, 1 kept")


def test_the_undo_of_an_undo_has_nothing_to_release() -> None:
    night = a_night(undo(BACK, holds=False), run=6, outcomes=outcome(BACK))

    assert "release" not in said(night)[-1]


def test_in_short_nothing_of_the_three_lists_is_missing() -> None:
    lines = said(a_night(undo(BACK)), "short")

    assert [line[:1] for line in lines[1:]] == ["~", ".", "."]


def test_the_json_has_the_three_lists() -> None:
    data = json.loads(as_json(view_of(done()), language="en"))

    assert data["undoes"] == 5
    assert [one["fields"] for one in data["kept"]] == [["place", "title"]]
    assert data["impossible"][0]["why"] == "it is gone"
    assert (data["totals"]["kept"], data["totals"]["impossible"]) == (1, 1)


def test_a_stored_undo_is_told_again() -> None:
    view = view_of(done())

    assert as_text(restored(stored(view)), language="de") == as_text(view, language="de")


def test_a_night_that_an_older_hub_stored_undoes_nothing() -> None:
    data = json.loads(stored(view_of(a_night())))
    for key in ("undoes", "kept", "impossible", "stays_undone"):
        del data["view"][key]
    for key in ("kept", "impossible", "stays_undone"):
        del data["view"]["totals"][key]

    assert restored(json.dumps(data)).undoes is None


def test_a_plugin_sees_the_undo_as_far_as_its_network_took_part() -> None:
    elsewhere = replace(an_undo().kept[0], network=CLUSTER)
    plan = a_plan(undo=replace(an_undo(), kept=[elsewhere], impossible=[replace(elsewhere, network=MEKOM)]))

    seen = facts_for(MEKOM, a_night(plan)).plan.undo

    assert seen is not None
    assert (len(seen.kept), len(seen.impossible), seen.undone) == (0, 1, ())


def test_the_plan_file_of_an_undo_keeps_to_the_schema() -> None:
    document = as_document(undo(BACK), language="de")

    VALIDATOR.validate(document)
    assert document["undoes"] == 5


# what stays undone


def test_a_night_with_nothing_but_undone_changes_is_quiet() -> None:
    view = view_of(a_night(a_plan(stays_undone=[a_hold(cancelled())]), run=7))

    assert view.is_quiet
    assert as_text(view, language="en").splitlines()[1] == "Still open: 1 left undone."


def test_few_are_named_and_many_are_counted() -> None:
    few = [a_hold(cancelled()), a_hold(BACK)]
    many = [*few, a_hold(amended({"title": FieldChange("a", "b")}))]

    two = said(a_night(a_plan(BACK, stays_undone=few)))
    three = said(a_night(a_plan(BACK, stays_undone=many)))

    heading = two.index("Undone, and left so")
    assert two[heading + 1].startswith(
        ". cancel course VA-1 Gut verkaufen in MEKOM: status open -> cancelled"
    )
    assert three[heading + 1] == ". 3 changes: 9 would be cancelled at once"
    assert len([line for line in said(a_night(a_plan(stays_undone=many)), "full") if line[:2] == ". "]) == 3


def test_a_hold_of_a_whole_reading_has_no_line_of_its_own() -> None:
    [line] = [line for line in said(a_night(a_plan(BACK, stays_undone=[a_hold()]))) if line[:2] == ". "]

    assert line == ". the courses of MEKOM as a whole: 9 would be cancelled at once"


def test_they_are_in_the_json_and_no_part_of_what_is_held() -> None:
    data = json.loads(as_json(view_of(a_night(a_plan(stays_undone=[a_hold(BACK)]))), language="en"))

    assert (len(data["stays_undone"]), data["held"], data["totals"]["held"]) == (1, [], 0)
    assert data["stays_undone"][0]["held_because"] == "9 would be cancelled at once"


def test_a_plugin_sees_those_of_its_own_network() -> None:
    plan = a_plan(stays_undone=[a_hold(BACK)])

    assert len(facts_for(MEKOM, a_night(plan)).plan.stays_undone) == 1
    assert len(facts_for(CLUSTER, a_night(plan)).plan.stays_undone) == 1  # the course is its own
