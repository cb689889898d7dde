"""The judge of reports sees every lie that is planted, and none in an honest night."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from hub.language import Text
from hub.memory import Outcome
from hub.nightly import Night
from hub.planning.plan import Plan, ReadingSummary
from hub.report.facts import NightFacts
from hub.testing.faults import Fault
from tests.proofs.evenings import Evenings, Lived
from tests.proofs.truth import Told, untruths

HALF = Fault(what="refuses", hook="sync_bookings", ids=("guild/booking/B-0004",))


@pytest.fixture
def lived(evening: Evenings) -> Lived:
    """A night in which the academy refused one of its ten changes."""
    return evening("later", "plain").night("academy", HALF)


def with_facts(lived: Lived, **fields: object) -> Lived:
    return replace(lived, night=Night(replace(lived.night.facts, **fields)))  # type: ignore[arg-type]


def with_plan(lived: Lived, **fields: object) -> Lived:
    plan: Plan = replace(lived.night.facts.plan, **fields)  # type: ignore[arg-type]
    return with_facts(lived, plan=plan)


def retold(facts: NightFacts, old: str, new: str) -> NightFacts:
    """As if everything that ended in one way had ended in another."""
    outcomes = {
        name: Outcome(change_id=name, state=new if outcome.state == old else outcome.state)
        for name, outcome in facts.outcomes.items()
    }
    return replace(facts, outcomes=outcomes)


def tampered(lived: Lived, spoil: Callable[[dict[str, Any]], None]) -> Told:
    """The same night with other figures in its JSON."""
    told = Told(lived.night)
    data = deepcopy(told.data)
    spoil(data)
    told.__dict__["data"] = data
    return told


def test_an_honest_night_is_not_accused(lived: Lived) -> None:
    assert lived.night.exit_code == 3
    assert lived.untruths() == []


def test_a_night_that_leaves_with_nothing_to_say_is_found_out(lived: Lived) -> None:
    assert with_facts(lived, exit_code=0).untruths() == ["all well, with undone"]


def test_a_part_of_a_reading_is_never_all_well(evening: Evenings) -> None:
    calm = evening("later", "plain").after(lambda world: world.night())
    readings = {("guild", "course"): ReadingSummary(3, 0, Text("page 3 is missing"))}

    assert calm.untruths() == []
    found = with_plan(calm, readings=readings).untruths()
    assert "all well, with a part of ('guild', 'course')" in found


def test_a_change_that_is_said_to_be_done_and_is_not_is_found_out(lived: Lived) -> None:
    lie = replace(lived, night=Night(retold(lived.night.facts, "refused", "done")))

    (found,) = lie.untruths()
    assert found.startswith("participant.name of guild/booking/B-0004 is said to be done in academy")


def test_an_added_record_that_is_not_there_is_found_out(evening: Evenings) -> None:
    idle = Fault(what="answers but does nothing", hook="sync_bookings")
    lived = evening("later", "plain").night("academy", idle)
    lie = replace(lived, night=Night(retold(lived.night.facts, "lost", "done")))

    assert any("is said to be done in academy, which does not have it" in one for one in lie.untruths())


def test_a_change_that_was_made_and_is_said_not_to_be_is_found_out(lived: Lived) -> None:
    lie = replace(lived, night=Night(retold(lived.night.facts, "done", "refused")))

    assert sum("was written, and nobody says so" in one for one in lie.untruths()) >= 8


def test_a_change_that_is_kept_quiet_is_found_out(lived: Lived) -> None:
    first, *rest = lived.night.facts.plan.changes

    found = with_plan(lived, changes=rest).untruths()

    assert f"{first.ref} in {first.network} was planned, and nobody says what became of it" in found
    assert f"{first.ref} in {first.network} was written, and nobody says so" in found


@pytest.mark.parametrize(
    ("path", "value", "lie"),
    [
        (("totals", "changes"), 99, "99 changes are counted"),
        (("totals", "undone"), 0, "0 are counted as not done"),
        (("totals", "held"), 4, "4 held are counted, 0 listed"),
        (("totals", "failures"), 1, "1 failures are counted, 0 listed"),
        (("exit_code",), 0, "the JSON says another exit code"),
    ],
)
def test_figures_that_are_wrong_are_found_out(
    lived: Lived, path: tuple[str, ...], value: int, lie: str
) -> None:
    def spoil(data: dict[str, Any]) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    found = untruths(tampered(lived, spoil), lived.before, lived.after, planned=lived.planned)
    assert [one for one in found if one.startswith(lie)]


def test_a_change_that_is_told_twice_is_found_out(lived: Lived) -> None:
    told = tampered(lived, lambda data: data["changes"].append(data["changes"][0]))

    assert "a change is told twice" in untruths(told, lived.before, lived.after, planned=lived.planned)


def test_a_network_that_is_not_named_with_its_reason_is_missed(evening: Evenings) -> None:
    lived = evening("later", "plain").night("guild", Fault(what="no answer", hook="fetch_courses"))
    assert list(lived.told.names("guild", "did not answer in time")) == []

    silent = with_plan(lived, failures=())
    assert list(silent.told.names("guild", "did not answer in time")) == [
        "the text does not say 'did not answer in time' of guild",
        "the JSON does not say 'did not answer in time' of guild",
    ]
    assert list(lived.told.names("academy", "did not answer in time")) != []
