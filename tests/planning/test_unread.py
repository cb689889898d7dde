"""What a row that could not be read still says, and what it leaves open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.changes import Reading, Record, Reject
from hub.language import Text
from hub.model import NetworkName, Ref
from hub.planning.unread import Unread
from tests.planning.builders import ACADEMY, copy_of, course

VA_1, VA_2 = (Ref(ACADEMY, "course", number) for number in ("VA-1", "VA-2"))


def row(record_id: str | None = None, origin: Ref | None = None) -> Reject:
    return Reject(place="row 7", why=Text("torn"), remedy=Text("Mend it."), id=record_id, origin=origin)


def unread(*rejects: Reject, beside: str | None = "VA-9") -> Unread:
    """These rows, beside the copy of VA-9 under this number; beside none where there is no number."""
    copies = [copy_of(course("VA-9"), id=beside)] if beside else []
    return Unread.of(Reading([Record.of(one, "row 8") for one in [*copies, course("own")]], rejects))


@pytest.mark.parametrize("beside", ["VA-9", "academy/course/VA-9", "K-0009", None])
def test_a_row_that_gives_its_ref_is_that_copy_and_no_other(beside: str | None) -> None:
    for rows in (
        unread(row(origin=VA_1), beside=beside),
        unread(row("K-1", VA_1), beside=beside),
        unread(row("VA-2", VA_1), beside=beside),
    ):
        assert (rows.has(VA_1), rows.may_have(VA_1)) == (True, True)
        assert (rows.has(VA_2), rows.may_have(VA_2)) == (False, False)
        assert (rows.nameless, set(rows.origins)) == (0, {VA_1})


def test_a_row_that_has_the_ref_for_its_number_is_that_copy() -> None:
    assert unread(row(str(VA_1))).has(VA_1)


def test_a_row_with_the_number_of_the_home_may_be_the_copy_or_the_system_s_own() -> None:
    rows = unread(row("VA-1"))

    assert (rows.has(VA_1), rows.may_have(VA_1), rows.may_have(VA_2)) == (False, True, False)


@pytest.mark.parametrize("beside", ["K-0009", None])
def test_a_number_says_nothing_where_copies_get_others_or_none_is_seen(beside: str | None) -> None:
    rows = unread(row("K-0001"), beside=beside)

    assert rows.may_have(VA_1)
    assert rows.may_have(VA_2)
    assert (rows.has(VA_1), rows.nameless, set(rows.ids)) == (False, 0, {"K-0001"})


def test_a_row_without_a_name_may_be_any() -> None:
    rows = unread(row(), row(""), row("VA-7"))

    assert (rows.nameless, rows.may_have(VA_1), rows.has(VA_1)) == (2, True, False)


NAMES = st.sampled_from([None, "VA-1", "VA-2", "K-1", str(VA_1), str(VA_2)])
ORIGINS = st.sampled_from([None, VA_1, VA_2, Ref(NetworkName("mekom"), "course", "VA-1")])


@given(
    rows=st.lists(st.builds(row, NAMES, ORIGINS), max_size=4), beside=st.sampled_from([None, "VA-9", "K-9"])
)
def test_what_is_there_for_sure_may_be_there_and_nothing_is_where_all_was_read(
    rows: list[Reject], beside: str | None
) -> None:
    found = unread(*rows, beside=beside)

    for ref in (VA_1, VA_2):
        assert found.may_have(ref) or not found.has(ref)
    assert rows or not any(found.may_have(ref) for ref in (VA_1, VA_2))
