"""How far the work has come: one moving line on a terminal, plain lines elsewhere, nothing with `-q`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Final

from hub.cli.talk import Talk
from hub.cli.wishes import Wishes
from hub.language import Text

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from hub.nightly import Progress

EVERY: Final = 30.0
"""Seconds between two plain lines about the same step."""


@contextmanager
def shown(wishes: Wishes, talk: Talk) -> Iterator[Progress]:
    """The progress that suits the reader; a moving line is gone at the end."""
    if wishes.quiet:
        yield Silent()
    elif wishes.wants_json_logs or not wishes.colour_on(terminal=sys.stderr.isatty()):
        yield Lines(talk)
    else:
        with _bars() as bars:
            yield Line(bars, wishes.language)


class Silent:
    """For `-q`."""

    def step(self, text: Text, *, done: int | None = None, of: int | None = None) -> None:
        """Says nothing."""


@dataclass(slots=True)
class Lines:
    """A line for every new step, and every half minute one more for a step that takes long."""

    talk: Talk
    clock: Callable[[], float] = monotonic
    _last: Text | None = field(default=None, init=False)
    _said_at: float = field(default=0.0, init=False)

    def step(self, text: Text, *, done: int | None = None, of: int | None = None) -> None:
        """Says `text`, with the count so far when there is one."""
        now = self.clock()
        if text == self._last and now - self._said_at < EVERY:
            return
        self._last, self._said_at = text, now
        self.talk.remark(_counted(text, done=done, of=of))


def _counted(text: Text, *, done: int | None, of: int | None) -> Text:
    if done is None:
        return text
    if of is None:
        return Text("{step}: {done}", step=text, done=done)
    return Text("{step}: {done} of {all}", step=text, done=done, all=of)


@dataclass(slots=True)
class Line:
    """One line of rich's that moves: what is done now, how much of it, and after a while how long it will take."""

    bars: Bars
    language: str
    _task: TaskID | None = field(default=None, init=False)

    def step(self, text: Text, *, done: int | None = None, of: int | None = None) -> None:
        """Shows `text` in the place of the step before."""
        if self._task is None:
            self._task = self.bars.add_task("", total=None)
        self.bars.update(self._task, description=text.say(self.language), completed=done or 0, total=of)


def _bars() -> Bars:
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    return Bars(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    )
