"""Reading back: unknown outcomes are looked up, other values are told, lost records are called lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub.changes import Add, Done, Partial, Reading, Record, Reject
from hub.errors import Unreachable
from hub.language import Text
from hub.memory import Outcome
from hub.model import Booking, BookingStatus, Kind
from hub.planning.plan import Shared
from hub.sending import lost
from hub.verifying import read_back
from tests.planning.builders import ACADEMY, MEKOM, booking, course
from tests.scene import Office, Scene


def test_an_unknown_outcome_that_the_system_shows_is_done() -> None:
    scene = Scene()
    scene.mekom.forget = True
    plan = scene.plan
    carried = scene.carry_out(plan)

    verified = read_back(plan, carried, scene.offices)

    assert scene.states(carried.outcomes)[0] == "unknown"
    assert scene.states(verified.outcomes)[0] == "done"


def test_an_unknown_outcome_that_the_system_does_not_show_was_not_written() -> None:
    scene = Scene()
    scene.mekom.lazy = True
    plan = scene.plan
    carried = scene.carry_out(plan)

    verified = read_back(plan, carried, scene.offices)

    outcome = verified.outcomes[plan.changes[0].id]
    assert outcome.state == "refused"
    assert str(outcome.why) == "no answer in 30 s (looked up: not written)"


def test_a_value_that_the_system_shows_otherwise_is_told_with_both_values() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)
    kept = scene.mekom.system.courses["VA-1"]
    scene.mekom.system.put(kept.model_copy(update={"title": "Verkauf"}))

    verified = read_back(plan, carried, scene.offices)

    assert [(left.field, left.sent, left.seen) for left in verified.differing] == [
        ("title", "Verkaufen VA-1", "Verkauf")
    ]
    assert scene.states(verified.outcomes)[0] == "done"
    assert verified.contradicted.keys() == {plan.changes[0].id}


def test_a_record_that_reads_back_garbled_is_not_called_done() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)
    scene.academy.unreadable = True

    verified = read_back(plan, carried, scene.offices)

    assert scene.states(verified.outcomes) == ["done", "refused", "done"]


def test_a_network_that_cannot_be_read_back_is_a_failure_and_the_others_are_verified() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)

    class Gone(Office):
        def fetch(self, kind: Kind) -> Reading[Shared]:
            raise Unreachable("no answer", remedy="Wait.")

    gone = Gone(MEKOM, scene.diary)
    verified = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: gone})

    assert {failure.network for failure in verified.failures} == {MEKOM}
    assert set(verified.readings) == {(ACADEMY, "booking")}
    assert scene.states(verified.outcomes) == ["unknown", "done", "unknown"]
    assert str(verified.outcomes[plan.changes[0].id].why) == (
        "the system said it was done, but it could not be read back: no answer"
    )


def test_done_names_the_record_as_the_system_shows_it() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)

    added = next(
        change for change in plan.changes if isinstance(change.change, Add) and change.kind == "booking"
    )
    shown = carried.shown[added.id].value

    assert isinstance(shown, Booking)
    assert shown.status is BookingStatus.CONFIRMED
    assert isinstance(Done(added.id, carried.shown[added.id]), Done)


def test_what_a_partial_reading_back_does_not_show_is_neither_done_nor_lost() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)

    class Cut(Office):
        def fetch(self, kind: Kind) -> Reading[Shared]:
            return Reading([], coverage=Partial("page 2 of 2 is missing"))

    verified = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: Cut(MEKOM, scene.diary)})

    assert scene.states(verified.outcomes) == ["unknown", "done", "unknown"]
    outcome = verified.outcomes[plan.changes[0].id]
    assert "could not be read back: page 2 of 2 is missing" in str(outcome.why)
    assert str(outcome.remedy) == "Nothing to do: the next night looks whether it is there."


def test_what_a_partial_reading_back_shows_is_done_all_the_same() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)

    class Partly(Office):
        def fetch(self, kind: Kind) -> Reading[Shared]:
            return replace(super().fetch(kind), coverage=Partial("page 2 of 2 is missing"))

    partly = Partly(MEKOM, scene.diary, scene.mekom.system)
    verified = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: partly})

    assert scene.states(verified.outcomes) == ["done", "done", "done"]


def test_a_reading_back_that_lacks_what_stood_there_before_proves_no_absence_and_is_not_kept() -> None:
    """An empty answer after writing would else call every change lost, and be the measure of the next night."""
    scene = Scene()
    plan = scene.plan
    before = {
        (MEKOM, "booking"): scene.mekom.fetch("booking"),
        (ACADEMY, "booking"): scene.academy.fetch("booking"),
    }
    carried = scene.carry_out(plan)
    scene.mekom.system.remove("booking", "B-1")

    verified = read_back(plan, carried, scene.offices, before=before)

    assert scene.states(verified.outcomes) == ["done", "done", "unknown"]
    assert "the reading lacks records that stood there before (1)" in str(
        verified.outcomes[plan.changes[2].id].why
    )
    assert verified.readings.keys() == {(ACADEMY, "booking"), (MEKOM, "course")}


def test_a_row_that_only_had_a_proposed_number_is_not_missed_when_it_has_another_one() -> None:
    scene = Scene()
    plan = scene.plan
    proposed = Record.of(booking("N-1"), "row 9", proposed=True)
    carried = scene.carry_out(plan)

    verified = read_back(plan, carried, scene.offices, before={(MEKOM, "booking"): Reading([proposed])})

    assert scene.states(verified.outcomes) == ["done", "done", "done"]
    assert (MEKOM, "booking") in verified.readings


def test_a_change_whose_record_is_garbled_now_is_neither_done_nor_lost() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)

    class Garbling(Office):
        def fetch(self, kind: Kind) -> Reading[Shared]:
            rejects = [
                Reject(place="row 9", why=Text("torn"), remedy=Text("Mend it."), id=record.id)
                for record in super().fetch(kind).records
            ]
            return Reading([], rejects)

    torn = Garbling(MEKOM, scene.diary, scene.mekom.system)
    verified = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: torn})

    assert scene.states(verified.outcomes) == ["unknown", "done", "unknown"]
    assert "its record there cannot be read" in str(verified.outcomes[plan.changes[0].id].why)


@pytest.mark.parametrize("how", ["nameless", "own number"])
def test_an_unknown_outcome_stays_unknown_where_a_row_that_cannot_be_read_may_be_the_record(how: str) -> None:
    scene = Scene()
    scene.mekom.forget = True
    plan = scene.plan
    carried = scene.carry_out(plan)

    class Garbling(Office):
        def fetch(self, kind: Kind) -> Reading[Shared]:
            number = "K-0001" if how == "own number" else None
            reject = Reject(place="row 9", why=Text("torn"), remedy=Text("Mend it."), id=number)
            return Reading([], [reject])

    torn = Garbling(MEKOM, scene.diary, scene.mekom.system)
    outcome = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: torn}).outcomes[plan.changes[0].id]

    assert (outcome.state, str(outcome.why)) == ("unknown", "no answer in 30 s")


def test_what_was_called_done_is_unknown_where_a_nameless_row_may_be_the_record() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)

    class Garbling(Office):
        def fetch(self, kind: Kind) -> Reading[Shared]:
            return Reading([], [Reject(place="row 9", why=Text("torn"), remedy=Text("Mend it."))])

    torn = Garbling(MEKOM, scene.diary, scene.mekom.system)
    outcome = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: torn}).outcomes[plan.changes[0].id]

    assert outcome.state == "unknown"
    assert "a record there that cannot be read may be it" in str(outcome.why)


def test_a_row_that_became_unreadable_since_is_not_gone() -> None:
    scene = Scene()
    plan = scene.plan
    before = {(MEKOM, "course"): Reading([Record.of(course("VA-9"), "row 9")])}
    carried = scene.carry_out(plan)

    class Torn(Office):
        def fetch(self, kind: Kind) -> Reading[Shared]:
            reject = Reject(place="row 9", why=Text("torn"), remedy=Text("Mend it."), id="VA-9")
            return replace(super().fetch(kind), rejects=[reject])

    torn = Torn(MEKOM, scene.diary, scene.mekom.system)
    verified = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: torn}, before=before)

    assert (MEKOM, "course") in verified.readings


def test_a_change_that_was_looked_up_is_shown_as_it_was_found() -> None:
    scene = Scene()
    scene.mekom.forget = True
    plan = scene.plan
    carried = scene.carry_out(plan)

    read_back(plan, carried, scene.offices)

    assert carried.shown[plan.changes[0].id].id == "VA-1"


# what the system said, and what it shows


def test_an_added_record_that_is_not_shown_is_lost_and_a_person_has_to_look() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)
    scene.mekom.system.remove("course", "VA-1")

    outcome = read_back(plan, carried, scene.offices).outcomes[plan.changes[0].id]

    assert (outcome.state, str(outcome.why)) == (
        "lost",
        "the system said it was done, but does not show it",
    )
    assert "else it asks you first" in str(outcome.remedy)


def test_an_amended_record_that_is_not_shown_is_refused_because_a_repeat_does_no_harm() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)
    scene.mekom.system.remove("booking", "B-1")

    verified = read_back(plan, carried, scene.offices)

    assert scene.states(verified.outcomes) == ["done", "done", "refused"]


def test_an_unknown_amendment_that_stands_there_in_the_system_s_own_way_is_done_and_told() -> None:
    scene = Scene()
    scene.world.with_published(course("VA-2"))
    scene.world.courses[ACADEMY][-1] = course("VA-2", title="Neuer Titel")
    scene.mekom.system.put(scene.world.courses[MEKOM][-1])
    scene.mekom.forget = True
    plan = scene.plan
    carried = scene.carry_out(plan)
    amended = next(change for change in plan.changes if change.ref.id == "VA-2")
    scene.mekom.system.put(scene.mekom.system.courses["VA-2"].model_copy(update={"title": "NEUER TITEL"}))

    verified = read_back(plan, carried, scene.offices)

    assert carried.outcomes[amended.id].state == "unknown"
    assert verified.outcomes[amended.id].state == "done"
    assert [(one.field, one.seen) for one in verified.differing] == [("title", "NEUER TITEL")]


def test_an_unknown_amendment_whose_record_stands_as_before_was_not_written() -> None:
    scene = Scene()
    scene.world.with_published(course("VA-2"))
    scene.world.courses[ACADEMY][-1] = course("VA-2", title="Neuer Titel")
    scene.mekom.system.put(scene.world.courses[MEKOM][-1])
    scene.mekom.lazy = True
    plan = scene.plan
    amended = next(change for change in plan.changes if change.ref.id == "VA-2")

    verified = read_back(plan, scene.carry_out(plan), scene.offices)

    assert "looked up: not written" in str(verified.outcomes[amended.id].why)


def test_what_was_called_lost_and_stands_there_after_all_is_done() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)
    course = plan.changes[0]
    carried.outcomes[course.id] = lost(course, Text("no ref in its receipt"))
    del carried.shown[course.id]

    verified = read_back(plan, carried, scene.offices)

    assert verified.outcomes[course.id].state == "done"
    assert carried.shown[course.id].id == "VA-1"


def test_what_was_called_lost_and_is_not_there_keeps_its_own_words() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)
    course = plan.changes[0]
    carried.outcomes[course.id] = lost(course, Text("no ref in its receipt"))
    scene.mekom.system.remove("course", "VA-1")

    verified = read_back(plan, carried, scene.offices)

    assert verified.outcomes[course.id] == carried.outcomes[course.id]


def test_an_unanswered_add_that_is_found_by_its_ref_is_done_whatever_the_system_made_of_it() -> None:
    scene = Scene()
    scene.mekom.forget = True
    plan = scene.plan
    carried = scene.carry_out(plan)
    kept = scene.mekom.system.courses["VA-1"]
    scene.mekom.system.put(kept.model_copy(update={"title": "VERKAUFEN VA-1"}))

    verified = read_back(plan, carried, scene.offices)

    assert verified.outcomes[plan.changes[0].id].state == "done"
    assert [left.seen for left in verified.differing] == ["VERKAUFEN VA-1"]


def test_an_unanswered_amend_that_shows_other_values_was_not_written() -> None:
    scene = Scene()
    plan = scene.plan
    scene.mekom.forget = True
    carried = scene.carry_out(plan)
    scene.mekom.system.put(booking())

    verified = read_back(plan, carried, scene.offices)

    outcome = verified.outcomes[plan.changes[2].id]
    assert (outcome.state, str(outcome.why)) == ("refused", "no answer in 30 s (looked up: not written)")
    assert plan.changes[2].id not in carried.shown


def test_an_amend_after_which_everything_stands_as_before_was_only_pretended() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)
    scene.mekom.system.put(booking())  # as it stood before the answer was written

    verified = read_back(plan, carried, scene.offices)

    assert scene.states(verified.outcomes) == ["done", "done", "refused"]
    assert (verified.differing, verified.contradicted) == ([], {})


def test_an_amend_that_its_own_receipt_shows_otherwise_is_the_systems_habit() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)
    scene.mekom.system.put(booking())
    answer = plan.changes[2]
    (carried.shown[answer.id],) = scene.mekom.fetch("booking").records

    verified = read_back(plan, carried, scene.offices)

    assert verified.outcomes[answer.id].state == "done"
    assert [left.field for left in verified.differing] == ["status"]
    assert verified.contradicted == {}


def test_what_the_system_refused_is_not_looked_for() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)
    refused = Outcome(change_id=plan.changes[0].id, state="refused")
    carried.outcomes[refused.change_id] = refused

    assert read_back(plan, carried, scene.offices).outcomes[refused.change_id] == refused
