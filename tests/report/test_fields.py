"""Fields before and after, in words that fit on a line and name nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from hub.model import BookingStatus, CourseStatus
from hub.planning.plan import FieldChange
from hub.report.fields import field_line, value_words
from tests.report.builders import BERLIN


def words(name: str, before: object, after: object, *, awaits_answer: bool = False) -> str:
    line = field_line(name, FieldChange(before, after), zone=BERLIN, awaits_answer=awaits_answer)
    return str(line.words)


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("title", "Alt", "Neu", "title “Alt” -> “Neu”"),
        ("price_guest", Decimal("95.00"), None, "price for guests 95.00 removed"),
        ("status", CourseStatus.OPEN, CourseStatus.AT_RISK, "status open -> at risk"),
        ("capacity", None, 12, "seats 12 entered"),
        ("never_share", False, True, "never share no -> yes"),
        ("booked_on", None, date(2013, 1, 14), "booked on 2013-01-14 entered"),
        ("released_to", None, frozenset({"b", "a"}), "released for a, b entered"),
        ("participant.name", "Karla Muster", "Karla Neu", "participant “K. M.” -> “K. N.”"),
        ("note", None, "Frau Muster", "note entered"),
        ("note", "Frau Muster", None, "note removed"),
        ("note", "Frau Muster", "Herr Muster", "note changed"),
        ("content", "kurz", "lang " * 20, "content changed"),
    ],
)
def test_a_field_is_told_in_a_few_words(name: str, before: object, after: object, said: str) -> None:
    assert words(name, before, after) == said


def test_moments_are_told_in_the_offices_own_time() -> None:
    summer, winter = datetime(2013, 7, 1, 7, tzinfo=UTC), datetime(2013, 1, 14, 7, tzinfo=UTC)
    assert words("starts_at", winter, summer) == "begins 2013-01-14 08:00 -> 2013-07-01 09:00"
    assert str(value_words("starts_at", winter, zone=None)) == "2013-01-14 07:00"


def test_an_answer_to_come_is_said_to_come() -> None:
    said = words("status", BookingStatus.REQUESTED, None, awaits_answer=True)
    assert said == "status requested -> what the organiser answers"
    assert words("note", "old", None, awaits_answer=True) == "note removed"


def test_blank_is_nothing() -> None:
    assert value_words("title", "", zone=None) is None


def test_german_money_has_a_german_comma() -> None:
    line = field_line("price", FieldChange(None, Decimal("1095.50")), zone=BERLIN)
    assert line.after is not None
    assert line.after.say("de") == "1.095,50"
