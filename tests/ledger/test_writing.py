"""What is written comes back as it was, whatever it is and however often."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from hub.ledger import tables
from hub.ledger.entries import Intent, Settlement
from hub.ledger.store import Ledger
from hub.memory import Agreed, Outcome, Shelf
from hub.model import KINDS, NetworkName, Ref

from .builders import CLUSTER, MEKOM, NIGHT, TODAY, a_decision, a_night, a_ref, an_intent, an_outcome, begun

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
networks = st.sampled_from(["mekom", "verpackungscluster", "höhe-3"]).map(NetworkName)
refs = st.builds(Ref, networks, st.sampled_from(KINDS), words)
copies = st.tuples(refs, networks)
digests = st.binary(min_size=16, max_size=16)
settlements = st.builds(
    Settlement,
    shelves=st.dictionaries(
        st.tuples(networks, st.sampled_from(KINDS)),
        st.builds(
            Shelf, st.frozensets(st.binary(min_size=12, max_size=12)), words, st.integers(0, 2**31 - 1)
        ),
    ),
    agreed=st.dictionaries(
        copies, st.dictionaries(st.text(max_size=9), st.builds(Agreed, digests, digests), max_size=4)
    ),
    missing_since=st.dictionaries(refs, st.dates()),
)
moments = st.datetimes(
    datetime(1970, 1, 2),
    datetime(2100, 1, 1),
    timezones=st.timezones() | st.just(UTC),
)
lawful = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@lawful
@given(before=settlements, after=settlements)
def test_a_settlement_replaces_what_it_names_and_keeps_the_rest(
    ledger: Ledger, before: Settlement, after: Settlement
) -> None:
    run = begun(ledger)
    everything = ledger.memory(with_agreed=True)
    ledger.settle(run, before)
    ledger.settle(
        run, Settlement(shelves=after.shelves, agreed=after.agreed, missing_since=after.missing_since)
    )

    memory = ledger.memory(with_agreed=True)

    assert memory.shelves == {**everything.shelves, **before.shelves, **after.shelves}
    assert memory.agreed == {**everything.agreed, **before.agreed, **after.agreed}
    assert memory.missing_since == after.missing_since


@lawful
@given(moment=moments, day=st.dates(), document=st.text(), exit_code=st.integers(0, 255))
def test_a_run_comes_back_as_it_was(
    ledger: Ledger, moment: datetime, day: date, document: str, exit_code: int
) -> None:
    number = ledger.begin(started=moment, fingerprint="f", as_of=day)
    ledger.finish(number, finished=moment + timedelta(minutes=3), exit_code=exit_code, document=document)

    run = ledger.run(number)

    assert run is not None
    assert (run.started, run.as_of, run.document, run.exit_code) == (
        moment.astimezone(UTC),
        day,
        document,
        exit_code,
    )
    assert run.started.tzinfo is UTC


@lawful
@given(ref=refs, change_id=words, fields=st.lists(words).map(tuple), network=networks)
def test_an_intent_comes_back_as_it_was(
    ledger: Ledger, ref: Ref, change_id: str, fields: tuple[str, ...], network: NetworkName
) -> None:
    intent = Intent(
        change_id=change_id, network=network, kind=ref.kind, ref=ref, action="cancel", fields=fields
    )
    run = begun(ledger)
    ledger.intend(run, [intent])

    past = ledger.past(run)

    assert past is not None
    (back,) = past.made
    assert (back.change_id, back.network, back.kind, back.ref) == (change_id, network, ref.kind, ref)
    assert (back.action, tuple(back.fields), back.state) == ("cancel", fields, "open")


def test_half_an_emoji_from_a_crm_does_not_cost_the_report(ledger: Ledger) -> None:
    run = begun(ledger)

    ledger.finish(run, finished=NIGHT, exit_code=0, document='{"remark": "\ud83d"}')

    kept = ledger.run(run)
    assert kept is not None
    assert kept.document == '{"remark": "\ud83d"}'


def test_writing_an_intent_or_outcome_twice_changes_nothing(ledger: Ledger) -> None:
    run = begun(ledger)
    for _ in range(2):
        ledger.intend(run, [an_intent("c1"), an_intent("c2")])
        ledger.outcome(run, [an_outcome("c1"), an_outcome("c1")], NIGHT)

    assert len(ledger.history(a_ref())) == 2
    assert ledger.memory(with_agreed=False).applied == 1


def test_what_was_refused_with_others_and_is_tried_again_is_open_until_it_ends(ledger: Ledger) -> None:
    run = begun(ledger)
    ledger.intend(run, [an_intent("good"), an_intent("bad")])
    ledger.outcome(run, [an_outcome("good", "refused"), an_outcome("bad", "refused")], NIGHT)

    ledger.intend(run, [an_intent("good")])

    assert [event.state for event in ledger.history(a_ref())] == ["refused", "open"]


@pytest.mark.parametrize(
    ("states", "applied"),
    [
        (["unknown", "done"], 1),  # looked up afterwards: it was written
        (["unknown", "refused"], 0),
        (["done", "lost"], 0),  # found out by reading back
        (["done", "done"], 1),
    ],
)
def test_a_later_outcome_replaces_the_earlier_and_counts_once(
    ledger: Ledger, states: list[str], applied: int
) -> None:
    run = begun(ledger)
    ledger.intend(run, [an_intent()])
    for state in states:
        ledger.outcome(run, [an_outcome(state=state)], NIGHT)

    assert [event.state for event in ledger.history(a_ref())] == states[-1:]
    assert ledger.memory(with_agreed=False).applied == applied


def test_every_change_carried_out_moves_the_count(ledger: Ledger) -> None:
    for night in range(3):
        a_night(ledger, "x", f"y{night}")

        assert ledger.memory(with_agreed=False).applied == 2 * (night + 1)


def test_more_outcomes_than_a_query_can_name_are_still_counted_once(ledger: Ledger) -> None:
    run = begun(ledger)
    ended = [an_outcome(str(number)) for number in range(1_203)]
    ledger.outcome(run, ended, NIGHT)
    ledger.outcome(run, ended, NIGHT)

    assert ledger.memory(with_agreed=False).applied == 1_203


def test_a_change_that_was_skipped_needs_no_intent(ledger: Ledger) -> None:
    run = begun(ledger)

    ledger.outcome(run, [Outcome(change_id="never meant", state="skipped")], NIGHT)

    assert ledger.memory(with_agreed=False).applied == 0


def test_answers_taken_back_are_kept_as_history(ledger: Ledger) -> None:
    ledger.decide(a_decision())
    ledger.take_back(a_decision().question, "M. Muster", TODAY)

    with ledger._database.reads() as connection:
        (row,) = connection.execute(select(tables.decisions)).all()
    assert (row.answer, row.taken_back_by, row.taken_back_on) == ("same", "M. Muster", TODAY)


def rows_of(ledger: Ledger) -> Iterator[str]:
    with ledger._database.reads() as connection:
        for table in tables.metadata.sorted_tables:
            count = connection.scalar(select(func.count()).select_from(table))
            yield f"{table.name}: {count}"


def test_a_hundred_thousand_settled_records_are_read_at_once(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prints its figures; machines differ too much to assert them."""
    amount = 20_000
    shelf = Shelf(frozenset(number.to_bytes(12, "big") for number in range(5 * amount)), "basis", amount)
    agreed = {
        (a_ref(number), CLUSTER): {
            name: Agreed(b"x" * 16, b"x" * 16) for name in ("status", "company", "course")
        }
        for number in range(amount)
    }
    with closing(Ledger.open(str(file))) as ledger:
        run = begun(ledger)
        start = time.perf_counter()
        ledger.settle(run, Settlement(shelves={(MEKOM, "member"): shelf}, agreed=agreed))
        settled = time.perf_counter()
        assert ledger.memory(with_agreed=False).shelves[MEKOM, "member"] == shelf
        quick = time.perf_counter()
        assert len(ledger.memory(with_agreed=True).agreed) == amount
        full = time.perf_counter()
        with capsys.disabled():
            figures = f"settle {settled - start:.2f} s, shelves {quick - settled:.3f} s, agreed {full - quick:.2f} s"
            print(f"\n{amount} copies, {5 * amount} fingerprints: {figures}; {', '.join(rows_of(ledger))}")  # noqa: T201
