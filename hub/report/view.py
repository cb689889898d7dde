"""One view of a night: what every face of the report shows, in one order, in words not yet said in a language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainSerializer, PlainValidator

from hub.changes import Action, State
from hub.language import Text, from_json, to_json, verbatim
from hub.model import Kind


def _sentence(data: Any) -> Text:
    return data if isinstance(data, Text) else from_json(data)


Sentence = Annotated[Text, PlainValidator(_sentence), PlainSerializer(to_json)]
"""A `Text` that is kept as template and values, so that an old night can be told in either language."""


def _spot(data: Any) -> Text:
    return verbatim(data) if isinstance(data, str) else _sentence(data)


Spot = Annotated[Text, PlainValidator(_spot), PlainSerializer(to_json)]
"""Where something stands. The nights of older hubs kept it as words of one language."""

LineState = Literal["planned"] | State
Topic = Literal["cancelled", "conflict", "change"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """One field before and after; None is nothing. `words` say the same in a few words."""

    name: str
    label: Sentence
    before: Sentence | None
    after: Sentence | None
    words: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change in one network: what, where, why, and how it went.

    `what` is verb, record and direction in one sentence. A line that is `told_with` another is short enough to
    be told there, among that one's `asides`.
    """

    id: str
    action: Action
    kind: Kind
    network: str
    ref: str
    title: str
    topic: Topic
    state: LineState
    what: Sentence
    fields: tuple[FieldLine, ...]
    reason: Sentence
    place: Spot
    why: Sentence | None = None
    remedy: Sentence | None = None
    follows: str | None = None
    told_with: str | None = None
    asides: tuple[Sentence, ...] = ()

    @property
    def is_undone(self) -> bool:
        """Whether this should have happened and did not, as far as anybody knows."""
        return self.state not in {"planned", "done"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLine:
    """A change that waits for a person, or a whole reading that nobody trusts."""

    network: str
    kind: Kind
    what: Sentence
    why: Sentence
    line: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainingLine:
    """A field that a system shows otherwise than the hub wrote it.

    `alike` says what it has in common with others, `example` the rest; older hubs kept neither.
    """

    ref: str
    network: str
    what: Sentence
    alike: Sentence | None = None
    example: Sentence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """What can be said to a question; without a `word` nobody would hear it, as in the nights of older hubs."""

    word: str
    text: Sentence


def _with_words(data: Any) -> Any:
    """The nights of older hubs kept the sentences alone."""
    if not isinstance(data, list | tuple):
        return data
    return [{"word": "", "text": one} if isinstance(one, dict) and "word" not in one else one for one in data]


AnswerLines = Annotated[tuple[AnswerLine, ...], BeforeValidator(_with_words)]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """What only a person can decide, with the answers there are."""

    id: str
    ref: str
    title: str
    text: Sentence
    answers: AnswerLines
    place: Spot

    @property
    def is_answerable(self) -> bool:
        """Whether `hub review` takes an answer; else the text says what to do in the data."""
        return any(answer.word for answer in self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldLine:
    """A record that is not passed on, and why."""

    ref: str
    kind: Kind
    network: str
    title: str
    where: Sentence
    reason: Sentence
    remedy: Sentence | None
    place: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLine:
    """A record that is gone from its home; what follows is said along with it."""

    ref: str
    network: str
    what: Sentence
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreversedLine:
    """A record, or some of its fields, that an undo leaves as they are."""

    ref: str
    kind: Kind
    network: str
    title: str
    fields: tuple[str, ...]
    what: Sentence
    why: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectLine:
    """A row that could not be read."""

    network: str
    kind: Kind
    place: Spot
    field: str | None
    why: Sentence
    remedy: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureLine:
    """A network that failed tonight, or a plugin (then without a network)."""

    network: str | None
    place: Spot | None
    what: Sentence
    remedy: Sentence | None
    exit_code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLine:
    """A network, its name in full and as people call it, and how many records of each kind were read."""

    name: str
    title: str
    short: str
    members: int | None
    courses: int | None
    bookings: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The night in figures. Added, amended and cancelled count what is planned or was done."""

    added: int
    amended: int
    cancelled: int
    undone: int
    held: int
    questions: int
    withheld: int
    missing: int
    rejects: int
    failures: int
    remaining: int
    stays_undone: int = 0
    kept: int = 0
    impossible: int = 0

    @property
    def changes(self) -> int:
        return self.added + self.amended + self.cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class NightView:
    """Everything a report shows, sorted: cancellations, conflicts and holds before all else.

    `undoes` is the night that this one takes back; only then is something `kept` or `impossible`.
    """

    run: int | None
    created: datetime
    is_dry_run: bool
    fingerprint: str
    exit_code: int
    totals: Totals
    headline: Sentence
    summary: Sentence
    next_step: Sentence | None
    networks: tuple[NetworkLine, ...]
    lines: tuple[Line, ...]
    held: tuple[HeldLine, ...]
    remaining: tuple[RemainingLine, ...]
    questions: tuple[QuestionLine, ...]
    withheld: tuple[WithheldLine, ...]
    missing: tuple[MissingLine, ...]
    rejects: tuple[RejectLine, ...]
    failures: tuple[FailureLine, ...]
    notes: tuple[Sentence, ...]
    is_quiet: bool
    stays_undone: tuple[HeldLine, ...] = ()
    undoes: int | None = None
    kept: tuple[UnreversedLine, ...] = ()
    impossible: tuple[UnreversedLine, ...] = ()

    def told(self, fits: Callable[[Line], bool]) -> tuple[Line, ...]:
        """The lines of their own that `fits` picks; those told with another are left out."""
        return tuple(line for line in self.lines if line.told_with is None and fits(line))

    @property
    def undone(self) -> tuple[Line, ...]:
        return self.told(lambda line: line.is_undone)

    @property
    def cancelled(self) -> tuple[Line, ...]:
        return self.told(lambda line: line.topic == "cancelled" and not line.is_undone)

    @property
    def conflicts(self) -> tuple[Line, ...]:
        return self.told(lambda line: line.topic == "conflict" and not line.is_undone)

    def changes_in(self, network: str) -> tuple[Line, ...]:
        """All other changes in one network."""
        return self.told(
            lambda line: line.topic == "change" and line.network == network and not line.is_undone
        )
