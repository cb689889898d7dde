"""A list is taken over item by item, whatever it claims to be."""

from __future__ import annotations

from collections import UserList, deque
from collections.abc import Iterator
from typing import Any

import pytest

from hub.language import Text
from hub.plugging.misfits import Misfit, items, named, perhaps_words, words

NUMBERS = Text("a list of numbers")


class Liar(list[int]):
    """Says that it is long, and is another one every time."""

    def __len__(self) -> int:
        return 1_000_000

    def __iter__(self) -> Iterator[int]:
        self.append(len(list(super().__iter__())))
        return iter([*super().__iter__()])


@pytest.mark.parametrize("given", [[1, 2], (1, 2), UserList([1, 2]), range(1, 3), deque([1, 2])])
def test_whatever_is_like_a_list_is_one(given: Any) -> None:
    assert items(given, int, NUMBERS) == [1, 2]


def test_what_is_taken_over_is_a_list_of_the_hubs_own() -> None:
    given = Liar([7])

    found = items(given, int, NUMBERS)
    given.clear()

    assert type(found) is list
    assert found == [7, 1]


@pytest.mark.parametrize(
    ("given", "came"),
    [
        (None, "nothing (None)"),
        ("12", "something else (str)"),
        (b"12", "something else (bytes)"),
        ({1, 2}, "something else (set)"),
        ({1: 2}, "something else (dict)"),
        (iter([1]), "something else (list_iterator)"),
        ((each for each in [1]), "a generator, whose work would begin too late"),
        ([1, None], "one that holds nothing (None)"),
        ([1, 2.0], "one that holds something else (float)"),
    ],
)
def test_what_is_none_is_told_by_its_kind(given: object, came: str) -> None:
    with pytest.raises(Misfit) as caught:
        items(given, int, NUMBERS)

    assert (str(caught.value.expected), str(caught.value.came)) == ("a list of numbers", came)


def test_words_are_asked_for_by_their_field() -> None:
    assert words("no", "why") == "no"
    assert perhaps_words(None, "remedy") is None
    with pytest.raises(Misfit) as caught:
        perhaps_words(7, "remedy")

    assert (str(caught.value.expected), str(caught.value.came)) == ("words as remedy", "something else (int)")


def test_a_thing_is_named_by_its_kind_and_never_shown() -> None:
    assert "Erika" not in str(named(KeyError("Erika Beispiel")))
