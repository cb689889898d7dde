"""Courses that stand at the channel and may not be published there any more: a person says what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, get_args

from hub.changes import Record
from hub.language import Text
from hub.model import Course, CourseStatus, NetworkName, Ref
from hub.planning.agreements import COURSE_FIELDS, Pair
from hub.planning.draft import Draft, Grounds, title_of
from hub.planning.plan import Answer, Question, change_id
from hub.planning.refusals import Ground, Refusal, withheld


def plan_withdrawn(
    draft: Draft, pair: Pair, record: Record[Course], copy: Record[Course], refusal: Refusal
) -> None:
    """Asks what becomes of the copy, and of nothing else; or does what was decided."""
    ref = Ref(pair.organiser, "course", record.id)
    question = _question(ref, pair.channel, refusal.withdrawn)
    answer = draft.answer_to(question)
    is_off = copy.value.status is CourseStatus.CANCELLED
    draft.look_again(pair.organiser, record)
    draft.look_again(pair.channel, copy)
    if is_off or answer == "cancel" or not refusal.is_withdrawn:
        _take_off(draft, pair, copy, ref, refusal)
    elif answer == "leave":
        reason = Text("decided: what stands there stays as it is; {reason}", reason=refusal.reason)
        left = withheld(draft, pair, record, ref, Refusal(reason))
        draft.withheld.append(replace(left, stands_there=True))
    else:
        draft.ask(_withdrawal(draft, pair, record, question, refusal))


def was_taken_off(draft: Draft, ref: Ref, channel: NetworkName) -> bool:
    """Whether a person called it off there: it stays so while anything speaks against it, not that ground alone."""
    grounds: tuple[Ground, ...] = get_args(Ground)
    return any(draft.answer_to(_question(ref, channel, ground)) == "cancel" for ground in grounds)


def _question(ref: Ref, channel: NetworkName, ground: Ground | None) -> str:
    """The id under which a decision is kept: `cancel` or `leave`. Who decided about one ground has not about another."""
    return change_id("withdrawn", ref, channel, ground)


def _take_off(draft: Draft, pair: Pair, copy: Record[Course], ref: Ref, refusal: Refusal) -> None:
    """It takes place all the same: who has booked keeps the seat, and nobody books it through this channel from now on."""
    after = copy.value.model_copy(update={"status": CourseStatus.CANCELLED})
    draft.taken_off.add((ref, pair.channel))
    draft.expect(ref, pair.channel, after, COURSE_FIELDS)
    if copy.value.status is not CourseStatus.CANCELLED:
        reason = Text("decided: called off there; {reason}", reason=refusal.reason)
        draft.amend(copy, after, ["status"], of=pair.channel, ref=ref, grounds=Grounds(reason))


def _withdrawal(
    draft: Draft, pair: Pair, record: Record[Course], question: str, refusal: Refusal
) -> Question:
    return Question(
        id=question,
        ref=Ref(pair.organiser, "course", record.id),
        title=title_of(record.value),
        text=Text(
            "The course stands in {network} already, but now: {reason}. Until somebody decides, it stays as it is; "
            "who has booked keeps the seat either way.",
            network=draft.titles(pair.channel),
            reason=refusal.reason,
        ),
        answers=_WITHDRAWN_ANSWERS,
        place=record.place,
    )


_WITHDRAWN_ANSWERS: Final = (
    Answer("cancel", Text("cancel it there")),
    Answer("leave", Text("leave it there")),
)
