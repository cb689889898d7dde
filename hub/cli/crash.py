"""What nobody expected: two lines on the screen, and a file to send that holds no secret and names no person."""

from __future__ import annotations

import os
import platform
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from hub import __version__
from hub.cli.tongue import table_of
from hub.errors import HubError
from hub.language import Text

_PARTS: Final = 4  # of a file's path; the folders above it may carry a person's name


def crash_report(error: BaseException, *, arguments: Sequence[str], config: Path) -> Text:
    """Writes the file and says where it is."""
    what = type(error).__name__
    contents = "\n".join([*_circumstances(arguments), "", *_story(error), ""])
    for folder in (_reports(config), Path(tempfile.gettempdir())):
        try:
            return Text(
                "The hub made a mistake of its own ({what}).\n"
                "Please send this file to whoever looks after the hub; it names no person and no secret: {path}",
                what=what,
                path=str(_written(contents, folder)),
            )
        except OSError:
            continue
    return Text(
        "The hub made a mistake of its own ({what}), and could not write a file about it.\n"
        "Please tell whoever looks after the hub which command it was.",
        what=what,
    )


def _reports(config: Path) -> Path:
    named = os.environ.get("HUB_REPORTS") or table_of(config).get("reports") or "var/reports"
    return (config.parent / str(named)).absolute()


def _written(contents: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"hub-error-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    path.write_text(contents, encoding="utf-8")
    return path


def _circumstances(arguments: Sequence[str]) -> Iterator[str]:
    """Versions, and which options were there; never the values of arguments."""
    yield f"hub {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    flags = [argument.partition("=")[0] for argument in arguments if argument.startswith("-")]
    commands = [argument for argument in arguments if argument.isidentifier() and argument.islower()][:1]
    yield f"command: hub {' '.join([*commands, *flags])}"


def _story(error: BaseException) -> Iterator[str]:
    """Where it happened, cause first. Without the errors' own words, which may quote what was read."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _story(before)
        yield "then, because of that:"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {'/'.join(Path(frame.filename).parts[-_PARTS:])}, line {frame.lineno}, in {frame.name}"
        yield f"    {frame.line}"
    yield f"{type(error).__module__}.{type(error).__qualname__}{_said_by_us(error)}"


def _said_by_us(error: BaseException) -> str:
    match error:
        case HubError():
            return f": {error.what.template}"
        case OSError():
            return f": errno {error.errno}"
        case _:
            return ""
