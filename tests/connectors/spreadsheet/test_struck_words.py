"""A name beside another one that is struck through is not both names."""

from __future__ import annotations

import re

import pytest

from hub.connectors.spreadsheet.struck_words import partly_struck_in
from tests.connectors.spreadsheet.builders import OFFICE, office, office_sheets, rejects_of, workbook_bytes
from tests.fidelity.parts import packed, unpacked
from tests.fidelity.workbooks import WORKBOOKS


def run(words: str, look: str = "<b/>") -> str:
    return f'<r><rPr>{look}</rPr><t xml:space="preserve">{words}</t></r>'


NEW = run("Anna Beispiel", "<strike/>") + run(" ") + run("Ben Muster")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "office.xlsx"


def written(path, text: str, runs: str) -> None:
    """A workbook that keeps its texts as Excel does, once, and points to them; one of them is of these runs."""
    parts = unpacked(WORKBOOKS["shared strings"]())
    strings = parts["xl/sharedStrings.xml"].decode()
    texts = [found for found in re.findall("<si>.*?</si>", strings) if text in found]
    parts["xl/sharedStrings.xml"] = strings.replace(texts[0], f"<si>{runs}</si>").encode()
    path.write_bytes(packed(parts))


def found(path) -> list[tuple[int, int]]:
    return sorted(partly_struck_in(path.read_bytes(), "Buchungen", place="office.xlsx"))


def test_a_cell_with_an_old_and_a_new_name_is_refused_and_no_other(path):
    written(path, "> Beispiel<", NEW)
    reading = office(path).fetch_bookings(OFFICE)
    [reject] = rejects_of(reading)
    assert (reject.id, reject.field) == ("B-1", "Teilnehmer")
    assert "some words of the cell are struck through" in str(reject.why)
    assert reading.records[2].value.participant.name == "Cem Muster"


def test_a_remark_may_have_struck_words(path):
    written(path, "zwei  Worte", NEW)
    assert found(path) == [(3, 8)]
    assert rejects_of(office(path).fetch_bookings(OFFICE)) == []


@pytest.mark.parametrize(
    "runs",
    [
        run("Anna ") + run("Beispiel", "<i/>"),
        run("Anna ", "<strike/>") + run("Beispiel", '<i/><strike val="1"/>'),
        run("Anna", "<strike/>") + run("  "),
        run("Anna", '<strike val="0"/>') + run("Beispiel"),
        "<t>Anna strike Beispiel</t>",
    ],
)
def test_words_that_are_all_struck_or_none_of_them_are_no_doubt(path, runs):
    written(path, "> Beispiel<", runs)
    assert found(path) == []


def test_without_any_struck_word_the_sheet_is_not_looked_at(path, monkeypatch):
    path.write_bytes(WORKBOOKS["shared strings"]())
    monkeypatch.setattr("hub.connectors.spreadsheet.struck_words.placed", pytest.fail)
    assert found(path) == []


def test_a_workbook_without_shared_texts_has_none(path):
    path.write_bytes(workbook_bytes(office_sheets()))
    assert found(path) == []
