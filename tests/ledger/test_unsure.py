"""Adds of which nobody knows whether they stand there: killed, unanswered, or lost; and what makes them certain."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from hub.ledger.entries import Intent
from hub.ledger.store import Ledger
from hub.ledger.unsure import adds_in_doubt
from hub.memory import CopyKey, Unsure
from hub.model import NetworkName
from tests.ledger.builders import CLUSTER, MEKOM, NIGHT, TODAY, a_ref, an_outcome

COPY: CopyKey = (a_ref(), CLUSTER)
ONE = frozenset({"c1"})


def a_run(
    ledger: Ledger,
    *states: str | None,
    action: str = "add",
    ends: bool = True,
    network: NetworkName = CLUSTER,
    change_id: str = "c1",
) -> int:
    """A run in which the same add was meant, with these outcomes one after the other; None is none."""
    run = ledger.begin(started=NIGHT, fingerprint="sha256:abc", as_of=TODAY)
    intent = Intent(
        change_id=change_id, network=network, kind="booking", ref=a_ref(), action=action, fields=()
    )  # type: ignore[arg-type]
    ledger.intend(run, [intent])
    for state in states:
        if state is not None:
            ledger.outcome(run, [an_outcome(change_id, state=state)], NIGHT)
    if ends:
        ledger.finish(run, finished=NIGHT, exit_code=0, document="{}")
    return run


def unsure(ledger: Ledger) -> dict[CopyKey, Unsure]:
    return dict(ledger.memory(with_agreed=False).unsure)


def test_what_is_in_doubt_is_found_without_reading_all_that_is_done(ledger: Ledger) -> None:
    with ledger._database.reads() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("a server chooses by what is in its tables")
        asked = adds_in_doubt().compile(connection, compile_kwargs={"literal_binds": True})
        steps = [row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {asked}"))]

    assert any("ix_hub_outcomes_state" in step for step in steps)
    assert not [step for step in steps if step.startswith("SCAN")]


def test_an_add_of_a_killed_run_is_unsure(ledger: Ledger) -> None:
    run = a_run(ledger, None, ends=False)

    assert unsure(ledger) == {COPY: Unsure(run=run, change_id="c1", meant=ONE)}


def test_an_add_without_answer_is_unsure(ledger: Ledger) -> None:
    run = a_run(ledger, "unknown")

    assert unsure(ledger) == {COPY: Unsure(run=run, change_id="c1", meant=ONE)}


def test_an_add_that_the_system_does_not_show_is_lost(ledger: Ledger) -> None:
    run = a_run(ledger, "done", "lost")

    assert unsure(ledger) == {COPY: Unsure(run=run, change_id="c1", meant=ONE, first_lost=run)}


def test_what_was_answered_is_sure(ledger: Ledger) -> None:
    for state in ("done", "refused", "skipped"):
        a_run(ledger, state)

    assert unsure(ledger) == {}


def test_an_answer_in_the_same_run_makes_it_sure(ledger: Ledger) -> None:
    a_run(ledger, "unknown", "done")
    a_run(ledger, "unknown", "refused")  # looked up: not written

    assert unsure(ledger) == {}


def test_a_repeat_of_an_amend_or_a_cancellation_does_no_harm_so_nobody_asks(ledger: Ledger) -> None:
    a_run(ledger, "unknown", action="amend")
    a_run(ledger, None, action="cancel", ends=False)

    assert unsure(ledger) == {}


def test_everything_that_may_stand_there_is_named_up_to_the_last_add_that_is_certain(ledger: Ledger) -> None:
    a_run(ledger, "unknown", change_id="c0")
    a_run(ledger, "done", change_id="c0")
    a_run(ledger, "done", "lost")
    a_run(ledger, None, ends=False, change_id="c2")

    assert unsure(ledger)[COPY].meant == {"c1", "c2"}


def test_only_being_done_later_makes_it_sure(ledger: Ledger) -> None:
    first = a_run(ledger, "unknown")
    a_run(ledger, "refused")  # says nothing of what the first run may have written
    a_run(ledger, "skipped")
    assert unsure(ledger) == {COPY: Unsure(run=first, change_id="c1", meant=ONE)}

    a_run(ledger, "done")
    assert unsure(ledger) == {}

    again = a_run(ledger, None, ends=False)
    assert unsure(ledger) == {COPY: Unsure(run=again, change_id="c1", meant=ONE)}


def test_that_one_got_lost_is_not_forgotten_whatever_became_of_the_next_try(ledger: Ledger) -> None:
    lost = a_run(ledger, "lost")
    assert not unsure(ledger)[COPY].was_tried_again
    for later in (a_run(ledger, "unknown"), a_run(ledger, None, ends=False), a_run(ledger, "lost")):
        assert later > lost
    assert unsure(ledger) == {COPY: Unsure(run=later, change_id="c1", meant=ONE, first_lost=lost)}
    assert unsure(ledger)[COPY].was_tried_again

    a_run(ledger, "done")
    again = a_run(ledger, "lost")
    assert unsure(ledger) == {COPY: Unsure(run=again, change_id="c1", meant=ONE, first_lost=again)}


def test_a_try_that_was_never_made_is_none(ledger: Ledger) -> None:
    lost = a_run(ledger, "lost")
    a_run(ledger, "skipped")
    a_run(ledger, "refused")

    assert unsure(ledger) == {COPY: Unsure(run=lost, change_id="c1", meant=ONE, first_lost=lost)}


def test_each_copy_is_judged_by_itself(ledger: Ledger) -> None:
    run = a_run(ledger, "unknown")
    a_run(ledger, "done", network=MEKOM)
    amended = a_run(ledger, "done", action="amend")

    assert unsure(ledger) == {COPY: Unsure(run=run, change_id="c1", meant=ONE)}
    assert amended > run


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([None, "done", "refused", "unknown", "lost", "skipped"]), max_size=6))
def test_whatever_happened_only_what_came_after_the_last_success_counts(
    ledger: Ledger, states: list[str | None]
) -> None:
    a_run(ledger, "done")  # a clean start for every example
    runs = [a_run(ledger, state, ends=state is not None) for state in states]

    since = states[len(states) - states[::-1].index("done") :] if "done" in states else states
    doubtful = [
        (run, state)
        for run, state in zip(runs[len(states) - len(since) :], since, strict=True)
        if state in {None, "unknown", "lost"}
    ]
    first_lost = next((run for run, state in doubtful if state == "lost"), None)
    expected = {}
    if doubtful:
        expected = {COPY: Unsure(run=doubtful[-1][0], change_id="c1", meant=ONE, first_lost=first_lost)}
    assert unsure(ledger) == expected
