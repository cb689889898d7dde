"""Values leave the hub in one plain form, and persons only as a hint."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.model import BookingStatus
from hub.planning.shown import HIDDEN, is_personal, masked, plain


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, None),
        (True, True),
        (12, 12),
        ("00123", "00123"),
        (Decimal("95.00"), "95.00"),
        (Decimal("1E+3"), "1000"),
        (date(2013, 1, 14), "2013-01-14"),
        (datetime(2013, 7, 1, 9, tzinfo=ZoneInfo("Europe/Berlin")), "2013-07-01T09:00:00+02:00"),
        (BookingStatus.NO_SHOW, "no_show"),
        (frozenset({"b", "a"}), ["a", "b"]),
        (("b", "a"), ["b", "a"]),
        (1.5, 1.5),
        (ZoneInfo("Europe/Berlin"), "Europe/Berlin"),
    ],
)
def test_every_value_has_one_plain_form(value: object, said: object) -> None:
    assert plain(value) == said


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("participant.name", "Karla Muster-Beispiel", "K. M."),
        ("participant.name", "1234", HIDDEN),
        ("participant.email", "karla@muster.example", "k…@muster.example"),
        ("participant.email", "no address", HIDDEN),
        ("participant.phone", "05522 123", HIDDEN),
        ("company.email", "karla@muster.example", "k…@muster.example"),
        ("company.phone", "05522 123", HIDDEN),
        ("note", "Frau Muster ruft an", HIDDEN),
        ("remark", "Frau Muster ruft an", HIDDEN),
        ("participant.email", None, None),
        ("company.name", "Harz GmbH", "Harz GmbH"),
        ("title", "Gut verkaufen", "Gut verkaufen"),
        ("trainer", "Dr. Vor Bild", "Dr. Vor Bild"),  # stands in the printed programme
    ],
)
def test_persons_are_only_hinted_at(field: str, value: object, hint: object) -> None:
    assert masked(field, value) == hint


@given(st.text(st.characters(categories=["Ll"]), min_size=3), st.sampled_from(["name", "email", "phone"]))
def test_a_name_never_comes_through_whole(name: str, field: str) -> None:
    assert name not in str(masked(f"participant.{field}", f"{name}@{field}.example"))


def test_company_and_course_are_not_personal() -> None:
    assert not is_personal("company.town")
    assert not is_personal("starts_at")
