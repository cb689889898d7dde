"""An agreement that its networks cannot keep is told; a night that does nothing is never silent about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from hub.config.model import Agreement
from hub.model import NetworkName
from hub.plugging.roles import unmet

AGREED = Agreement(name="akademie", organiser="nord", channel="ost", valid_from=date(2013, 1, 1))
READS = frozenset({"fetch_members", "fetch_courses", "fetch_bookings"})
ALL = READS | {"publish_courses", "sync_bookings"}


@dataclass(frozen=True)
class Office:
    """A network that can do just this."""

    hooks: frozenset[str]

    def offers(self, hook: str) -> bool:
        return hook in self.hooks


def told(*, nord: frozenset[str] = ALL, ost: frozenset[str] = ALL) -> list[tuple[str, str]]:
    networks = {NetworkName("nord"): Office(nord), NetworkName("ost"): Office(ost)}
    return [(name, str(error)) for name, error in unmet([AGREED], networks)]


def test_two_whole_networks_can_keep_any_agreement() -> None:
    assert told() == []


def test_the_organiser_needs_neither_members_nor_published_courses() -> None:
    assert told(nord=ALL - {"fetch_members", "publish_courses"}) == []


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        ({"fetch_members"}, "needs the members of this network"),
        ({"fetch_courses", "publish_courses"}, "needs the courses of this network"),
        ({"fetch_bookings", "fetch_courses"}, "needs the courses, the bookings of this network"),
    ],
)
def test_what_the_channel_cannot_read_is_named_once(lost: set[str], words: str) -> None:
    [(name, sentence)] = told(ost=ALL - lost)

    assert name == "ost"
    assert words in sentence
    assert "akademie" in sentence


def test_what_can_only_be_read_is_told_in_other_words() -> None:
    [(name, sentence)] = told(ost=READS)

    assert name == "ost"
    assert "the courses, the bookings to be written here, but they can only be read" in sentence


def test_a_network_that_is_not_connected_has_its_own_failure() -> None:
    assert list(unmet([AGREED], {})) == []
