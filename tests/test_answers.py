"""Every answer that a night offers is honoured by the next one and never asked for again, whatever the question."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from hub.connectors.memory import MemorySettings
from hub.ledger.store import Ledger
from hub.memory import Decision
from hub.model import Booking, BookingStatus, Course, Person
from hub.nightly import Night
from hub.planning.plan import Question
from hub.reviewing import decide, take_back
from tests.faulty import Idle
from tests.planning.builders import NOW, booking, course, member
from tests.town import Town, wrote

Asks = Callable[[Town], Night]


def two_of_one_name(town: Town) -> Night:
    town.mekom.put(booking("B-2", participant=Person(name=booking().participant.name)))
    return town.night()


def an_answer_to_nothing(town: Town) -> Night:
    anders = Person(name="Wer Anders")
    town.mekom.put(booking("B-2", participant=anders, status=BookingStatus.CONFIRMED))
    return town.night()


def a_copy_removed(town: Town) -> Night:
    town.academy.remove("booking", copy_of(town).id)
    return town.night()


def a_booking_renumbered(town: Town) -> Night:
    kept = town.mekom.bookings["B-1"]
    town.mekom.remove("booking", "B-1")
    town.mekom.put(kept.model_copy(update={"id": "B-77"}))
    return town.night()


def a_course_renumbered(town: Town) -> Night:
    town.academy.remove("course", "VA-2")
    town.academy.put(other("VA-77"))
    return town.night()


def never_shared(town: Town) -> Night:
    town.academy.put(other(never_share=True))
    return town.night()


def not_released(town: Town) -> Night:
    town.academy.put(other(released_to=frozenset()))
    return town.night()


def offered(town: Town) -> Night:
    town.region.put(course("R-1", title=other().title))
    return town.night()


def attended_and_cancelled(town: Town) -> Night:
    town.day += timedelta(days=20)
    town.academy.put(copy_of(town).model_copy(update={"status": BookingStatus.ATTENDED}))
    here = town.mekom.bookings["B-1"]
    town.mekom.put(here.model_copy(update={"status": BookingStatus.CANCELLED_BY_COMPANY}))
    return town.night()


def lost_twice(town: Town) -> Night:
    town.mekom = idle = Idle(_knowing(town))
    town.academy.put(other("VA-3", title="Etwas Neues"))
    for _ in range(2):
        town.night()
    idle.is_idle = False
    return town.night()


def copy_of(town: Town) -> Booking:
    """The booking as the academy has it."""
    return next(one for one in town.academy.bookings.values() if one.origin is not None)


def _knowing(town: Town) -> MemorySettings:
    return MemorySettings.model_validate(
        {
            "members": [member()],
            "courses": list(town.mekom.courses.values()),
            "bookings": list(town.mekom.bookings.values()),
        }
    )


def other(number: str = "VA-2", **fields: object) -> Course:
    return course(number, **{"title": "Anderes", "starts_at": NOW + timedelta(days=50)} | fields)


KINDS: Final[tuple[tuple[Asks, str, tuple[str, ...]], ...]] = (
    (two_of_one_name, "different", ("add academy B-2", "amend mekom B-2")),
    (an_answer_to_nothing, "again", ("add academy B-2",)),
    (a_copy_removed, "again", ("add academy B-1",)),
    (a_booking_renumbered, "new", ()),
    (a_course_renumbered, "new", ("add mekom VA-77",)),
    (never_shared, "cancel", ("cancel mekom VA-2",)),
    (never_shared, "leave", ()),
    (not_released, "cancel", ("cancel mekom VA-2",)),
    (not_released, "leave", ()),
    (offered, "cancel", ("cancel mekom VA-2",)),
    (offered, "leave", ()),
    (attended_and_cancelled, "organiser", ("amend mekom B-1",)),
    (attended_and_cancelled, "cancelled", ("cancel academy B-1",)),
    (lost_twice, "there", ()),
    (lost_twice, "again", ("add mekom VA-3",)),
)
DONE_WITH: Final = (a_copy_removed, attended_and_cancelled)
"""Matters that are over once the answer is carried out; if it comes to that again, people are asked again."""
EVERY = pytest.mark.parametrize(
    ("asks", "word", "done"), KINDS, ids=[f"{asks.__name__}: {word}" for asks, word, _ in KINDS]
)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return furnished(tmp_path)


def furnished(folder: Path) -> Town:
    """Two courses and a booking that both sides know; and others of the academy's own."""
    town = Town(folder)
    town.academy.put(course(capacity=9))
    town.academy.put(other())
    for number in range(12):
        own = Person(name=f"Wer Anders {number}")
        town.academy.put(booking(f"VB-{number}", course="VA-2", participant=own))
    town.mekom.put(booking())
    town.night()
    return town


def asked(night: Night) -> list[Question]:
    return list(night.facts.plan.questions)


def answer(town: Town, question: Question, word: str) -> None:
    decide(Decision(question.id, word, "Karla", town.day), url=town.config.hub.ledger)


@EVERY
def test_an_answer_is_honoured_by_the_next_night_and_never_asked_for_again(
    town: Town, asks: Asks, word: str, done: tuple[str, ...]
) -> None:
    (question,) = asked(asks(town))
    assert word in [one.word for one in question.answers]
    answer(town, question, word)

    night = town.night()

    assert set(done) <= set(wrote(night))
    for _ in range(3):
        assert question.id not in [one.id for one in asked(night)]
        town.tomorrow()
        night = town.night()
    assert wrote(night) == []
    with closing(Ledger.open(town.config.hub.ledger)) as ledger:
        kept = set(ledger.memory(with_agreed=False).decisions)
    assert kept == (set() if asks in DONE_WITH else {question.id})


def test_every_answer_that_a_night_offers_is_among_these(tmp_path: Path) -> None:
    for asks in dict.fromkeys(asks for asks, _, _ in KINDS):
        folder = tmp_path / asks.__name__
        folder.mkdir()
        (question,) = asked(asks(furnished(folder)))
        assert {one.word for one in question.answers} == {word for kind, word, _ in KINDS if kind is asks}


@EVERY
def test_what_is_taken_back_before_a_night_is_asked_again_and_nothing_is_done(
    town: Town, asks: Asks, word: str, done: tuple[str, ...]
) -> None:
    (question,) = asked(asks(town))
    answer(town, question, word)
    assert take_back(question.id, url=town.config.hub.ledger, who="Karla", day=town.day)

    night = town.night()

    assert [one.id for one in asked(night)] == [question.id]
    assert not set(done) & set(wrote(night))
