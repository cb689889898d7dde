"""Writes to standard output and standard error, whatever stands at their other end."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final, TextIO

OUT: Final = 1
ERR: Final = 2


def prepare_streams() -> None:
    """Files and pipes get UTF-8 and plain line feeds on every system; a terminal keeps its own encoding.

    No letter ever stops a night.

    A stream that was closed leads nowhere: else the next file that is opened would get its number, and be printed into.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        _open_if_closed(number, name)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a stream that a test put there has none
        if reconfigure is not None:
            encoding = stream.encoding if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def _open_if_closed(number: int, name: str) -> None:
    try:
        os.fstat(number)
    except OSError:
        os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free, which is this one
    if getattr(sys, name) is None:
        mode = "w" if number else "r"
        setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


@contextmanager
def stdout_for_results() -> Iterator[TextIO]:
    """Standard output, for results alone. What anybody else writes there meanwhile goes to standard error.

    Plugins print, and so do the libraries in C and the programs that they call: those know the file number only.
    """
    stdout = sys.stdout
    stdout.flush()
    aside = os.dup(OUT)
    os.dup2(ERR, OUT)
    try:
        if _number_of(stdout) == OUT:
            with _over(aside, like=stdout) as results:
                yield results
        else:  # what a test put there
            sys.stdout = sys.stderr
            yield stdout
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        sys.stdout = stdout
        os.dup2(aside, OUT)
        os.close(aside)


def give_stdout_away() -> None:
    """For the rest of the process: all results are written, and nobody may add to them."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        os.dup2(ERR, OUT)


def _number_of(stream: TextIO) -> int | None:
    try:
        return stream.fileno()
    except (OSError, ValueError):
        return None


@contextmanager
def _over(number: int, *, like: TextIO) -> Iterator[TextIO]:
    results = os.fdopen(number, "w", encoding=like.encoding, errors=like.errors, newline="\n", closefd=False)
    try:
        yield results
    finally:
        with suppress(OSError):  # whoever wrote has heard of it
            results.close()


def write(text: str, *, to: TextIO) -> None:
    """`text` with a line break at its end and without secrets; a reader that left (`hub plan | head`) is no error."""
    text = _without_secrets(text)
    if to.closed:  # a plugin did; the file itself is still open
        to = os.fdopen(ERR, "w", encoding=to.encoding, errors=to.errors, newline="\n", closefd=False)
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
