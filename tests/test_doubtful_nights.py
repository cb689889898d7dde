"""Whole nights with systems that refuse, lose answers, lose refs, answer late or do nothing: nobody is doubled."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from hub.connectors.memory import MemoryConnector, MemorySettings
from hub.ledger.entries import Event, Intent
from hub.ledger.store import Ledger
from hub.memory import CopyKey, Decision, Unsure
from hub.model import BookingStatus, NetworkName, Person, Ref
from hub.nightly import Night
from hub.report.night import view_of
from hub.report.view import Line
from tests.faulty import (
    Choosy,
    CutAfterWriting,
    Idle,
    IdleDesk,
    Numbering,
    Paged,
    Placeless,
    RefLess,
    Shouting,
    Slow,
    SlowNumbering,
)
from tests.planning.builders import ACADEMY, MEKOM, booking, copy_of, course, member, request_of
from tests.town import Town, wrote

B_1, VA_1 = Ref(MEKOM, "booking", "B-1"), Ref(ACADEMY, "course", "VA-1")


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """An academy with a course of two seats, and an office that has typed one booking for it."""
    town = Town(tmp_path)
    town.academy.put(course(capacity=2))
    town.mekom.put(booking())
    return town


S = TypeVar("S", bound=MemoryConnector)


def with_academy(town: Town, kind: type[S]) -> S:
    town.academy = system = made(kind, courses=[course(capacity=2)], seats="by capacity")
    return system


def with_mekom(town: Town, kind: type[S]) -> S:
    town.mekom = system = made(kind, members=[member()], bookings=[booking()])
    return system


def made(kind: type[S], **knows: object) -> S:
    return kind(MemorySettings.model_validate(knows))


def unsure(town: Town) -> dict[CopyKey, Unsure]:
    with closing(Ledger.open(town.config.hub.ledger)) as ledger:
        return dict(ledger.memory(with_agreed=False).unsure)


def history(town: Town, ref: Ref) -> list[Event]:
    with closing(Ledger.open(town.config.hub.ledger)) as ledger:
        return list(ledger.history(ref))


def state_of(night: Night, ref: Ref, *, action: str = "add") -> str:
    """How the first change of this record and action went."""
    facts = night.facts
    return next(
        facts.outcomes[change.id].state
        for change in facts.plan.changes
        if change.ref == ref and change.change.action == action
    )


def held(night: Night) -> list[str]:
    return [f"{one.change.change.action} {one.change.ref.id}" for one in night.facts.plan.held if one.change]


def asked(night: Night) -> list[str]:
    return [question.ref.id for question in night.facts.plan.questions]


def answer_all(town: Town, answer: str) -> None:
    """A person answers every open question, all alike."""
    with closing(Ledger.open(town.config.hub.ledger)) as ledger:
        for question in town.rehearse().facts.plan.questions:
            ledger.decide(Decision(question.id, answer, "Karla", town.day))


def copies(system: MemoryConnector, ref: Ref) -> int:
    nouns = [*system.courses.values(), *system.bookings.values()]
    return sum(noun.origin == ref for noun in nouns)


# k bad among n


def test_a_batch_with_bad_ones_arrives_without_them_and_they_follow_once_they_are_mended(town: Town) -> None:
    with_mekom(town, Choosy)
    town.academy.put(course(capacity=2, place="Osterode"))
    for number in range(2, 40):
        town.academy.put(course(f"VA-{number}", place=None if number in {7, 8, 31} else "Osterode"))

    first = town.night()

    bad = {"VA-7", "VA-8", "VA-31"}
    assert town.mekom.courses.keys() == {f"VA-{number}" for number in range(1, 40)} - bad
    refused = {
        line.title.split()[0]: (str(line.why), str(line.remedy)) for line in told(first) if line.is_undone
    }
    assert refused == {
        number: (
            f"portal.example.org: record {number}: place is empty",
            "Enter where the course takes place.",
        )
        for number in bad
    }
    assert first.exit_code == 3
    assert not first.facts.plan.failures

    town.academy.put(course("VA-7", place="Göttingen"))
    assert wrote(town.night()) == ["add mekom VA-7"]

    town.academy.put(course("VA-8", place="Göttingen"))
    town.academy.put(course("VA-31", place="Göttingen"))
    assert set(wrote(town.night())) == {"add mekom VA-8", "add mekom VA-31"}
    quiet = town.night()
    assert (wrote(quiet), quiet.exit_code) == ([], 0)


def told(night: Night) -> tuple[Line, ...]:
    return view_of(night.facts).lines


# answers that get lost


def test_a_system_with_ids_of_its_own_that_loses_its_answer_gets_no_booking_twice(town: Town) -> None:
    academy = with_academy(town, Numbering)
    academy.is_deaf = True

    night = town.night()

    assert state_of(night, B_1) == "done"  # looked up: it is there
    assert list(academy.bookings) == ["E-1"]
    academy.is_deaf = False
    for _ in range(2):
        assert wrote(town.night()) == []
    assert copies(academy, B_1) == 1


def killed_while_adding(town: Town, ref: Ref, network: NetworkName) -> None:
    """A night that meant to add this record and died before it heard whether it is written."""
    with closing(Ledger.open(town.config.hub.ledger)) as ledger, ledger.lock():
        run = ledger.begin(started=datetime.now(UTC), fingerprint="sha256:killed", as_of=town.day)
        meant = Intent(change_id="c1", network=network, kind=ref.kind, ref=ref, action="add", fields=())
        ledger.intend(run, [meant])


def test_what_a_killed_night_wrote_is_found_by_ref_and_put_on_record(town: Town) -> None:
    academy = with_academy(town, Numbering)
    killed_while_adding(town, B_1, ACADEMY)
    academy.put(request_of(booking(), id="E-1"))

    night = town.night()

    assert "add academy B-1" not in wrote(night)
    assert copies(academy, B_1) == 1
    assert unsure(town) == {}
    assert (history(town, B_1)[0].state, str(history(town, B_1)[0].why)) == (
        "done",
        "looked up in night 2: it is there",
    )
    assert wrote(town.night()) == []


def test_what_a_killed_night_did_not_write_is_written_by_the_next_without_anybodys_help(town: Town) -> None:
    academy = with_academy(town, Numbering)
    killed_while_adding(town, B_1, ACADEMY)

    night = town.night()

    assert "add academy B-1" in wrote(night)
    assert night.exit_code == 0
    assert (copies(academy, B_1), unsure(town)) == (1, {})


def test_after_a_kill_a_cut_reading_holds_the_add_until_the_whole_is_seen(town: Town) -> None:
    academy = with_academy(town, Numbering)
    killed_while_adding(town, B_1, ACADEMY)
    academy.put(request_of(booking(), id="E-1"))
    academy.is_cut = True

    for _ in range(2):
        night = town.night()
        assert held(night) == ["add B-1", "amend B-1"]
        assert night.exit_code == 6

    academy.is_cut = False
    assert "add academy B-1" not in wrote(town.night())
    assert copies(academy, B_1) == 1
    assert town.night().exit_code == 0


def test_who_looked_and_found_nothing_may_confirm_for_this_plan(town: Town) -> None:
    academy = with_academy(town, Numbering)
    killed_while_adding(town, B_1, ACADEMY)
    academy.put(booking("VB-1", participant=Person(name="Wer Anders")))
    academy.is_cut = True

    confirmed = town.apply(town.plan_text(), confirm_held=True)

    assert (copies(academy, B_1), state_of(confirmed, B_1)) == (1, "unknown")  # nobody could look
    academy.is_cut = False
    assert "add academy B-1" not in wrote(town.night())
    assert (copies(academy, B_1), unsure(town)) == (1, {})


def test_after_an_outage_the_last_seats_go_to_the_first_rows_although_all_have_numbers_by_then(
    town: Town,
) -> None:
    academy = with_academy(town, Slow)
    academy.is_deaf = True
    town.mekom.remove("booking", "B-1")
    names = [f"Gast {letter}" for letter in "QWERTZUIOP"]
    for name in names:
        town.mekom.type_in(booking("ignored", participant=Person(name=name)))
    assert state_of(town.night(), VA_1) == "done"
    assert len(town.mekom.bookings) == len(names)  # numbered, and not passed on

    town.academy = made(MemoryConnector, courses=[course(capacity=2)], seats="by capacity")
    town.night()

    seated = [one.participant.name for one in town.academy.bookings.values() if one.status.takes_a_seat]
    assert seated == names[:2]


def test_a_copy_met_by_a_confirmed_add_is_no_habit_of_its_system_and_is_put_right(town: Town) -> None:
    mekom = with_mekom(town, Paged)
    killed_while_adding(town, VA_1, MEKOM)
    mekom.put(copy_of(course(capacity=2), title="Alt"))
    mekom.is_cut = True
    confirmed = town.apply(town.plan_text(), confirm_held=True)
    assert state_of(confirmed, VA_1) == "unknown"  # nobody could look
    mekom.is_cut = False

    town.night()

    assert town.mekom.courses["VA-1"].title == course().title


# answers that come late


@pytest.mark.parametrize("is_deaf", [True, False], ids=["without an answer", "with a false answer"])
def test_a_booking_that_appears_after_the_night_is_found_by_ref_and_not_doubled(
    town: Town, is_deaf: bool
) -> None:
    academy = with_academy(town, Slow)
    academy.is_deaf = is_deaf

    night = town.night()
    assert state_of(night, B_1) == ("refused" if is_deaf else "lost")
    assert night.exit_code == 3
    academy.arrive()

    academy.is_deaf = False
    later = town.night()
    assert "add academy B-1" not in wrote(later)
    academy.arrive()
    assert copies(academy, B_1) == 1
    assert town.mekom.bookings["B-1"].status is BookingStatus.CONFIRMED
    assert (wrote(town.night()), unsure(town)) == ([], {})


def test_a_booking_that_has_not_appeared_by_the_next_night_is_asked_about_where_the_system_called_it_done(
    town: Town,
) -> None:
    academy = with_academy(town, Slow)
    town.night()

    for _ in range(2):
        night = town.night()
        assert (asked(night), held(night), night.exit_code) == (["B-1"], [], 0)

    academy.arrive()
    assert asked(town.night()) == []
    assert copies(academy, B_1) == 1
    assert town.night().exit_code == 0


# refs that get lost


@pytest.mark.parametrize("is_honest", [True, False])
def test_a_system_that_keeps_no_ref_gets_one_record_too_many_and_never_a_second(
    town: Town, is_honest: bool
) -> None:
    mekom = with_mekom(town, RefLess)
    mekom.is_honest = is_honest
    for number in range(2, 9):
        town.academy.put(course(f"VA-{number}"))

    first = town.night()
    assert (state_of(first, VA_1), first.exit_code) == ("lost", 3)
    assert "not found by its ref" in " ".join(str(failure.error) for failure in first.facts.plan.failures)

    for _ in range(3):
        town.tomorrow()
        night = town.night()
        assert night.exit_code == 6
        assert (asked(night), held(night)) == (["VA-1"], [f"add VA-{number}" for number in range(2, 9)])
        assert len(mekom.courses) == 1


def test_a_ref_that_somebody_wrote_into_the_record_by_hand_frees_all_the_others(town: Town) -> None:
    mekom = with_mekom(town, RefLess)
    town.academy.put(course("VA-2"))
    town.night()

    mekom.is_mended = True
    mekom.put(mekom.courses["P-1"].model_copy(update={"origin": VA_1}))

    assert "add mekom VA-2" in wrote(town.night())
    assert (len(mekom.courses), unsure(town)) == (2, {})
    assert (wrote(town.night()), town.night().exit_code) == ([], 0)


def test_one_answer_after_the_system_was_mended_frees_all(town: Town) -> None:
    mekom = with_mekom(town, RefLess)
    mekom.put(course("MK-1"))  # one of its own
    town.academy.put(course("VA-2"))
    town.night()

    mekom.is_mended = True
    mekom.remove("course", "P-2")
    answer_all(town, "again")

    assert [line for line in wrote(town.night()) if line.startswith("add mekom")] == [
        "add mekom VA-1",
        "add mekom VA-2",
    ]
    assert (wrote(town.night()), town.night().exit_code) == ([], 0)


def test_a_confirmation_for_a_system_that_was_not_mended_costs_one_record_again(town: Town) -> None:
    mekom = with_mekom(town, RefLess)
    town.academy.put(course("VA-2"))
    town.night()

    town.apply(town.plan_text(), confirm_held=True)

    assert len(mekom.courses) == 2
    assert (asked(town.night()), held(town.night())) == (["VA-1", "VA-2"], [])


def test_an_answer_for_a_system_that_was_not_mended_costs_one_record_and_is_asked_for_anew(
    town: Town,
) -> None:
    mekom = with_mekom(town, RefLess)
    town.academy.put(course("VA-2"))
    town.night()

    answer_all(town, "again")

    for _ in range(3):
        night = town.night()
        assert len(mekom.courses) == 2
    assert (asked(night), held(night)) == (["VA-1"], ["add VA-2"])


def test_who_says_that_it_is_there_is_never_asked_again_and_gets_no_second(town: Town) -> None:
    mekom = with_mekom(town, RefLess)
    town.night()

    answer_all(town, "there")

    for _ in range(3):
        town.tomorrow()
        night = town.night()
        assert (asked(night), held(night), wrote(night), night.exit_code) == ([], [], [], 0)
        assert [left.ref for left in night.facts.plan.withheld] == [VA_1]
    assert len(mekom.courses) == 1


def test_to_confirm_that_seats_were_given_up_writes_no_possible_double(town: Town) -> None:
    mekom = with_mekom(town, RefLess)
    for number in range(2, 9):
        mekom.put(booking(f"B-{number}", participant=Person(name=f"Wer Anders {number}")))
    town.night()
    for number in range(2, 9):
        mekom.remove("booking", f"B-{number}")
    town.night()
    town.tomorrow()

    night = town.apply(town.plan_text(), confirm_held=True)

    assert wrote(night) == [f"cancel academy B-{number}" for number in range(2, 9)]
    assert (len(mekom.courses), asked(night)) == (1, ["VA-1"])


def keeping(town: Town, kind: type[S]) -> S:
    """A list of courses that kept one with its ref and number, before it changed its ways."""
    mekom = with_mekom(town, kind)
    mekom.put(copy_of(course(capacity=2)))
    assert asked(town.night()) == []
    return mekom


def test_where_refs_are_not_kept_any_more_nothing_is_written_twice_and_one_more_is_risked(town: Town) -> None:
    """Two were lost in one call, nobody could know; with the one that goes alone that makes two nights of it."""
    mekom = keeping(town, RefLess)
    for number in (2, 3):
        town.academy.put(course(f"VA-{number}"))
    assert town.night().exit_code == 3
    for number in range(4, 8):
        town.academy.put(course(f"VA-{number}"))

    second = town.night()

    assert (asked(second), held(second), second.exit_code) == (["VA-2", "VA-3"], [], 3)
    for _ in range(3):
        night = town.night()
        assert (asked(night), night.exit_code) == (["VA-2", "VA-3", "VA-4"], 6)
        assert held(night) == [f"add VA-{number}" for number in range(5, 8)]
    assert sorted(one.title for one in mekom.courses.values()) == [f"Verkaufen VA-{n}" for n in range(1, 5)]


def test_a_system_that_is_mended_the_day_after_gets_all_that_it_lost_without_a_word(town: Town) -> None:
    mekom = with_mekom(town, Idle)
    mekom.put(copy_of(course(capacity=2)))
    for number in (2, 3):
        town.academy.put(course(f"VA-{number}"))
    assert town.night().exit_code == 3
    mekom.is_idle = False

    assert wrote(town.night()) == ["add mekom VA-2", "add mekom VA-3"]
    assert [copies(mekom, Ref(ACADEMY, "course", f"VA-{number}")) for number in (1, 2, 3)] == [1, 1, 1]
    assert (wrote(town.night()), town.night().exit_code, unsure(town)) == ([], 0, {})


def test_a_record_that_alone_is_swallowed_holds_up_nobody(town: Town) -> None:
    mekom = with_mekom(town, Idle)
    mekom.put(copy_of(course(capacity=2)))
    town.academy.put(course("VA-2"))
    for _ in range(2):
        assert town.night().exit_code == 3
    mekom.is_idle = False
    town.academy.put(course("VA-3"))

    night = town.night()

    assert (asked(night), wrote(night), night.exit_code) == (["VA-2"], ["add mekom VA-3"], 0)


def test_a_system_with_ids_of_its_own_that_shows_it_days_later_gets_no_booking_twice(town: Town) -> None:
    academy = with_academy(town, SlowNumbering)
    town.night()
    academy.arrive()
    town.night()
    assert list(academy.bookings) == ["E-1"]  # it keeps refs
    town.mekom.put(booking("B-2", participant=Person(name="Wer Anders")))

    for _ in range(3):
        night = town.night()
    assert (asked(night), night.exit_code) == (["B-2"], 0)

    academy.arrive()
    night = town.night()
    assert (asked(night), copies(academy, Ref(MEKOM, "booking", "B-2"))) == ([], 1)
    assert (list(academy.bookings), unsure(town)) == (["E-1", "E-2"], {})


def test_a_system_that_keeps_numbers_and_shows_it_days_later_has_it_once(town: Town) -> None:
    academy = with_academy(town, Slow)
    academy.put(request_of(booking("B-9", participant=Person(name="Wer Anders"))))
    town.mekom.put(booking("B-9", participant=Person(name="Wer Anders")))
    for _ in range(3):
        night = town.night()
    assert (asked(night), len(academy.under_way)) == (["B-1"], 2)

    academy.arrive()
    assert (asked(town.night()), copies(academy, B_1)) == ([], 1)
    assert (town.night().exit_code, unsure(town)) == (0, {})


def test_bookings_that_a_system_called_done_and_did_not_write_arrive_once_it_is_mended(town: Town) -> None:
    academy = with_academy(town, IdleDesk)
    town.night()
    academy.is_idle = True
    for number in (2, 3, 4):
        town.mekom.put(booking(f"B-{number}", participant=Person(name=f"Wer Anders {number}")))
    assert town.night().exit_code == 3

    academy.is_idle = False
    night = town.night()

    assert [line for line in wrote(night) if line.startswith("add")] == [
        f"add academy B-{n}" for n in (2, 3, 4)
    ]
    assert (wrote(town.night()), town.night().exit_code, unsure(town)) == ([], 0, {})


def test_where_nobody_could_look_whether_refs_are_kept_the_others_follow_the_next_night(town: Town) -> None:
    mekom = with_mekom(town, CutAfterWriting)
    for number in range(2, 9):
        town.academy.put(course(f"VA-{number}"))

    first = town.night()
    assert (len(mekom.courses), state_of(first, VA_1), first.exit_code) == (1, "unknown", 3)

    mekom.is_cut = False
    assert wrote(town.night()) == [f"add mekom VA-{number}" for number in range(2, 9)]
    assert (wrote(town.night()), town.night().exit_code, unsure(town)) == ([], 0, {})


# answers that are false


def test_a_system_that_never_kept_a_ref_does_nothing_and_says_done_is_asked_about_and_not_tried_every_night(
    town: Town,
) -> None:
    mekom = with_mekom(town, Idle)

    first = town.night()
    assert (state_of(first, VA_1), first.exit_code) == ("lost", 3)
    second = town.night()
    assert (asked(second), held(second), second.exit_code) == (["VA-1"], [], 0)
    assert "could stand there twice" in str(second.facts.plan.questions[0].text)

    mekom.is_idle = False
    answer_all(town, "again")
    assert "add mekom VA-1" in wrote(town.night())
    assert (wrote(town.night()), town.night().exit_code, unsure(town)) == ([], 0, {})


def test_an_amend_that_is_called_done_and_is_not_is_planned_again_the_next_night(town: Town) -> None:
    mekom = with_mekom(town, Idle)
    mekom.is_idle = False
    town.night()
    town.academy.put(course(capacity=2, title="Besser verkaufen"))
    mekom.is_idle = True

    for _ in range(2):
        night = town.night()
        assert (wrote(night), night.exit_code) == ([], 3)

    mekom.is_idle = False
    assert wrote(town.night()) == ["amend mekom VA-1"]
    assert mekom.courses["VA-1"].title == "Besser verkaufen"


def test_a_system_that_answers_with_what_it_was_sent_and_keeps_it_its_own_way_is_left_in_peace(
    town: Town,
) -> None:
    mekom = with_mekom(town, Shouting)

    first = town.night()
    assert [(left.field, left.seen) for left in first.facts.remaining] == [("title", "VERKAUFEN VA-1")]
    assert first.exit_code == 0
    town.academy.put(course(capacity=2, title="Besser verkaufen"))
    assert wrote(town.night()) == ["amend mekom VA-1"]

    for _ in range(2):
        quiet = town.night()
        assert (wrote(quiet), quiet.facts.remaining, quiet.exit_code) == ([], [], 0)
    assert mekom.courses["VA-1"].title == "BESSER VERKAUFEN"


def test_what_is_held_is_held_in_a_quiet_night_as_well(town: Town) -> None:
    town.academy.put(course("VA-2", starts_at=datetime(2040, 1, 1, tzinfo=UTC)))
    town.night()

    for _ in range(3):
        night = town.night()
        assert (held(night), night.exit_code) == (["add VA-2"], 6)


# systems without a place for refs


def test_a_system_that_says_it_has_no_place_for_refs_is_named_and_gets_nothing(town: Town) -> None:
    mekom = with_mekom(town, Placeless)

    for _ in range(2):
        night = town.night()
        assert (dict(mekom.courses), night.exit_code) == ({}, 3)
        assert "the courses of MEKOM have no place for a ref" in str(night.facts.plan.failures[0].error)
