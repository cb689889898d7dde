"""A signed workbook is read like any other, and never written: its signature would say that somebody forged it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub import Done, Unusable
from tests.connectors.spreadsheet.builders import OFFICE, office, office_sheets, request, workbook_bytes
from tests.connectors.spreadsheet.test_publishing import add
from tests.corpus.opendocument import ods
from tests.fidelity.parts import packed, unpacked


def with_part(path: Path, name: str) -> Path:
    content = ods(office_sheets()) if path.suffix == ".ods" else workbook_bytes(office_sheets())
    path.write_bytes(packed({**unpacked(content), name: b"<signature/>"}))
    return path


@pytest.mark.parametrize(
    ("file", "part"),
    [("a.xlsx", "_xmlsignatures/sig1.xml"), ("a.ods", "META-INF/documentsignatures.xml")],
)
def test_a_signature_keeps_the_hub_from_writing(tmp_path, file, part):
    path = with_part(tmp_path / file, part)
    before = path.read_bytes()
    hub = office(path)
    assert len(hub.fetch_bookings(OFFICE).records) == 1
    with pytest.raises(Unusable, match="the workbook is signed"):
        hub.sync_bookings(OFFICE, [add(request())])
    assert path.read_bytes() == before
    assert any("signed" in str(found.what) and found.remedy for found in hub.check_system(OFFICE))


def test_the_signature_of_macros_is_none_of_the_workbook(tmp_path):
    path = with_part(tmp_path / "a.xlsm", "xl/vbaProjectSignature.bin")
    [receipt] = office(path).sync_bookings(OFFICE, [add(request())])
    assert isinstance(receipt, Done)
