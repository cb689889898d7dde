"""`hub plugins`: the kinds of systems that can be connected."""

from __future__ import annotations

from typing import Final

import click

from hub.cli.command import Example
from hub.cli.group import LazyGroup
from hub.cli.options import common_options
from hub.language import Text


class _ListedByDefault(LazyGroup):
    """`hub plugins` alone lists them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        asks_for_help = args[:1] in (["-h"], ["--help"])
        if not asks_for_help and (not args or args[0].startswith("-")):
            args = ["list", *args]
        return super().parse_args(ctx, args)


COMMAND: Final = _ListedByDefault(
    "plugins",
    package="hub.cli.plugins",
    abouts={"list": Text("List them, and the plugins that cannot be used.")},
    params=common_options(from_variables=False),
    examples=[Example("hub plugins list", Text("Which kinds of systems there are, and who offers them."))],
)
