"""What the last night asked, and the answers of people, as the ledger keeps them."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hub.cli.review import Wish, _decide
from hub.cli.usage import Misuse
from hub.errors import Unreachable
from hub.ledger.store import Ledger
from hub.memory import Decision
from hub.model import BookingStatus, Person
from hub.reviewing import Matters, decide, done_since, matters_in, take_back
from tests.planning.builders import booking, course
from tests.town import Town, wrote


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Two bookings of one name for one course: the second one is asked about."""
    town = Town(tmp_path)
    town.academy.put(course(capacity=9))
    town.mekom.put(booking())
    town.mekom.put(booking("B-2", participant=Person(name=booking().participant.name)))
    town.night()
    return town


def matters(town: Town) -> Matters:
    with closing(Ledger.open(town.config.hub.ledger)) as ledger:
        return matters_in(ledger)


def answer(town: Town, word: str, *, about: str | None = None) -> str:
    question = about or matters(town).asked[0].question.id
    decide(Decision(question, word, "Karla", town.day), url=town.config.hub.ledger)
    return question


def test_without_a_ledger_or_before_the_first_night_nothing_was_asked(tmp_path: Path) -> None:
    assert matters_in(None) == Matters()
    with closing(Ledger.open(str(tmp_path / "new.db"))) as ledger:
        assert matters_in(ledger) == Matters()


def test_the_last_night_that_ended_is_asked_and_neither_an_undo_nor_a_killed_one(town: Town) -> None:
    town.undo(1)
    with closing(Ledger.open(town.config.hub.ledger)) as ledger, ledger.lock():
        ledger.begin(started=datetime.now(UTC), fingerprint="sha256:killed", as_of=town.day)

    found = matters(town)

    assert (found.run, [one.question.ref for one in found.asked]) == (1, ["mekom/booking/B-2"])


def test_a_night_in_which_a_partner_failed_takes_no_question_away(town: Town) -> None:
    question = matters(town).asked[0].question.id
    town.failing["mekom"] = Unreachable("its drive is gone")
    town.night()
    town.night()

    found = matters(town)
    assert (found.run, found.unread) == (3, ["MEKOM"])
    assert [one.question.id for one in found.asked] == [question]

    answer(town, "different")
    del town.failing["mekom"]
    assert "add academy B-2" in wrote(town.night())
    assert (matters(town).asked, matters(town).unread) == ([], [])


def test_what_was_settled_before_the_partner_failed_is_not_asked_anew(town: Town) -> None:
    del town.mekom.bookings["B-2"]
    town.night()
    town.failing["region"] = Unreachable("its server is gone")
    town.night()

    assert matters(town).asked == []


def test_thirty_killed_nights_hide_neither_the_questions_nor_the_answers(town: Town) -> None:
    answer(town, "gap", about="a question of long ago")
    with closing(Ledger.open(town.config.hub.ledger)) as ledger, ledger.lock():
        for _ in range(31):
            ledger.begin(started=datetime.now(UTC), fingerprint="sha256:killed", as_of=town.day)

    found = matters(town)

    assert (len(found.asked), [one.decision.answer for one in found.kept]) == (1, ["gap"])


def test_an_answer_stands_also_before_any_night_was_told(tmp_path: Path) -> None:
    with closing(Ledger.open(str(tmp_path / "new.db"))) as ledger:
        ledger.decide(Decision("a question", "gap", "Karla", date(2013, 1, 15)))

        assert [one.decision.answer for one in matters_in(ledger).kept] == ["gap"]


def test_an_answer_is_acted_on_and_kept_with_its_question(town: Town) -> None:
    question = answer(town, "different")
    (one,) = matters(town).asked
    assert one.answer is not None
    assert str(one.answer.text) == "two different people: pass it on"

    assert "add academy B-2" in wrote(town.night())

    found = matters(town)
    assert (found.asked, [kept.decision.question for kept in found.kept]) == ([], [question])
    assert found.kept[0].question is not None
    assert found.kept[0].question.ref == "mekom/booking/B-2"
    assert found.kept[0].answer == one.answer


def test_an_answer_whose_question_no_night_tells_any_more_is_listed_all_the_same(town: Town) -> None:
    answer(town, "gap", about="a question of long ago")
    answer(town, "different")
    town.night()

    kept = {one.decision.question: one for one in matters(town).kept}

    assert kept["a question of long ago"].question is None
    assert kept["a question of long ago"].answer is None
    assert len(kept) == 2


def test_a_word_that_the_question_does_not_know_is_shown_as_it_is(town: Town) -> None:
    answer(town, "perhaps")

    (one,) = matters(town).asked
    assert (one.decision is not None, one.answer) == (True, None)


def test_what_is_taken_back_is_open_again_and_only_once(town: Town) -> None:
    question = answer(town, "different")
    who = {"url": town.config.hub.ledger, "who": "Erika", "day": date(2013, 1, 15)}

    assert take_back(question, **who)  # type: ignore[arg-type]
    assert matters(town).asked[0].decision is None
    assert not take_back(question, **who)  # type: ignore[arg-type]


def test_what_was_done_since_the_answer_is_told_and_what_was_done_before_or_is_unknown_is_not(
    town: Town,
) -> None:
    question = answer(town, "different")
    answer(town, "gap", about="a question of long ago")
    town.night()

    found = matters(town)
    with closing(Ledger.open(town.config.hub.ledger)) as ledger:
        done = done_since(found.about(question).kept, ledger)
        nothing = done_since(found.about("a question of long ago").kept, ledger)

    assert [(event.run, event.network, event.action) for event in done] == [
        (2, "academy", "add"),
        (2, "mekom", "amend"),
    ]
    assert nothing == []


def test_only_this_question_can_be_looked_at(town: Town) -> None:
    question = answer(town, "different")
    answer(town, "gap", about="another")

    assert [one.question.id for one in matters(town).about(question).asked] == [question]
    assert matters(town).about(question).kept == []
    assert [one.decision.question for one in matters(town).about("another").kept] == ["another"]


def test_a_question_that_data_alone_can_settle_takes_no_answer(town: Town) -> None:
    town.academy.put(course("VA-2"))
    town.night()
    moved = town.mekom.bookings["B-1"].model_copy(update={"course": "VA-2"})
    town.mekom.put(moved.model_copy(update={"status": BookingStatus.CONFIRMED}))
    town.night()
    found = next(one for one in matters(town).asked if "was moved from" in str(one.question.text))

    with pytest.raises(Misuse, match=r"takes no answer here: .*Mend the data as it says"):
        _decide(
            town.config,
            matters(town).about(found.question.id),
            found.question.id,
            Wish(answer="1", is_taking_back=False, who="Karla", reason=""),
        )
