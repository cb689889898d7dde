"""The cells that say which record a row is: an id that was spoiled is told with what spoiled it."""

from __future__ import annotations

from datetime import date

import pytest

from hub.connectors.spreadsheet.keys import Keys
from hub.model import NetworkName, Ref

KEYS = Keys(0, 1, NetworkName("office"))


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (date(2013, 2, 1), "“2013-02-01” is no number of a record"),
        (1.5, "“1.5” is no number of a record"),
        ("4,02E+12", "4,02E+12 is a long number of which a spreadsheet has dropped digits"),
        ("#NV", "the cell shows #NV"),
        ("MÃ¼-1", "the letters of “MÃ¼-1” were read wrongly once; “Mü-1” may be meant"),
    ],
)
def test_an_id_that_is_none_says_why(cell, why):
    assert str(KEYS.why_no_id([cell, ""]).why) == why
    with pytest.raises(ValueError):
        KEYS.id_of([cell, ""])


@pytest.mark.parametrize(("cell", "found"), [("M-1", "M-1"), (7.0, "7"), ("", None)])
def test_an_id_or_nothing_is_nothing_to_complain_of(cell, found):
    assert KEYS.why_no_id([cell, ""]) is None
    assert KEYS.id_of([cell, ""]) == found


def test_a_sheet_without_numbers_has_none():
    keys = Keys(None, 0, NetworkName("office"))
    assert keys.id_of(["#NV"]) is None
    assert keys.why_no_id(["#NV"]) is None


def test_a_ref_that_is_none_says_how_one_reads():
    assert "is no ref" in str(KEYS.why_no_ref(["", "somewhere"]).why)
    assert KEYS.origin_of(["", "mekom/booking/B-7"]) == Ref(NetworkName("mekom"), "booking", "B-7")


@pytest.mark.parametrize("cell", ["office/booking/B-7", "mekom/letter/B-7", "mekom/booking/", "B-7", "", 7.0])
def test_only_a_usual_ref_of_another_home_goes_the_short_way(cell):
    assert KEYS.usual_origin(cell) == (None, "")
    assert KEYS.usual_origin("mekom/booking/B-7") == (
        Ref(NetworkName("mekom"), "booking", "B-7"),
        "mekom/booking/B-7",
    )
