"""Networks are read side by side; what one of them does to the others is made good."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from hub.changes import Reading
from hub.errors import HubError, Unreachable
from hub.language import Text
from hub.model import Kind, NetworkName
from hub.plugging import TookTooMuch
from hub.reading import AT_ONCE, read_all

A, B, C = (NetworkName(name) for name in "abc")


class Giving:
    """A network with members only, which gives what it was made with, one thing for each time."""

    def __init__(self, *given: Reading[Any] | BaseException, after: Event | None = None) -> None:
        self.given = list(given)
        self.after = after
        self.asked = 0

    def offers(self, hook: str) -> bool:
        return hook == "fetch_members"

    def fetch(self, kind: Kind) -> Reading[Any]:
        self.asked += 1
        assert kind == "member"
        if self.after is not None:
            assert self.after.wait(20)
        given = self.given.pop(0)
        if isinstance(given, BaseException):
            raise given
        return given


class Listening:
    """Somebody who is told how far the reading has come."""

    def __init__(self, then: Callable[[int], None] = lambda done: None) -> None:
        self.told: list[tuple[str, int | None, int | None]] = []
        self._then = then

    def __call__(self, text: Text, *, done: int | None = None, of: int | None = None) -> None:
        self.told.append((str(text), done, of))
        self._then(done or 0)


def test_what_came_last_stands_where_hub_toml_has_it() -> None:
    others_are_done = Event()
    readings: list[Reading[Any]] = [Reading([]), Reading([])]
    networks = {
        A: Giving(readings[0], after=others_are_done),
        B: Giving(readings[1]),
        C: Giving(Unreachable("no answer")),
    }
    listening = Listening(lambda done: others_are_done.set() if done == 2 else None)

    found = read_all(networks, {}, say=listening)

    assert list(found.by_key) == [(A, "member"), (B, "member")]
    assert found.by_key[A, "member"] is readings[0]
    assert [failure.network for failure in found.failures] == [C]
    assert listening.told == [("Reading", done, 3) for done in range(4)]


def test_who_could_not_even_be_connected_failed_first() -> None:
    errors: dict[NetworkName, HubError] = {C: Unreachable("c"), A: Unreachable("a")}

    found = read_all({B: Giving(Unreachable("b"))}, errors, say=Listening())

    assert [(failure.network, str(failure.error)) for failure in found.failures] == [
        (A, "a"),
        (C, "c"),
        (B, "b"),
    ]


def test_a_network_that_seemed_to_take_too_much_memory_is_read_once_more_alone() -> None:
    reading: Reading[Any] = Reading([])
    networks = {
        A: Giving(TookTooMuch("much"), reading),
        B: Giving(TookTooMuch("much"), TookTooMuch("its own")),
    }

    found = read_all(networks, {}, say=Listening())

    assert found.by_key == {(A, "member"): reading}
    assert [(failure.network, str(failure.error)) for failure in found.failures] == [(B, "its own")]


def test_a_network_that_was_alone_from_the_beginning_is_not_read_again() -> None:
    network = Giving(TookTooMuch("much"), Reading([]))

    found = read_all({A: network}, {}, say=Listening())

    assert len(found.failures) == network.asked == 1


def test_many_networks_are_all_read() -> None:
    networks = {NetworkName(f"n{number}"): Giving(Reading([])) for number in range(3 * AT_ONCE)}

    assert len(read_all(networks, {}, say=Listening()).by_key) == 3 * AT_ONCE


def test_a_mistake_of_the_hubs_own_is_no_failure_of_a_network() -> None:
    with pytest.raises(ZeroDivisionError):
        read_all({A: Giving(ZeroDivisionError())}, {}, say=Listening())


def test_who_interrupts_the_reading_waits_for_nobody() -> None:
    for_ever = Event()

    def interrupt(done: int) -> None:
        if done:
            raise KeyboardInterrupt

    networks = {A: Giving(Reading([])), B: Giving(Reading([]), after=for_ever)}
    with pytest.raises(KeyboardInterrupt):
        read_all(networks, {}, say=Listening(interrupt))

    assert not for_ever.is_set()
    for_ever.set()
