"""Which status a booking ends up with when both sides have a say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.model import BookingStatus as B
from hub.model import CourseStatus
from hub.planning.status import AttendedAndCancelled, Merged, Rule, merge

OPEN, CANCELLED = CourseStatus.OPEN, CourseStatus.CANCELLED
statuses = st.sampled_from(list(B))


@pytest.mark.parametrize(
    ("home", "organiser", "expected"),
    [
        (B.REQUESTED, B.REQUESTED, Merged()),
        (B.REQUESTED, B.CONFIRMED, Merged(B.CONFIRMED, None, Rule.SEAT_DECISION)),
        (B.REQUESTED, B.WAITLISTED, Merged(B.WAITLISTED, None, Rule.SEAT_DECISION)),
        (B.CONFIRMED, B.DECLINED, Merged(B.DECLINED, None, Rule.SEAT_DECISION)),
        (B.CONFIRMED, B.REQUESTED, Merged(B.REQUESTED, None, Rule.NOT_FOR_THE_CHANNEL)),
        (B.CANCELLED_BY_COMPANY, B.CONFIRMED, Merged(None, B.CANCELLED_BY_COMPANY, Rule.CANCELLED_AT_HOME)),
        (
            B.CONFIRMED,
            B.CANCELLED_BY_ORGANISER,
            Merged(B.CANCELLED_BY_ORGANISER, None, Rule.CANCELLED_BY_ORGANISER),
        ),
        (B.CANCELLED_BY_PARTICIPANT, B.CANCELLED_BY_ORGANISER, Merged()),
        (B.CONFIRMED, B.ATTENDED, Merged(B.ATTENDED, None, Rule.ATTENDANCE)),
        (B.ATTENDED, B.NO_SHOW, Merged(B.NO_SHOW, None, Rule.ATTENDANCE)),
        (B.CANCELLED_BY_COMPANY, B.ATTENDED, AttendedAndCancelled.ASK),
    ],
)
def test_each_side_says_what_is_its_to_say(home: B, organiser: B, expected: object) -> None:
    assert merge(home, organiser, course=OPEN) == expected


def test_the_bookings_of_a_cancelled_course_are_cancelled_on_both_sides() -> None:
    cancelled = B.CANCELLED_BY_ORGANISER

    assert merge(B.CONFIRMED, B.CONFIRMED, course=CANCELLED) == Merged(
        cancelled, cancelled, Rule.COURSE_CANCELLED
    )


def test_a_declined_request_stays_declined_when_the_course_is_cancelled() -> None:
    assert merge(B.REQUESTED, B.DECLINED, course=CANCELLED) == Merged(B.DECLINED, None, Rule.SEAT_DECISION)


@given(statuses, statuses, st.sampled_from([OPEN, CANCELLED]))
def test_merging_again_changes_nothing(home: B, organiser: B, course: CourseStatus) -> None:
    merged = merge(home, organiser, course=course)
    if isinstance(merged, AttendedAndCancelled):
        return
    home, organiser = merged.home or home, merged.organiser or organiser

    assert merge(home, organiser, course=course) == Merged()


@given(statuses, statuses, st.sampled_from([OPEN, CANCELLED]))
def test_a_cancellation_is_never_lost_and_never_undone(home: B, organiser: B, course: CourseStatus) -> None:
    merged = merge(home, organiser, course=course)
    if not (home.is_cancelled or organiser.is_cancelled) or isinstance(merged, AttendedAndCancelled):
        return
    after_home, after_organiser = merged.home or home, merged.organiser or organiser

    assert organiser.is_attendance or (after_home.is_cancelled and after_organiser.is_cancelled)


@given(statuses, statuses)
def test_the_channel_never_gives_a_seat(home: B, organiser: B) -> None:
    merged = merge(home, organiser, course=OPEN)

    assert not isinstance(merged, Merged) or merged.organiser is None or merged.organiser.is_cancelled
