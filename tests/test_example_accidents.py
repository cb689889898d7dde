"""Accidents in the example's workbooks: nothing is lost by them."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.office import Office, office
from tests.test_example_night import CLUSTER, MEKOM, edited, rows, set_cell


@pytest.fixture
def example(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    return office(tmp_path, capsys, monkeypatch)


@pytest.mark.parametrize("cell", ["#REF!", 7.5, True])
def test_a_row_whose_number_is_garbled_is_named_night_after_night_and_cancels_nobody(
    example: Office, cell: object
) -> None:
    example.hub("sync")
    before = rows(example, CLUSTER, "Buchungen")
    with edited(example, MEKOM, "Buchungen") as sheet:
        set_cell(sheet, "B-0002", "Nr.", cell)

    for day in (15, 16, 17):
        example.set(HUB_AS_OF=f"2013-01-{day}")
        night = example.hub("sync")

        assert night.code == 3
        assert "sheet Buchungen, row 6, Nr.:" in night.out
        assert "is gone from MEKOM" not in night.out

    assert rows(example, CLUSTER, "Buchungen") == before


def test_workbooks_swapped_in_hub_toml_fail_both_networks_and_stay_as_they_are(example: Office) -> None:
    example.hub("sync")
    example.edit("hub.toml", 'connector = "mekom"', 'connector = "spreadsheet"')
    example.edit("hub.toml", 'connector = "verpackungscluster"', 'connector = "spreadsheet"')
    assert example.hub("plan").code == 0
    example.edit("hub.toml", MEKOM, "swapped")
    example.edit("hub.toml", CLUSTER, MEKOM)
    example.edit("hub.toml", "swapped", CLUSTER)
    before = example.file(MEKOM).read_bytes(), example.file(CLUSTER).read_bytes()

    night = example.hub("sync")

    assert night.code == 3
    assert night.out.count("Are the two sides swapped in hub.toml?") == 2
    assert (example.file(MEKOM).read_bytes(), example.file(CLUSTER).read_bytes()) == before


def test_a_column_that_is_gone_for_good_is_confirmed_by_naming_another_in_hub_toml(example: Office) -> None:
    example.hub("sync")
    with edited(example, MEKOM, "Buchungen") as sheet:
        _drop(sheet, "E-Mail")
    assert "columns of last night are gone: E-Mail" in example.hub("sync").out
    example.edit("hub.toml", f'path = "{MEKOM}"', f'path = "{MEKOM}"\ncolumns.bookings.status = "Status"')

    confirmed = example.hub("sync")

    assert "columns of last night are gone" not in confirmed.out
    assert confirmed.code != 3
    with edited(example, MEKOM, "Buchungen") as sheet:
        _drop(sheet, "Firma")
    assert "columns of last night are gone: Firma" in example.hub("sync").out


def test_the_safeguards_that_went_with_new_settings_are_told(example: Office) -> None:
    example.hub("sync")
    with edited(example, CLUSTER, "Programm") as sheet:
        _drop(sheet, "Nie weitergeben")
    example.edit("hub.toml", f'path = "{CLUSTER}"', f'path = "{CLUSTER}"\nbackups = 9')

    assert "so no course can be marked so" in example.hub("plan").out


def _drop(sheet: Worksheet, header: str) -> None:
    [index] = [cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value == header]
    sheet.delete_cols(index)


def test_a_field_that_is_shared_from_now_on_is_filled_in_everywhere_without_a_question(
    example: Office,
) -> None:
    example.hub("sync")
    example.edit("hub.toml", 'member = ["name", "town"]', 'member = ["name", "town", "postal_code"]')

    planned = example.hub("plan --format json").data

    assert planned["held"] == []
    assert len([one for one in planned["changes"] if "company.postal_code" in one["fields"]]) >= 10
