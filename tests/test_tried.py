"""Nothing is said of the README's table but what is so: in a whole run, beside others, or when something failed."""

from __future__ import annotations

import re
from itertools import islice
from types import SimpleNamespace
from typing import Any

import pytest

from tests import tried
from tests.tried import PROPERTY, Tally, Tried, lacking, longest


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A table of ten worlds, and whatever was written into it instead."""
    written: list[Any] = []
    monkeypatch.setattr(tried, "_kept", lambda: {"tests": {"killed": 10}, "soak": {}})
    monkeypatch.setattr(tried, "_record", lambda figures, *, column: written.append((column, dict(figures))))
    return written


def result(when: str = "teardown", **figures: int) -> Any:
    return SimpleNamespace(when=when, user_properties=[("link", "other"), (PROPERTY, figures)])


def ended(tally: Tally, *, exitstatus: int = pytest.ExitCode.OK) -> int:
    """The exit status after all tests."""
    session: Any = SimpleNamespace(exitstatus=exitstatus)
    tally.pytest_sessionfinish(session, exitstatus)
    return int(session.exitstatus)


def told(*results: Any, tally: Tally | None = None) -> Tally:
    tally = tally or Tally(is_held=True)
    for one in results:
        tally.pytest_runtest_logreport(one)
    return tally


def test_what_several_tests_tried_is_added_up_and_nothing_twice(kept: list[Any]) -> None:
    tally = told(result(killed=4), result("call", killed=4), result(killed=6))

    assert ended(tally) == 0
    assert (tally.figures, tally.lacks) == ({"killed": 10}, [])


def test_a_run_that_tries_less_than_the_table_says_fails_and_names_it(
    kept: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    tally = told(result(killed=9))

    assert ended(tally) == pytest.ExitCode.TESTS_FAILED
    said: list[str] = []
    terminal: Any = SimpleNamespace(write_line=lambda line, **_: said.append(line))
    tally.pytest_terminal_summary(terminal)
    assert said == ["README's table of what was tried: killed: 9 now, 10 in the table"]


def test_after_a_failure_nothing_is_said_of_the_table(kept: list[Any]) -> None:
    tally = told(result(killed=3))

    assert ended(tally, exitstatus=pytest.ExitCode.TESTS_FAILED) == pytest.ExitCode.TESTS_FAILED
    assert tally.lacks == ()


def test_a_part_that_was_not_asked_to_hold_the_table_may_try_less(kept: list[Any]) -> None:
    tally = told(result(killed=1), tally=Tally())

    assert (ended(tally), tally.lacks) == (0, ())


def test_what_was_not_tried_at_all_is_not_missed_and_what_is_new_is() -> None:
    assert lacking({"plans": 2}, {"killed": 10}) == ["plans: not in the table yet; run pytest --record"]
    assert lacking({"killed": 11}, {"killed": 10}) == []


def test_only_what_went_right_is_written_into_the_table(kept: list[Any]) -> None:
    ended(told(result(killed=3), tally=Tally(column="tests")), exitstatus=pytest.ExitCode.TESTS_FAILED)
    assert kept == []

    assert ended(told(result(killed=3), tally=Tally(column="soak"))) == 0
    assert kept == [("soak", {"killed": 3})]


def test_a_shorter_soak_takes_nothing_from_the_longest() -> None:
    assert longest({"killed": 5, "plans": 9}, {"killed": 10, "plans": 8, "disasters": 3}) == {
        "killed": 10,
        "plans": 9,
    }


def test_a_figure_that_nobody_described_is_no_figure() -> None:
    with pytest.raises(KeyError, match="has no line in the table"):
        Tried().count("murdered")


def test_a_soak_goes_on_from_its_first_seed_until_so_many_nights_were_lived() -> None:
    soak = Tried(nights=5, first_seed=70)
    seeds = soak.seeds(2, counted="plans")

    assert list(islice(seeds, 4)) == [0, 1, 70, 71]
    soak.count("plans", 5)
    assert list(seeds) == []


@pytest.mark.parametrize(
    ("nights", "seeds"), [(0, [0, 1]), (1_000, [0, 1]), (2_000, [0, 1, 70, 71]), (2_500, [0, 1, 70, 71, 72])]
)
def test_worlds_that_take_long_are_more_in_a_longer_soak_and_others_than_before(
    nights: int, seeds: list[int]
) -> None:
    assert list(Tried(nights=nights, first_seed=70).worlds(2)) == seeds


def test_every_figure_of_the_table_is_counted_by_some_test() -> None:
    sources = [path.read_text(encoding="utf-8") for path in tried.FIGURES.parent.rglob("test_*.py")]
    counted = {figure for source in sources for figure in re.findall(r'count\(\s*"([^"]+)"', source)}

    assert tried.WHAT.keys() - counted <= {"pairs on a server"}  # counted beside "pairs on a file"
