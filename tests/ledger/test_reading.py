"""What can be asked of the ledger."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hub.language import Text
from hub.ledger.entries import Settlement, Undoing
from hub.ledger.store import Ledger
from hub.memory import Decision, Outcome
from hub.model import NetworkName, Ref

from .builders import (
    CLUSTER,
    NIGHT,
    TODAY,
    a_decision,
    a_night,
    a_ref,
    an_intent,
    an_outcome,
    begun,
)


def test_runs_come_newest_first_and_no_more_than_asked_for(ledger: Ledger) -> None:
    numbers = [a_night(ledger) for _ in range(5)]

    assert [run.number for run in ledger.runs(limit=3)] == numbers[:1:-1]
    assert ledger.run(99) is None


def test_the_last_night_that_was_told_is_neither_a_killed_one_nor_an_undo(ledger: Ledger) -> None:
    assert ledger.last_told() is None
    told = a_night(ledger)
    ledger.begin(started=NIGHT, fingerprint="sha256:undo", as_of=TODAY, undoing=Undoing(told))
    ledger.finish(told + 1, finished=NIGHT, exit_code=0, document="{}")
    begun(ledger)  # killed

    last = ledger.last_told()

    assert last is not None
    assert (last.number, last.document) == (told, "{}")


def test_a_run_counts_what_it_carried_out_and_nothing_else(ledger: Ledger) -> None:
    run = begun(ledger)
    states = ("done", "refused", "unknown", "skipped", "lost")
    ledger.intend(run, [an_intent(state) for state in states])
    ledger.outcome(run, [an_outcome(state, state) for state in states], NIGHT)

    kept = ledger.run(run)

    assert kept is not None
    assert kept.changes == 1
    assert ledger.memory(with_agreed=False).applied == 1


def test_the_life_of_a_record_is_told_in_order(ledger: Ledger) -> None:
    first, second = begun(ledger), begun(ledger)
    ledger.intend(second, [an_intent("b", fields=("title", "place")), an_intent("a")])
    ledger.intend(first, [an_intent("c"), an_intent("d", ref=a_ref(8))])
    why = Text("no answer in {seconds} s", seconds=30)
    later = NIGHT + timedelta(minutes=1)
    ledger.outcome(second, [Outcome(change_id="b", state="unknown", why=why, remedy=Text("Look."))], later)

    events = ledger.history(a_ref())

    assert [(event.run, event.state) for event in events] == [
        (first, "open"),
        (second, "unknown"),
        (second, "open"),
    ]
    assert (events[1].network, events[1].action, events[1].fields) == (CLUSTER, "add", ("title", "place"))
    assert (events[1].at, events[1].why, events[1].remedy) == (later, why, Text("Look."))
    assert (events[0].at, events[0].why) == (NIGHT, None)


def test_records_of_one_id_in_two_homes_have_two_lives(ledger: Ledger) -> None:
    run = begun(ledger)
    other = Ref(NetworkName("verpackungscluster"), "booking", a_ref().id)
    ledger.intend(run, [an_intent("a"), an_intent("b", ref=other), an_intent("c", ref=other)])

    assert len(ledger.history(a_ref())) == 1
    assert len(ledger.history(other)) == 2


def test_a_plan_was_applied_once_anything_of_it_was_carried_out(ledger: Ledger) -> None:
    a_night(ledger, "c1", fingerprint="sha256:done")
    a_night(ledger, fingerprint="sha256:empty")
    refused = begun(ledger, "sha256:refused")
    ledger.outcome(refused, [an_outcome("c1", "refused")], NIGHT)

    assert ledger.was_applied("sha256:done")
    assert not ledger.was_applied("sha256:empty")
    assert not ledger.was_applied(
        "sha256:refused"
    )  # else a plan whose partner was down could never be repeated
    assert not ledger.was_applied("sha256:never")


def test_the_last_answer_stands(ledger: Ledger) -> None:
    ledger.decide(a_decision(answer="same"))
    ledger.decide(a_decision(answer="different"))
    ledger.decide(a_decision("another", answer="yes"))

    standing = ledger.memory(with_agreed=False).decisions

    assert {question: decision.answer for question, decision in standing.items()} == {
        "who-is-who/1": "different",
        "another": "yes",
    }


def test_a_question_taken_back_is_open_however_often_it_was_answered(ledger: Ledger) -> None:
    ledger.decide(a_decision(answer="same"))
    ledger.decide(a_decision(answer="different"))

    assert ledger.take_back("who-is-who/1", "K. Beispiel", TODAY)
    assert ledger.memory(with_agreed=False).decisions == {}
    assert not ledger.take_back("who-is-who/1", "K. Beispiel", TODAY)


def test_a_question_taken_back_can_be_answered_again(ledger: Ledger) -> None:
    ledger.decide(a_decision())
    ledger.take_back("who-is-who/1", "K. Beispiel", TODAY)
    again = Decision("who-is-who/1", "different", "M. Muster", TODAY)
    ledger.decide(again)

    assert ledger.memory(with_agreed=False).decisions == {"who-is-who/1": again}


def test_an_answer_whose_matter_is_over_counts_no_longer(ledger: Ledger) -> None:
    ledger.decide(a_decision())
    ledger.decide(a_decision("another", answer="yes"))

    ledger.settle(begun(ledger), Settlement(over={"who-is-who/1": TODAY, "never asked": TODAY}))

    assert list(ledger.memory(with_agreed=False).decisions) == ["another"]


def slept(ledger: Ledger, day: int, *change_ids: str) -> None:
    """A whole night on that day of the month that carried out these changes."""
    run = ledger.begin(started=NIGHT, fingerprint="sha256:abc", as_of=date(2013, 1, day))
    ledger.intend(run, [an_intent(change_id) for change_id in change_ids])
    ledger.outcome(run, [an_outcome(change_id) for change_id in change_ids], NIGHT)
    ledger.finish(run, finished=NIGHT, exit_code=0, document="{}")


@pytest.mark.parametrize(
    ("nights", "last"),
    [
        ([], None),
        ([(14, "")], 14),
        ([(14, "a"), (15, "")], 15),
        ([(14, ""), (14, "")], 14),
        ([(30, "a"), (14, ""), (15, "")], 30),  # set back: held, night after night
        ([(30, "a"), (14, ""), (15, "b"), (16, "")], 16),  # until a person confirmed what was held
        ([(30, ""), (14, ""), (31, "")], 31),  # or the clock is right again
    ],
)
def test_the_last_night_is_the_last_that_was_believed(
    ledger: Ledger, nights: list[tuple[int, str]], last: int | None
) -> None:
    for day, changes in nights:
        slept(ledger, day, *changes)

    for with_agreed in (True, False):
        found = ledger.memory(with_agreed=with_agreed).last_night
        assert found == (date(2013, 1, last) if last else None)


def test_a_night_that_was_killed_is_no_last_night(ledger: Ledger) -> None:
    slept(ledger, 14)
    ledger.begin(started=NIGHT, fingerprint="sha256:abc", as_of=date(2013, 1, 20))

    assert ledger.memory(with_agreed=False).last_night == date(2013, 1, 14)
