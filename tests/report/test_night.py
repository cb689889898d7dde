"""The view holds everything the night has, and calls everything by its name."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from hub.errors import PluginError
from hub.language import Text
from hub.model import NetworkName, Ref
from hub.planning.plan import Plan, ReadingSummary
from hub.report import Remaining, view_of
from hub.report.view import NetworkLine
from tests.report.builders import (
    CLUSTER,
    COURSE_REF,
    MEKOM,
    TITLES,
    a_failure,
    a_night,
    a_plan,
    added,
    an_absence,
)
from tests.report.plans import plans


@given(plans())
def test_nothing_of_a_plan_is_left_out(plan: Plan) -> None:
    view = view_of(a_night(plan))
    assert [line.id for line in view.lines] == [change.id for change in plan.changes]
    assert len(view.held) == len(plan.held)
    assert len(view.questions) == len(plan.questions)
    assert len(view.withheld) == len(plan.withheld)
    assert len(view.missing) == len(plan.missing)
    assert len(view.rejects) == len(plan.rejects)
    assert len(view.failures) == len(plan.failures)
    assert len(view.notes) == len(plan.notes)


def test_an_absence_that_is_another_number_is_not_said_to_end_in_a_cancellation() -> None:
    renumbered = replace(an_absence(), now=Ref(MEKOM, "booking", "X-1"))
    view = view_of(a_night(a_plan(missing=[an_absence(), renumbered])))
    assert [str(one.what).partition("; ")[2] for one in view.missing] == [
        "if it stays away, it is cancelled where it was copied to",
        "X-1 tells the same, so nothing is cancelled",
    ]


@given(plans())
def test_every_line_belongs_to_exactly_one_chapter(plan: Plan) -> None:
    view = view_of(a_night(plan, run=7))
    chapters = [*view.undone, *view.cancelled, *view.conflicts]
    chapters += [line for network in view.networks for line in view.changes_in(network.name)]
    own = [line.id for line in view.lines if line.told_with is None]
    assert sorted(line.id for line in chapters) == sorted(own)


def test_networks_say_what_was_read_of_them() -> None:
    cluster, mekom = view_of(a_night()).networks
    assert cluster == NetworkLine(
        name=CLUSTER,
        title=TITLES[CLUSTER],
        short="VerpackungsCluster",
        members=None,
        courses=20,
        bookings=None,
    )
    assert mekom.bookings == 41


def test_a_network_without_a_title_goes_by_its_name() -> None:
    night = a_night(a_plan(added(to=NetworkName("harz"))))
    assert [network.title for network in view_of(night).networks if network.name == "harz"] == ["harz"]
    assert str(view_of(night).lines[0].what) == "add course VA-1 Gut verkaufen in harz"


def test_a_partial_reading_is_a_failure_and_told_with_its_reason() -> None:
    plan = a_plan(readings={(MEKOM, "booking"): ReadingSummary(1, 0, Text("page 3 is missing"))})
    view = view_of(a_night(plan))
    assert [(line.network, str(line.what), line.exit_code) for line in view.failures] == [
        (MEKOM, "MEKOM: not all of the bookings could be read: page 3 is missing", 3)
    ]
    assert view.totals.failures == 1
    assert "nothing planned, 1 failure" in str(view.headline)
    assert not view.is_quiet


def test_what_remains_of_a_person_is_masked() -> None:
    remaining = Remaining(
        ref=COURSE_REF,
        network=MEKOM,
        title="VA-1: K. M.",
        field="participant.email",
        sent="Karla@muster.example",
        seen="info@muster.example",
    )
    (line,) = view_of(a_night(run=7, remaining=[remaining])).remaining
    assert str(line.what).endswith("“i…@muster.example” instead of “K…@muster.example”")


def test_what_remains_without_values_is_only_said_to_differ() -> None:
    remaining = Remaining(ref=COURSE_REF, network=MEKOM, title="VA-1", field="place")
    (line,) = view_of(a_night(run=7, remaining=[remaining])).remaining
    assert str(line.what) == "VA-1 in MEKOM: place is shown otherwise than it was written"


def test_a_broken_plugin_is_a_failure_without_a_network_and_named_by_its_file() -> None:
    broken = PluginError("no such hook", place="plugins/x.py, line 3", remedy="Correct it.")
    view = view_of(a_night(a_plan(failures=[a_failure()]), quarantined=[broken]))
    network, plugin = view.failures
    assert (network.network, network.exit_code) == (CLUSTER, 3)
    assert (plugin.network, plugin.exit_code, str(plugin.what)) == (None, 5, "left out: no such hook")
    assert (str(plugin.place), str(plugin.remedy)) == ("plugins/x.py, line 3", "Correct it.")
