"""A network whose plugin hangs, takes too much, prints or tidies up: it is told once, and nothing is lost."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from hub.changes import Change, Finding, Reading, Receipt, Refused
from hub.config import Limits
from hub.connectors.memory import MemoryConnector, MemorySettings
from hub.errors import PluginError
from hub.hookspecs import hookimpl
from hub.model import Booking, Member, Network
from hub.plugging.blame import TookTooMuch
from hub.plugging.manager import new_manager
from hub.plugging.network import ConnectedNetwork
from tests.plugging.builders import MEKOM, Answering, booking, connected, member, system

# What ends a call may arrive in the callback of a weak reference, where Python only notes it; the next one ends it.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


# hanging, and taking too much


class Counted(MemoryConnector):
    """Sleeps through its reading, and counts how often somebody asks."""

    def __init__(self) -> None:
        super().__init__(MemorySettings())
        self.asked: list[str] = []

    @hookimpl
    def fetch_members(self, network: Network) -> Reading[Member]:
        self.asked.append("fetch_members")
        time.sleep(1.5)
        return Reading([])

    @hookimpl
    def check_system(self, network: Network) -> Sequence[Finding]:
        self.asked.append("check_system")
        return []

    @hookimpl
    def after_night(self, night: object) -> None:
        self.asked.append("after_night")


def test_a_network_that_hangs_is_not_called_again() -> None:
    connector = Counted()
    network = ConnectedNetwork(MEKOM, [system(connector)], new_manager(), limits=Limits(call_seconds=0.1))

    with pytest.raises(PluginError, match="did not answer within") as first:
        network.fetch("member")
    for ask in (
        lambda: network.fetch("booking"),
        lambda: network.sync_bookings([booking("B-1")]),
        lambda: network.publish_courses([]),
        lambda: network.after_night("night"),
        network.check,
    ):
        with pytest.raises(PluginError) as again:
            ask()
        assert again.value is first.value

    assert connector.asked == ["fetch_members"]


def test_a_network_that_took_too_much_memory_may_be_asked_once_more() -> None:
    connector = Answering(members=MemoryError())
    network = connected(connector)

    with pytest.raises(TookTooMuch, match="raised MemoryError"):
        network.fetch("member")
    connector.members = Reading([])

    assert network.fetch("member").records == []


class Tidy:
    """Takes out of the list what it has done."""

    @hookimpl
    def sync_bookings(self, changes: list[Change[Booking]]) -> Sequence[Receipt[Booking]]:
        receipts: list[Receipt[Booking]] = []
        while changes:
            receipts.append(Refused(changes.pop().id, "no", "ask"))
        return receipts


def test_a_plugin_that_takes_changes_out_of_the_list_takes_none_from_the_hub() -> None:
    changes = [booking("B-1"), booking("B-2")]

    receipts = connected(Tidy()).sync_bookings(changes)

    assert [receipt.change_id for receipt in receipts] == ["add B-1", "add B-2"]
    assert len(changes) == 2


class Endless(Sequence[Any]):
    """A list without end."""

    def __len__(self) -> int:
        return 0

    def __getitem__(self, index: Any) -> Any:
        return member(f"M-{index}")


def test_an_answer_without_end_is_a_call_that_does_not_come_back() -> None:
    answering = system(Answering(members=Reading(Endless())))
    network = ConnectedNetwork(MEKOM, [answering], new_manager(), limits=Limits(call_seconds=0.2))

    with pytest.raises(PluginError, match="did not answer within"):
        network.fetch("member")


# printing


class Printing:
    def __init__(self, seconds: float = 0) -> None:
        self._seconds = seconds

    @hookimpl
    def fetch_members(self, network: Network) -> Reading[Member]:
        sys.stdout.write("one\n")
        time.sleep(self._seconds)
        sys.stdout.write("two\n")
        return Reading([])


def test_what_a_plugin_prints_never_reaches_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    connected(Printing()).fetch("member")
    sys.stdout.write("ours\n")

    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("ours\n", "one\ntwo\n")


def test_stdout_is_back_after_networks_were_read_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    stdout = sys.stdout
    networks = [connected(Printing(seconds)) for seconds in (0.03, 0.01, 0.02, 0.0)]

    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda network: network.fetch("member"), networks))

    assert sys.stdout is stdout
    assert capsys.readouterr().out == ""
