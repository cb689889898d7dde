"""Tables: columns stand below each other, and no cell is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hub.cli.table import table

CELLS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)


def test_words_stand_to_the_left_and_numbers_to_the_right() -> None:
    assert table(["night", "result"], [["7", "well"], ["12", "held"]]).splitlines() == [
        "night  result",
        "    7  well",
        "   12  held",
    ]


def test_no_line_ends_with_blanks() -> None:
    assert table(["a", "b"], [["x", ""], ["long", "y"]]).splitlines() == ["a     b", "x", "long  y"]


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1)
    )
)
def test_every_cell_can_be_read_back(lines: list[list[str]]) -> None:
    header, *rows = lines

    assert [line.split() for line in table(header, rows).split("\n")] == lines


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1))
def test_a_second_column_of_words_begins_at_one_place(rows: list[tuple[str, str]]) -> None:
    marked = [[first, f"|{second}"] for first, second in rows]

    places = {line.index("|") for line in table(["head", "|"], marked).split("\n")}

    assert len(places) == 1
