"""A tab or a line break inside a cell of an ODS file parts two words."""

from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.ods_blanks import with_blanks_said
from hub.connectors.spreadsheet.workbook import open_workbook
from tests.corpus.opendocument import ods
from tests.fidelity.parts import packed, replace, unpacked


def read(inside: str) -> object:
    parts = unpacked(ods({"A": [["x", "y"]]}))
    replace(parts, "content.xml", "<text:p>x</text:p>", f"<text:p>{inside}</text:p>")
    [[cell, _]] = open_workbook(packed(parts), name="a.ods").sheet("A").rows()
    return cell


@pytest.mark.parametrize(
    ("inside", "cell"),
    [
        ("Oker<text:tab/>GmbH", "Oker\tGmbH"),
        ('Oker<text:tab text:tab-ref="1" />GmbH', "Oker\tGmbH"),
        ("Oker<text:tab></text:tab>GmbH", "Oker\tGmbH"),
        ("Oker<text:line-break/>GmbH", "Oker\nGmbH"),
        ("<text:span>Oker<text:line-break/></text:span>GmbH", "Oker\nGmbH"),
        ("Oker<text:s/>GmbH", "Oker GmbH"),
    ],
)
def test_a_blank_of_any_kind_parts_words(inside, cell):
    assert read(inside) == cell


def test_a_file_without_such_blanks_is_taken_as_it_is():
    content = ods({"A": [["x"]]})
    assert with_blanks_said(content) is content
