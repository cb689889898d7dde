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


@pytest.mark.parametrize(
    "cell",
    [
        '<c t="s"><f/><v>1</v></c>',
        "<c t='s'><f>A1</f><v>1</v></c>",
        '<c t = "s"><v x="1"> 1 </v ></c>',
        '<c t="s"><v>+1</v></c>',
        '<c t="s"><v>0</v><v>1</v></c>',
        '<c t="s"><v>&#49;</v></c>',
        '<c t="s"><v>0<!-- -->1</v></c>',
        '<c a=">" t="s"><v>1</v></c>',
        '<x:c r="A1" t="s" s="1"><x:is/><x:v>1</x:v></x:c>',
    ],
)
def test_a_pointer_counts_however_it_is_written(monkeypatch, cell):
    monkeypatch.setattr(shared_strings, "MOST_TEXT", 1_000_000)
    package = Package(workbook(sheet(cell * 2000), {_STRINGS: strings("x", "y" * 10_000)}))
    with pytest.raises(Unusable, match="would unpack to 20,"):
        refuse_repeated_strings(package, SHEET, _STRINGS, place="list.xlsx")


@pytest.mark.parametrize(
    "cell", ['<c r="A1" t="s"/>', '<c t="str"><v>1</v></c>', '<c t="s"><f/><v>0</v></c>']
)
def test_a_cell_that_points_to_no_long_text_counts_for_nothing(monkeypatch, cell):
    monkeypatch.setattr(shared_strings, "MOST_TEXT", 1_000_000)
    package = Package(workbook(sheet(cell * 2000), {_STRINGS: strings("x", "y" * 10_000)}))
    refuse_repeated_strings(package, SHEET, _STRINGS, place="list.xlsx")
