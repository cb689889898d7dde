"""What the two sides of a booking say so differently that only a person can decide."""

from __future__ import annotations

from dataclasses import dataclass

from hub.changes import Record
from hub.language import Text
from hub.model import Booking, NetworkName, Ref
from hub.planning.draft import Draft, title_of
from hub.planning.labels import status_label
from hub.planning.plan import Question, change_id


@dataclass(frozen=True, slots=True)
class Disputes:
    """Asks about one channel's bookings; both records are looked at again until somebody decided."""

    draft: Draft
    channel: NetworkName

    def about_move(
        self, record: Record[Booking], copy: Record[Booking], ref: Ref, organiser: NetworkName
    ) -> Text:
        """The booking is for another course than its copy. Gives what is asked, for the office to read in its row."""
        text = Text(
            "The booking was moved from {old} to {new} in {channel}. A seat is given for one course: "
            "cancel this booking and enter a new one, or move it back.",
            old=copy.value.course,
            new=record.value.course,
            channel=self.draft.titles(self.channel),
        )
        answers = (Text("cancel and book anew"), Text("move it back"))
        self._look_again(record, copy, organiser)
        self._ask(change_id("moved", ref, organiser), record, ref, text=text, answers=answers)
        return text

    def about_attendance(
        self, record: Record[Booking], copy: Record[Booking], ref: Ref, organiser: NetworkName
    ) -> None:
        """The channel cancelled it, and the organiser says who came."""
        text = Text(
            "{channel} cancelled the booking, but {organiser} says “{status}”. Which is true?",
            channel=self.draft.titles(self.channel),
            organiser=self.draft.titles(organiser),
            status=status_label(copy.value.status),
        )
        answers = (Text("took part"), Text("cancelled"))
        self._look_again(record, copy, organiser)
        self._ask(change_id("attended", ref, organiser), record, ref, text=text, answers=answers)

    def _look_again(self, record: Record[Booking], copy: Record[Booking], organiser: NetworkName) -> None:
        self.draft.look_again(self.channel, record)
        self.draft.look_again(organiser, copy)

    def _ask(
        self, question: str, record: Record[Booking], ref: Ref, *, text: Text, answers: tuple[Text, ...]
    ) -> None:
        title = title_of(record.value)
        self.draft.ask(
            Question(id=question, ref=ref, title=title, text=text, answers=answers, place=record.place)
        )
