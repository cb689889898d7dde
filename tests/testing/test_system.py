"""A make-believe system: what it does when all is well, and what each misfortune does to a call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from hub.changes import Add, Amend, Done, Refused
from hub.errors import Rejected, Unreachable, Unusable
from hub.model import BookingStatus, Network, NetworkName, Ref
from hub.testing.cabinet import Cabinet
from hub.testing.faults import Fault
from hub.testing.points import watched_by
from hub.testing.system import MakeBelieve, MakeBelieveSettings, register_connectors
from hub.testing.traits import Traits
from tests.planning.builders import MEKOM, booking, copy_of, course, member, request_of

HERE = Network(NetworkName("guild"), "Guild", "Europe/Berlin")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A guild with two members and ten courses of its own."""
    path = tmp_path / "guild.db"
    with people_at(path) as office:
        for number in (1, 2):
            office.put(member(f"M-{number}"))
        for number in range(10):
            office.put(course(f"G-{number}"))
    return path


@contextmanager
def people_at(path: Path) -> Iterator[MakeBelieve]:
    office = MakeBelieve.at(path)
    yield office
    office.save()
    office.close()


@contextmanager
def tonight(path: Path, *faults: Fault, traits: Traits | None = None) -> Iterator[MakeBelieve]:
    """The system as the hub meets it, with these faults."""
    with closing(Cabinet(path)) as cabinet:
        cabinet.faults = faults
        if traits is not None:
            cabinet.traits = traits
    system = MakeBelieve(MakeBelieveSettings(path=path))
    yield system
    system.close()


def add(number: str) -> Add:
    """The academy's course of this number, to be published here."""
    value = copy_of(course(number))
    assert value.origin is not None
    return Add(id=f"add-{number}", ref=value.origin, value=value)


def request(number: str) -> Add:
    value = request_of(booking(number, course="G-1"))
    assert value.origin is not None
    return Add(id=f"add-{number}", ref=value.origin, value=value)


def kept(path: Path) -> list[str]:
    """The ids of the courses that came from elsewhere, as they stand in the cabinet."""
    with people_at(path) as office:
        return [one.id for one in office.courses.values() if one.origin is not None]


# when all is well


def test_what_the_hub_wrote_stands_there_for_the_next_night_and_for_the_people(path: Path) -> None:
    with tonight(path) as system:
        (receipt,) = system.publish_courses(HERE, [add("A-1")])

    assert isinstance(receipt, Done)
    assert kept(path) == ["A-1"]
    with tonight(path) as system:
        assert "A-1" in [record.id for record in system.fetch_courses(HERE).records]
        assert [record.id for record in system.fetch_members(HERE).records] == ["M-1", "M-2"]


def test_a_booking_is_kept_and_gets_its_seat_by_the_capacity_of_the_course(path: Path) -> None:
    with people_at(path) as office:
        office.put(course("G-1", capacity=1))
    with tonight(path, traits=Traits(seats="by capacity")) as system:
        receipts = system.sync_bookings(HERE, [request("B-1"), request("B-2")])

    with tonight(path) as system:
        seats = [record.value.status for record in system.fetch_bookings(HERE).records]
    assert seats == [BookingStatus.CONFIRMED, BookingStatus.WAITLISTED]
    assert [receipt.record.value.status for receipt in receipts if isinstance(receipt, Done)] == seats


def test_what_is_not_saved_is_forgotten(path: Path) -> None:
    office = MakeBelieve.at(path)
    office.put(course("G-99"))
    office.close()

    with people_at(path) as office:
        assert "G-99" not in office.courses


def test_a_system_rewrites_what_the_hub_writes_and_shows_it_in_the_receipt(path: Path) -> None:
    with tonight(path, traits=Traits(habits=("cuts long titles",))) as system:
        change = add("A-1")
        long = change.value.model_copy(update={"title": "Verkaufen am Telefon für alle"})
        (receipt,) = system.publish_courses(HERE, [Add(id=change.id, ref=change.ref, value=long)])

    assert isinstance(receipt, Done)
    assert receipt.record.value.title == "Verkaufen am Telefon für"
    with people_at(path) as office:
        assert office.courses["A-1"].title == "Verkaufen am Telefon für"


def test_what_people_type_is_rewritten_as_well(path: Path) -> None:
    with closing(Cabinet(path)) as cabinet:
        cabinet.traits = Traits(habits=("shouts",))
    with people_at(path) as office:
        office.put(course("G-1", place="Göttingen"))
        office.type_in(booking("?"))
        office.rewrite()

        assert office.courses["G-1"].place == "GÖTTINGEN"
        assert [row.participant.name for row in office.typed] == ["ANNA APFEL ?"]


def test_a_system_with_ids_of_its_own_numbers_each_record_once(path: Path) -> None:
    with tonight(path, traits=Traits(own_ids=True)) as system:
        first = system.publish_courses(HERE, [add("A-1"), add("A-2")])
        again = system.publish_courses(HERE, [add("A-1")])

    assert [receipt.record.id for receipt in first if isinstance(receipt, Done)] == ["K-0001", "K-0002"]
    assert [receipt.record.id for receipt in again if isinstance(receipt, Done)] == ["K-0001"]
    assert kept(path) == ["K-0001", "K-0002"]


def test_a_record_of_its_own_keeps_its_number_in_such_a_system(path: Path) -> None:
    own = course("G-1")
    with tonight(path, traits=Traits(own_ids=True)) as system:
        moved = own.model_copy(update={"place": "Osterode"})
        ref = Ref(HERE.name, "course", "G-1")
        system.publish_courses(
            HERE,
            [Amend(id="x", ref=ref, record_id="G-1", value=moved, before=own, fields=frozenset({"place"}))],
        )

    with people_at(path) as office:
        assert office.courses["G-1"].place == "Osterode"


