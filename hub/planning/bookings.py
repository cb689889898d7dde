"""Bookings flow from the channel to the organiser as requests; the organiser's answer flows back the same night."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import cast

from hub.changes import Record
from hub.config import Agreement
from hub.language import Text
from hub.memory import CopyKey
from hub.model import Booking, CourseStatus, NetworkName, Ref
from hub.planning.admission import Admission
from hub.planning.agreements import Pair, shared_booking, shared_fields
from hub.planning.compare import Difference, differences, plain_number, with_fields
from hub.planning.courses import reason_of
from hub.planning.disputes import Disputes, Sides
from hub.planning.draft import Draft, Grounds
from hub.planning.numbers import CourseNumbers
from hub.planning.obstacles import Obstacle
from hub.planning.plan import PlannedChange
from hub.planning.requests import Requests
from hub.planning.snapshot import View
from hub.planning.status import Merged, Rule, asked_again, merge, why
from hub.planning.undone import copies_taken_back


def plan_bookings(draft: Draft, channel: NetworkName, pairs: Sequence[Pair]) -> None:
    """Compares the channel's bookings with their copies at every organiser it works with."""
    home = draft.snapshot.bookings(channel)
    if home is None:
        return
    desk = _Desk(draft, channel, pairs, home)
    if desk.is_all_quiet:
        return
    for record in desk.in_order_of_arrival():
        desk.look_at(record)
    desk.requests.plan()


@dataclass(frozen=True, slots=True)
class _Both:
    """A booking at home and its copy at the organiser, with what the two statuses amount to."""

    record: Record[Booking]
    copy: Record[Booking]
    ref: Ref
    organiser: NetworkName
    agreement: Agreement
    is_running: bool
    merged: Merged


