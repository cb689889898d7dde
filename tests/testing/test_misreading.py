"""What each misfortune makes of a reading: what is left, what is worded otherwise, and that the rest stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import pytest

from hub.changes import Complete, Partial, Reading, Record
from hub.errors import Unreachable
from hub.model import Company, Person
from hub.planning.compare import field_of
from hub.testing.faults import Fault, Misfortune
from hub.testing.misreading import misread, silent
from tests.planning.builders import booking, course, member

COURSES = [course(f"G-{number}", place="Osterode") for number in range(10)]
BOOKINGS = [booking(f"B-{number}", company=Company(name="Harzer Holz GmbH")) for number in range(3)]
MEMBERS = [member(f"M-{number}") for number in range(3)]

LEFT: dict[Misfortune, Sequence[int]] = {
    "comes back empty": [],
    "only one stray record": [9],
    "cuts the end": [0, 1, 2, 3, 4, 5],
    "cuts a page": [0, 1, 2, 7, 8, 9],
    "repeats a page": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5],
    "garbles records": [1, 2, 3, 4, 5, 6, 7, 8, 9],
    "garbles numbers": [1, 2, 3, 4, 5, 6, 7, 8, 9],
    "says it is partial": [0, 1, 2, 3, 4, 5],
}
REWORDED: Sequence[Misfortune] = (
    "renumbers everything",
    "another group's export",
    "a field is blank",
    "columns are shifted",
    "wrong values",
)
WRITING = sorted(set(get_args(Misfortune)) - LEFT.keys() - set(REWORDED) - {"no answer"})


def read(nouns: Sequence[object], what: Misfortune, **fields: object) -> Reading:
    records = [Record.of(noun, f"row {number}") for number, noun in enumerate(nouns)]  # type: ignore[type-var]
    fault = Fault.model_validate({"what": what, "hook": "fetch", "share": 0.6, **fields})
    return misread(Reading(records), fault, "guild")


def values(reading: Reading, field: str) -> list[object]:
    return [field_of(record.value, field) for record in reading.records]


@pytest.mark.parametrize("what", LEFT)
def test_a_misfortune_leaves_the_records_it_is_said_to_leave(what: Misfortune) -> None:
    reading = read(COURSES, what)

    assert [int(record.id[2:]) for record in reading.records] == LEFT[what]
    assert isinstance(reading.coverage, Partial if what == "says it is partial" else Complete)
    told = {"garbles records": ["G-0"], "garbles numbers": [None]}
    assert [reject.id for reject in reading.rejects] == told.get(what, [])
    assert all(reject.origin is None for reject in reading.rejects)


def test_no_answer_is_an_error_and_names_the_system() -> None:
    assert "guild did not answer in time" in str(silent("guild"))
    with pytest.raises(Unreachable, match="guild did not answer in time"):
        read(COURSES, "no answer")


@pytest.mark.parametrize("nouns", [COURSES, BOOKINGS, MEMBERS])
def test_renumbered_records_say_the_same_under_other_numbers(nouns: Sequence[object]) -> None:
    reading = read(nouns, "renumbers everything")

    assert [record.id for record in reading.records] == [f"X-{n:04}" for n in range(1, len(nouns) + 1)]
    kept = [one.value.model_copy(update={"id": "-"}) for one in reading.records]
    assert kept == [noun.model_copy(update={"id": "-"}) for noun in nouns]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("nouns", "field"), [(COURSES, "title"), (BOOKINGS, "participant.name"), (MEMBERS, "name")]
)
def test_another_group_s_export_is_about_other_people_and_things(nouns: Sequence[object], field: str) -> None:
    reading = read(nouns, "another group's export")

    assert len(reading.records) == len(nouns)
    assert set(values(reading, field)).isdisjoint(field_of(noun, field) for noun in nouns)  # type: ignore[arg-type]
    assert {record.id for record in reading.records}.isdisjoint(noun.id for noun in nouns)  # type: ignore[attr-defined]


def test_a_field_is_blank_in_every_record() -> None:
    assert set(values(read(COURSES, "a field is blank", field="place"), "place")) == {None}
    assert set(values(read(BOOKINGS, "a field is blank", field="participant.email"), "participant.email")) == {None}  # fmt: skip


@pytest.mark.parametrize(
    ("noun", "field", "shown"),
    [
        (COURSES[0], "place", COURSES[0].title),
        (course("G-1"), "title", "-"),
        (BOOKINGS[0], "participant.name", "Harzer Holz GmbH"),
        (BOOKINGS[0], "participant.email", "Anna Apfel B-0"),
        (MEMBERS[0], "town", "Harzer Holz GmbH"),
        (member("M-1", town=None), "name", "-"),
    ],
)
def test_shifted_columns_show_every_text_in_the_next_one(noun: object, field: str, shown: object) -> None:
    assert values(read([noun], "columns are shifted"), field) == [shown]


@pytest.mark.parametrize(
    ("nouns", "field", "shown"),
    [
        (BOOKINGS, "participant.name", "anna@harzer-holz.example"),
        ([booking(participant=Person(name="Anna")), *BOOKINGS], "participant.name", "@"),
        (MEMBERS, "name", "#REF!"),
        (COURSES, "ends_at", None),
    ],
)
def test_wrong_values_stand_in_as_many_records_as_asked_for(
    nouns: Sequence[object], field: str, shown: object
) -> None:
    reading = read(nouns, "wrong values", count=1)

    assert values(reading, field)[0] == shown
    assert [record.value for record in reading.records[1:]] == list(nouns[1:])


def test_a_course_of_a_hundred_years_ago_is_such_a_wrong_value() -> None:
    reading = read(COURSES, "wrong values", count=1)

    assert [moment.year for moment in values(reading, "starts_at")] == [1913] + [2013] * 9  # type: ignore[attr-defined]


@pytest.mark.parametrize("what", WRITING)
def test_what_happens_while_writing_cannot_happen_while_reading(what: Misfortune) -> None:
    with pytest.raises(ValueError, match=f"{what} cannot happen while reading"):
        read(COURSES, what)
