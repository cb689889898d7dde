"""What a file is, whatever its name says."""

from __future__ import annotations

import pytest

from hub import Unusable
from hub.connectors.spreadsheet.formats import Format, format_of
from tests.connectors.spreadsheet.builders import office_sheets, workbook_bytes
from tests.corpus.biff import compound, locked, xls
from tests.corpus.opendocument import ods, packed


def test_the_first_bytes_tell_the_format():
    rows = {"Mitglieder": [["Nr.", "Firma"]]}
    assert format_of(workbook_bytes(office_sheets()), name="a.xls") is Format.XLSX
    assert format_of(xls(rows), name="a.xlsx") is Format.XLS
    assert format_of(ods(rows), name="a.xlsx") is Format.ODS


def test_an_old_workbook_that_is_torn_is_told_when_it_is_opened():
    assert format_of(xls({"A": [["x"]]})[:1600], name="a.xls") is Format.XLS


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"<HEAD><title>", "a web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "an XML file"),
        (b"a;b", "a CSV file"),
        (b"hello", "no format"),
        (compound({"EncryptedPackage": b"x"}), "protected with a password"),
        (locked(), "protected with a password"),
        (compound({"WordDocument": b"x"}), "another Office program"),
        (packed("<x/>", manifest="<encryption-data/>"), "protected with a password"),
    ],
)
def test_what_cannot_be_read_is_told(content, why):
    with pytest.raises(Unusable, match=why):
        format_of(content, name="a.xlsx")


def test_an_ods_file_without_a_list_of_its_parts_is_damaged():
    import io
    import zipfile

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(Unusable, match="damaged"):
        format_of(content.getvalue(), name="a.ods")
