from __future__ import annotations

import openpyxl
import pytest

from hub import Unusable
from hub.connectors.spreadsheet.file import open_file
from hub.connectors.spreadsheet.year_sheets import by_year, sheets_named
from tests.connectors.spreadsheet.builders import workbook_at


@pytest.fixture
def book(tmp_path):
    def made(*names, hidden=()):
        path = workbook_at(tmp_path / "x.xlsx", {name: [["a"]] for name in names})
        workbook = openpyxl.load_workbook(path)
        for name in hidden:
            workbook[name].sheet_state = "hidden"
        workbook.save(path)
        return open_file(path).workbook

    return made


def test_sheets_come_in_the_order_in_which_they_are_named(book):
    assert sheets_named(["2013", " 2012"], book("2012", "2013", "2014")) == ["2013", "2012"]


def test_sheets_of_a_pattern_come_by_year_and_number(book):
    names = (
        "Anmeldungen 2013",
        "anmeldungen  2012",
        "Anmeldungen 2013 (10)",
        "Anmeldungen 2013 (9)",
        "Notiz",
    )
    assert sheets_named(["Anmeldungen *"], book(*names)) == [
        "anmeldungen  2012",
        "Anmeldungen 2013",
        "Anmeldungen 2013 (9)",
        "Anmeldungen 2013 (10)",
    ]


def test_a_sheet_that_two_names_mean_is_read_once(book):
    assert sheets_named(["2013", "201?", "20*"], book("2012", "2013")) == ["2013", "2012"]


def test_brackets_and_dots_stand_for_themselves(book):
    with pytest.raises(Unusable, match="no sheet fits"):
        sheets_named(["Q. (*)"], book("Q1 (2)", "QX (2"))


def test_hidden_sheets_fit_no_pattern_but_may_be_named(book):
    workbook = book("2012", "2013", hidden=["2012"])
    assert sheets_named(["20*"], workbook) == ["2013"]
    assert sheets_named(["2012"], workbook) == ["2012"]


def test_a_pattern_that_fits_nothing_is_told_with_the_nearest(book):
    with pytest.raises(Unusable, match=r"Do you mean Anmeldung 2013\?"):
        sheets_named(["Anmeldungen *"], book("Anmeldung 2013", "Notiz"))
    with pytest.raises(Unusable) as caught:
        sheets_named(["xyz *"], book("Anmeldung 2013", "Notiz"))
    assert "Do you mean" not in str(caught.value)


def test_a_year_counts_before_all_else():
    assert sorted(["4. Quartal 2012", "1. Quartal 2013", "Liste"], key=by_year) == [
        "Liste",
        "4. Quartal 2012",
        "1. Quartal 2013",
    ]
