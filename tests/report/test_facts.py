"""A network's plugin is told of the night only as far as its network took part."""

from __future__ import annotations

from dataclasses import replace

from hub.errors import PluginError
from hub.model import NetworkName, Ref
from hub.report import Remaining, view_of
from hub.report.facts import facts_for
from tests.report.builders import (
    BOOKING_REF,
    CLUSTER,
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
    an_absence,
)

HARZ = NetworkName("harz")
FOREIGN = Ref(HARZ, "course", "H-1")


def test_a_network_sees_its_own_records_and_what_is_done_in_it() -> None:
    theirs = added(FOREIGN, to=CLUSTER)
    plan = a_plan(added(), theirs, held=[a_hold(), a_hold(theirs)], rejects=[a_reject()])
    mine = facts_for(MEKOM, a_night(plan)).plan
    assert [change.ref for change in mine.changes] == [added().ref]
    assert [held.change for held in mine.held] == [None]
    assert len(mine.rejects) == 1
    assert set(mine.readings) == {(MEKOM, "booking")}


def test_a_stranger_sees_nothing() -> None:
    plan = a_plan(
        added(),
        held=[a_hold()],
        withheld=[a_withheld()],
        questions=[a_question()],
        missing=[an_absence()],
        rejects=[a_reject()],
        failures=[a_failure()],
    )
    remaining = Remaining(ref=BOOKING_REF, network=CLUSTER, title="VA-1", field="place")
    night = a_night(plan, remaining=[remaining], quarantined=[PluginError("x.py is broken")])
    view = view_of(facts_for(HARZ, night))
    assert view.is_quiet
    assert view.withheld == ()
    assert view.questions == ()
    assert view.remaining == ()
    assert view.missing == ()


def test_a_part_of_a_night_can_still_be_told() -> None:
    adopted, passed_on, answer = a_trio()
    elsewhere = replace(passed_on, change=replace(passed_on.change, ref=FOREIGN))
    view = view_of(facts_for(MEKOM, a_night(a_plan(adopted, elsewhere, answer))))
    assert [line.told_with for line in view.lines] == [None, None]
