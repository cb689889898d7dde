"""The report as plain text: totals first and last, what is grave before what is not, one line per change."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from hub.language import Text
from hub.report.phrases import Phrases
from hub.report.totals import open_matters
from hub.report.view import HeldLine, Line, NightView, RemainingLine, WithheldLine

Length = Literal["short", "normal", "full"]

STYLE_BY_SYMBOL: Final[Mapping[str, str]] = {
    "+": "green",
    "~": "yellow",
    "-": "red",
    "!": "bold red",
    "x": "bold red",
    "?": "bold cyan",
    ".": "dim",
}
"""How a terminal may colour a line by its first character; the text itself stays pure."""

_MOST_ROWS: Final = 50
_GROUPED_FROM: Final = 3


def as_text(view: NightView, *, language: str, length: Length = "normal") -> str:
    """The report in `language`, ending with a newline; it holds no control characters whatever was read."""
    page = _Page(view, Phrases(language, is_full=length == "full", is_dry_run=view.is_dry_run))
    if view.is_quiet and length != "full":
        lines = page.quiet()
    elif length == "short":
        lines = page.short()
    else:
        lines = page.sections()
    return "\n".join(one_line(line) for line in lines) + "\n"


def one_line(words: str) -> str:
    """Foreign words can hold line breaks, and escapes that a terminal would obey."""
    if words.isprintable():
        return words
    return "".join(
        letter if letter.isprintable() else "" if unicodedata.category(letter) == "Cf" else " "
        for letter in words
    )


@dataclass(frozen=True)
class _Page:
    view: NightView
    phrases: Phrases

    def quiet(self) -> Iterator[str]:
        """Three lines at most."""
        say = self.phrases.say
        yield say(self.view.headline)
        matters = tuple(open_matters(self.view.totals))
        still = [Text("Still open: {matters}.", matters=matters)] if matters else []
        rest = " ".join(say(text) for text in [*still, *self.view.notes])
        if rest:
            yield rest
        if self.view.next_step is not None:
            yield say(self.view.next_step)

    def short(self) -> Iterator[str]:
        """One line for each change, and for whatever keeps a change from being made."""
        view, phrases = self.view, self.phrases
        yield phrases.say(view.headline)
        yield from map(phrases.failure, view.failures)
        yield from map(phrases.change, view.undone)
        yield from map(phrases.change, view.cancelled)
        yield from (phrases.held(held) for held in view.held if not _is_told(held))
        yield from map(phrases.change, view.conflicts)
        yield from map(phrases.question, view.questions)
        for network in view.networks:
            yield from map(phrases.change, view.changes_in(network.name))
        yield from (phrases.unreversed(one) for one in (*view.kept, *view.impossible))

    def sections(self) -> Iterator[str]:
        """All chapters that have something to say, each under its heading."""
        say = self.phrases.say
        yield say(self.view.headline)
        chapters = self._chapters() if self.view.undoes is None else self._chapters_of_undo()
        for heading, lines in chapters:
            body = list(lines)
            if body:
                yield from ("", say(heading), *body)
        yield from ("", say(self.view.summary))
        if self.view.next_step is not None:
            yield say(self.view.next_step)

    def _chapters(self) -> Iterator[tuple[Text, Iterable[str]]]:
        view, phrases = self.view, self.phrases
        yield Text("Not done"), self._changes(view.undone)
        yield Text("Cancellations"), self._changes(view.cancelled)
        yield Text("Held until somebody confirms"), self._held()
        yield Text("Edited in the wrong place"), self._changes(view.conflicts)
        yield Text("Shown otherwise than written"), self._remaining()
        yield Text("For people to decide"), self._questions()
        for network in view.networks:
            heading = Text("Changes in {network}", network=network.title)
            yield heading, self._changes(view.changes_in(network.name))
        yield Text("Withheld"), self._withheld()
        yield Text("Undone, and left so"), self._stays_undone()
        yield Text("Missing"), (f"! {phrases.say(one.what)}" for one in view.missing)
        yield Text("Could not be read"), self._rejects()
        yield Text("Failures"), map(phrases.failure, view.failures)
        yield Text("Notes"), (f". {phrases.say(note)}" for note in view.notes)

    def _chapters_of_undo(self) -> Iterator[tuple[Text, Iterable[str]]]:
        """The three lists, and what went wrong."""
        view, phrases = self.view, self.phrases
        yield Text("Not done"), self._changes(view.undone)
        reversed_heading = Text("To be reversed") if view.is_dry_run else Text("Reversed")
        yield reversed_heading, self._changes(view.told(lambda line: not line.is_undone))
        yield Text("Shown otherwise than written"), self._remaining()
        yield Text("Kept as it is"), map(phrases.unreversed, view.kept)
        yield Text("Impossible"), map(phrases.unreversed, view.impossible)
        yield Text("Failures"), map(phrases.failure, view.failures)

    def _stays_undone(self) -> Iterator[str]:
        alike: dict[Text, list[HeldLine]] = {}
        for held in self.view.stays_undone:
            alike.setdefault(held.why, []).append(held)
        for why, group in alike.items():
            if self.phrases.is_full or len(group) < _GROUPED_FROM:
                yield from map(self.phrases.left_undone, group)
            else:
                yield self.phrases.left_undone_alike(why, count=len(group))

    def _remaining(self) -> Iterator[str]:
        """A habit of a system shows in hundreds of records: that is one thing to look at."""
        alike: dict[object, list[RemainingLine]] = {}
        for one in self.view.remaining:
            alike.setdefault(one.alike or one.ref, []).append(one)
        for group in alike.values():
            if self.phrases.is_full or len(group) < _GROUPED_FROM:
                yield from (f"! {self.phrases.say(one.what)}" for one in group)
            else:
                yield self.phrases.remaining_alike(group)

    def _changes(self, lines: Sequence[Line]) -> Iterator[str]:
        for line in lines:
            yield self.phrases.change(line)
            yield from self._details(line)

    def _held(self) -> Iterator[str]:
        for held in self.view.held:
            if not _is_told(held):
                yield self.phrases.held(held)
                if held.line is not None:
                    yield from self._details(held.line)

    def _details(self, line: Line) -> Iterator[str]:
        if self.phrases.is_full:
            yield from self.phrases.details(line)
            for told in self._told_with.get(line.id, ()):
                yield from self.phrases.details_told_with(told)

    @cached_property
    def _told_with(self) -> Mapping[str, Sequence[Line]]:
        found: dict[str, list[Line]] = {}
        for line in (*self.view.lines, *(held.line for held in self.view.held)):
            if line is not None and line.told_with is not None:
                found.setdefault(line.told_with, []).append(line)
        return found

    def _questions(self) -> Iterator[str]:
        for question in self.view.questions:
            yield self.phrases.question(question)
            yield from self.phrases.answers(question)

    def _withheld(self) -> Iterator[str]:
        alike: dict[tuple[object, ...], list[WithheldLine]] = {}
        for one in self.view.withheld:
            alike.setdefault((one.kind, one.network, one.reason, one.remedy), []).append(one)
        for group in alike.values():
            if self.phrases.is_full or len(group) < _GROUPED_FROM:
                yield from map(self.phrases.withheld, group)
            else:
                yield self.phrases.withheld_alike(group)

    def _rejects(self) -> Iterator[str]:
        rejects = self.view.rejects
        shown = rejects if self.phrases.is_full else rejects[:_MOST_ROWS]
        short_by_name = {network.name: network.short for network in self.view.networks}
        for reject in shown:
            short = short_by_name.get(reject.network, reject.network)
            yield self.phrases.reject(reject, network=short)
        rest = len(rejects) - len(shown)
        if rest:
            yield f"x {self.phrases.say(Text('{count} more; `--full` lists all', count=rest))}"


def _is_told(held: HeldLine) -> bool:
    return held.line is not None and held.line.told_with is not None
