"""Whole nights after an accident: nothing is lost, a person is asked, and one confirmation ends the matter."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from hub.model import BookingStatus, NetworkName, Person
from hub.report import view_of
from tests.planning.builders import ACADEMY, MEKOM, booking, course
from tests.thirty import SIZE, confirm, is_quiet, lose_ledger, remove, settled, standing
from tests.town import Town, wrote


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return settled(tmp_path)


# rows that are gone


def test_a_course_that_comes_back_after_its_absence_was_confirmed_says_whom_it_left_cancelled(
    town: Town,
) -> None:
    before, kept = standing(town), town.academy.courses["VA-1"]
    town.academy.remove("course", "VA-1")
    town.night()
    town.tomorrow()
    confirmed = town.apply(town.plan_text(), confirm_held=True).facts.run
    town.tomorrow()
    town.academy.put(kept)

    back = town.night()

    assert wrote(back) == ["amend mekom VA-1"]
    [note] = back.facts.plan.notes
    assert f"stay cancelled ({SIZE // 2})" in str(note)
    assert confirmed is not None
    town.undo(confirmed)
    assert standing(town) == before
    assert is_quiet(town)


@pytest.mark.parametrize("keep", [0, 1, 18, 27])
@pytest.mark.parametrize("is_remembered", [True, False])
def test_a_cut_list_cancels_nobody_and_one_confirmation_makes_it_the_new_measure(
    town: Town, keep: int, is_remembered: bool
) -> None:
    before = standing(town)
    remove(town.mekom, "booking", keep=keep)
    if not is_remembered:
        lose_ledger(town)

    for _ in range(3):
        assert (wrote(town.night()), town.night().exit_code) == ([], 6)
        town.tomorrow()
    assert standing(town) == before

    assert len(confirm(town)) == SIZE - keep
    town.tomorrow()
    assert is_quiet(town)


def test_forty_per_cent_less_every_night_for_a_week_cancel_nobody(town: Town) -> None:
    before, left = standing(town), SIZE

    for _ in range(7):
        left = left * 6 // 10
        remove(town.mekom, "booking", keep=left)
        night = town.night()
        assert (wrote(night), night.exit_code) == ([], 6)
        town.tomorrow()

    assert standing(town) == before


def test_a_catalogue_that_is_cut_night_after_night_never_becomes_its_own_measure(town: Town) -> None:
    """No partner has copies of it: the count of the last night that was believed is the only witness."""
    for number in range(10):
        town.region.put(course(f"R-{number}", title=f"Angebot {number}"))
    town.night()
    town.academy.put(course("VA-9", title="Angebot 9"))

    for keep in (6, 4, 4):
        town.tomorrow()
        remove(town.region, "course", keep=keep)
        night = town.night()
        assert (wrote(night), night.exit_code) == ([], 6)
        assert ["nobody can say tonight" in str(one.reason) for one in night.facts.plan.withheld] == [True]
    confirm(town)
    town.tomorrow()

    assert wrote(town.night()) == ["add mekom VA-9"]


def test_a_list_that_comes_back_is_believed_again_without_anybodys_doing(town: Town) -> None:
    kept = dict(town.mekom.bookings)
    remove(town.mekom, "booking", keep=1)
    town.night()
    for value in kept.values():
        town.mekom.put(value)
    town.tomorrow()

    assert is_quiet(town)


def test_two_rows_that_vanish_go_by_themselves_after_the_second_night(town: Town) -> None:
    remove(town.mekom, "booking", keep=SIZE - 2)
    assert is_quiet(town)
    town.tomorrow()

    assert wrote(town.night()) == ["cancel academy B-28", "cancel academy B-29"]
    town.tomorrow()
    assert is_quiet(town)


def test_who_is_seated_again_by_hand_is_missed_for_a_night_before_anything_follows_again(town: Town) -> None:
    remove(town.mekom, "booking", keep=SIZE - 1)
    town.night()
    town.tomorrow()
    assert wrote(town.night()) == ["cancel academy B-29"]
    seat = town.academy.bookings["mekom/booking/B-29"]
    town.academy.put(seat.model_copy(update={"status": BookingStatus.CONFIRMED}))
    town.tomorrow()

    assert wrote(town.night()) == []
    town.tomorrow()
    assert wrote(town.night()) == ["cancel academy B-29"]


def test_new_rows_of_a_doubted_list_wait_with_it_and_go_with_it(town: Town) -> None:
    remove(town.mekom, "booking", keep=10)
    town.mekom.put(booking("B-77"))
    town.mekom.type_in(booking("ignored", participant=Person(name="Zoe Zimt")))

    assert wrote(town.night()) == []
    done = confirm(town)

    assert len([line for line in done if line.startswith("add academy")]) == 2
    town.tomorrow()
    assert is_quiet(town)


def test_a_programme_that_lost_its_courses_keeps_them_published(town: Town) -> None:
    town.academy.remove("course", "VA-1")
    town.academy.remove("course", "VA-2")
    lose_ledger(town)

    for _ in range(3):
        assert (wrote(town.night()), town.night().exit_code) == ([], 6)
        town.tomorrow()

    assert set(standing(town).values()) == {BookingStatus.CONFIRMED}


# other rows than before


def renumber(town: Town, *names: str) -> None:
    for name in names:
        value = town.mekom.bookings[name]
        town.mekom.remove("booking", name)
        town.mekom.put(value.model_copy(update={"id": f"N-{name}", "status": BookingStatus.REQUESTED}))


@pytest.mark.parametrize("is_remembered", [True, False])
def test_new_numbers_for_all_rows_double_nobody_and_cancel_nobody(town: Town, is_remembered: bool) -> None:
    town.mekom.put(booking("B-99", participant=Person()))  # a kept seat, known by its number alone
    town.night()
    town.tomorrow()
    before = standing(town)
    renumber(town, *list(town.mekom.bookings))
    if not is_remembered:
        lose_ledger(town)

    for _ in range(3):
        assert (wrote(town.night()), town.night().exit_code) == ([], 6)
        town.tomorrow()
    assert "no confirmation ends that hold" in str(view_of(town.night().facts).next_step)
    assert confirm(town) == []  # not even by a confirmation

    assert standing(town) == before


def test_a_few_new_numbers_are_asked_about_until_the_old_ones_are_back(town: Town) -> None:
    before, old = standing(town), dict(town.mekom.bookings)
    renumber(town, "B-03", "B-04")

    for _ in range(3):
        night = town.night()
        assert not [line for line in wrote(night) if "academy" in line]
        assert len(night.facts.plan.questions) == 2
        town.tomorrow()

    for name in ("B-03", "B-04"):
        town.mekom.remove("booking", f"N-{name}")
        town.mekom.put(old[name])
    assert is_quiet(town)
    assert standing(town) == before


def test_another_groups_list_changes_nothing(town: Town) -> None:
    before = standing(town)
    remove(town.mekom, "booking", keep=0)
    for number in range(SIZE):
        town.mekom.put(booking(f"B-{number + 500}", participant=Person(name=f"Fremd {number}")))

    for _ in range(3):
        assert (wrote(town.night()), town.night().exit_code) == ([], 6)
        town.tomorrow()

    assert standing(town) == before


def test_an_old_backup_brought_back_changes_nothing_until_somebody_says_so(town: Town) -> None:
    old = dict(town.mekom.bookings)
    for value in old.values():
        person = Person(name=f"{value.participant.name} jun.", email=value.participant.email)
        town.mekom.put(value.model_copy(update={"participant": person}))
    confirm(town)
    now = dict(town.academy.bookings)
    for value in old.values():
        town.mekom.put(value)

    for _ in range(3):
        assert (wrote(town.night()), town.night().exit_code) == ([], 6)
        town.tomorrow()

    assert dict(town.academy.bookings) == now


def test_a_change_of_everything_that_is_confirmed_is_quiet_the_night_after(town: Town) -> None:
    for name, value in dict(town.mekom.bookings).items():
        town.mekom.put(value.model_copy(update={"participant": Person(name=f"Neu {name}")}))

    assert wrote(town.night()) == []
    assert len(confirm(town)) == SIZE
    town.tomorrow()
    assert is_quiet(town)


def test_sides_swapped_in_hub_toml_fail_by_name_and_nothing_is_written(town: Town) -> None:
    before = standing(town), dict(town.mekom.bookings), dict(town.mekom.courses)
    town.academy, town.mekom = town.mekom, town.academy

    night = town.night()

    assert (wrote(night), night.exit_code) == ([], 3)
    assert {failure.network for failure in night.facts.plan.failures} == {ACADEMY, MEKOM}
    town.academy, town.mekom = town.mekom, town.academy
    assert (standing(town), dict(town.mekom.bookings), dict(town.mekom.courses)) == before
    assert is_quiet(town)


# the organiser's list, and nobody remembers


def test_an_organisers_list_that_is_gone_with_the_ledger_is_held_then_asked_about_and_nobody_is_booked_again(
    town: Town,
) -> None:
    remove(town.academy, "booking", keep=0)
    lose_ledger(town)

    for _ in range(2):
        assert (wrote(town.night()), town.night().exit_code) == ([], 6)
        town.tomorrow()
    assert not [line for line in confirm(town) if "academy" in line]
    town.tomorrow()

    night = town.night()
    assert (len(night.facts.plan.questions), night.exit_code) == (SIZE, 0)
    assert standing(town) == {}


# the clock


def test_a_clock_set_back_holds_everything_night_after_night_until_somebody_confirms(town: Town) -> None:
    town.day = date(2012, 12, 1)
    town.toml = town.toml.replace("valid_from = 2013-01-01", "valid_from = 2012-01-01")
    town.mekom.put(booking("B-77"))

    for _ in range(3):
        night = town.night()
        assert (wrote(night), night.exit_code) == ([], 6)
        assert "but today is 2012-12" in str(night.facts.plan.notes[0])
        town.tomorrow()

    assert "add academy B-77" in confirm(town)
    town.tomorrow()
    assert is_quiet(town)


def test_a_clock_that_is_right_again_needs_nobody(town: Town) -> None:
    town.mekom.put(booking("B-77"))
    right = town.day
    town.day = date(2012, 12, 1)
    town.night()
    town.day = right

    assert "add academy B-77" in wrote(town.night())


def test_an_absence_seen_before_a_long_pause_begins_anew(town: Town) -> None:
    remove(town.mekom, "booking", keep=SIZE - 1)
    town.night()
    town.day += timedelta(days=10)  # the courses are still to come

    assert wrote(town.night()) == []
    town.tomorrow()
    assert wrote(town.night()) == ["cancel academy B-29"]


def test_what_is_held_of_one_network_is_named_after_it(town: Town) -> None:
    remove(town.mekom, "booking", keep=0)

    held = {(one.network, one.kind) for one in town.night().facts.plan.held if one.change is None}

    assert held == {(NetworkName("mekom"), "booking")}
