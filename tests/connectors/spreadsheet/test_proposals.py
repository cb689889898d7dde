from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.proposals import proposed_id


def test_an_id_is_a_prefix_and_eight_characters_that_nobody_misreads():
    found = proposed_id(["VA-1", "Anna", date(2013, 1, 7)], prefix="B-", taken=())
    assert found.startswith("B-")
    assert len(found) == 10
    assert not set("ILOU") & set(found[2:])


def test_case_and_blanks_make_no_other_id():
    assert proposed_id(["Anna  B."], prefix="B-", taken=()) == proposed_id(
        [" ANNA B."], prefix="B-", taken=()
    )


def test_a_blank_between_cells_matters():
    assert proposed_id(["a", "b"], prefix="", taken=()) != proposed_id(["a b", ""], prefix="", taken=())


@given(st.lists(st.text(max_size=5), max_size=4), st.integers(0, 4))
def test_a_taken_id_is_never_proposed(cells, already):
    taken: set[str] = set()
    for _ in range(already + 1):
        found = proposed_id(cells, prefix="B-", taken=taken)
        assert found not in taken
        taken.add(found)
    assert len(taken) == already + 1
