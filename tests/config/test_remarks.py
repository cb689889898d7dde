"""Nothing is silently without effect: whatever stands there for nothing is remarked on."""

from __future__ import annotations

import os

import pytest

from .conftest import Desk


def remarks(desk: Desk, text: str) -> list[str]:
    return [str(remark) for remark in desk.load(text).remarks]


def test_a_file_in_full_use_has_no_remarks(desk: Desk) -> None:
    assert remarks(desk, desk.right) == []


def test_a_pretended_day_is_remarked_on(desk: Desk) -> None:
    text = desk.changed(('language = "en"', "as_of = 2013-01-14"))

    assert remarks(desk, text) == [
        "hub.as_of: every night pretends to be 2013-01-14. Take it out when the nights are real."
    ]


def test_a_network_in_no_agreement_is_remarked_on(desk: Desk) -> None:
    text = desk.changed(
        ("[limits]", '[networks."göttingen".systems.x]\nconnector = "memory"\n[limits]'),
    )

    assert remarks(desk, text) == ['networks."göttingen" is in no agreement; it is read for nothing.']


def test_a_network_of_regional_offers_is_in_use(desk: Desk) -> None:
    text = desk.changed(
        ("valid_from", 'withhold_if_offered_by = ["schools"]\nvalid_from'),
        ("[limits]", '[networks.schools.systems.x]\nconnector = "memory"\n[limits]'),
    )

    assert remarks(desk, text) == []


def test_a_hub_without_agreements_passes_nothing_on(desk: Desk) -> None:
    text = desk.right[: desk.right.index("[agreements")]

    assert remarks(desk, text) == [
        "There is no agreement yet, so that nothing will be passed on. Add a table [agreements.name]."
    ]


def test_an_agreement_that_shares_nobody_is_remarked_on(desk: Desk) -> None:
    text = desk.changed(('share = { participant = ["name"], member = ["town"] }\n', ""))

    assert remarks(desk, text) == [
        "agreements.academy.share.participant is empty: bookings arrive without a participant's name.",
        "agreements.academy.share.member is empty: bookings arrive without a company.",
    ]


@pytest.mark.skipif(os.name != "posix", reason="there are no such rights")
@pytest.mark.parametrize(
    "reference",
    ['token = { file = "token" }', 'logins = [{ token = { file = "token" } }, 3, "x", { file = 3 }]'],
)
def test_a_secret_that_others_can_read_is_remarked_on_wherever_it_is_named(
    desk: Desk, reference: str
) -> None:
    (desk.folder / "token").write_text("secret", encoding="utf-8")
    text = desk.changed(('token = { env = "CRM_TOKEN" }', reference))

    (desk.folder / "token").chmod(0o644)
    open_to_all = remarks(desk, text)
    (desk.folder / "token").chmod(0o600)
    closed = remarks(desk, text)

    assert open_to_all == [
        "networks.leine.systems.crm: other users of this machine can read token. Close it with: chmod 600 token"
    ]
    assert closed == []


def test_a_secret_file_that_is_not_there_is_told_when_it_is_needed(desk: Desk) -> None:
    assert remarks(desk, desk.changed(('{ env = "CRM_TOKEN" }', '{ file = "token" }'))) == []


def test_where_rights_have_no_bits_nothing_is_remarked_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.folder / "token").write_text("secret", encoding="utf-8")
    (desk.folder / "token").chmod(0o644)
    config = desk.load(desk.changed(('{ env = "CRM_TOKEN" }', '{ file = "token" }')))
    monkeypatch.setattr("hub.config.remarks._HAS_RIGHTS", False)

    from hub.config.remarks import remarks_on

    assert remarks_on(config) == ()
