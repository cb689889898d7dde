"""Watches calls of foreign code: one that takes too long or too much memory is ended, and its plugin named.

The call has a thread of its own. Code inside C that never lets another thread run cannot be ended from within the
process; the same holds for what ends the process itself (a signal, a crash).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from time import monotonic
from typing import Final, TypeVar

from hub.config.model import Limits
from hub.errors import HubError, PluginError
from hub.language import Text
from hub.plugging.blame import Origin, TookTooMuch, blamed_on
from hub.plugging.footprint import MB, ceiling, footprint
from hub.plugging.surroundings import Shared, surroundings
from hub.plugging.work import Work

T = TypeVar("T")
_STEP: Final = 0.05  # seconds between two looks at a call


class TookTooLong(PluginError):
    """A call that did not come back in time; what it was about to write may be written or not."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Whose code is called, what the call is called in messages, what helps, and how much it may take."""

    origin: Origin
    what: Text
    remedy: Text
    limits: Limits

    def over(self, call: Callable[[], T]) -> T:
        """What `call` comes to. Raises: PluginError for all that can go wrong, or what a plugin may raise itself."""
        with surroundings, _ceiling(self.limits.call_memory_mb * MB):
            work = Work(partial(self._blamed, call))
            try:
                self._begin(work)
                self._wait_for(work)
            except BaseException:  # Ctrl-C as well: what the call has begun is cleaned up
                work.end()
                raise
        try:
            return work.outcome()
        except HubError:
            raise
        except BaseException as error:  # one that fails when it is asked for its words
            kind = type(error).__name__
            raise PluginError(
                Text("{what} raised {error}.", what=self.what, error=kind),
                place=self.origin.source,
                remedy=self.remedy,
            ) from error

    def _begin(self, work: Work[T]) -> None:
        try:
            work.begin()
        except RuntimeError as error:  # a plugin has used up the threads that the system gives
            what = Text("{what} could not be called: {why}.", what=self.what, why=str(error))
            raise PluginError(what, place=self.origin.source, remedy=self.remedy) from error

    def _blamed(self, call: Callable[[], T]) -> T:
        with blamed_on(self.origin, what=self.what, remedy=self.remedy):
            return call()

    def _wait_for(self, work: Work[T]) -> None:
        """Raises: TookTooLong, TookTooMuch."""
        began, before = monotonic(), footprint()
        while not work.is_done_within(_STEP):
            if monotonic() - began > self.limits.call_seconds:
                raise self._too_long(work)
            grown = (footprint() - before) // MB
            if grown > self.limits.call_memory_mb:
                raise self._too_much(work, grown)

    def _too_long(self, work: Work[T]) -> TookTooLong:
        seconds = f"{self.limits.call_seconds:g}"
        return TookTooLong(
            Text("{what} did not answer within {seconds} s.", what=self.what, seconds=seconds),
            remedy=Text(
                "{remedy} Where it needs longer, set call_seconds under [limits].", remedy=self.remedy
            ),
            place=self.origin.spot_among(work.lines()),
        )

    def _too_much(self, work: Work[T], grown: int) -> TookTooMuch:
        return TookTooMuch(
            Text(
                "{what} took {grown} MB of memory; {limit} MB are allowed.",
                what=self.what,
                grown=grown,
                limit=self.limits.call_memory_mb,
            ),
            remedy=Text(
                "{remedy} Where it needs more, set call_memory_mb under [limits].", remedy=self.remedy
            ),
            place=self.origin.spot_among(work.lines()),
        )


@cache
def _ceiling(growth: int) -> Shared:
    """One for all calls that run at the same time."""
    return Shared(partial(ceiling, growth))
