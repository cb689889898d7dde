"""Whole nights after an accident: nothing is lost, a person is asked, and one confirmation ends the matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from hub.changes import Reading, Record, Reject, Unreadable
from hub.connectors.memory import MemoryConnector
from hub.hookspecs import hookimpl
from hub.language import Text
from hub.model import Booking, BookingStatus, Network, NetworkName, Person
from hub.planning.plan import Plan
from tests.planning.builders import ACADEMY, MEKOM, booking, course, member
from tests.town import Town, wrote

SIZE = 30


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Thirty bookings that were passed on, in two courses, and one quiet night."""
    town = Town(tmp_path)
    for number in (1, 2):
        town.academy.put(course(f"VA-{number}", capacity=SIZE, place="Göttingen", trainer="T. Rainer"))
    for number in range(SIZE):
        town.mekom.put(booking(f"B-{number:02}", course=f"VA-{1 + number % 2}"))
    town.night()
    assert wrote(town.night()) == []
    town.tomorrow()
    return town


def lose_ledger(town: Town) -> None:
    for path in (town.folder / "var").iterdir():
        path.unlink()


def remove(office: MemoryConnector, kind: str, *, keep: int) -> None:
    """Somebody deletes all but the first few."""
    names = list(office.bookings if kind == "booking" else office.courses)
    for name in names[keep:]:
        office.remove(kind, name)  # type: ignore[arg-type]


def standing(town: Town) -> dict[str, BookingStatus]:
    return {name: kept.status for name, kept in town.academy.bookings.items()}


def confirm(town: Town) -> list[str]:
    """A person looks at the plan of tonight and confirms it."""
    return wrote(town.apply(town.plan_text(), confirm_held=True))


def is_quiet(town: Town) -> bool:
    """Nothing to do, nothing held, nothing that needs anybody."""
    night = town.night()
    plan: Plan = night.facts.plan
    return (wrote(night), list(plan.held), night.exit_code) == ([], [], 0)


# rows that are gone


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
    before = standing(town)
    renumber(town, *list(town.mekom.bookings))
    if not is_remembered:
        lose_ledger(town)

    for _ in range(3):
        assert (wrote(town.night()), town.night().exit_code) == ([], 6)
        town.tomorrow()
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


# one bad record


class Torn(MemoryConnector):
    """Some of its bookings cannot be understood: unreadable, with a wrong value, or without a number."""

    bad: dict[str, str] = {}  # noqa: RUF012 - set anew by every test

    @hookimpl
    def fetch_bookings(self, network: Network) -> Reading[Booking]:
        whole = super().fetch_bookings(network)
        nameless = [name for name, how in self.bad.items() if how == "number"]
        records = [self._as_read(record) for record in whole.records if record.id not in nameless]
        rejects = [
            Reject(place="row 7", why=Text("#REF! is no number"), remedy=Text("mend it")) for _ in nameless
        ]
        return Reading(records, rejects=rejects)

    def _as_read(self, record: Record[Booking]) -> Record[Booking]:
        if record.id not in self.bad:
            return record
        return Record(
            record.id, fingerprint=b"torn" + record.fingerprint, source=_Torn(record.id), origin=record.origin
        )


class _Torn:
    def __init__(self, name: str) -> None:
        self.name = name

    def value(self, key: int) -> Booking:
        why = Text("“bestaetogt” is no status")
        raise Unreadable(Reject(place="row 7", why=why, remedy=Text("mend it"), field="Status", id=self.name))

    def place(self, key: int) -> str:
        return "row 7"


def at_mekom(town: Town) -> Torn:
    town.mekom = Torn.of(
        members=[member()], courses=town.mekom.courses.values(), bookings=town.mekom.bookings.values()
    )
    return town.mekom


def at_the_academy(town: Town) -> Torn:
    town.academy = Torn.of(
        courses=town.academy.courses.values(), bookings=town.academy.bookings.values(), seats="by capacity"
    )
    return town.academy


@pytest.mark.parametrize("how", ["value", "number"])
@pytest.mark.parametrize("is_remembered", [True, False])
@pytest.mark.parametrize(("side", "name"), [(at_mekom, "B-03"), (at_the_academy, "mekom/booking/B-03")])
def test_a_bad_record_of_somebody_known_is_named_its_good_copy_stays_and_all_others_go_on(
    town: Town, side: Callable[[Town], Torn], name: str, how: str, is_remembered: bool
) -> None:
    office = side(town)
    office.bad = {name: how}
    before = standing(town) | {"mekom/booking/B-77": BookingStatus.CONFIRMED}
    if not is_remembered:
        lose_ledger(town)
    town.mekom.put(booking("B-77"))

    for _ in range(3):
        night = town.night()
        assert night.exit_code == 3
        [placed] = night.facts.plan.rejects
        assert str(placed.reject.place) == "row 7"
        town.tomorrow()

    if side is at_mekom:
        assert standing(town) == before
        assert set(town.academy.bookings) == set(before)
    else:
        assert {kept for kept in standing(town) if kept.endswith("B-03")} == {"mekom/booking/B-03"}
    assert {kept.status for kept in town.mekom.bookings.values()} <= {
        BookingStatus.CONFIRMED,
        BookingStatus.REQUESTED,
    }

    office.bad = {}
    wrote(town.night())
    town.tomorrow()
    assert is_quiet(town)
    assert standing(town) == before


def test_what_is_held_of_one_network_is_named_after_it(town: Town) -> None:
    remove(town.mekom, "booking", keep=0)

    held = {(one.network, one.kind) for one in town.night().facts.plan.held if one.change is None}

    assert held == {(NetworkName("mekom"), "booking")}
