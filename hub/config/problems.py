"""What is wrong with hub.toml, in plain words: pydantic's findings become sentences with key and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import reduce
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from hub.config.known_keys import holds_tables, known_keys
from hub.config.toml_lines import KeyPath, line_of
from hub.credentials import Objection
from hub.errors import ConfigError
from hub.language import Text, listed, verbatim


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: what is wrong, what to do, and where; a variable stands in no file."""

    what: Text
    remedy: Text | None = None
    line: int | None = None
    in_file: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a checked table comes from: at which key, with which lines; or from variables, by key."""

    at: KeyPath = ()
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)


def shown(path: Path) -> str:
    """A path as people say it: from here when it lies below, else in full."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def refusal(path: Path, problems: Iterable[Problem]) -> ConfigError:
    """One error that lists all problems of a file, a line or two for each, from top to bottom."""
    in_order = sorted(problems, key=lambda problem: problem.line or 0)
    sentences = [_sentence(shown(path), problem) for problem in in_order]
    return ConfigError(
        reduce(lambda above, below: Text("{above}\n{below}", above=above, below=below), sentences)
    )


def _sentence(file: str, problem: Problem) -> Text:
    what = problem.what
    if problem.remedy is not None:
        what = Text("{what} {remedy}", what=what, remedy=problem.remedy)
    if not problem.in_file:
        return what
    if problem.line is None:
        return Text("{place}: {what}", place=file, what=what)
    return Text("{file}, line {line}: {what}", file=file, line=str(problem.line), what=what)


def problems_of(
    error: ValidationError, *, raw: object, model: type[BaseModel], place: Place
) -> list[Problem]:
    """Every finding of `error` about `raw`, checked by `model` and standing at `place`; one for each key."""
    found: dict[KeyPath, Problem] = {}
    for finding in error.errors(include_url=False):
        inside = _really_there(finding["loc"], raw)
        objection = _objection(finding)
        if objection and objection.key:
            inside = (*inside, objection.key)
        path = place.at + inside
        in_file = not place.variables
        key = written(path) if in_file else place.variables[str(inside[0])]
        what, remedy = _in_words(finding, key=key, inside=inside, model=model)
        found.setdefault(path, Problem(what, remedy, line_of(path, place.lines), in_file=in_file))
    return list(found.values())


def written(path: KeyPath) -> str:
    """A key as one writes it in TOML: networks."my mekom".title; places in lists count from 1."""
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f"[{part + 1}]"
        else:
            words += "." * bool(words) + (part if re.fullmatch(r"[\w-]+", part, re.ASCII) else f'"{part}"')
    return words


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


def did_you_mean(word: str, known: Iterable[str]) -> Text | None:
    """The nearest known word, else all of them, else nothing to say."""
    words = listed(known)
    nearest = get_close_matches(word.casefold(), words, n=1, cutoff=0.6)
    if nearest:
        return Text("Did you mean {nearest}?", nearest=nearest[0])
    return Text("Known here: {words}.", words=words) if words else None


def _objection(finding: Any) -> Objection | None:
    error = finding.get("ctx", {}).get("error")
    return error if isinstance(error, Objection) else None


def _in_words(finding: Any, *, key: str, inside: KeyPath, model: type[BaseModel]) -> tuple[Text, Text | None]:
    """What and remedy. Never shows what was written, but for a word that is not on a list."""
    kind, given, context = finding["type"], finding["input"], finding.get("ctx", {})
    objection = _objection(finding)
    if objection is not None:
        return Text("{key}: {what}", key=key, what=objection.what), objection.remedy
    match kind:
        case "extra_forbidden":
            remedy = did_you_mean(str(inside[-1]), known_keys(model, inside[:-1]))
            return Text("{key} is not known here.", key=key), remedy or Text("Take it out.")
        case "missing" | "too_short" if holds_tables(model, inside):
            return Text("{key} is missing or empty.", key=key), Text("Add a table [{key}.name].", key=key)
        case "missing":
            name = written(inside[-1:])
            return Text("{key} is missing.", key=key), Text("Add {name} = … to this table.", name=name)
        case "too_short":
            return Text("{key} is empty.", key=key), Text("Add at least one entry, or leave the key out.")
        case "literal_error" | "enum" if isinstance(given, str):
            words = re.findall(r"'([^']*)'", str(context.get("expected", "")))
            what = Text('{key}: "{word}" is not known here.', key=key, word=_short(given))
            return what, did_you_mean(given, words)
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
            return _out_of_bounds(kind, context, key=key), None
    return _of_another_type(finding, key=key), None


def _of_another_type(finding: Any, *, key: str) -> Text:
    expected = _EXPECTED.get(finding["type"].removesuffix("_type").removesuffix("_parsing"))
    if expected is None:
        return Text("{key}: {what}.", key=key, what=verbatim(finding["msg"].rstrip(".")))
    return Text(
        "{key} must be {expected}, but is {given}.",
        key=key,
        expected=expected,
        given=_named(finding["input"]),
    )


def _out_of_bounds(kind: str, context: Mapping[str, object], *, key: str) -> Text:
    bound = str(next(iter(context.values()), ""))
    match kind:
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
