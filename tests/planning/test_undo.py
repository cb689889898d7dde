"""The way back: each change reversed, kept because somebody edited it since, or impossible with the reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hub.changes import Amend, Cancel, Reading, Record, Reject, Unreadable
from hub.errors import Unreachable
from hub.language import Text
from hub.memory import Shelf
from hub.model import Booking, BookingStatus, Course, CourseStatus, Person, Ref
from hub.planning.compare import digest
from hub.planning.plan import Plan
from hub.planning.snapshot import Failure, Snapshot, View
from hub.planning.undo import plan_undo
from hub.traces import Made
from tests.planning.builders import ACADEMY, MEKOM, REGION, World, booking, copy_of, course, lines, request_of
from tests.planning.pasts import (
    BOOKING,
    COURSE,
    KEY,
    an_add,
    an_amend,
    days_ago,
    impossible,
    kept,
    seen,
    undone,
    way_back,
)


@pytest.fixture
def world() -> World:
    """A course at both sides, and a booking that was passed on and has its seat."""
    world = World().with_published(course(place="Saal 1"))
    return world.with_passed_on(booking(status=BookingStatus.CONFIRMED))


def edit(world: World, kind: str, network: str, **fields: object) -> None:
    """A person changes the one record of this kind in this network."""
    shelf: list[Course] | list[Booking] = getattr(world, kind)[network]
    shelf[0] = shelf[0].model_copy(update=fields)


def renamed() -> Made:
    return an_amend(COURSE, MEKOM, title=("Alt", "Verkaufen VA-1"), place=("Saal 0", "Saal 1"))


# reversed


def test_fields_that_show_what_the_night_wrote_get_their_values_back(world: World) -> None:
    plan = undone(world, renamed())

    [change] = plan.changes
    assert isinstance(change.change, Amend)
    assert change.change.record_id == "VA-1"
    assert change.change.fields == {"title", "place"}
    value = change.change.value
    assert isinstance(value, Course)
    assert (value.title, value.place, value.capacity) == ("Alt", "Saal 0", 10)
    assert (change.fields["title"].before, change.fields["title"].after) == ("Verkaufen VA-1", "Alt")
    assert str(change.reason) == "night 7 is undone"
    assert str(change.place) == "mekom, course VA-1"
    assert (kept(plan), impossible(plan)) == ([], [])


def test_where_nothing_is_held_a_confirmation_leaves_the_way_back_in_its_own_order(world: World) -> None:
    course_copy, request = world.courses[MEKOM][0], world.bookings[ACADEMY][0]
    plan = undone(world, an_add(course_copy, MEKOM), an_add(request, ACADEMY))

    confirmed = plan.with_held_confirmed()

    assert lines(confirmed) == ["cancel academy B-1 status", "cancel mekom VA-1 status"]


def test_an_added_record_is_cancelled_in_its_own_kind_of_words(world: World) -> None:
    course_copy, request = world.courses[MEKOM][0], world.bookings[ACADEMY][0]

    plan = undone(world, an_add(course_copy, MEKOM), an_add(request, ACADEMY))

    assert lines(plan) == ["cancel academy B-1 status", "cancel mekom VA-1 status"]
    assert [change.fields["status"].after for change in plan.changes] == [
        BookingStatus.CANCELLED_BY_COMPANY,
        CourseStatus.CANCELLED,
    ]
    assert all(isinstance(change.change, Cancel) for change in plan.changes)


def test_the_last_change_of_the_night_is_the_first_to_be_reversed(world: World) -> None:
    answer = an_amend(BOOKING, MEKOM, status=("requested", "confirmed"))

    plan = undone(
        world, an_add(world.courses[MEKOM][0], MEKOM), an_add(world.bookings[ACADEMY][0], ACADEMY), answer
    )

    assert lines(plan) == ["amend mekom B-1 status", "cancel academy B-1 status", "cancel mekom VA-1 status"]


def test_a_record_that_was_written_twice_goes_back_two_steps(world: World) -> None:
    first = replace(an_amend(COURSE, MEKOM, title=("Alt", "Mitte")), change_id="c1")
    second = replace(an_amend(COURSE, MEKOM, title=("Mitte", "Verkaufen VA-1")), change_id="c2")

    plan = undone(world, first, second)

    assert [change.fields["title"].after for change in plan.changes] == ["Mitte", "Alt"]
    assert len({change.id for change in plan.changes}) == 2
    assert kept(plan) == []


def test_what_a_system_made_of_a_value_is_the_hubs_own_hand(world: World) -> None:
    edit(world, "courses", MEKOM, title="VERKAUFEN")

    made = seen(an_amend(COURSE, MEKOM, title=("Alt", "Verkaufen VA-1")), title="VERKAUFEN")

    assert lines(undone(world, made)) == ["amend mekom VA-1 title"]


def test_nothing_but_looks_is_no_edit(world: World) -> None:
    edit(world, "courses", MEKOM, title="Verkaufen   VA-1")

    assert lines(undone(world, an_amend(COURSE, MEKOM, title=("Alt", "Verkaufen VA-1")))) == [
        "amend mekom VA-1 title"
    ]


def test_a_cancelled_record_gets_the_status_back_that_it_had(world: World) -> None:
    edit(world, "bookings", ACADEMY, status=BookingStatus.CANCELLED_BY_COMPANY)
    made = an_amend(BOOKING, ACADEMY, action="cancel", status=("waitlisted", "cancelled_by_company"))

    [change] = undone(world, made).changes

    assert isinstance(change.change, Amend)
    assert change.fields["status"].after is BookingStatus.WAITLISTED


def test_a_status_that_goes_back_to_cancelled_is_a_cancellation(world: World) -> None:
    """The undo of an undo, for one."""
    made = an_amend(BOOKING, ACADEMY, status=("cancelled_by_company", "confirmed"))

    [change] = undone(world, made).changes

    assert isinstance(change.change, Cancel)


def test_the_same_way_back_has_the_same_changes(world: World) -> None:
    one, two = undone(world, renamed()), undone(world, renamed())

    assert [change.id for change in one.changes] == [change.id for change in two.changes]
    assert one.changes[0].id != undone(world, renamed(), run=8).changes[0].id


# kept


def test_each_field_is_judged_by_itself(world: World) -> None:
    edit(world, "courses", MEKOM, place="Raum 7")

    plan = undone(world, renamed())

    assert lines(plan) == ["amend mekom VA-1 title"]
    assert kept(plan) == ["mekom VA-1 place: somebody changed it in MEKOM since"]
    assert plan.changes[0].change.value.place == "Raum 7"  # type: ignore[union-attr]


def test_what_shows_its_old_value_already_needs_nothing(world: World) -> None:
    edit(world, "courses", MEKOM, title="Alt", place="Saal 0")

    plan = undone(world, renamed())

    assert lines(plan) == []
    assert kept(plan) == [
        "mekom VA-1 title: it shows what it showed before night 7",
        "mekom VA-1 place: it shows what it showed before night 7",
    ]


def test_a_title_names_what_is_kept_and_no_person(world: World) -> None:
    edit(world, "bookings", ACADEMY, participant=Person(name="Berta Birne"))

    plan = undone(world, an_add(request_of(booking(status=BookingStatus.CONFIRMED)), ACADEMY))

    assert plan.undo is not None
    assert plan.undo.kept[0].title == "VA-1: B. B., Harzer Holz GmbH"


# impossible


def test_who_took_part_stays_told(world: World) -> None:
    edit(world, "bookings", ACADEMY, status=BookingStatus.NO_SHOW)

    plan = undone(world, an_add(request_of(booking()), ACADEMY))

    assert (lines(plan), kept(plan)) == ([], [])
    assert impossible(plan) == ["academy B-1: Academy says who took part"]


def test_a_number_stays_and_the_rest_of_the_change_goes_back(world: World) -> None:
    edit(world, "bookings", MEKOM, note="Bitte melden")

    plan = undone(world, an_amend(BOOKING, MEKOM, id=(None, "B-1"), note=(None, "Bitte melden")))

    assert lines(plan) == ["amend mekom B-1 note"]
    assert impossible(plan) == ["mekom B-1 id: a number that was given once stays"]


def test_a_number_that_never_reached_the_row_is_nothing_to_undo(world: World) -> None:
    world.proposed = {"B-1"}

    plan = undone(world, replace(an_amend(BOOKING, MEKOM, id=(None, "B-1")), state="open"))

    assert (lines(plan), impossible(plan)) == ([], [])


def test_a_value_that_fits_no_more_cannot_come_back(world: World) -> None:
    made = an_amend(COURSE, MEKOM, title=("", "Verkaufen VA-1"), place=("Saal 0", "Saal 1"))

    plan = undone(world, made)

    assert impossible(plan) == ["mekom VA-1 title: the value from before cannot be understood any more"]
    assert lines(plan) == ["amend mekom VA-1 place"]


def test_before_values_have_their_days(world: World) -> None:
    gone = replace(an_amend(COURSE, MEKOM, title=("Alt", "Verkaufen VA-1")), traces={})
    too_late = ["mekom VA-1: the values from before are kept for 30 days only"]

    assert lines(undone(world, renamed(), day=days_ago(30))) == ["amend mekom VA-1 place,title"]
    assert impossible(undone(world, renamed(), day=days_ago(31))) == too_late
    assert impossible(undone(world, gone)) == too_late


def test_a_record_that_is_gone_is_named(world: World) -> None:
    world.courses[MEKOM].clear()

    assert impossible(undone(world, renamed())) == ["mekom VA-1: it is gone from MEKOM"]


def test_in_half_a_reading_nothing_is_gone(world: World) -> None:
    world.courses[MEKOM].clear()
    world.partial = {(MEKOM, "course"): Text("page 2 is missing")}

    assert impossible(undone(world, renamed())) == [
        "mekom VA-1: not all of MEKOM can be read now; undo the night again later"
    ]


def test_a_network_that_cannot_be_read_is_named_and_only_if_it_is_concerned(world: World) -> None:
    world.silent = {(MEKOM, "course")}
    error = Unreachable("no answer")
    failures = (Failure(MEKOM, error), Failure(REGION, error))
    snapshot = Snapshot(world.snapshot().views, failures)

    plan = plan_undo(way_back(renamed()), snapshot)

    assert impossible(plan) == ["mekom VA-1: MEKOM cannot be read now; undo the night again later"]
    assert [failure.network for failure in plan.failures] == [MEKOM]


@pytest.mark.parametrize("state", ["open", "unknown", "lost"])
def test_what_was_perhaps_never_written_and_is_not_there_is_nothing_to_undo(world: World, state: str) -> None:
    copy = copy_of(course())
    world.courses[MEKOM].clear()

    plan = undone(world, replace(an_add(copy, MEKOM), state=state))

    assert (lines(plan), kept(plan), impossible(plan)) == ([], [], [])


@pytest.mark.parametrize("state", ["open", "unknown", "refused"])
def test_what_was_perhaps_written_goes_back_where_it_stands_and_else_is_nothing_to_speak_of(
    world: World, state: str
) -> None:
    made = replace(renamed(), state=state)
    edit(world, "courses", MEKOM, place="Raum 7")

    plan = undone(world, made)

    assert (lines(plan), kept(plan), impossible(plan)) == (["amend mekom VA-1 title"], [], [])


def test_what_a_system_refused_is_not_missed_where_it_cannot_be_read(world: World) -> None:
    world.silent = {(MEKOM, "course")}

    assert impossible(undone(world, replace(renamed(), state="refused"))) == []


def test_a_garbled_row_is_no_lost_one(world: World) -> None:
    reject = Reject(place="row 7", why=Text("what"), remedy=Text("mend it"), id=str(COURSE))

    class Garbled:
        def value(self, key: int) -> Course:
            raise Unreadable(reject)

        def place(self, key: int) -> str:
            return "row 7"

    def way(reading: Reading[Course]) -> list[str]:
        view = View(MEKOM, "course", reading, Shelf(), basis="rules")
        return impossible(plan_undo(way_back(renamed()), Snapshot({(MEKOM, "course"): view})))

    unreadable = Record("VA-1", fingerprint=b"x", source=Garbled(), origin=COURSE)
    said = ["mekom VA-1: its row in MEKOM cannot be read"]
    assert way(Reading([unreadable])) == said
    assert way(Reading([], rejects=[reject])) == said


@pytest.mark.parametrize(
    ("record_id", "origin", "why"),
    [
        ("K-7", COURSE, "its row in MEKOM cannot be read"),
        (None, COURSE, "its row in MEKOM cannot be read"),
        ("VA-1", None, "a row in MEKOM that cannot be read may be it"),
        (None, None, "a row in MEKOM that cannot be read may be it"),
        ("K-7", COURSE._replace(id="VA-2"), "it is gone from MEKOM"),
    ],
)
def test_a_copy_is_gone_only_where_no_garbled_row_may_be_it(
    record_id: str | None, origin: Ref | None, why: str
) -> None:
    reject = Reject(place="row 7", why=Text("what"), remedy=Text("mend it"), id=record_id, origin=origin)
    view = View(MEKOM, "course", Reading([], rejects=[reject]), Shelf(), basis="rules")

    plan = plan_undo(way_back(renamed()), Snapshot({(MEKOM, "course"): view}))

    assert impossible(plan) == [f"mekom VA-1: {why}"]


def test_a_garbled_row_of_the_homes_own_is_no_lost_one_either(world: World) -> None:
    reject = Reject(place="row 7", why=Text("what"), remedy=Text("mend it"), id="B-1")
    view = View(MEKOM, "booking", Reading([], rejects=[reject]), Shelf(), basis="rules")
    made = an_amend(BOOKING, MEKOM, status=("requested", "confirmed"))

    plan = plan_undo(way_back(made), Snapshot({(MEKOM, "booking"): view}))

    assert impossible(plan) == ["mekom B-1: its row in MEKOM cannot be read"]


# what is remembered


def test_an_added_record_is_held_as_a_whole_and_a_field_by_what_was_written(world: World) -> None:
    plan = undone(world, an_add(world.bookings[ACADEMY][0], ACADEMY), renamed())

    assert plan.undo is not None
    held = {one.ref: one for one in plan.undo.undone}
    made = renamed()
    assert (held[BOOKING].action, held[BOOKING].sent, held[BOOKING].run) == ("add", {}, 7)
    assert held[COURSE].sent == {name: trace.sent for name, trace in made.traces.items()}
    assert {one.change_id for one in held.values()} == {change.id for change in plan.changes}


def test_only_what_is_reversed_is_held(world: World) -> None:
    edit(world, "courses", MEKOM, place="Raum 7")

    plan = undone(world, renamed())

    assert plan.undo is not None
    assert [sorted(one.sent) for one in plan.undo.undone] == [["title"]]


def test_the_undo_of_an_undo_holds_nothing(world: World) -> None:
    plan = undone(world, renamed(), is_reversal=True)

    assert plan.undo is not None
    assert (len(plan.changes), plan.undo.undone) == (1, ())


def test_an_add_that_was_made_again_is_held_as_an_add_when_it_is_undone_again(world: World) -> None:
    once = an_add(world.bookings[ACADEMY][0], ACADEMY)
    first = undone(world, once).undo
    assert first is not None
    again = an_amend(BOOKING, ACADEMY, status=("cancelled_by_company", "confirmed"))

    plan = undone(world, replace(again, original=first.undone[0]))

    assert plan.undo is not None
    assert [(one.action, one.sent) for one in plan.undo.undone] == [("add", {})]


def test_a_value_that_was_made_again_counts_as_its_home_says_it(world: World) -> None:
    """Its system rewrote it the first time; the undo of the undo wrote what that system had shown."""
    edit(world, "courses", MEKOM, title="VERKAUFEN")
    first = undone(world, seen(an_amend(COURSE, MEKOM, title=("Alt", "Verkaufen")), title="VERKAUFEN")).undo
    assert first is not None
    again = an_amend(COURSE, MEKOM, title=("Alt", "VERKAUFEN"))

    said, shown = (digest("title", words, key=KEY) for words in ("Verkaufen", "Alt"))
    again = replace(again, original=first.undone[0])

    undone_again, made_again = undone(world, again), undone(world, again, is_reversal=True)

    assert undone_again.undo is not None
    assert [one.sent for one in undone_again.undo.undone] == [{"title": said}]
    assert undone_again.expected[COURSE, MEKOM] == {"title": shown}
    assert made_again.expected[COURSE, MEKOM] == {"title": said}


def test_what_a_copy_has_to_show_afterwards_is_told_for_the_ledger(world: World) -> None:
    plan = undone(world, renamed())

    assert plan.expected == {
        (COURSE, MEKOM): {
            "title": digest("title", "Alt", key=KEY),
            "place": digest("place", "Saal 0", key=KEY),
        }
    }


def test_an_undo_plans_nothing_else(world: World) -> None:
    world.bookings[MEKOM].append(booking("B-2"))

    plan: Plan = undone(world)

    assert (plan.changes, plan.held, plan.questions, plan.withheld, plan.rejects) == ([], (), (), (), ())
    assert plan.readings[MEKOM, "course"].records == 1


# a booking and its answer belong together


def answered(**status: tuple[object, object]) -> Made:
    return an_amend(BOOKING, MEKOM, **(status or {"status": ("requested", "confirmed")}))


PAIR = "it stays as it is in Academy, and the two belong together"


def test_an_answer_is_kept_with_the_copy_that_somebody_worked_with(world: World) -> None:
    request = world.bookings[ACADEMY][0]
    edit(world, "bookings", ACADEMY, price=Decimal(80))
    told = an_amend(BOOKING, MEKOM, status=("requested", "confirmed"), note=("Bitte melden", None))

    plan = undone(world, an_add(request, ACADEMY), told)

    assert lines(plan) == []
    assert kept(plan) == [
        f"mekom B-1 status note: {PAIR}",
        "academy B-1: somebody changed it in Academy since",
    ]


def test_the_number_that_came_with_such_an_answer_stays_anyway(world: World) -> None:
    request = world.bookings[ACADEMY][0]
    edit(world, "bookings", ACADEMY, price=Decimal(80))

    plan = undone(
        world, an_add(request, ACADEMY), answered(id=(None, "B-1"), status=("requested", "confirmed"))
    )

    assert f"mekom B-1 status: {PAIR}" in kept(plan)
    assert impossible(plan) == ["mekom B-1 id: a number that was given once stays"]


def test_an_answer_goes_back_where_the_copy_is_cancelled_already(world: World) -> None:
    request = world.bookings[ACADEMY][0]
    edit(world, "bookings", ACADEMY, status=BookingStatus.CANCELLED_BY_ORGANISER)

    plan = undone(world, an_add(request, ACADEMY), answered())

    assert lines(plan) == ["amend mekom B-1 status"]


def test_an_answer_is_kept_with_a_decision_that_somebody_changed(world: World) -> None:
    decided = an_amend(BOOKING, ACADEMY, status=("requested", "confirmed"))
    edit(world, "bookings", ACADEMY, status=BookingStatus.WAITLISTED)

    assert lines(undone(world, decided, answered())) == []

    edit(world, "bookings", ACADEMY, status=BookingStatus.REQUESTED)

    assert lines(undone(world, decided, answered())) == ["amend mekom B-1 status"]


def test_what_is_no_answer_goes_back_beside_a_kept_copy(world: World) -> None:
    request = world.bookings[ACADEMY][0]
    edit(world, "bookings", ACADEMY, price=Decimal(80))
    edit(world, "bookings", MEKOM, note="Bitte melden")

    plan = undone(world, an_add(request, ACADEMY), answered(note=(None, "Bitte melden")))

    assert lines(plan) == ["amend mekom B-1 note"]


def test_an_edit_of_something_else_leaves_the_answer_to_go_back(world: World) -> None:
    """Copy and answer then go back together, and only what was edited stays."""
    decided = an_amend(
        BOOKING, ACADEMY, status=("requested", "confirmed"), participant__name=("Alt", "Anna Apfel B-1")
    )
    edit(world, "bookings", ACADEMY, participant=Person(name="Berta Birne"))

    plan = undone(world, decided, answered())

    assert lines(plan) == ["amend mekom B-1 status", "amend academy B-1 status"]
    assert kept(plan) == ["academy B-1 participant.name: somebody changed it in Academy since"]
