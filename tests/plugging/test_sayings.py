"""A plugin's sentence stays what it was, unless nobody could say, store or read it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.language import LANGUAGES, Text, from_json, say, to_json
from hub.plugging.sayings import saying


@pytest.mark.parametrize(
    "words",
    [
        "no answer",
        "",
        Text("no answer in {seconds} s", seconds=30),
        Text("{why}", why=Text("since {day}", day=date(2013, 1, 14))),
        Text("{price} for {names}", price=Decimal("1.50"), names=("Anna", Text("nobody"))),
        Text("{nothing} {truth}", nothing=None, truth=True),
    ],
)
def test_what_can_be_said_stays_what_it_is(words: Text | str) -> None:
    assert saying(words) == words


@pytest.mark.parametrize("words", [None, 7, b"no", ["no"], KeyError("no")])
def test_what_is_no_sentence_is_refused(words: object) -> None:
    with pytest.raises(TypeError, match=type(words).__name__):
        saying(words)


class Status(StrEnum):
    GONE = "gone"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("x" * 5_000, "x" * 1_000 + "…"),
        ("a\0b", "ab"),
        ("\ud83d", "?"),
        (Status.GONE, "gone"),
        (Text("{body}", body="x" * 5_000), "x" * 1_000 + "…"),
        (Text("{body}", body=Text("{words}{words}", words="x" * 900)), "x" * 1_000 + "…"),
        (Text("a\0b"), "ab"),
    ],
)
def test_what_is_too_long_or_no_letter_is_mended(words: Text | str, said: str) -> None:
    assert str(saying(words)) == said


@pytest.mark.parametrize(
    "template", ['HTTP 500: {"error": 1}', "{name}", "{}", "{", "{0}", "{a.b}", "{a[0]}"]
)
def test_a_gap_that_nobody_fills_is_told_as_it_stands(template: str) -> None:
    assert str(saying(Text(template))) == template


class Odd:
    def __str__(self) -> str:
        return "odd"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.5, "0.5"), (KeyError("x"), "'x'"), (Odd(), "odd"), (["a"], "['a']"), ((1, Odd()), "1, odd")],
)
def test_a_value_that_no_language_knows_is_told_in_its_own_words(value: Any, said: str) -> None:
    assert str(saying(Text("{value}", value=value))) == said


ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.builds(lambda value: Text("{value}", value=value), inner)
    ),
    max_leaves=5,
)


@given(st.text() | st.sampled_from(["{a} and {b}", "{a}", "{{a}}", "{b"]), ANY_VALUE, ANY_VALUE)
def test_whatever_comes_can_be_said_in_every_language_and_stored(template: str, a: Any, b: Any) -> None:
    words = saying(Text(template, a=a, b=b))

    assert isinstance(words, Text)
    assert all(say(words, language).encode() is not None for language in LANGUAGES)
    assert str(from_json(json.loads(json.dumps(to_json(words))))) == str(words)
