"""Standard output belongs to the hub, however many threads run foreign code."""

from __future__ import annotations

import sys

import pytest

from hub.plugging.stdout import stdout_aside


def test_what_is_printed_inside_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    with stdout_aside:
        sys.stdout.write("foreign")

    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "foreign")


def test_stdout_is_back_even_after_an_error() -> None:
    stdout = sys.stdout

    with pytest.raises(KeyError), stdout_aside:
        raise KeyError

    assert sys.stdout is stdout


def test_the_last_one_out_puts_stdout_back_whatever_the_order() -> None:
    stdout = sys.stdout

    stdout_aside.__enter__()
    stdout_aside.__enter__()
    stdout_aside.__exit__()
    assert sys.stdout is sys.stderr

    stdout_aside.__exit__()
    assert sys.stdout is stdout


def test_a_plugin_that_replaces_stdout_does_not_keep_it() -> None:
    stdout = sys.stdout

    with stdout_aside:
        sys.stdout = None  # type: ignore[assignment]

    assert sys.stdout is stdout
