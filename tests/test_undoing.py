"""Whole nights taken back: what is reversed, what is kept, what is impossible, and what the next night makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hub.changes import Change, Receipt, Refused
from hub.connectors.memory import MemoryConnector
from hub.errors import StalePlan, Unreachable
from hub.hookspecs import hookimpl
from hub.language import Text
from hub.ledger.store import Ledger
from hub.model import Booking, BookingStatus, Course, CourseStatus, Network, Person
from hub.nightly import Night
from hub.planning.document import as_document, to_json
from hub.planning.plan import Unreversed
from tests.planning.builders import ACADEMY, MEKOM, NOW, booking, course, member
from tests.shouting import Shouting
from tests.thirty import SIZE, confirm, is_quiet, settled, standing
from tests.town import HUB_TOML, Town, wrote

COPY = "mekom/booking/B-1"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """An academy with a course of two seats, and an office that has typed one booking for it."""
    town = Town(tmp_path)
    town.academy.put(course(capacity=2))
    town.mekom.put(booking())
    return town


def kept(night: Night) -> list[str]:
    undo = night.facts.plan.undo
    assert undo is not None
    return _told(undo.kept)


def impossible(night: Night) -> list[str]:
    undo = night.facts.plan.undo
    assert undo is not None
    return _told(undo.impossible)


def _told(left: Sequence[Unreversed]) -> list[str]:
    """As `network id field…: why`."""
    return [f"{' '.join((one.network, one.ref.id, *one.fields))}: {one.why}" for one in left]


def left_undone(night: Night) -> list[str]:
    """As `action network id field…`."""
    changes = [held.change for held in night.facts.plan.stays_undone if held.change is not None]
    return [
        " ".join((change.change.action, change.network, change.ref.id, *sorted(change.fields)))
        for change in changes
    ]


def amend(office: MemoryConnector, noun: Booking | Course, **fields: object) -> None:
    """A person changes a record."""
    office.put(noun.model_copy(update=fields))


# reversed


def test_an_undone_first_night_leaves_the_office_as_it_was_and_the_copies_cancelled(town: Town) -> None:
    before = dict(town.mekom.bookings)
    town.night()

    undo = town.undo(1)

    assert wrote(undo) == ["amend mekom B-1", "cancel academy B-1", "cancel mekom VA-1"]
    assert (kept(undo), impossible(undo), undo.exit_code) == ([], [], 0)
    assert dict(town.mekom.bookings) == before
    assert town.academy.bookings[COPY].status is BookingStatus.CANCELLED_BY_COMPANY
    assert town.mekom.courses["VA-1"].status is CourseStatus.CANCELLED


def test_to_look_at_the_way_back_writes_nothing(town: Town) -> None:
    town.night()
    before = dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)

    shown = town.way_back(1)

    assert len(shown.facts.plan.changes) == 3
    assert (dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)) == before
    assert wrote(town.night()) == []


def test_an_amended_course_gets_its_old_values_back(town: Town) -> None:
    town.night()
    before = town.mekom.courses["VA-1"]
    town.academy.put(
        course(capacity=2, title="Neu", price_guest=None, starts_at=NOW + timedelta(days=3), place="Herzberg")
    )
    town.apply(town.plan_text(), confirm_held=True)
    assert town.mekom.courses["VA-1"] != before

    assert wrote(town.undo(2)) == ["amend mekom VA-1"]

    assert town.mekom.courses["VA-1"] == before


def test_persons_come_back_too(town: Town) -> None:
    town.night()
    amend(town.mekom, town.mekom.bookings["B-1"], participant=Person(name="Berta Birne"))
    town.night()

    town.undo(2)

    person = town.academy.bookings[COPY].participant
    assert (person.name, person.email) == ("Anna Apfel B-1", "anna@harzer-holz.example")


def test_a_cancelled_booking_gets_its_seat_status_back(town: Town) -> None:
    town.night()
    amend(town.mekom, town.mekom.bookings["B-1"], status=BookingStatus.CANCELLED_BY_COMPANY)
    town.night()

    undo = town.undo(2)

    assert wrote(undo) == ["amend academy B-1"]
    assert town.academy.bookings[COPY].status is BookingStatus.CONFIRMED
    assert left_undone(town.night()) == ["cancel academy B-1 status"]


def test_a_cancelled_course_comes_back_with_all_its_bookings_and_stays(town: Town) -> None:
    town.night()
    before = dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)
    town.academy.put(course(capacity=2, status=CourseStatus.CANCELLED))
    town.night()

    undo = town.undo(2)

    assert wrote(undo) == ["amend mekom B-1", "amend academy B-1", "amend mekom VA-1"]
    assert (dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)) == before
    after = town.night()
    assert (wrote(after), after.exit_code) == ([], 0)
    assert len(left_undone(after)) == 3


def test_what_a_system_makes_of_a_value_is_nobodys_edit(town: Town) -> None:
    town.mekom = Shouting.of(members=[member()])
    town.night()
    town.academy.put(course(capacity=2, title="Gut verkaufen"))
    town.night()

    assert wrote(town.undo(2)) == ["amend mekom VA-1"]
    assert town.mekom.courses["VA-1"].title == "VERKAUFEN VA-1"
    assert wrote(town.undo(1)) == ["cancel mekom VA-1"]


# kept


def test_a_field_that_somebody_edited_since_is_kept_and_the_others_are_reversed(town: Town) -> None:
    town.night()
    town.academy.put(course(capacity=2, title="Neu", place="Göttingen"))
    town.night()
    amend(town.mekom, town.mekom.courses["VA-1"], place="Raum 7")

    undo = town.undo(2)

    assert wrote(undo) == ["amend mekom VA-1"]
    assert kept(undo) == ["mekom VA-1 place: somebody changed it in MEKOM since"]
    assert undo.exit_code == 0
    shown = town.mekom.courses["VA-1"]
    assert (shown.title, shown.place) == ("Verkaufen VA-1", "Raum 7")


def test_an_added_record_that_somebody_worked_with_is_kept(town: Town) -> None:
    town.night()
    amend(town.academy, town.academy.bookings[COPY], remark="kommt später")

    undo = town.undo(1)

    assert kept(undo) == [
        "mekom B-1 status: it stays as it is in Academy, and the two belong together",
        "academy B-1: somebody changed it in Academy since",
        "mekom VA-1: bookings for it are kept",
    ]
    assert town.academy.bookings[COPY].status is BookingStatus.CONFIRMED
    assert town.mekom.bookings["B-1"].status is BookingStatus.CONFIRMED
    after = town.night()
    assert (wrote(after), left_undone(after)) == ([], [])


def test_a_seat_that_a_person_gave_since_is_kept(town: Town) -> None:
    by_hand = MemoryConnector.of(courses=[course()])
    town.academy = by_hand
    town.night()
    amend(by_hand, by_hand.bookings[COPY], status=BookingStatus.CONFIRMED)

    undo = town.undo(1)

    assert kept(undo)[0] == "academy B-1: somebody changed it in Academy since"
    assert by_hand.bookings[COPY].status is BookingStatus.CONFIRMED


def test_what_a_later_night_wrote_is_kept_and_that_night_is_named(town: Town) -> None:
    town.night()
    for title in ("Neu", "Neuer"):
        town.academy.put(course(capacity=2, title=title))
        town.night()

    undo = town.undo(2)

    assert kept(undo) == ["mekom VA-1 title: night 3 changed it since"]
    assert town.mekom.courses["VA-1"].title == "Neuer"


def test_two_nights_are_undone_one_after_the_other(town: Town) -> None:
    town.night()
    for title in ("Neu", "Neuer"):
        town.academy.put(course(capacity=2, title=title))
        town.night()

    town.undo(3)
    town.undo(2)

    assert town.mekom.courses["VA-1"].title == "Verkaufen VA-1"


def test_a_course_for_which_somebody_was_booked_since_is_kept(town: Town) -> None:
    town.mekom.remove("booking", "B-1")
    town.night()
    town.mekom.put(booking("B-2"))
    town.night()

    undo = town.undo(1)

    assert kept(undo) == ["mekom VA-1: bookings for it were passed on since"]
    assert wrote(undo) == []


def test_what_is_undone_already_is_left_alone(town: Town) -> None:
    town.night()
    town.undo(1)

    again = town.undo(1)

    assert wrote(again) == []
    assert kept(again)[0] == "mekom B-1 status: it shows what it showed before night 1"


# impossible


def test_a_number_that_was_given_stays(town: Town) -> None:
    town.mekom.type_in(booking("ignored", participant=Person(name="Carla Citrus")))
    town.night()
    [new] = [name for name in town.mekom.bookings if name != "B-1"]

    undo = town.undo(1)

    assert impossible(undo) == [f"mekom {new} id: a number that was given once stays"]
    assert undo.exit_code == 0
    assert new in town.mekom.bookings
    assert left_undone(town.night())


def test_who_took_part_cannot_be_made_undone(town: Town) -> None:
    town.night()
    amend(town.academy, town.academy.bookings[COPY], status=BookingStatus.ATTENDED)

    assert "academy B-1: Academy says who took part" in impossible(town.undo(1))
    assert town.academy.bookings[COPY].status is BookingStatus.ATTENDED


def test_a_record_that_is_gone_cannot_be_reversed(town: Town) -> None:
    town.night()
    town.mekom.remove("course", "VA-1")

    assert impossible(town.undo(1)) == ["mekom VA-1: it is gone from MEKOM"]


def test_while_a_partner_is_away_the_others_are_reversed_and_the_rest_later(town: Town) -> None:
    town.night()
    town.failing = {ACADEMY: Unreachable("no answer in 30 s", remedy="Wait.")}

    first = town.undo(1)

    assert wrote(first) == ["amend mekom B-1", "cancel mekom VA-1"]
    assert impossible(first) == ["academy B-1: Academy cannot be read now; undo the night again later"]
    assert [failure.network for failure in first.facts.plan.failures] == [ACADEMY]
    assert first.exit_code == 3
    town.failing = {}
    assert wrote(town.undo(1)) == ["cancel academy B-1"]


def test_a_partner_that_has_nothing_to_do_with_it_is_not_complained_about(town: Town) -> None:
    town.night()
    town.academy.put(course(capacity=2, title="Neu"))
    town.night()
    town.failing = {ACADEMY: Unreachable("no answer in 30 s", remedy="Wait.")}

    undo = town.undo(2)

    assert (wrote(undo), undo.exit_code) == (["amend mekom VA-1"], 0)


def test_who_was_cancelled_for_being_gone_stays_back_though_still_gone(town: Town) -> None:
    town.mekom.put(booking("B-2"))
    town.night()
    town.mekom.remove("booking", "B-1")
    for _ in range(2):
        town.tomorrow()
        night = town.night()
    assert wrote(night) == ["cancel academy B-1"]

    assert wrote(town.undo(3)) == ["amend academy B-1"]

    assert len(town.night().facts.plan.missing) == 1
    town.tomorrow()
    after = town.night()
    assert (wrote(after), left_undone(after)) == ([], ["cancel academy B-1 status"])
    assert town.academy.bookings[COPY].status is BookingStatus.CONFIRMED
    town.mekom.put(booking(status=BookingStatus.CONFIRMED))
    assert (wrote(town.night()), left_undone(town.night())) == ([], [])


class Stubborn(MemoryConnector):
    """A system that takes requests and refuses everything else."""

    @hookimpl
    def sync_bookings(
        self, network: Network, changes: Sequence[Change[Booking]]
    ) -> Sequence[Receipt[Booking]]:
        if all(change.action == "add" for change in changes):
            return super().sync_bookings(network, changes)
        return [Refused(change.id, "it is booked out", "Ring them up.") for change in changes]


def test_what_a_system_refuses_to_take_back_is_told_and_not_held(town: Town) -> None:
    town.academy = Stubborn.of(courses=[course(capacity=2)], seats="by capacity")
    town.night()

    undo = town.undo(1)

    assert wrote(undo) == ["amend mekom B-1", "cancel mekom VA-1"]
    assert undo.exit_code == 3
    assert town.academy.bookings[COPY].status is BookingStatus.CONFIRMED
    town.tomorrow()
    after = town.night()
    assert "amend mekom B-1 status" in left_undone(after)
    amend(town.academy, town.academy.bookings[COPY], status=BookingStatus.WAITLISTED)
    assert wrote(town.night()) == ["amend mekom B-1"]


def test_after_the_undo_days_nothing_can_be_undone(town: Town) -> None:
    town.toml = HUB_TOML.replace("[hub]", "[hub]\nundo_days = 2")
    town.night()
    town.day += timedelta(days=2)
    assert len(town.way_back(1).facts.plan.changes) == 3

    town.tomorrow()
    undo = town.undo(1)

    assert wrote(undo) == []
    assert set(impossible(undo)) == {
        f"{copy}: the values from before are kept for 2 days only"
        for copy in ("mekom B-1", "academy B-1", "mekom VA-1")
    }


def test_values_from_before_are_deleted_from_the_ledger_when_their_days_are_over(town: Town) -> None:
    town.mekom.put(booking(participant=Person(name="Zacharias Zwiebelturm", email="zz@example.org")))
    town.night()
    amend(town.mekom, town.mekom.bookings["B-1"], participant=Person(name="Berta Birne"))
    town.night()

    assert b"Zwiebelturm" in _ledger(town)
    assert b"Birne" not in _ledger(town)
    for _ in range(5):
        town.day += timedelta(days=7)
        town.night()
    assert b"Zwiebelturm" not in _ledger(town)


@pytest.mark.parametrize("wrong", [date(2031, 1, 1), date(2001, 1, 1)])
def test_one_night_on_a_wrong_clock_costs_nobody_the_way_back(town: Town, wrong: date) -> None:
    town.night()
    right = town.day
    town.day = wrong
    town.night()

    town.day = right + timedelta(days=1)

    assert wrote(town.undo(1)) == ["amend mekom B-1", "cancel academy B-1", "cancel mekom VA-1"]


def test_after_a_long_pause_values_from_before_are_deleted_in_the_second_night(town: Town) -> None:
    town.mekom.put(booking(participant=Person(name="Zacharias Zwiebelturm", email="zz@example.org")))
    town.night()
    amend(town.mekom, town.mekom.bookings["B-1"], participant=Person(name="Berta Birne"))
    town.night()
    town.day += timedelta(days=100)

    town.night()
    assert b"Zwiebelturm" in _ledger(town)
    town.night()
    assert b"Zwiebelturm" not in _ledger(town)


def _ledger(town: Town) -> bytes:
    return b"".join(path.read_bytes() for path in (town.folder / "var").iterdir())


# what was undone stays undone


def test_what_was_undone_is_not_made_again_night_after_night_and_raises_no_alarm(town: Town) -> None:
    town.night()
    town.undo(1)
    before = dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)

    for _ in range(3):
        town.tomorrow()
        night = town.night()
        assert (wrote(night), night.exit_code, night.facts.plan.held) == ([], 0, [])
        assert left_undone(night) == [
            "amend mekom VA-1 status",
            "amend academy B-1 status",
            "amend mekom B-1 status",
        ]
    why = night.facts.plan.stays_undone[0].why
    assert str(why) == "undone on 2013-01-14, and so left until `hub undo 1 --release`"
    assert (dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)) == before


def test_another_value_is_a_new_decision_and_goes_ahead(town: Town) -> None:
    town.night()
    town.academy.put(course(capacity=2, title="Neu"))
    town.night()
    town.undo(2)
    assert left_undone(town.night()) == ["amend mekom VA-1 title"]

    town.academy.put(course(capacity=2, title="Anders"))

    assert wrote(town.night()) == ["amend mekom VA-1"]
    assert town.mekom.courses["VA-1"].title == "Anders"
    town.academy.put(course(capacity=2, title="Neu"))
    assert wrote(town.night()) == ["amend mekom VA-1"]


def test_a_new_value_goes_ahead_beside_one_that_was_undone(town: Town) -> None:
    town.night()
    town.academy.put(course(capacity=2, title="Neu"))
    town.night()
    town.undo(2)
    town.academy.put(course(capacity=2, title="Neu", place="Göttingen"))

    night = town.night()

    assert wrote(night) == ["amend mekom VA-1"]
    assert left_undone(night) == ["amend mekom VA-1 title"]
    shown = town.mekom.courses["VA-1"]
    assert (shown.title, shown.place) == ("Verkaufen VA-1", "Göttingen")
    again = town.night()
    assert (wrote(again), left_undone(again)) == ([], ["amend mekom VA-1 title"])


def test_a_system_s_habits_are_learnt_although_a_neighbouring_field_stays_undone(town: Town) -> None:
    town.mekom = Shouting.of(members=[member()])
    town.night()
    town.academy.put(course(capacity=2, place="Göttingen"))
    town.night()
    town.undo(2)
    town.academy.put(course(capacity=2, place="Göttingen", title="Neu"))
    assert wrote(town.night()) == ["amend mekom VA-1"]

    quiet = town.night()

    assert (wrote(quiet), left_undone(quiet)) == ([], ["amend mekom VA-1 place"])
    town.release(2)
    assert [sorted(change.fields) for change in town.night().facts.plan.changes] == [["place"]]


def test_everything_about_a_booking_that_was_taken_back_waits(town: Town) -> None:
    town.night()
    town.undo(1)
    amend(town.mekom, town.mekom.bookings["B-1"], participant=Person(name="Berta Birne"))
    town.mekom.put(booking("B-2"))

    night = town.night()

    assert wrote(night) == ["add academy B-2", "amend mekom B-2"]
    assert "amend academy B-1 participant.email participant.name status" in left_undone(night)


def test_the_night_after_an_undo_books_no_namesake_in_place_of_who_was_taken_back(town: Town) -> None:
    town.mekom.put(booking("B-2", participant=Person(name="Anna Apfel B-1")))
    asked = town.night().facts.plan.questions
    town.undo(1)

    night = town.night()

    assert (wrote(night), night.facts.plan.questions) == ([], asked)
    amend(town.mekom, town.mekom.bookings["B-1"], status=BookingStatus.CANCELLED_BY_PARTICIPANT)
    assert "add academy B-2" in wrote(town.night())


def test_to_confirm_what_is_held_does_not_make_again_what_was_undone(town: Town) -> None:
    for number in range(2, 6):
        town.mekom.put(booking(f"B-{number}"))
    town.night()
    town.academy.put(course(capacity=2, title="Neu"))
    town.night()
    town.undo(2)
    for name in list(town.mekom.bookings):
        town.mekom.remove("booking", name)
    assert town.rehearse().exit_code == 6

    night = town.apply(town.plan_text(), confirm_held=True)

    assert len([line for line in wrote(night) if line.startswith("cancel academy")]) == 5
    assert town.mekom.courses["VA-1"].title == "Verkaufen VA-1"
    assert left_undone(night) == ["amend mekom VA-1 title"]


# released


def test_once_released_the_next_night_makes_everything_again_and_the_one_after_is_silent(town: Town) -> None:
    town.night()
    whole = dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)
    town.undo(1)
    town.night()

    assert town.release(1) == 3

    again = town.night()
    assert wrote(again) == ["amend mekom VA-1", "amend academy B-1", "amend mekom B-1"]
    assert not again.facts.remaining  # the organiser's answer is no habit of its system
    assert (dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)) == whole
    quiet = town.night()
    assert (wrote(quiet), left_undone(quiet), quiet.exit_code) == ([], [], 0)


def test_what_was_edited_while_it_waited_is_passed_on_with_the_release(town: Town) -> None:
    town.night()
    town.undo(1)
    amend(town.mekom, town.mekom.bookings["B-1"], participant=Person(name="Berta Birne"), note="alt")
    town.night()
    town.release(1)

    town.night()

    assert town.academy.bookings[COPY].participant.name == "Berta Birne"
    assert town.mekom.bookings["B-1"].note is None
    assert wrote(town.night()) == []


def test_a_seat_that_is_gone_meanwhile_is_not_promised_again(town: Town) -> None:
    town.academy.put(course(capacity=1))
    town.night()
    town.undo(1)
    town.mekom.put(booking("B-2"))
    town.night()
    town.release(1)

    town.night()

    assert town.mekom.bookings["B-1"].status is BookingStatus.WAITLISTED
    assert town.mekom.bookings["B-2"].status is BookingStatus.CONFIRMED


def test_a_released_booking_that_was_cancelled_at_home_meanwhile_is_not_asked_for_again(town: Town) -> None:
    town.night()
    town.undo(1)
    amend(town.mekom, town.mekom.bookings["B-1"], status=BookingStatus.CANCELLED_BY_PARTICIPANT)
    town.release(1)

    assert wrote(town.night()) == ["amend mekom VA-1"]
    assert wrote(town.night()) == []


def test_a_course_that_began_meanwhile_is_not_asked_for_again(town: Town) -> None:
    town.night()
    town.undo(1)
    town.day += timedelta(days=20)
    town.release(1)

    assert [line for line in wrote(town.night()) if "B-1" in line] == []


def test_a_course_that_was_called_off_meanwhile_cancels_its_released_bookings(town: Town) -> None:
    town.night()
    town.undo(1)
    town.academy.put(course(capacity=2, status=CourseStatus.CANCELLED))
    town.release(1)

    town.night()

    assert town.mekom.bookings["B-1"].status.is_cancelled


def test_what_was_released_is_confirmed_however_many_bookings_it_makes_again(tmp_path: Path) -> None:
    town = settled(tmp_path)
    town.undo(1)
    town.tomorrow()
    town.night()
    assert town.release(1) == 2 + SIZE + SIZE  # courses, requests, answers

    again = town.night()

    assert (again.facts.plan.held, again.exit_code) == ([], 0)
    assert set(standing(town).values()) == {BookingStatus.CONFIRMED}
    assert is_quiet(town)


def test_cancellations_that_were_undone_and_released_are_confirmed_for_the_next_night_alone(
    tmp_path: Path,
) -> None:
    town = settled(tmp_path)
    for name, kept in list(town.mekom.bookings.items()):
        town.mekom.bookings[name] = kept.model_copy(update={"status": BookingStatus.CANCELLED_BY_COMPANY})
    confirm(town)
    town.undo(3)
    town.release(3)
    stood = standing(town)

    town.tomorrow()
    again = town.rehearse()
    town.failing = {ACADEMY: Unreachable(Text("no answer"))}
    town.night()
    town.tomorrow()
    town.failing = {}
    late = town.night()

    assert (len(again.facts.plan.changes), again.facts.plan.held) == (SIZE, [])
    assert (len(late.facts.plan.held), late.exit_code, standing(town)) == (SIZE, 6, stood)


def test_edits_of_many_are_held_although_their_bookings_were_released(tmp_path: Path) -> None:
    town = settled(tmp_path)
    town.undo(1)
    town.release(1)
    for number, (name, kept) in enumerate(list(town.mekom.bookings.items())):
        other = Person(name=f"Mensch {number}")
        town.mekom.bookings[name] = kept.model_copy(update={"participant": other})

    again = town.night()

    assert (len(again.facts.plan.held), again.exit_code) == (2 * SIZE, 6)


# undo of undo


def test_the_undo_of_an_undo_makes_the_night_again(town: Town) -> None:
    town.night()
    whole = dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)
    town.undo(1)

    redo = town.undo(2)

    assert wrote(redo) == ["amend mekom VA-1", "amend academy B-1", "amend mekom B-1"]
    assert (dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)) == whole
    quiet = town.night()
    assert (wrote(quiet), left_undone(quiet)) == ([], [])


def test_the_undo_of_an_undo_gives_no_seat_that_was_given_since(town: Town) -> None:
    town.mekom.put(booking("B-2"))
    town.night()
    town.undo(1)
    own = booking("A-1", status=BookingStatus.CONFIRMED, participant=Person(name="Otto Olive"))
    town.academy.put(own)

    redo = town.undo(2)

    statuses = [one.status for one in town.academy.bookings.values()]
    assert sum(status.takes_a_seat for status in statuses) == 2
    assert "academy B-2 status: the seat was given since" in kept(redo)
    assert town.mekom.bookings["B-2"].status is BookingStatus.REQUESTED


def test_who_lost_the_seat_so_is_asked_for_anew_and_waits(town: Town) -> None:
    town.mekom.put(booking("B-2"))
    town.night()
    town.undo(1)
    town.academy.put(booking("A-1", status=BookingStatus.CONFIRMED, participant=Person(name="Otto Olive")))
    town.undo(2)

    assert wrote(town.night()) == ["amend academy B-2", "amend mekom B-2"]

    assert town.mekom.bookings["B-2"].status is BookingStatus.WAITLISTED
    assert wrote(town.night()) == []


def test_the_undo_of_an_undo_of_an_undo_is_an_undo(town: Town) -> None:
    town.night()
    town.undo(1)
    undone = dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)
    town.undo(2)

    town.undo(3)

    assert (dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)) == undone
    night = town.night()
    assert wrote(night) == []
    assert len(left_undone(night)) == 3
    assert town.release(3) == 3
    assert wrote(town.night()) == ["amend mekom VA-1", "amend academy B-1", "amend mekom B-1"]


def test_an_undo_keeps_what_it_wrote_over_for_as_long_as_a_night_does(town: Town) -> None:
    town.night()
    town.day += timedelta(days=30)
    town.undo(1)
    town.day += timedelta(days=30)

    assert len(town.way_back(2).facts.plan.changes) == 3


# plans of undos


def test_a_kept_undo_is_applied_or_refused_like_any_plan(town: Town) -> None:
    town.mekom.put(booking("B-2"))
    town.night()
    text = to_json(as_document(town.way_back(1).facts.plan, language="en"))
    amend(town.academy, town.academy.bookings[COPY], remark="kommt später")

    with pytest.raises(StalePlan, match="no longer planned: cancel VA-1"):
        town.apply(text)
    assert town.mekom.courses["VA-1"].status is CourseStatus.OPEN

    fresh = to_json(as_document(town.way_back(1).facts.plan, language="en"))
    town.apply(fresh)
    with pytest.raises(StalePlan):
        town.apply(fresh)


def test_the_undo_of_a_night_that_never_was_is_refused(town: Town) -> None:
    with pytest.raises(StalePlan, match="no night 1 that"):
        town.way_back(1)
    town.night()
    with pytest.raises(StalePlan, match="no night 7 that"):
        town.way_back(7)


def test_the_undo_of_a_quiet_night_has_nothing_to_do(town: Town) -> None:
    town.night()
    town.night()

    undo = town.undo(2)

    assert (wrote(undo), kept(undo), impossible(undo), undo.exit_code) == ([], [], [], 0)


def test_an_undo_does_not_make_old_questions_new(town: Town) -> None:
    town.mekom.put(booking("B-2", participant=Person(name="Anna Apfel B-1")))
    asked = {question.id for question in town.night().facts.plan.questions}
    town.undo(1)

    assert asked
    assert town.night().facts.asked_before == asked


def test_what_was_missing_before_an_undo_is_missing_since_the_same_day(town: Town) -> None:
    town.mekom.put(booking("B-2"))
    town.night()
    town.mekom.remove("booking", "B-2")
    town.night()
    town.tomorrow()

    town.undo(2)

    with closing(Ledger.open(town.config.hub.ledger)) as ledger:
        assert list(ledger.memory(with_agreed=False).missing_since.values()) == [date(2013, 1, 14)]


# killed


def test_a_killed_night_can_be_undone_as_far_as_it_came(town: Town) -> None:
    """It had sent the course and the booking, and died before it learned what became of them."""
    plan = town.rehearse().facts.plan
    with closing(Ledger.open(town.config.hub.ledger)) as ledger:
        from hub.journal import Journal

        run = ledger.begin(started=datetime.now(UTC), fingerprint="sha256:killed", as_of=town.day)
        Journal(ledger, run, ledger.memory(with_agreed=False).key).intend(plan.changes[:2])
    town.mekom.publish_courses(_info(MEKOM), [plan.changes[0].change])  # type: ignore[list-item]
    town.academy.sync_bookings(_info(ACADEMY), [plan.changes[1].change])  # type: ignore[list-item]

    undo = town.undo(1)

    assert wrote(undo) == ["cancel academy B-1", "cancel mekom VA-1"]
    assert (kept(undo), impossible(undo)) == ([], [])


def test_what_a_killed_night_only_meant_to_write_is_nothing_to_undo(town: Town) -> None:
    plan = town.rehearse().facts.plan
    with closing(Ledger.open(town.config.hub.ledger)) as ledger:
        from hub.journal import Journal

        run = ledger.begin(started=datetime.now(UTC), fingerprint="sha256:killed", as_of=town.day)
        Journal(ledger, run, ledger.memory(with_agreed=False).key).intend(plan.changes[:2])

    undo = town.undo(1)

    assert (wrote(undo), kept(undo), impossible(undo)) == ([], [], [])


def _info(name: str) -> Network:
    from hub.model import NetworkName

    return Network(NetworkName(name), name, "Europe/Berlin")


# the bar


def test_160_of_160_values_from_before_come_back(town: Town) -> None:
    for number in range(2, 42):
        town.academy.put(course(f"VA-{number}", topic="Alt", place=f"Raum {number}"))
    town.night()
    before = dict(town.mekom.courses)
    for number in range(2, 42):
        town.academy.put(
            course(f"VA-{number}", title=f"Neu {number}", topic="Neu", place=f"Saal {number}", capacity=99)
        )
    whole = town.rehearse().facts.plan
    night = town.apply(to_json(as_document(whole, language="en")), confirm_held=True)
    written = sum(len(change.fields) for change in night.facts.plan.changes)

    undo = town.undo(2)

    given_back = sum(len(change.fields) for change in undo.facts.plan.changes)
    assert (written, given_back, kept(undo), impossible(undo)) == (160, 160, [], [])
    assert dict(town.mekom.courses) == before
    assert replace(night.facts, exit_code=0).exit_code == undo.exit_code
