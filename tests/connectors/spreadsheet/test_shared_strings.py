"""A long text that many cells point to is weighed before each of them unpacks its own copy."""

from __future__ import annotations

import pytest

from hub import Unusable
from hub.connectors.spreadsheet import shared_strings
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.shared_strings import refuse_repeated_strings
from tests.connectors.spreadsheet.bombs import SHEET, sheet, strings, workbook

_STRINGS = "xl/sharedStrings.xml"


def pointing(*numbers: int) -> str:
    return sheet("".join(f'<c t="s"><v>{number}</v></c>' for number in numbers))


def refuse(*numbers: int, words: str) -> None:
    package = Package(workbook(pointing(*numbers), {_STRINGS: words}))
    refuse_repeated_strings(package, SHEET, _STRINGS, place="list.xlsx")


def test_many_cells_with_one_long_text_are_refused(monkeypatch):
    monkeypatch.setattr(shared_strings, "MOST_TEXT", 1_000_000)
    with pytest.raises(Unusable, match="would unpack to 20,"):
        refuse(*[1] * 2000, words=strings("x", "y" * 10_000))


@pytest.mark.parametrize(
    "words",
    [strings("x"), strings(*["y" * 50] * 300), strings("x", "y" * 10_000).replace("<si>", "<si/><si>", 1)],
)
def test_short_ones_and_a_long_one_that_few_point_to_are_read(monkeypatch, words):
    monkeypatch.setattr(shared_strings, "MOST_TEXT", 1_000_000)
    refuse(*[0] * 2000, 2, 99_999, words=words)


def test_a_workbook_may_have_no_such_part():
    package = Package(workbook(pointing(0)))
    refuse_repeated_strings(package, SHEET, "xl/none.xml", place="list.xlsx")
