"""Archives that are made to burst or to mislead are refused before anybody unpacks them."""

from __future__ import annotations

import io
import zipfile

import pytest

from hub import Unusable
from hub.connectors.spreadsheet import archives
from hub.connectors.spreadsheet.archives import open_archive
from hub.connectors.spreadsheet.formats import format_of
from hub.connectors.spreadsheet.workbook import open_workbook
from tests.connectors.spreadsheet.bombs import SHEET, cell, sheet, workbook
from tests.connectors.spreadsheet.builders import office_sheets, workbook_bytes
from tests.corpus.opendocument import ods, packed

_ENTITIES = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;">]>'


def refusal(content: bytes) -> str:
    with pytest.raises(Unusable) as caught:
        open_archive(content, place="list.xlsx")
    return str(caught.value)


def test_workbooks_of_offices_pass():
    for content in (workbook_bytes(office_sheets()), ods({"Mitglieder": [["Nr."]]}), workbook(sheet(cell()))):
        with open_archive(content, place="list.xlsx") as archive:
            assert archive.namelist()


def test_many_small_parts_are_refused_before_the_directory_is_read(monkeypatch):
    content = workbook(sheet(cell()), {f"xl/media/{number}.txt": "" for number in range(20)})
    monkeypatch.setattr(archives, "MOST_PARTS", 20)
    monkeypatch.setattr(zipfile.ZipFile, "__init__", None)
    assert "more than 20 parts" in refusal(content)


def test_parts_are_counted_together(monkeypatch):
    content = workbook(sheet(cell()), {f"xl/media/{number}.txt": "x" * 1000 for number in range(20)})
    monkeypatch.setattr(archives, "_LARGEST_WHOLE", 20_000)
    assert "the workbook would unpack to" in refusal(content)


def test_text_that_packs_too_well_is_refused_and_a_white_picture_is_not(monkeypatch):
    monkeypatch.setattr(archives, "_LARGE", 100_000)
    open_archive(workbook(sheet(cell()), {"xl/media/white.bmp": b"\xff" * 1_000_000}), place="list.xlsx")
    assert "one part of the workbook would unpack to 1,000," in refusal(workbook(sheet(cell("A1", "a" * 1_000_000))))  # fmt: skip


def test_a_directory_that_lies_about_sizes_bursts_nobody():
    content = workbook(sheet(*[cell() for _ in range(1000)]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        true = archive.getinfo(SHEET).file_size
    lying = content.replace(true.to_bytes(4, "little"), (true // 10).to_bytes(4, "little"))
    with pytest.raises(Unusable, match="damaged"):
        list(open_workbook(lying, name="list.xlsx").sheet("List").rows())


def test_parts_that_share_their_bytes_are_refused():
    content = workbook(sheet(cell()), {"xl/a.bin": b"a" * 500, "xl/b.bin": b"b" * 500})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        a, b = archive.getinfo("xl/a.bin"), archive.getinfo("xl/b.bin")
    at = content.rindex(b.header_offset.to_bytes(4, "little"), 0, content.rindex(b"PK\x05\x06"))
    shared = content[:at] + (a.header_offset + 1).to_bytes(4, "little") + content[at + 4 :]
    assert "lie over one another" in refusal(shared)


def test_two_parts_of_one_name_are_refused_because_programs_differ_in_which_they_read():
    assert "the part xl/worksheets/sheet1.xml twice" in refusal(
        workbook(sheet(cell()), {"xl/Worksheets/Sheet1.xml": sheet(cell("A1", "another"))})
    )


@pytest.mark.parametrize(
    "before",
    [
        _ENTITIES,
        f'<?xml version="1.0"?>\n<!-- <sheet> -->{_ENTITIES}',
        f"<!--{'x' * 3000}-->{_ENTITIES}",
        f"<!--{'x' * 70_000}-->",
    ],
)
def test_document_types_are_refused_wherever_they_stand(before):
    assert "document type" in refusal(workbook(sheet(cell(), before=before)))


def test_letters_of_two_bytes_hide_no_document_type():
    assert "document type" in refusal(workbook((_ENTITIES + sheet(cell())).encode("utf-16")))


def test_a_document_type_in_an_ods_file_is_refused():
    with pytest.raises(Unusable, match="document type"):
        format_of(packed(f'<?xml version="1.0"?>{_ENTITIES}<x>&b;</x>'), name="list.ods")


def test_what_cannot_be_unpacked_is_damaged():
    content = workbook(sheet(cell()))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo(SHEET).header_offset + 30 + len(SHEET)
    for torn in (content[:at] + b"\xff" * 20 + content[at + 20 :], b"PK\x03\x04"):
        with pytest.raises(Unusable, match="damaged"):
            format_of(torn, name="list.xlsx")
