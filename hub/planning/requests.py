"""New bookings of a channel: what is passed on to the organiser, and what the office is told of the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from hub.changes import Record
from hub.config import Agreement
from hub.language import Text
from hub.model import Booking, BookingStatus, NetworkName, Ref
from hub.planning.admission import Admission, Admitted
from hub.planning.agreements import shared_booking, shared_fields
from hub.planning.calling import with_short_names
from hub.planning.compare import differences, with_fields
from hub.planning.copies import hold_if_unsure, reason_to_add
from hub.planning.draft import Draft, Grounds, title_of
from hub.planning.lost import stands_unreached
from hub.planning.numbers import Ambiguous, CourseNumbers, OwnCourse, SharedCourse
from hub.planning.obstacles import Obstacle
from hub.planning.plan import PlannedChange, Question, Withheld


@dataclass(frozen=True)
class Requests:
    """The desk where a channel's new bookings are looked at, in order of arrival."""

    draft: Draft
    channel: NetworkName
    numbers: CourseNumbers
    admission: Admission
    _taken: list[tuple[Record[Booking], Ref]] = field(default_factory=list)

    def take(self, record: Record[Booking], ref: Ref) -> None:
        """Puts a booking without a copy at any organiser into the queue."""
        self._taken.append((record, ref))

    def plan(self) -> None:
        """Plans whatever was taken, in that order: who is first keeps the seat."""
        for record, ref in self._taken:
            course = self.numbers.find(record.value.course)
            if record.value.status.is_cancelled:
                self._list_unreached(record, ref, course)
            if isinstance(course, OwnCourse):
                continue
            if record.value.status.is_cancelled:
                self.tell_home(record, ref, note=None)
                continue
            judged = self.admission.judge(record.value, ref, course)
            if isinstance(judged, Obstacle):
                self.turn_away(record, ref, judged)
            else:
                self._pass_on(record, ref, judged)

    def _list_unreached(
        self, record: Record[Booking], ref: Ref, course: SharedCourse | OwnCourse | Ambiguous | None
    ) -> None:
        """A seat that the cancellation does not reach, and that somebody can still free."""
        if isinstance(course, SharedCourse) and course.value.starts_at <= self.draft.now:
            return
        for organiser in dict.fromkeys(pair.organiser for pair in self.numbers.pairs):
            left = stands_unreached(self.draft, record, ref=ref, network=organiser)
            if left is not None:
                self.draft.look_again(self.channel, record)
                self.draft.withheld.append(left)

    def turn_away(self, record: Record[Booking], ref: Ref, obstacle: Obstacle) -> None:
        """Tells the office and the report what speaks against it, or asks; the next night looks again."""
        self.draft.look_again(self.channel, record)
        if not obstacle.is_passing:
            self.tell_home(record, ref, note=self._note(obstacle))
        title = title_of(record.value)
        if obstacle.question is not None:
            self.draft.ask(
                Question(
                    id=obstacle.question,
                    ref=ref,
                    title=title,
                    text=Text("{reason}. {remedy}", reason=obstacle.reason, remedy=obstacle.remedy),
                    answers=obstacle.answers,
                    place=record.place,
                )
            )
            return
        self.draft.withheld.append(
            Withheld(
                ref=ref,
                network=self.channel,
                title=title,
                reason=obstacle.reason,
                remedy=obstacle.remedy,
                place=record.place,
            )
        )

    def _note(self, obstacle: Obstacle) -> str:
        """What the office reads in its own sheet: two sentences, the networks as people call them."""
        short_by_title = self.draft.titles.short_by_title
        reason, remedy = (
            with_short_names(text, short_by_title).say(self.draft.language)
            for text in (obstacle.reason, obstacle.remedy)
        )
        return f"{reason[:1].upper()}{reason[1:].rstrip('.')}. {remedy}"

    def tell_home(self, record: Record[Booking], ref: Ref, *, note: str | None) -> PlannedChange | None:
        """Gives the home row its id where it has none, and the hub's note; both in one change."""
        values: dict[str, object] = {"id": record.id} if record.proposed else {}
        after = cast("Booking", with_fields(record.value, {"note": note}))
        agreed = self.draft.memory.agreed.get((ref, self.channel), {})
        if differences(
            home=after, copy=record.value, fields=("note",), agreed=agreed, key=self.draft.memory.key
        ):
            values["note"] = note
        self.draft.expect(ref, self.channel, after, ("note",))
        if not values:
            return None
        reason = (
            Text("the row has no number yet") if record.proposed else Text("the hub tells the office why")
        )
        if note is None and not record.proposed:
            reason = Text("the hub's note is settled")
        after = cast("Booking", with_fields(record.value, values))
        return self.draft.amend(record, after, values, of=self.channel, ref=ref, grounds=Grounds(reason))

    def _pass_on(self, record: Record[Booking], ref: Ref, admitted: Admitted) -> None:
        course, organiser = admitted.course, admitted.course.pair.organiser
        adopted = self.tell_home(record, ref, note=None) if record.proposed else None
        agreement = course.pair.agreement_for(self.draft.day_of(course.value))
        price, why = self._price(record.value, admitted, agreement)
        request = shared_booking(
            record.value, ref=ref, course=course.ref.id, company=admitted.member, agreement=agreement
        ).model_copy(update={"status": BookingStatus.REQUESTED, "price": price})
        self.draft.expect(ref, organiser, request, [*shared_fields(agreement), "course"])
        reason = Text("requested through {network}; {price}", network=self._title, price=why)
        reason = reason_to_add(self.draft, reason, ref, organiser)
        follows = adopted.id if adopted else None
        added = self.draft.add(request, to=organiser, reason=reason, place=record.place, follows=follows)
        everybody = [organiser, *(pair.organiser for pair in self.numbers.pairs)]
        hold_if_unsure(self.draft, added, anywhere=everybody)
        self.admission.take_seat(record.value, ref, course)
        self.admission.removals.end(ref, organiser)
        fields = ["status"] if adopted or record.value.note is None else ["status", "note"]
        self.draft.amend(
            record,
            cast("Booking", with_fields(record.value, {"note": None})),
            fields,
            of=self.channel,
            ref=ref,
            grounds=Grounds(
                Text("the answer of {network}", network=self.draft.titles(organiser)),
                follows=added.id,
                awaits_answer=True,
            ),
        )

    def _price(
        self, booking: Booking, admitted: Admitted, agreement: Agreement
    ) -> tuple[Decimal | None, Text]:
        """What the seat costs, decided on the booking day: membership then counts, and the best price wins."""
        course, organiser = admitted.course.value, admitted.course.pair.organiser
        day = booking.booked_on or self.draft.today
        is_member_there = self.draft.directory.is_also_in(
            admitted.member, of=self.channel, network=organiser, day=day
        )
        if is_member_there or agreement.price == "member":
            price, kind = course.price_member, Text("price for members")
        else:
            price, kind = course.price_guest, Text("price for guests")
        if is_member_there:
            kind = Text(
                "price for members, being a member of {network} too", network=self.draft.titles(organiser)
            )
        return price, kind if price is not None else Text("no price known")

    @property
    def _title(self) -> str:
        return self.draft.titles(self.channel)
