"""How make-believe systems rewrite what they are given: each habit, and nothing beside it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.model import Company, Person
from hub.planning.compare import field_of
from hub.testing.traits import HABITS, Habit, Traits
from tests.planning.builders import BERLIN, booking, course, member

WORDY = booking(
    participant=Person(name=" Anna   Apfel", email="Anna@Firma.example", phone="05522 1"),
    company=Company(name="Harzer Holz und Kartonagen GmbH", town="Osterode"),
    price="95.50",
)
GRAND = course(
    title="Verkaufen am Telefon  für Fortgeschrittene",
    place="Raum  3",
    starts_at=datetime(2013, 2, 4, 9, 20, 30, tzinfo=BERLIN),
    price_guest="120.50",
)

CASES: list[tuple[Habit, object, str, object]] = [
    ("trims", GRAND, "title", "Verkaufen am Telefon für Fortgeschrittene"),
    ("trims", WORDY, "participant.name", "Anna Apfel"),
    ("cuts long titles", GRAND, "title", "Verkaufen am Telefon  fü"),
    ("cuts long titles", WORDY, "company.name", "Harzer Holz und Kartonag"),
    ("shouts", GRAND, "place", "RAUM  3"),
    ("shouts", WORDY, "company.town", "OSTERODE"),
    ("rounds to quarters", GRAND, "starts_at", datetime(2013, 2, 4, 9, 15, tzinfo=BERLIN)),
    ("lowers e-mails", WORDY, "participant.email", "anna@firma.example"),
    ("forgets phones", WORDY, "participant.phone", None),
    ("forgets phones", member(phone="05522 1"), "phone", None),
    ("cents off", GRAND, "price_guest", Decimal(120)),
    ("cents off", WORDY, "price", Decimal(95)),
]


@pytest.mark.parametrize(("habit", "noun", "field", "kept"), CASES)
def test_a_habit_rewrites_its_field_and_no_other(habit: Habit, noun, field: str, kept: object) -> None:
    written = Traits(habits=(habit,)).written(noun)

    assert field_of(written, field) == kept
    said = {name for name in type(noun).model_fields if getattr(written, name) != getattr(noun, name)}
    assert field.partition(".")[0] in said
    assert said <= {"title", "place", "participant", "company", "starts_at", "ends_at", "phone", "price", "price_member", "price_guest"}  # fmt: skip


@pytest.mark.parametrize("noun", [GRAND, WORDY, member()])
def test_a_system_without_habits_keeps_the_very_same_noun(noun) -> None:
    assert Traits().written(noun) is noun


def test_a_habit_that_finds_nothing_to_rewrite_keeps_the_very_same_noun() -> None:
    tidy = course(title="Kurz", place=None)

    assert Traits(habits=("trims", "shouts", "lowers e-mails")).written(tidy) is tidy


@settings(deadline=None)  # a loaded machine is slow, not wrong
@given(st.sets(st.sampled_from(HABITS)), st.sampled_from([GRAND, WORDY, member(phone="1")]))
def test_what_was_rewritten_once_stays_as_it_is(habits: set[Habit], noun) -> None:
    traits = Traits(habits=tuple(sorted(habits)))
    once = traits.written(noun)

    assert traits.written(once) is once
