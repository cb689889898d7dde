from __future__ import annotations

import pytest
from pydantic import ValidationError

from hub import Secret, TableSettings, WorkbookSettings
from hub.connectors.spreadsheet.drive_file import DriveFile
from hub.connectors.spreadsheet.storage import stored_as

URL = "https://cloud.example.org/remote.php/dav/files/hub/mekom.xlsx"
CLOUD = {"url": URL, "user": "hub", "password": {"env": "CLOUD_PASSWORD"}}


def test_a_file_lies_at_a_path_or_at_an_address(tmp_path):
    on_drive = WorkbookSettings(path=tmp_path / "a.xlsx")
    assert isinstance(stored_as(on_drive), DriveFile)
    in_cloud = WorkbookSettings.model_validate(CLOUD, context={"folder": tmp_path})
    assert stored_as(in_cloud).name == "mekom.xlsx"
    assert in_cloud.password == Secret("env", "CLOUD_PASSWORD")
    assert in_cloud.backup_folder == tmp_path / "var" / "backups"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "say where the file lies"),
        ({**CLOUD, "path": "a.xlsx"}, "say where the file lies"),
        ({"path": URL}, "this is an address on the web"),
        ({"url": URL}, "a file in the cloud needs it"),
        ({"url": URL, "user": "hub"}, "a file in the cloud needs it"),
        ({"path": "a.xlsx", "user": "hub"}, "only a file in the cloud has it"),
        ({**CLOUD, "password": "geheim"}, "a secret must not stand here in clear"),
        ({**CLOUD, "url": "https://cloud.example.org/dav/"}, "no address of a file"),
        ({**CLOUD, "url": "https://cloud.example.org/s/mekom.xlsx?dl=1"}, "no address of a file"),
        (
            {**CLOUD, "url": "https://hub:geheim@cloud.example.org/mekom.xlsx"},
            "must not stand in the address",
        ),
        ({**CLOUD, "url": "http://cloud.example.org/mekom.xlsx"}, "could be read on the way"),
        ({**CLOUD, "user": ""}, "at least 1"),
        ({"path": "a.xlsx", "wait_seconds": -1}, "greater than or equal to 0"),
    ],
)
def test_mistakes_are_named_and_no_password_is_repeated(said, why):
    with pytest.raises(ValidationError, match=why) as caught:
        TableSettings.model_validate(said)
    assert "geheim" not in str(caught.value)
