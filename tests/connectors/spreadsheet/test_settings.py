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
        ({"columns": {"bookings": {"cours": "Kurs"}}}, "Did you mean course"),
        ({"columns": {"bookings": {"xyz": "Kurs"}}}, "Known are: booked_on"),
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
