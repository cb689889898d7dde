"""Seven variables replace keys of [hub]; a near miss is told, everything else is none of our business."""

from __future__ import annotations

import pytest

from hub.config.environment import VARIABLES, misspelt, overrides
from hub.config.model import HubSettings


def test_every_key_of_the_hub_table_has_its_variable() -> None:
    assert set(VARIABLES.values()) == set(HubSettings.model_fields)
    assert all(name == f"HUB_{key.upper()}" for name, key in VARIABLES.items())


def test_an_empty_variable_counts_as_none() -> None:
    assert overrides({"HUB_LANGUAGE": "en", "HUB_LEDGER": " ", "PATH": "/"}) == {"language": "en"}


@pytest.mark.parametrize(
    ("name", "meant"),
    [("HUB_LEDGR", "HUB_LEDGER"), ("HUB_LANGUGAE", "HUB_LANGUAGE"), ("HUBREPORTS", "HUB_REPORTS")],
)
def test_a_near_miss_is_told(name: str, meant: str) -> None:
    [remark] = misspelt({name: "x"})

    assert str(remark) == f"The variable {name} has no effect. Did you mean {meant}?"


@pytest.mark.parametrize("name", ["HUB_CONFIG", "HUB_LOG_FORMAT", "HUB_TEST_POSTGRES", "HUBERT", "LEDGER"])
def test_variables_of_commands_and_strangers_are_left_alone(name: str) -> None:
    assert misspelt({name: "x", "HUB_LEDGER": "y"}) == ()
