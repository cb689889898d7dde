"""A reading proves that a record is not there only where no row of it may be that record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub.changes import Partial, Reading, Record, Reject
from hub.language import Text
from hub.lookup import by_ref, gone_from, tells_absence
from hub.model import Ref
from hub.planning.plan import Shared
from tests.planning.builders import ACADEMY, MEKOM, booking, copy_of, course

VA_1 = Ref(ACADEMY, "course", "VA-1")


def row(record_id: str | None = None, origin: Ref | None = None) -> Reject:
    return Reject(place="row 7", why=Text("torn"), remedy=Text("Mend it."), id=record_id, origin=origin)


def reading(*rejects: Reject, beside: str = "VA-9") -> Reading[Shared]:
    return Reading([Record.of(copy_of(course("VA-9"), id=beside), "row 8")], rejects)


def test_a_whole_reading_in_which_every_row_can_be_read_tells_absence() -> None:
    assert tells_absence(reading(), VA_1)
    assert not tells_absence(replace(reading(), coverage=Partial("page 2 is missing")), VA_1)


@pytest.mark.parametrize("reject", [row("VA-1"), row(str(VA_1)), row("K-1", VA_1), row(origin=VA_1)])
def test_a_refused_row_that_says_it_is_the_record_keeps_it_from_being_absent(reject: Reject) -> None:
    assert not tells_absence(reading(reject), VA_1)


def test_a_refused_row_that_does_not_say_which_it_is_may_be_it() -> None:
    assert not tells_absence(reading(row()), VA_1)


@pytest.mark.parametrize(("beside", "tells"), [("VA-9", True), ("K-0009", False)])
def test_a_refused_row_with_another_number_may_be_it_where_copies_get_other_numbers(
    beside: str, tells: bool
) -> None:
    assert tells_absence(reading(row("K-0001"), beside=beside), VA_1) is tells


def test_a_refused_row_with_another_ref_is_another_record() -> None:
    assert tells_absence(reading(row("K-0001", Ref(ACADEMY, "course", "VA-2")), beside="K-0009"), VA_1)


@pytest.mark.parametrize(
    ("now", "gone"), [(row("K-1"), 0), (row(origin=VA_1), 0), (row(), 1), (row("K-2"), 1)]
)
def test_a_record_is_not_gone_whose_row_says_by_number_or_ref_that_it_is_there(
    now: Reject, gone: int
) -> None:
    before: Reading[Shared] = Reading([Record.of(copy_of(course(), id="K-1"), "row 7")])

    assert gone_from(reading(now), since=before) == gone
    assert gone_from(reading(now), since=None) == 0


def test_a_record_of_the_systems_own_is_gone_whatever_copies_are_garbled() -> None:
    before: Reading[Shared] = Reading([Record.of(booking("B-1"), "row 7")])

    assert gone_from(Reading([], [row(origin=VA_1)]), since=before) == 1


def test_records_are_found_by_their_ref_and_the_networks_own_by_their_id() -> None:
    found = by_ref(MEKOM, "course", reading(beside="K-1"))

    assert found.keys() == {Ref(ACADEMY, "course", "VA-9")}
    assert by_ref(MEKOM, "course", Reading([Record.of(course("X"), "row 1")])).keys() == {
        Ref(MEKOM, "course", "X")
    }
