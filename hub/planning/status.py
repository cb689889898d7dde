"""Which status a booking ends up with when both sides have a say.

Attendance (organiser) beats a cancellation (either side) beats the seat decision (organiser) beats requested.
A cancellation is never lost and never undone by a confirmation; the cancellation of an attended seat is a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from hub.language import Text
from hub.model import BookingStatus, CourseStatus


class Rule(Enum):
    """Why a status has to change."""

    ATTENDANCE = auto()
    CANCELLED_AT_HOME = auto()
    CANCELLED_BY_ORGANISER = auto()
    COURSE_CANCELLED = auto()
    COURSE_GONE = auto()
    SEAT_DECISION = auto()
    NOT_FOR_THE_CHANNEL = auto()
    ASKED_AGAIN = auto()
    DECIDED = auto()


@dataclass(frozen=True, slots=True)
class Merged:
    """The status for both sides and the rule that gave it; None where that side is right already."""

    home: BookingStatus | None = None
    organiser: BookingStatus | None = None
    rule: Rule | None = None


class AttendedAndCancelled(Enum):
    """Somebody attended and the booking was cancelled: only people know which is true."""

    ASK = auto()


def merge(
    home: BookingStatus, organiser: BookingStatus, *, course: CourseStatus
) -> Merged | AttendedAndCancelled:
    """The merged status of a booking. `course` is the run status as the organiser tells it."""
    if organiser.is_attendance:
        if home.is_cancelled:
            return AttendedAndCancelled.ASK
        return _told(home, organiser, Rule.ATTENDANCE)
    if home.is_cancelled:
        return (
            Merged()
            if organiser.is_cancelled
            else Merged(None, _by_the_channel(home), Rule.CANCELLED_AT_HOME)
        )
    if organiser.is_cancelled:
        return _told(home, organiser, Rule.CANCELLED_BY_ORGANISER)
    if course is CourseStatus.CANCELLED and organiser not in _GONE_ANYWAY:
        cancelled = BookingStatus.CANCELLED_BY_ORGANISER
        return Merged(cancelled, cancelled, Rule.COURSE_CANCELLED)
    is_decided = organiser.is_seat_decision
    return _told(home, organiser, Rule.SEAT_DECISION if is_decided else Rule.NOT_FOR_THE_CHANNEL)


def asked_again(merged: Merged, *, course: CourseStatus, has_begun: bool) -> Merged:
    """For a request that a person took back: not the organiser's cancellation to be told at home, but to be asked anew.

    It is nobody's business any more when its course is cancelled or has begun.
    """
    if merged.rule is not Rule.CANCELLED_BY_ORGANISER or course is CourseStatus.CANCELLED:
        return merged
    return Merged() if has_begun else Merged(None, BookingStatus.REQUESTED, Rule.ASKED_AGAIN)


def decided(answer: str | None, *, home: BookingStatus, organiser: BookingStatus) -> Merged | None:
    """The merged status of an attended and cancelled booking after a person's answer; None while there is none."""
    match answer:
        case "organiser":
            return Merged(organiser, None, Rule.DECIDED)
        case "cancelled":
            return Merged(None, _by_the_channel(home), Rule.DECIDED)
        case _:
            return None


def why(rule: Rule | None, *, organiser: str, channel: str) -> Text:
    """The rule as the reason of a change; the networks as people call them."""
    match rule:
        case Rule.ATTENDANCE:
            return Text("attendance is told by {network}", network=organiser)
        case Rule.CANCELLED_AT_HOME:
            return Text("cancelled in {network}", network=channel)
        case Rule.CANCELLED_BY_ORGANISER:
            return Text("cancelled in {network}", network=organiser)
        case Rule.COURSE_CANCELLED:
            return Text("the course was cancelled by {network}", network=organiser)
        case Rule.COURSE_GONE:
            return Text("the course is gone from {network}", network=organiser)
        case Rule.SEAT_DECISION:
            return Text("{network} decided about the seat", network=organiser)
        case Rule.DECIDED:
            return Text("decided by a person, who was asked")
        case Rule.ASKED_AGAIN:
            return Text("requested anew through {network}, having been undone", network=channel)
        case _:
            return Text("only {network} gives seats; the request is still open", network=organiser)


def _by_the_channel(status: BookingStatus) -> BookingStatus:
    """Offices write “abgesagt” for a participant too; what the channel cancels is never the organiser's doing."""
    if status is BookingStatus.CANCELLED_BY_ORGANISER:
        return BookingStatus.CANCELLED_BY_COMPANY
    return status


_GONE_ANYWAY = frozenset({BookingStatus.DECLINED, BookingStatus.EXPIRED})


def _told(home: BookingStatus, organiser: BookingStatus, rule: Rule) -> Merged:
    return Merged() if home is organiser else Merged(organiser, None, rule)
