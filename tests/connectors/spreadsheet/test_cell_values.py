from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from hub.connectors.spreadsheet.cell_values import Unwritable, says_already, written_value
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, MEMBERS, Column
from hub.model import Contact, Member
from tests.connectors.spreadsheet.builders import BERLIN, course, request, source_of


def written(noun, table, field):
    return written_value(noun, table.column_by_field[field], source_of(table))


@pytest.mark.parametrize(
    ("field", "value", "cell"),
    [
        ("capacity", 12, 12),
        ("price_member", Decimal("119.50"), Decimal("119.50")),
        ("title", "Film", "Film"),
        ("trainer", None, None),
        ("status", "full", "voll"),
        ("never_share", True, "ja"),
        ("never_share", False, "nein"),
        ("released_to", {"mekom", "*"}, "alle, mekom"),
        ("released_to", set(), None),
        ("starts_at", datetime(2013, 7, 1, 7, tzinfo=UTC), datetime(2013, 7, 1, 9)),
    ],
)
def test_every_type_has_its_way_into_a_cell(field, value, cell):
    assert written(course(**{field: value}), COURSES, field) == cell


def test_parts_of_a_booking_are_written_alone():
    assert written(request(), BOOKINGS, "email") == "ben@sieber.example"
    assert written(request(), BOOKINGS, "booked_on") == date(2013, 1, 9)


def test_contacts_are_written_by_name():
    member = Member(id="M-1", name="Oker", contacts=(Contact(name="Anna"), Contact(email="x@oker.example")))
    assert written(member, MEMBERS, "contact") == "Anna"
    assert written(Member(id="M-1", name="Oker"), MEMBERS, "contact") is None


def test_a_value_without_a_way_is_a_mistake_of_ours():
    column = Column("company", (), lambda cell, ways: None, ("company",))
    with pytest.raises(TypeError, match="no way into a cell"):
        written_value(request(), column, source_of(BOOKINGS))


def test_only_a_status_can_be_said_already_in_other_words():
    source = source_of(COURSES)
    by_field = COURSES.column_by_field
    assert says_already("ausgebucht", course(status="full"), by_field["status"], source)
    assert not says_already("offen", course(status="full"), by_field["status"], source)
    assert not says_already("Film", course(title="Film"), by_field["title"], source)


TWICE = datetime(2013, 10, 27, 2, 30, tzinfo=BERLIN)


def test_the_first_of_two_like_times_can_be_written_and_the_second_is_refused_by_name():
    assert written(course(starts_at=TWICE), COURSES, "starts_at") == TWICE.replace(tzinfo=None)

    with pytest.raises(Unwritable, match="2013-10-27 02:30 comes twice") as caught:
        written(course(starts_at=TWICE.replace(fold=1)), COURSES, "starts_at")
    assert "outside the hour" in str(caught.value.remedy)


def test_an_end_in_the_doubled_hour_is_refused_as_well():
    late = course(starts_at=TWICE - timedelta(hours=5), ends_at=TWICE.replace(fold=1))

    with pytest.raises(Unwritable):
        written(late, COURSES, "ends_at")
    assert written(late, COURSES, "starts_at") == datetime(2013, 10, 26, 21, 30)
