"""The report as plain text: totals first and last, what is grave before what is not, one line per change."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from hub.language import Text
from hub.report.details import detail_lines
from hub.report.totals import open_matters
from hub.report.view import FailureLine, HeldLine, Line, NightView, QuestionLine, RejectLine, WithheldLine

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

_SYMBOLS: Final = {"add": "+", "amend": "~", "cancel": "-"}
_MOST_FIELDS: Final = 3
_MOST_ROWS: Final = 50
_GROUPED_FROM: Final = 3
_NAMED_IN_GROUP: Final = 5


def as_text(view: NightView, *, language: str, length: Length = "normal") -> str:
    """The report in `language`, ending with a newline; it holds no control characters whatever was read."""
    page = _Page(view, language, length)
    if view.is_quiet and length != "full":
        lines = page.quiet()
    elif length == "short":
        lines = page.short()
    else:
        lines = page.sections()
    return "\n".join(_one_line(line) for line in lines) + "\n"


def _one_line(words: str) -> str:
    """Foreign words can hold line breaks, and escapes that a terminal would obey."""
    if words.isprintable():
        return words
    return "".join(
        letter if letter.isprintable() else "" if unicodedata.category(letter) == "Cf" else " "
        for letter in words
    )


@dataclass(frozen=True, slots=True)
class _Page:
    view: NightView
    language: str
    length: Length

    def quiet(self) -> Iterator[str]:
        """Three lines at most."""
        yield self._say(self.view.headline)
        matters = tuple(open_matters(self.view.totals))
        still = [Text("Still open: {matters}.", matters=matters)] if matters else []
        words = " ".join(self._say(text) for text in [*still, *self.view.notes])
        yield from filter(None, (words, self._next()))

    def short(self) -> Iterator[str]:
        """One line for each change and for whatever keeps a change from being made."""
        view = self.view
        yield self._say(view.headline)
        yield from self._failures()
        yield from (self._line(line) for line in view.undone)
        yield from (self._held(held) for held in view.held if not _is_told(held))
        yield from (self._line(line) for line in (*view.cancelled, *view.conflicts))
        yield from (self._question(question) for question in view.questions)
        for network in view.networks:
            yield from (self._line(line) for line in view.changes_in(network.name))

    def sections(self) -> Iterator[str]:
        """All sections that have something to say, each under its heading."""
        yield self._say(self.view.headline)
        for heading, lines in self._chapters():
            body = list(lines)
            if body:
                yield from ("", self._say(heading), *body)
        yield from ("", self._say(self.view.summary))
        if self._next():
            yield self._next()

    def _chapters(self) -> Iterator[tuple[Text, Iterable[str]]]:
        view = self.view
        yield Text("Not done"), self._lines(view.undone)
        yield Text("Cancellations"), self._lines(view.cancelled)
        yield Text("Held until somebody confirms"), self._held_lines()
        yield Text("Edited in the wrong place"), self._lines(view.conflicts)
        yield Text("Shown otherwise than written"), [f"! {self._say(one.what)}" for one in view.remaining]
        yield Text("For people to decide"), self._questions()
        for network in view.networks:
            heading = Text("Changes in {network}", network=network.title)
            yield heading, self._lines(view.changes_in(network.name))
        yield Text("Withheld"), self._withheld()
        yield Text("Missing"), [f"! {self._say(one.what)}" for one in view.missing]
        yield Text("Could not be read"), self._rejects()
        yield Text("Failures"), self._failures()
        yield Text("Notes"), [f". {self._say(note)}" for note in view.notes]

    # -- lines ---------------------------------------------------------------------------------------------

    def _lines(self, lines: Sequence[Line]) -> Iterator[str]:
        for line in lines:
            yield self._line(line)
            if self.length == "full":
                yield from self._details(line)

    def _details(self, line: Line) -> Iterator[str]:
        told_here = [other for other in self._all_lines() if other.told_with == line.id]
        for one in (line, *told_here):
            yield from detail_lines(one, language=self.language)

    def _all_lines(self) -> Iterator[Line]:
        yield from self.view.lines
        yield from (held.line for held in self.view.held if held.line is not None)

    def _line(self, line: Line) -> str:
        symbol = "x" if line.is_undone else _SYMBOLS[line.action]
        why = self._sentences(line.why, line.remedy) if line.is_undone else ""
        return (
            f"{symbol} {self._say(line.what)}{self._fields(line)} ({self._reason(line)}){why and f': {why}'}"
        )

    def _reason(self, line: Line) -> str:
        return "; ".join(self._say(text) for text in (line.reason, *line.asides))

    def _fields(self, line: Line) -> str:
        if line.action == "add":
            return ""
        words = [self._say(field.words) for field in line.fields]
        rest = len(words) - _MOST_FIELDS
        if rest > 0:
            words = [*words[:_MOST_FIELDS], self._say(Text("{count} more", count=rest))]
        return f": {', '.join(words)}"

    def _held(self, held: HeldLine) -> str:
        reason = f" ({self._reason(held.line)})" if held.line else ""
        fields = self._fields(held.line) if held.line else ""
        return f"! {self._say(held.what)}{fields}{reason}: {self._say(held.why)}"

    def _held_lines(self) -> Iterator[str]:
        for held in self.view.held:
            if not _is_told(held):
                yield self._held(held)
                if self.length == "full" and held.line is not None:
                    yield from self._details(held.line)

    def _question(self, question: QuestionLine) -> str:
        return f"? {question.title}: {self._say(question.text)} ({question.place})"

    def _questions(self) -> Iterator[str]:
        for question in self.view.questions:
            yield self._question(question)
            answers = " / ".join(self._say(answer) for answer in question.answers)
            if answers:
                yield f"    {self._say(Text('Answers: {answers}', answers=answers))}"
            if self.length == "full":
                yield f"    {question.ref}, {question.id}"

    def _withheld(self) -> Iterator[str]:
        for _, group in groupby(
            sorted(self.view.withheld, key=lambda one: _group_key(one, self.language)),
            key=lambda one: _group_key(one, self.language),
        ):
            alike = list(group)
            if self.length == "full" or len(alike) < _GROUPED_FROM:
                yield from (self._withheld_line(one) for one in alike)
            else:
                yield self._withheld_group(alike)

    def _withheld_line(self, one: WithheldLine) -> str:
        why = self._sentences(one.reason, one.remedy)
        place = f" ({one.place})" if one.remedy or self.length == "full" else ""
        return f". {one.title}, {self._say(one.where)}: {why}{place}"

    def _withheld_group(self, alike: Sequence[WithheldLine]) -> str:
        names = [one.title for one in alike[:_NAMED_IN_GROUP]]
        rest = len(alike) - len(names)
        if rest:
            names.append(self._say(Text("{count} more", count=rest)))
        why = self._sentences(alike[0].reason, alike[0].remedy)
        return f". {self._say(alike[0].where)}: {', '.join(names)}: {why}"

    def _rejects(self) -> Iterator[str]:
        rejects = self.view.rejects
        shown = rejects if self.length == "full" else rejects[:_MOST_ROWS]
        yield from (self._reject(reject) for reject in shown)
        if len(shown) < len(rejects):
            yield f"x {self._say(Text('{count} more; `--full` lists all', count=len(rejects) - len(shown)))}"

    def _reject(self, reject: RejectLine) -> str:
        field = f", {reject.field}" if reject.field else ""
        return f"x {reject.place}{field}: {self._sentences(reject.why, reject.remedy)}"

    def _failures(self) -> Iterator[str]:
        yield from (self._failure(failure) for failure in self.view.failures)

    def _failure(self, failure: FailureLine) -> str:
        place = f" ({failure.place})" if failure.place else ""
        return f"x {self._sentences(failure.what, failure.remedy)}{place}"

    # -- words ---------------------------------------------------------------------------------------------

    def _next(self) -> str:
        return self._say(self.view.next_step) if self.view.next_step else ""

    def _sentences(self, what: Text | None, remedy: Text | None) -> str:
        """What and what to do about it, whether or not the first ends with a full stop."""
        said = [self._say(text).strip().rstrip(".") for text in (what, remedy) if text is not None]
        return ". ".join(said)

    def _say(self, text: Text) -> str:
        return text.say(self.language)


def _is_told(held: HeldLine) -> bool:
    return held.line is not None and held.line.told_with is not None


def _group_key(one: WithheldLine, language: str) -> tuple[bool, str, str]:
    return one.kind != "course", one.network, one.reason.say(language)
