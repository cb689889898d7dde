"""`hub completion`: the script that lets a shell complete the hub's commands."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import get_completion_class

from hub.cli.command import Example, command
from hub.cli.session import Session
from hub.language import Text

SHELLS: Final = ("bash", "zsh", "fish", "powershell")


@command(
    about=Text(
        "Prints a script for your shell. To keep it, append it to the file that your shell reads first."
    ),
    examples=[
        Example("hub completion bash", Text("Keep it: hub completion bash >> ~/.bashrc")),
        Example("hub completion powershell", Text("Keep it: hub completion powershell >> $PROFILE")),
    ],
    codes=[],
)
@click.argument("shell", type=click.Choice(SHELLS), metavar="|".join(SHELLS))
def completion(session: Session, *, shell: str) -> int:
    from hub.cli.group import HUB

    shells = get_completion_class(shell)
    assert shells is not None  # `shell` is one of SHELLS, which click has all
    session.result(shells(HUB, {}, "hub", "_HUB_COMPLETE").source())
    return 0


COMMAND: Final = completion
