"""The night in one sentence, and the command that comes next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub.errors import PluginError
from hub.model import NetworkName
from hub.planning.plan import FieldChange, ReadingSummary
from hub.report import NightFacts, NightView, Remaining, view_of
from tests.report.builders import (
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


def headline(night: NightFacts) -> str:
    return str(view_of(night).headline)


def following(night: NightFacts) -> str:
    return str(view_of(night).next_step)


def test_a_plan_says_what_is_to_do() -> None:
    plan = a_plan(added(), amended({"title": FieldChange("a", "b")}), cancelled())
    assert headline(a_night(plan)) == (
        "Plan for 2013-01-14, nothing is written yet: 3 changes (1 to add, 1 to amend, 1 to cancel)."
    )


def test_a_night_says_what_was_done() -> None:
    changes = added(), amended({"title": FieldChange("a", "b")}), cancelled()
    done = {key: one for change in changes for key, one in outcome(change).items()}
    assert headline(a_night(a_plan(*changes), run=1234, outcomes=done)) == (
        "Night 1234 of 2013-01-14: 3 changes (1 added, 1 amended, 1 cancelled)."
    )


def test_what_was_not_done_is_not_counted_as_done() -> None:
    night = a_night(a_plan(added()), run=7, outcomes=outcome(added(), "refused"))
    assert headline(night) == "Night 7 of 2013-01-14: nothing done, 1 not done."


def test_a_night_that_could_not_read_does_not_claim_that_nothing_is_to_do() -> None:
    assert "nothing done, 1 failure" in headline(a_night(a_plan(failures=[a_failure()]), run=7))


def test_a_night_in_which_all_is_held_does_not_claim_that_nothing_is_to_do() -> None:
    assert "nothing written, 1 held" in headline(a_night(a_plan(held=[a_hold()]), run=7))
    assert "nothing planned, 1 held" in headline(a_night(a_plan(held=[a_hold()])))


def test_what_no_confirmation_ends_is_not_advised_to_be_confirmed() -> None:
    held = [replace(a_hold(), can_be_confirmed=False), a_hold(cancelled())]
    for night in (a_night(a_plan(held=held)), a_night(a_plan(held=held), run=7)):
        assert following(night).startswith("Next: put the numbers back")
        assert "--confirm-held" not in following(night)


def test_a_night_without_a_number_says_so() -> None:
    assert headline(a_night(a_plan(added()), run=None)).startswith("Night ? of 2013-01-14")


def test_everything_that_waits_is_counted() -> None:
    plan = a_plan(
        held=[a_hold()],
        questions=[a_question()],
        withheld=[a_withheld(), a_withheld("VA-8")],
        missing=[an_absence()],
        rejects=[a_reject()],
        failures=[a_failure()],
    )
    remaining = [Remaining(ref=COURSE_REF, network=MEKOM, title="VA-1", field="place")]
    night = a_night(plan, quarantined=[PluginError("a plugin is broken")], remaining=remaining)
    assert headline(night) == (
        "Plan for 2013-01-14, nothing is written yet: nothing planned, 2 failures, 1 held, 1 shown otherwise, "
        "1 question, 2 withheld, 1 missing, 1 row not readable."
    )


@pytest.mark.parametrize(
    ("networks", "said"),
    [
        (1, "nichts zu tun; 1 Datensatz in 1 Netzwerk gelesen."),
        (3, "nichts zu tun; 3 Datensätze in 3 Netzwerken gelesen."),
    ],
)
def test_a_quiet_night_counts_in_the_right_case(networks: int, said: str) -> None:
    readings = {(NetworkName(f"n{number}"), "course"): ReadingSummary(1, 0) for number in range(networks)}
    view = view_of(a_night(a_plan(readings=readings), run=8))
    assert view.headline.say("de").endswith(said)


def test_a_quiet_night_proves_that_it_looked() -> None:
    assert headline(a_night(run=8)) == (
        "Night 8 of 2013-01-14: nothing to do; read 61 records in 2 networks."
    )


def test_the_last_totals_say_why_there_are_fewer_lines_than_changes() -> None:
    view: NightView = view_of(a_night(a_plan(*a_trio())))
    assert str(view.summary) == ("Total: 3 changes (1 to add, 2 to amend, 2 of them on the line of another).")
    assert view.totals.changes == 3


@pytest.mark.parametrize(
    ("night", "command"),
    [
        (a_night(a_plan(added())), "`hub sync` does it"),
        (a_night(a_plan(added()), plan_file="plan.json"), "`hub apply plan.json` does exactly this"),
        (a_night(a_plan(added()), plan_file="my plan.json"), '`hub apply "my plan.json"` does'),
        (a_night(a_plan(held=[a_hold()])), "`hub plan --out plan.json`"),
        (a_night(a_plan(held=[a_hold()]), plan_file="p.json"), "`hub apply p.json --confirm-held`"),
        (a_night(a_plan(withheld=[a_withheld()])), "`hub plan --full` shows what is open"),
        (a_night(a_plan(held=[a_hold()]), run=7), "`hub apply plan.json --confirm-held`"),
        (a_night(a_plan(failures=[a_failure()]), run=7), "`hub sync` again"),
        (a_night(a_plan(added()), run=7), "`hub sync` again"),
        (a_night(a_plan(added()), run=7, outcomes=outcome(added())), "`hub report 7 --full`"),
        (a_night(a_plan(withheld=[a_withheld()]), run=7), "`hub report 7 --full`"),
    ],
)
def test_the_next_command_is_named(night: NightFacts, command: str) -> None:
    assert following(night).startswith("Next: ")
    assert command in following(night)


@pytest.mark.parametrize(
    "night",
    [
        a_night(),
        a_night(run=7),
        a_night(a_plan(rejects=[a_reject()])),
        a_night(a_plan(added()), run=None, outcomes=outcome(added())),
    ],
)
def test_where_nothing_comes_next_nothing_is_said(night: NightFacts) -> None:
    assert view_of(night).next_step is None
