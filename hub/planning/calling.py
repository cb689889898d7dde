"""What people call a network: MEKOM rather than MEKOM Regionalmanagement Osterode am Harz e.V."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hub.language import Text, Value
from hub.model import NetworkName


def short_names(titles: Mapping[NetworkName, str]) -> Mapping[NetworkName, str]:
    """The first word of a title where it is a name of its own, else the whole title.

    A capital inside the word tells: MEKOM, VerpackungsCluster, IHK are names; Verein or Die are not. Two
    networks never share a short name.
    """
    first = {name: (title.split() or [name])[0].strip(",;:") for name, title in titles.items()}
    shared = Counter(word.casefold() for word in first.values())
    return {
        name: first[name] if _is_name(first[name]) and shared[first[name].casefold()] == 1 else title or name
        for name, title in titles.items()
    }


def _is_name(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:])


def with_short_names(text: Text, short_by_title: Mapping[str, str]) -> Text:
    """The same sentence in which networks are called by their short names."""
    return Text(text.template, **{name: _shorter(value, short_by_title) for name, value in text.values})


def _shorter(value: Value, short_by_title: Mapping[str, str]) -> Value:
    match value:
        case Text():
            return with_short_names(value, short_by_title)
        case tuple():
            return tuple(
                with_short_names(part, short_by_title)
                if isinstance(part, Text)
                else short_by_title.get(part, part)
                for part in value
            )
        case str():
            return short_by_title.get(value, value)
        case _:
            return value
