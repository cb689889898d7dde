"""Moments are kept as UTC and come back aware."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from hub.ledger.tables import Moment


def test_a_moment_comes_back_aware_from_a_database_that_forgets_zones() -> None:
    berlin = datetime(2013, 3, 31, 3, 30, tzinfo=ZoneInfo("Europe/Berlin"))

    kept = Moment().process_bind_param(berlin, sqlite.dialect())
    assert kept is not None

    assert Moment().process_result_value(kept.replace(tzinfo=None), sqlite.dialect()) == berlin
    assert Moment().process_result_value(berlin, postgresql.dialect()) == datetime(
        2013, 3, 31, 1, 30, tzinfo=UTC
    )


def test_the_two_half_past_twos_of_october_stay_two() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first, second = (datetime(2013, 10, 27, 2, 30, tzinfo=berlin, fold=fold) for fold in (0, 1))

    assert Moment().process_bind_param(first, sqlite.dialect()) != Moment().process_bind_param(
        second, sqlite.dialect()
    )


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Moment().process_bind_param(datetime(2013, 1, 14), sqlite.dialect())


def test_no_moment_stays_none() -> None:
    assert Moment().process_bind_param(None, sqlite.dialect()) is None
    assert Moment().process_result_value(None, sqlite.dialect()) is None
