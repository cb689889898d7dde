"""The process belongs to the hub, however many threads run foreign code in it."""

from __future__ import annotations

import gc
import io
import locale
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.plugging.surroundings import Shared, surroundings


def test_what_is_printed_inside_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    with surroundings:
        sys.stdout.write("foreign")

    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "foreign")


def test_stdout_is_back_even_after_an_error() -> None:
    stdout = sys.stdout

    with pytest.raises(KeyError), surroundings:
        raise KeyError

    assert sys.stdout is stdout


def test_the_last_one_out_puts_stdout_back_whatever_the_order() -> None:
    stdout = sys.stdout

    surroundings.__enter__()
    surroundings.__enter__()
    surroundings.__exit__()
    assert sys.stdout is not stdout

    surroundings.__exit__()
    assert sys.stdout is stdout


@given(st.lists(st.booleans(), max_size=20))
def test_a_shared_context_is_entered_once_and_left_once(steps: list[bool]) -> None:
    told: list[str] = []

    class Telling:
        def __enter__(self) -> None:
            told.append("in")

        def __exit__(self, *_: object) -> None:
            told.append("out")

    shared, inside = Shared(Telling), 0
    for is_in in steps:
        if is_in:
            shared.__enter__()
            inside += 1
        elif inside:
            shared.__exit__()
            inside -= 1

        assert told[-1:] == (["in"] if inside else ["out"] if told else [])
    assert told == ["in", "out"] * (len(told) // 2) + ["in"] * (len(told) % 2)


def test_a_plugin_that_replaces_the_streams_does_not_keep_them() -> None:
    before = sys.stdin, sys.stdout, sys.stderr

    with surroundings:
        sys.stdin = sys.stdout = sys.stderr = None  # type: ignore[assignment]

    assert (sys.stdin, sys.stdout, sys.stderr) == before


@pytest.mark.parametrize(
    "close",
    [lambda: sys.stdout.close(), lambda: sys.stdout.buffer.close(), lambda: sys.stdout.detach().close()],  # type: ignore[attr-defined]
)
def test_a_plugin_that_closes_what_it_prints_to_closes_it_for_nobody(
    close: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    with surroundings:
        close()
        sys.stdout.write("another's\n")
    sys.stderr.write("ours\n")

    assert capsys.readouterr().err == "another's\nours\n"


def test_the_wrapper_for_utf_8_of_older_days_closes_nothing_either(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with surroundings:
        sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
        sys.stdout.write("Südniedersachsen ✓\n")
        sys.stdout.flush()
        sys.stdout = sys.__stdout__
        gc.collect()
    sys.stderr.write("ours")

    assert capsys.readouterr().err == "Südniedersachsen ✓\nours"


def test_what_a_plugin_prints_to_has_the_file_number_of_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open("w", encoding="utf-8") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        with surroundings:
            assert sys.stdout.fileno() == stderr.fileno()
            assert sys.stdout.isatty() == stderr.isatty()


def test_without_any_stderr_printing_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)

    with surroundings:
        sys.stdout.write("into the void")

    assert sys.stderr is None


def test_a_question_finds_nobody_to_answer() -> None:
    with surroundings, pytest.raises(EOFError):
        input("Really? ")


def test_the_working_folder_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()

    with surroundings:
        os.chdir("sub")

    assert Path.cwd() == tmp_path


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder that somebody works in")
@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_a_working_folder_that_is_gone_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    if when == "before":
        folder.rmdir()

    with surroundings:
        os.chdir(tmp_path)
        if when == "meanwhile":
            folder.rmdir()

    assert Path.cwd() == tmp_path


def test_the_locale_is_put_back() -> None:
    before = locale.setlocale(locale.LC_ALL)
    other = "C" if before != "C" else "C.UTF-8"

    with surroundings:
        locale.setlocale(locale.LC_ALL, other)

    assert locale.setlocale(locale.LC_ALL) == before


def test_the_back_door_is_closed_and_open_again() -> None:
    door = os._exit

    with surroundings, pytest.raises(SystemExit) as caught:
        os._exit(0)

    assert caught.value.code == "os._exit(0)"
    assert os._exit is door


def test_a_child_of_a_plugin_may_leave_as_it_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []
    monkeypatch.setattr(os, "_exit", left.append)

    with surroundings, monkeypatch.context() as child:
        child.setattr(os, "getpid", lambda: -1)
        with pytest.raises(SystemExit):  # a real one would not come back
            os._exit(7)

    assert left == [7]
