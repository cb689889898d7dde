"""The sign of another currency in a number format makes a number something else than euros."""

from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.currencies import shows_other_money
from hub.connectors.spreadsheet.kind import SpreadsheetSettings, connected
from tests.connectors.spreadsheet.builders import OFFICE, office_sheets, workbook_at


@pytest.mark.parametrize(
    "code", ["[$$-409]#,##0.00", "[$CHF-807] 0.00", "$#,##0.00", '#,##0.00 "USD"', '"£"0', "[$zł-415]0", '0 " DM"']
)  # fmt: skip
def test_other_money_is_known_by_its_sign(code):
    assert shows_other_money(code)


@pytest.mark.parametrize(
    "code", ["", "General", "0.00", "#,##0.00 €", '#,##0.00 "€"', "[$€-407]0", '0 "EUR"', "[$-407]0.00", '#,##0,"T€"', '0 "pro Kurs"', "[Red]0", "[<100]0"]
)  # fmt: skip
def test_euros_and_other_words_are_none(code):
    assert not shows_other_money(code)


def test_without_such_a_format_no_cell_is_looked_at(tmp_path, monkeypatch):
    path = workbook_at(tmp_path / "office.xlsx", office_sheets())
    settings = SpreadsheetSettings.model_validate({"path": path, "sheets": {"courses": "Kurse"}})
    hub = connected(settings)
    monkeypatch.setattr("hub.connectors.spreadsheet.cell_formats.placed", pytest.fail)
    [record] = hub.fetch_courses(OFFICE).records
    assert record.value.price_member == 120
