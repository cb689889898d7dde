"""Empty cells and ditto marks that may mean the row above are refused, each with the line that would settle it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub import Sheet, Unreadable
from hub.connectors.spreadsheet.reading import read_tables
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES
from tests.connectors.spreadsheet.builders import source_of

HEADER = ["Nr.", "Kurs", "Firma", "Teilnehmer", "Bemerkung", "Verweis"]
ANNA = ["B-1", "VA-1", "Oker GmbH", "Anna", "", ""]


def rejects(*rows):
    found = []
    for record in read_tables([source_of(BOOKINGS, HEADER, *rows)]).reading.records:
        try:
            record.value  # noqa: B018 - asking is the point
        except Unreadable as unreadable:
            found.append(unreadable.reject)
    return found


def test_a_company_left_out_below_another_of_the_same_course_is_refused():
    [reject] = rejects(ANNA, ["B-2", "VA-1", "", "Ben", "", ""])
    assert (reject.id, reject.field) == ("B-2", "Firma")
    assert 'fill_down.bookings = ["company"]' in str(reject.remedy)


def test_so_is_every_further_row_of_the_block():
    rows = [["B-2", "VA-1", "", "Ben", "", ""], ["B-3", "VA-1", "", "Cem", "", ""]]
    assert [reject.id for reject in rejects(ANNA, *rows)] == ["B-2", "B-3"]


@pytest.mark.parametrize(
    "rows",
    [
        [["B-2", "VA-1", "", "Ben", "", ""]],
        [ANNA, ["B-2", "VA-2", "", "Ben", "", ""]],
        [ANNA, [], ["B-2", "VA-1", "", "Ben", "", ""]],
        [ANNA, ["Nachmeldungen"], ["B-2", "VA-1", "", "Ben", "", ""]],
        [ANNA, ["B-2", "VA-1", "–", "Ben", "", ""]],
        [["B-1", "VA-1", "k.A.", "Anna", "", ""], ["B-2", "VA-1", "", "Ben", "", ""]],
        [ANNA, ["", "VA-1", "", "Ben", "", "mekom/booking/B-2"]],
        [ANNA, ["B-2", "VA-1", "Ilse KG", "dito", "dito", ""]][:1],
    ],
    ids=["first", "other course", "blank row", "heading", "dash", "none above", "of another home", "alone"],
)
def test_a_person_without_a_company_is_read_where_nothing_else_can_be_meant(rows):
    assert rejects(*(row + [""] * (6 - len(row)) for row in rows)) == []


def test_a_ditto_mark_is_refused_but_not_in_a_remark():
    [reject] = rejects(ANNA, ["B-2", "VA-1", "Ilse KG", "s.o.", "dito", ""])
    assert (reject.field, str(reject.why)) == ("Teilnehmer", "s.o. points to the row above")
    assert 'fill_down.bookings = ["participant"]' in str(reject.remedy)


def test_what_must_be_there_may_be_meant_by_the_row_above():
    given, alone = (
        rejects(first, ["B-2", "", "Ilse KG", "Ben", "", ""])[-1]
        for first in (ANNA, ["B-1", "", "Oker", "Anna", "", ""])
    )
    assert 'fill_down.bookings = ["course"]' in str(given.remedy)
    assert str(alone.remedy) == "Fill it in."


def test_in_a_table_without_groups_an_empty_cell_is_only_empty():
    rows = [["VA-1", "Film", "4.2.2013", "Goslar"], ["VA-2", "Ton", "5.2.2013", ""]]
    source = source_of(COURSES, ["Nr.", "Titel", "Beginn", "Ort"], *rows, sheet=Sheet("Kurse"))
    assert [record.value.place for record in read_tables([source]).reading.records] == ["Goslar", None]


def test_a_mark_below_an_empty_row_is_not_told_to_be_filled_down_where_it_is():
    rows = [HEADER, ANNA, [], ["B-2", "VA-1", "dito", "Ben", "", ""]]
    source = replace(source_of(BOOKINGS, *rows), fill_down=frozenset({"company"}))
    with pytest.raises(Unreadable) as caught:
        read_tables([source]).reading.records[1].value  # noqa: B018 - asking is the point
    assert "An empty row or a heading ends what is filled down" in str(caught.value.reject.remedy)
