"""In which line of a TOML text each key is written; `tomllib` itself does not say.

Made for texts that `tomllib` accepts; of any other it finds what it can and never fails.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

KeyPath = tuple[str | int, ...]
"""A key in full: ("networks", "mekom", "title"); a number is a place in an array, counted from 0."""

How = Literal["value", "table", "array", "item", "implied"]


class Spot(NamedTuple):
    """A key, the line it is written in (from 1), and how: with a value, as [table], as [[array]], …"""

    path: KeyPath
    line: int
    how: How


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


_TOKEN: Final = re.compile(
    r"""
      (?P<blank>   [ \t]+ | \#[^\n]* )
    | (?P<end>     \n )
    | (?P<quoted>  \"{3} (?:\\.|[^\\])*? \"{3,5}
                 | '{3} .*? '{3,5}
                 | "(?:\\.|[^"\\\n])*"
                 | '[^'\n]*' )
    | (?P<bare>    [^\s\#"'\[\]{},=.]+ )
    | (?P<sign>    . )
    """,
    re.VERBOSE | re.DOTALL,
)


def lines_of(text: str) -> Mapping[KeyPath, int]:
    """The line of every key of `text`; a table written as [table] has the line of that header."""
    lines: dict[KeyPath, int] = {}
    for spot in spots(text):
        if spot.how == "table":
            lines[spot.path] = spot.line
        else:
            lines.setdefault(spot.path, spot.line)
    return lines


def line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int | None:
    """The line of `path`, or of the nearest table around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def first_repeated(text: str) -> tuple[Spot, int] | None:
    """The first key that is written once more, and the line where it was written before."""
    seen: dict[KeyPath, Spot] = {}
    for spot in spots(text):
        before = seen.get(spot.path)
        if before is not None and _clash(before.how, spot.how):
            return spot, before.line
        if before is None or before.how == "implied":
            seen[spot.path] = spot
    return None


def _clash(before: How, now: How) -> bool:
    if "value" in {before, now}:
        return True
    return (before, now) in {("table", "table"), ("table", "array"), ("array", "table"), ("implied", "array")}


def spots(text: str) -> Iterator[Spot]:
    """Every key, table and array item, in the order of the text."""
    return _Reader(list(_tokens(text.replace("\r\n", "\n")))).document()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "blank":
            yield _Token(str(match.lastgroup), match.group(), line)
        line += match.group().count("\n")
    yield _Token("end", "", line)


@dataclass(slots=True)
class _Reader:
    """Walks the tokens once; `last` holds the index of the newest table of each [[array]]."""

    tokens: list[_Token]
    at: int = 0
    last: dict[KeyPath, int] = field(default_factory=dict)

    @property
    def now(self) -> _Token:
        return self.tokens[min(self.at, len(self.tokens) - 1)]

    def next(self) -> _Token:
        token = self.now
        self.at += 1
        return token

    def takes(self, text: str) -> bool:
        """Steps over `text` if it comes next."""
        found = self.now.text == text
        self.at += found
        return found

    def document(self) -> Iterator[Spot]:
        table: KeyPath = ()
        while self.at < len(self.tokens):
            if self.takes("["):
                header = list(self.header())
                yield from header
                table = header[-1].path if header else table
            elif self.now.kind in {"bare", "quoted"}:
                yield from self.pair(table)
            else:
                self.next()

    def header(self) -> Iterator[Spot]:
        """What follows the first bracket of [table] or [[array]]."""
        is_array, line = self.takes("["), self.now.line
        *parents, name = self.key() or [""]
        path: KeyPath = ()
        for parent in parents:
            path = self.inside((*path, parent))
            yield Spot(path, line, "implied")
        path = (*path, name)
        if is_array:
            yield Spot(path, line, "array")
            self.last[path] = self.last.get(path, -1) + 1
            yield Spot(self.inside(path), line, "item")
        else:
            yield Spot(path, line, "table")
        self.skip_line()

    def inside(self, path: KeyPath) -> KeyPath:
        """Inside an array of tables a name means its newest table."""
        return (*path, self.last[path]) if path in self.last else path

    def pair(self, table: KeyPath) -> Iterator[Spot]:
        """key = value, also inside { }."""
        line = self.now.line
        *parents, name = self.key()
        for parent in parents:
            table = (*table, parent)
            yield Spot(table, line, "implied")
        yield Spot((*table, name), line, "value")
        if self.takes("="):
            yield from self.value((*table, name))

    def key(self) -> list[str]:
        parts = []
        while self.now.kind in {"bare", "quoted"}:
            parts.append(_unquoted(self.next()))
            if not self.takes("."):
                break
        return parts

    def value(self, path: KeyPath) -> Iterator[Spot]:
        if self.takes("{"):
            yield from self.inline_table(path)
        elif self.takes("["):
            yield from self.array(path)
        else:
            while self.now.kind != "end" and self.now.text not in {",", "]", "}"}:
                self.next()

    def inline_table(self, path: KeyPath) -> Iterator[Spot]:
        while self.at < len(self.tokens) and not self.takes("}"):
            if self.now.kind in {"bare", "quoted"}:
                yield from self.pair(path)
            else:
                self.next()

    def array(self, path: KeyPath) -> Iterator[Spot]:
        index = 0
        while self.at < len(self.tokens) and not self.takes("]"):
            if self.now.kind == "end" or self.now.text in {",", "}"}:
                self.next()
            else:
                yield Spot((*path, index), self.now.line, "item")
                yield from self.value((*path, index))
                index += 1

    def skip_line(self) -> None:
        while self.at < len(self.tokens) and self.next().kind != "end":
            pass


def _unquoted(token: _Token) -> str:
    if token.kind == "bare":
        return token.text
    try:
        return str(tomllib.loads(f"key = {token.text}")["key"])
    except tomllib.TOMLDecodeError:
        return token.text
