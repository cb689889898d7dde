"""What each misfortune does to a call of a make-believe system, and what it leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.changes import Done, Refused
from hub.errors import Rejected, Unreachable, Unusable
from hub.model import Ref
from hub.testing.faults import Fault
from hub.testing.system import MakeBelieve
from tests.planning.builders import MEKOM
from tests.testing.guild import HERE, add, kept, people_at, request, tonight


def test_the_hub_sees_what_the_misfortune_leaves_and_the_records_stay(guild: Path) -> None:
    with tonight(guild, Fault(what="cuts the end", hook="fetch_courses", share=0.6)) as system:
        assert len(system.fetch_courses(HERE).records) == 6

    with people_at(guild) as office:
        assert len(office.courses) == 10


def test_a_fault_strikes_only_the_call_it_is_for(guild: Path) -> None:
    with tonight(guild, Fault(what="comes back empty", hook="fetch_courses", call=2)) as system:
        lengths = [len(system.fetch_courses(HERE).records) for _ in range(3)]
        assert len(system.fetch_members(HERE).records) == 2

    assert lengths == [10, 0, 10]


def test_the_first_of_two_faults_for_one_call_strikes(guild: Path) -> None:
    one = Fault(what="comes back empty", hook="fetch_courses", call=1)
    other = Fault(what="no answer", hook="fetch_courses")
    with tonight(guild, one, other) as system:
        assert not system.fetch_courses(HERE).records
        with pytest.raises(Unreachable, match="guild did not answer in time"):
            system.fetch_courses(HERE)


@pytest.mark.parametrize("hook", ["fetch_members", "fetch_courses", "fetch_bookings"])
def test_no_answer_is_no_empty_reading(guild: Path, hook: str) -> None:
    with (
        tonight(guild, Fault(what="no answer", hook=hook)) as system,
        pytest.raises(Unreachable, match="did not answer"),
    ):
        getattr(system, hook)(HERE)


def test_people_are_not_disturbed_by_faults(guild: Path) -> None:
    with tonight(guild, Fault(what="comes back empty", hook="fetch_courses")):
        office = MakeBelieve.at(guild)

    assert len(office.fetch_courses(HERE).records) == 10
    office.close()


THREE = ("A-1", "A-2", "A-3")


@pytest.mark.parametrize(
    ("fault", "error", "arrived"),
    [
        (Fault(what="no answer", hook="publish_courses"), Unreachable, []),
        (Fault(what="time-out after writing", hook="publish_courses"), Unreachable, ["A-1", "A-2", "A-3"]),
        (Fault(what="time-out half way", hook="publish_courses"), Unreachable, ["A-1"]),
        (Fault(what="is full", hook="publish_courses", count=2), Unusable, ["A-1", "A-2"]),
        (Fault(what="writes late", hook="publish_courses"), Unreachable, ["A-1", "A-2", "A-3"]),
    ],
    ids=lambda value: value.what if isinstance(value, Fault) else "",
)
def test_a_call_that_fails_leaves_behind_what_it_is_said_to(
    guild: Path, fault: Fault, error: type[Exception], arrived: list[str]
) -> None:
    with tonight(guild, fault) as system, pytest.raises(error):
        system.publish_courses(HERE, [add(number) for number in THREE])

    assert kept(guild) == arrived


def test_what_is_written_late_is_not_seen_tonight(guild: Path) -> None:
    with tonight(guild, Fault(what="writes late", hook="publish_courses")) as system:
        with pytest.raises(Unreachable):
            system.publish_courses(HERE, [add("A-1")])
        assert len(system.fetch_courses(HERE).records) == 10

    with tonight(guild) as system:
        assert len(system.fetch_courses(HERE).records) == 11


def test_bookings_are_written_late_as_well(guild: Path) -> None:
    with (
        tonight(guild, Fault(what="writes late", hook="sync_bookings")) as system,
        pytest.raises(Unreachable),
    ):
        system.sync_bookings(HERE, [request("B-1")])

    with people_at(guild) as office:
        assert [one.origin for one in office.bookings.values()] == [Ref(MEKOM, "booking", "B-1")]


def test_a_system_can_say_done_and_do_nothing(guild: Path) -> None:
    with tonight(guild, Fault(what="answers but does nothing", hook="publish_courses")) as system:
        receipts = system.publish_courses(HERE, [add(number) for number in THREE])

    assert [type(receipt) for receipt in receipts] == [Done] * 3
    assert kept(guild) == []


@pytest.mark.parametrize("named", ["A-2", "academy/course/A-2"])
def test_one_row_is_refused_by_its_id_or_ref_and_the_others_arrive(guild: Path, named: str) -> None:
    with tonight(guild, Fault(what="refuses", hook="publish_courses", ids=(named,))) as system:
        receipts = system.publish_courses(HERE, [add(number) for number in THREE])

    assert [type(receipt) for receipt in receipts] == [Done, Refused, Done]
    assert [receipt.change_id for receipt in receipts] == ["add-A-1", "add-A-2", "add-A-3"]
    assert kept(guild) == ["A-1", "A-3"]


def test_a_batch_with_one_bad_row_is_refused_as_a_whole_and_one_without_is_not(guild: Path) -> None:
    fault = Fault(what="refuses the whole", hook="publish_courses", ids=("A-2",))
    with tonight(guild, fault) as system:
        with pytest.raises(Rejected, match="something among these is not allowed"):
            system.publish_courses(HERE, [add(number) for number in THREE])
        assert kept(guild) == []
        receipts = system.publish_courses(HERE, [add("A-1"), add("A-3")])

    assert [type(receipt) for receipt in receipts] == [Done, Done]
    assert kept(guild) == ["A-1", "A-3"]
