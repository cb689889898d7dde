"""Sentences for people: written once in English, said in the reader's language.

A `Text` keeps its template and its values apart, so that the plan, the ledger and the
report can store *what* is meant and render it in German or English later.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("de", "en")

_LOCALES = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A sentence with named gaps; `str()` says it in English.

    Templates stand literally in the source (`Text("no answer in {seconds} s", seconds=30)`), where
    Babel finds them for the catalogue. Values are written the way the language writes them.
    """

    template: str
    values: tuple[tuple[str, Value], ...]

    def __init__(self, template: str, /, **values: Value) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", tuple(values.items()))

    def __str__(self) -> str:
        return self.say("en")

    def say(self, language: str) -> str:
        """The sentence in `language` ("de" or "en"); a missing translation falls back to English."""
        # gettext keeps its own header under the empty string
        template = self.template and _catalogue(language).gettext(self.template)
        return template.format(**{name: say(value, language) for name, value in self.values})


Value = str | int | bool | date | datetime | Decimal | Text | tuple["str | Text", ...] | None


def verbatim(words: str) -> Text:
    """Foreign words that are not ours to translate (a system's own message, a name)."""
    return Text("{words}", words=words)


def foreign(template: str, values: Mapping[str, Value]) -> Text:
    """A sentence that somebody else made, a plugin for example: no catalogue of ours collects it."""
    return Text(template, **values)


def text_of(words: str | Text) -> Text:
    """Plugin authors may hand in plain strings wherever the hub wants a `Text`."""
    return words if isinstance(words, Text) else verbatim(words)


def say(value: Value, language: str) -> str:
    """One value as a reader of `language` writes it: 14.01.2013 or 2013-01-14, 1.234 or 1,234."""
    match value:
        case Text():
            return value.say(language)
        case None:
            return _catalogue(language).gettext("nothing")
        case bool():
            catalogue = _catalogue(language)
            return catalogue.gettext("yes") if value else catalogue.gettext("no")
        case datetime():
            return value.strftime("%d.%m.%Y %H:%M" if language == "de" else "%Y-%m-%d %H:%M")
        case date():
            return value.strftime("%d.%m.%Y" if language == "de" else "%Y-%m-%d")
        case int():
            return _grouped(f"{value:,}", language)
        case Decimal():
            return _grouped(f"{value:,}", language)
        case tuple():
            return ", ".join(say(part, language) for part in value)
        case str():
            return value


def _grouped(digits: str, language: str) -> str:
    if language != "de":
        return digits
    return digits.translate(str.maketrans(",.", ".,"))


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("hub", _LOCALES, languages=[language], fallback=True)


def to_json(text: Text) -> Mapping[str, object]:
    """A `Text` as plain data; `from_json` brings it back."""
    return {"text": text.template, "values": {name: _plain(value) for name, value in text.values}}


def _plain(value: Value) -> object:
    match value:
        case Text():
            return to_json(value)
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case Decimal():
            return {"decimal": str(value)}
        case tuple():
            return [_plain(part) for part in value]
        case _:
            return value


def from_json(data: object) -> Text:
    """The `Text` that `to_json` made this data of. Raises: ValueError for anything else."""
    found = data if isinstance(data, Mapping) else {}
    template, values = found.get("text"), found.get("values")
    if not isinstance(template, str) or not isinstance(values, Mapping):
        raise ValueError(f"this is no sentence of the hub: {data!r}")
    return Text(template, **{str(name): _from_plain(value) for name, value in values.items()})


def _from_plain(value: object) -> Value:
    match value:
        case {"text": str(template), "values": dict(values)}:
            return from_json({"text": template, "values": values})
        case {"datetime": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case {"decimal": str(digits)}:
            return _decimal(digits)
        case list():
            return tuple(_words(part) for part in value)
        case str() | int() | None:
            return value
        case _:
            raise ValueError(f"this is no value of a sentence: {value!r}")


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation as error:
        raise ValueError(f"this is no number: {digits!r}") from error


def _words(part: object) -> str | Text:
    value = _from_plain(part)
    return value if isinstance(value, Text) else str(value)


def listed(words: Iterable[str]) -> tuple[str, ...]:
    """A collection as the value of a sentence, in an order that never changes."""
    return tuple(sorted(words))
