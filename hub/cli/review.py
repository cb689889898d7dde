"""`hub review`: the open questions, and the answers that people give to them."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import click

from hub.cli.command import Example, command
from hub.cli.options import format_option, option
from hub.cli.past import peeked
from hub.cli.session import Session
from hub.cli.usage import Misuse
from hub.language import LANGUAGES, Text

if TYPE_CHECKING:
    from hub.config import Configuration
    from hub.ledger.entries import Event
    from hub.report.view import AnswerLine, QuestionLine
    from hub.reviewing import Matters


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall become of a question: answered in these words, or its answer taken back; by whom, and why."""

    answer: str | None
    is_taking_back: bool
    who: str | None
    reason: str

    def is_about_nothing(self, question: str | None) -> bool:
        return (self.is_taking_back or self.answer is not None) and question is None


def wish_options(function: Callable[..., int]) -> Callable[..., int]:
    """`--answer`, `--take-back`, `--who` and `--reason`, handed on as one `wish`. No variable sets them."""

    @wraps(function)
    def called(
        *arguments: Any, answer: str | None, take_back: bool, who: str | None, reason: str, **rest: Any
    ) -> int:
        return function(*arguments, wish=Wish(answer, take_back, who, reason), **rest)

    answered = option(
        "--answer",
        metavar="NUMBER|TEXT",
        allow_from_autoenv=False,
        help=Text("Keep this answer; the next night acts on it."),
    )
    reversed_ = option(
        "--take-back", is_flag=True, allow_from_autoenv=False, help=Text("Take the answer back.")
    )
    by = option(
        "--who",
        metavar="NAME",
        allow_from_autoenv=False,
        help=Text("Who says so; the name at this computer unless given."),
    )
    because = option(
        "--reason",
        metavar="TEXT",
        default="",
        allow_from_autoenv=False,
        help=Text("Why, for whoever asks later."),
    )
    decorated: Callable[..., int] = answered(reversed_(by(because(called))))
    return decorated


@command(
    about=Text(
        "Lists the questions that the last night left to people, and keeps their answers. The next night acts on them."
    ),
    examples=[
        Example("hub review", Text("What is open, with the answers there are.")),
        Example("hub review --format json", Text("The same for a program.")),
    ],
    codes=[4, 7],
)
@click.argument("question", metavar="[ID]", required=False)
@wish_options
@format_option
def review(session: Session, *, question: str | None, wish: Wish, as_json: bool) -> int:
    _refuse_senseless(question, wish)
    config = session.configuration()
    found = _found(config, question)
    if question is not None and wish.answer is not None:
        _decide(config, found, question, wish)
        found = _found(config, question)
    elif question is not None and wish.is_taking_back:
        stays = _take_back(config, found, question, wish)
        found = replace(_found(config, None).about(question), stays=stays)
        session.talk.remark(Text("Taken back; the next night asks again where the matter is still open."))
    _show(session, found, question, as_json=as_json)
    return 0


def _refuse_senseless(question: str | None, wish: Wish) -> None:
    if not all(word.isprintable() for word in (question, wish.answer, wish.who, wish.reason) if word):
        raise Misuse(
            Text("What was typed holds signs that cannot be shown, perhaps from another character set."),
            remedy=Text("Type it anew, on one line and without them."),
        )
    if wish.is_about_nothing(question):
        raise Misuse(Text("Which question? Its id is missing."), remedy=_LIST)
    if wish.is_taking_back and wish.answer is not None:
        raise Misuse(
            Text("Only one of --answer and --take-back makes sense."), remedy=Text("Leave the other out.")
        )


_LIST: Final = Text("The questions and the answers that stand: hub review")


def _found(config: Configuration, question: str | None) -> Matters:
    """Everything, or what there is about this question. Raises: Misuse where that is nothing."""
    from hub.reviewing import matters_in

    with peeked(config) as ledger:
        everything = matters_in(ledger)
    if question is None:
        return everything
    found = everything.about(question)
    if not found.asked and not found.kept:
        raise Misuse(Text("The last night did not ask this: {question}.", question=question), remedy=_LIST)
    return found


def _decide(config: Configuration, found: Matters, question: str, wish: Wish) -> None:
    from hub.memory import Decision
    from hub.reviewing import decide

    if not found.asked:
        raise Misuse(
            Text("This is answered, and the last night did not ask it again: {question}.", question=question),
            remedy=Text("To answer otherwise take the answer back; the next night asks anew."),
        )
    answer = _meant(found.asked[0].question, wish.answer or "")
    day = _day(config)
    decision = Decision(question, answer.word, who=_who(wish), day=day, reason=wish.reason)
    decide(decision, url=config.hub.ledger)


def _meant(question: QuestionLine, said: str) -> AnswerLine:
    """The answer of this number, word or text, whatever its language."""
    answers = [answer for answer in question.answers if answer.word]
    if not answers:
        raise Misuse(
            Text("This question takes no answer here: {question}", question=question.text),
            remedy=Text("Mend the data as it says; the next night sees it."),
        )
    for number, answer in enumerate(answers, start=1):
        texts = (answer.text.say(language) for language in LANGUAGES)
        if said.strip().casefold() in {str(number), answer.word, *(text.casefold() for text in texts)}:
            return answer
    listed = tuple(
        Text("{number} {answer}", number=number, answer=answer.text)
        for number, answer in enumerate(answers, start=1)
    )
    raise Misuse(
        Text("This question has no answer “{answer}”.", answer=said),
        remedy=Text("Its answers: {answers}.", answers=listed),
    )


def _take_back(config: Configuration, found: Matters, question: str, wish: Wish) -> Sequence[Event]:
    """Takes the answer back, and tells what nights have made of it."""
    from hub.reviewing import done_since, take_back

    if not take_back(question, url=config.hub.ledger, who=_who(wish), day=_day(config)):
        raise Misuse(
            Text("Nobody has answered this question yet: {question}.", question=question), remedy=_LIST
        )
    with peeked(config) as ledger:
        return done_since(found.kept, ledger) if ledger is not None else ()


def _who(wish: Wish) -> str:
    if wish.who:
        return wish.who
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError) as error:
        raise Misuse(
            Text("This computer does not tell who you are."), remedy=Text("Say it: --who NAME")
        ) from error


def _day(config: Configuration) -> date:
    """Today, or the day that a rehearsal pretends to be."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return config.hub.as_of or datetime.now(ZoneInfo(config.hub.timezone)).date()


def _show(session: Session, found: Matters, question: str | None, *, as_json: bool) -> None:
    from hub.cli.matters import as_data, in_words
    from hub.report.text import one_line

    if as_json:
        session.document(as_data(found, session))
    else:
        lines = [one_line(line) for line in in_words(found, session, is_all=question is None)]
        if lines:
            session.result("\n".join(lines))


COMMAND: Final = review
