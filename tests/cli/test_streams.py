"""Streams: a reader that left is no error, a full disk is one."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path

import pytest

from hub.cli.streams import prepare_streams, write


class Failing(io.TextIOWrapper):
    """A pipe or file that refuses to take anything."""

    def __init__(self, path: Path, code: int) -> None:
        super().__init__(path.open("wb"), encoding="utf-8")
        self.code = code
        self.refusals = 0

    def flush(self) -> None:
        if self.code:
            self.refusals += 1
            raise OSError(self.code, os.strerror(self.code))
        super().flush()

    def give_in(self) -> None:
        self.code = 0


@pytest.mark.parametrize("code", [errno.EPIPE, pytest.param(errno.EINVAL, id="as Windows says it")])
def test_a_reader_that_left_is_no_error_and_nothing_more_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    if code == errno.EINVAL:
        monkeypatch.setattr("hub.cli.streams.os.name", "nt")
    stream = Failing(tmp_path / "pipe", code)

    write("first", to=stream)
    stream.give_in()
    write("second", to=stream)

    assert (tmp_path / "pipe").read_bytes() == b""
    stream.close()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EINVAL])
def test_what_cannot_be_written_for_another_reason_is_an_error(tmp_path: Path, code: int) -> None:
    stream = Failing(tmp_path / "file", code)

    with pytest.raises(OSError):
        write("text", to=stream)

    stream.give_in()
    stream.close()


def test_a_pipe_gets_utf_8_and_a_terminal_keeps_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    pipe, screen = io.TextIOWrapper(io.BytesIO(), encoding="cp1252"), Screen(io.BytesIO(), encoding="cp850")
    monkeypatch.setattr(sys, "stdout", pipe)
    monkeypatch.setattr(sys, "stderr", screen)

    prepare_streams()
    print("Südniedersachsen ✓", file=pipe, flush=True)
    print("Südniedersachsen ✓", file=screen, flush=True)

    assert pipe.buffer.getvalue().decode("utf-8") == "Südniedersachsen ✓\n"  # type: ignore[attr-defined]
    assert screen.buffer.getvalue().decode("cp850") == "Südniedersachsen \\u2713\n"  # type: ignore[attr-defined]


def test_a_stream_without_settings_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)

    prepare_streams()
    write("whole\n", to=stream)
    write("open", to=stream)

    assert stream.getvalue() == "whole\nopen\n"
