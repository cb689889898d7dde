from __future__ import annotations

import pytest
from pydantic import ValidationError

from hub import TableSettings, WorkbookSettings


def test_a_path_is_all_that_is_needed(tmp_path):
    settings = WorkbookSettings(path=tmp_path / "a.xlsx")
    assert (settings.backups, settings.seats, settings.columns) == (10, "by hand", {})


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"columns": {"bookings": {"cours": "Kurs"}}}, "cours is no field of bookings"),
        ({"columns": {"bookings": {"xyz": "Kurs"}}}, "xyz is no field of bookings"),
        ({"columns": {"orders": {}}}, "members"),
        ({"columns": {"bookings": {"course": ""}}}, "at least 1"),
        ({"sheets": {"courses": ""}}, "at least 1"),
        ({"backups": 0}, "greater than or equal to 1"),
        ({"seats": "by luck"}, "by capacity"),
        ({"pth": "x"}, "not permitted"),
    ],
)
def test_mistakes_are_named(tmp_path, settings, said):
    with pytest.raises(ValidationError, match=said):
        WorkbookSettings.model_validate({"path": tmp_path, **settings})


def test_a_file_that_is_only_read_has_no_settings_for_writing(tmp_path):
    with pytest.raises(ValidationError, match="backups"):
        TableSettings.model_validate({"path": tmp_path, "backups": 3})


def test_sheets_are_one_name_or_several(tmp_path):
    sheets = {"bookings": ["2012", "2013"], "members": "Mitglieder *", "former": "Ausgetreten"}
    settings = WorkbookSettings(path=tmp_path / "a.xlsx", sheets=sheets)
    assert settings.sheets == {
        "bookings": ("2012", "2013"), "members": ("Mitglieder *",), "former": ("Ausgetreten",)
    }  # fmt: skip


def test_the_schema_lets_sheets_be_a_name_or_a_list():
    sheets = WorkbookSettings.model_json_schema()["properties"]["sheets"]
    assert [one["type"] for one in sheets["additionalProperties"]["anyOf"]] == ["string", "array"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"sheets": {"bookings": []}}, "at least 1 item"),
        ({"sheets": {"bookings": ["2012", ""]}}, "at least 1 character"),
        ({"sheets": {"bookings": 2012}}, "tuple"),
        ({"sheets": {"orders": "x"}}, "former"),
        ({"fill_down": {"bookings": ["compny"]}}, "compny is no field of bookings"),
        ({"fill_down": {"bookings": ["id"]}}, "id belongs to one row alone"),
        ({"struck_through": {"bookings": ""}}, "at least 1"),
    ],
)
def test_mistakes_about_sheets_and_rows_are_named(tmp_path, settings, said):
    with pytest.raises(ValidationError, match=said):
        WorkbookSettings.model_validate({"path": tmp_path, **settings})
