"""Opens a TOML file; whatever keeps it from being read is said in plain words, with the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from hub.config.problems import Problem, refusal, shown, written
from hub.config.toml_lines import KeyPath, first_repeated, lines_of
from hub.errors import ConfigError
from hub.language import Text


@dataclass(frozen=True, slots=True)
class TomlFile:
    """What a TOML file says, and the line of each key. What it says may hold a secret: never print it."""

    path: Path
    raw: Mapping[str, Any] = field(repr=False)
    lines: Mapping[KeyPath, int] = field(repr=False)


def read_toml(path: Path) -> TomlFile:
    """The file at `path`. Raises: ConfigError."""
    text = _text(path)
    try:
        return TomlFile(path, tomllib.loads(text), lines_of(text))
    except tomllib.TOMLDecodeError as error:
        problem = _no_toml(str(error), text)
    except RecursionError:
        problem = Problem(Text("tables and lists are nested too deeply."), Text("Use fewer brackets."))
    raise refusal(path, [problem])  # without its cause, which may quote the text


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise ConfigError(
            Text("there is no configuration {path}.", path=shown(path)),
            remedy=Text("`hub init` writes one; `--config FILE` names another."),
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    raise refusal(
        path,
        [
            Problem(
                Text("this line is not UTF-8 text."),
                Text("Save the file with the encoding UTF-8; every editor offers it when saving."),
                line,
            )
        ],
    )


def _unreadable(path: Path, error: OSError) -> ConfigError:
    if path.is_dir():
        remedy = Text("Name the file: `--config {path}`.", path=str(Path(shown(path)) / "hub.toml"))
        return ConfigError(
            Text("this is a folder, not a configuration file."), remedy=remedy, place=shown(path)
        )
    return ConfigError(
        Text("the configuration cannot be opened: {why}.", why=error.strerror or type(error).__name__),
        remedy=Text("See that this user may read the file."),
        place=shown(path),
    )


_NOT_CLOSED: Final = Text("a text is not closed.")
_CLOSE_IT: Final = Text("Put the same straight quotes at its end as at its start.")
_IN_PLAIN_WORDS: Final = (
    (
        ("Unescaped '\\' in a string", "Invalid hex value"),
        Text("a backslash has a meaning of its own between double quotes."),
        Text("Write paths with / or between single quotes: 'C:\\Folder\\file.xlsx'."),
    ),
    (
        ("Illegal character '\\n'", "Unterminated string", "Expected \"'", "Expected '\""),
        _NOT_CLOSED,
        _CLOSE_IT,
    ),
    (
        ("Unclosed array",),
        Text("a list is not closed."),
        Text("Put a comma between its entries and ] at its end."),
    ),
    (
        ("Unclosed inline table",),
        Text("a table in braces is not closed."),
        Text("Put a comma between its entries and }} at its end, all on one line."),
    ),
    (
        ("Expected '=' after a key",),
        Text("a key without a value."),
        Text('Write key = "value"; a remark begins with #.'),
    ),
    (
        ("Expected ']'",),
        Text("a table's name is not closed."),
        Text("Write it as [networks.name]; a name with blanks or umlauts stands in quotes."),
    ),
    (
        ("Invalid value",),
        Text("this is no value."),
        Text(
            "A text stands in straight quotes; else a number, true, false, a day, a list or a table is meant."
        ),
    ),
    (
        ("Expected newline or end of document after a statement",),
        Text("there is more on this line than one value."),
        Text("One key and value per line; decimals have a point (0.1), a remark begins with #."),
    ),
    (
        ("Invalid initial character for a key part",),
        Text("a key is missing or has a character that needs quotes."),
        Text("Keys have letters without umlauts, digits, - and _; any other key stands in quotes."),
    ),
    (
        ("Invalid date or datetime",),
        Text("there is no such day or time."),
        Text("Write year-month-day, for example 2013-01-31."),
    ),
    (
        ("Invalid statement",),
        Text("a line cannot begin like this."),
        Text('Write [table], key = "value" or # remark; a key with umlauts stands in quotes.'),
    ),
)


def _no_toml(message: str, text: str) -> Problem:
    """tomllib says "Invalid value (at line 3, column 8)" and knows no line for what stands twice."""
    words, _, position = message.rpartition(" (at ")
    repeated = first_repeated(text) if words.startswith("Cannot ") else None
    if repeated is not None:
        spot, before = repeated
        return Problem(
            Text(
                "{key} stands here and already in line {before}.", key=written(spot.path), before=str(before)
            ),
            Text("Keep one of the two."),
            spot.line,
        )
    number = re.search(r"line (\d+)", position)
    line = int(number.group(1)) if number else text.rstrip().count("\n") + 1
    for theirs, what, remedy in _IN_PLAIN_WORDS:
        if words.startswith(theirs):
            return Problem(what, remedy, line)
    what = Text("this is no valid TOML: {words}.", words=words or message)
    return Problem(what, Text("How a line is written is told at https://toml.io."), line)
