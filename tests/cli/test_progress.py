"""Progress: a line for every step, more for a long one, a bar on a terminal, nothing with -q."""

from __future__ import annotations

import io
import json
import sys

import pytest
from rich.text import Text as Styled

from hub.cli.night import _coloured
from hub.cli.progress import EVERY, Lines, shown
from hub.cli.talk import Talk
from hub.cli.wishes import Wishes
from hub.language import Text

READING, PLANNING = Text("Reading"), Text("Planning")


class Terminal(io.StringIO):
    """Looks like a screen, with somebody in front of it."""

    def isatty(self) -> bool:
        return True


def screen(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Called inside a test: pytest puts a stream of its own there before it begins."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    return terminal


def test_every_step_is_a_line_and_a_long_one_several(capsys: pytest.CaptureFixture[str]) -> None:
    moments = iter([0.0, 1.0, EVERY - 1, EVERY, EVERY + 1])
    lines = Lines(Talk(Wishes("en")), clock=lambda: next(moments))

    lines.step(READING, done=0, of=3)
    lines.step(READING, done=1, of=3)
    lines.step(READING, done=2, of=3)
    lines.step(READING, done=3)
    lines.step(PLANNING)

    assert capsys.readouterr().err.splitlines() == ["Reading: 0 of 3", "Reading: 3", "Planning"]


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    wishes = Wishes("en", quiet=True)
    with shown(wishes, Talk(wishes)) as progress:
        progress.step(READING)

    assert capsys.readouterr().err == ""


def test_json_logs_get_json_progress(capsys: pytest.CaptureFixture[str]) -> None:
    wishes = Wishes("en", log_format="json")
    with shown(wishes, Talk(wishes)) as progress:
        progress.step(READING, done=1, of=2)

    assert json.loads(capsys.readouterr().err)["message"] == "Reading: 1 of 2"


def test_a_terminal_gets_a_line_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    wishes, terminal = Wishes("en"), screen(monkeypatch)
    with shown(wishes, Talk(wishes)) as progress:
        progress.step(READING, done=1, of=3)
        progress.step(PLANNING)

    assert "\x1b[" in terminal.getvalue()


@pytest.mark.parametrize(
    ("wishes", "variables"),
    [
        (Wishes("en", no_color=True), {}),
        (Wishes("en"), {"NO_COLOR": "1"}),
        (Wishes("en"), {"TERM": "dumb"}),
    ],
)
def test_who_wants_no_colour_gets_plain_lines_on_a_terminal_too(
    monkeypatch: pytest.MonkeyPatch, wishes: Wishes, variables: dict[str, str]
) -> None:
    terminal = screen(monkeypatch)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    with shown(wishes, Talk(wishes)) as progress:
        progress.step(READING)

    assert terminal.getvalue() == "Reading\n"


def test_colour_changes_no_letter_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    screen(monkeypatch)
    text = (
        "Plan for tonight\n+ add [bold]course[/bold] VA-1\n- cancel :smile:\n  a plain line "
        + "long " * 60
        + "\n"
    )

    coloured = _coloured(text)

    assert "\x1b[" in coloured
    assert Styled.from_ansi(coloured).plain.rstrip() == text.rstrip()
