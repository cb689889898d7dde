"""The keys of a model are known at any depth, through lists, tables, choices and other names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import pytest
from pydantic import BaseModel, Field

from hub.config.known_keys import holds_tables, known_keys
from hub.config.model import HubFile
from hub.config.toml_lines import KeyPath


class Inner(BaseModel):
    a: int = 0
    b: int = Field(default=0, alias="bee")


class Outer(BaseModel):
    one: Inner | None = None
    many: tuple[Inner, ...] = ()
    named: Mapping[str, Annotated[Inner, Field()]] = {}
    other: Inner | int = Field(default=0, alias="else")
    plain: int = 0
    anything: dict = {}  # type: ignore[type-arg]


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ((), ("one", "many", "named", "else", "plain", "anything")),
        (("one",), ("a", "bee")),
        (("many", 3), ("a", "bee")),
        (("named", "whatever"), ("a", "bee")),
        (("else",), ("a", "bee")),
        (("plain",), ()),
        (("plain", "x"), ()),
        (("anything",), ()),
        (("anything", "x"), ()),
        (("nothing",), ()),
    ],
)
def test_the_keys_at_a_place_are_known(path: KeyPath, keys: tuple[str, ...]) -> None:
    assert known_keys(Outer, path) == keys


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (("networks",), True),
        (("networks", "harz", "systems"), True),
        (("networks", "harz"), False),
        (("hub", "language"), False),
    ],
)
def test_tables_with_names_of_ones_own_are_told_from_others(path: KeyPath, answer: bool) -> None:
    assert holds_tables(HubFile, path) is answer
