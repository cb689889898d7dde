from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from hub.connectors.spreadsheet.anatomy import anatomy_of
from hub.connectors.spreadsheet.editor import SheetEditor
from hub.connectors.spreadsheet.package import Package
from hub.errors import Unusable
from tests.connectors.spreadsheet.builders import office_sheets, workbook_bytes

RELATIONS = '<Relationships xmlns="r">{}</Relationships>'
MAIN = RELATIONS.format('<Relationship Id="rId1" Type="t/officeDocument" Target="book/main.xml"/>')


def package(**parts: str) -> Package:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return Package(packed.getvalue())


def odd_package(workbook: str) -> Package:
    relations = RELATIONS.format(
        '<Relationship Id="a" Type="t/worksheet" Target="/sheets/s.xml"/><Relationship Id="b" Type="t/styles" Target="../st.xml"/>'
    )
    return package(**{"_rels/.rels": MAIN, "book/main.xml": workbook, "book/_rels/main.xml.rels": relations})


def test_a_usual_workbook_tells_where_its_parts_are():
    found = anatomy_of(Package(workbook_bytes(office_sheets())), "Kurse", place="a.xlsx")
    assert (found.sheet, found.styles, found.tables) == ("xl/worksheets/sheet2.xml", "xl/styles.xml", ())
    assert found.epoch == date(1899, 12, 30)


def test_unusual_folders_and_the_mac_epoch_are_followed():
    book = '<w xmlns:x="r"><workbookPr date1904="1"/><sheets><sheet name="A" x:id="a"/></sheets></w>'
    found = anatomy_of(odd_package(book), "A", place="a.xlsx")
    assert (found.sheet, found.styles, found.epoch) == ("sheets/s.xml", "st.xml", date(1904, 1, 1))


def test_a_workbook_whose_styles_went_missing_is_refused_when_a_date_is_due():
    whole = Package(workbook_bytes(office_sheets()))
    editor = SheetEditor(whole, "Kurse", "a.xlsx")
    editor.package = package(**{"a.xml": "<a/>"})
    with pytest.raises(Unusable, match="lacks its part"):
        editor.set(2, {2: date(2013, 1, 1)})


@pytest.mark.parametrize(
    "broken",
    [
        package(**{"a.xml": "<a/>"}),
        package(**{"_rels/.rels": MAIN}),
        odd_package("<w><sheets/></w>"),
        odd_package('<w xmlns:x="r"><sheets><sheet name="A" x:id="zzz"/></sheets></w>'),
        odd_package('<w><sheets><sheet name="A"/></sheets></w>'),
    ],
)
def test_a_workbook_that_does_not_tell_is_refused(broken):
    with pytest.raises(Unusable, match="does not say where"):
        anatomy_of(broken, "A", place="a.xlsx")
