"""Every field and status that can stand in a report or a stale plan has a word of its own."""

from __future__ import annotations

import pytest

from hub.model import KINDS, Booking, BookingStatus, Company, Course, CourseStatus, Person
from hub.planning.labels import field_label, plural, status_label

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


def test_every_kind_has_a_word_for_several_and_an_unknown_one_keeps_its_name() -> None:
    assert [plural(kind).say("de") for kind in KINDS] == ["Mitglieder", "Kurse", "Buchungen"]
    assert str(plural("shoe")) == "shoe"
