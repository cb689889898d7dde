"""What the hub can do with each kind of file."""

from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.file import OpenFile, open_file
from tests.connectors.spreadsheet.builders import office_sheets, workbook_bytes
from tests.corpus.biff import xls
from tests.corpus.opendocument import ods


@pytest.mark.parametrize(
    ("name", "content", "is_written", "shows_formats"),
    [
        ("a.xlsx", workbook_bytes(office_sheets()), True, True),
        ("a.ods", ods(office_sheets()), True, False),
        ("a.csv", b"Nr.;Firma\n1;Oker\n", True, False),
        ("a.xls", xls(office_sheets()), False, False),
    ],
)
def test_a_kind_is_written_or_not_and_shows_its_looks_or_not(
    tmp_path, name, content, is_written, shows_formats
):
    path = tmp_path / name
    path.write_bytes(content)
    file = open_file(path)
    assert (file.is_written, file.shows_formats) == (is_written, shows_formats)
    assert OpenFile.can_be_written(path) is is_written
