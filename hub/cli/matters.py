"""Questions and answers as `hub review` shows them: in words, and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hub.cli.did import DID
from hub.cli.session import Session
from hub.language import Text, listed

if TYPE_CHECKING:
    from hub.ledger.entries import Event
    from hub.memory import Decision
    from hub.report.view import AnswerLine
    from hub.reviewing import Asked, Kept, Matters


def in_words(found: Matters, session: Session, *, is_all: bool) -> Iterator[str]:
    """First what is open, then what was answered since the last night, then the answers that stand."""
    waiting = [one for one in found.asked if one.decision is None]
    answered = [one for one in found.asked if one.decision is not None]
    if is_all and found.unread:
        yield session.say(_half_known(found))
    elif is_all and not waiting:
        yield session.say(_nothing(found))
    for one in waiting:
        yield from _waiting(one, session)
    if answered:
        yield session.say(Text("Answered; the next night acts on it"))
    for one in answered:
        yield from _answered(one, session)
    if found.kept:
        yield session.say(Text("Answers that stand"))
    for kept in found.kept:
        yield from _stands(kept, session)
    yield from _stays(found.stays, session)


def _nothing(found: Matters) -> Text:
    if found.run is None:
        return Text("No night yet, so nothing was asked. See what the first one would do: hub plan")
    return Text("No open questions.")


def _half_known(found: Matters) -> Text:
    return Text(
        "Night {run} could not read {networks}: what was open before is listed as it was then.",
        run=str(found.run),
        networks=listed(found.unread),
    )


def _waiting(one: Asked, session: Session) -> Iterator[str]:
    from hub.report.phrases import Phrases

    phrases = Phrases(session.language)
    yield phrases.question(one.question)
    yield from phrases.answers(one.question)
    if not one.question.is_answerable:
        told = Text("ref {ref}; mend the data as it says, and the next night sees it", ref=one.question.ref)
        yield f"    {session.say(told)}"


def _answered(one: Asked, session: Session) -> Iterator[str]:
    from hub.report.phrases import Phrases

    assert one.decision is not None
    yield Phrases(session.language).question(one.question)
    yield from _given(one.decision, one.answer, session)


def _stands(kept: Kept, session: Session) -> Iterator[str]:
    title = kept.question.title if kept.question is not None else kept.decision.question
    yield f". {title}"
    yield from _given(kept.decision, kept.answer, session)


def _given(decision: Decision, answer: AnswerLine | None, session: Session) -> Iterator[str]:
    given = Text(
        "“{answer}”, said {who} on {day}",
        answer=answer.text if answer is not None else decision.answer,
        who=decision.who,
        day=decision.day,
    )
    if decision.reason:
        given = Text("{given}: {reason}", given=given, reason=decision.reason)
    command = f"hub review {decision.question} --take-back"
    yield f"    {session.say(given)}"
    yield f"    {session.say(Text('To take it back: `{command}`', command=command))}"


def _stays(events: Sequence[Event], session: Session) -> Iterator[str]:
    """To take an answer back undoes nothing: that is another decision."""
    if not events:
        return
    yield session.say(Text("Done since the answer, and stays as it is"))
    for event in events:
        done = Text(
            "night {run}: {did} in {network}",
            run=str(event.run),
            did=DID[event.action],
            network=event.network,
        )
        yield f"    {session.say(done)}"
    command = f"hub undo {events[0].run}"
    told = Text(
        "Mend it there by hand if it is not to stay; `{command}` shows the way back from the whole night.",
        command=command,
    )
    yield f"    {session.say(told)}"


def as_data(found: Matters, session: Session) -> dict[str, object]:
    """As the published schema describes it."""
    return {
        "schema": "hub-review/1",
        "run": found.run,
        "questions": [_asked(one, session) for one in found.asked],
        "standing": [_kept(one, session) for one in found.kept],
        "stays": [
            {"run": event.run, "network": event.network, "action": event.action} for event in found.stays
        ],
    }


def _asked(one: Asked, session: Session) -> dict[str, object]:
    question = one.question
    answers = [answer for answer in question.answers if answer.word]
    return {
        "id": question.id,
        "ref": question.ref,
        "title": question.title,
        "text": session.say(question.text),
        "answers": [
            {"number": number, "word": answer.word, "text": session.say(answer.text)}
            for number, answer in enumerate(answers, start=1)
        ],
        "place": session.say(question.place),
        "answered": None if one.decision is None else _decision(one.decision),
    }


def _kept(one: Kept, session: Session) -> dict[str, object]:
    question = one.question
    return {
        "id": one.decision.question,
        "ref": question.ref if question is not None else None,
        "title": question.title if question is not None else None,
        "text": session.say(question.text) if question is not None else None,
        "answered": _decision(one.decision),
    }


def _decision(decision: Decision) -> dict[str, object]:
    return {
        "word": decision.answer,
        "who": decision.who,
        "day": decision.day.isoformat(),
        "reason": decision.reason,
    }
