from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.cells import clean
from hub.connectors.spreadsheet.words import (
    BOOKING_STATUS,
    COURSE_STATUS,
    MEMBER_STATUS,
    split,
    statuses,
    written_word,
)
from hub.model import BookingStatus, CourseStatus, MemberStatus

TABLES = [(MEMBER_STATUS, MemberStatus), (COURSE_STATUS, CourseStatus), (BOOKING_STATUS, BookingStatus)]


@pytest.mark.parametrize(("words", "states"), TABLES)
def test_every_status_has_words_and_every_word_one_status(words, states):
    assert set(words) == set(states)
    every = [clean(word).casefold() for alike in words.values() for word in split(alike)]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(("words", "states"), TABLES)
def test_the_word_that_is_written_is_read_as_the_same_status(words, states):
    status_of = statuses(words)
    assert all(status_of[written_word(status, words).casefold()] is status for status in states)


def test_the_offices_own_word_is_written_first():
    own = {BookingStatus.CONFIRMED: "OK"}
    assert written_word(BookingStatus.CONFIRMED, own, BOOKING_STATUS) == "OK"
    assert written_word(BookingStatus.DECLINED, own, BOOKING_STATUS) == "abgelehnt"
    assert written_word(BookingStatus.DECLINED, own) == "declined"
