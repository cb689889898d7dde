"""Formulas that may read what the hub wrote are calculated anew; without any, the workbook part stays as it is."""

from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.anatomy import anatomy_of
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.recalculation import told_to_calculate
from tests.connectors.spreadsheet.builders import office_sheets, workbook_bytes
from tests.fidelity.parts import Parts, packed, replace, sheet_part, unpacked

_WORKBOOK = "xl/workbook.xml"


def office() -> Parts:
    """As Excel saves it: calculated, and without the mark that openpyxl sets."""
    parts = unpacked(workbook_bytes(office_sheets()))
    replace(parts, _WORKBOOK, ' fullCalcOnLoad="1"', "")
    return parts


def with_formula(parts: Parts, number: int, formula: str) -> None:
    row = f'<row r="9"><c r="A9"><f>{formula}</f><v>1</v></c></row>'
    replace(parts, sheet_part(number), "</sheetData>", f"{row}</sheetData>")


def told(parts: Parts, sheet: str = "Buchungen") -> str | None:
    package = Package(packed(parts))
    anatomy = anatomy_of(package, sheet, place="office.xlsx")
    marked = told_to_calculate(package, anatomy, sheet, xml=package.part(anatomy.sheet))
    return None if marked is None else marked.decode()


@pytest.mark.parametrize(
    ("number", "formula"),
    [
        (3, "1+1"),
        (1, "COUNTA(Buchungen!A:A)"),
        (1, "SUM(Anmeldungen[Preis])"),
        (2, "INDIRECT(A1)"),
        (1, "Gebucht"),
    ],
)
def test_a_formula_that_may_read_the_sheet_asks_for_calculation(number, formula):
    parts = office()
    replace(parts, _WORKBOOK, "<definedNames />", '<definedNames><definedName name="Gebucht">x</definedName></definedNames>')  # fmt: skip
    before = parts[_WORKBOOK].decode()
    with_formula(parts, number, formula)
    assert told(parts) == before.replace("<calcPr", '<calcPr fullCalcOnLoad="1"')


@pytest.mark.parametrize(
    "formula", ["COUNTA('Kurse &amp; Seminare'!A:A)", "COUNTA('Kurse &#38; Seminare'!A:A)"]
)
def test_a_title_with_a_sign_of_xml_is_found_in_formulas(formula):
    parts = office()
    replace(parts, _WORKBOOK, 'name="Kurse"', 'name="Kurse &amp; Seminare"')
    with_formula(parts, 1, formula)
    assert told(parts, "Kurse & Seminare") is not None


def test_the_mark_is_put_where_the_schema_wants_it():
    parts = office()
    with_formula(parts, 3, "1+1")
    replace(parts, _WORKBOOK, '<calcPr calcId="124519" />', "<pivotCaches/>")
    assert '<definedNames /><calcPr fullCalcOnLoad="1"/><pivotCaches/>' in (told(parts) or "")


def test_a_mark_that_says_no_is_turned():
    parts = office()
    with_formula(parts, 3, "1+1")
    replace(parts, _WORKBOOK, "<calcPr", '<calcPr fullCalcOnLoad="0"')
    assert (told(parts) or "").count("fullCalcOnLoad") == 1
    assert '<calcPr fullCalcOnLoad="1" calcId' in (told(parts) or "")


def test_the_workbook_part_stays_where_nobody_reads_the_sheet_or_it_says_so_already():
    parts = office()
    assert told(parts) is None
    with_formula(parts, 1, "COUNTA(Kurse!A:A)")
    assert told(parts) is None
    with_formula(parts, 3, "1+1")
    replace(parts, _WORKBOOK, "<calcPr", '<calcPr fullCalcOnLoad="1"')
    assert told(parts) is None
