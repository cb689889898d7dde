"""Streams: a reader that left is no error, a full disk is one."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hub.cli.streams import give_stdout_away, prepare_streams, stdout_for_results, write
from tests.office import ROOT, process


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


def test_in_a_test_all_else_that_is_printed_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    stdout = sys.stdout

    with stdout_for_results() as results:
        sys.stdout.write("by the way\n")
        write("the result", to=results)

    assert sys.stdout is stdout
    assert tuple(capsys.readouterr()) == ("the result\n", "by the way\n")


NOISE = """
import ctypes, os, subprocess, sys
from hub.cli.streams import give_stdout_away, prepare_streams, stdout_for_results, write
prepare_streams()
print("before", flush=True)
with stdout_for_results() as results:
    print("by print")
    os.write(1, b"by number\\n")
    subprocess.run([sys.executable, "-c", "print('by a program')"])
    sys.__stdout__.write("by the first stream\\n")
    write("Ergebnis für Göttingen", to=results)
print("after", flush=True)
"""


def test_in_a_process_nothing_but_results_reaches_stdout(tmp_path: Path) -> None:
    done = process("-c", NOISE, folder=tmp_path)

    assert done.stdout.splitlines() == ["before", "Ergebnis für Göttingen", "after"]
    assert sorted(done.stderr.splitlines()) == [
        "by a program",
        "by number",
        "by print",
        "by the first stream",
    ]


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes files")
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_without_a_stdout_nothing_that_is_opened_is_printed_into(tmp_path: Path, closed: str) -> None:
    program = (
        "import os\nfrom hub.cli.streams import give_stdout_away, prepare_streams, stdout_for_results, write\n"
        "prepare_streams()\nfile = open('ledger', 'w')\n"
        "with stdout_for_results() as results:\n"
        "    write('the result', to=results)\n    os.write(1, b'noise')\n    os.write(2, b'noise')\n"
    )
    (tmp_path / "program.py").write_text(program, encoding="utf-8")

    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" program.py {closed}'],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )

    assert done.returncode == 0
    assert (tmp_path / "ledger").read_text(encoding="utf-8") == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_a_result_that_did_not_arrive_is_an_error(tmp_path: Path) -> None:
    program = (
        "from hub.cli.streams import stdout_for_results, write\n"
        "with open('/dev/full', 'w') as full:\n    import os\n    os.dup2(full.fileno(), 1)\n"
        "with stdout_for_results() as results:\n    write('the result', to=results)"
    )

    assert "No space left" in process("-c", program, folder=tmp_path).stderr


def test_what_a_plugin_closed_is_opened_again(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom hub.cli.streams import write\nsys.stderr.close()\nwrite('the error', to=sys.stderr)"
    )

    assert process("-c", program, folder=tmp_path).stderr == "the error\n"


def test_a_result_is_out_before_stdout_is_given_away(tmp_path: Path) -> None:
    program = (
        "from hub.cli.streams import give_stdout_away\nprint('the result')\ngive_stdout_away()\nprint('late')"
    )

    done = process("-c", program, folder=tmp_path)

    assert (done.stdout, done.stderr) == ("the result\n", "late\n")


def test_noise_and_result_part_at_the_file_number(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", os.fdopen(1, "w", encoding="utf-8", closefd=False))

    with stdout_for_results() as results:
        os.write(1, b"noise\n")
        write("the result", to=results)
    os.write(1, b"after\n")

    assert tuple(capfd.readouterr()) == ("the result\nafter\n", "noise\n")


def test_a_closed_stream_is_written_to_by_its_number(capfd: pytest.CaptureFixture[str]) -> None:
    stream = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    stream.close()

    write("the error", to=stream)

    assert capfd.readouterr().err == "the error\n"


def test_a_stream_that_was_closed_before_the_hub_began_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def closed(_: int) -> None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", closed)
        patch.setattr(os, "open", lambda path, mode: opened.append(path))
        patch.setattr(os, "fdopen", lambda number, mode, **_: io.StringIO(f"{number}{mode}"))
        for name in ("stdin", "stdout", "stderr"):
            patch.setattr(sys, name, None)
        prepare_streams()
        found = [stream.read() for stream in (sys.stdin, sys.stdout, sys.stderr)]

    assert found == ["0r", "1w", "2w"]
    assert opened == [os.devnull] * 3


def test_giving_stdout_away_leads_its_number_to_stderr(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    led: list[tuple[int, int]] = []
    monkeypatch.setattr("hub.cli.streams.os.dup2", lambda one, other: led.append((one, other)))

    give_stdout_away()

    assert led == [(2, 1)]
