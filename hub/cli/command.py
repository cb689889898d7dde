"""A command of the hub: knows its examples and its exit codes, and says its help in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from hub.cli.options import Option, common_options, wishes_of
from hub.cli.session import Session
from hub.cli.streams import stdout_for_results
from hub.language import Text


@dataclass(frozen=True, slots=True)
class Example:
    """A line that one can type as it stands, and what it does. The tests run every one."""

    line: str
    does: Text


class HubCommand(click.Command):
    """Takes the common options, hands its function a `Session`, and returns that function's exit code."""

    def __init__(
        self, name: str | None, *, about: Text, examples: Sequence[Example], codes: Sequence[int], **rest: Any
    ) -> None:
        super().__init__(name, **rest)
        self.about = about
        self.examples = tuple(examples)
        self.codes = tuple(codes)
        self.own_options = tuple(option for option in self.params if isinstance(option, Option))
        self.params = [*self.params, *common_options(from_variables=False)]

    def invoke(self, ctx: click.Context) -> Any:
        with stdout_for_results() as results:
            ctx.obj = Session.opened(wishes_of(ctx), results)
            return super().invoke(ctx)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from hub.cli.help import write_command_help

        write_command_help(self, ctx, formatter)


def command(
    *, about: Text, examples: Sequence[Example], codes: Sequence[int]
) -> Callable[[Callable[..., int]], HubCommand]:
    """Makes a function `(session, …) -> exit code` a command. `codes`: those that a reader must expect, 0 aside."""

    def made(function: Callable[..., int]) -> HubCommand:
        decorate = click.command(cls=HubCommand, about=about, examples=examples, codes=codes)
        return decorate(click.pass_obj(function))

    return made
