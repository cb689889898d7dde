"""Each way of misreading shows the records otherwise, and leaves them as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hub.changes import Reading, Record
from hub.errors import Unreachable
from hub.model import Booking, Course, Member
from hub.testing.faults import Fault, Misfortune
from hub.testing.misreading import misread
from hub.testing.traits import Traits
from hub.testing.world import World
from hub.testing.wrongs import Picture
from tests.planning.builders import booking, course, member

MEMBER, COURSE, BOOKING = member(), course("A-1"), booking("B-1")


def seen(what: Misfortune, *nouns: Member | Course | Booking, **more: object) -> Reading[Any]:
    reading = Reading([Record.of(noun, noun.id) for noun in nouns])
    fault = Fault.model_validate({"what": what, "hook": f"fetch_{nouns[0].kind}s", **more})
    return misread(reading, fault, "guild")


def test_nothing_is_seen_of_a_system_that_does_not_answer() -> None:
    with pytest.raises(Unreachable, match="guild did not answer in time"):
        seen("no answer", COURSE)


SIX = [booking(f"B-{number}") for number in range(6)]
LEFT: Mapping[Misfortune, tuple[Mapping[str, object], list[int]]] = {
    "comes back empty": ({}, []),
    "only one stray record": ({}, [5]),
    "cuts the end": ({"share": 0.5}, [0, 1, 2]),
    "cuts a page": ({"share": 0.5}, [0, 4, 5]),
    "repeats a page": ({"share": 0.5}, [0, 1, 2, 3, 4, 5, 0, 1, 2]),
    "garbles records": ({"count": 2}, [2, 3, 4, 5]),
    "says it is partial": ({"share": 0.5}, [0, 1, 2]),
}


@pytest.mark.parametrize("what", LEFT)
def test_what_is_left_of_six_bookings(what: Misfortune) -> None:
    more, left = LEFT[what]
    found = seen(what, *SIX, **more)
    assert [record.id for record in found.records] == [f"B-{number}" for number in left]
    assert found.is_complete == (what != "says it is partial")
    assert [reject.id for reject in found.rejects] == (["B-0", "B-1"] if what == "garbles records" else [])


def test_everything_has_another_number_and_says_the_same() -> None:
    records = seen("renumbers everything", *SIX).records
    assert [record.id for record in records] == [f"X-000{number}" for number in range(1, 7)]
    assert [record.value.model_copy(update={"id": "-"}) for record in records] == [
        noun.model_copy(update={"id": "-"}) for noun in SIX
    ]


@pytest.mark.parametrize("noun", [MEMBER, COURSE, BOOKING], ids=lambda noun: str(noun.kind))
@pytest.mark.parametrize("what", ["another group's export", "columns are shifted", "wrong values"])
def test_a_record_says_something_else(what: Misfortune, noun: Member | Course | Booking) -> None:
    (record,) = seen(what, noun).records
    assert record.value != noun
    assert (record.id == noun.id) == (what != "another group's export")


def test_only_so_many_records_have_wrong_values() -> None:
    records = seen("wrong values", *SIX, count=2).records
    assert [record.value == noun for record, noun in zip(records, SIX, strict=True)] == [False] * 2 + [
        True
    ] * 4


def test_a_field_is_blank_in_every_record() -> None:
    records = seen("a field is blank", *SIX, field="participant.email").records
    assert [record.value.participant.email for record in records] == [None] * 6


def test_what_happens_in_writing_only_is_no_misreading() -> None:
    with pytest.raises(ValueError, match="is full cannot happen while reading"):
        seen("is full", COURSE)


def test_a_misread_system_keeps_its_records(tmp_path: Path) -> None:
    world = World.build(tmp_path, 7, traits={"academy": Traits(), "guild": Traits()})
    before = Picture.of(world)
    world.befall("academy", Fault(what="another group's export", hook="fetch_courses"))
    world.rehearse()
    assert Picture.of(world) == before
