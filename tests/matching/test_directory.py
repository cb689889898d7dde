"""Which member a booking's company is."""

from __future__ import annotations

from datetime import date

import pytest

from hub.judging import Several
from hub.matching import MemberDirectory
from hub.model import Company, Member, MemberStatus, NetworkName

MEKOM, ACADEMY = NetworkName("mekom"), NetworkName("academy")


class Lists:
    """Members by network, counting how often somebody asks."""

    def __init__(self, **members: list[Member]) -> None:
        self.members = members
        self.asked = 0

    def __call__(self, network: NetworkName) -> list[Member]:
        self.asked += 1
        return self.members.get(network, [])


def member(number: str, name: str, **fields: object) -> Member:
    return Member.model_validate({"id": number, "name": name} | fields)


def found(company: Company, *members: Member) -> object:
    directory = MemberDirectory(Lists(mekom=list(members)))
    result = directory.member_of(MEKOM, company)
    return result.id if isinstance(result, Member) else result


@pytest.mark.parametrize(
    "typed", ["Harzer Holz GmbH", "harzer holz ges. mbh", "Harzer Holz", "HARZER  HOLZ G.m.b.H."]
)
def test_a_name_is_understood_as_offices_type_it(typed: str) -> None:
    assert found(Company(name=typed), member("M-1", "Harzer Holz GmbH")) == "M-1"


@pytest.mark.parametrize(
    "typed", ["Harzer Holz Verwaltungs-GmbH", "Harzer", "Holz GmbH", "Harzer Holtz GmbH"]
)
def test_a_name_that_is_only_similar_is_nobody(typed: str) -> None:
    assert found(Company(name=typed), member("M-1", "Harzer Holz GmbH")) is None


def test_no_name_is_nobody() -> None:
    assert found(Company(), member("M-1", "Harzer Holz GmbH")) is None


def test_the_exact_legal_form_wins_over_its_sister() -> None:
    sisters = member("M-1", "Folie GmbH & Co. KG"), member("M-2", "Folie GmbH")

    assert found(Company(name="Folie GmbH"), *sisters) == "M-2"
    assert found(Company(name="Folie"), *sisters) == Several(
        ("Folie GmbH & Co. KG (M-1)", "Folie GmbH (M-2)")
    )


def test_the_town_or_postal_code_decides_between_two_of_one_name() -> None:
    two = (
        member("M-1", "Meyer KG", town="Osterode am Harz", postal_code="37520"),
        member("M-2", "Meyer KG", town="Herzberg", postal_code="37412"),
    )

    assert found(Company(name="Meyer KG", town="Osterode"), *two) == "M-1"
    assert found(Company(name="Meyer KG", postal_code="37412"), *two) == "M-2"
    assert isinstance(found(Company(name="Meyer KG"), *two), Several)


def test_a_company_that_left_and_joined_again_is_its_current_membership() -> None:
    old = member("M-1", "Meyer KG", until=date(2011, 12, 31), status=MemberStatus.ENDED)

    assert found(Company(name="Meyer KG"), old, member("M-2", "Meyer KG")) == "M-2"


def test_belonging_to_two_networks_needs_a_proof_and_a_membership_on_that_day() -> None:
    here = member("M-1", "Harzer Holz GmbH", vat_id="DE136695976")
    there = member("V-1", "Holz aus dem Harz", vat_id="DE136695976", since=date(2012, 1, 1))
    directory = MemberDirectory(Lists(mekom=[here], academy=[there]))

    assert directory.is_also_in(here, of=MEKOM, network=ACADEMY, day=date(2013, 1, 1))
    assert not directory.is_also_in(here, of=MEKOM, network=ACADEMY, day=date(2011, 1, 1))
    assert not directory.is_also_in(member("M-2", "Andere"), of=MEKOM, network=ACADEMY, day=date(2013, 1, 1))


def test_nobody_is_read_before_somebody_asks_and_then_only_once() -> None:
    lists = Lists(mekom=[member("M-1", "Meyer KG")])
    directory = MemberDirectory(lists)
    assert lists.asked == 0

    directory.member_of(MEKOM, Company(name="Meyer KG"))
    directory.member_of(MEKOM, Company(name="Andere"))

    assert lists.asked == 1
