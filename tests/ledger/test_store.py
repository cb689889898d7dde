"""The ledger as a night, a plan and a person meet it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from hub.errors import AlreadyRunning, ConfigError
from hub.ledger.entries import Settlement
from hub.ledger.store import Ledger
from hub.memory import Agreed, Memory, Shelf

from .builders import (
    CLUSTER,
    MEKOM,
    NIGHT,
    TODAY,
    a_decision,
    a_night,
    a_ref,
    an_intent,
    an_outcome,
    another_hub,
    begun,
    contents,
    eventually,
    killed,
)


def test_a_new_ledger_remembers_nothing_but_its_key(ledger: Ledger) -> None:
    memory = ledger.memory(with_agreed=True)

    assert memory == Memory(key=memory.key)
    assert len(memory.key) == 32


def test_folder_and_file_are_made_when_they_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "Büro Osterode" / "50 %" / "hub #1?.db"

    with closing(Ledger.open(str(path))) as ledger:
        a_night(ledger, "c1")

    peeked = Ledger.peek(str(path))
    assert peeked is not None
    with closing(peeked):
        assert peeked.memory(with_agreed=False).applied == 1


def test_what_a_night_settles_is_what_the_next_one_remembers(url: str) -> None:
    settlement = Settlement(
        shelves={(MEKOM, "member"): Shelf(frozenset({b"twelve bytes"}), "basis", 98, settings="digest")},
        agreed={(a_ref(), CLUSTER): {"title": Agreed(b"sent", b"seen"), "place": Agreed(b"same", b"same")}},
        missing_since={a_ref(8): TODAY},
    )
    with closing(Ledger.open(url)) as tonight:
        tonight.settle(begun(tonight), settlement)
        key = tonight.memory(with_agreed=False).key

    with closing(Ledger.open(url)) as tomorrow:
        memory = tomorrow.memory(with_agreed=True)

    assert memory.shelves == settlement.shelves
    assert memory.agreed == settlement.agreed
    assert memory.missing_since == settlement.missing_since
    assert memory.key == key


def test_a_night_that_dies_before_it_ends_is_in_the_history_without_an_end(url: str) -> None:
    with closing(Ledger.open(url)) as killed_tonight:
        number = begun(killed_tonight)

    with closing(Ledger.open(url)) as tomorrow:
        run = tomorrow.run(number)

    assert run is not None
    assert (run.finished, run.exit_code, run.document) == (None, None, None)


def test_an_intent_of_a_run_that_was_killed_is_open_the_next_night(url: str) -> None:
    process = another_hub(
        "ledger = Ledger.open(sys.argv[1])\n"
        "with ledger.lock():\n"
        "    run = begun(ledger)\n"
        "    ledger.intend(run, [an_intent('known'), an_intent('unknown')])\n"
        "    ledger.outcome(run, [an_outcome('known')], NIGHT)\n"
        "    print('ready', flush=True); time.sleep(60)\n",
        url,
    )
    killed(process)

    with closing(Ledger.open(url)) as tomorrow:
        eventually(lambda: lock_is_free(tomorrow))
        with tomorrow.lock():
            assert [event.state for event in tomorrow.history(a_ref())] == ["done", "open"]

            tomorrow.outcome(1, [an_outcome("unknown")], NIGHT)
            assert [event.state for event in tomorrow.history(a_ref())] == ["done", "done"]


def lock_is_free(ledger: Ledger) -> bool:
    try:
        with ledger.lock():
            return True
    except AlreadyRunning:
        return False


def test_a_transaction_that_a_kill_interrupts_never_happened(url: str) -> None:
    process = another_hub(
        "ledger = Ledger.open(sys.argv[1])\n"
        "from hub.ledger import writing\n"
        "run = begun(ledger)\n"
        "with ledger._database.writes() as connection:\n"
        "    writing.add_intents(connection, run, [an_intent(str(n)) for n in range(20_000)])\n"
        "    print('ready', flush=True); time.sleep(60)\n",
        url,
    )
    killed(process)

    with closing(Ledger.open(url)) as tomorrow:
        assert tomorrow.history(a_ref()) == []
        assert a_night(tomorrow, "c1") > 1


def test_a_hub_killed_while_it_makes_the_ledger_leaves_one_that_opens(url: str) -> None:
    process = another_hub(
        "from hub.ledger import schema\n"
        "upgrade = schema._upgrade\n"
        "def interrupted(connection):\n"
        "    upgrade(connection); print('ready', flush=True); time.sleep(60)\n"
        "schema._upgrade = interrupted\n"
        "Ledger.open(sys.argv[1])\n",
        url,
    )
    assert Ledger.peek(url) is None
    killed(process)

    with closing(Ledger.open(url)) as tomorrow:
        assert a_night(tomorrow, "c1") == 1


def test_hubs_that_start_at_once_on_no_ledger_all_get_the_same_one(url: str) -> None:
    opened: list[Ledger] = []
    start = threading.Barrier(6)

    def open_it() -> None:
        start.wait()
        opened.append(Ledger.open(url))

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({ledger.memory(with_agreed=False).key for ledger in opened}) == 1
    assert sorted(begun(ledger) for ledger in opened) == [1, 2, 3, 4, 5, 6]
    for ledger in opened:
        ledger.close()


def test_a_second_night_is_refused_while_one_is_under_way(url: str) -> None:
    process = another_hub(
        "with Ledger.open(sys.argv[1]).lock():\n    print('ready', flush=True); time.sleep(60)\n", url
    )
    with closing(Ledger.open(url)) as second:
        with pytest.raises(AlreadyRunning) as refusal, second.lock():
            pass
        assert str(process.pid) in str(refusal.value)

        killed(process)
        eventually(lambda: lock_is_free(second))


def test_the_lock_can_be_held_again_and_again_and_leaves_no_file(file: Path) -> None:
    with closing(Ledger.open(str(file))) as ledger:
        for _ in range(3):
            with ledger.lock():
                assert "hub.db.lock" in contents(file.parent)
            assert "hub.db.lock" not in contents(file.parent)

    assert list(contents(file.parent)) == ["hub.db", "hub.db.key"]


def test_there_is_nothing_to_peek_into_before_the_first_night(url: str, tmp_path: Path) -> None:
    assert Ledger.peek(url) is None
    assert list(tmp_path.iterdir()) == []


def test_peeking_sees_what_the_night_wrote(url: str, ledger: Ledger) -> None:
    a_night(ledger, "c1", "c2")
    ledger.decide(a_decision())

    peeked = Ledger.peek(url)

    assert peeked is not None
    with closing(peeked):
        assert peeked.memory(with_agreed=True) == ledger.memory(with_agreed=True)
        assert peeked.runs() == ledger.runs()
        assert peeked.history(a_ref()) == ledger.history(a_ref())


WRITES: list[Callable[[Ledger], object]] = [
    begun,
    lambda ledger: ledger.intend(1, [an_intent()]),
    lambda ledger: ledger.outcome(1, [an_outcome()], NIGHT),
    lambda ledger: ledger.settle(1, Settlement()),
    lambda ledger: ledger.finish(1, finished=NIGHT, exit_code=0, document="{}"),
    lambda ledger: ledger.decide(a_decision()),
    lambda ledger: ledger.take_back("q", "who", TODAY),
    lambda ledger: ledger.lock().__enter__(),
]


@pytest.mark.parametrize("write", WRITES)
def test_a_peeked_ledger_cannot_be_written(
    url: str, ledger: Ledger, write: Callable[[Ledger], object]
) -> None:
    peeked = Ledger.peek(url)
    assert peeked is not None

    with closing(peeked), pytest.raises(TypeError, match="reading only"):
        write(peeked)


def test_nothing_of_a_settlement_is_kept_when_a_part_of_it_fails(ledger: Ledger) -> None:
    run = begun(ledger)
    too_long = {(a_ref(), CLUSTER): {"title": Agreed(b"x" * 300, b"x")}}

    with pytest.raises(ValueError, match="too many"):
        ledger.settle(
            run, Settlement(shelves={(MEKOM, "member"): Shelf(records=5)}, agreed=too_long, missing_since={})
        )

    assert ledger.memory(with_agreed=True).shelves == {}


def test_a_run_that_never_began_cannot_be_written_to(ledger: Ledger) -> None:
    with pytest.raises(LookupError, match="no run 99"):
        ledger.settle(99, Settlement())
    with pytest.raises(LookupError, match="no run 99"):
        ledger.finish(99, finished=NIGHT, exit_code=0, document="{}")
    with pytest.raises(LookupError, match="no run 99"):
        ledger.outcome(99, [], NIGHT)


def test_a_ledger_of_a_newer_hub_is_left_alone(url: str, file: Path) -> None:
    _has_schema(url, "0999")
    before = contents(file.parent) if file.exists() else {}

    for look in (Ledger.open, Ledger.peek):
        with pytest.raises(ConfigError, match=r"newer hub .* 0999.* hub\.ledger"):
            look(url)

    assert (contents(file.parent) if file.exists() else {}) == before


def _has_schema(url: str, revision: str) -> None:
    with closing(Ledger.open(url)) as ledger, ledger._database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE hub_version SET version_num = '{revision}'")


def test_a_day_is_a_day_and_no_moment(ledger: Ledger) -> None:
    number = ledger.begin(started=NIGHT, fingerprint="f", as_of=date(2012, 2, 29))

    run = ledger.run(number)

    assert run is not None
    assert run.as_of == date(2012, 2, 29)
