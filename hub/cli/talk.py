"""What is said beside the result: remarks, progress, errors; to standard error, for people or as JSON lines."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Final

from hub.cli.logs import json_line
from hub.cli.streams import write
from hub.cli.wishes import Wishes
from hub.language import Text

_LINES: Final = 12  # of one error; whoever has more to mend mends these first


@dataclass(frozen=True, slots=True)
class Talk:
    """Speaks the reader's language."""

    wishes: Wishes

    def remark(self, text: Text) -> None:
        """Something worth knowing; not with `-q`."""
        if not self.wishes.quiet:
            self._say("info", self._words(text))

    def error(self, text: Text, *, code: int) -> None:
        """Why the command ends with this exit code, on at most twelve lines."""
        lines = self._words(Text("Error: {what}", what=text)).splitlines()
        if len(lines) > _LINES:
            rest = Text("… and {count} more lines like these.", count=len(lines) - _LINES + 1)
            lines = [*lines[: _LINES - 1], self._words(rest)]
        self._say("error", "\n".join(lines), exit_code=code)

    def _words(self, text: Text) -> str:
        return text.say(self.wishes.language)

    def _say(self, level: str, words: str, **more: object) -> None:
        as_json = self.wishes.wants_json_logs
        write(json_line(level, "hub", words, **more) if as_json else words, to=sys.stderr)
