"""Accidents in the example's workbooks: nothing is lost by them."""

from __future__ import annotations

from pathlib import Path

import pytest

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

    example.file("var/hub.db").unlink()  # else it is the columns of last night that are missed first
    night = example.hub("sync")

    assert night.code == 3
    assert night.out.count("Are the two sides swapped in hub.toml?") == 2
    assert (example.file(MEKOM).read_bytes(), example.file(CLUSTER).read_bytes()) == before


def test_a_field_that_is_shared_from_now_on_is_filled_in_everywhere_without_a_question(
    example: Office,
) -> None:
    example.hub("sync")
    example.edit("hub.toml", 'member = ["name", "town"]', 'member = ["name", "town", "postal_code"]')

    planned = example.hub("plan --format json").data

    assert planned["held"] == []
    assert len([one for one in planned["changes"] if "company.postal_code" in one["fields"]]) >= 10
