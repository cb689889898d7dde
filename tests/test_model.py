"""The nouns: moments are exact, whatever clock they were said by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from hub.model import Course
from tests.planning.builders import BERLIN, course

TWICE = datetime(2013, 10, 27, 2, 30, tzinfo=BERLIN)
ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC")]


def begin(moment: datetime) -> datetime:
    return course(starts_at=moment).starts_at


def test_the_two_times_of_the_doubled_hour_are_two_moments_and_in_their_order() -> None:
    first, second = begin(TWICE), begin(TWICE.replace(fold=1))

    assert TWICE.replace(fold=1) == TWICE  # as Python compares within one zone
    assert (first == second, first < second, second - first) == (False, True, timedelta(hours=1))
    assert (first.astimezone(UTC).hour, second.astimezone(UTC).hour) == (0, 1)


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    for minute in (0, 30, 59):
        with pytest.raises(ValidationError, match="does not exist: the clocks go forward"):
            course(starts_at=datetime(2013, 3, 31, 2, minute, tzinfo=BERLIN))
    assert begin(datetime(2013, 3, 31, 3, tzinfo=BERLIN)) - begin(
        datetime(2013, 3, 31, 1, 59, tzinfo=BERLIN)
    ) == timedelta(minutes=1)


def test_an_end_is_as_exact_as_a_beginning() -> None:
    with pytest.raises(ValidationError, match="does not exist"):
        course(ends_at=datetime(2013, 3, 31, 2, 30, tzinfo=BERLIN))
    assert course(ends_at=TWICE.replace(fold=1)).ends_at == datetime(2013, 10, 27, 1, 30, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        course(starts_at=datetime(2013, 2, 4, 9))


@settings(deadline=None)  # a loaded machine is slow, not wrong
@given(
    st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)), st.sampled_from(ZONES), st.sampled_from([0, 1])
)
def test_a_moment_is_kept_to_the_second_or_refused_and_never_moved(
    wall: datetime, zone: ZoneInfo, fold: int
) -> None:
    said = wall.replace(tzinfo=zone, fold=fold)
    exists = said.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == wall.replace(fold=0)
    try:
        kept = begin(said)
    except ValidationError:
        assert not exists
        return

    assert exists
    assert kept.astimezone(UTC) == said.astimezone(UTC)
    assert kept.replace(tzinfo=None) == wall.replace(fold=0)
    assert type(kept.tzinfo) is timezone


def test_a_course_is_the_same_after_it_was_written_down_and_read_again() -> None:
    for moment in (TWICE, TWICE.replace(fold=1), TWICE.astimezone(UTC)):
        said = course(starts_at=moment)
        assert Course.model_validate_json(said.model_dump_json()) == said
