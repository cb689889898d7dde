"""One call of a command: its configuration, its language, and the two streams it writes to."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from hub.cli.streams import write
from hub.cli.talk import Talk
from hub.cli.wishes import Wishes
from hub.language import Text

if TYPE_CHECKING:
    from hub.config import Configuration
    from hub.nightly import Progress


@dataclass(frozen=True, slots=True)
class Session:
    """What a command's function gets to work with. Results go to stdout, all else to stderr."""

    wishes: Wishes
    talk: Talk
    results: TextIO

    @classmethod
    def opened(cls, wishes: Wishes, results: TextIO | None = None) -> Session:
        from hub.cli.logs import set_up_logging

        set_up_logging(wishes)
        return cls(wishes, Talk(wishes), results or sys.stdout)

    @property
    def language(self) -> str:
        return self.wishes.language

    def say(self, text: Text | str) -> str:
        """A sentence in the reader's language."""
        return text.say(self.language) if isinstance(text, Text) else text

    def result(self, text: Text | str) -> None:
        """What the command was called for. Nothing else goes to standard output."""
        write(self.say(text), to=self.results)

    def document(self, document: Mapping[str, object]) -> None:
        """The result for a program: JSON, keys in the order they were given."""
        self.result(json.dumps(document, ensure_ascii=False, indent=2))

    def configuration(self) -> Configuration:
        """hub.toml, below the variables. Raises: ConfigError.

        `--language` is not among them: it is for whoever reads this once, and must not change what the hub
        writes into the offices' workbooks.
        """
        from hub.config import load

        return load(self.wishes.config, environ=os.environ)

    def progress(self) -> AbstractContextManager[Progress]:
        """Shows how far a long piece of work has come: a bar on a terminal, lines elsewhere, nothing with `-q`."""
        from hub.cli.progress import shown

        return shown(self.wishes, self.talk)
