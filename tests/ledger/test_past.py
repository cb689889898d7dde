"""What the ledger knows of nights that can be undone, and of what was undone; until when, and who released it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from hub.changes import Action
from hub.ledger.entries import Intent, Undoing
from hub.ledger.store import Ledger
from hub.model import NetworkName
from hub.traces import Past, Trace, Undone

from .builders import CLUSTER, MEKOM, NIGHT, TODAY, a_ref, an_intent, an_outcome, begun

TITLE = Trace(before="Alter Titel", sent=b"new title")


def amended(change_id: str = "c1", *, network: NetworkName = CLUSTER, **traces: Trace) -> Intent:
    found = traces or {"title": TITLE}
    intent = an_intent(change_id, fields=tuple(found))
    return replace(intent, action="amend", network=network, traces=found)


def night(ledger: Ledger, *intents: Intent, state: str = "done", undoing: Undoing | None = None) -> int:
    """A run that meant these changes, all of which ended alike; `open` for a killed one."""
    run = ledger.begin(started=NIGHT, fingerprint="sha256:abc", as_of=TODAY, undoing=undoing)
    ledger.intend(run, intents)
    if state != "open":
        ledger.outcome(run, [an_outcome(intent.change_id, state) for intent in intents], NIGHT)
    return run


def past(ledger: Ledger, run: int) -> Past:
    found = ledger.past(run)
    assert found is not None
    return found


def undone(run: int, change_id: str = "u1", *, action: Action = "amend", released: bool = False) -> Undone:
    return Undone(
        run=run,
        change_id=change_id,
        network=CLUSTER,
        ref=a_ref(),
        action=action,
        sent={} if action == "add" else {"title": b"new title"},
        day=TODAY,
        released=TODAY if released else None,
    )


# what a night made


def test_what_a_night_made_comes_back_with_its_before_values(ledger: Ledger) -> None:
    run = night(ledger, amended("c1"), amended("c2", starts_at=Trace(before=None, sent=b"x")))

    found = past(ledger, run)

    assert (found.run, found.day, found.is_reversal) == (run, TODAY, False)
    assert [(made.change_id, made.network, made.ref, made.kind) for made in found.made] == [
        ("c1", CLUSTER, a_ref(), "booking"),
        ("c2", CLUSTER, a_ref(), "booking"),
    ]
    assert found.made[0].traces == {"title": TITLE}
    assert found.made[0].is_sure


def test_a_run_that_never_was_has_no_past(ledger: Ledger) -> None:
    assert ledger.past(7) is None


@pytest.mark.parametrize("state", ["open", "unknown", "lost", "refused"])
def test_what_a_night_did_not_see_done_is_among_it_but_not_sure(ledger: Ledger, state: str) -> None:
    [made] = past(ledger, night(ledger, amended(), state=state)).made

    assert (made.state, made.is_sure, made.is_denied) == (state, False, state == "refused")
    assert made.traces == {"title": TITLE}


def test_a_killed_run_is_known_as_such(ledger: Ledger) -> None:
    run = night(ledger, amended())
    assert not past(ledger, run).is_finished

    ledger.finish(run, finished=NIGHT, exit_code=0, document="{}")
    assert past(ledger, run).is_finished


def test_what_a_system_made_of_a_value_is_a_sign_of_the_hubs_own_hand_too(ledger: Ledger) -> None:
    run = night(ledger, amended())
    ledger.seen(run, {"c1": {"title": b"cut title"}})

    [made] = past(ledger, run).made

    assert made.traces["title"].written == {b"new title", b"cut title"}
    assert made.traces["title"].before == "Alter Titel"
    assert TITLE.written == {b"new title"}


def test_later_nights_that_wrote_the_same_field_are_named_the_last_one_only(ledger: Ledger) -> None:
    first = night(ledger, amended("c1", title=TITLE, place=TITLE))
    night(ledger, amended("c2"))
    last = night(ledger, amended("c3"))
    night(ledger, amended("c4"), state="refused")
    night(ledger, amended("c5", network=MEKOM))

    assert past(ledger, first).made[0].later == {"title": last}
    assert past(ledger, last).made[0].later == {}


def test_before_values_are_deleted_in_time_and_the_rest_stays(ledger: Ledger, url: str, file: Path) -> None:
    run = night(ledger, amended())

    ledger.forget_traces(before=TODAY)
    assert past(ledger, run).made[0].traces

    ledger.forget_traces(before=TODAY + timedelta(days=1))
    [made] = past(ledger, run).made
    assert (made.traces, made.fields) == ({}, ["title"])
    assert ledger.history(a_ref())[0].fields == ("title",)
    if url == str(file):
        ledger.close()
        assert all(b"Alter Titel" not in path.read_bytes() for path in file.parent.iterdir())


def test_half_an_emoji_does_not_stop_the_night(ledger: Ledger) -> None:
    run = night(ledger, amended(title=Trace(before="\ud83d", sent=b"x")))

    assert past(ledger, run).made[0].traces["title"].before == "\ud83d"


# what was undone


def test_what_is_undone_is_known_before_the_first_change_is_made(ledger: Ledger) -> None:
    run = night(ledger, amended())

    undo = night(ledger, undoing=Undoing(run, [undone(run)]))

    [held] = ledger.memory(with_agreed=False).undone
    assert held == undone(run)
    found = ledger.run(undo)
    assert found is not None
    assert found.undoes == run


@pytest.mark.parametrize("state", ["done", "unknown", "open"])
def test_it_stays_so_however_the_undo_ended(ledger: Ledger, state: str) -> None:
    run = night(ledger, amended())
    night(ledger, amended("u1"), state=state, undoing=Undoing(run, [undone(run)]))

    assert ledger.memory(with_agreed=False).undone == (undone(run),)


@pytest.mark.parametrize("state", ["refused", "skipped"])
def test_what_could_not_be_undone_is_not_held(ledger: Ledger, state: str) -> None:
    run = night(ledger, amended())
    night(ledger, amended("u1"), state=state, undoing=Undoing(run, [undone(run)]))

    assert ledger.memory(with_agreed=False).undone == ()


@pytest.mark.parametrize("named", ["the night", "its undo"])
def test_a_release_ends_it_for_this_night_only(ledger: Ledger, named: str) -> None:
    first, second = night(ledger, amended("c1")), night(ledger, amended("c2"))
    undo = night(ledger, undoing=Undoing(first, [undone(first)]))
    night(ledger, undoing=Undoing(second, [undone(second, "u2")]))

    assert ledger.release(first if named == "the night" else undo, TODAY) == 1

    still = [one for one in ledger.memory(with_agreed=False).undone if not one.is_released]
    assert [one.run for one in still] == [second]
    assert ledger.release(first, TODAY) == 0


@pytest.mark.parametrize("action", ["add", "amend"])
def test_what_was_released_is_known_until_it_is_made_again(ledger: Ledger, action: Action) -> None:
    run = night(ledger, amended())
    night(ledger, undoing=Undoing(run, [undone(run, action=action)]))
    ledger.release(run, TODAY)

    [known] = ledger.memory(with_agreed=False).undone
    assert (known.action, known.released) == (action, TODAY)


def test_a_field_that_a_later_night_wrote_is_held_no_longer(ledger: Ledger) -> None:
    run = night(ledger, amended())
    night(ledger, amended("u1"), undoing=Undoing(run, [undone(run)]))
    night(ledger, amended("c2", place=TITLE))
    night(ledger, amended("c3"), state="refused")
    night(ledger, amended("c4", network=MEKOM))
    assert ledger.memory(with_agreed=False).undone == (undone(run),)

    night(ledger, amended("c5"))
    assert ledger.memory(with_agreed=False).undone == ()


def test_an_add_that_a_later_night_made_again_is_held_no_longer(ledger: Ledger) -> None:
    run = night(ledger, amended())
    night(ledger, amended("u1"), undoing=Undoing(run, [undone(run, action="add")]))

    night(ledger, amended("c2", status=TITLE))

    assert ledger.memory(with_agreed=False).undone == ()


def test_the_undo_of_an_undo_takes_its_holds_back_and_is_itself_no_reversal(ledger: Ledger) -> None:
    run = night(ledger, amended())
    undo = night(ledger, amended("u1"), undoing=Undoing(run, [undone(run, action="add")]))
    redo = night(ledger, amended("r1"), undoing=Undoing(undo))

    assert ledger.memory(with_agreed=False).undone == ()
    assert [past(ledger, one).is_reversal for one in (run, undo, redo)] == [False, True, False]
    known = undone(run, action="add", released=True)
    assert [past(ledger, one).made[0].original for one in (run, undo, redo)] == [None, known, known]


def test_a_record_s_life_tells_that_a_change_took_another_night_back(ledger: Ledger) -> None:
    run = night(ledger, amended())
    night(ledger, amended("u1"), undoing=Undoing(run))

    assert [event.undoes for event in ledger.history(a_ref())] == [None, run]


def test_a_killed_undo_has_told_what_it_takes_back(url: str) -> None:
    with closing(Ledger.open(url)) as ledger:
        run = night(ledger, amended())
        ledger.begin(
            started=NIGHT,
            fingerprint="sha256:abc",
            as_of=date(2013, 1, 20),
            undoing=Undoing(run, [undone(run)]),
        )

    with closing(Ledger.open(url)) as ledger:
        [held] = ledger.memory(with_agreed=False).undone
        assert held.day == date(2013, 1, 20)


def test_an_ordinary_run_undoes_nothing(ledger: Ledger) -> None:
    found = ledger.run(begun(ledger))

    assert found is not None
    assert found.undoes is None


def test_an_undo_is_no_night_that_absences_count_from(ledger: Ledger) -> None:
    run = night(ledger, amended())
    ledger.finish(run, finished=NIGHT, exit_code=0, document="{}")
    later = TODAY + timedelta(days=3)
    undo = ledger.begin(started=NIGHT, fingerprint="sha256:abc", as_of=later, undoing=Undoing(run))
    ledger.finish(undo, finished=NIGHT, exit_code=0, document="{}")

    assert ledger.memory(with_agreed=False).last_night == TODAY
