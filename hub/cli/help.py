"""The help of a command: example first, then usage and options, exit codes and variables last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from hub.cli.codes import MEANING_OF_CODE
from hub.cli.options import Option, wishes_of
from hub.language import Text

if TYPE_CHECKING:
    from hub.cli.command import Example, HubCommand


def write_command_help(command: HubCommand, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """At most 24 lines; the options that every command takes are left to `hub --help-all`."""
    language = wishes_of(ctx).language
    write_examples(command.examples, formatter, language)
    formatter.write_paragraph()
    write_usage(ctx, formatter, _arguments(command, ctx))
    formatter.write_text(command.about.say(language))
    records = [record for option in command.own_options if (record := option.get_help_record(ctx))]
    write_list(Text("Options"), [*records, help_record(language)], formatter, language)
    formatter.write_paragraph()
    codes = Text("Exit codes: {codes}.", codes=codes_in_words(command.codes, language))
    formatter.write_text(codes.say(language))
    formatter.write_text(_more(command, ctx).say(language))


def write_examples(examples: Iterable[Example], formatter: click.HelpFormatter, language: str) -> None:
    """Lines to type as they stand, and what they do."""
    rows = [(example.line, example.does.say(language)) for example in examples]
    write_list(Text("Examples"), rows, formatter, language)


def write_usage(ctx: click.Context, formatter: click.HelpFormatter, pieces: Iterable[str]) -> None:
    """How it is called, in one line."""
    language = wishes_of(ctx).language
    options, usage = Text("[OPTIONS]").say(language), Text("Usage: ").say(language)
    formatter.write_usage(ctx.command_path, " ".join([options, *pieces]), prefix=usage)


def _arguments(command: click.Command, ctx: click.Context) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            yield from parameter.get_usage_pieces(ctx)


def write_list(
    heading: Text, rows: list[tuple[str, str]], formatter: click.HelpFormatter, language: str
) -> None:
    """Two columns below a heading."""
    formatter.write_heading(heading.say(language))
    formatter.indent()
    formatter.write_dl(rows, col_max=34, col_spacing=2)
    formatter.dedent()


def help_record(language: str) -> tuple[str, str]:
    """The line about `--help` itself."""
    return "-h, --help", Text("Show this help.").say(language)


def codes_in_words(codes: Iterable[int], language: str) -> tuple[str, ...]:
    """`0 all well, or nothing to do`, for each."""
    return tuple(f"{code} {MEANING_OF_CODE[code].say(language)}" for code in sorted({0, *codes}))


def variables_of(command: click.Command, path: str) -> tuple[str, ...]:
    """The HUB_* variables that stand in for the options of `command`: HUB_PLAN_FORMAT for `hub plan --format`."""
    prefix = path.upper().replace(" ", "_")
    return tuple(
        f"{prefix}_{option.name.upper()}"
        for option in command.params
        if isinstance(option, Option) and option.allow_from_autoenv and option.name
    )


def _more(command: HubCommand, ctx: click.Context) -> Text:
    variables = variables_of(command, ctx.command_path)
    if not variables:
        return Text("More: README.md; options and variables (HUB_…) of every command: hub --help-all.")
    return Text(
        "Variables: {variables}. More: README.md; options and variables of every command: hub --help-all.",
        variables=variables,
    )
