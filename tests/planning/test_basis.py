"""What a plan stands on: each part moves for its own reason and for no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hub.memory import Decision, Memory, Shelf
from hub.planning.basis import Basis, digest_of
from tests.planning.builders import AGREEMENT, MEKOM, NOW, World

SHELVES = {(MEKOM, "course"): Shelf()}
KEY, OTHER_KEY = b"k" * 32, b"o" * 32


def tonight(**memory: object) -> Basis:
    return Basis(hub="1.0").tonight(Memory(**memory), in_force=["akademie"])  # type: ignore[arg-type]


def decided(answer: str) -> dict[str, Decision]:
    return {"q1": Decision("q1", answer, "Karla", date(2013, 1, 14))}


@pytest.mark.parametrize(
    ("moved", "part"),
    [
        (tonight(applied=1), "ledger"),
        (tonight(shelves=SHELVES, key=KEY), "ledger"),
        (tonight(decisions=decided("yes")), "decisions"),
        (Basis(hub="1.0").tonight(Memory(), in_force=[]), "agreements"),
        (Basis(hub="1.1").tonight(Memory(), in_force=["akademie"]), "hub"),
    ],
)
def test_each_part_moves_alone(moved: Basis, part: str) -> None:
    was, now = tonight().as_document(), moved.as_document()

    assert [name for name in was if was[name] != now[name]] == [part]
    assert moved.digest != tonight().digest


def test_another_ledger_that_wrote_as_often_is_another_one() -> None:
    one, other = (tonight(shelves=SHELVES, applied=7, key=key) for key in (KEY, OTHER_KEY))

    assert one.ledger != other.ledger


def test_a_ledger_in_which_no_night_has_ended_is_like_none() -> None:
    assert tonight(key=KEY) == tonight()


def test_another_answer_moves_the_decisions_and_another_person_does_not() -> None:
    yes, no = tonight(decisions=decided("yes")), tonight(decisions=decided("no"))
    by_somebody_else = {"q1": replace(decided("yes")["q1"], who="Paul")}

    assert yes.decisions != no.decisions
    assert tonight(decisions=by_somebody_else) == yes


def test_order_is_no_difference() -> None:
    one = Basis(settings={"limits": "1", "hub.timezone": "2"}, plugins={"b": "1", "a": "2"})
    other = Basis(settings={"hub.timezone": "2", "limits": "1"}, plugins={"a": "2", "b": "1"})

    assert one.digest == other.digest
    assert str(one.as_document()) == str(other.as_document())


def test_a_digest_takes_whatever_hub_toml_can_hold() -> None:
    assert digest_of({"on": date(2013, 1, 14)}) == digest_of({"on": "2013-01-14"})
    assert len({digest_of(said) for said in (None, "", [], {}, 0, [0], "ü")}) == 7


def test_an_agreement_that_has_begun_moves_the_plan_of_that_day() -> None:
    later = AGREEMENT.model_copy(update={"name": "later", "valid_from": date(2013, 1, 15)})
    today = World(agreements=(AGREEMENT, later))
    tomorrow = World(agreements=(AGREEMENT, later), now=NOW.replace(day=15))

    assert today.plan().basis == World().plan().basis
    assert tomorrow.plan().basis.agreements != today.plan().basis.agreements
