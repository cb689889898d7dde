"""Readings that cannot be what they are taken for fail by name, before anything of them is believed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hub.changes import Reading, Record
from hub.memory import Memory, Shelf
from hub.misread import without_misread
from hub.model import Course, NetworkName, Ref
from hub.planning.snapshot import Key
from hub.reading import AnyReading, Readings
from tests.planning.builders import ACADEMY, MEKOM, booking, copy_of, course, member, request_of

WRG = NetworkName("wrg")


def reading(*values: object, columns: Mapping[str, str] | None = None) -> AnyReading:
    records = [Record.of(value, f"row {number}") for number, value in enumerate(values, start=2)]  # type: ignore[type-var]
    return Reading(records, columns=columns or {})  # type: ignore[return-value]


def believed(found: Mapping[Key, AnyReading], memory: Memory | None = None) -> Readings:
    return without_misread(Readings(found, ()), memory or Memory())


def failed(readings: Readings) -> set[NetworkName]:
    return {failure.network for failure in readings.failures}


# a column of last night is gone


def test_a_network_that_lost_a_decisive_column_is_not_read_tonight() -> None:
    last = Memory(shelves={(MEKOM, "booking"): Shelf(columns={"status": "Status", "company": "Firma"})})
    found = believed(
        {(MEKOM, "booking"): reading(columns={"company": "Firma"}), (MEKOM, "course"): reading()}, last
    )

    assert found.by_key == {}
    assert "columns of last night are gone: Status" in str(found.failures[0].why)


@pytest.mark.parametrize("columns", [{}, {"status": "Zustand", "remark": "Bemerkung"}, {"status": "Status"}])
def test_columns_that_are_there_or_decide_nothing_or_are_not_told_fail_nobody(
    columns: dict[str, str],
) -> None:
    last = Memory(shelves={(MEKOM, "booking"): Shelf(columns={"status": "Status", "remark": "Bemerkung"})})

    assert failed(believed({(MEKOM, "booking"): reading(columns=columns)}, last)) == set()


def test_columns_of_a_system_that_is_set_up_otherwise_since_are_missed_no_more() -> None:
    last = Memory(
        shelves={
            (network, "booking"): Shelf(columns={"status": "Status"}, settings="as before")
            for network in (MEKOM, ACADEMY, WRG)
        }
    )
    less = {key: reading(columns={"company": "Firma"}) for key in last.shelves}

    found = believed(less, last.under({MEKOM: "otherwise", ACADEMY: "as before"}))

    assert failed(found) == {ACADEMY}


def test_columns_are_missed_whose_settings_nobody_noted() -> None:
    last = Memory(shelves={(MEKOM, "booking"): Shelf(columns={"status": "Status"}, records=7)})

    assert last.under({MEKOM: "otherwise"}) == last


# the two sides are swapped


def sides(*, exchanged: int, numbered: bool = False) -> dict[Key, AnyReading]:
    """The academy's and MEKOM's own readings after so many bookings were passed on."""
    there = [
        request_of(booking(f"B-{n}"), **({"id": f"VB-{n}"} if numbered else {})) for n in range(exchanged)
    ]
    return {
        (ACADEMY, "course"): reading(course(), course("VA-2")),
        (ACADEMY, "booking"): reading(*there, booking("VB-own")),
        (MEKOM, "member"): reading(member()),
        (MEKOM, "course"): reading(copy_of(course())),
        (MEKOM, "booking"): reading(*(booking(f"B-{n}") for n in range(exchanged))),
    }


def swapped(found: Mapping[Key, AnyReading]) -> dict[Key, AnyReading]:
    other = {ACADEMY: MEKOM, MEKOM: ACADEMY}
    return {(other[network], kind): one for (network, kind), one in found.items()}


@pytest.mark.parametrize("exchanged", [0, 1, 2, 50])
@pytest.mark.parametrize("numbered", [True, False])
def test_swapped_sides_fail_both_by_name_and_nothing_is_believed(exchanged: int, numbered: bool) -> None:
    right = sides(exchanged=exchanged, numbered=numbered)
    assert failed(believed(right)) == set()
    assert believed(right).by_key == right

    found = believed(swapped(right))

    assert failed(found) == {ACADEMY, MEKOM}
    assert found.by_key == {}
    for failure in found.failures:
        assert "carry refs of its own" in str(failure.why)
        assert "swapped in hub.toml?" in str(failure.error.remedy)
        assert failure.error.place


def test_a_third_network_goes_on_while_two_are_swapped() -> None:
    found = believed({**swapped(sides(exchanged=3)), (WRG, "course"): reading(course("W-1"))})

    assert (failed(found), set(found.by_key)) == ({ACADEMY, MEKOM}, {(WRG, "course")})


def test_a_home_may_note_the_own_ref_in_the_own_row() -> None:
    noted = booking("B-1", origin=Ref(MEKOM, "booking", "B-1"))
    right = {**sides(exchanged=1), (MEKOM, "booking"): reading(noted)}

    assert believed(right).by_key == right


def test_a_row_pasted_back_from_a_partners_list_is_a_reject_and_nothing_else_is() -> None:
    pasted = request_of(booking("B-1"))
    right = sides(exchanged=3)
    found = believed({**right, (MEKOM, "booking"): reading(booking("B-1"), pasted, booking("B-2"))})
    kept = found.by_key[MEKOM, "booking"]

    assert failed(found) == set()
    assert [record.id for record in kept.records] == ["B-1", "B-2"]
    [reject] = kept.rejects
    assert (str(reject.place), reject.id) == ("row 3", "mekom/booking/B-1")
    assert reject.origin == Ref(MEKOM, "booking", "B-1")
    assert str(reject.why) == "the row carries the ref of another row of this very list, mekom/booking/B-1"


def test_a_failed_network_of_before_stays_among_the_failures() -> None:
    earlier = believed(swapped(sides(exchanged=1))).failures

    assert without_misread(Readings({}, earlier), Memory()).failures == earlier


def test_numbers_that_two_networks_share_by_chance_swap_nobody() -> None:
    found = believed({(ACADEMY, "course"): reading(course("1")), (MEKOM, "course"): reading(course("1"))})

    assert failed(found) == set()


def test_a_course_that_was_only_published_tells_the_swap_by_its_number() -> None:
    home: Course = course()
    found = believed({(MEKOM, "course"): reading(home), (ACADEMY, "course"): reading(copy_of(home))})

    assert failed(found) == {ACADEMY, MEKOM}
