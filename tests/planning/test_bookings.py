"""Bookings flow from the channel to the organiser; answers and cancellations flow back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from hub.changes import Add, Amend, Cancel, Reject
from hub.language import Text
from hub.memory import Agreed, Decision, Memory, Shelf
from hub.model import Booking, BookingStatus, Company, CourseStatus, MemberStatus, Person, Ref
from hub.planning.compare import digest
from hub.planning.labels import status_label
from hub.planning.snapshot import View
from tests.planning.builders import (
    ACADEMY,
    AGREEMENT,
    MEKOM,
    NOW,
    REGION,
    World,
    booking,
    copy_of,
    course,
    line,
    lines,
    member,
    request_of,
)

B_1 = Ref(MEKOM, "booking", "B-1")


def world_of(*bookings: Booking) -> World:
    world = World().with_published(course())
    world.bookings[MEKOM] += bookings
    return world


def added(world: World) -> Booking:
    change = next(planned.change for planned in world.plan().changes if isinstance(planned.change, Add))
    assert isinstance(change.value, Booking)
    return change.value


def test_a_new_booking_becomes_a_request_and_its_answer_is_written_back_the_same_night() -> None:
    plan = world_of(booking()).plan()

    assert lines(plan) == ["add academy B-1", "amend mekom B-1 status"]
    request, answer = plan.changes
    assert (answer.follows, answer.awaits_answer) == (request.id, True)
    assert answer.fields["status"].after is None
    assert str(request.reason) == "requested through MEKOM; price for members"


def test_only_the_agreed_fields_cross() -> None:
    typed = booking(
        participant=Person(name="Anna Apfel", email="anna@example.org", phone="0170 1"),
        company=Company(name="Harzer Holz", phone="05522 1", email="chef@example.org"),
        remark="zahlt nie pünktlich",
    )

    crossed = added(world_of(typed))

    assert crossed.participant == Person(name="Anna Apfel", email="anna@example.org")
    assert crossed.company == Company(name="Harzer Holz GmbH", town="Osterode am Harz")
    assert (crossed.remark, crossed.note) == (None, None)


def test_without_a_share_table_nobody_is_named() -> None:
    world = world_of(booking())
    world.agreements = (AGREEMENT.model_copy(update={"share": type(AGREEMENT.share)()}),)

    crossed = added(world)

    assert (crossed.participant, crossed.company) == (Person(), Company())


def test_a_row_without_a_number_is_given_one_before_anything_else() -> None:
    world = world_of(booking("B-7K3Q"))
    world.proposed.add("B-7K3Q")

    plan = world.plan()

    assert lines(plan) == ["amend mekom B-7K3Q id", "add academy B-7K3Q", "amend mekom B-7K3Q status"]
    adoption, request, answer = plan.changes
    assert (request.follows, answer.follows) == (adoption.id, request.id)


@pytest.mark.parametrize(
    ("answer", "planned", "reason"),
    [
        (BookingStatus.REQUESTED, "amend mekom B-7K3Q id", "the row has no number yet"),
        (BookingStatus.CONFIRMED, "amend mekom B-7K3Q id,status", "Academy decided about the seat"),
    ],
)
def test_a_row_that_was_passed_on_and_did_not_keep_its_number_is_given_it_again(
    answer: BookingStatus, planned: str, reason: str
) -> None:
    world = World().with_published(course()).with_passed_on(booking("B-7K3Q"), status=answer)
    world.proposed.add("B-7K3Q")

    [change] = world.plan().changes

    assert (line(change), str(change.reason)) == (planned, reason)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"course": "VA-99"}, "there is no course VA-99"),
        ({"company": Company(name="Fremd AG")}, "Fremd AG is no member of MEKOM"),
        ({"company": Company()}, "the company is missing"),
        ({"booked_on": date(2012, 12, 1)}, "Harzer Holz GmbH was no active member of MEKOM on 2012-12-01"),
    ],
)
def test_what_is_not_passed_on_is_told_to_the_office_in_its_own_row(
    typed: dict[str, object], reason: str
) -> None:
    world = world_of(booking(**typed))
    world.members[MEKOM] = [member(since=date(2013, 1, 1))]

    plan = world.plan()

    assert lines(plan) == ["amend mekom B-1 note"]
    assert [str(one.reason) for one in plan.withheld] == [reason]
    note = plan.changes[0].change.value.note  # type: ignore[union-attr]
    assert note is not None
    assert note.startswith(reason[:1].upper() + reason[1:])
    assert (MEKOM, "booking", "B-1") in plan.pending


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "MEKOM Regionalmanagement Osterode am Harz e.V.",
            "Kern KG ist kein Mitglied von MEKOM. Berichtigen",
        ),
        ("Verein der Drucker e.V.", "Kern KG ist kein Mitglied von Verein der Drucker e.V. Berichtigen"),
    ],
)
def test_a_note_calls_networks_as_people_do_and_has_one_full_stop(title: str, said: str) -> None:
    world = world_of(booking(company=Company(name="Kern KG")))
    world.channel_title, world.language = title, "de"

    (change,) = world.plan().changes

    assert str(change.fields["note"].after).startswith(said)


def test_a_note_that_stands_already_is_not_written_again() -> None:
    world = world_of(booking(course="VA-99"))
    note = world.plan().changes[0].change.value.note  # type: ignore[union-attr]
    world.bookings[MEKOM] = [booking(course="VA-99", note=note)]

    plan = world.plan()

    assert lines(plan) == []
    assert len(plan.withheld) == 1


def test_a_mended_row_loses_its_note_and_goes_on_its_way() -> None:
    plan = world_of(booking(note="There is no course VA-99. Correct the course number.")).plan()

    assert lines(plan) == ["add academy B-1", "amend mekom B-1 note,status"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": CourseStatus.CANCELLED}, "course VA-1 was cancelled by Academy"),
        ({"starts_at": NOW - timedelta(days=3)}, "course VA-1 began on 2013-01-11"),
    ],
)
def test_nobody_is_booked_into_a_course_that_does_not_come(fields: dict[str, object], reason: str) -> None:
    world = World().with_published(course(**fields))
    world.bookings[MEKOM].append(booking())

    assert [str(one.reason) for one in world.plan().withheld if one.ref.kind == "booking"] == [reason]


def test_a_booking_for_a_withheld_course_says_that_it_is_not_offered_here() -> None:
    world = World()
    world.courses[ACADEMY].append(course(released_to=frozenset()))
    world.bookings[MEKOM].append(booking())

    reasons = [str(one.reason) for one in world.plan().withheld if one.ref.kind == "booking"]

    assert reasons == ["course VA-1 is not offered through MEKOM"]


def test_a_booking_for_the_channels_own_course_is_nobody_elses_business() -> None:
    world = world_of(booking(course="MK-1"))
    world.courses[MEKOM].append(course("MK-1"))

    plan = world.plan()

    assert (lines(plan), plan.withheld, plan.questions) == ([], [], [])


def test_the_course_number_is_understood_whatever_its_case_and_blanks() -> None:
    assert added(world_of(booking(course=" va - 1"))).course == "VA-1"


def test_a_booking_can_arrive_the_same_night_as_its_course() -> None:
    world = World()
    world.courses[ACADEMY].append(course())
    world.bookings[MEKOM].append(booking())

    assert lines(world.plan()) == ["add mekom VA-1", "add academy B-1", "amend mekom B-1 status"]


def test_a_booking_that_was_cancelled_before_it_was_passed_on_goes_nowhere() -> None:
    plan = world_of(booking(status=BookingStatus.CANCELLED_BY_COMPANY)).plan()

    assert (lines(plan), plan.withheld) == ([], [])


ANSWERS = [status for status in BookingStatus if status.is_seat_decision or status.is_attendance]


@pytest.mark.parametrize("status", ANSWERS)
def test_an_answer_that_no_organiser_knows_of_is_a_question_and_no_request(status: BookingStatus) -> None:
    plan = world_of(booking(status=status)).plan()

    assert lines(plan) == ["amend mekom B-1 note"]
    [question] = plan.questions
    assert f"MEKOM says “{status_label(status.value)}”" in str(question.text)
    assert "but Academy has no such booking. Set it to requested to pass it on, or cancel it." in str(
        question.text
    )


def test_the_same_person_once_more_is_asked_about_while_an_answer_is() -> None:
    same = booking().participant
    plan = world_of(booking(status=BookingStatus.CONFIRMED), booking("B-2", participant=same)).plan()

    assert not any("academy" in one for one in lines(plan))
    assert "a person of the same name has the booking B-1" in str(plan.questions[1].text)


def test_a_person_may_say_that_it_is_to_be_asked_for_again() -> None:
    world = world_of(booking(status=BookingStatus.CONFIRMED))
    [question] = world.plan().questions
    decision = Decision(question.id, "again", "Erika", NOW.date())
    world.memory = Memory(decisions={question.id: decision})

    assert added(world).status is BookingStatus.REQUESTED


def test_set_to_requested_it_is_passed_on() -> None:
    assert added(world_of(booking(status=BookingStatus.REQUESTED))).status is BookingStatus.REQUESTED


@pytest.mark.parametrize(
    ("agreement", "is_member_there", "price"),
    [("member", False, "95.00"), ("guest", False, "120.00"), ("guest", True, "95.00")],
)
def test_the_price_follows_the_agreement_and_the_better_membership(
    agreement: str, is_member_there: bool, price: str
) -> None:
    world = world_of(booking())
    world.agreements = (AGREEMENT.model_copy(update={"price": agreement}),)
    if is_member_there:
        world.members[MEKOM] = [member(vat_id="DE 136695976")]
        world.members[ACADEMY] = [member("V-1", name="Holz aus dem Harz", vat_id="de136695976")]

    assert added(world).price == Decimal(price)


def test_two_members_of_one_name_are_told_apart_by_town_or_the_office_is_asked() -> None:
    world = world_of(booking(), booking("B-2", company=Company(name="Harzer Holz GmbH", town="Herzberg")))
    world.members[MEKOM] = [member(), member("M-2", town="Herzberg am Harz")]

    plan = world.plan()

    assert [line(change) for change in plan.changes if change.change.action == "add"] == ["add academy B-2"]
    assert "may be any of" in str(plan.withheld[0].reason)


NUMBERED = [set(), {"B-9", "B-1", "B-5"}, {"B-9"}, {"B-1", "B-5"}]


@pytest.mark.parametrize("without_number", NUMBERED, ids=["all", "none", "all but one", "one"])
def test_of_one_day_the_first_row_comes_first_whether_it_has_a_number_or_not(
    without_number: set[str],
) -> None:
    world = world_of(*(booking(number) for number in ("B-9", "B-1", "B-5")))
    world.bookings[MEKOM].append(booking("B-7", booked_on=date(2013, 1, 9)))
    world.proposed = without_number

    adds = [change for change in world.plan().changes if change.change.action == "add"]

    assert [change.ref.id for change in adds] == ["B-7", "B-9", "B-1", "B-5"]


# the same person twice


def twice() -> World:
    return world_of(
        booking("B-2", participant=Person(name="Müller, Jörg"), booked_on=date(2013, 1, 11)),
        booking("B-1", participant=Person(name="Joerg Mueller"), booked_on=date(2013, 1, 10)),
    )


def test_the_same_person_twice_is_a_question_and_the_earlier_booking_keeps_its_seat() -> None:
    plan = twice().plan()

    assert [line(change) for change in plan.changes if change.change.action == "add"] == ["add academy B-1"]
    assert [question.ref.id for question in plan.questions] == ["B-2"]
    assert "has the booking B-1 for VA-1" in str(plan.questions[0].text)


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        (BookingStatus.CONFIRMED, ["B-2"]),
        (BookingStatus.DECLINED, []),
        (BookingStatus.CANCELLED_BY_COMPANY, []),
    ],
)
def test_whose_row_cannot_be_read_sits_there_all_the_same_as_far_as_its_home_says(
    status: BookingStatus, asked: list[str]
) -> None:
    world = twice()
    world.bookings[MEKOM][1] = world.bookings[MEKOM][1].model_copy(update={"status": status})
    world.rejects[ACADEMY, "booking"] = Reject(
        place="row 7", why="no status", remedy="mend it", origin=Ref(MEKOM, "booking", "B-1")
    )

    plan = world.plan()

    assert [question.ref.id for question in plan.questions] == asked
    assert [line(change) for change in plan.changes if change.change.action == "add"] == (
        [] if asked else ["add academy B-2"]
    )


def test_the_same_person_is_found_over_both_channels() -> None:
    world = world_of(booking(participant=Person(name="Jörg Müller")))
    world.bookings[ACADEMY].append(booking("VB-1", participant=Person(name="Jörg Müller")))

    assert len(world.plan().questions) == 1


def test_the_channel_is_not_told_which_booking_of_another_network_it_is() -> None:
    world = world_of(booking(participant=Person(name="Jörg Müller")))
    world.bookings[ACADEMY].append(booking("VB-1", participant=Person(name="Jörg Müller")))

    plan = world.plan()

    assert "VB-1" not in str(plan.questions[0].text)
    assert "VB-1" not in str(plan.changes[0].fields["note"].after)


def test_namesakes_with_another_company_and_another_address_are_two_people() -> None:
    world = world_of(booking(participant=Person(name="Jörg Müller", email="jm@harzer-holz.example")))
    other = {
        "company": Company(name="Südleine KG"),
        "participant": Person(name="Jörg Müller", email="j@suedleine.example"),
    }
    world.bookings[ACADEMY].append(booking("VB-1", **other))

    assert world.plan().questions == []


def test_a_cancelled_seat_does_not_count_as_the_same_person() -> None:
    world = world_of(booking(participant=Person(name="Jörg Müller")))
    world.bookings[ACADEMY].append(
        booking("VB-1", participant=Person(name="Jörg Müller"), status=BookingStatus.CANCELLED_BY_COMPANY)
    )

    assert world.plan().questions == []


def test_a_decision_that_they_are_different_people_lets_the_second_pass() -> None:
    world = twice()
    question = world.plan().questions[0].id
    world.memory = Memory(decisions={question: Decision(question, "different", "office", date(2013, 1, 14))})

    plan = world.plan()

    assert plan.questions == []
    assert len([change for change in plan.changes if change.change.action == "add"]) == 2


# bookings that both sides have


def test_a_booking_at_rest_plans_nothing() -> None:
    world = World().with_published(course()).with_passed_on(booking())

    plan = world.plan()

    assert (lines(plan), plan.withheld, plan.questions, plan.pending) == ([], [], [], frozenset())


def test_a_participant_corrected_at_home_is_corrected_at_the_organiser() -> None:
    world = World().with_published(course()).with_passed_on(booking())
    world.bookings[MEKOM][0] = booking(
        participant=Person(name="Anna Birne", email="anna@harzer-holz.example")
    )

    plan = world.plan()

    assert lines(plan) == ["amend academy B-1 participant.name"]
    assert isinstance(plan.changes[0].change, Amend)


def test_a_participant_edited_at_the_organiser_is_put_right_and_reported() -> None:
    world = World().with_published(course()).with_passed_on(booking())
    name = "participant.name"
    known = digest(name, "Anna Apfel B-1", key=b"k")
    world.memory = Memory(agreed={(B_1, ACADEMY): {name: Agreed(known, known)}}, key=b"k")
    world.bookings[ACADEMY][0] = request_of(
        booking(), participant=Person(name="Otto", email="anna@harzer-holz.example")
    )

    plan = world.plan()

    assert lines(plan) == ["amend academy B-1 participant.name"]
    assert str(plan.changes[0].reason) == "edited in Academy; MEKOM owns it, so it is put right"


def test_what_the_organiser_keeps_for_itself_is_never_touched() -> None:
    world = World().with_published(course())
    world.with_passed_on(booking(), remark="vegetarisch", price=Decimal("95.00"))

    assert lines(world.plan()) == []


def test_the_organisers_decision_flows_back() -> None:
    world = World().with_published(course()).with_passed_on(booking(), status=BookingStatus.WAITLISTED)

    plan = world.plan()

    assert lines(plan) == ["amend mekom B-1 status"]
    assert plan.changes[0].fields["status"].after is BookingStatus.WAITLISTED
    assert str(plan.changes[0].reason) == "Academy decided about the seat"


def test_a_cancellation_at_home_beats_the_organisers_confirmation() -> None:
    world = World().with_published(course())
    world.with_passed_on(
        booking(status=BookingStatus.CANCELLED_BY_PARTICIPANT), status=BookingStatus.CONFIRMED
    )

    plan = world.plan()

    assert lines(plan) == ["cancel academy B-1 status"]
    assert isinstance(plan.changes[0].change, Cancel)
    assert str(plan.changes[0].reason) == "cancelled in MEKOM"


def test_the_bookings_of_a_cancelled_course_are_told_on_both_sides() -> None:
    world = (
        World()
        .with_published(course())
        .with_passed_on(booking(status=BookingStatus.CONFIRMED), status=BookingStatus.CONFIRMED)
    )
    world.courses[ACADEMY][0] = course(status=CourseStatus.CANCELLED)

    plan = world.plan()

    assert lines(plan) == ["cancel mekom VA-1 status", "cancel academy B-1 status", "cancel mekom B-1 status"]
    assert {str(change.cause) for change in plan.changes if change.kind == "booking"} == {
        "academy/course/VA-1"
    }


def test_an_attended_seat_that_was_cancelled_is_a_question() -> None:
    world = World().with_published(course())
    world.with_passed_on(booking(status=BookingStatus.CANCELLED_BY_COMPANY), status=BookingStatus.ATTENDED)

    plan = world.plan()

    assert lines(plan) == []
    assert "Which is true?" in str(plan.questions[0].text)


def test_a_booking_moved_to_another_course_is_a_question() -> None:
    world = World().with_published(course(), course("VA-2")).with_passed_on(booking()).agreed()
    world.bookings[MEKOM][0] = booking(course="VA-2")

    plan = world.plan()

    assert lines(plan) == ["amend mekom B-1 note"]
    assert "moved from VA-1 to VA-2 in MEKOM" in str(plan.questions[0].text)


def test_a_booking_that_the_organiser_moved_is_to_be_moved_back_there_and_not_cancelled() -> None:
    world = World().with_published(course(), course("VA-2")).with_passed_on(booking()).agreed()
    world.bookings[ACADEMY][0] = request_of(booking(course="VA-2"))

    plan = world.plan()

    assert lines(plan) == ["amend mekom B-1 note"]
    assert str(plan.questions[0].text) == (
        "The booking was moved from VA-1 to VA-2 in Academy. Have it moved back there: the seat was given for VA-1. "
        "For VA-2 enter a new booking."
    )


def test_of_a_booking_that_no_night_agreed_on_nobody_is_said_to_have_moved_it() -> None:
    world = World().with_published(course(), course("VA-2")).with_passed_on(booking())
    world.bookings[MEKOM][0] = booking(course="VA-2")

    [question] = world.plan().questions

    assert str(question.text).startswith("The booking is for VA-2 in MEKOM and for VA-1 in Academy.")


def test_a_copy_that_the_organiser_deleted_is_a_question_not_a_second_request() -> None:
    world = world_of(booking())
    world.memory = Memory(agreed={(B_1, ACADEMY): {}})

    plan = world.plan()

    assert "add academy B-1" not in lines(plan)
    assert "removed the booking without cancelling it" in str(plan.questions[0].text)


def test_an_ended_membership_does_not_touch_a_booking_that_was_passed_on() -> None:
    world = World().with_published(course()).with_passed_on(booking())
    world.members[MEKOM] = [member(status=MemberStatus.ENDED, until=date(2013, 1, 12))]

    assert lines(world.plan()) == []


# what could not be read


@pytest.mark.parametrize(("network", "kind"), [(MEKOM, "member"), (ACADEMY, "booking"), (ACADEMY, "course")])
def test_what_could_not_be_read_tonight_waits_without_a_false_reason(network: str, kind: str) -> None:
    world = world_of(booking())
    world.silent.add((network, kind))  # type: ignore[arg-type]

    plan = world.plan()

    assert "add academy B-1" not in lines(plan)
    assert all("not wholly known tonight" in str(one.reason) for one in plan.withheld)


def test_a_partial_list_of_members_never_says_that_somebody_is_no_member() -> None:
    world = world_of(booking(company=Company(name="Fremd AG")))
    world.partial[(MEKOM, "member")] = Text("page 3 of 5 is missing")

    assert [str(one.reason) for one in world.plan().withheld] == [
        "the members of MEKOM are not wholly known tonight"
    ]


def test_a_booking_for_a_course_whose_row_cannot_be_read_waits_without_a_false_word() -> None:
    world = World()
    world.bookings[MEKOM].append(booking())
    snapshot = world.snapshot()
    view = snapshot.courses(ACADEMY)
    assert view is not None
    garbled = Reject(place="row 7", field="Plätze", why=Text("ca. 12"), remedy=Text("mend it"), id="VA-1")
    broken = View(ACADEMY, "course", replace(view.reading, rejects=(garbled,)), Shelf(), basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (ACADEMY, "course"): broken})  # type: ignore[method-assign]

    plan = world.plan()

    assert lines(plan) == []
    assert [str(one.reason) for one in plan.withheld] == ["the row of course VA-1 cannot be read tonight"]


@pytest.mark.parametrize(
    ("origin", "reason"),
    [
        (Ref(ACADEMY, "course", "VA-1"), "the courses of MEKOM are not wholly known tonight"),
        (None, "the courses of MEKOM are not wholly known tonight"),
        (Ref(ACADEMY, "course", "VA-2"), "course VA-1 is not offered through MEKOM"),
    ],
)
def test_a_booking_for_a_course_whose_copy_cannot_be_read_waits_without_a_false_word(
    origin: Ref | None, reason: str
) -> None:
    """Where the course still stands, the office's row is not to say that nobody offers it."""
    world = World()
    world.courses[ACADEMY].append(course(released_to=frozenset()))
    world.bookings[MEKOM].append(booking())
    world.memory = Memory(agreed={(Ref(ACADEMY, "course", "VA-1"), MEKOM): {}})
    torn = Reject(place="row 7", why=Text("12.5 is no number"), remedy=Text("mend it"), origin=origin)
    world.rejects[(MEKOM, "course")] = torn

    plan = world.plan()

    assert reason in [str(one.reason) for one in plan.withheld]
    assert lines(plan) == ([] if "tonight" in reason else ["amend mekom B-1 note"])


