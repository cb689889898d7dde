"""`hub --help` on one screen, and `hub --help-all` with everything there is to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import click

from hub.cli.codes import MEANING_OF_CODE
from hub.cli.command import HubCommand
from hub.cli.help import help_record, variables_of, write_examples, write_list, write_usage
from hub.cli.options import wishes_of
from hub.language import Text

if TYPE_CHECKING:
    from hub.cli.group import LazyGroup

SETTINGS: Final[Mapping[str, Text]] = {
    "HUB_LEDGER": Text("Replaces ledger in hub.toml."),
    "HUB_REPORTS": Text("Replaces reports, the folder."),
    "HUB_AS_OF": Text("Replaces as_of, the day that the night pretends to be."),
    "HUB_TIMEZONE": Text("Replaces timezone."),
    "HUB_PLUGINS": Text("Replaces plugins, the folder."),
    "HUB_UNDO_DAYS": Text("Replaces undo_days, for which a night can be undone."),
}
"""The variables above hub.toml that no option stands above; those of options are found by `variables_of`."""


def write_group_help(group: LazyGroup, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """The commands, and where the rest stands."""
    language = wishes_of(ctx).language
    write_examples(group.examples, formatter, language)
    command = Text("COMMAND").say(language)
    write_usage(ctx, formatter, [command, "…"])
    write_list(Text("Commands"), _in_words(group.abouts, language), formatter, language)
    formatter.write_paragraph()
    rest = Text(
        "For all: --config FILE, --language de|en, -q, -v. Exit codes, variables, all options: hub --help-all. "
        "Versions: hub --version. More: README.md."
    )
    formatter.write_text(rest.say(language))


def all_there_is(group: LazyGroup, ctx: click.Context) -> str:
    """The common options, those of every command, the variables and the exit codes."""
    language = wishes_of(ctx).language
    formatter = ctx.make_formatter()
    records = [record for option in group.params if (record := option.get_help_record(ctx))]
    write_list(Text("Options of every command"), [*records, help_record(language)], formatter, language)
    for path, found in _commands(group, ctx):
        rows = [record for option in found.own_options if (record := option.get_help_record(ctx))]
        if rows:
            formatter.write_paragraph()
            formatter.write_heading(path)
            formatter.indent()
            formatter.write_dl(rows, col_max=34)
            formatter.dedent()
    _write_variables(group, ctx, formatter)
    codes = [(str(code), meaning.say(language)) for code, meaning in MEANING_OF_CODE.items()]
    formatter.write_paragraph()
    write_list(Text("Exit codes"), codes, formatter, language)
    return formatter.getvalue().rstrip("\n")


def _write_variables(group: LazyGroup, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    language = wishes_of(ctx).language
    formatter.write_paragraph()
    write_list(Text("Variables"), _in_words(SETTINGS, language), formatter, language)
    formatter.indent()
    own = [name for path, found in _commands(group, ctx) for name in variables_of(found, path)]
    rest = Text("Those of options: {names}.", names=(*variables_of(group, "hub"), *own))
    formatter.write_text(rest.say(language))
    formatter.dedent()


def _commands(group: click.Group, ctx: click.Context, path: str = "hub") -> Iterator[tuple[str, HubCommand]]:
    for name in group.list_commands(ctx):
        match group.get_command(ctx, name):
            case HubCommand() as found:
                yield f"{path} {name}", found
            case click.Group() as inner:
                yield from _commands(inner, ctx, f"{path} {name}")


def _in_words(texts: Mapping[str, Text], language: str) -> list[tuple[str, str]]:
    return [(name, text.say(language)) for name, text in texts.items()]
