"""Whose mistake it was: turns whatever foreign code raises into one sentence that names file and line."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hub.errors import HubError, PluginError
from hub.language import Text, verbatim
from hub.plugging.stdout import stdout_aside

BUILT_IN: Final = "built-in"

_LONGEST = 300  # characters of a foreign message; some carry a whole web page
_NOT_FOREIGN = (f"{Path(__file__).parent}", "<frozen ")


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
        frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
        own = [frame for frame in frames if self._owns(frame[0])]
        if not own and isinstance(error, SyntaxError) and error.filename and error.lineno:
            own = [(error.filename, error.lineno)]
        found = own or [frame for frame in frames if not _is_machinery(frame[0])]
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
    """Runs foreign code with stdout kept clean.

    Raises: PluginError for everything that is no HubError, `sys.exit()` included; never for Ctrl-C.
    """
    try:
        with stdout_aside:
            yield
    except HubError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(
            Text("{what} raised {error}.", what=what, error=words_of(error)),
            place=origin.spot(error),
            remedy=remedy,
        ) from error
