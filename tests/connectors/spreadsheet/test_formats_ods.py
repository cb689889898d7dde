"""A number that an ODS file shows as 0007 is 0007; other looks of its cells are not seen."""

from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.cell_formats import PLAIN
from hub.connectors.spreadsheet.formats_ods import formats_in_ods
from hub.connectors.spreadsheet.package import Package
from tests.connectors.spreadsheet.builders import COURSE_ROW, OFFICE, office, office_sheets
from tests.corpus.opendocument import ods

_STYLE = '<number:number-style xmlns:number="urn:n" style:name="N1"><number:number number:min-integer-digits="4"/></number:number-style>'
_NUMBER = '<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>'


def changed(content: bytes, *replacements: tuple[str, str]) -> bytes:
    part = (Package(content).part("content.xml") or b"").decode()
    for old, new in replacements:
        assert old in part
        part = part.replace(old, new)
    return Package(content).with_parts({"content.xml": [part.encode()]}).content


def numbered(shown: str, style: str = _STYLE) -> bytes:
    """Courses and bookings with the number 7, shown so."""
    rows = {"courses": [[7, *COURSE_ROW[1:]]], "bookings": [["B-1", 7, "Oker", "", "Anna"]]}
    note = "<office:annotation><text:p>08</text:p></office:annotation>"
    number = _NUMBER.replace("<text:p>7", f"{note}<text:p>{shown}")
    return changed(
        ods(office_sheets(**rows)),
        (_NUMBER, number),
        ("<office:automatic-styles>", f"<office:automatic-styles>{style}"),
    )


@pytest.mark.parametrize(("shown", "number"), [("0007", "0007"), ("07", "07"), ("7", "7")])
def test_a_number_is_read_as_it_is_shown(tmp_path, shown, number):
    path = tmp_path / "office.ods"
    path.write_bytes(numbered(shown))
    hub = office(path)
    assert [record.value.id for record in hub.fetch_courses(OFFICE).records] == [number]
    assert [record.value.course for record in hub.fetch_bookings(OFFICE).records] == [number]


def test_without_a_format_that_pads_numbers_no_cell_is_looked_at():
    formats = formats_in_ods(numbered("0007", style=""), 1, place="office.ods")
    assert list(formats.cells(lambda _: True)) == []


def test_a_cell_is_known_by_its_place():
    formats = formats_in_ods(numbered("0007"), 1, place="office.ods")
    assert formats.at(2, 0).number_format == "0000"
    assert formats.at(2, 1) == PLAIN
    assert list(formats.cells(lambda look: look.is_struck_through)) == []
