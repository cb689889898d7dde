"""Links of cells are found in the sheet and its relations; only addresses count."""

from __future__ import annotations

import io

import openpyxl

from hub.connectors.spreadsheet.mail_links import mail_links
from hub.connectors.spreadsheet.package import Package


def linked() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "List"
    for row, target in enumerate(
        [
            "mailto:a@oker.example?subject=Kurs&body=x",
            "https://oker.example",
            "MAILTO:b%2Bc@oker.example",
            None,
        ],
        start=1,
    ):
        sheet.cell(row, 2, "words")
        if target:
            sheet.cell(row, 2).hyperlink = target
    sheet["B5"] = "inside"
    sheet["B5"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(ref="B5", location="List!A1")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_addresses_are_found_by_cell_without_what_follows_them():
    assert mail_links(linked(), "List", place="list.xlsx") == {
        (1, 1): "a@oker.example",
        (3, 1): "b+c@oker.example",
    }


def test_a_sheet_without_links_has_none():
    book = openpyxl.Workbook()
    book.worksheets[0].title = "List"
    content = io.BytesIO()
    book.save(content)
    assert mail_links(content.getvalue(), "List", place="list.xlsx") == {}


def test_links_whose_targets_are_lost_say_nothing():
    package = Package(linked())
    bare = package.with_parts({"xl/worksheets/_rels/sheet1.xml.rels": [b"<Relationships/>"]})
    assert mail_links(bare.content, "List", place="list.xlsx") == {}
