"""What is kept of a change: before-values of what it overwrites, digests of what it writes, and no more."""

from __future__ import annotations

from datetime import UTC
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hub.model import BookingStatus, Company, CourseStatus, Person
from hub.planning.compare import digest
from hub.planning.plan import FieldChange, PlannedChange
from hub.planning.traces import digests_of_added, seen_otherwise, traces_of
from hub.traces import WHOLE
from tests.planning.builders import ACADEMY, MEKOM, NOW, World, booking, course, request_of
from tests.report.builders import amended

KEY = b"key"


def an_add() -> PlannedChange:
    world = World().with_published(course())
    world.bookings[MEKOM].append(booking())
    [passed_on] = [change for change in world.plan().changes if change.network == ACADEMY]
    return passed_on


def test_of_an_amended_field_the_value_before_is_kept_and_a_digest_of_the_one_after() -> None:
    change = amended(
        {"place": FieldChange("Osterode", "Göttingen"), "price_guest": FieldChange(None, Decimal(95))}
    )

    traces = traces_of(change, key=KEY)

    assert {name: trace.before for name, trace in traces.items()} == {
        "place": "Osterode",
        "price_guest": None,
    }
    assert traces["place"].sent == digest("place", "Göttingen", key=KEY)
    assert "Göttingen" not in repr(traces)


def test_before_values_are_plain_json() -> None:
    fields = {
        "starts_at": FieldChange(NOW.astimezone(UTC), None),
        "status": FieldChange(CourseStatus.OPEN, None),
        "price_guest": FieldChange(Decimal("95.00"), None),
    }

    befores = {name: trace.before for name, trace in traces_of(amended(fields), key=KEY).items()}

    assert befores == {"starts_at": "2013-01-14T01:00:00+00:00", "status": "open", "price_guest": "95.00"}


def test_of_an_added_record_not_one_value_is_kept() -> None:
    traces = traces_of(an_add(), key=KEY)

    assert traces.keys() == {WHOLE, "status"}
    assert all(trace.before is None for trace in traces.values())
    assert "Apfel" not in repr(traces)


def test_what_the_system_shows_as_it_was_sent_is_not_kept_a_second_time() -> None:
    change = amended({"title": FieldChange("Gut verkaufen", "Gut verkaufen")})

    assert seen_otherwise(change, change.change.value, key=KEY) == {}


def test_what_the_system_made_of_it_is_kept() -> None:
    change = amended({"title": FieldChange("Alt", "Gut verkaufen"), "place": FieldChange("x", None)})
    shown = change.change.value.model_copy(update={"title": "GUT VERK"})

    assert seen_otherwise(change, shown, key=KEY) == {"title": digest("title", "GUT VERK", key=KEY)}


def test_a_seat_that_the_organiser_gave_at_once_is_kept_apart_from_the_rest() -> None:
    change = an_add()
    shown = change.change.value.model_copy(update={"status": BookingStatus.CONFIRMED, "id": "4711"})

    assert seen_otherwise(change, shown, key=KEY) == {
        "status": digest("status", BookingStatus.CONFIRMED, key=KEY)
    }


@given(st.sampled_from(["participant.name", "company.town", "remark", "booked_on", "price"]))
def test_an_edit_of_any_field_of_an_added_record_shows(name: str) -> None:
    added = request_of(booking())
    edits = {
        "participant.name": {"participant": Person(name="Berta Birne")},
        "company.town": {"company": Company(name="Harzer Holz GmbH", town="Clausthal")},
        "remark": {"remark": "ruft zurück"},
        "booked_on": {"booked_on": None},
        "price": {"price": Decimal(1)},
    }
    edited = added.model_copy(update=edits[name])

    before, after = (digests_of_added(noun, key=KEY) for noun in (added, edited))

    assert before[WHOLE] != after[WHOLE]
    assert before["status"] == after["status"]


def test_names_and_blanks_are_no_edit() -> None:
    added = request_of(booking(), remark="ruft  zurück")
    same = added.model_copy(update={"id": "4711", "remark": "ruft zurück "})

    assert digests_of_added(added, key=KEY) == digests_of_added(same, key=KEY)