def test_an_own_course_of_the_same_number_as_a_partners_keeps_its_bookings_at_home() -> None:
    world = World()
    world.courses[ACADEMY].append(course("X-1"))
    world.courses[MEKOM].append(course("X-1", title="Eigener Kurs"))
    world.bookings[MEKOM].append(booking(course="X-1"))

    assert "add academy B-1" not in lines(world.plan())


def test_a_moved_booking_that_is_cancelled_gives_its_seat_back() -> None:
    world = (
        World()
        .with_published(course(), course("VA-2"))
        .with_passed_on(booking(), status=BookingStatus.CONFIRMED)
    )
    world.bookings[MEKOM][0] = booking(course="VA-2", status=BookingStatus.CANCELLED_BY_COMPANY)

    plan = world.plan()

    assert lines(plan) == ["cancel academy B-1 status"]
    assert plan.questions == []


def test_another_organisers_course_of_the_same_number_decides_nothing() -> None:
    world = World().with_passed_on(booking(status=BookingStatus.CONFIRMED), status=BookingStatus.CONFIRMED)
    world.courses[MEKOM].append(copy_of(course()))
    other = AGREEMENT.model_copy(update={"name": "other", "organiser": REGION, "withhold_if_offered_by": ()})
    world.agreements = (AGREEMENT, other)
    world.courses[REGION].append(course(status=CourseStatus.CANCELLED))
    world.bookings[REGION] = []

    assert [line for line in lines(world.plan()) if line.startswith("cancel")] == []


def test_a_request_that_stands_at_one_organiser_is_never_written_at_another() -> None:
    world = World().with_published(course("VA-2"))
    other = AGREEMENT.model_copy(update={"name": "other", "organiser": REGION, "withhold_if_offered_by": ()})
    world.agreements = (AGREEMENT, other)
    world.bookings[MEKOM].append(booking(course="VA-2"))
    world.memory = Memory(agreed={(B_1, REGION): {}})

    plan = world.plan()

    assert "add academy B-1" not in lines(plan)


def test_the_same_person_is_found_whatever_the_spelling_of_the_course_number() -> None:
    world = world_of(booking(participant=Person(name="Jörg Müller")))
    world.bookings[ACADEMY].append(
        booking("VB-1", course="va 1".replace(" ", "-"), participant=Person(name="Jörg Müller"))
    )

    assert len(world.plan().questions) == 1
