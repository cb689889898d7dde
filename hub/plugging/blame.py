"""Whose mistake it was: turns whatever foreign code raises into one sentence that names file and line."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from hub.errors import ConfigError, HubError, NetworkError, PluginError
from hub.language import Text, text_of, verbatim
from hub.plugging.sayings import saying

BUILT_IN: Final = "built-in"

_LONGEST = 300  # characters of a foreign message; some carry a whole web page
_NOT_FOREIGN = (f"{Path(__file__).parent}", "<frozen ", threading.__file__)
_THEIRS_TO_RAISE: Final = (NetworkError, ConfigError, PluginError)

Line = tuple[str, int]
"""A line of code: its file and its number."""


class Stopped(BaseException):
    """Thrown into foreign code that has to end; no `except Exception` there holds it up."""


class TookTooMuch(PluginError):
    """Foreign code wanted too much memory. Where several calls ran at once it may have been another's fault."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a plugin comes from: as people call it (`plugins/mekom.py`), and the file or folder of its code."""

    source: str
    home: str | None = None

    @property
    def words(self) -> Text:
        """The source, said in the reader's language."""
        return Text("built-in") if self.source == BUILT_IN else verbatim(self.source)

    def at(self, file: str, line: int) -> str:
        """A line of code as a person finds it; where the plugin is not one file, the file's name is added."""
        if file == self.home:
            return f"{self.source}:{line}"
        return f"{self.source}, {'/'.join(Path(file).parts[-2:])}:{line}"

    def spot(self, error: BaseException) -> str:
        """Where the plugin's own code was when it failed, or else the code it called, or just the plugin."""
        lines = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
        if isinstance(error, SyntaxError) and error.filename and error.lineno:
            lines.insert(0, (error.filename, error.lineno))
        return self.spot_among(lines)

    def spot_among(self, lines: Sequence[Line]) -> str:
        """The innermost of these lines that is the plugin's own, or else not the hub's; or just the plugin."""
        own = [line for line in lines if self._owns(line[0])]
        found = own or [line for line in lines if not _is_machinery(line[0])]
        return self.at(*found[-1]) if found else self.source

    def _owns(self, file: str) -> bool:
        return self.home is not None and Path(file).is_relative_to(self.home)


def _is_machinery(file: str) -> bool:
    """Whether this is the code that calls plugins: the hub's, pluggy's or Python's import."""
    return file.startswith(_NOT_FOREIGN) or not {"pluggy", "importlib"}.isdisjoint(Path(file).parts[-3:-1])


def words_of(error: BaseException) -> str:
    """`KeyError: 'x'`, on one line and not too long, even of an error that cannot say itself."""
    name = type(error).__name__
    said = next(
        (line for line in traceback.format_exception_only(error) if name in line.partition(":")[0]), name
    )
    said = " ".join(said[said.index(name) :].split()).rstrip(".")
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


@contextmanager
def blamed_on(origin: Origin, *, what: Text, remedy: Text) -> Iterator[None]:
    """Runs foreign code in a thread that is not the main one.

    Raises: PluginError for everything that is no error a plugin may raise, `sys.exit()` and Ctrl-C's included:
    the true ones reach the main thread only.
    """
    try:
        yield
    except Stopped:
        raise
    except BaseException as error:
        ours = _as_ours(error)
        if ours is error:
            raise
        if ours is not None:
            raise ours from error
        kind = TookTooMuch if isinstance(error, MemoryError) else PluginError
        raised = kind(
            Text("{what} raised {error}.", what=what, error=words_of(error)),
            place=origin.spot(error),
            remedy=remedy,
        )
        traceback.clear_frames(error.__traceback__)  # they may still hold what was too much
        raise raised from error


def _as_ours(error: BaseException) -> HubError | None:
    """An error that a plugin may raise, in the hub's own class and with words that can be said.

    A class of the plugin's own may lack them, or have an exit code of its own: 0 would make a bad night look well.
    """
    if not isinstance(error, _THEIRS_TO_RAISE):
        return None
    try:
        what, remedy, place = saying(error.what), _saying(error.remedy), _saying(error.place)
    except (AttributeError, TypeError):
        return None
    ours = next(base for base in type(error).__mro__ if base.__module__.startswith("hub."))
    if type(error) is not ours:
        return cast("type[HubError]", ours)(what, remedy=remedy, place=place)
    error.what = text_of(what)
    error.remedy = None if remedy is None else text_of(remedy)
    error.place = None if place is None else text_of(place)
    return error


def _saying(words: object) -> Text | str | None:
    return None if words is None else saying(words)
