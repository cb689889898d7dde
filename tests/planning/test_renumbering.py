"""A record that stands there under another number is neither gone nor new: one question names both numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hub.language import Text
from hub.memory import Agreed, Decision, Shelf
from hub.model import Booking, BookingStatus, Company, Person, Ref
from hub.planning.plan import Plan
from hub.planning.renumbering import renumbering_question
from tests.planning.builders import (
    ACADEMY,
    AGREEMENT,
    MEKOM,
    NOW,
    World,
    booking,
    copy_of,
    course,
    line,
    lines,
    request_of,
)
from tests.planning.test_missing import B_1, VA_1, YESTERDAY, missed, office

B_7 = Ref(MEKOM, "booking", "B-7")


def retyped(**said: object) -> World:
    """B-1 is gone, and the office has a booking B-7 that says nearly the same."""
    world = office().with_passed_on(booking(), status=BookingStatus.CONFIRMED).after_a_night()
    world.without(MEKOM, "B-1").bookings[MEKOM].append(
        booking("B-7", **{"participant": booking().participant} | said)
    )
    return world


def asked(plan: Plan) -> list[str]:
    return [str(question.text) for question in plan.questions]


def test_a_renumbered_booking_keeps_its_seat_and_the_office_is_told_to_give_the_number_back() -> None:
    for world in (retyped(), missed(retyped())):
        plan = world.plan()

        assert lines(plan) == ["amend mekom B-7 note"]
        assert [(gone.ref, gone.now) for gone in plan.missing] == [(B_1, Ref(MEKOM, "booking", "B-7"))]
        assert asked(plan) == [
            "this booking had the number B-1 until now. Write B-1 back into the row: a number never changes."
        ]
        assert plan.held == []


@pytest.mark.parametrize(
    "said",
    [
        {"participant": Person(name="Apfel B-1, Anna", email="other@firma.example")},
        {"participant": Person(name="Anna Apfel B-1")},
        {"course": " va-1"},
        {"company": Company(name="Harzer Holz")},
        {"status": BookingStatus.CONFIRMED},
        {"booked_on": None},
    ],
)
def test_the_same_booking_in_other_letters_is_known(said: dict[str, object]) -> None:
    assert "had the number B-1 until now" in asked(retyped(**said).plan())[0]


@pytest.mark.parametrize(
    "said",
    [
        {"participant": Person(name="Berta Birne", email="anna@harzer-holz.example")},
        {"participant": Person()},
        {"course": "VA-0"},
        {"status": BookingStatus.CANCELLED_BY_COMPANY},
        {
            "company": Company(name="Sieber Metall KG"),
            "participant": Person(name="Anna Apfel B-1", email="anna@sieber.example"),
        },
    ],
)
def test_another_booking_is_another_booking(said: dict[str, object]) -> None:
    plan = missed(retyped(**said)).plan()

    assert "cancel academy B-1 status" in lines(plan)
    assert not any("had the number" in text for text in asked(plan))


def test_where_names_do_not_cross_the_e_mail_tells() -> None:
    world = retyped(participant=Person(name="A. Apfel", email="ANNA@harzer-holz.example"))
    share = AGREEMENT.share.model_copy(update={"participant": ("email",)})
    world.agreements = (AGREEMENT.model_copy(update={"share": share}),)
    for number, kept in enumerate(world.bookings[ACADEMY]):
        mail_only = Person(email=kept.participant.email)
        world.bookings[ACADEMY][number] = kept.model_copy(update={"participant": mail_only})
    world.bookings[MEKOM][-1] = booking("B-7", participant=Person(email="ANNA@harzer-holz.example"))

    assert "had the number B-1 until now" in asked(world.plan())[0]


def test_a_row_that_lost_its_number_is_known_too() -> None:
    world = retyped()
    world.proposed.add("B-7")

    plan = world.plan()

    assert lines(plan) == ["amend mekom B-7 id,note"]
    assert "had the number B-1 until now" in asked(plan)[0]


def test_one_new_number_stands_for_one_old_number() -> None:
    same = booking().participant
    world = office().with_passed_on(booking()).with_passed_on(booking("B-2", participant=same))
    world.after_a_night().without(MEKOM, "B-1", "B-2").bookings[MEKOM].append(
        booking("B-7", participant=same)
    )
    world.memory = replace(
        world.memory, missing_since={B_1: YESTERDAY, Ref(MEKOM, "booking", "B-2"): YESTERDAY}
    )

    plan = world.plan()

    assert [line for line in lines(plan) if "cancel" in line] == ["cancel academy B-2 status"]
    assert str(plan.changes[0].reason).endswith("; B-7 tells the same")


def test_who_was_passed_on_before_is_nobody_new() -> None:
    world = missed(retyped())
    world.memory = replace(world.memory, agreed={(B_7, ACADEMY): {}})

    assert "cancel academy B-1 status" in lines(world.plan())


def answered_new(world: World) -> World:
    decision = Decision(renumbering_question(B_7, B_1), "new", "Erika", NOW.date())
    world.memory = replace(world.memory, decisions={decision.question: decision})
    return world


def test_whoever_booked_anew_keeps_the_new_seat_when_the_old_one_is_cancelled() -> None:
    plan = answered_new(missed(retyped())).plan()

    assert {"cancel academy B-1 status", "add academy B-7"} <= set(lines(plan))
    assert plan.questions == []


def test_the_old_seat_is_given_back_in_the_very_night_in_which_the_new_one_is_asked_for() -> None:
    """Without a second night, and however many bookings are gone together: a person has said so."""
    world = retyped()
    for number in range(2, 6):
        gone = booking(f"B-{number}", participant=Person(name=f"Gone {number}"))
        world.with_passed_on(gone).after_a_night().without(MEKOM, gone.id)
        missed_too = world.memory.missing_since | {Ref(MEKOM, "booking", gone.id): YESTERDAY}
        world.memory = replace(world.memory, missing_since=missed_too)
    others = {f"cancel academy B-{number} status" for number in range(2, 6)}
    world.limits = world.limits.model_copy(update={"cancel_share": 1.0})

    plan = answered_new(world).plan()

    assert {"cancel academy B-1 status", "add academy B-7"} <= set(lines(plan))
    assert {line(held.change) for held in plan.held if held.change} == others


@pytest.mark.parametrize("how", ["a part of the list", "a clock set back", "most of the list is gone"])
def test_and_neither_is_done_while_the_list_or_the_day_is_in_doubt(how: str) -> None:
    world = answered_new(retyped())
    if how == "a part of the list":
        world.partial[MEKOM, "booking"] = Text("page 3 of 5 is missing")
    elif how == "a clock set back":
        world.memory = replace(world.memory, last_night=NOW.date() + timedelta(days=2))
    else:
        shelf = Shelf(records=50)
        world.memory = replace(world.memory, shelves={**world.memory.shelves, (MEKOM, "booking"): shelf})

    plan = world.plan()

    assert [line for line in lines(plan) if "academy" in line] == []


def test_one_word_about_the_old_number_is_enough() -> None:
    world = retyped()
    world.bookings[MEKOM].append(booking("B-8", participant=booking().participant))

    plan = answered_new(world).plan()

    assert {"cancel academy B-1 status", "add academy B-7"} <= set(lines(plan))
    assert not any("had the number" in text for text in asked(plan))


def test_but_is_asked_which_one_counts_once_the_old_one_is_back() -> None:
    world = answered_new(retyped())
    world.bookings[MEKOM].append(booking())

    plan = world.plan()

    assert "add academy B-7" not in lines(plan)
    assert [text for text in asked(plan) if "a person of the same name has the booking B-1" in text]


@pytest.mark.parametrize(("answer", "is_asked"), [("new", False), ("same", True)])
def test_a_person_may_say_that_it_is_another_one(answer: str, is_asked: bool) -> None:
    world = missed(retyped())
    question = renumbering_question(B_7, B_1)
    decision = Decision(question, answer, "Erika", NOW.date())
    world.memory = replace(world.memory, decisions={question: decision})

    plan = world.plan()

    assert ("cancel academy B-1 status" in lines(plan)) is not is_asked
    assert any("had the number" in text for text in asked(plan)) is is_asked


def test_an_incomplete_list_says_nothing_of_other_numbers() -> None:
    world = retyped()
    world.partial[(MEKOM, "booking")] = Text("page 3 of 5 is missing")

    assert asked(world.plan()) == [
        (
            "a person of the same name has the booking B-1 for VA-1. "
            "If it is the same person, cancel one of the two; if not, write both names so that they differ."
        )
    ]


# courses


def renumbered_course(**said: object) -> World:
    """VA-1 is gone, and the academy has a course VA-7 of the same title and beginning."""
    world = office().with_passed_on(booking(status=BookingStatus.CONFIRMED), status=BookingStatus.CONFIRMED)
    world.after_a_night().without(ACADEMY, "VA-1")
    world.courses[ACADEMY].append(course("VA-7", **{"title": "Verkaufen VA-1"} | said))
    return world


def test_a_renumbered_course_is_neither_cancelled_nor_published_anew_and_its_bookings_stay() -> None:
    for world in (renumbered_course(), missed(renumbered_course(), ref=VA_1)):
        plan = world.plan()

        assert lines(plan) == []
        assert (plan.held, [missing.ref for missing in plan.missing]) == ([], [VA_1])
        assert asked(plan) == [
            (
                "This course seems to have had the number VA-1 until now, and stands in MEKOM under it. "
                "Write VA-1 back: a number never changes."
            )
        ]
        assert (ACADEMY, "course", "VA-7") in plan.pending


@pytest.mark.parametrize("said", [{"title": "Töpfern"}, {"starts_at": NOW + timedelta(days=15)}])
def test_another_title_or_beginning_is_another_course(said: dict[str, object]) -> None:
    plan = missed(renumbered_course(**said), ref=VA_1).plan()

    assert lines(plan.with_held_confirmed())[:2] == ["cancel mekom VA-1 status", "add mekom VA-7"]


def test_a_parallel_run_that_was_known_before_is_no_other_number() -> None:
    world = office().with_published(course("VA-7", title="Verkaufen VA-1"))
    missed(world.after_a_night().without(ACADEMY, "VA-1"), ref=VA_1)

    [change] = world.plan().changes

    assert str(change.reason) == "gone from Academy since 2013-01-13; VA-7 tells the same"


def test_a_renumbered_course_is_known_by_what_was_sent_where_its_copy_was_cut_and_rounded() -> None:
    world = office().agreed()
    world.courses[MEKOM][0] = copy_of(
        course(), title="Verkau", starts_at=course().starts_at - timedelta(minutes=5)
    )
    world.after_a_night().without(ACADEMY, "VA-1").courses[ACADEMY].append(
        course("VA-7", title=course().title)
    )

    plan = missed(world, ref=VA_1).plan()

    assert (plan.held, [missing.ref for missing in plan.missing]) == ([], [VA_1])
    assert asked(plan) == asked(missed(renumbered_course(), ref=VA_1).plan())


def test_a_copy_that_cannot_be_read_tells_of_no_number() -> None:
    world = retyped()
    world.silent.add((ACADEMY, "booking"))

    assert asked(world.plan()) == []


def test_the_number_that_is_given_back_ends_the_matter() -> None:
    world = office().with_passed_on(booking())
    missed(world.after_a_night())

    plan = world.plan()

    assert (lines(plan), plan.questions, plan.missing) == ([], [], [])


def test_an_edited_and_renumbered_booking_loses_nothing_that_stands_at_the_organiser() -> None:
    world = retyped()
    kept = request_of(booking(), status=BookingStatus.CONFIRMED)
    agreed = {"participant.name": Agreed(sent=b"x", seen=b"x")}
    world.memory = replace(world.memory, agreed={(B_1, ACADEMY): agreed})

    plan = world.plan()

    assert kept in _standing(world)
    assert [line for line in lines(plan) if "academy" in line] == []


def _standing(world: World) -> list[Booking]:
    return world.bookings[ACADEMY]
