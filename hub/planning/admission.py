"""Which new bookings of a channel may be passed on to the organiser, and what speaks against the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hub.judging import Several
from hub.language import Text, listed
from hub.model import Booking, Company, CourseStatus, Kind, Member, NetworkName, Ref
from hub.planning.copies import hindrance, may_be_unseen, not_wholly_known, unread
from hub.planning.draft import Draft
from hub.planning.labels import status_label
from hub.planning.numbers import Ambiguous, CourseNumbers, SharedCourse
from hub.planning.obstacles import Obstacle, passing
from hub.planning.plan import Answer, change_id
from hub.planning.removals import Removals
from hub.planning.renumbering import renumbering_question
from hub.planning.seats import Seats
from hub.planning.snapshot import View
from hub.planning.undone import copies_taken_back


@dataclass(frozen=True, slots=True)
class Admitted:
    """A booking that may go to the organiser."""

    course: SharedCourse
    member: Member


@dataclass(frozen=True)
class Admission:
    """Judges one channel's new bookings, in the order in which they are handed in."""

    draft: Draft
    channel: NetworkName
    numbers: CourseNumbers
    copies_at: Mapping[NetworkName, View[Booking]]

    def judge(
        self, booking: Booking, ref: Ref, course: SharedCourse | Ambiguous | None, *, is_known: bool = False
    ) -> Admitted | Obstacle:
        """Whether the booking goes on, or the first thing against it; `is_known`: it stands there, taken back."""
        before = self.draft.renumbered.before_by_now.get(ref)
        if before is not None:
            return self._renumbered(ref, before)
        if not isinstance(course, SharedCourse):
            return self._unknown_course(booking, course)
        obstacle = self._course_is_closed(course)
        if obstacle is None and not is_known:
            obstacle = (
                self._cannot_be_added(ref, course.pair.organiser)
                or self._was_removed(ref, course)
                or self._has_an_answer(booking, ref, course)
            )
        if obstacle is not None:
            return obstacle
        member = self._entitled_member(booking)
        if isinstance(member, Obstacle):
            return member
        return self._somebody_twice(booking, ref, course) or Admitted(course, member)

    @property
    def removals(self) -> Removals:
        """What organisers removed without cancelling it."""
        return Removals(self.draft, self.copies_at)

    def _unknown_course(self, booking: Booking, course: Ambiguous | None) -> Obstacle:
        unsure = [pair.organiser for pair in self.numbers.pairs if self.is_unsure(pair.organiser, "course")]
        if course is None and unsure:
            return self._not_tonight(unsure[0], "course")
        if course is None and self.numbers.is_garbled(booking.course):
            return Obstacle(
                Text("the row of course {number} cannot be read tonight", number=booking.course),
                Text("Nothing to do here; the row is named in the report."),
                is_passing=True,
            )
        if course is None:
            return Obstacle(
                Text("there is no course {number}", number=booking.course),
                Text("Correct the course number."),
            )
        organisers = listed(self.draft.titles(name) for name in course.organisers)
        return Obstacle(
            Text("{organisers} all have a course {number}", organisers=organisers, number=booking.course),
            Text("Ask the organisers to give their courses numbers of their own."),
        )

    def _course_is_closed(self, course: SharedCourse) -> Obstacle | None:
        number, organiser = course.ref.id, self.draft.titles(course.pair.organiser)
        if not course.pair.is_running:
            return Obstacle(
                Text("the agreement with {network} has ended", network=organiser),
                Text("Book with {network} directly.", network=organiser),
            )
        if not course.is_published and self._may_copy_be_unseen(course):
            return self._not_tonight(self.channel, "course")
        if not course.is_published:
            return Obstacle(
                Text("course {number} is not offered through {network}", number=number, network=self._title),
                Text("Choose a course from the list, or ask {network} to release it.", network=organiser),
            )
        if (course.ref, self.channel) in self.draft.undecided:
            return Obstacle(
                Text(
                    "nobody has decided yet whether course {number} is still offered through {network}",
                    number=number,
                    network=self._title,
                ),
                Text("Nothing to do here: it waits for the answer to the question about the course."),
            )
        if course.value.status is CourseStatus.CANCELLED:
            return Obstacle(
                Text("course {number} was cancelled by {network}", number=number, network=organiser),
                Text("Choose another course, or set this booking to cancelled."),
            )
        if course.value.starts_at <= self.draft.now:
            return Obstacle(
                Text("course {number} began on {day}", number=number, day=self.draft.day_of(course.value)),
                Text("Choose a later course, or ask {network} directly.", network=organiser),
            )
        return None

    def _may_copy_be_unseen(self, course: SharedCourse) -> bool:
        found = unread(self.draft, course.ref, self.channel)
        return found is not None or self.is_unsure(self.channel, "course")

    def _cannot_be_added(self, ref: Ref, organiser: NetworkName) -> Obstacle | None:
        found = hindrance(self.draft, ref, organiser)
        return passing(found) if found else None

    def is_unsure(self, network: NetworkName, kind: Kind) -> bool:
        """Whether a record that is not in tonight's reading may exist all the same."""
        return may_be_unseen(self.draft, network, kind)

    def _not_tonight(self, network: NetworkName, kind: Kind) -> Obstacle:
        return passing(not_wholly_known(self.draft, network, kind))

    def _was_removed(self, ref: Ref, course: SharedCourse) -> Obstacle | None:
        """What speaks against writing it anywhere: some organiser has it, or had it, under this very ref."""
        for organiser in [course.pair.organiser, *(pair.organiser for pair in self.numbers.pairs)]:
            obstacle = self.removals.obstacle(ref, organiser)
            if obstacle is not None:
                return obstacle
        return None

    def _has_an_answer(self, booking: Booking, ref: Ref, course: SharedCourse) -> Obstacle | None:
        """An answer to a request that the organiser does not know: asking anew might give a second seat, or a first."""
        organiser, status = course.pair.organiser, booking.status
        question = change_id("answered", ref, organiser)
        if not (status.is_seat_decision or status.is_attendance) or self.removals.is_wanted_again(
            ref, organiser
        ):
            return None
        if self.draft.answer_to(question) == "again":
            return None
        self.take_seat(booking, ref, course)  # whoever asks for the same seat after it is asked about, too
        return Obstacle(
            Text(
                "{channel} says “{status}”, but {organiser} has no such booking",
                channel=self._title,
                status=status_label(status.value),
                organiser=self.draft.titles(organiser),
            ),
            Text("Set it to requested to pass it on, or cancel it."),
            question,
            _ANSWERED_ANSWERS,
        )

    def _entitled_member(self, booking: Booking) -> Member | Obstacle:
        found = self.draft.directory.member_of(self.channel, booking.company)
        name = booking.company.name
        if name is None:
            return Obstacle(Text("the company is missing"), Text("Enter the company's name."))
        if found is None and self.is_unsure(self.channel, "member"):
            return self._not_tonight(self.channel, "member")
        if found is None:
            return Obstacle(
                Text("{company} is no member of {network}", company=name, network=self._title),
                Text("Correct the company's name, or enter it among the members."),
            )
        if isinstance(found, Several):
            return Obstacle(
                Text("{company} may be any of {names}", company=name, names=listed(found.names)),
                Text("Write the name in full, or add the town."),
            )
        day = booking.booked_on or self.draft.today
        if not found.is_active_on(day):
            return Obstacle(
                Text(
                    "{company} was no active member of {network} on {day}",
                    company=found.name,
                    network=self._title,
                    day=day,
                ),
                Text("Check the membership; guests book with the organiser directly."),
            )
        return found

    def take_seat(self, booking: Booking, ref: Ref, course: SharedCourse) -> None:
        """Notes that this person asks for a seat now, for those who are looked at after it."""
        self._seats_at(course.pair.organiser).take(booking, course=course.ref.id, ref=ref)

    def _somebody_twice(self, booking: Booking, ref: Ref, course: SharedCourse) -> Obstacle | None:
        alike = self._seats_at(course.pair.organiser).refs_like(booking, course=course.ref.id)
        first = next((one for one in alike if one != ref and not self._is_given_up_for(ref, one)), None)
        if first is None:
            return None
        question = change_id("twice", course.ref, *sorted([str(ref), str(first)]))
        if self.draft.answer_to(question) == "different":
            return None
        is_own = first.home == self.channel  # another network's booking is not the channel's to see
        return Obstacle(
            Text(
                "a person of the same name has the booking {number} for {course}",
                number=first.id,
                course=course.ref.id,
            )
            if is_own
            else Text(
                "a person of the same name seems to be booked for {course} already", course=course.ref.id
            ),
            Text(
                "If it is the same person, cancel one of the two; if not, write both names so that they differ."
            ),
            question,
            _TWICE_ANSWERS,
        )

    def _is_given_up_for(self, ref: Ref, other: Ref) -> bool:
        """Whether a person said that `ref` is new, and the other one, which its home lacks, is to be cancelled."""
        return self.draft.renumbered.instead.get(other) == ref

    def _renumbered(self, ref: Ref, before: Ref) -> Obstacle:
        question = None if (ref.home, ref.kind) in self.draft.doubts else renumbering_question(ref, before)
        return Obstacle(
            Text("this booking had the number {number} until now", number=before.id),
            Text("Write {number} back into the row: a number never changes.", number=before.id),
            question,
            _RENUMBERED_ANSWERS,
            is_passing=question is None,  # the whole reading is held
        )

    def _seats_at(self, organiser: NetworkName) -> Seats:
        seats = self.draft.seats
        if organiser not in seats:
            view = self.copies_at[organiser]
            seats[organiser] = Seats.at(view, also=self._to_come_again())
            seats[organiser].take_unread(view, self._homes(organiser), self.draft.memory.agreed)
        return seats[organiser]

    def _homes(self, organiser: NetworkName) -> list[View[Booking]]:
        """All whose bookings the organiser may have."""
        networks = (network for network, kind in self.draft.snapshot.views if kind == "booking")
        found = (self.draft.snapshot.bookings(network) for network in networks if network != organiser)
        return [home for home in found if home is not None]

    def _to_come_again(self) -> frozenset[Ref]:
        """Requests that were taken back and stand at home as before: once released they are made again."""
        taken_back = {ref for ref, _ in copies_taken_back(self.draft.memory.undone)}
        return frozenset(ref for ref in taken_back if self._stands_at_home(ref))

    def _stands_at_home(self, ref: Ref) -> bool:
        home = self.draft.snapshot.bookings(ref.home)
        record = home.own.get(ref.id) if home is not None else None
        if home is None or record is None or not home.is_readable(record):
            return False
        return not record.value.status.is_cancelled

    def company_of(self, booking: Booking) -> Company | None:
        """The member's own data for a booking's company; None when it cannot be said who that is."""
        found = self.draft.directory.member_of(self.channel, booking.company)
        return found if isinstance(found, Member) else None

    @property
    def _title(self) -> str:
        return self.draft.titles(self.channel)


_ANSWERED_ANSWERS = (Answer("again", Text("pass it on as a request")),)
_TWICE_ANSWERS = (Answer("different", Text("two different people: pass it on")),)
_RENUMBERED_ANSWERS = (Answer("new", Text("a new booking: cancel the old one")),)
