"""What a night comes to: its exit code, and that nothing of it is dropped or told twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub.carried import Carried
from hub.errors import ConfigError, HubError, PluginError, Unreachable
from hub.language import Text
from hub.memory import Outcome
from hub.planning.plan import Plan, ReadingSummary
from hub.planning.snapshot import Failure
from hub.plugging import Catalogue
from hub.report.facts import NightFacts
from hub.telling import Teller, with_failures
from hub.verifying import Verified
from tests.report.builders import CLUSTER, MEKOM, TITLES, a_hold, a_plan, a_reject, a_trio, added

TELLER = Teller(TITLES, Catalogue({}, ()), frozenset())
WHOLE = ReadingSummary(7, 0)
CUT = ReadingSummary(7, 0, Text("page 3 is missing"))


def told(
    plan: Plan, *, verified: Verified | None = None, failures: list[Failure] | None = None
) -> NightFacts:
    outcomes = {change.id: Outcome(change_id=change.id, state="done") for change in plan.changes}
    carried = Carried(outcomes, failures=failures or [])
    return TELLER.of_night(plan, carried, verified or Verified(outcomes, [], {}, []), run=7, reviewed="x")


def failed(network: str = MEKOM, error: HubError | None = None) -> Failure:
    return Failure(network, error or Unreachable("no answer", remedy="Wait."))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (a_plan(), 0),
        (a_plan(added()), 0),
        (a_plan(readings={(MEKOM, "course"): WHOLE}), 0),
        (a_plan(readings={(MEKOM, "course"): WHOLE, (MEKOM, "booking"): CUT}), 3),
        (a_plan(rejects=[a_reject()]), 3),
        (a_plan(failures=[failed()]), 3),
        (a_plan(failures=[failed(error=PluginError("broken"))]), 5),
        (a_plan(held=[a_hold()]), 6),
        (a_plan(held=[a_hold()], failures=[failed()]), 6),
    ],
)
def test_what_is_wrong_with_a_plan_decides_the_exit_code_of_the_dry_run_and_of_the_night(
    plan: Plan, code: int
) -> None:
    assert TELLER.of_plan(plan).exit_code == code
    assert told(plan).exit_code == code


@pytest.mark.parametrize("state", ["refused", "unknown", "skipped", "lost", "open"])
def test_a_change_that_was_not_made_is_never_all_well(state: str) -> None:
    plan = a_plan(*a_trio())
    outcomes = {change.id: Outcome(change_id=change.id, state="done") for change in plan.changes}
    outcomes[plan.changes[1].id] = Outcome(change_id=plan.changes[1].id, state=state)

    assert told(plan, verified=Verified(outcomes, [], {}, [])).exit_code == 3


def test_a_change_of_which_nothing_is_known_is_told_as_such() -> None:
    plan = a_plan(*a_trio())
    known = plan.changes[0].id

    facts = told(plan, verified=Verified({known: Outcome(change_id=known, state="done")}, [], {}, []))

    assert facts.exit_code == 3
    assert [facts.outcomes[change.id].state for change in plan.changes] == ["done", "open", "open"]


def test_a_failure_while_writing_and_reading_back_is_told_once() -> None:
    plan = a_plan(added())
    verified = Verified({}, [], {}, [failed(), failed(CLUSTER)])

    facts = told(plan, verified=verified, failures=[failed()])

    assert [failure.network for failure in facts.plan.failures] == [MEKOM, CLUSTER]


def test_what_fails_after_the_night_is_added_and_never_makes_it_look_better() -> None:
    facts = told(a_plan(held=[a_hold()]))
    assert with_failures(facts, []) == facts

    later = with_failures(facts, [failed()])
    assert (later.exit_code, [one.network for one in later.plan.failures]) == (6, [MEKOM])
    assert with_failures(facts, [failed(error=ConfigError("no key"))]).exit_code == 4
    assert with_failures(replace(facts, exit_code=0), [failed()]).exit_code == 3
