"""What is wrong with a file, gathered into one error: every problem with its line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce
from pathlib import Path

from hub.config.toml_lines import KeyPath
from hub.errors import ConfigError
from hub.language import Text, listed


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: what is wrong, what to do, and where; a variable stands in no file."""

    what: Text
    remedy: Text | None = None
    line: int | None = None
    in_file: bool = True


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


def written(path: KeyPath) -> str:
    """A key as one writes it in TOML: networks."my mekom".title; places in lists count from 1."""
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f"[{part + 1}]"
        else:
            words += "." * bool(words) + (part if re.fullmatch(r"[\w-]+", part, re.ASCII) else f'"{part}"')
    return words


def did_you_mean(word: str, known: Iterable[str]) -> Text | None:
    """The nearest known word, else all of them, else nothing to say."""
    words = listed(known)
    nearest = get_close_matches(word.casefold(), words, n=1, cutoff=0.6)
    if nearest:
        return Text("Did you mean {nearest}?", nearest=nearest[0])
    return Text("Known here: {words}.", words=words) if words else None
