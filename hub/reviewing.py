"""What the last night asked, what people answered so far, and keeping an answer or taking one back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from hub.ledger.entries import Event
from hub.ledger.store import Ledger
from hub.memory import Decision
from hub.model import Ref
from hub.report.storage import restored
from hub.report.view import AnswerLine, NightView, QuestionLine


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the last night, and what somebody answered since."""

    question: QuestionLine
    decision: Decision | None

    @property
    def answer(self) -> AnswerLine | None:
        """The answer that was given, in the words of the question."""
        word = self.decision.answer if self.decision is not None else None
        return next((one for one in self.question.answers if one.word and one.word == word), None)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that stands and is asked for no more; its question as far as a night still tells it, and which."""

    decision: Decision
    question: QuestionLine | None
    run: int | None = None

    @property
    def answer(self) -> AnswerLine | None:
        """The answer in the words of the question."""
        return Asked(self.question, self.decision).answer if self.question is not None else None


@dataclass(frozen=True, slots=True)
class Matters:
    """All that people may decide. `run` is the last night that was reported, None before the first.

    `unread` are the partners that failed in it: what was asked of them before is then still `asked`. `stays` is what
    nights have done since an answer that was just taken back.
    """

    run: int | None = None
    asked: Sequence[Asked] = ()
    kept: Sequence[Kept] = ()
    unread: Sequence[str] = ()
    stays: Sequence[Event] = ()

    def about(self, question: str) -> Matters:
        """As far as it is about this one question."""
        asked = [one for one in self.asked if one.question.id == question]
        return Matters(self.run, asked, [one for one in self.kept if one.decision.question == question])


def matters_in(ledger: Ledger | None) -> Matters:
    """The questions of the last night, and every other answer that stands. Raises: ConfigError for a report
    that cannot be read.
    """
    if ledger is None:
        return Matters()
    nights = ((run.number, restored(run.document)) for run in ledger.told() if run.document)
    decisions = dict(ledger.memory(with_agreed=False).decisions)
    last = next(nights, None)
    if last is None:
        return Matters(kept=tuple(_kept(decisions.values(), nights)))
    run, view = last
    asked = [Asked(question, decisions.pop(question.id, None)) for question in _asked_last(view, nights)]
    return Matters(run, asked, list(_kept(decisions.values(), nights)), unread=_unread(view))


def _asked_last(view: NightView, before: Iterator[tuple[int, NightView]]) -> Iterable[QuestionLine]:
    """What the last night asked; where partners failed in it, also what nights asked before, back to a whole one."""
    asked = {question.id: question for question in view.questions}
    while _unread(view):
        night = next(before, None)
        if night is None:
            break
        _, view = night
        asked |= {question.id: question for question in view.questions if question.id not in asked}
    return asked.values()


def _unread(view: NightView) -> Sequence[str]:
    titles = {network.name: network.short for network in view.networks}
    failed = {failure.network for failure in view.failures if failure.network is not None}
    return sorted(titles.get(name, name) for name in failed)


def _kept(decisions: Iterable[Decision], nights: Iterator[tuple[int, NightView]]) -> Iterator[Kept]:
    """Looks into older nights only as long as a question is not found."""
    waiting = {decision.question: decision for decision in decisions}
    while waiting:
        night = next(nights, None)
        if night is None:
            break
        for question in night[1].questions:
            if question.id in waiting:
                yield Kept(waiting.pop(question.id), question, run=night[0])
    yield from (Kept(decision, None) for decision in waiting.values())


def done_since(answers: Iterable[Kept], ledger: Ledger) -> list[Event]:
    """What nights did with the record after the last one that asked: it outlives the answer."""
    return [
        event
        for kept in answers
        if kept.question is not None and kept.run is not None
        for event in ledger.history(Ref.parse(kept.question.ref))
        if event.run > kept.run and event.state == "done"
    ]


def decide(decision: Decision, *, url: str) -> None:
    """Keeps an answer, unless a night is on. Raises: AlreadyRunning, ConfigError."""
    with closing(Ledger.open(url)) as ledger, ledger.lock():
        ledger.decide(decision)


def take_back(question: str, *, url: str, who: str, day: date) -> bool:
    """The question is open again; False when no answer stood. Raises: AlreadyRunning, ConfigError."""
    with closing(Ledger.open(url)) as ledger, ledger.lock():
        return ledger.take_back(question, who, day)