def test_what_the_memory_refuses_is_refused_and_not_kept(path: Path) -> None:
    gone = copy_of(course("A-9"))
    assert gone.origin is not None
    change = Amend(
        id="x", ref=gone.origin, record_id="A-9", value=gone, before=gone, fields=frozenset({"title"})
    )
    with tonight(path) as system:
        (receipt,) = system.publish_courses(HERE, [change])

    assert isinstance(receipt, Refused)
    assert kept(path) == []


def test_the_connector_kind_is_called_make_believe() -> None:
    offered: list[tuple[object, ...]] = []

    register_connectors(lambda *what: offered.append(what))

    assert offered == [("make-believe", MakeBelieve, MakeBelieveSettings)]


def test_every_call_and_every_record_kept_is_a_point(path: Path) -> None:
    told: list[str] = []
    with tonight(path) as system, watched_by(told.append):
        system.fetch_members(HERE)
        system.publish_courses(HERE, [add("A-1")])

    assert told == [
        "guild: before fetch_members",
        "guild: after fetch_members",
        "guild: before publish_courses",
        "guild: kept add course",
        "guild: after publish_courses",
    ]


# misfortunes while reading


def test_the_hub_sees_what_the_misfortune_leaves_and_the_records_stay(path: Path) -> None:
    with tonight(path, Fault(what="cuts the end", hook="fetch_courses", share=0.6)) as system:
        assert len(system.fetch_courses(HERE).records) == 6

    with people_at(path) as office:
        assert len(office.courses) == 10


def test_a_fault_strikes_only_the_call_it_is_for(path: Path) -> None:
    with tonight(path, Fault(what="comes back empty", hook="fetch_courses", call=2)) as system:
        lengths = [len(system.fetch_courses(HERE).records) for _ in range(3)]
        assert len(system.fetch_members(HERE).records) == 2

    assert lengths == [10, 0, 10]


def test_the_first_of_two_faults_for_one_call_strikes(path: Path) -> None:
    one = Fault(what="comes back empty", hook="fetch_courses", call=1)
    other = Fault(what="no answer", hook="fetch_courses")
    with tonight(path, one, other) as system:
        assert not system.fetch_courses(HERE).records
        with pytest.raises(Unreachable, match="guild did not answer in time"):
            system.fetch_courses(HERE)


@pytest.mark.parametrize("hook", ["fetch_members", "fetch_courses", "fetch_bookings"])
def test_no_answer_is_no_empty_reading(path: Path, hook: str) -> None:
    with (
        tonight(path, Fault(what="no answer", hook=hook)) as system,
        pytest.raises(Unreachable, match="did not answer"),
    ):
        getattr(system, hook)(HERE)


def test_people_are_not_disturbed_by_faults(path: Path) -> None:
    with tonight(path, Fault(what="comes back empty", hook="fetch_courses")):
        office = MakeBelieve.at(path)

    assert len(office.fetch_courses(HERE).records) == 10
    office.close()


# misfortunes while writing

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
    path: Path, fault: Fault, error: type[Exception], arrived: list[str]
) -> None:
    with tonight(path, fault) as system, pytest.raises(error):
        system.publish_courses(HERE, [add(number) for number in THREE])

    assert kept(path) == arrived


def test_what_is_written_late_is_not_seen_tonight(path: Path) -> None:
    with tonight(path, Fault(what="writes late", hook="publish_courses")) as system:
        with pytest.raises(Unreachable):
            system.publish_courses(HERE, [add("A-1")])
        assert len(system.fetch_courses(HERE).records) == 10

    with tonight(path) as system:
        assert len(system.fetch_courses(HERE).records) == 11


def test_bookings_are_written_late_as_well(path: Path) -> None:
    with (
        tonight(path, Fault(what="writes late", hook="sync_bookings")) as system,
        pytest.raises(Unreachable),
    ):
        system.sync_bookings(HERE, [request("B-1")])

    with people_at(path) as office:
        assert [one.origin for one in office.bookings.values()] == [Ref(MEKOM, "booking", "B-1")]


def test_a_system_can_say_done_and_do_nothing(path: Path) -> None:
    with tonight(path, Fault(what="answers but does nothing", hook="publish_courses")) as system:
        receipts = system.publish_courses(HERE, [add(number) for number in THREE])

    assert [type(receipt) for receipt in receipts] == [Done] * 3
    assert kept(path) == []


@pytest.mark.parametrize("named", ["A-2", "academy/course/A-2"])
def test_one_row_is_refused_by_its_id_or_ref_and_the_others_arrive(path: Path, named: str) -> None:
    with tonight(path, Fault(what="refuses", hook="publish_courses", ids=(named,))) as system:
        receipts = system.publish_courses(HERE, [add(number) for number in THREE])

    assert [type(receipt) for receipt in receipts] == [Done, Refused, Done]
    assert [receipt.change_id for receipt in receipts] == ["add-A-1", "add-A-2", "add-A-3"]
    assert kept(path) == ["A-1", "A-3"]


def test_a_batch_with_one_bad_row_is_refused_as_a_whole_and_one_without_is_not(path: Path) -> None:
    fault = Fault(what="refuses the whole", hook="publish_courses", ids=("A-2",))
    with tonight(path, fault) as system:
        with pytest.raises(Rejected, match="something among these is not allowed"):
            system.publish_courses(HERE, [add(number) for number in THREE])
        assert kept(path) == []
        receipts = system.publish_courses(HERE, [add("A-1"), add("A-3")])

    assert [type(receipt) for receipt in receipts] == [Done, Done]
    assert kept(path) == ["A-1", "A-3"]
