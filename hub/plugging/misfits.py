"""What does not fit the contract: what was expected, and what came instead."""

from __future__ import annotations

from collections.abc import Sequence
from types import GeneratorType
from typing import Any

from hub.language import Text
from hub.plugging.sayings import saying


class Misfit(Exception):
    """Something that a hook handed back is not what its contract says."""

    def __init__(self, expected: Text, came: Text) -> None:
        super().__init__(expected, came)
        self.expected = expected
        self.came = came


def items(given: object, kind: Any, expected: Text) -> list[Any]:
    """A list of nothing but these, and the hub's own: what is handed in may be another one the next time.

    Raises: Misfit.
    """
    if not isinstance(given, Sequence) or isinstance(given, str | bytes):
        raise Misfit(expected, named(given))
    found = []
    for item in given:  # in Python: no list() over an endless one could be ended
        if not isinstance(item, kind):
            raise Misfit(expected, among(item))
        found.append(item)
    return found


def words(given: object, field: str) -> Text | str:
    """A sentence, or the words of a place. Raises: Misfit."""
    try:
        return saying(given)
    except TypeError:
        raise Misfit(Text("words as {field}", field=field), named(given)) from None


def perhaps_words(given: object, field: str) -> Text | str | None:
    """The same where there may be none. Raises: Misfit."""
    return None if given is None else words(given, field)


def named(thing: object) -> Text:
    """What kind of thing came; never the thing itself, which may be about a person."""
    match thing:
        case None:
            return Text("nothing (None)")
        case GeneratorType():
            return Text("a generator, whose work would begin too late")
        case _:
            return Text("something else ({type})", type=type(thing).__name__)


def among(thing: object) -> Text:
    return Text("one that holds {thing}", thing=named(thing))
