"""The memory connector keeps the contract that every other connector has to keep."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.changes import Add, Amend, Cancel, Done, Refused
from hub.connectors.memory import MemoryConnector, MemorySettings
from hub.model import (
    Booking,
    BookingStatus,
    Company,
    Course,
    CourseStatus,
    Member,
    Network,
    NetworkName,
    Person,
    Ref,
)

ACADEMY = Network(NetworkName("academy"), "The academy", "Europe/Berlin")
MEKOM = NetworkName("mekom")


def course(number: str = "VA-1", **fields: object) -> Course:
    values = {"title": "Selling", "starts_at": datetime(2013, 2, 4, 8, tzinfo=UTC), **fields}
    return Course.model_validate({"id": number, **values})


def booking(number: str = "B-1", **fields: object) -> Booking:
    values = {"course": "VA-1", "participant": Person(name="Ute Beispiel"), **fields}
    return Booking.model_validate({"id": number, **values})


def request(number: str, **fields: object) -> Add[Booking]:
    ref = Ref(MEKOM, "booking", number)
    return Add(id=f"add {number}", ref=ref, value=booking(number, origin=ref, **fields))


def amend(before: Booking, after: Booking, *fields: str) -> Amend[Booking]:
    ref = before.origin or Ref(ACADEMY.name, "booking", before.id)
    return Amend(
        id="amend", ref=ref, record_id=before.id, value=after, before=before, fields=frozenset(fields)
    )


def only_record(connector: MemoryConnector) -> Booking:
    (record,) = connector.fetch_bookings(ACADEMY).records
    return record.value


def test_it_reads_back_what_it_was_made_of() -> None:
    member = Member(id="M-1", name="Beispiel GmbH")
    connector = MemoryConnector.of(members=[member], courses=[course()], bookings=[booking()])

    assert [record.value for record in connector.fetch_members(ACADEMY).records] == [member]
    assert [record.value for record in connector.fetch_courses(ACADEMY).records] == [course()]
    assert [record.value for record in connector.fetch_bookings(ACADEMY).records] == [booking()]


_FINGERPRINT = """
from datetime import UTC, datetime
from hub.changes import Record
from hub.model import Course
names = frozenset({"mekom", "cluster", "third", "fourth"})
course = Course(id="1", title="t", starts_at=datetime(2013, 1, 1, tzinfo=UTC), released_to=names)
print(Record.of(course, "here").fingerprint.hex())
"""


def test_a_record_has_the_same_fingerprint_in_every_process() -> None:
    def in_a_process(seed: str) -> bytes:
        environ = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.check_output([sys.executable, "-c", _FINGERPRINT], env=environ)

    assert in_a_process("1") == in_a_process("2")


def test_a_record_says_where_it_stands() -> None:
    (record,) = MemoryConnector.of(bookings=[booking()]).fetch_bookings(ACADEMY).records

    assert str(record.place) == "memory, booking B-1"


def test_its_tables_can_stand_in_hub_toml() -> None:
    settings = MemorySettings.model_validate({"members": [{"id": "M-1", "name": "Beispiel GmbH"}]})

    assert list(MemoryConnector(settings).members) == ["M-1"]


def test_what_people_write_is_in_the_next_reading() -> None:
    connector = MemoryConnector.of(bookings=[booking()])

    connector.put(booking(remark="vegetarian"))
    connector.put(course())
    connector.put(Member(id="M-1", name="Beispiel GmbH"))

    assert only_record(connector).remark == "vegetarian"
    assert list(connector.courses) == ["VA-1"]
    assert list(connector.members) == ["M-1"]


def test_what_people_delete_is_gone() -> None:
    connector = MemoryConnector.of(bookings=[booking()])

    connector.remove("booking", "B-1")

    assert connector.fetch_bookings(ACADEMY).records == []
    with pytest.raises(KeyError):
        connector.remove("booking", "B-1")


def test_an_added_record_keeps_its_ref() -> None:
    connector = MemoryConnector.of()

    (receipt,) = connector.sync_bookings(ACADEMY, [request("B-1")])

    assert isinstance(receipt, Done)
    assert receipt.record.origin == Ref(MEKOM, "booking", "B-1")
    assert only_record(connector).status is BookingStatus.REQUESTED


def test_the_same_add_twice_makes_one_record() -> None:
    connector = MemoryConnector.of()

    first = connector.sync_bookings(ACADEMY, [request("B-1")])
    again = connector.sync_bookings(ACADEMY, [request("B-1"), request("B-1")])

    assert len(connector.bookings) == 1
    assert [receipt.change_id for receipt in [*first, *again]] == ["add B-1"] * 3


def test_a_repeated_add_does_not_undo_what_a_person_decided_since() -> None:
    connector = MemoryConnector.of()
    connector.sync_bookings(ACADEMY, [request("B-1")])
    connector.put(connector.bookings["B-1"].model_copy(update={"status": BookingStatus.DECLINED}))

    connector.sync_bookings(ACADEMY, [request("B-1")])

    assert only_record(connector).status is BookingStatus.DECLINED


def test_an_added_record_never_overwrites_one_that_has_its_id() -> None:
    own = booking("B-1", remark="our own")
    connector = MemoryConnector.of(bookings=[own])

    connector.sync_bookings(ACADEMY, [request("B-1")])

    assert connector.bookings["B-1"] == own
    assert "mekom/booking/B-1" in connector.bookings


def test_an_amend_touches_only_its_fields() -> None:
    before = booking(remark="kept", company=Company(name="Old", town="Osterode"))
    connector = MemoryConnector.of(bookings=[before])
    after = booking(remark="not asked for", company=Company(name="New", town="not asked for"))

    connector.sync_bookings(ACADEMY, [amend(before, after, "company.name")])

    assert only_record(connector) == booking(remark="kept", company=Company(name="New", town="Osterode"))


def test_a_field_that_a_person_changed_since_it_was_read_is_refused_and_stays() -> None:
    connector = MemoryConnector.of(bookings=[booking(status=BookingStatus.CANCELLED_BY_COMPANY)])
    change = amend(booking(), booking(status=BookingStatus.CONFIRMED), "status")

    (receipt,) = connector.sync_bookings(ACADEMY, [change])

    assert isinstance(receipt, Refused)
    assert str(receipt.why) == "somebody has changed it here since it was read (status)"
    assert only_record(connector).status is BookingStatus.CANCELLED_BY_COMPANY


def test_an_amend_that_is_made_already_is_done_again_without_harm() -> None:
    wanted = booking(participant=Person(name="Uta Beispiel"))
    connector = MemoryConnector.of(bookings=[wanted])

    (receipt,) = connector.sync_bookings(ACADEMY, [amend(booking(), wanted, "participant.name")])

    assert isinstance(receipt, Done)


def test_a_seat_that_was_asked_for_anew_and_given_may_be_asked_for_once_more() -> None:
    given = booking(status=BookingStatus.CONFIRMED)
    connector = MemoryConnector.of(bookings=[given])
    before = booking(status=BookingStatus.CANCELLED_BY_COMPANY)

    (receipt,) = connector.sync_bookings(ACADEMY, [amend(before, booking(), "status")])

    assert isinstance(receipt, Done)


def test_several_parts_of_one_field_are_amended_together() -> None:
    before = booking()
    connector = MemoryConnector.of(bookings=[before])
    after = booking(participant=Person(name="Uta Beispiel", email="uta@example.org"))

    connector.sync_bookings(ACADEMY, [amend(before, after, "participant.name", "participant.email")])

    assert only_record(connector) == after


def test_an_amend_finds_a_copy_by_its_ref() -> None:
    connector = MemoryConnector.of(bookings=[booking("B-1")])
    connector.sync_bookings(ACADEMY, [request("B-1")])
    sent = request("B-1").value

    connector.sync_bookings(
        ACADEMY, [amend(sent, sent.model_copy(update={"remark": "vegetarian"}), "remark")]
    )

    assert connector.bookings["mekom/booking/B-1"].remark == "vegetarian"
    assert connector.bookings["B-1"].remark is None


def test_a_cancel_is_a_status_and_no_deletion() -> None:
    before = booking(status=BookingStatus.CONFIRMED)
    connector = MemoryConnector.of(bookings=[before])
    gone = before.model_copy(update={"status": BookingStatus.CANCELLED_BY_COMPANY})
    ref = Ref(ACADEMY.name, "booking", "B-1")

    connector.sync_bookings(
        ACADEMY, [Cancel(id="cancel", ref=ref, record_id="B-1", value=gone, before=before)]
    )

    assert only_record(connector) == gone


def test_a_change_of_a_record_that_is_gone_is_refused_and_the_rest_is_done() -> None:
    here = booking("B-2")
    connector = MemoryConnector.of(bookings=[here])
    changes = [amend(booking("B-1"), booking("B-1"), "remark"), amend(here, here, "remark")]

    refused, done = connector.sync_bookings(ACADEMY, changes)

    assert isinstance(refused, Refused)
    assert str(refused.why) == "there is no booking B-1 here any more"
    assert isinstance(done, Done)


def test_courses_are_published_and_cancelled_like_bookings() -> None:
    connector = MemoryConnector.of()
    ref = Ref(ACADEMY.name, "course", "VA-1")
    open_course = course(origin=ref)
    cancelled = open_course.model_copy(update={"status": CourseStatus.CANCELLED})

    connector.publish_courses(ACADEMY, [Add(id="1", ref=ref, value=open_course)])
    connector.publish_courses(
        ACADEMY, [Cancel(id="2", ref=ref, record_id="VA-1", value=cancelled, before=open_course)]
    )

    assert connector.courses == {"VA-1": cancelled}


# ids


def test_a_row_without_id_is_read_with_a_proposed_one() -> None:
    connector = MemoryConnector.of(bookings=[booking("B-1")])
    connector.type_in(booking("?", remark="typed in"))

    first, second = connector.fetch_bookings(ACADEMY).records

    assert (first.id, first.proposed) == ("B-1", False)
    assert (second.id[:2], second.proposed) == ("N-", True)
    assert second.value.id == second.id


@given(st.permutations(["Ada", "Bea", "Cem"]), st.sampled_from(BookingStatus))
def test_neither_position_nor_status_moves_a_proposed_id(names: list[str], status: BookingStatus) -> None:
    def ids_by_name(names: list[str], status: BookingStatus) -> dict[str | None, str]:
        connector = MemoryConnector.of()
        for name in names:
            connector.type_in(booking("?", participant=Person(name=name), status=status))
        return {
            record.value.participant.name: record.id for record in connector.fetch_bookings(ACADEMY).records
        }

    assert ids_by_name(names, status) == ids_by_name(sorted(names), BookingStatus.REQUESTED)


def test_two_equal_rows_get_two_ids() -> None:
    connector = MemoryConnector.of()
    connector.type_in(booking("?"))
    connector.type_in(booking("?"))

    first, second = (record.id for record in connector.fetch_bookings(ACADEMY).records)

    assert second == f"{first}-2"


def test_a_booking_keeps_the_id_that_was_proposed_for_it() -> None:
    connector = MemoryConnector.of()
    connector.type_in(booking("?", booked_on=date(2013, 1, 10)))
    connector.type_in(booking("?", course="VA-2"))
    proposed = connector.fetch_bookings(ACADEMY).records[0].value

    (receipt,) = connector.sync_bookings(ACADEMY, [amend(proposed, proposed, "id")])

    assert isinstance(receipt, Done)
    assert not receipt.record.proposed
    assert [record.proposed for record in connector.fetch_bookings(ACADEMY).records] == [False, True]


def test_the_same_adoption_twice_is_harmless() -> None:
    connector = MemoryConnector.of()
    connector.type_in(booking("?"))
    proposed = only_record(connector)

    connector.sync_bookings(ACADEMY, [amend(proposed, proposed, "id")])
    connector.sync_bookings(ACADEMY, [amend(proposed, proposed, "id")])

    assert list(connector.bookings) == [proposed.id]


def test_a_proposed_id_is_never_one_that_is_taken() -> None:
    connector = MemoryConnector.of()
    connector.type_in(booking("?"))
    proposed = only_record(connector)
    connector.sync_bookings(ACADEMY, [amend(proposed, proposed, "id")])

    connector.type_in(booking("?"))

    assert [record.id for record in connector.fetch_bookings(ACADEMY).records] == [
        proposed.id,
        f"{proposed.id}-2",
    ]


def test_an_id_can_be_changed_but_not_into_a_taken_one() -> None:
    connector = MemoryConnector.of(bookings=[booking("B-1"), booking("B-2")])

    renamed, refused = connector.sync_bookings(
        ACADEMY,
        [amend(booking("B-1"), booking("B-9"), "id"), amend(booking("B-2"), booking("B-9"), "id")],
    )

    assert isinstance(renamed, Done)
    assert isinstance(refused, Refused)
    assert str(refused.why) == "the id B-9 belongs to another booking already"
    assert sorted(connector.bookings) == ["B-2", "B-9"]


# seats


@given(capacity=st.integers(0, 4), requests=st.integers(0, 8))
def test_seats_given_by_capacity_never_overbook(capacity: int, requests: int) -> None:
    own = booking("own", status=BookingStatus.CONFIRMED)
    connector = MemoryConnector.of(courses=[course(capacity=capacity)], bookings=[own], seats="by capacity")

    connector.sync_bookings(ACADEMY, [request(f"B-{number}") for number in range(requests)])

    taken = sum(1 for each in connector.bookings.values() if each.status.takes_a_seat)
    waiting = sum(1 for each in connector.bookings.values() if each.status is BookingStatus.WAITLISTED)
    assert taken == max(1, min(capacity, requests + 1))
    assert taken + waiting == requests + 1


@pytest.mark.parametrize("capacity", [None, 5])
def test_seats_given_by_hand_wait_for_a_person(capacity: int | None) -> None:
    connector = MemoryConnector.of(courses=[course(capacity=capacity)])

    connector.sync_bookings(ACADEMY, [request("B-1")])

    assert only_record(connector).status is BookingStatus.REQUESTED


def test_a_course_of_unknown_capacity_leaves_the_seat_to_a_person() -> None:
    connector = MemoryConnector.of(courses=[course(capacity=None)], seats="by capacity")

    connector.sync_bookings(ACADEMY, [request("B-1"), request("B-2", course="VA-9")])

    assert {each.status for each in connector.bookings.values()} == {BookingStatus.REQUESTED}


def test_a_cancelled_request_frees_its_seat_for_the_next_one() -> None:
    connector = MemoryConnector.of(courses=[course(capacity=1)], seats="by capacity")
    connector.sync_bookings(ACADEMY, [request("B-1")])
    before = connector.bookings["B-1"]
    gone = before.model_copy(update={"status": BookingStatus.CANCELLED_BY_PARTICIPANT})

    connector.sync_bookings(ACADEMY, [amend(before, gone, "status"), request("B-2")])

    assert connector.bookings["B-1"].status is BookingStatus.CANCELLED_BY_PARTICIPANT
    assert connector.bookings["B-2"].status is BookingStatus.CONFIRMED


def test_a_request_made_again_gets_a_seat_again() -> None:
    connector = MemoryConnector.of(courses=[course(capacity=1)], seats="by capacity")
    connector.sync_bookings(ACADEMY, [request("B-1", status=BookingStatus.CANCELLED_BY_PARTICIPANT)])
    before = connector.bookings["B-1"]

    connector.sync_bookings(ACADEMY, [amend(before, request("B-1").value, "status")])

    assert only_record(connector).status is BookingStatus.CONFIRMED


# the rest of the contract


def test_a_check_says_that_nothing_is_kept() -> None:
    (finding,) = MemoryConnector.of().check_system(ACADEMY)

    assert finding.is_well


def test_it_remembers_the_nights_it_was_told_of() -> None:
    connector = MemoryConnector.of()

    connector.after_night("a night")

    assert connector.nights == ["a night"]
