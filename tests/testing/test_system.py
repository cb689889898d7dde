"""A make-believe system when all is well: what it keeps, how it numbers and rewrites, and what it tells."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from hub.changes import Add, Amend, Done, Refused
from hub.model import BookingStatus, Ref
from hub.testing.cabinet import Cabinet
from hub.testing.points import watched_by
from hub.testing.system import MakeBelieve, MakeBelieveSettings, register_connectors
from hub.testing.traits import Traits
from tests.planning.builders import booking, copy_of, course
from tests.testing.guild import HERE, add, kept, people_at, request, tonight


def test_what_the_hub_wrote_stands_there_for_the_next_night_and_for_the_people(guild: Path) -> None:
    with tonight(guild) as system:
        (receipt,) = system.publish_courses(HERE, [add("A-1")])

    assert isinstance(receipt, Done)
    assert kept(guild) == ["A-1"]
    with tonight(guild) as system:
        assert "A-1" in [record.id for record in system.fetch_courses(HERE).records]
        assert [record.id for record in system.fetch_members(HERE).records] == ["M-1", "M-2"]


def test_a_booking_is_kept_and_gets_its_seat_by_the_capacity_of_the_course(guild: Path) -> None:
    with people_at(guild) as office:
        office.put(course("G-1", capacity=1))
    with tonight(guild, traits=Traits(seats="by capacity")) as system:
        receipts = system.sync_bookings(HERE, [request("B-1"), request("B-2")])

    with tonight(guild) as system:
        seats = [record.value.status for record in system.fetch_bookings(HERE).records]
    assert seats == [BookingStatus.CONFIRMED, BookingStatus.WAITLISTED]
    assert [receipt.record.value.status for receipt in receipts if isinstance(receipt, Done)] == seats


def test_what_is_not_saved_is_forgotten(guild: Path) -> None:
    office = MakeBelieve.at(guild)
    office.put(course("G-99"))
    office.close()

    with people_at(guild) as office:
        assert "G-99" not in office.courses


def test_a_system_rewrites_what_the_hub_writes_and_shows_it_in_the_receipt(guild: Path) -> None:
    with tonight(guild, traits=Traits(habits=("cuts long titles",))) as system:
        change = add("A-1")
        long = change.value.model_copy(update={"title": "Verkaufen am Telefon für alle"})
        (receipt,) = system.publish_courses(HERE, [Add(id=change.id, ref=change.ref, value=long)])

    assert isinstance(receipt, Done)
    assert receipt.record.value.title == "Verkaufen am Telefon für"
    with people_at(guild) as office:
        assert office.courses["A-1"].title == "Verkaufen am Telefon für"


def test_what_people_type_is_rewritten_as_well(guild: Path) -> None:
    with closing(Cabinet(guild)) as cabinet:
        cabinet.traits = Traits(habits=("shouts",))
    with people_at(guild) as office:
        office.put(course("G-1", place="Göttingen"))
        office.type_in(booking("?"))
        office.rewrite()

        assert office.courses["G-1"].place == "GÖTTINGEN"
        assert [row.participant.name for row in office.typed] == ["ANNA APFEL ?"]


def test_a_system_with_ids_of_its_own_numbers_each_record_once(guild: Path) -> None:
    with tonight(guild, traits=Traits(own_ids=True)) as system:
        first = system.publish_courses(HERE, [add("A-1"), add("A-2")])
        again = system.publish_courses(HERE, [add("A-1")])

    assert [receipt.record.id for receipt in first if isinstance(receipt, Done)] == ["K-0001", "K-0002"]
    assert [receipt.record.id for receipt in again if isinstance(receipt, Done)] == ["K-0001"]
    assert kept(guild) == ["K-0001", "K-0002"]


def test_a_record_of_its_own_keeps_its_number_in_such_a_system(guild: Path) -> None:
    own = course("G-1")
    with tonight(guild, traits=Traits(own_ids=True)) as system:
        moved = own.model_copy(update={"place": "Osterode"})
        ref = Ref(HERE.name, "course", "G-1")
        system.publish_courses(
            HERE,
            [Amend(id="x", ref=ref, record_id="G-1", value=moved, before=own, fields=frozenset({"place"}))],
        )

    with people_at(guild) as office:
        assert office.courses["G-1"].place == "Osterode"


def test_what_the_memory_refuses_is_refused_and_not_kept(guild: Path) -> None:
    gone = copy_of(course("A-9"))
    assert gone.origin is not None
    change = Amend(
        id="x", ref=gone.origin, record_id="A-9", value=gone, before=gone, fields=frozenset({"title"})
    )
    with tonight(guild) as system:
        (receipt,) = system.publish_courses(HERE, [change])

    assert isinstance(receipt, Refused)
    assert kept(guild) == []


def test_the_connector_kind_is_called_make_believe() -> None:
    offered: list[tuple[object, ...]] = []

    register_connectors(lambda *what: offered.append(what))

    assert offered == [("make-believe", MakeBelieve, MakeBelieveSettings)]


def test_every_call_and_every_record_kept_is_a_point(guild: Path) -> None:
    told: list[str] = []
    with tonight(guild) as system, watched_by(told.append):
        system.fetch_members(HERE)
        system.publish_courses(HERE, [add("A-1")])

    assert told == [
        "guild: before fetch_members",
        "guild: after fetch_members",
        "guild: before publish_courses",
        "guild: kept add course",
        "guild: after publish_courses",
    ]
