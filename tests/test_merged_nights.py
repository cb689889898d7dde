"""Both offices edited one booking on the same day: after one night both have both edits, after the next nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.model import Booking, BookingStatus
from tests.planning.builders import booking, course, member
from tests.planning.test_amendments import person
from tests.planning.test_edits_on_both_sides import EDITS
from tests.thirty import is_quiet
from tests.town import Town, wrote


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A booking that has its seat on both sides, and a ledger that knows so."""
    town = Town(tmp_path)
    town.academy.put(course())
    town.mekom.put(member("M-2", name="Sieber Metall KG"))
    town.mekom.put(booking(participant=person(1)))
    town.night()
    assert is_quiet(town)
    town.tomorrow()
    return town


def at_both(town: Town) -> tuple[Booking, Booking]:
    (own,), (copy,) = town.mekom.bookings.values(), town.academy.bookings.values()
    return own, copy


@pytest.mark.parametrize("name", EDITS)
def test_a_night_merges_what_both_offices_edited_and_the_next_is_silent(town: Town, name: str) -> None:
    at_home, there = EDITS[name]
    own, copy = at_both(town)
    own, copy = own.model_copy(update=at_home), copy.model_copy(update=there)
    town.mekom.put(own)
    town.academy.put(copy)

    night = town.night()

    assert night.exit_code == 0
    assert wrote(night)
    now, now_there = at_both(town)
    assert (now.participant, now.company, now.remark) == (own.participant, own.company, own.remark)
    assert (now_there.participant, now_there.company.name) == (own.participant, own.company.name)
    assert (now_there.price, now_there.remark) == (copy.price, copy.remark)
    status = BookingStatus.CANCELLED_BY_COMPANY if name.startswith("cancelled") else copy.status
    assert (now.status, now_there.status) == (status, status)
    town.tomorrow()
    assert is_quiet(town)


@pytest.mark.parametrize(
    ("field", "ours", "others"),
    [("name", "Berta", "Carla"), ("email", "b@mine.example", "c@theirs.example")],
)
def test_where_both_edited_one_field_its_owner_wins_and_the_night_lists_it_once(
    town: Town, field: str, ours: str, others: str
) -> None:
    own, copy = at_both(town)
    mine, theirs = person(1, **{field: ours}), person(1, **{field: others})
    town.mekom.put(own.model_copy(update={"participant": mine}))
    town.academy.put(copy.model_copy(update={"participant": theirs}))

    night = town.night()

    [listed] = [change for change in night.facts.plan.changes if change.is_conflict]
    [both] = listed.fields.values()
    assert (both.before, both.after) == (others, ours)
    assert [one.participant for one in at_both(town)] == [mine, mine]
    town.tomorrow()
    assert is_quiet(town)


def test_what_both_edited_alike_is_nobodys_business(town: Town) -> None:
    own, copy = at_both(town)
    town.mekom.put(own.model_copy(update={"participant": person(2)}))
    town.academy.put(copy.model_copy(update={"participant": person(2)}))

    assert is_quiet(town)
