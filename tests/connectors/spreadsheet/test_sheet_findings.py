"""What `hub check` says about sheets that nobody reads, and about files that nobody can write."""

from __future__ import annotations

import openpyxl
import pytest

from hub import Add, Unusable, WorkbookSettings
from hub.connectors.spreadsheet.file import open_file
from hub.connectors.spreadsheet.kind import SpreadsheetSettings, connected
from hub.connectors.spreadsheet.sheet_findings import (
    former_members,
    hidden_sheets,
    old_format,
    unread_sheets,
)
from tests.connectors.spreadsheet.builders import (
    MEMBER_HEADER,
    OFFICE,
    OfficeWorkbook,
    course,
    office,
    office_sheets,
    workbook_at,
)
from tests.corpus.biff import xls
from tests.corpus.opendocument import ods
from tests.fidelity.parts import packed, replace, unpacked


def said(findings):
    return [str(finding.what) for finding in findings]


@pytest.fixture
def path(tmp_path):
    path = workbook_at(
        tmp_path / "a.xlsx", {**office_sheets(), "Ausgetreten": [MEMBER_HEADER], "Alt": [["a"]]}
    )
    book = openpyxl.load_workbook(path)
    book["Alt"].sheet_state = "hidden"
    book.save(path)
    return path


def test_hidden_sheets_are_named_whoever_reads_the_file(path):
    assert "a.xlsx: the hub does not read the hidden sheets Alt" in said(office(path).check_system(OFFICE))


def test_a_sheet_for_those_who_left_is_offered_to_whoever_reads_members(path):
    [found] = [one for one in said(office(path).check_system(OFFICE)) if "have left" in one]
    assert found.endswith('say so in hub.toml: sheets.former = "Ausgetreten"')
    courses_only = connected(SpreadsheetSettings(path=path, sheets={"courses": "Kurse"}))
    assert not [one for one in said(courses_only.check_system(OFFICE)) if "have left" in one]


def test_nothing_is_said_of_sheets_that_are_read(path):
    everything = {"Mitglieder", "Kurse", "Buchungen", "Ausgetreten", "Alt"}
    for findings in (hidden_sheets, unread_sheets, former_members):
        assert list(findings(open_file(path), read=everything)) == []
    assert list(old_format(open_file(path))) == []


def test_a_file_without_sheets_has_none_to_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Nr.;Firma\n1;Oker\n", encoding="utf-8")
    for findings in (hidden_sheets, unread_sheets, former_members):
        assert list(findings(open_file(path), read=())) == []
    assert list(old_format(open_file(path))) == []


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(xls(office_sheets()))
    return path


def test_an_old_workbook_is_read_and_offers_nothing_that_would_write_it(old):
    hub = connected(SpreadsheetSettings(path=old))
    assert len(hub.fetch_courses(OFFICE).records) == 1
    assert not hasattr(hub, "publish_courses")
    assert said(hub.check_system(OFFICE))[-1] == "a.xls: the hub reads XLS files, but does not write them"


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx"])
def test_where_a_plugin_would_write_it_the_check_says_what_to_do(old, name):
    hub = OfficeWorkbook(WorkbookSettings(path=old.rename(old.with_name(name))))
    finding = hub.check_system(OFFICE)[-1]
    assert (str(finding.what), finding.is_well) == (
        f"{name}: the hub reads XLS files, but does not write them",
        False,
    )
    assert "Save it as an Excel workbook" in str(finding.remedy)
    with pytest.raises(Unusable, match="does not write them"):
        hub.publish_courses(OFFICE, [Add(id="c", ref=course("VA-9").origin, value=course("VA-9"))])


@pytest.mark.parametrize(("formula", "is_told"), [('table:formula="of:=SUM([.F2:.F2])" ', True), ("", False)])
def test_sums_that_libreoffice_keeps_are_told_where_the_hub_writes(tmp_path, formula, is_told):
    path = tmp_path / "a.ods"
    parts = unpacked(ods(office_sheets()))
    replace(parts, "content.xml", '<table:table-cell office:value-type="float" ', f'<table:table-cell {formula}office:value-type="float" ')  # fmt: skip
    path.write_bytes(packed(parts))
    told = [
        str(found.what) for found in office(path).check_system(OFFICE) if "Ctrl+Shift+F9" in str(found.what)
    ]
    assert bool(told) is is_told
