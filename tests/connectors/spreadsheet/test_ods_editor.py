"""An ODS file that the hub writes: its own cells change, every other cell and every other part stay as they were."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest

from hub import Done, Refused, Unusable
from hub.connectors.spreadsheet.file import OpenFile, open_file
from hub.model import BookingStatus
from tests.connectors.spreadsheet.builders import (
    BERLIN,
    BOOKING_ROW,
    COURSE_ROW,
    OFFICE,
    course,
    office,
    office_sheets,
    request,
)
from tests.connectors.spreadsheet.test_publishing import add, amend
from tests.corpus.opendocument import ods
from tests.fidelity.parts import unpacked

_ROWS = [BOOKING_ROW, ["B-2", *BOOKING_ROW[1:7], "angefragt", "", "", ""]]


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "office.ods"
    made.write_bytes(ods(office_sheets(bookings=_ROWS)))
    return made


def changed(path, *replacements: tuple[str, str]) -> None:
    """With other XML in place of some."""
    with zipfile.ZipFile(path) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    for old, _ in replacements:
        assert any(old.encode() in part for part in parts.values())
    with zipfile.ZipFile(path, "w") as archive:
        for info, part in parts.items():
            for old, new in replacements:
                part = part.replace(old.encode(), new.encode(), 1) if info.filename == "content.xml" else part
            archive.writestr(info, part)


def content(path) -> str:
    return unpacked(path.read_bytes())["content.xml"].decode()


def confirm(path, number="B-1"):
    hub = office(path)
    record = next(found for found in hub.fetch_bookings(OFFICE).records if found.id == number)
    return hub.sync_bookings(OFFICE, [amend(record, status=BookingStatus.CONFIRMED)])


def bookings(path) -> list[list[object]]:
    return list(open_file(path).grid("Buchungen").rows())


def test_one_cell_changes_and_no_other_byte(path):
    before, parts = content(path), unpacked(path.read_bytes())
    [receipt] = confirm(path, "B-2")
    assert isinstance(receipt, Done)
    new = '<table:table-cell office:value-type="string"><text:p>bestätigt</text:p></table:table-cell>'
    old = '<table:table-cell office:value-type="string" ><text:p>angefragt</text:p></table:table-cell>'
    assert content(path) == before.replace(old, new)
    after = unpacked(path.read_bytes())
    assert list(after) == list(parts)
    assert {name for name in parts if parts[name] != after[name]} == {"content.xml"}
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_what_is_published_reads_back_as_it_was_sent(path):
    hub = office(path)
    offered = course(
        "VA-2", title="=1+1 & <mehr>", capacity=12, price_member=Decimal("119.50"),
        ends_at=datetime(2013, 2, 4, 16, 30, tzinfo=BERLIN),
    )  # fmt: skip
    receipts = [*hub.publish_courses(OFFICE, [add(offered)]), *hub.sync_bookings(OFFICE, [add(request())])]
    assert all(isinstance(receipt, Done) for receipt in receipts)
    again = office(path)
    assert again.fetch_courses(OFFICE).records[1].value == offered
    assert again.fetch_bookings(OFFICE).records[2].value.booked_on == date(2013, 1, 9)
    assert "table:formula" not in content(path)


def test_repeated_rows_and_cells_are_taken_apart_and_stay_as_many(path):
    tail = '<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    changed(path, ("</table:table-row></table:table></office:spreadsheet>", f"</table:table-row>{tail}</table:table></office:spreadsheet>"))  # fmt: skip
    hub = office(path)
    hub.sync_bookings(OFFICE, [add(request("C-1")), add(request("C-2"), 2)])
    assert [row[10] for row in bookings(path)[3:]] == ["channel/booking/C-1", "channel/booking/C-2"]
    assert 'table:number-rows-repeated="1048571"' in content(path)
    widths = [
        sum(int((re.search(r'columns-repeated="(\d+)"', cell) or [0, 1])[1]) for cell in re.findall(r"<table:table-cell[^>]*>", row))
        for row in re.findall(r"<table:table-row.*?</table:table-row>", content(path))[-3:]
    ]  # fmt: skip
    assert widths[2] == 16_384


def test_of_rows_that_are_alike_only_one_changes(path):
    row = re.findall(r"<table:table-row>.*?</table:table-row>", content(path))[-1]
    alike = row.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="5">').replace(">B-2<", "><")  # fmt: skip
    changed(path, (row, alike))
    hub = office(path)
    hub.sync_bookings(OFFICE, [amend(record, status=BookingStatus.DECLINED) for record in hub.fetch_bookings(OFFICE).records[3:4]])  # fmt: skip
    assert [row[7] for row in bookings(path)[2:]] == ["angefragt", "angefragt", "abgelehnt", "angefragt", "angefragt"]  # fmt: skip


def test_comments_pictures_and_styles_of_a_cell_stay(path):
    old = '<table:table-cell office:value-type="string" ><text:p>angefragt</text:p></table:table-cell>'
    note = "<office:annotation><text:p>Ruft an &amp; wartet.</text:p></office:annotation>"
    picture = '<draw:frame draw:z-index="0"><draw:image/></draw:frame>'
    own = f'<table:table-cell table:style-name="ce7" table:content-validation-name="v1" office:value-type="string">{note}<text:p>angefragt</text:p>{picture}</table:table-cell>'
    changed(path, (old, own))
    confirm(path, "B-2")
    assert (
        f'<table:table-cell table:style-name="ce7" table:content-validation-name="v1" office:value-type="string">{note}{picture}<text:p>bestätigt</text:p></table:table-cell>'
        in content(path)
    )


def test_a_new_row_looks_like_the_one_above(path):
    changed(path, ('<table:table-row><table:table-cell office:value-type="string" ><text:p>B-2', '<table:table-row table:style-name="ro2" table:visibility="filter"><table:table-cell table:style-name="ce3" office:value-type="string" ><text:p>B-2'))  # fmt: skip
    office(path).sync_bookings(OFFICE, [add(request())])
    new = content(path).rpartition("<table:table-row")[2]
    assert new.startswith(' table:style-name="ro2"><table:table-cell table:style-name="ce3"/>')


@pytest.mark.parametrize("line", ['style="solid"', 'type="single"'])
def test_a_new_row_below_a_struck_one_looks_like_the_one_above_that(path, line):
    struck = f'<style:style style:name="ce3" style:family="table-cell"><style:text-properties style:text-line-through-{line}/></style:style>'
    child = '<style:style style:name="ce4" style:family="table-cell" style:parent-style-name="ce3"/>'
    changed(
        path,
        ("<office:automatic-styles>", f"<office:automatic-styles>{struck}{child}"),
        ('<table:table-cell office:value-type="string" ><text:p>B-2', '<table:table-cell table:style-name="ce4" office:value-type="string" ><text:p>B-2'),
    )  # fmt: skip
    office(path).sync_bookings(OFFICE, [add(request())])
    assert "ce4" not in content(path).rpartition("<table:table-row")[2]


def test_a_style_may_say_that_it_strikes_nothing_through(path):
    plain = '<style:style style:name="ce3" style:family="table-cell"><style:text-properties style:text-line-through-style="none"/></style:style>'
    changed(
        path,
        ("<office:automatic-styles>", f"<office:automatic-styles>{plain}"),
        ('<table:table-cell office:value-type="string" ><text:p>B-2', '<table:table-cell table:style-name="ce3" office:value-type="string" ><text:p>B-2'),
    )  # fmt: skip
    office(path).sync_bookings(OFFICE, [add(request())])
    assert "ce3" in content(path).rpartition("<table:table-row")[2]


def test_a_formula_and_a_merged_cell_in_the_way_refuse_their_change_by_name(path):
    old = '<table:table-cell office:value-type="string" ><text:p>angefragt</text:p></table:table-cell>'
    formula = '<table:table-cell table:formula="of:=1" office:value-type="string" ><text:p>angefragt</text:p></table:table-cell>'
    before = path.read_bytes()
    changed(path, (old, formula))
    [refused] = confirm(path, "B-2")
    assert isinstance(refused, Refused)
    assert "formula" in str(refused.why)
    path.write_bytes(before)
    changed(path, (old, old.replace("table:table-cell", "table:covered-table-cell")))
    [refused] = confirm(path, "B-2")
    assert isinstance(refused, Refused)
    assert "merged with another" in str(refused.why)


def test_blanks_tabs_and_lines_are_said_as_odf_wants_them(path):
    hub = office(path)
    record = hub.fetch_bookings(OFFICE).records[0]
    hub.sync_bookings(OFFICE, [amend(record, note="zwei  Worte \nund\tmehr\x00")])
    assert '<text:p>zwei<text:s text:c="2"/>Worte<text:s text:c="1"/></text:p><text:p>und<text:tab/>mehr</text:p>' in content(path)  # fmt: skip


def test_a_missing_column_is_made_in_the_look_of_its_neighbour(path):
    made = ods(
        office_sheets(courses=[COURSE_ROW]) | {"Kurse": [["Kursnummer", "Titel", "Beginn"], COURSE_ROW[:3]]}
    )
    path.write_bytes(made)
    office(path).publish_courses(OFFICE, [add(course("VA-2"))])
    rows = list(open_file(path).grid("Kurse").rows())
    assert rows[0] == ["Kursnummer", "Titel", "Beginn", "Status", "Verweis"]
    assert rows[2][3:] == ["offen", "academy/course/VA-2"]


@pytest.mark.parametrize("inside", ["<!-- x -->", '<table:table table:name="in"></table:table>'])
def test_what_cannot_be_spliced_safely_is_refused(path, inside):
    changed(path, ("<text:p>B-1</text:p>", f"<text:p>B-1</text:p>{inside}"))
    with pytest.raises(Unusable, match="unusual way"):
        confirm(path)


def test_an_ods_file_says_that_it_can_be_written(path):
    assert OpenFile.can_be_written(path)
    assert open_file(path).is_written


def test_a_day_is_shown_as_one_where_no_row_above_shows_how(path):
    path.write_bytes(ods(office_sheets(courses=[], bookings=[])))
    office(path).publish_courses(OFFICE, [add(course("VA-2"))])
    assert re.search(r'<table:table-cell table:style-name="(hub\d+)" office:value-type="date"', content(path))
    assert content(path).count("<number:date-style") == 1


def test_the_style_of_a_column_counts_where_a_cell_has_none(path):
    dated = '<number:date-style style:name="N1"/><style:style style:name="ce5" style:data-style-name="N1"/>'
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="ce5"/>'
    path.write_bytes(ods(office_sheets(courses=[], bookings=[])))
    changed(path, ("</office:automatic-styles>", f"{dated}</office:automatic-styles>"), ('<table:table table:name="Kurse">', f'<table:table table:name="Kurse">{columns}'))  # fmt: skip
    office(path).publish_courses(
        OFFICE, [add(course("VA-2", ends_at=datetime(2013, 2, 4, 16, tzinfo=BERLIN)))]
    )
    first, second = re.findall(r'<table:table-cell[^>]*office:date-value="2013-02-04T(?:09|16)[^>]*>', content(path))  # fmt: skip
    assert "style-name" not in first
    assert 'table:style-name="hub1"' in second


def test_of_cells_that_are_alike_only_one_changes(path):
    blank = '<table:table-cell table:style-name="ce9"/>'
    three = blank.replace("/>", ' table:number-columns-repeated="3"/>')
    row = re.findall(r"<table:table-row>.*?</table:table-row>", content(path))[-1]
    assert "<table:table-cell/>" * 3 in row
    changed(path, (row, row.replace("<table:table-cell/>" * 3, three)))
    hub = office(path)
    record = hub.fetch_bookings(OFFICE).records[1]
    hub.sync_bookings(OFFICE, [amend(record, note="gesehen")])
    said = blank.replace("/>", ' office:value-type="string"><text:p>gesehen</text:p></table:table-cell>')
    assert f"{blank}{said}{blank}</table:table-row>" in content(path)


def test_alike_cells_behind_a_written_one_stay_together(path):
    row = re.findall(r"<table:table-row>.*?</table:table-row>", content(path))[-1]
    start = row.rindex("<table:table-cell", 0, row.index("<text:p>angefragt"))
    changed(
        path, (row, row[:start] + '<table:table-cell table:number-columns-repeated="4"/></table:table-row>')
    )
    confirm(path, "B-2")
    assert (
        'bestätigt</text:p></table:table-cell><table:table-cell table:number-columns-repeated="3"/>'
        in content(path)
    )


def test_formulas_that_the_office_drew_down_in_advance_stay_in_a_new_row(path):
    row = re.findall(r"<table:table-row>.*?</table:table-row>", content(path))[-1]
    formula = (
        '<table:table-cell table:number-columns-repeated="11"/><table:table-cell table:formula="of:=[.A4]"/>'
    )
    changed(path, (row, f"{row}<table:table-row>{formula}</table:table-row>"))
    [receipt] = office(path).sync_bookings(OFFICE, [add(request())])
    assert str(receipt.record.place).endswith("row 4")
    assert '<table:table-cell table:formula="of:=[.A4]"/></table:table-row>' in content(path)
