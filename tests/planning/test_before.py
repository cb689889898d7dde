"""What was kept as plain JSON comes back as the very value that it was."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.model import BookingStatus, CourseStatus
from hub.planning.before import with_befores
from hub.planning.compare import field_of
from hub.planning.shown import plain
from tests.planning.builders import booking, copy_of, course

words = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool)
)
COURSE_VALUES = st.one_of(
    st.tuples(st.sampled_from(["title", "topic", "content", "place", "trainer", "level"]), words),
    st.tuples(
        st.sampled_from(["starts_at", "ends_at"]),
        st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    ),
    st.tuples(st.sampled_from(["price_member", "price_guest"]), st.decimals(0, 9999, places=2).map(Decimal)),
    st.tuples(st.sampled_from(["capacity", "minimum"]), st.integers(0, 999)),
    st.tuples(st.just("status"), st.sampled_from(CourseStatus)),
    st.tuples(st.just("released_to"), st.frozensets(words, max_size=3)),
    st.tuples(st.sampled_from(["topic", "place", "ends_at", "capacity", "price_guest"]), st.none()),
)


@given(st.lists(COURSE_VALUES, min_size=1, max_size=6))
def test_every_value_of_a_course_comes_back(pairs: list[tuple[str, object]]) -> None:
    values = dict(pairs)

    restored = with_befores(course(), {name: plain(value) for name, value in values.items()})

    assert restored is not None
    assert {name: field_of(restored, name) for name in values} == values


@given(st.sampled_from(BookingStatus), words, st.none() | words)
def test_so_does_every_value_of_a_booking_inner_ones_included(
    status: BookingStatus, name: str, town: str | None
) -> None:
    befores = {"status": status.value, "participant.name": name, "company.town": town}

    restored = with_befores(booking(), befores)

    assert restored is not None
    assert {field: plain(field_of(restored, field)) for field in befores} == befores
    assert field_of(restored, "company.name") == "Harzer Holz GmbH"


def test_nothing_else_of_the_record_moves() -> None:
    value = copy_of(course(place="Saal 1"))

    assert with_befores(value, {}) == value
    restored = with_befores(value, {"title": "Alt"})
    assert restored == value.model_copy(update={"title": "Alt"})


@pytest.mark.parametrize(
    "befores", [{"title": None}, {"status": "gone"}, {"capacity": -1}, {"colour": "red"}]
)
def test_a_value_that_does_not_fit_gives_nothing(befores: dict[str, object]) -> None:
    assert with_befores(course(), befores) is None
