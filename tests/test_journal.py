"""The diary of a night in the ledger: before-values with the intents, what the systems made of it afterwards."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub.carried import Carried
from hub.changes import Change, Reading, Receipt, Record
from hub.connectors.memory import MemoryConnector
from hub.hookspecs import hookimpl
from hub.journal import Journal
from hub.ledger.store import Ledger
from hub.memory import Outcome
from hub.model import Booking, Course, Network
from hub.planning.compare import digest
from hub.traces import Made
from hub.verifying import Verified
from tests.planning.builders import booking, course, member
from tests.scene import Garbled
from tests.shouting import Shouting
from tests.town import Town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    town = Town(tmp_path)
    town.academy.put(course(capacity=2))
    town.mekom.put(booking())
    return town


def made(town: Town, run: int) -> list[Made]:
    with closing(Ledger.open(town.config.hub.ledger)) as ledger:
        past = ledger.past(run)
    assert past is not None
    return list(past.made)


def key(town: Town) -> bytes:
    with closing(Ledger.open(town.config.hub.ledger)) as ledger:
        return ledger.memory(with_agreed=False).key


def test_everything_that_a_night_made_can_be_undone(town: Town) -> None:
    town.night()

    found = made(town, 1)

    assert [(one.action, one.network, one.ref.id) for one in found] == [
        ("add", "mekom", "VA-1"),
        ("add", "academy", "B-1"),
        ("amend", "mekom", "B-1"),
    ]
    assert all(one.traces and one.is_sure for one in found)


def test_an_answer_that_was_filled_in_is_what_is_remembered(town: Town) -> None:
    town.night()

    answer = made(town, 1)[2].traces["status"]

    assert answer.before == "requested"
    assert answer.written == {digest("status", "confirmed", key=key(town))}


def test_the_seat_that_an_added_booking_got_is_what_its_system_showed(town: Town) -> None:
    town.night()

    status = made(town, 1)[1].traces["status"]

    assert status.written == {digest("status", said, key=key(town)) for said in ("requested", "confirmed")}


def test_what_a_system_makes_of_a_title_is_remembered(town: Town) -> None:
    town.mekom = Shouting.of(members=[member()], courses=[], bookings=[])
    town.night()
    town.academy.put(course(capacity=2, title="Neu verkaufen"))
    town.night()

    title = made(town, 2)[0].traces["title"]

    assert title.before == "VERKAUFEN VA-1"
    assert title.written == {
        digest("title", said, key=key(town)) for said in ("Neu verkaufen", "NEU VERKAUFEN")
    }


class Forgetful(MemoryConnector):
    """Says that all is done and does nothing."""

    @hookimpl
    def publish_courses(self, network: Network, changes: list[Change[Course]]) -> list[Receipt[Course]]:
        return list(MemoryConnector.of().publish_courses(network, changes))


def test_what_was_not_there_when_it_was_read_back_was_not_made(town: Town) -> None:
    town.mekom = Forgetful.of(members=[member()])

    town.night()

    assert [one.state for one in made(town, 1) if one.ref.kind == "course"] == ["lost"]


class Unclear(MemoryConnector):
    """Answers well, and shows its bookings in a way that nobody can read."""

    @hookimpl
    def fetch_bookings(self, network: Network) -> Reading[Booking]:
        whole = super().fetch_bookings(network)
        return Reading(
            [Record(one.id, fingerprint=b"x", source=Garbled(), origin=one.origin) for one in whole.records]
        )


def test_a_record_that_cannot_be_read_back_stops_no_diary(town: Town) -> None:
    town.academy = Unclear.of(courses=[course(capacity=2)], seats="by capacity")

    town.night()

    assert [(one.network, one.ref.kind, one.state) for one in made(town, 1)] == [
        ("mekom", "course", "done"),
        ("academy", "booking", "refused"),
        ("mekom", "booking", "done"),
    ]


def test_a_record_that_turns_out_garbled_after_all_stops_no_diary(town: Town) -> None:
    plan = town.rehearse().facts.plan
    change = plan.changes[0]
    garbled = Record("VA-1", fingerprint=b"x", source=Garbled(), origin=change.ref)
    done = {change.id: Outcome(change_id=change.id, state="done")}
    carried = Carried(outcomes=dict(done), written={change.id: change.change})
    verified = Verified(dict(done), [], {(change.network, change.kind): Reading([garbled])}, [])
    with closing(Ledger.open(town.config.hub.ledger)) as ledger, ledger.lock():
        run = ledger.begin(started=datetime.now(UTC), fingerprint="sha256:abc", as_of=town.day)
        journal = Journal(ledger, run, b"key")
        journal.intend([change])

        journal.read_back(plan, carried, verified)

    assert [trace.seen for trace in made(town, run)[0].traces.values()] == [None, None]
