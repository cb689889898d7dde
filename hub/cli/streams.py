"""Writes to standard output and standard error, whatever stands at their other end."""

from __future__ import annotations

import errno
import os
import sys
from typing import TextIO


def prepare_streams() -> None:
    """Files and pipes get UTF-8 on every system; a terminal keeps its own encoding. No letter ever stops a night."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a stream that a test put there has none
        if reconfigure is not None:
            encoding = stream.encoding if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")


def write(text: str, *, to: TextIO) -> None:
    """`text` with a line break at its end and without secrets; a reader that left (`hub plan | head`) is no error."""
    text = _without_secrets(text)
    try:
        to.write(text if text.endswith("\n") else f"{text}\n")
        to.flush()
    except OSError as error:
        if not _is_broken_pipe(error):
            raise
        _lead_nowhere(to)


def _without_secrets(text: str) -> str:
    credentials = sys.modules.get("hub.credentials")  # slow to import; without it nothing was ever revealed
    return text if credentials is None else str(credentials.redact(text))


def _is_broken_pipe(error: OSError) -> bool:
    return error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)


def _lead_nowhere(stream: TextIO) -> None:
    """So that the rest, and Python's own flush at exit, stay silent too."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
