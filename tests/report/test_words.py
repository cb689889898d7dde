"""Everything that can stand in a report has a word of its own."""

from __future__ import annotations

import pytest

from hub.model import Booking, BookingStatus, Company, Course, CourseStatus, Kind, Person
from hub.report.words import (
    changes_counted,
    failures_counted,
    field_label,
    networks_counted,
    questions_counted,
    record_words,
    records_counted,
    rows_counted,
    status_label,
)

_SHARED = [
    *(name for noun in (Course, Booking) for name in noun.model_fields),
    *(f"participant.{name}" for name in Person.model_fields),
    *(f"company.{name}" for name in Company.model_fields),
]


@pytest.mark.parametrize("name", sorted(set(_SHARED) - {"origin", "participant", "company"}))
def test_every_field_has_a_word(name: str) -> None:
    assert field_label(name).template != "{words}"


@pytest.mark.parametrize("status", [*CourseStatus, *BookingStatus])
def test_every_status_has_a_word(status: str) -> None:
    assert status_label(status).template != "{words}"
    assert "_" not in str(status_label(status))


def test_what_has_no_word_keeps_its_name() -> None:
    assert str(field_label("shoe_size")) == "shoe_size"
    assert str(status_label("dreamt")) == "dreamt"


@pytest.mark.parametrize(
    ("kind", "said"), [("member", "member X"), ("course", "course X"), ("booking", "booking X")]
)
def test_a_record_is_called_what_it_is(kind: Kind, said: str) -> None:
    assert str(record_words(kind, "X")) == said


@pytest.mark.parametrize(
    ("counted", "one", "many"),
    [
        (changes_counted, "1 change", "1,200 changes"),
        (questions_counted, "1 question", "1,200 questions"),
        (rows_counted, "1 row not readable", "1,200 rows not readable"),
        (failures_counted, "1 failure", "1,200 failures"),
        (records_counted, "1 record", "1,200 records"),
        (networks_counted, "1 network", "1,200 networks"),
    ],
)
def test_one_is_not_said_like_many(counted: object, one: str, many: str) -> None:
    assert callable(counted)
    assert (str(counted(1)), str(counted(1200))) == (one, many)
