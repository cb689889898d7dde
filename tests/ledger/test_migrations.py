"""A ledger of every hub there ever was becomes one of today's, with everything in it."""

from __future__ import annotations

import hashlib
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from hub.ledger import schema
from hub.ledger.entries import Settlement
from hub.ledger.packing import FINGERPRINT_BYTES, pack_agreed, pack_digests, pack_fingerprints, pack_traces
from hub.ledger.places import writable_at
from hub.ledger.store import Ledger
from hub.ledger.tables import metadata
from hub.memory import Agreed, Shelf
from hub.traces import Trace

from .builders import CLUSTER, MEKOM, NIGHT, ROOT, a_ref, an_intent, begun

LANDED = {"0001": "3fcaf3", "0002": "ad1e84", "0003": "86ea35"}
"""The beginnings of the digests of migrations that people's ledgers have gone through."""

FINGERPRINT = b"f" * FINGERPRINT_BYTES
FINGERPRINT_ONLY = frozenset({FINGERPRINT})
AGREED = {"status": Agreed(sent=b"s" * 16, seen=b"t" * 16)}

ROWS = {
    "hub_runs": [
        {"started": "2013-01-13 02:00:00", "finished": "2013-01-13 02:01:00", "exit_code": 0}
        | {
            "fingerprint": "sha256:abc",
            "as_of": "2013-01-13",
            "changes": 1,
            "document": zlib.compress(b"{}"),
        },
        {"started": "2013-01-14 02:00:00", "finished": None, "exit_code": None}
        | {"fingerprint": "sha256:def", "as_of": "2013-01-14", "changes": 0, "document": None},
    ],
    "hub_intents": [
        {"run": 1, "change_id": "c1", "network": CLUSTER, "home": MEKOM, "kind": "booking"}
        | {"record": "B-0007", "action": "add", "fields": '["status"]', "position": 0},
    ],
    "hub_outcomes": [
        {
            "run": 1,
            "change_id": "c1",
            "at": "2013-01-13 02:00:30",
            "state": "done",
            "why": None,
            "remedy": None,
        }
    ],
    "hub_shelves": [
        {"network": MEKOM, "kind": "booking", "basis": "b", "records": 98, "columns": '{"id": "Nummer"}'}
        | {"settled": pack_fingerprints(FINGERPRINT_ONLY)}
    ],
    "hub_agreed": [
        {"network": CLUSTER, "home": MEKOM, "kind": "booking", "record": "B-0007"}
        | {"fields": pack_agreed(AGREED)}
    ],
    "hub_missing": [{"home": MEKOM, "kind": "booking", "record": "B-0007", "since": "2013-01-13"}],
    "hub_decisions": [
        {"question": "who-is-who/1", "answer": "same", "who": "K. Beispiel", "day": "2013-01-13"}
        | {"reason": "rang them up", "taken_back_by": None, "taken_back_on": None}
    ],
}

TRACE = Trace(before="requested", sent=b"s" * 16, seen=b"t" * 16)
ROWS_SINCE_0002 = {
    "hub_runs": [
        {"started": "2013-01-15 02:00:00", "finished": "2013-01-15 02:01:00", "exit_code": 0}
        | {"fingerprint": "sha256:ghi", "as_of": "2013-01-15", "changes": 1, "document": None, "undoes": 1},
    ],
    "hub_traces": [
        {"run": 1, "change_id": "c1", "fields": pack_traces({"status": TRACE})}
        | {"seen": pack_digests({"status": b"t" * 16})},
    ],
    "hub_undone": [
        {"run": 3, "change_id": "u1", "undoes": 1, "network": CLUSTER, "home": MEKOM, "kind": "booking"}
        | {"record": "B-0007", "action": "add", "sent": pack_digests({}), "released": None},
    ],
    "hub_shelves": [
        {"network": CLUSTER, "kind": "course", "basis": "b", "records": None, "columns": "{}"}
        | {"settled": b"", "settings": "of that day"},
    ],
}
ROWS_SINCE = {"0001": ROWS, "0002": ROWS_SINCE_0002}


