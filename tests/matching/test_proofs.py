"""Who is who by proof only; everything else stays separate."""

from __future__ import annotations

import pytest

from hub.matching.proofs import links
from hub.model import Member


def member(number: str, name: str = "Harzer Holz GmbH", **fields: str) -> Member:
    return Member.model_validate({"id": number, "name": name} | fields)


def linked(left: list[Member], right: list[Member]) -> list[tuple[str, str, str]]:
    return [(link.left, link.right, str(link.proof)) for link in links(left, right)]


@pytest.mark.parametrize(
    ("left", "right", "proof"),
    [
        ({"vat_id": "DE 136 695 976"}, {"vat_id": "de136695976", "name": "Anders AG"}, "same VAT id"),
        (
            {"register_court": "Göttingen", "register_number": "HRB 1234"},
            {"register_court": "Amtsgericht Göttingen", "register_number": "HRB1234", "name": "Anders AG"},
            "same register number and court",
        ),
        (
            {"postal_code": "37520"},
            {"postal_code": "37520", "name": "HARZER HOLZ Ges. mbH"},
            "same name and postal code",
        ),
    ],
)
def test_a_proof_links(left: dict[str, str], right: dict[str, str], proof: str) -> None:
    other = {"name": "Harzer Holz GmbH"} | right

    assert linked([member("M-1", **left)], [member("V-1", **other)]) == [("M-1", "V-1", proof)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({}, {}),
        ({"postal_code": "37520"}, {"postal_code": "37412"}),
        ({"register_number": "HRB 1"}, {"register_number": "HRB 1"}),
        (
            {"register_court": "Osterode", "register_number": "HRB 1"},
            {"register_court": "Göttingen", "register_number": "HRB 1"},
        ),
        ({"phone": "05522 99990", "street": "Am Weg 1"}, {"phone": "05522 99990", "street": "Am Weg 1"}),
    ],
)
def test_anything_less_than_a_proof_links_nobody(left: dict[str, str], right: dict[str, str]) -> None:
    assert linked([member("M-1", **left)], [member("V-1", **right)]) == []


def test_sister_companies_at_one_address_stay_apart() -> None:
    left = member("M-1", "Folie GmbH & Co. KG", postal_code="37081")
    right = member("V-1", "Folie Verwaltungs-GmbH", postal_code="37081")

    assert linked([left], [right]) == []


def test_a_value_that_two_members_of_one_network_share_proves_nothing() -> None:
    left = [
        member("M-1", "Folie KG", vat_id="DE136695976"),
        member("M-2", "Folie GmbH", vat_id="DE136695976"),
    ]

    assert linked(left, [member("V-1", "Folie", vat_id="DE136695976")]) == []


def test_links_are_one_to_one_and_the_stronger_proof_wins() -> None:
    left = [
        member("M-1", vat_id="DE136695976", postal_code="37520"),
        member("M-2", "Anders AG", postal_code="37520"),
    ]
    right = [member("V-1", "Anders AG", vat_id="DE136695976", postal_code="37520")]

    assert linked(left, right) == [("M-1", "V-1", "same VAT id")]
