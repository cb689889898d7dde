"""A CSV file that the hub writes keeps its letters, delimiter, quotation marks and line ends, and every line but its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hub import Done, Refused, Unreachable
from hub.connectors.spreadsheet.delimited_editor import DelimitedEditor
from hub.connectors.spreadsheet.file import OpenFile
from hub.connectors.spreadsheet.rows import Rows
from hub.errors import HubError
from hub.model import BookingStatus, CourseStatus
from tests.connectors.spreadsheet.builders import OFFICE, course, office, request
from tests.connectors.spreadsheet.test_publishing import add, amend

_HEADER = "Nr.;Kurs;Firma;Teilnehmer;E-Mail;gebucht am;Status;Verweis"
_ROWS = (
    "B-1;VA-1;Oker GmbH;Anna Beispiel;anna@oker.example;07.01.2013;;",
    'B-2;VA-1;"Sieber; Söhne";"Ben ""B."" Muster"; ben@sieber.example ;08.01.2013; angefragt ;',
)


def text(*rows: str, end: str = "\r\n", last: str = "\r\n") -> str:
    return end.join([_HEADER, *rows]) + last


@pytest.fixture
def path(tmp_path):
    return tmp_path / "office.csv"


def confirmed(hub, number="B-1"):
    record = next(found for found in hub.fetch_bookings(OFFICE).records if found.id == number)
    return amend(record, status=BookingStatus.CONFIRMED)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("before", ["", "sep=;\r\n"])
@pytest.mark.parametrize("last", ["", "\r\n", "\r\n\x1a"])
def test_only_the_touched_lines_change(path, encoding, before, last):
    path.write_bytes((before + text(*_ROWS, last=last)).encode(encoding))
    hub = office(path)
    receipts = hub.sync_bookings(OFFICE, [confirmed(hub), add(request())])
    assert all(isinstance(receipt, Done) for receipt in receipts)
    touched = _ROWS[0].removesuffix(";;") + ";bestätigt;"
    new = ";VA-1;Sieber Druck KG;Ben Muster;ben@sieber.example;09.01.2013;angefragt;channel/booking/C-1"
    ended = "\r\n" if last.startswith("\r\n") else ""
    after = before + text(touched, _ROWS[1], new, last=ended) + last.removeprefix("\r\n")
    assert path.read_bytes() == after.encode(encoding)


def test_an_edit_keeps_a_backup_and_reads_back(path):
    path.write_text(text(*_ROWS), encoding="utf-8", newline="")
    hub = office(path)
    hub.sync_bookings(OFFICE, [confirmed(hub, "B-2")])
    assert office(path).fetch_bookings(OFFICE).records[1].value.status is BookingStatus.CONFIRMED
    [backup] = (path.parent / "backups").iterdir()
    assert backup.read_text(encoding="utf-8").splitlines() == text(*_ROWS).splitlines()


def test_a_file_that_changed_since_it_was_read_is_not_written(path):
    path.write_text(text(*_ROWS), encoding="utf-8", newline="")
    hub = office(path)
    change = confirmed(hub)
    path.write_text(text(_ROWS[0]), encoding="utf-8", newline="")
    with pytest.raises(Unreachable, match="saved the file after"):
        hub.sync_bookings(OFFICE, [change])
    assert path.read_text(encoding="utf-8") == text(_ROWS[0]).replace("\r\n", "\n")


def test_new_rows_are_quoted_like_the_row_above(path):
    rows = ['"Kursnummer","Titel","Beginn","Preis Mitglieder"', '"VA-1","Film","2013-02-04 09:00",119.50']
    path.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="")
    office(path).publish_courses(OFFICE, [add(course("VA-2", price_member=Decimal("99.00")))])
    header, _, new = path.read_text(encoding="utf-8").splitlines()
    assert header == rows[0] + ',"Status",Verweis' or header == rows[0] + ",Status,Verweis"
    assert new == '"VA-2","Folienkunde","2013-02-04 09:00",99.00,offen,academy/course/VA-2'


def test_numbers_and_days_are_written_as_the_column_has_them(path):
    rows = "Kursnummer;Titel;Beginn;Plätze;Preis Mitglieder;Status;Verweis\nVA-1;Film;04.02.2013 09:00;9;1.119,50 €;offen;\n"
    path.write_text(rows, encoding="utf-8", newline="")
    offered = course("VA-2", price_member=Decimal("99.50"), capacity=12)
    office(path).publish_courses(OFFICE, [add(offered)])
    new = "VA-2;Folienkunde;04.02.2013 09:00;12;99,50;offen;academy/course/VA-2\n"
    assert path.read_text(encoding="utf-8") == rows + new
    assert office(path).fetch_courses(OFFICE).records[1].value.price_member == Decimal("99.50")


@pytest.mark.parametrize("price", ["99.5", "1E+2", "99.50"])
def test_a_price_is_written_with_its_cents(path, price):
    rows = (
        "Kursnummer,Titel,Beginn,Preis Mitglieder,Status,Verweis\nVA-1,Film,2013-02-04 09:00,119.50,offen,\n"
    )
    path.write_text(rows, encoding="utf-8", newline="")
    office(path).publish_courses(OFFICE, [add(course("VA-2", price_member=Decimal(price)))])
    assert office(path).fetch_courses(OFFICE).records[1].value.price_member == Decimal(price)


def test_the_manner_of_a_column_is_looked_up_once(path, monkeypatch):
    rows = "Kursnummer;Titel;Beginn;Preis Mitglieder;Status;Verweis\n" + "VA-1;Film;;;offen;\n" * 3
    path.write_text(rows, encoding="utf-8", newline="")
    looks, column = [], DelimitedEditor._column
    monkeypatch.setattr(DelimitedEditor, "_column", lambda self, at: looks.append(at) or column(self, at))
    new = [course(f"VA-{n}", price_member=Decimal("9.50")) for n in range(2, 9)]
    office(path).publish_courses(OFFICE, [add(noun, n) for n, noun in enumerate(new)])
    assert sorted(looks) == [2, 3, 3]


def test_foreign_text_becomes_no_formula_and_reads_back_as_it_was(path):
    path.write_text(
        "Kursnummer;Titel;Beginn;Trainer;Status;Verweis\nVA-1;Film;4.2.2013;+1;offen;\n", encoding="utf-8"
    )
    titles = ["=1+1", "+49 5522 1", "-5", "@home", '=cmd|"/c calc"!A1', "'=1", "a;b\nc"]
    hub = office(path)
    hub.publish_courses(OFFICE, [add(course(f"VA-{n}", title=title), n) for n, title in enumerate(titles, 2)])
    read = [record.value for record in office(path).fetch_courses(OFFICE).records]
    assert [found.title for found in read][1:] == [" ".join(title.split()) for title in titles]
    assert read[0].trainer == "+1"
    cells = [line.split(";")[1] for line in path.read_text(encoding="utf-8").splitlines()[2:7]]
    assert all(cell.startswith(("'", "\"'")) for cell in cells)


def test_a_letter_that_the_file_cannot_keep_refuses_its_row_and_no_other(path):
    path.write_bytes(text(*_ROWS).encode("cp1252"))
    hub = office(path)
    lodz = request("C-1", company={"name": "Łódź Druk", "town": None})
    refused, done = hub.sync_bookings(OFFICE, [add(lodz), add(request("C-2"), 2)])
    assert isinstance(refused, Refused)
    assert "no Ł" in str(refused.why)
    assert isinstance(done, Done)
    assert str(done.record.place).endswith("row 4")


def test_a_file_without_a_letter_that_tells_them_apart_gets_no_umlaut(path):
    path.write_text(text(_ROWS[0]), encoding="ascii", newline="")
    hub = office(path)
    refused, done = hub.sync_bookings(OFFICE, [confirmed(hub), add(request())])
    assert isinstance(refused, Refused)
    assert "no ä" in str(refused.why)
    assert "CSV UTF-8" in str(refused.remedy)
    assert isinstance(done, Done)
    assert path.read_bytes().isascii()


def test_a_missing_column_is_made_at_the_end_of_the_header(path):
    path.write_text(
        "Nr.;Kurs;Firma;Teilnehmer;gebucht am\nB-1;VA-1;Oker;Anna;07.01.2013\n", encoding="utf-8-sig"
    )
    hub = office(path)
    hub.sync_bookings(OFFICE, [confirmed(hub)])
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        "Nr.;Kurs;Firma;Teilnehmer;gebucht am;Status",
        "B-1;VA-1;Oker;Anna;07.01.2013;bestätigt",
    ]


def test_a_missing_column_is_made_beside_what_stands_beyond_the_header(path):
    rows = "B-1;VA-1;Oker;Anna;07.01.2013", "B-2;VA-1;Oker;Ben;07.01.2013;hat bar gezahlt"
    path.write_text("\n".join(["Nr.;Kurs;Firma;Teilnehmer;gebucht am", *rows, ""]), encoding="utf-8-sig")
    hub = office(path)
    [receipt] = hub.sync_bookings(OFFICE, [confirmed(hub, "B-2")])
    assert receipt.record.value.status is BookingStatus.CONFIRMED
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        "Nr.;Kurs;Firma;Teilnehmer;gebucht am;;Status",
        rows[0],
        f"{rows[1]};bestätigt",
    ]


@pytest.mark.parametrize("number", ["B-1", "B-2"])
def test_a_made_column_that_would_cost_a_cell_is_never_saved(path, monkeypatch, number):
    rows = "B-1;VA-1;Oker;Anna;07.01.2013;hat bar gezahlt\nB-2;VA-1;Oker;Ben;07.01.2013;ruft an\n"
    path.write_text(f"Nr.;Kurs;Firma;Teilnehmer;gebucht am\n{rows}", encoding="utf-8-sig")
    before = path.read_bytes()
    hub = office(path)
    change = confirmed(hub, number)
    monkeypatch.setattr(Rows, "width", lambda _: 5)
    with pytest.raises(HubError, match="does not read as it should"):
        hub.sync_bookings(OFFICE, [change])
    assert path.read_bytes() == before


@pytest.mark.parametrize("harm", [("Oker;Ben", "Oker;Bea"), ("Anna;07.01.2013", "Anna;07.01.2013;x")])
def test_a_made_column_with_which_another_row_changes_is_never_saved(path, monkeypatch, harm):
    rows = "B-1;VA-1;Oker;Anna;07.01.2013\nB-2;VA-1;Oker;Ben;07.01.2013\nB-3;VA-1;Oker;Cem;07.01.2013\n"
    path.write_text(f"Nr.;Kurs;Firma;Teilnehmer;gebucht am\n{rows}", encoding="utf-8-sig")
    hub = office(path)
    change = confirmed(hub, "B-3")
    content = DelimitedEditor.content
    old, new = (words.encode() for words in harm)
    monkeypatch.setattr(
        DelimitedEditor,
        "content",
        lambda self, *, header_row: content(self, header_row=header_row).replace(old, new),
    )
    with pytest.raises(HubError, match="does not read as it should"):
        hub.sync_bookings(OFFICE, [change])


def test_a_course_is_cancelled_in_its_line(path):
    path.write_text("Kursnummer;Titel;Beginn;Status;Verweis\nVA-1;Film;4.2.2013;offen;\n", encoding="utf-8")
    hub = office(path)
    hub.publish_courses(OFFICE, [add(course("VA-2"))])
    [_, record] = hub.fetch_courses(OFFICE).records
    hub.publish_courses(OFFICE, [amend(record, status=CourseStatus.CANCELLED)])
    assert path.read_text(encoding="utf-8").splitlines()[2].split(";")[3] == "abgesagt"


def test_a_csv_file_says_that_it_can_be_written(path):
    path.write_text(text(*_ROWS), encoding="utf-8", newline="")
    assert OpenFile.can_be_written(path)
    assert all(
        finding.is_well for finding in office(path).check_system(OFFICE) if "Buchungen" in str(finding.what)
    )
    assert date(2013, 1, 7) == office(path).fetch_bookings(OFFICE).records[0].value.booked_on