def left_by(revision: str, url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger as the hub of that day left it: a whole night, one that was killed, and all that is remembered."""
    with monkeypatch.context() as then, closing(writable_at(url)) as database:
        then.setattr(schema, "KNOWN", schema.KNOWN[: schema.KNOWN.index(revision) + 1])
        schema.bring_up_to_date(database)
        database.key()
        with database.writes() as connection:
            tables = [
                table for since, rows in ROWS_SINCE.items() if since <= revision for table in rows.items()
            ]
            for table, rows in tables:
                names = ", ".join(rows[0])
                values = ", ".join(f":{name}" for name in rows[0])
                connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), rows)
    return url


@pytest.fixture
def first(url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    return left_by("0001", url, monkeypatch)


@pytest.fixture(params=LANDED)
def of_its_day(url: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    return left_by(request.param, url, monkeypatch)


@pytest.fixture(params=[revision for revision in LANDED if revision >= "0002"])
def since_undo(url: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    return left_by(request.param, url, monkeypatch)


def test_a_migration_that_people_have_gone_through_is_never_edited() -> None:
    folder = ROOT / "hub" / "ledger" / "migrations" / "versions"
    found = {path.name[1:5]: path.read_text(encoding="utf-8") for path in folder.glob("v*.py")}

    digests = {revision: hashlib.sha256(text.encode()).hexdigest()[:6] for revision, text in found.items()}

    assert digests == LANDED, "write a new migration instead, and name it here once it has landed"
    assert tuple(LANDED) == schema.KNOWN


def test_a_ledger_of_any_day_comes_to_exactly_the_tables_of_today(of_its_day: str) -> None:
    with closing(Ledger.open(of_its_day)) as ledger, ledger._database.reads() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": schema.VERSION_TABLE})

        assert schema.revision_of(connection) == schema.KNOWN[-1]
        assert compare_metadata(context, metadata) == []


def test_nothing_that_the_hub_of_that_day_remembered_is_lost(of_its_day: str) -> None:
    with closing(Ledger.open(of_its_day)) as ledger:
        memory = ledger.memory(with_agreed=True)
        runs = {run.number: run.document for run in ledger.runs()}

        bookings = memory.shelves[MEKOM, "booking"]
        assert bookings == Shelf(FINGERPRINT_ONLY, "b", 98, {"id": "Nummer"})
        assert dict(memory.agreed) == {(a_ref(), CLUSTER): AGREED}
        assert [(ref, day.day) for ref, day in memory.missing_since.items()] == [(a_ref(), 13)]
        assert memory.decisions["who-is-who/1"].answer == "same"
        assert (runs[1], runs[2]) == ("{}", None)
        assert [(event.run, event.state) for event in ledger.history(a_ref())] == [(1, "done")]


def test_the_nights_of_the_first_hub_have_undone_nothing(first: str) -> None:
    with closing(Ledger.open(first)) as ledger:
        memory = ledger.memory(with_agreed=False)

        assert [(run.number, run.undoes) for run in ledger.runs()] == [(2, None), (1, None)]
        assert (memory.applied, memory.last_night and memory.last_night.day) == (1, 13)


def test_what_was_undone_stays_undone_and_can_still_be_taken_back(since_undo: str) -> None:
    with closing(Ledger.open(since_undo)) as ledger:
        memory, past = ledger.memory(with_agreed=False), ledger.past(1)

    assert past is not None
    assert [made.traces for made in past.made] == [{"status": TRACE}]
    (one,) = memory.undone
    assert (one.run, one.ref, one.action, one.day.day, one.is_released) == (1, a_ref(), "add", 15, False)
    assert memory.shelves[CLUSTER, "course"] == Shelf(frozenset(), "b", None, {}, "of that day")


def test_a_night_of_today_works_on_a_ledger_of_any_day(of_its_day: str) -> None:
    with closing(Ledger.open(of_its_day)) as ledger, ledger.lock():
        run = begun(ledger)
        ledger.intend(run, [replace(an_intent("c2"), traces={"status": TRACE})])
        ledger.finish(run, finished=NIGHT, exit_code=0, document="{}")

        assert ledger.run(run) is not None
        assert ledger.past(run) is not None


def test_a_night_of_today_works_on_the_first_ledger(first: str) -> None:
    never_believed = Shelf(FINGERPRINT_ONLY, "b", None, {})
    trace = Trace(before="requested", sent=b"s" * 16)
    with closing(Ledger.open(first)) as ledger, ledger.lock():
        run = begun(ledger)
        ledger.intend(run, [replace(an_intent("c2"), traces={"status": trace})])
        ledger.settle(run, Settlement(shelves={(MEKOM, "course"): never_believed}))

        assert ledger.memory(with_agreed=False).shelves[MEKOM, "course"] == never_believed
        old, new = ledger.past(1), ledger.past(run)

    assert old is not None
    assert [made.traces for made in old.made] == [{}]  # nothing was kept then by which it could be undone
    assert new is not None
    assert [made.traces for made in new.made] == [{"status": trace}]


def test_looking_at_a_file_of_any_day_changes_nothing(of_its_day: str, url: str, file: Path) -> None:
    if url != str(file):
        pytest.skip("a server is migrated by the next night")
    before = file.read_bytes()

    peeked = Ledger.peek(of_its_day)

    assert peeked is not None
    with closing(peeked):
        assert [run.number for run in peeked.runs()][-2:] == [2, 1]
    assert file.read_bytes() == before
