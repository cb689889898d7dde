"""What pydantic finds wrong, in plain words: the key in full, what should stand there, what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from hub.config.known_keys import holds_tables, known_keys
from hub.config.problems import Problem, did_you_mean, written
from hub.config.removed_keys import REMOVED
from hub.config.toml_lines import KeyPath, line_of
from hub.credentials import Objection
from hub.language import Text, verbatim


@dataclass(frozen=True, slots=True)
class Place:
    """Where a checked table comes from: at which key, with which lines; or from variables, by key.

    `also_known` are keys that the table may have and its model does not see.
    """

    at: KeyPath = ()
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    also_known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Finding:
    """One of pydantic's errors, with what our sentences need to know about its place."""

    kind: str
    given: object = field(repr=False)  # may be a secret
    context: Mapping[str, Any]
    message: str
    inside: KeyPath  # within the checked table
    key: str  # in full, as people write it

    @property
    def objection(self) -> Objection | None:
        error = self.context.get("error")
        return error if isinstance(error, Objection) else None

    @property
    def own_words(self) -> str:
        """What a plugin's validator or pydantic itself says about it."""
        return str(self.context.get("error", self.message)).rstrip(".")


def problems_of(
    error: ValidationError, *, raw: object, model: type[BaseModel], place: Place
) -> list[Problem]:
    """Every finding of `error` about `raw`, checked by `model` and standing at `place`; one for each key."""
    found: dict[KeyPath, Problem] = {}
    for details in error.errors(include_url=False):
        finding = _placed(details, raw=raw, place=place)
        path = finding.inside
        if finding.kind == "too_short" and any(path == other[: len(path)] for other in found):
            continue  # only because its entries are wrong, and that is said
        what, remedy = _in_words(finding, model=model, also_known=place.also_known)
        line = line_of(place.at + path, place.lines)
        found.setdefault(path, Problem(what, remedy, line, in_file=not place.variables))
    return list(found.values())


def _placed(details: Any, *, raw: object, place: Place) -> _Finding:
    context = details.get("ctx", {})
    inside = _really_there(details["loc"], raw)
    if isinstance(context.get("error"), Objection) and context["error"].key:
        inside = (*inside, context["error"].key)
    return _Finding(
        kind=details["type"],
        given=details["input"],
        context=context,
        message=details["msg"],
        inside=inside,
        key=place.variables[str(inside[0])] if place.variables else written(place.at + inside),
    )


def _really_there(loc: Sequence[str | int], raw: object) -> KeyPath:
    """The part of pydantic's location that stands in the file, or is missing there; no machinery of its own."""
    path: KeyPath = ()
    for part in loc:
        match raw, part:
            case Mapping(), _ if part in raw:
                raw = raw[part]
            case list(), int() if part < len(raw):
                raw = raw[part]
            case Mapping(), str() if part == loc[-1] != "[key]":
                return (*path, part)
            case _:
                return path
        path = (*path, part)
    return path


def _in_words(
    finding: _Finding, *, model: type[BaseModel], also_known: tuple[str, ...]
) -> tuple[Text, Text | None]:
    """What and remedy. Never shows what was written, but for a word that is not on a list."""
    key, given, inside = finding.key, finding.given, finding.inside
    if finding.objection is not None:
        return Text("{key}: {what}", key=key, what=finding.objection.what), finding.objection.remedy
    match finding.kind:
        case "extra_forbidden" if key in REMOVED:
            return Text("{key} is no longer known.", key=key), REMOVED[key]
        case "extra_forbidden":
            known = known_keys(model, inside[:-1]) + (also_known if len(inside) == 1 else ())
            remedy = did_you_mean(str(inside[-1]), known) or Text("Take it out.")
            return Text("{key} is not known here.", key=key), remedy
        case "missing" | "too_short" if holds_tables(model, inside):
            return Text("{key} is missing or empty.", key=key), Text("Add a table [{key}.name].", key=key)
        case "missing":
            return Text("{key} is missing.", key=key), _perhaps_misspelt(str(inside[-1]), given)
        case "too_short":
            return Text("{key} is empty.", key=key), Text("Add at least one entry, or leave the key out.")
        case "literal_error" | "enum" if isinstance(given, str):
            words = re.findall(r"'([^']*)'", str(finding.context.get("expected", "")))
            what = Text('{key}: "{word}" is not known here.', key=key, word=_short(given))
            return what, did_you_mean(given, words)
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
            return _out_of_bounds(finding), None
    return _of_another_type(finding), None


