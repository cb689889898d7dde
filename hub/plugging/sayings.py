"""Takes over a plugin's sentences: one that cannot be said, stored or read would stop the night much later."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from hub.language import LANGUAGES, Text, Value, foreign, verbatim

_LONGEST: Final = 1_000  # characters; some hand over the whole page that a server answered with


def saying(words: object) -> Text | str:
    """The same in plain words. Raises: TypeError for what is neither a text nor a `Text`."""
    match words:
        case Text():
            return _as_text(words)
        case str():
            return _clean(words)
        case _:
            raise TypeError(type(words).__name__)


def _as_text(text: Text) -> Text:
    """The text with values that every language can write; its mere template where that has gaps nobody filled."""
    plain = foreign(_clean(text.template), {name: _value(value) for name, value in text.values})
    try:
        said = [plain.say(language) for language in LANGUAGES]
    except (LookupError, ValueError, AttributeError):  # braces in an f-string's values, mostly
        return verbatim(plain.template)
    return plain if max(map(len, said)) <= _LONGEST else verbatim(_clean(plain.say("en")))


def _value(value: object) -> Value:
    match value:
        case None | int() | date() | Decimal():
            return value
        case Text():
            return _as_text(value)
        case tuple():
            return tuple(_as_text(part) if isinstance(part, Text) else _clean(str(part)) for part in value)
        case _:
            return _clean(str(value))


def _clean(words: str) -> str:
    """Not too long, and nothing in it that UTF-8 or a database refuses."""
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return str(short).encode("utf-8", "replace").decode().replace("\0", "")
