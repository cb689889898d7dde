"""Each thing of a report on one line: symbol, verb, record, direction, what changes, why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hub.language import Text
from hub.report.view import (
    FailureLine,
    FieldLine,
    HeldLine,
    Line,
    QuestionLine,
    RejectLine,
    RemainingLine,
    UnreversedLine,
    WithheldLine,
)
from hub.report.words import changes_counted

_SYMBOLS: Final = {"add": "+", "amend": "~", "cancel": "-"}
_MOST_FIELDS: Final = 3
_NAMED_IN_GROUP: Final = 5
_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Phrases:
    """Says lines in one language. With `is_full` the fields follow line by line instead of in the line.

    Questions are answered once a night has asked them: of a dry run nothing is kept.
    """

    language: str
    is_full: bool = False
    is_dry_run: bool = False

    def change(self, line: Line) -> str:
        """One change; where it was not done, also why not and what to do."""
        symbol = "x" if line.is_undone else _SYMBOLS[line.action]
        said = f"{symbol} {self._change(line)}"
        if line.is_undone and line.why is not None:
            return f"{said}: {self.sentences(line.why, line.remedy)}"
        return said

    def held(self, held: HeldLine) -> str:
        what = self._change(held.line) if held.line is not None else self.say(held.what)
        return f"! {what}: {self.sentences(held.why)}"

    def left_undone(self, held: HeldLine) -> str:
        what = self._change(held.line) if held.line is not None else self.say(held.what)
        return f". {what}: {self.sentences(held.why)}"

    def left_undone_alike(self, why: Text, *, count: int) -> str:
        """What was undone at once, in one line."""
        return f". {self.say(changes_counted(count))}: {self.sentences(why)}"

    def unreversed(self, one: UnreversedLine) -> str:
        return f". {self.say(one.what)}: {self.sentences(one.why)}"

    def question(self, question: QuestionLine) -> str:
        return f"? {question.title}: {self.say(question.text)} ({self.say(question.place)})"

    def answers(self, question: QuestionLine) -> Iterator[str]:
        """What a person can answer and how, on lines of its own."""
        if question.answers:
            numbered = (f"{at} {self.say(one.text)}" for at, one in enumerate(question.answers, start=1))
            yield f"    {self.say(Text('Answers: {answers}', answers=' / '.join(numbered)))}"
        if question.is_answerable and not self.is_dry_run:
            command = f"hub review {question.id} --answer NUMBER"
            yield f"    {self.say(Text('To answer: `{command}`', command=command))}"
        if self.is_full:
            yield f"    {self.say(Text('ref {ref}, question {id}', ref=question.ref, id=question.id))}"

    def withheld(self, one: WithheldLine) -> str:
        place = f" ({self.say(one.place)})" if one.remedy or self.is_full else ""
        return f". {one.title}, {self.say(one.where)}: {self.sentences(one.reason, one.remedy)}{place}"

    def withheld_alike(self, alike: Sequence[WithheldLine]) -> str:
        """Several records that are withheld for the same reason."""
        names = [one.title for one in alike[:_NAMED_IN_GROUP]]
        rest = len(alike) - len(names)
        if rest:
            names.append(self.say(Text("{count} more", count=rest)))
        why = self.sentences(alike[0].reason, alike[0].remedy)
        return f". {self.say(alike[0].where)}: {', '.join(names)}: {why}"

    def remaining_alike(self, alike: Sequence[RemainingLine]) -> str:
        """Several records in which a system shows the same field otherwise."""
        examples = [one.example for one in alike[:_EXAMPLES] if one.example is not None]
        said = Text(
            "{what} ({count}): {examples}", what=alike[0].alike, count=len(alike), examples=tuple(examples)
        )
        rest = len(alike) - len(examples)
        more = f", {self.say(Text('{count} more', count=rest))}" if rest else ""
        return f"! {self.say(said)}{more}"

    def reject(self, reject: RejectLine, *, network: str) -> str:
        """One row; a place alone need not say whose it is."""
        field = f", {reject.field}" if reject.field else ""
        why = self.sentences(reject.why, reject.remedy)
        return f"x {network}: {self.say(reject.place)}{field}: {why}"

    def failure(self, failure: FailureLine) -> str:
        place = f" ({self.say(failure.place)})" if failure.place else ""
        return f"x {self.sentences(failure.what, failure.remedy)}{place}"

    def details(self, line: Line) -> Iterator[str]:
        """All fields of a change, where it stands, its names; indented."""
        for field in line.fields:
            yield f"    {self.say(_field(line, field))}"
        yield f"    {self.say(_names(line))}"

    def details_told_with(self, line: Line) -> Iterator[str]:
        """A change that has no line of its own."""
        for field in line.fields:
            what = Text(
                "and {what}: {field} ({reason})", what=line.what, field=field.words, reason=line.reason
            )
            yield f"    {self.say(what)}"
        yield f"    {self.say(_names(line))}"

    def sentences(self, what: Text, remedy: Text | None = None) -> str:
        """What, and what to do about it, whether or not the first ends with a full stop."""
        said = self.say(what).strip()
        if remedy is None:
            return said
        return f"{said.rstrip('.')}. {self.say(remedy).strip().rstrip('.')}."

    def say(self, text: Text) -> str:
        return text.say(self.language)

    def _change(self, line: Line) -> str:
        reason = "; ".join(self.say(text) for text in (line.reason, *line.asides))
        return f"{self.say(line.what)}{self._fields(line)} ({reason})"

    def _fields(self, line: Line) -> str:
        """What changes in a record that is there already; a new one is all new."""
        if line.action == "add" or self.is_full:
            return ""
        words = [self.say(field.words) for field in line.fields[:_MOST_FIELDS]]
        rest = len(line.fields) - len(words)
        if rest:
            words.append(self.say(Text("{count} more", count=rest)))
        return f": {', '.join(words)}"


def _names(line: Line) -> Text:
    return Text("from {place}; ref {ref}, change {id}", place=line.place, ref=line.ref, id=line.id)


def _field(line: Line, field: FieldLine) -> Text:
    if line.action == "add":
        return Text("{field}: {value}", field=field.label, value=field.after)
    return Text("{field}: {before} -> {after}", field=field.label, before=field.before, after=field.after)