def _perhaps_misspelt(name: str, table: object) -> Text:
    written_keys = [str(key) for key in table] if isinstance(table, Mapping) else []
    nearest = get_close_matches(name, written_keys, n=1, cutoff=0.7)
    if nearest:
        return Text("You wrote {nearest}; did you mean {name}?", nearest=nearest[0], name=name)
    return Text("Add {name} = … to this table.", name=name)


def _of_another_type(finding: _Finding) -> Text:
    expected = _EXPECTED.get(finding.kind.removesuffix("_type").removesuffix("_parsing"))
    if expected is None:
        return Text("{key}: {what}.", key=finding.key, what=verbatim(finding.own_words))
    given = _named(finding.given)
    return Text("{key} must be {expected}, but is {given}.", key=finding.key, expected=expected, given=given)


def _out_of_bounds(finding: _Finding) -> Text:
    key = finding.key
    bound = str(next(iter(finding.context.values()), "")).removesuffix(".0")
    match finding.kind:
        case "greater_than_equal":
            return Text("{key} must not be less than {bound}.", key=key, bound=bound)
        case "less_than_equal":
            return Text("{key} must not be more than {bound}.", key=key, bound=bound)
        case "greater_than":
            return Text("{key} must be more than {bound}.", key=key, bound=bound)
        case _:
            return Text("{key} must be less than {bound}.", key=key, bound=bound)


def _short(word: str) -> str:
    return word if len(word) <= 40 else f"{word[:39]}…"


_TEXT: Final = Text("a text in quotes")
_WHOLE: Final = Text("a whole number")
_TABLE: Final = Text("a table")
_LIST: Final = Text("a list in square brackets")
_EXPECTED: Final[Mapping[str, Text]] = {
    "string": _TEXT,
    "path": _TEXT,
    "url": _TEXT,
    "literal_error": _TEXT,
    "enum": _TEXT,
    "int": _WHOLE,
    "int_from_float": _WHOLE,
    "float": Text("a number"),
    "decimal": Text("a number"),
    "bool": Text("true or false"),
    "date": Text("a day such as 2013-01-31"),
    "date_from_datetime": Text("a day such as 2013-01-31"),
    "date_from_datetime_inexact": Text("a day such as 2013-01-31"),
    "datetime_from_date": Text("a day with time, such as 2013-01-31 09:00:00"),
    "datetime": Text("a day with time, such as 2013-01-31 09:00:00"),
    "time": Text("a time of day, such as 09:00:00"),
    "time_delta": Text("a span of time"),
    "list": _LIST,
    "tuple": _LIST,
    "set": _LIST,
    "frozen_set": _LIST,
    "dict": _TABLE,
    "mapping": _TABLE,
    "model": _TABLE,
    "model_attributes": _TABLE,
}


def _named(given: object) -> Text:
    """What kind of thing stands there; never the thing itself, it may be a secret."""
    match given:
        case bool():
            return Text("true or false")
        case int():
            return _WHOLE
        case float():
            return Text("a number with a fraction")
        case str():
            return Text("a text")
        case datetime():
            return Text("a day with time")
        case date():
            return Text("a day")
        case time():
            return Text("a time of day")
        case list() | tuple():
            return Text("a list")
        case Mapping():
            return _TABLE
        case _:
            return Text("something else")
