from __future__ import annotations

import io
import zipfile

import pytest

from hub.connectors.spreadsheet import archives
from hub.connectors.spreadsheet.workbook import open_workbook
from hub.errors import Unusable
from tests.connectors.spreadsheet.builders import MEMBER_HEADER, office_sheets, workbook_bytes

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def zipped(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def test_a_sheet_is_found_whatever_its_case():
    sheet = open_workbook(workbook_bytes(office_sheets()), name="mekom.xlsx").sheet(" mitglieder ")
    assert str(sheet.place) == "mekom.xlsx, sheet Mitglieder"
    assert next(sheet.rows()) == MEMBER_HEADER


def test_rows_can_be_walked_again():
    sheet = open_workbook(workbook_bytes(office_sheets()), name="mekom.xlsx").sheet("Kurse")
    assert list(sheet.rows()) == list(sheet.rows())


def test_a_table_that_does_not_begin_in_the_first_column_knows_how_far_right_it_is():
    sheet = open_workbook(workbook_bytes({"A": [["", "", "Nr.", "Kurs"]]}), name="a.xlsx").sheet("A")
    assert (next(sheet.rows()), sheet.left) == (["Nr.", "Kurs"], 2)


def test_an_empty_sheet_has_no_rows():
    sheet = open_workbook(workbook_bytes({"A": []}), name="a.xlsx").sheet("A")
    assert list(sheet.rows()) == []


def test_a_missing_sheet_is_named_with_the_nearest_and_all_others():
    book = open_workbook(workbook_bytes(office_sheets()), name="mekom.xlsx")
    with pytest.raises(Unusable) as caught:
        book.sheet("Mitgliederliste")
    said = str(caught.value)
    assert said.startswith("mekom.xlsx: there is no sheet Mitgliederliste")
    assert "Do you mean Mitglieder?" in said
    assert "Mitglieder, Kurse, Buchungen" in said
    with pytest.raises(Unusable) as caught:
        book.sheet("XYZ")
    assert "Do you mean" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "why", "remedy"),
    [
        (b"", "the file is empty", "backup"),
        (OLE + b"\0" * 600, "a file of another Office program", "Name the workbook itself"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password", "without the password"),
        (b"  <!DOCTYPE html><html>", "web page", "save it as an Excel workbook"),
        (b"Nr.;Kurs\n1;2\n", "looks like a CSV file", "save it as an Excel workbook"),
        (b"\x89PNG\r\n\x1a\n\0", "no format the hub knows", "save it as an Excel workbook"),
        (zipped(readme="x"), "a zip archive, but no workbook", "Unpack it"),
        (zipped(**{"[Content_Types].xml": "<x/>"}), "damaged or not completely saved", "backup"),
    ],
)
def test_what_is_no_workbook_is_told_in_one_sentence_with_a_remedy(content, why, remedy):
    with pytest.raises(Unusable) as caught:
        open_workbook(content, name="mekom.xlsx")
    said = str(caught.value)
    assert said.startswith("mekom.xlsx: ")
    assert why in said
    assert remedy in said


def test_a_truncated_workbook_is_damaged():
    content = workbook_bytes(office_sheets())
    with pytest.raises(Unusable, match="damaged or not completely saved"):
        open_workbook(content[: len(content) // 2], name="mekom.xlsx")


def test_a_part_beyond_all_measure_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_PART", 100)
    with pytest.raises(Unusable, match="would unpack to"):
        open_workbook(workbook_bytes(office_sheets()), name="bomb.xlsx")


def test_a_damaged_sheet_stops_its_table_and_not_the_others():
    content = workbook_bytes(office_sheets())
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[:200] if name.endswith("sheet1.xml") else data)
    book = open_workbook(packed.getvalue(), name="mekom.xlsx")
    with pytest.raises(Unusable, match="damaged"):
        list(book.sheet("Mitglieder").rows())
    assert list(book.sheet("Kurse").rows())
