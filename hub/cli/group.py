"""`hub` itself: the list of commands, each imported only when it is called, and the options they all take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from hub.cli.command import Example
from hub.cli.options import Option, common_options, wishes_of
from hub.language import Text


class LazyGroup(click.Group):
    """Knows what its commands are for; `package.name` is imported when somebody calls `name`, and has a COMMAND."""

    def __init__(
        self, name: str, *, package: str, abouts: Mapping[str, Text], examples: Sequence[Example], **rest: Any
    ) -> None:
        super().__init__(name, **rest)
        self.package = package
        self.abouts = abouts
        self.examples = tuple(examples)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.abouts)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.abouts:
            return None
        found: click.Command = import_module(f"{self.package}.{cmd_name}").COMMAND
        return found

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names of commands, without importing any."""
        language = wishes_of(ctx).language
        named = [
            CompletionItem(name, help=about.say(language))
            for name, about in self.abouts.items()
            if name.startswith(incomplete)
        ]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from hub.cli.group_help import write_group_help

        write_group_help(self, ctx, formatter)


def _version(ctx: click.Context) -> str:
    from hub.cli.version import version_line

    return version_line(wishes_of(ctx))


def _all_there_is(ctx: click.Context) -> str:
    from hub.cli.group_help import all_there_is

    return all_there_is(HUB, ctx)


def _answered_by(answer: Callable[[click.Context], str], name: str, explanation: Text) -> click.Parameter:
    """A flag that prints and ends. No variable sets it: HUB_VERSION may stand there for other reasons."""

    def callback(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            click.echo(answer(ctx))
            ctx.exit()

    return Option(
        [name],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        allow_from_autoenv=False,
        callback=callback,
        help=explanation,
    )


HUB: Final = LazyGroup(
    "hub",
    package="hub.cli",
    examples=[
        Example("hub plan", Text("What would happen tonight, and why.")),
        Example("hub sync", Text("Do it.")),
    ],
    abouts={
        "plan": Text("Show what the next night would do, and why; write nothing."),
        "sync": Text("Do the night: read, plan, write, verify, report."),
        "apply": Text("Do exactly what a kept plan says, or nothing."),
        "runs": Text("List the nights so far."),
        "undo": Text("Show the way back from a night; go it once you say so."),
        "report": Text("Show the report of a night again."),
        "review": Text("List the open questions, and keep the answers to them."),
        "why": Text("Tell the life of one record: what changed when, and why."),
        "check": Text("Check configuration, plugins, logins and rights."),
        "columns": Text("Show what the hub takes a file's columns for, and why."),
        "networks": Text("List what is connected."),
        "plugins": Text("List the kinds of systems that can be connected."),
        "init": Text("Write a hub.toml for your own two networks."),
        "schedule": Text("Print the lines that start the hub every night."),
        "completion": Text("Let the Tab key complete the hub's commands."),
    },
    params=[
        *common_options(from_variables=True),
        _answered_by(_version, "--version", Text("Show the versions of hub, Python and contract.")),
        _answered_by(_all_there_is, "--help-all", Text("Show all options, variables and exit codes.")),
    ],
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "HUB"},
    no_args_is_help=True,
)
