"""Courses that stand at the channel and may not be published there any more: a person says what becomes of them."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, replace
from typing import Final, get_args

from hub.changes import Record
from hub.language import Text
from hub.model import Course, CourseStatus, NetworkName, Ref
from hub.planning.agreements import COURSE_FIELDS, Pair
from hub.planning.compare import digest
from hub.planning.draft import Draft, Grounds, title_of
from hub.planning.plan import Answer, Question, change_id
from hub.planning.refusals import Ground, Refusal, withheld


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A course that stands at the channel, and what speaks against that."""

    draft: Draft
    pair: Pair
    _: KW_ONLY
    record: Record[Course]
    copy: Record[Course]
    refusal: Refusal

    def plan(self) -> None:
        """Asks what becomes of the copy, and of nothing else; or does what was decided."""
        answer = self.draft.answer_to(self._question)
        self.draft.look_again(self.pair.organiser, self.record)
        self.draft.look_again(self.pair.channel, self.copy)
        if answer == "cancel" or self._was_taken_off:
            self._take_off()
        elif self.refusal.is_passing:
            self._wait()
        elif answer == "leave":
            self._leave()
        else:
            self._ask()

    @property
    def _ref(self) -> Ref:
        return Ref(self.pair.organiser, "course", self.record.id)

    @property
    def _question(self) -> str:
        return _question(self._ref, self.pair.channel, self.refusal.withdrawn)

    @property
    def _is_off(self) -> bool:
        return self.copy.value.status is CourseStatus.CANCELLED

    @property
    def stays_off(self) -> bool:
        """Whether it is called off there, and does not come back for a reason of the moment."""
        return self._was_taken_off or (self.refusal.is_passing and self._was_called_off_by_the_hub)

    @property
    def _was_taken_off(self) -> bool:
        """A person called it off there: it stays so while anything speaks against it, not that ground alone."""
        questions = _questions(self._ref, self.pair.channel)
        return self._is_off and any(self.draft.answer_to(question) == "cancel" for question in questions)

    @property
    def _was_called_off_by_the_hub(self) -> bool:
        """Not by somebody at the channel: an earlier night wrote it, or saw it agreed."""
        agreed = self.draft.memory.agreed.get((self._ref, self.pair.channel), {}).get("status")
        off = digest("status", CourseStatus.CANCELLED, key=self.draft.memory.key)
        return self._is_off and agreed is not None and agreed.sent == off

    def _wait(self) -> None:
        """An earlier night called it off, and tonight nobody can say whether it may be offered there again."""
        self._set(CourseStatus.CANCELLED, self.refusal.reason)
        self.draft.taken_off.add((self._ref, self.pair.channel))
        self.draft.withheld.append(withheld(self.draft, self.pair, self.record, self._ref, self.refusal))

    def _take_off(self) -> None:
        """It takes place all the same: who has booked keeps the seat, and nobody books it here from now on."""
        reason = Text("decided: called off there; {reason}", reason=self.refusal.reason)
        self.draft.taken_off.add((self._ref, self.pair.channel))
        self._set(CourseStatus.CANCELLED, reason)

    def _leave(self) -> None:
        """Open again where it was called off for an answer that a person took back since."""
        if self._was_called_off_by_the_hub:
            self._set(self.record.value.status, Text("decided: offered there again"))
            return
        if self._is_off:
            self.draft.taken_off.add((self._ref, self.pair.channel))
        reason = Text("decided: what stands there stays as it is; {reason}", reason=self.refusal.reason)
        left = withheld(self.draft, self.pair, self.record, self._ref, Refusal(reason))
        self.draft.withheld.append(replace(left, stands_there=True))

    def _set(self, status: CourseStatus, reason: Text) -> None:
        ref, channel = self._ref, self.pair.channel
        after = self.copy.value.model_copy(update={"status": status})
        self.draft.expect(ref, channel, after, COURSE_FIELDS)
        if self.copy.value.status is not status:
            self.draft.amend(self.copy, after, ["status"], of=channel, ref=ref, grounds=Grounds(reason))

    def _ask(self) -> None:
        copies = self.draft.taken_off if self._is_off else self.draft.undecided
        copies.add((self._ref, self.pair.channel))
        self.draft.ask(
            Question(
                id=self._question,
                ref=self._ref,
                title=title_of(self.record.value),
                text=self._text(),
                answers=_OFF_ANSWERS if self._was_called_off_by_the_hub else _WITHDRAWN_ANSWERS,
                place=self.record.place,
            )
        )

    def _text(self) -> Text:
        channel, reason = self.draft.titles(self.pair.channel), self.refusal.reason
        if self._was_called_off_by_the_hub:
            return Text(
                "The course is called off in {network}, but no decision says so any more. Still: {reason}. "
                "Until somebody decides, it stays called off there; who has booked keeps the seat either way.",
                network=channel,
                reason=reason,
            )
        return Text(
            "The course stands in {network} already, but now: {reason}. Until somebody decides, it stays as it is "
            "and new bookings for it wait; who has booked keeps the seat either way.",
            network=channel,
            reason=reason,
        )


def end_withdrawal(draft: Draft, ref: Ref, channel: NetworkName) -> None:
    """Nothing speaks against the course any more: what was decided is not for the next time that something does."""
    for question in _questions(ref, channel):
        draft.end(question, ref)


def _questions(ref: Ref, channel: NetworkName) -> list[str]:
    grounds: tuple[Ground, ...] = get_args(Ground)
    return [_question(ref, channel, ground) for ground in grounds]


def _question(ref: Ref, channel: NetworkName, ground: Ground | None) -> str:
    """The id under which a decision is kept: `cancel` or `leave`. Who decided about one ground has not about another."""
    return change_id("withdrawn", ref, channel, ground)


_WITHDRAWN_ANSWERS: Final = (
    Answer("cancel", Text("cancel it there")),
    Answer("leave", Text("leave it there")),
)
_OFF_ANSWERS: Final = (
    Answer("cancel", Text("leave it called off there")),
    Answer("leave", Text("offer it there again")),
)
