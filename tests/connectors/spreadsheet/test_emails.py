"""The main address of a cell is found among names, brackets and links, or the cell is refused."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.emails import email, says_more_than_an_address
from hub.connectors.spreadsheet.ways import Unclear, Ways

WAYS = Ways(ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("cell", "more"),
    [
        ("anna@oker.example.org", False),
        (" anna@oker.example.org\u00a0", False),
        ("<anna@oker.example.org>", False),
        ("mailto:anna@oker.example.org", False),
        ("mailto:anna@oker.example.org?subject=Kurs", False),
        ("Anna Beispiel <anna@oker.example.org>", True),
        ("anna@oker.example.org; ben@oker.example.org", True),
        ("anna@oker.example.org,ben@oker.example.org", True),
        ("anna@oker.example.org / ben@oker.example.org", True),
        ("anna@oker.example.org ben@oker.example.org", True),
        ("anna@oker.example.org\nben@oker.example.org", True),
        ("anna@oker.example.org.", True),
        ("E-Mail: anna@oker.example.org", True),
    ],
)
def test_the_first_address_counts_and_the_others_are_noticed(cell, more):
    assert email(cell, WAYS) == "anna@oker.example.org"
    assert says_more_than_an_address(cell) is more


@pytest.mark.parametrize(
    "cell", ["anna.beispiel+kurs@müller.example", "a_b@x-y.co.example", "O'Neil@oker.example"]
)
def test_unusual_addresses_are_addresses(cell):
    assert "@" in email(cell, WAYS)


@pytest.mark.parametrize("cell", ["", "-", "k.A.", "keine", "keine E-Mail"])
def test_no_address_is_none(cell):
    assert email(cell, WAYS) is None
    assert not says_more_than_an_address(cell)


@pytest.mark.parametrize(
    "cell", ["anna(at)oker.example", "anna@oker", "anna @ oker.example.org", "anna@@oker.example", "www.oker.example", 5522.0,
             "anna@oker.example; ben@oker", "@oker.example"]
)  # fmt: skip
def test_whatever_is_not_clearly_an_address_is_refused(cell):
    with pytest.raises(Unclear, match="is no e-mail address"):
        email(cell, WAYS)


def test_a_number_says_no_address():
    assert not says_more_than_an_address(5522.0)


@given(st.emails(domains=st.sampled_from(["oker.example", "mail.example.org"])))
def test_an_address_made_of_usual_letters_is_read_back(address):
    if address.replace("@", "").replace(".", "").replace("-", "").isalnum():
        assert email(f"Anna <{address}>", WAYS) == address
