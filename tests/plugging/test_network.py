"""Every hook is called alone, its answer is checked, and whatever it raises has a name and a place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from hub.changes import Finding, Reading, Receipt, Refused
from hub.connectors.memory import MemoryConnector
from hub.errors import ConfigError, NetworkError, PluginError, Unreachable
from hub.hookspecs import hookimpl
from hub.model import KINDS, Booking, Member, Network
from hub.plugging.catalogue import discover
from hub.plugging.network import connect
from tests.plugging.builders import (
    TWO_NETWORKS,
    Answering,
    booking,
    configured,
    connected,
    member,
    plugin,
    written,
)


class Listening:
    """A connector that is only told of nights."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.nights: list[object] = []
        self._error = error

    @hookimpl
    def after_night(self, night: object) -> None:
        self.nights.append(night)
        if self._error is not None:
            raise self._error


# asking


def test_a_network_can_what_its_systems_can() -> None:
    network = connected(Answering(), Listening())

    assert network.can == {"fetch_members", "sync_bookings", "check_system", "after_night"}
    assert network.offers("fetch_members")
    assert not network.offers("fetch_courses")
    assert (network.name, network.title) == ("mekom", "MEKOM")


def test_a_reading_comes_back_as_it_was_given() -> None:
    reading = Reading([member("M-1"), member("M-2")], columns={"id": "No."})

    found = connected(Answering(members=reading)).fetch("member")

    assert [record.value for record in found.records] == [record.value for record in reading.records]
    assert [record.fingerprint for record in found.records] == [each.fingerprint for each in reading.records]
    assert (found.coverage, found.columns) == (reading.coverage, reading.columns)


def test_every_kind_is_fetched_by_its_own_hook() -> None:
    network = connected(MemoryConnector.of(members=[member().value]))

    assert [len(network.fetch(kind).records) for kind in KINDS] == [1, 0, 0]


def test_a_hook_may_leave_out_arguments() -> None:
    connector = Answering(receipts=[Refused("add B-1", "no", "ask")])

    connected(connector).sync_bookings([booking("B-1")])

    assert connector.asked == [[booking("B-1")]]


def test_receipts_come_back_in_the_order_of_the_changes() -> None:
    receipts: list[Receipt[Booking]] = [Refused("add B-2", "no", "ask"), Refused("add B-1", "no", "ask")]

    found = connected(Answering(receipts=receipts)).sync_bookings([booking("B-1"), booking("B-2")])

    assert [receipt.change_id for receipt in found] == ["add B-1", "add B-2"]


def test_courses_are_published_through_their_own_hook() -> None:
    assert connected(MemoryConnector.of()).publish_courses([]) == []


def test_asking_for_what_no_system_has_names_the_network() -> None:
    with pytest.raises(ConfigError) as caught:
        connected(Answering()).fetch("course")

    assert str(caught.value) == (
        "No system of the network mekom offers fetch_courses. "
        "Add a system that does, or take the network out of what needs it."
    )


class Twin:
    """A connector that is unhashable and equal to all others."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, number: str) -> None:
        self.number = number

    def __eq__(self, other: object) -> bool:
        return True


class Members(Twin):
    @hookimpl
    def fetch_members(self, network: Network) -> Reading[Member]:
        return Reading([member(self.number)])


class Nights(Twin):
    told = 0

    @hookimpl
    def after_night(self, night: object) -> None:
        type(self).told += 1


def test_connectors_that_are_equal_and_unhashable_are_not_mixed_up() -> None:
    network = connected(Members("M-7"), Nights("1"), Nights("2"))

    network.after_night("night")

    assert network.fetch("member").records[0].id == "M-7"
    assert Nights.told == 2


class Marked:
    """The marker in all the places where Python allows it."""

    @hookimpl
    @staticmethod
    def fetch_members(network: Network) -> Reading[Member]:
        return Reading([member()])

    @hookimpl(specname="check_system")
    @classmethod
    def look(cls, network: Network) -> Sequence[Finding]:
        return [Finding(f"{cls.__name__} of {network.name}")]

    @staticmethod
    @hookimpl
    def fetch_courses(network: Network) -> Reading[Any]:
        return Reading([])


def test_static_methods_class_methods_and_other_names_answer_too() -> None:
    network = connected(Marked())

    assert len(network.fetch("member").records) == 1
    assert network.fetch("course").records == []
    assert network.check() == [Finding("Marked of mekom")]


# raising


def test_an_error_in_a_plugin_names_file_line_and_hook(tmp_path: Path) -> None:
    methods = '@hookimpl\ndef fetch_members(self, network):\n    return {}["name"]\n'
    catalogue = discover(written(tmp_path, {"mycrm.py": plugin(methods)}))
    network = connect(configured(tmp_path, TWO_NETWORKS), catalogue).networks[connected().name]

    with pytest.raises(PluginError) as caught:
        network.fetch("member")

    assert str(caught.value) == (
        "plugins/mycrm.py:13: The hook fetch_members of the connector \"mycrm\" raised KeyError: 'name'. "
        "Tell the author of the plugin."
    )
    assert isinstance(caught.value.__cause__, KeyError)


@pytest.mark.parametrize("error", [ValueError("odd"), SystemExit(3), StopIteration(), RecursionError()])
def test_whatever_a_hook_raises_is_an_error_of_the_plugin(error: BaseException) -> None:
    with pytest.raises(PluginError) as caught:
        connected(Answering(members=error)).fetch("member")

    assert type(error).__name__ in str(caught.value)
    assert caught.value.__cause__ is error


def test_a_partner_that_does_not_answer_stays_what_it_is() -> None:
    error = Unreachable("no answer in 30 s")

    with pytest.raises(Unreachable) as caught:
        connected(Answering(members=error)).fetch("member")

    assert caught.value is error


def test_an_interruption_that_a_plugin_makes_up_is_its_own() -> None:
    with pytest.raises(PluginError, match="raised KeyboardInterrupt"):
        connected(Answering(members=KeyboardInterrupt())).fetch("member")


# checking and nights


def test_a_check_asks_all_systems() -> None:
    network = connected(Answering(findings=[Finding("well")]), MemoryConnector.of())

    assert [finding.is_well for finding in network.check()] == [True, True]


def test_a_system_that_cannot_be_reached_is_a_finding_and_the_others_are_still_asked() -> None:
    gone = Unreachable("no answer", remedy="Look at the cable.")
    network = connected(Answering(findings=gone), Answering(findings=[Finding("well")]))

    first, second = network.check()

    assert (str(first.what), str(first.remedy)) == ("no answer", "Look at the cable.")
    assert second.is_well


def test_a_finding_without_remedy_gets_one() -> None:
    (finding,) = connected(Answering(findings=NetworkError("odd", place="crm"))).check()

    assert str(finding.what) == "crm: odd"
    assert not finding.is_well


def test_a_check_that_answers_nonsense_is_refused() -> None:
    with pytest.raises(PluginError, match="must return a list of Findings"):
        connected(Answering(findings="all well")).check()


def test_all_systems_hear_of_the_night_even_when_one_of_them_fails() -> None:
    first, second = Listening(ValueError("odd")), Listening()

    with pytest.raises(PluginError, match="after_night"):
        connected(first, second).after_night("night")

    assert (first.nights, second.nights) == (["night"], ["night"])
