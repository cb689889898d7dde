"""An agreement may name only networks that exist, and the answer points to the very line."""

from __future__ import annotations

from typing import Any

import pytest

from hub.config.sense import unknown_networks

from .conftest import Desk

NETWORKS = {"harz": {}, "leine": {}}


def test_every_unknown_network_is_told_with_its_own_line(desk: Desk) -> None:
    text = desk.changed(
        ('organiser = "leine"', 'organiser = "lene"'),
        ('channel = "harz"', 'channel = "x"\nwithhold_if_offered_by = [\n  "harz",\n  "hartz",\n]'),
    )

    assert desk.complaints(text) == [
        'hub.toml, line 15: agreements.academy.organiser: there is no network "lene". Did you mean leine?',
        'hub.toml, line 16: agreements.academy.channel: there is no network "x". Known here: harz, leine.',
        (
            "hub.toml, line 19: agreements.academy.withhold_if_offered_by[2]: "
            'there is no network "hartz". Did you mean harz?'
        ),
    ]


def test_known_networks_make_sense() -> None:
    terms = {"organiser": "leine", "channel": "harz", "withhold_if_offered_by": ["harz"]}

    assert unknown_networks({"networks": NETWORKS, "agreements": {"a": terms}}, lines={}) == []


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"networks": 3, "agreements": {"a": {"organiser": "x"}}},
        {"networks": {}, "agreements": {"a": {"organiser": "x"}}},
        {"networks": NETWORKS},
        {"networks": NETWORKS, "agreements": 3},
        {"networks": NETWORKS, "agreements": {"a": 3}},
        {"networks": NETWORKS, "agreements": {"a": {"organiser": 3, "withhold_if_offered_by": "x"}}},
        {"networks": NETWORKS, "agreements": {"a": {"withhold_if_offered_by": [3]}}},
    ],
)
def test_what_has_the_wrong_shape_is_left_to_those_who_check_shapes(raw: dict[str, Any]) -> None:
    assert unknown_networks(raw, lines={}) == []
