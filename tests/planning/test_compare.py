"""What is a difference and what is not."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.memory import Agreed
from hub.model import Booking, BookingStatus, Person
from hub.planning.compare import canonical, differences, digest, field_of, with_fields

BERLIN = ZoneInfo("Europe/Berlin")
KEY = b"secret"


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("title", "Verkaufen", "  Verkaufen "),
        ("title", "Größe", unicodedata.normalize("NFD", "Größe")),
        ("title", "Rüst\u00adzeit", "Rüstzeit"),
        ("participant.email", "Anna@Example.org", "anna@example.org"),
        ("participant.phone", "+49 (0) 5522 9999-0", "05522/99990"),
        ("participant.phone", "0049 5522 99990", "05522 9999 0"),
        ("price", Decimal("95.00"), Decimal(95)),
        (
            "starts_at",
            datetime(2013, 1, 28, 9, tzinfo=BERLIN),
            datetime.fromisoformat("2013-01-28T08:00:00+00:00"),
        ),
        ("remark", None, ""),
        ("status", BookingStatus.REQUESTED, "requested"),
        ("released_to", frozenset({"a", "b"}), ("b", "a")),
    ],
)
def test_another_spelling_is_no_difference(name: str, one: object, other: object) -> None:
    assert canonical(name, one) == canonical(name, other)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("title", "verkaufen", "Verkaufen"),
        ("company.postal_code", "06108", "6108"),
        ("participant.phone", "05522 99990", "05522 99991"),
        ("price", Decimal("95.00"), Decimal("95.01")),
    ],
)
def test_another_value_is_a_difference(name: str, one: object, other: object) -> None:
    assert canonical(name, one) != canonical(name, other)


def booking(name: str) -> Booking:
    return Booking(id="B-1", course="VA-1", participant=Person(name=name))


def test_dotted_fields_reach_inside_and_leave_the_rest() -> None:
    before = Booking(id="B-1", course="VA-1", participant=Person(name="Anna", email="a@example.org"))

    after = with_fields(before, {"participant.name": "Berta", "participant.phone": "1", "course": "VA-2"})

    assert field_of(after, "participant.name") == "Berta"
    assert field_of(after, "participant.email") == "a@example.org"
    assert (field_of(after, "participant.phone"), field_of(after, "course")) == ("1", "VA-2")
    assert before.participant.name == "Anna"


def agreed(sent: str, seen: str) -> dict[str, Agreed]:
    name = "participant.name"
    return {name: Agreed(sent=digest(name, sent, key=KEY), seen=digest(name, seen, key=KEY))}


@pytest.mark.parametrize(
    ("home", "copy", "memory", "expected"),
    [
        ("Anna", "Anna", {}, None),
        ("Berta", "Anna", {}, (False, True)),
        ("Berta", "Anna", agreed("Anna", "Anna"), (False, True)),
        ("Anna", "Carla", agreed("Anna", "Anna"), (True, False)),
        ("Berta", "Carla", agreed("Anna", "Anna"), (True, True)),
        ("Anna-Maria", "Anna-M", agreed("Anna-Maria", "Anna-M"), None),
        ("Anna-Marie", "Anna-M", agreed("Anna-Maria", "Anna-M"), (False, True)),
    ],
)
def test_three_way(
    home: str, copy: str, memory: dict[str, Agreed], expected: tuple[bool, bool] | None
) -> None:
    found = differences(
        home=booking(home), copy=booking(copy), fields=["participant.name"], agreed=memory, key=KEY
    )

    assert [(d.edited_there, d.moved_at_home) for d in found] == ([] if expected is None else [expected])


@given(st.text(max_size=30), st.text(max_size=30))
def test_digests_are_equal_exactly_when_the_canonical_forms_are(one: str, other: str) -> None:
    same = canonical("title", one) == canonical("title", other)

    assert (digest("title", one, key=KEY) == digest("title", other, key=KEY)) is same
    assert digest("title", one, key=KEY) != digest("title", one, key=b"another")


@given(st.text(max_size=40))
def test_the_canonical_form_is_stable(text: str) -> None:
    once = canonical("title", text)

    assert canonical("title", once) == once
