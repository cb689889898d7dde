"""Options and arguments that explain themselves in the reader's language, and the ones every command takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from hub.cli.wishes import Wishes
from hub.language import LANGUAGES, Text

Decorator = Callable[[Callable[..., int]], Callable[..., int]]


def wishes_of(context: click.Context) -> Wishes:
    """What the flags asked for so far."""
    wishes = context.find_object(Wishes)
    assert wishes is not None  # `hub.cli.entry` hands it in
    return wishes


class Option(click.Option):
    """An option whose explanation is a `Text`."""

    def __init__(self, *args: Any, help: Text, **attributes: Any) -> None:  # noqa: A002 - click's name
        super().__init__(*args, **attributes)
        self.help = help.template  # else click would leave it out of its list
        self.words = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (record[0], self.words.say(wishes_of(ctx).language))


def option(*names: str, help: Text, **attributes: Any) -> Decorator:  # noqa: A002 - click's name
    """`click.option` with an explanation in both languages."""
    return click.option(*names, cls=Option, help=help, **attributes)


FORMAT: Final = option(
    "--format",
    type=click.Choice(("text", "json")),
    default="text",
    metavar="text|json",
    help=Text("For people or for programs."),
)
"""The schemas of the JSON are published."""


def format_option(function: Callable[..., int]) -> Callable[..., int]:
    """`--format text|json`, handed on as `as_json`."""

    @wraps(function)
    def called(*arguments: Any, format: str, **rest: Any) -> int:  # noqa: A002 - as HUB_…_FORMAT has it
        return function(*arguments, as_json=format == "json", **rest)

    decorated: Callable[..., int] = FORMAT(called)
    return decorated


def _remember(context: click.Context, parameter: click.Parameter, value: object) -> None:
    """Keeps a flag that was really given, so that `hub -q plan` and `hub plan -q` are the same."""
    if value not in (None, False, 0) and parameter.name is not None:
        setattr(wishes_of(context), parameter.name, value)


_COMMON: Final[Sequence[tuple[Sequence[str], Mapping[str, Any]]]] = (
    (
        ("--config",),
        {
            "type": click.Path(path_type=Path),
            "metavar": "FILE",
            "help": Text("Read this file instead of hub.toml in the folder where you are."),
        },
    ),
    (
        ("--language",),
        {"type": click.Choice(LANGUAGES), "metavar": "de|en", "help": Text("Speak German or English.")},
    ),
    (("-q", "--quiet"), {"is_flag": True, "help": Text("No progress and no talk; results and errors only.")}),
    (("-v", "--verbose"), {"count": True, "help": Text("Tell more of what happens; -vv tells all.")}),
    (
        ("--log-format",),
        {
            "type": click.Choice(("text", "json")),
            "metavar": "text|json",
            "help": Text("How progress, log and errors are written to standard error."),
        },
    ),
    (("--no-input",), {"is_flag": True, "help": Text("Never ask anything; fail instead.")}),
    (("--no-color",), {"is_flag": True, "help": Text("No colour. The variable NO_COLOR says the same.")}),
)


def common_options(*, from_variables: bool) -> list[click.Parameter]:
    """The options that stand before or after the command's name. HUB_QUIET and its like count once, at the group."""
    return [
        Option(names, expose_value=False, allow_from_autoenv=from_variables, callback=_remember, **attributes)
        for names, attributes in _COMMON
    ]
