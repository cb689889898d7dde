"""What is said about hooks is read off their one definition."""

from __future__ import annotations

import pytest

from hub.model import KINDS
from hub.plugging.contract import (
    CONNECTOR_HOOKS,
    FETCH_OF,
    HOOKS_OF_WORD,
    REGISTER,
    arguments_of,
    signature_of,
)
from hub.plugging.manager import new_manager


def test_the_hooks_are_those_of_the_contract() -> None:
    assert {
        "fetch_members",
        "fetch_courses",
        "fetch_bookings",
        "publish_courses",
        "sync_bookings",
        "check_system",
        "after_night",
    } == CONNECTOR_HOOKS


def test_every_kind_has_a_hook_that_fetches_it() -> None:
    assert set(FETCH_OF) == set(KINDS)
    assert set(FETCH_OF.values()) <= CONNECTOR_HOOKS


def test_every_word_of_provides_stands_for_hooks() -> None:
    assert all(hooks <= CONNECTOR_HOOKS for hooks in HOOKS_OF_WORD.values())


@pytest.mark.parametrize(
    ("hook", "signature"),
    [
        ("fetch_members", "def fetch_members(self, network: Network) -> Reading[Member]"),
        (
            "sync_bookings",
            "def sync_bookings(self, network: Network, changes: Sequence[Change[Booking]]) -> Sequence[Receipt[Booking]]",
        ),
        ("after_night", "def after_night(self, night: object) -> None"),
        (REGISTER, "def register_connectors(register) -> None"),
    ],
)
def test_a_hook_is_shown_as_its_author_writes_it(hook: str, signature: str) -> None:
    assert signature_of(hook) == signature


def test_a_hook_names_what_the_hub_hands_in() -> None:
    assert arguments_of("publish_courses") == ("network", "changes")


def test_every_caller_gets_a_manager_of_its_own() -> None:
    one, two = new_manager(), new_manager()

    one.register(object(), name="somebody")

    assert one is not two
    assert two.list_name_plugin() == []
