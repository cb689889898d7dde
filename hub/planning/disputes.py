"""What the two sides of a booking say so differently that only a person can decide."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from hub.changes import Record
from hub.language import Text
from hub.memory import Agreed
from hub.model import Booking, BookingStatus, NetworkName, Ref
from hub.planning.compare import digest, plain_number
from hub.planning.draft import Draft, title_of
from hub.planning.labels import status_label
from hub.planning.plan import Answer, Question, change_id
from hub.planning.status import AttendedAndCancelled, Merged, decided


@dataclass(frozen=True, slots=True)
class Sides:
    """A booking at home and its copy at the organiser."""

    record: Record[Booking]
    copy: Record[Booking]
    ref: Ref
    organiser: NetworkName


@dataclass(frozen=True, slots=True)
class Disputes:
    """Asks about one channel's bookings; both records are looked at again until somebody decided."""

    draft: Draft
    channel: NetworkName

    def about_move(self, sides: Sides) -> Text:
        """The booking is for another course than its copy. Gives what is asked, for the office to read in its row."""
        ref, organiser = sides.ref, sides.organiser
        text = self._whose_move(sides.record.value.course, sides.copy.value.course, ref, organiser)
        self._ask(change_id("moved", ref, organiser), sides, text=text)
        return text

    def _whose_move(self, here: str, there: str, ref: Ref, organiser: NetworkName) -> Text:
        """Who moved it can be told where an earlier night saw which course it was for."""
        draft = self.draft
        agreed = draft.memory.agreed.get((ref, organiser), {}).get("course")
        channel, at = draft.titles(self.channel), draft.titles(organiser)
        if agreed is not None and self._is_meant_by(there, agreed, organiser):
            return Text(
                "The booking was moved from {old} to {new} in {channel}. A seat is given for one course: "
                "cancel this booking and enter a new one, or move it back.",
                old=there,
                new=here,
                channel=channel,
            )
        if agreed is not None and self._is_meant_by(here, agreed, organiser):
            return Text(
                "The booking was moved from {old} to {new} in {organiser}. Have it moved back there: the seat was given "
                "for {old}. For {new} enter a new booking.",
                old=here,
                new=there,
                organiser=at,
            )
        return Text(
            "The booking is for {here} in {channel} and for {there} in {organiser}. A seat is given for one course: "
            "move it back where it was moved, or cancel this booking and enter a new one.",
            here=here,
            there=there,
            channel=channel,
            organiser=at,
        )

    def _is_meant_by(self, number: str, agreed: Agreed, organiser: NetworkName) -> bool:
        """Whether the course of an earlier night is this one: perhaps only its number is written otherwise by now."""
        view, key = self.draft.snapshot.courses(organiser), self.draft.memory.key
        own = view.own if view is not None else ()
        forms = {number, *(one for one in own if plain_number(one) == plain_number(number))}
        return any(digest("course", form, key=key) in {agreed.sent, agreed.seen} for form in forms)

    def settled(self, merged: Merged | AttendedAndCancelled, sides: Sides) -> Merged | None:
        """What the two statuses amount to, by a person's answer where they contradict each other; else asks for it."""
        home, there = sides.record.value.status, sides.copy.value.status
        if isinstance(merged, Merged):
            self._end_contradiction(sides)
            return merged
        question = _attended_question(sides, home, there)
        found = decided(self.draft.answer_to(question), home=home, organiser=there)
        if found is None:
            self._about_attendance(question, sides)
        else:
            self.draft.end(question, sides.ref)
        return found

    def _end_contradiction(self, sides: Sides) -> None:
        """They agree, by whatever way: a later cancellation or attendance is nobody's answer of today."""
        if self.draft.memory.decisions:
            for home, there in product(BookingStatus, BookingStatus):
                if home.is_cancelled and there.is_attendance:
                    self.draft.end(_attended_question(sides, home, there), sides.ref)

    def _about_attendance(self, question: str, sides: Sides) -> None:
        """The channel cancelled it, and the organiser says who came."""
        text = Text(
            "{channel} cancelled the booking, but {organiser} says “{status}”. Which is true?",
            channel=self.draft.titles(self.channel),
            organiser=self.draft.titles(sides.organiser),
            status=status_label(sides.copy.value.status),
        )
        self._ask(question, sides, text=text, answers=_ATTENDED_ANSWERS)

    def _ask(self, question: str, sides: Sides, *, text: Text, answers: tuple[Answer, ...] = ()) -> None:
        record = sides.record
        self.draft.look_again(self.channel, record)
        self.draft.look_again(sides.organiser, sides.copy)
        title = title_of(record.value)
        self.draft.ask(
            Question(id=question, ref=sides.ref, title=title, text=text, answers=answers, place=record.place)
        )


def _attended_question(sides: Sides, home: BookingStatus, there: BookingStatus) -> str:
    """The id under which a decision is kept: `organiser` or `cancelled`. Other statuses are another contradiction."""
    return change_id("attended", sides.ref, sides.organiser, home.value, there.value)


_ATTENDED_ANSWERS = (
    Answer("organiser", Text("what the organiser says is true")),
    Answer("cancelled", Text("it was cancelled")),
)
