"""Everything that can go wrong, sorted by what the reader does next.

::

    HubError                 1   a bug: please report
    ├── NetworkError         3   a partner failed: see the list, the others are done
    │   ├── Unreachable          no answer: no file, no host, no time
    │   ├── Unusable             an answer that cannot be used: wrong sheet, HTML, bad login
    │   └── Rejected             a call refused as a whole: nothing of it is written
    ├── ConfigError          4   fix hub.toml; the key is named
    ├── PluginError          5   fix or update the plugin; file and hook are named
    ├── UnsafePlan           6   look at the held changes, then confirm them
    ├── AlreadyRunning       7   wait
    └── StalePlan            8   plan again

Each says what happened, where, why, and what to do. Only `hub.cli` turns them into exit codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from hub.language import Text, text_of

Place = Text | str
"""Where something stands, in words a person can follow; the hub's own are said in the reader's language."""


class HubError(Exception):
    """Something the hub itself did wrong; every other class names whose turn it is."""

    exit_code: ClassVar[int] = 1

    def __init__(
        self, what: Text | str, *, remedy: Text | str | None = None, place: Place | None = None
    ) -> None:
        self.what = text_of(what)
        self.remedy = text_of(remedy) if remedy is not None else None
        self.place = text_of(place) if place else None
        super().__init__(what)

    def __str__(self) -> str:
        return self.say("en")

    def say(self, language: str) -> str:
        """Where, what and why, and the next step, in one or two sentences; below a list on a line of its own."""
        where = f"{self.place.say(language)}: " if self.place else ""
        what = self.what.say(language)
        if self.remedy is None:
            return f"{where}{what}"
        if "\n" in what:
            return f"{where}{what}\n{self.remedy.say(language)}"
        stop = "" if what.endswith((".", "!", "?", ":", "…")) else "."
        return f"{where}{what}{stop} {self.remedy.say(language)}"


class NetworkError(HubError):
    """One partner's system failed; the night goes on for everyone else."""

    exit_code = 3


class Unreachable(NetworkError):
    """The system gave no answer: no file, no host, no time. It may heal by itself."""


class Unusable(NetworkError):
    """The system answered with something that cannot be used. A person has to look."""


class Rejected(NetworkError):
    """The system refused a call as a whole because of something in it, and wrote nothing of it.

    Raised by a writing connector that hands over many changes in one request. The hub then parts the call until
    it has found what is refused; the rest is written. Where a part of it may be written, raise something else.
    """


class ConfigError(HubError):
    """hub.toml, or what it points to, has to change."""

    exit_code = 4


class PluginError(HubError):
    """A plugin breaks the contract; its own networks fail, nothing else does."""

    exit_code = 5


class UnsafePlan(HubError):
    """Changes that look like an accident are held until a person confirms them."""

    exit_code = 6


class AlreadyRunning(HubError):
    """Another hub works on the same ledger at this moment."""

    exit_code = 7


class StalePlan(HubError):
    """The world moved since this plan was made; nothing was written."""

    exit_code = 8


_URGENCY: Final = (1, 4, 5, 7, 8, 6, 3, 10, 0)


def most_urgent(codes: Iterable[int]) -> int:
    """The exit code of a night in which several things went wrong; 0 when nothing did.

    A bug comes first, then a plugin, then what is held, then partners that failed. A code that is not ours
    (from a plugin's own error class) counts as a bug.
    """
    known = [code if code in _URGENCY else HubError.exit_code for code in codes]
    return min(known, key=_URGENCY.index, default=0)
