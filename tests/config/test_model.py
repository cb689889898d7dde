"""The rules of single keys: days, zones, names, ledgers, agreements."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hub.config.model import (
    Agreement,
    CompanyField,
    HubFile,
    HubSettings,
    Limits,
    PersonField,
    Share,
    password_in,
)
from hub.model import Company, Person

NEW_YEAR = date(2013, 1, 1)
SYSTEMS = {"systems": {"x": {"connector": "memory"}}}


def agreement(**changes: Any) -> Agreement:
    terms = {"name": "academy", "organiser": "leine", "channel": "harz", "valid_from": NEW_YEAR}
    return Agreement.model_validate(terms | changes)


def test_an_agreement_may_share_just_the_fields_that_a_company_and_a_person_have() -> None:
    assert set(get_args(CompanyField)) == set(Company.model_fields)
    assert set(get_args(PersonField)) == set(Person.model_fields)


def test_nothing_is_shared_unless_it_is_said() -> None:
    assert agreement().share == Share(participant=(), member=())


@given(st.dates(), st.dates(), st.integers(0, 400))
def test_an_agreement_holds_from_its_first_to_its_last_day(day: date, first: date, length: int) -> None:
    last = min(first, date(9000, 1, 1)) + timedelta(days=length)
    first = min(first, last)

    assert agreement(valid_from=first, valid_until=last).is_valid_on(day) is (first <= day <= last)
    assert agreement(valid_from=first).is_valid_on(day) is (first <= day)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"channel": "leine"}, "organiser and channel are the same network"),
        ({"withhold_if_offered_by": ["leine"]}, "it names the organiser"),
        ({"valid_until": date(2012, 12, 31)}, "the agreement ends before valid_from"),
        ({"price": "half"}, "'member' or 'guest'"),
        ({"share": {"participant": ["birthday"]}}, "'name', 'email' or 'phone'"),
    ],
)
def test_an_agreement_that_cannot_work_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        agreement(**changes)


def test_an_agreement_of_one_day_is_one() -> None:
    assert agreement(valid_until=NEW_YEAR).is_valid_on(NEW_YEAR)


@pytest.mark.parametrize("written", [NEW_YEAR, "2013-01-01", " 2013-01-01 "])
def test_a_day_may_stand_in_quotes(written: object) -> None:
    assert agreement(valid_from=written).valid_from == NEW_YEAR


@pytest.mark.parametrize(("written", "days"), [(0, 0), (90, 90), (" 14 ", 14)])
def test_the_days_of_undoing_are_a_number_or_the_digits_of_a_variable(written: object, days: int) -> None:
    assert HubSettings.model_validate({"undo_days": written}).undo_days == days


@pytest.mark.parametrize("written", [-1, 3651, 1.5, True, "a month", "-3", ""])
def test_no_other_number_of_days_makes_sense(written: object) -> None:
    with pytest.raises(ValidationError, match="undo_days"):
        HubSettings.model_validate({"undo_days": written})


@pytest.mark.parametrize("written", [20130101, 0, "01.01.2013", "2013-02-31", "", True, "2013-01-01T09:00"])
def test_a_day_is_never_guessed(written: object) -> None:
    with pytest.raises(ValidationError, match="this is no day"):
        agreement(valid_from=written)


def test_a_moment_is_no_day() -> None:
    from datetime import UTC, datetime

    with pytest.raises(ValidationError, match="this is no day"):
        agreement(valid_from=datetime(2013, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "zone", ["Berlin", "Europe", "", "../etc/passwd", "/etc/localtime", "Europe/Göttingen", "a\0b"]
)
def test_an_unknown_time_zone_is_refused(zone: str) -> None:
    with pytest.raises(ValidationError, match="is no time zone"):
        HubSettings(timezone=zone)


@pytest.mark.parametrize("name", ["a/b", "a.b", "a b", "", "-a", "*", "ä\n"])
def test_a_name_that_would_break_a_ref_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="this name cannot be used"):
        HubFile.model_validate({"networks": {name: SYSTEMS}})


@pytest.mark.parametrize("name", ["mekom", "Göttingen", "37520", "bildung-osterode", "_x"])
def test_ordinary_names_are_welcome(name: str) -> None:
    assert list(HubFile.model_validate({"networks": {name: SYSTEMS}}).networks) == [name]


@pytest.mark.parametrize(
    "address",
    ["postgresql://hub@db.example/hub", "postgresql+psycopg:///hub", "postgresql://db.example:5432/hub"],
)
def test_a_database_stays_as_it_is(address: str, tmp_path: Path) -> None:
    settings = HubSettings.model_validate({"ledger": address}, context={"folder": tmp_path})

    assert settings.ledger == address


@pytest.mark.parametrize(
    "address", ["mysql://db.example/hub", "postgres://hub@db.example/hub", "sqlite:///x"]
)
def test_another_database_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="the ledger cannot be a"):
        HubSettings(ledger=address)


def test_an_empty_ledger_is_refused() -> None:
    with pytest.raises(ValidationError, match="must not be empty"):
        HubSettings(ledger=" ")


@pytest.mark.parametrize(
    ("address", "password"),
    [
        ("postgresql://hub:hunter2@db.example/hub", "hunter2"),
        ("postgresql://:hunter2@db.example/hub", "hunter2"),
        ("postgresql://hub:hun@ter2@db.example/hub", "hun@ter2"),
        ("postgresql://db.example/hub?user=hub&password=hunter2&x=1", "hunter2"),
        ("postgresql://hub:h%2F%C3%BC@db.example/hub", "h/ü"),
        ("postgresql://hub@db.example:5432/hub", None),
        ("postgresql://db.example:5432/hub", None),
        ("var/hub.db", None),
        ("C:\\hub.db", None),
    ],
)
def test_a_password_is_found_wherever_an_address_can_hold_one(address: str, password: str | None) -> None:
    assert password_in(address) == password


def test_a_password_in_the_file_is_refused_and_not_repeated() -> None:
    with pytest.raises(ValidationError) as error:
        HubSettings(ledger="postgresql://hub:hunter2@db.example/hub")

    assert "a password must not stand here in clear" in str(error.value)
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan"), float("inf"), "0.1", True])
def test_a_limit_is_a_part_of_the_whole(share: object) -> None:
    with pytest.raises(ValidationError):
        Limits.model_validate({"cancel_share": share})


@pytest.mark.parametrize(
    ("count", "of", "is_accident"),
    [
        (50, 500, True),
        (49, 500, False),
        (3, 30, True),
        (3, 31, False),
        (2, 2, False),
        (3, 0, True),
        (0, 0, False),
    ],
)
def test_a_tenth_but_at_least_three_is_an_accident(count: int, of: int, is_accident: bool) -> None:
    assert Limits().are_many(count, of=of) is is_accident


@pytest.mark.parametrize(
    ("count", "of", "is_accident"), [(10, 20, True), (10, 21, False), (9, 9, False), (250, 500, True)]
)
def test_half_but_at_least_ten_amendments_are_an_accident(count: int, of: int, is_accident: bool) -> None:
    assert Limits().are_many_amended(count, of=of) is is_accident


def test_limits_of_nothing_find_nothing_where_nothing_happens() -> None:
    limits = Limits(cancel_share=0, cancel_at_least=0, amend_share=0, amend_at_least=0)

    assert not limits.are_many(0, of=10)
    assert limits.are_many(1, of=10)
    assert not limits.are_many_amended(0, of=10)


@pytest.mark.parametrize("share", [0, 1, 0.5])
def test_both_ends_are_limits_too(share: float) -> None:
    assert Limits(cancel_share=share).cancel_share == share


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("call_seconds", 0),
        ("call_seconds", -1),
        ("call_seconds", float("inf")),
        ("call_seconds", float("nan")),
        ("call_seconds", "60"),
        ("call_memory_mb", 0),
        ("call_memory_mb", 1.5),
        ("call_memory_mb", True),
    ],
)
def test_a_call_has_some_time_and_some_memory(key: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Limits.model_validate({key: value})


def test_without_a_word_about_it_a_call_has_a_quarter_of_an_hour_and_four_gigabytes() -> None:
    assert (Limits().call_seconds, Limits().call_memory_mb) == (900, 4096)
