"""Errors say where, what and what to do; of several exit codes the most urgent decides."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hub.errors import HubError, NetworkError, most_urgent
from hub.language import Text


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], 0),
        ([0, 0], 0),
        ([0, 3, 0], 3),
        ([10, 0], 10),
        ([3, 10], 3),
        ([3, 6], 6),
        ([3, 6, 5], 5),
        ([5, 6, 4], 4),
        ([5, 1, 3], 1),
        ([3, 42], 1),
    ],
)
def test_the_most_urgent_code_decides(codes: Sequence[int], code: int) -> None:
    assert most_urgent(codes) == code
    assert most_urgent(reversed(codes)) == code


def test_an_error_says_where_what_and_what_to_do() -> None:
    error = NetworkError(
        Text("no answer in {seconds} s.", seconds=30), remedy="Ask the office.", place="crm.example.org"
    )
    assert str(error) == "crm.example.org: no answer in 30 s. Ask the office."
    assert error.exit_code == 3


def test_the_next_step_stands_below_a_list() -> None:
    error = HubError("Two things moved:\n- one\n- the other", remedy="Plan again.", place="plan.json")
    assert str(error) == "plan.json: Two things moved:\n- one\n- the other\nPlan again."


def test_an_error_without_place_and_remedy_is_its_sentence() -> None:
    assert HubError("this should not happen").say("de") == "this should not happen"


def test_an_error_says_its_place_in_the_readers_language() -> None:
    error = NetworkError("kaputt.", place=Text("{file}, sheet {sheet}", file="mekom.xlsx", sheet="Kurse"))
    assert error.say("de") == "mekom.xlsx, Blatt Kurse: kaputt."
    assert error.say("en") == "mekom.xlsx, sheet Kurse: kaputt."
