"""What the flags that every command takes asked for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Wishes:
    """Filled in while the command line is read, then left alone.

    `language` is settled before that, so that a misspelt flag is answered in the right one.
    """

    language: str
    config: Path = Path("hub.toml")
    quiet: bool = False
    verbose: int = 0
    log_format: str = "text"
    no_input: bool = False
    no_color: bool = False

    @property
    def wants_json_logs(self) -> bool:
        return self.log_format == "json"

    def colour_on(self, *, terminal: bool) -> bool:
        """Colour and movement only where a person looks, and only if that person did not say no."""
        refused = self.no_color or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        return terminal and not refused
