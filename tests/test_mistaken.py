"""A network that shows another's records is not believed: neither its presence nor what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from hub.changes import Reading, Record
from hub.memory import Memory, Shelf
from hub.mistaken import mistaken
from hub.model import Booking, Course, Network, NetworkName
from hub.planning.snapshot import Key
from tests.connectors.spreadsheet.builders import BOOKING_ROW, COURSE_ROW, office, office_sheets
from tests.planning.builders import ACADEMY, MEKOM, booking, copy_of, course

HARZ = NetworkName("harz")
WRG = NetworkName("wrg")


def reading(*values: Booking | Course) -> Reading[Booking | Course]:
    return Reading([Record.of(value, f"row {number}") for number, value in enumerate(values, start=2)])


def bookings(first: int, last: int) -> Reading[Booking | Course]:
    return reading(*(booking(f"B-{number}") for number in range(first, last)))


def found(
    readings: Mapping[Key, Reading[Booking | Course]], *, known: Mapping[Key, int], silent: str = ""
) -> dict[str, str]:
    """What is said of whom, where the ledger knows so many settled bookings of each of these."""
    named = {NetworkName(silent), *(network for network, _ in readings)}
    shelves = {
        key: Shelf(frozenset(record.fingerprint for record in bookings(0, count).records))
        for key, count in known.items()
    }
    return {
        name: str(error) for name, error in mistaken(readings, Memory(shelves=shelves), named=named).items()
    }


# one system under two names


def test_two_channels_show_one_organisers_courses_alike_and_are_two_all_the_same() -> None:
    copies = reading(*(copy_of(course(f"VA-{number}")) for number in range(9)))

    assert found({(MEKOM, "course"): copies, (HARZ, "course"): copies}, known={}) == {}


@pytest.mark.parametrize(("here", "there"), [((0, 9), (0, 9)), ((0, 6), (3, 9)), ((0, 40), (2, 42))])
def test_two_networks_that_show_the_same_records_both_fail(
    here: tuple[int, int], there: tuple[int, int]
) -> None:
    said = found({(MEKOM, "booking"): bookings(*here), (ACADEMY, "booking"): bookings(*there)}, known={})

    assert said.keys() == {MEKOM, ACADEMY}
    assert "the very records of “academy”" in said[MEKOM]
    assert "the very records of “mekom”" in said[ACADEMY]


@pytest.mark.parametrize(("here", "there"), [((0, 2), (0, 2)), ((0, 9), (5, 14)), ((0, 9), (0, 30))])
def test_a_few_records_that_are_alike_are_chance(here: tuple[int, int], there: tuple[int, int]) -> None:
    said = found({(MEKOM, "booking"): bookings(*here), (ACADEMY, "booking"): bookings(*there)}, known={})

    assert said == {}


def test_a_copy_is_never_taken_for_the_record_itself() -> None:
    own = [course(f"VA-{number}") for number in range(9)]

    said = found(
        {(ACADEMY, "course"): reading(*own), (MEKOM, "course"): reading(*map(copy_of, own))}, known={}
    )

    assert said == {}


# a network renamed in hub.toml


def test_a_network_that_was_renamed_is_told_its_old_name() -> None:
    said = found({(HARZ, "booking"): bookings(2, 11)}, known={(MEKOM, "booking"): 9})

    assert said.keys() == {HARZ}
    assert "the records of “mekom”, which hub.toml no longer names" in said[HARZ]


@pytest.mark.parametrize("last", [0, 2, 30])
def test_a_new_network_with_records_of_its_own_is_welcome_where_another_left(last: int) -> None:
    assert found({(HARZ, "booking"): bookings(0, last)}, known={(MEKOM, "booking"): 9}) == {}


def test_a_network_that_was_known_beside_the_other_is_not_that_one_renamed() -> None:
    known: dict[Key, int] = {(MEKOM, "booking"): 9, (HARZ, "course"): 0}

    assert found({(HARZ, "booking"): bookings(0, 9)}, known=known) == {}


def test_a_network_that_left_concerns_nobody_else() -> None:
    readings: dict[Key, Reading[Booking | Course]] = {(WRG, "course"): reading(course())}

    assert found(readings, known={(MEKOM, "booking"): 9}) == {}


def test_a_network_that_does_not_answer_tonight_still_has_its_name() -> None:
    readings: dict[Key, Reading[Booking | Course]] = {(HARZ, "booking"): bookings(0, 9)}

    assert found(readings, known={(MEKOM, "booking"): 9}, silent="mekom") == {}


def test_a_new_channel_with_the_copies_that_a_former_one_had_is_not_that_one_renamed() -> None:
    copies = [copy_of(course(f"VA-{number}")) for number in range(9)]
    left = Memory(
        shelves={
            (MEKOM, "course"): Shelf(frozenset(record.fingerprint for record in reading(*copies).records))
        }
    )

    def told(*values: Course) -> bool:
        return bool(mistaken({(HARZ, "course"): reading(*values)}, left, named={HARZ}))

    assert not told(*copies)
    assert not told(*copies, course("H-1"), course("H-2"), course("H-3"))


# the same in workbooks


def rows(first: int, last: int) -> list[list[object]]:
    return [
        [f"B-{number}", *BOOKING_ROW[1:4], f"Person {number}", *BOOKING_ROW[5:]]
        for number in range(first, last)
    ]


def of_workbook(path: Path, network: NetworkName) -> dict[Key, Reading[Booking | Course]]:
    """What this network reads of the workbook."""
    here, hub = Network(network, network, "Europe/Berlin"), office(path)
    return {
        (network, "booking"): hub.fetch_bookings(here),  # type: ignore[dict-item]
        (network, "course"): hub.fetch_courses(here),  # type: ignore[dict-item]
    }


def test_two_networks_that_lead_to_one_workbook_both_fail(tmp_path: Path) -> None:
    office(tmp_path / "one.xlsx", office_sheets(bookings=rows(0, 5)))

    said = found(
        {**of_workbook(tmp_path / "one.xlsx", MEKOM), **of_workbook(tmp_path / "one.xlsx", HARZ)}, known={}
    )

    assert said.keys() == {MEKOM, HARZ}
    assert "the very records of “harz”" in said[MEKOM]


def test_two_workbooks_with_records_of_their_own_and_one_organisers_courses_are_two(tmp_path: Path) -> None:
    published = [["", *COURSE_ROW[1:-1], f"academy/course/VA-{number}"] for number in range(5)]
    for name, first in (("mekom", 0), ("harz", 5)):
        sheets = office_sheets(bookings=rows(first, first + 5), courses=published)
        office(tmp_path / f"{name}.xlsx", sheets)

    readings = {**of_workbook(tmp_path / "mekom.xlsx", MEKOM), **of_workbook(tmp_path / "harz.xlsx", HARZ)}

    assert [len(readings[MEKOM, kind].records) for kind in ("booking", "course")] == [5, 5]  # type: ignore[index]
    assert found(readings, known={}) == {}


def test_the_workbook_of_a_renamed_network_is_told_its_old_name(tmp_path: Path) -> None:
    office(tmp_path / "one.xlsx", office_sheets(bookings=rows(0, 5)))
    before = of_workbook(tmp_path / "one.xlsx", MEKOM)
    shelves = {
        key: Shelf(frozenset(record.fingerprint for record in reading.records))
        for key, reading in before.items()
    }

    said = mistaken(of_workbook(tmp_path / "one.xlsx", HARZ), Memory(shelves=shelves), named={HARZ})

    assert "the records of “mekom”, which hub.toml no longer names" in str(said[HARZ])
