"""What the region already offers."""

from __future__ import annotations

from datetime import UTC, datetime

from hub.judging import RegionalOffer
from hub.matching import Catalogue, SameTitle
from hub.model import Course, CourseStatus


def course(title: str, **fields: object) -> Course:
    usual: dict[str, object] = {"id": "K-1", "title": title, "starts_at": datetime(2013, 2, 1, tzinfo=UTC)}
    return Course.model_validate(usual | fields)


def judge(*offers: Course) -> SameTitle:
    return SameTitle({"region": Catalogue("Region", lambda: [(offer, "row 7") for offer in offers])})


def test_the_same_title_is_the_same_content_whatever_its_case_and_punctuation() -> None:
    found = judge(course("EXCEL, für  Einsteiger", provider="Volkshochschule")).offers_like(
        course("Excel für Einsteiger"), among=["region"]
    )

    assert found == [RegionalOffer("Volkshochschule", "EXCEL, für  Einsteiger", "row 7")]


def test_another_title_is_a_gap() -> None:
    assert judge(course("Folien gestalten")).offers_like(course("Folienkunde"), among=["region"]) == []


def test_a_cancelled_run_offers_nothing() -> None:
    offer = course("Excel", status=CourseStatus.CANCELLED)

    assert judge(offer).offers_like(course("Excel"), among=["region"]) == []


def test_an_offer_without_a_provider_is_named_after_its_catalogue() -> None:
    assert judge(course("Excel")).offers_like(course("Excel"), among=["region"])[0].provider == "Region"


def test_only_the_agreed_networks_count_and_an_unread_one_is_named() -> None:
    assert judge(course("Excel")).offers_like(course("Excel"), among=["elsewhere"]) == []
    assert judge().unread(["region", "elsewhere"]) == ["elsewhere"]