@dataclass(frozen=True)
class _Desk:
    """One channel's bookings beside all that is needed to judge them."""

    draft: Draft
    channel: NetworkName
    pairs: Sequence[Pair]
    home: View[Booking]

    @cached_property
    def copies_at(self) -> dict[NetworkName, View[Booking]]:
        views = {pair.organiser: self.draft.snapshot.bookings(pair.organiser) for pair in self.pairs}
        return {organiser: view for organiser, view in views.items() if view is not None}

    @cached_property
    def numbers(self) -> CourseNumbers:
        return CourseNumbers(self.draft, self.channel, self.pairs)

    @cached_property
    def admission(self) -> Admission:
        return Admission(self.draft, self.channel, self.numbers, self.copies_at)

    @cached_property
    def requests(self) -> Requests:
        return Requests(self.draft, self.channel, self.numbers, self.admission)

    @property
    def _disputes(self) -> Disputes:
        return Disputes(self.draft, self.channel)

    @property
    def is_all_quiet(self) -> bool:
        copies = all(view.is_all_quiet for view in self.copies_at.values())
        return self.home.is_all_quiet and copies and not self.numbers.moved

    def in_order_of_arrival(self) -> list[Record[Booking]]:
        """Records that need a look, the earlier booking first: the first come keeps the seat."""
        waiting = [
            record
            for record in self.home.own.values()
            if not self._is_quiet(record) and self.home.is_readable(record)
        ]
        return sorted(waiting, key=self._arrival)

    def _arrival(self, record: Record[Booking]) -> tuple[date, int]:
        """Day by day; within a day as they stand in the sheet, for the hub's own numbers are in no order.

        So nobody's turn depends on whether a night that was killed had numbered the rows already.
        """
        return record.value.booked_on or self.draft.today, self._position[record.id]

    @cached_property
    def _position(self) -> dict[str, int]:
        return {record.id: position for position, record in enumerate(self.home.reading.records)}

    def _is_quiet(self, record: Record[Booking]) -> bool:
        if not self.home.is_quiet(record):
            return False
        found = self._copy_of(Ref(self.channel, "booking", record.id))
        if found is None:  # its copy may stand where nobody could look tonight
            return any(self._may_stand_at(pair.organiser, record) for pair in self.pairs)
        organiser, copy = found
        return self.copies_at[organiser].is_quiet(copy) and organiser not in self.numbers.moved

    def _may_stand_at(self, organiser: NetworkName, record: Record[Booking]) -> bool:
        if self.admission.is_unsure(organiser, "booking"):
            return True
        return self.copies_at[organiser].unread.has(Ref(self.channel, "booking", record.id))

    def _copy_of(self, ref: Ref) -> tuple[NetworkName, Record[Booking]] | None:
        for organiser, view in self.copies_at.items():
            if ref in view.copies:
                return organiser, view.copies[ref]
        return None

    def look_at(self, record: Record[Booking]) -> None:
        """Compares it with its copy, or takes it as a request where it has none."""
        ref = Ref(self.channel, "booking", record.id)
        found = self._copy_of(ref)
        if found is None:
            self.requests.take(record, ref)
            return
        organiser, copy = found
        if self.copies_at[organiser].is_readable(copy):
            self._compare(record, copy, ref, organiser)

    def _compare(
        self, record: Record[Booking], copy: Record[Booking], ref: Ref, organiser: NetworkName
    ) -> None:
        sides = Sides(record, copy, ref, organiser)
        self.admission.removals.end(ref, organiser)
        has_moved = plain_number(record.value.course) != plain_number(copy.value.course)
        if has_moved and not record.value.status.is_cancelled:
            text = self._disputes.about_move(sides)
            self.requests.tell_home(record, ref, note=text.say(self.draft.language))
            return
        ref_of_course = Ref(organiser, "course", copy.value.course)
        course = self.numbers.course_of(ref_of_course)
        status = course.status if course else CourseStatus.OPEN
        if ref_of_course in self.numbers.cancelled:
            status = CourseStatus.CANCELLED
        said = merge(record.value.status, copy.value.status, course=status)
        merged = self._disputes.settled(said, sides)
        if merged is None:
            return
        if merged.rule is Rule.COURSE_CANCELLED and course is None:
            merged = replace(merged, rule=Rule.COURSE_GONE)
        if (ref, organiser) in self._taken_back:
            has_begun = course is not None and course.starts_at <= self.draft.now
            merged = asked_again(merged, course=status, has_begun=has_begun)
        if merged.rule is Rule.ASKED_AGAIN and self._is_turned_away(record, ref, ref_of_course):
            return
        pair = next(pair for pair in self.pairs if pair.organiser == organiser)
        agreement = pair.agreement_for(self.draft.day_of(course)) if course else pair.agreements[0]
        both = _Both(record, copy, ref, organiser, agreement, pair.is_running, merged)
        cause = ref_of_course if status is CourseStatus.CANCELLED else None
        corrected = self._correct_copy(both, cause)
        if corrected is not None and both.merged.rule is Rule.ASKED_AGAIN:
            self._await_answer(both, corrected)
        else:
            self._tell_home(both, cause)

    @cached_property
    def _taken_back(self) -> frozenset[CopyKey]:
        return copies_taken_back(self.draft.memory.undone)

    @cached_property
    def _released(self) -> frozenset[CopyKey]:
        return self._taken_back - copies_taken_back(
            one for one in self.draft.memory.undone if not one.is_released
        )

    def _is_turned_away(self, record: Record[Booking], ref: Ref, course: Ref) -> bool:
        """Who releases a request does not say what has become of the course, the company and the seats since."""
        if (ref, course.home) not in self._released:
            return False  # nothing is asked anew tonight
        judged = self.admission.judge(record.value, ref, self.numbers.shared(course), is_known=True)
        if isinstance(judged, Obstacle):
            self.requests.turn_away(record, ref, judged)
        return isinstance(judged, Obstacle)

    def _correct_copy(self, both: _Both, cause: Ref | None) -> PlannedChange | None:
        """What the organiser's copy has to become: the home's shared fields, and a cancellation."""
        found = self._shared_differences(both)
        values: dict[str, object] = {difference.field: difference.after for difference in found}
        if both.merged.organiser is not None:
            values["status"] = both.merged.organiser
        if not values:
            return None
        home, there = self.draft.titles(self.channel), self.draft.titles(both.organiser)
        reason = self._why(both) if "status" in values else reason_of(found, home=home, there=there)
        after = cast("Booking", with_fields(both.copy.value, values))
        return self.draft.amend(
            both.copy,
            after,
            values,
            of=both.organiser,
            ref=both.ref,
            grounds=Grounds(
                reason, cause=cause, is_conflict=any(difference.edited_there for difference in found)
            ),
        )

    def _shared_differences(self, both: _Both) -> list[Difference]:
        company = self.admission.company_of(both.record.value)
        fields = shared_fields(both.agreement) if both.is_running else ()
        want = shared_booking(
            both.record.value,
            ref=both.ref,
            course=both.copy.value.course,
            company=company or both.copy.value.company,
            agreement=both.agreement,
        )
        names = [name for name in fields if company is not None or not name.startswith("company.")]
        self.draft.expect(both.ref, both.organiser, want, [*names, "course"])
        return differences(
            home=want,
            copy=both.copy.value,
            fields=names,
            agreed=self.draft.memory.agreed.get((both.ref, both.organiser), {}),
            key=self.draft.memory.key,
        )

    def _tell_home(self, both: _Both, cause: Ref | None) -> None:
        """What the channel's own record has to show: the merged status, and no note that is out of date.

        Its number, too, where it was passed on under one that its system said it kept and did not.
        """
        value = both.record.value
        values: dict[str, object] = {"id": both.record.id} if both.record.proposed else {}
        if both.merged.home is not None and both.merged.home is not value.status:
            values["status"] = both.merged.home
        if value.note is not None:
            values["note"] = None
        if values:
            after = cast("Booking", with_fields(value, values))
            self.draft.amend(
                both.record,
                after,
                values,
                of=self.channel,
                ref=both.ref,
                grounds=Grounds(self._why_told(both, values), cause=cause),
            )

    def _why_told(self, both: _Both, values: Collection[str]) -> Text:
        if "status" in values:
            return self._why(both)
        return Text("the row has no number yet") if "id" in values else Text("the hub's note is settled")

    def _await_answer(self, both: _Both, asked: PlannedChange) -> None:
        value = both.record.value
        self.draft.amend(
            both.record,
            cast("Booking", with_fields(value, {"note": None})),
            ["status"] if value.note is None else ["status", "note"],
            of=self.channel,
            ref=both.ref,
            grounds=Grounds(
                Text("the answer of {network}", network=self.draft.titles(both.organiser)),
                follows=asked.id,
                awaits_answer=True,
            ),
        )

    def _why(self, both: _Both) -> Text:
        organiser, channel = self.draft.titles(both.organiser), self.draft.titles(self.channel)
        return why(both.merged.rule, organiser=organiser, channel=channel)
