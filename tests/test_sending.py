"""Sending: a call refused as a whole is parted, nothing unsent is called unknown, a lost ref stops at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hub.carried import Carried
from hub.changes import Add, Change, Receipt, Refused, Unknown
from hub.errors import Rejected, Unreachable
from hub.memory import Outcome
from hub.model import Course
from hub.planning.plan import PlannedChange
from hub.sending import send
from tests.faulty import Portal
from tests.planning.builders import ACADEMY, MEKOM, World, course

MOST = 300
COURSES = (MEKOM, "course")
lawful = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a loaded machine


@cache
def all_adds() -> tuple[PlannedChange, ...]:
    world = World()
    world.courses[ACADEMY] += [course(f"VA-{number:03}") for number in range(MOST)]
    return tuple(world.plan().changes)


def adds(count: int) -> list[PlannedChange]:
    """That many courses to be added at MEKOM, in the order in which they have to arrive."""
    return list(all_adds()[:count])


@dataclass
class Narrow(Portal):
    """Takes no more than `most` changes in one call."""

    most: int = MOST

    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
        if len(changes) > self.most:
            self.calls.append([change.ref.id for change in changes])
            raise Rejected(f"no more than {self.most} in one call", place="portal.example.org")
        return super().publish_courses(changes)


def call_was_taken(portal: Narrow, call: Sequence[str]) -> bool:
    return len(call) <= portal.most and portal.bad.isdisjoint(call)


@dataclass
class Diary:
    """A journal that keeps the last word on every change, as the ledger does; `ends_after` words the hub is dead."""

    state: dict[str, str] = field(default_factory=dict)
    words: int = 0
    ends_after: int | None = None

    def intend(self, changes: Sequence[PlannedChange]) -> None:
        self._say({planned.id: "open" for planned in changes})

    def outcome(self, outcomes: Sequence[Outcome]) -> None:
        self._say({outcome.change_id: outcome.state for outcome in outcomes})

    def _say(self, states: dict[str, str]) -> None:
        if self.words == self.ends_after:
            raise SystemExit
        self.words += 1
        self.state |= states


def states(carried: Carried, sent: Sequence[PlannedChange]) -> list[str]:
    return [carried.outcomes[planned.id].state for planned in sent]


def ids(sent: Sequence[PlannedChange]) -> list[str]:
    return [planned.ref.id for planned in sent]


@st.composite
def batches(draw: st.DrawFn) -> tuple[list[PlannedChange], set[str]]:
    """Any number of changes, and any of them bad: a few here and there, or a run of them."""
    sent = adds(draw(st.integers(1, MOST)))
    few = st.sets(st.sampled_from(ids(sent)), max_size=12)
    ends = st.tuples(st.integers(0, len(sent)), st.integers(0, len(sent)))
    run = ends.map(lambda found: set(ids(sent)[min(found) : max(found)]))
    return sent, draw(few | run)


def extra_calls_allowed(bad: int, *, of: int) -> int:
    """In all one more where several stand close together: no call between them says whether it is their number."""
    return bad * (math.ceil(math.log2(of)) + 1) + (bad > 1)


# a call that is refused as a whole


@lawful
@given(batches())
def test_all_but_the_bad_ones_arrive_in_their_order_and_none_twice(
    batch: tuple[list[PlannedChange], set[str]],
) -> None:
    sent, bad = batch
    portal, carried = Portal(bad), Carried()

    send(sent, portal, Diary(), carried)

    assert [value.id for value in portal.records] == [name for name in ids(sent) if name not in bad]
    assert states(carried, sent) == ["refused" if name in bad else "done" for name in ids(sent)]


@lawful
@given(batches())
@example((adds(3), {"VA-001"}))
@example((adds(16), {"VA-007", "VA-008"}))
@example((adds(256), {f"VA-{number:03}" for number in range(1, 256, 2)}))
def test_finding_the_bad_ones_costs_no_more_calls_than_promised(
    batch: tuple[list[PlannedChange], set[str]],
) -> None:
    sent, bad = batch
    portal = Portal(bad)

    send(sent, portal, Diary(), Carried())

    assert len(portal.calls) - 1 <= extra_calls_allowed(len(bad), of=len(sent))


@pytest.mark.parametrize("count", range(2, 10))
def test_nor_does_any_set_of_bad_ones_in_a_small_batch(count: int) -> None:
    sent = adds(count)
    for chosen in range(1, 2**count):
        bad = {name for at, name in enumerate(ids(sent)) if chosen >> at & 1}
        portal = Portal(bad)

        send(sent, portal, Diary(), Carried())

        assert len(portal.calls) - 1 <= extra_calls_allowed(len(bad), of=count)


@lawful
@given(st.data(), st.integers(1, MOST))
@example(None, 4)  # VA-001: parted to one, and then its neighbours' call says that it is not the size
def test_one_bad_one_costs_no_more_calls_than_it_takes_to_find_it(
    data: st.DataObject | None, count: int
) -> None:
    sent = adds(count)
    portal = Portal({data.draw(st.sampled_from(ids(sent))) if data else "VA-001"})

    send(sent, portal, Diary(), Carried())

    assert len(portal.calls) - 1 <= math.ceil(math.log2(count)) + 1


@lawful
@given(batches(), st.integers(1, 40))
@example((adds(20), set()), 8)
@example((adds(20), {"VA-009", "VA-010"}), 8)
def test_a_system_that_takes_only_so_many_in_one_call_gets_all_good_ones_and_refuses_the_bad_ones_alone(
    batch: tuple[list[PlannedChange], set[str]], most: int
) -> None:
    sent, bad = batch
    portal, carried = Narrow(bad, most=most), Carried()

    send(sent, portal, Diary(), carried)

    assert sorted(value.id for value in portal.records) == [name for name in ids(sent) if name not in bad]
    assert states(carried, sent) == ["refused" if name in bad else "done" for name in ids(sent)]


@lawful
@given(batches(), st.integers(1, MOST))
def test_nothing_is_called_refused_that_was_not_sent_alone_or_in_no_larger_a_call_than_one_that_was_taken(
    batch: tuple[list[PlannedChange], set[str]], most: int
) -> None:
    sent, bad = batch
    portal, carried = Narrow(bad, most=most), Carried()

    send(sent, portal, Diary(), carried)

    largest = max((len(call) for call in portal.calls if call_was_taken(portal, call)), default=0)
    for planned in sent:
        if carried.outcomes[planned.id].state == "refused":
            smallest = min(len(call) for call in portal.calls if planned.ref.id in call)
            assert smallest == 1 or smallest <= largest


def test_what_was_refused_in_company_only_is_skipped_where_the_network_fails_before_it_was_tried_alone() -> (
    None
):
    sent, carried = adds(2), Carried()

    send(sent, Flaky({"VA-001"}, at=2), Diary(), carried)  # both, the first, the second

    assert states(carried, sent) == ["done", "unknown"]

    sent, carried = adds(20), Carried()
    send(
        sent, FlakyNarrow(most=8, at=6), Diary(), carried
    )  # the sixth call was for VA-008; the next ones fail

    assert states(carried, sent)[8:] == ["done", "skipped", *["unknown"] * 10]
    assert str(carried.outcomes[sent[9].id].why) == "not tried: the network failed before"


@lawful
@given(st.integers(1, MOST))
def test_where_everything_is_refused_it_is_soon_tried_one_by_one(count: int) -> None:
    sent = adds(count)
    portal = Portal(set(ids(sent)))

    send(sent, portal, Diary(), Carried())

    assert len(portal.calls) <= count + 2 * math.ceil(math.log2(count)) + 1


@lawful
@given(batches())
def test_each_refused_one_is_told_with_its_own_words_place_and_remedy(
    batch: tuple[list[PlannedChange], set[str]],
) -> None:
    sent, bad = batch
    carried = Carried()

    send(sent, Portal(bad), Diary(), carried)

    told = [carried.outcomes[planned.id] for planned in sent if planned.ref.id in bad]
    assert [str(one.why) for one in told] == [
        f"portal.example.org: {name}: the title is too long" for name in ids(sent) if name in bad
    ]
    assert all(one.remedy for one in told)


def test_the_systems_own_remedy_is_told_where_it_has_one() -> None:
    class Helpful(Portal):
        def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
            raise Rejected("the title is too long", remedy="Shorten it.")

    carried = Carried()
    send(adds(1), Helpful(), Diary(), carried)

    (outcome,) = carried.outcomes.values()
    assert (str(outcome.why), str(outcome.remedy)) == ("the title is too long", "Shorten it.")


def test_a_network_that_only_refuses_has_not_failed() -> None:
    carried = Carried()

    send(adds(4), Portal({"VA-000"}), Diary(), carried)

    assert (carried.failures, carried.closed) == ([], {})


def test_a_receipt_that_refuses_one_change_parts_nothing() -> None:
    class Fussy(Portal):
        def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
            receipts = list(super().publish_courses(changes))
            receipts[1:3] = [Refused(changes[1].id, "full", "Wait."), Unknown(changes[2].id, "no answer")]
            return receipts

    portal, carried, sent = Fussy(), Carried(), adds(4)
    send(sent, portal, Diary(), carried)

    assert states(carried, sent) == ["done", "refused", "unknown", "done"]
    assert len(portal.calls) == 1


# failures and kills in the middle


@dataclass
class Flaky(Portal):
    """Fails at its call number `at`, before or after it has written."""

    at: int = 0
    after_writing: bool = False

    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
        fails = len(self.calls) == self.at
        if fails and not self.after_writing:
            self.calls.append([change.ref.id for change in changes])
        receipts = super().publish_courses(changes) if not fails or self.after_writing else ()
        if fails:
            raise Unreachable("no answer in 30 s", remedy="Wait.")
        return receipts


@dataclass
class FlakyNarrow(Narrow):
    """Takes no more than `most` in one call, and cannot be reached from its call number `at` on."""

    at: int = 0

    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
        if len(self.calls) >= self.at:
            raise Unreachable("no answer in 30 s", remedy="Wait.")
        return super().publish_courses(changes)


@lawful
@given(batches(), st.integers(0, 40), st.booleans())
def test_after_a_failure_only_what_was_in_that_call_is_unknown_and_the_unsent_is_skipped(
    batch: tuple[list[PlannedChange], set[str]], at: int, after_writing: bool
) -> None:
    sent, bad = batch
    portal, carried = Flaky(bad, at=at, after_writing=after_writing), Carried()

    send(sent, portal, Diary(), carried)

    lost = set(portal.calls[at]) if carried.failures else set()
    there = {value.id for value in portal.records}
    state_by_id = dict(zip(ids(sent), states(carried, sent), strict=True))
    assert {name for name, state in state_by_id.items() if state == "unknown"} == lost
    assert {name for name, state in state_by_id.items() if state == "done"} == there - lost
    assert {name for name, state in state_by_id.items() if state == "refused"} <= bad
    assert carried.failures or "skipped" not in state_by_id.values()


def test_a_failure_closes_the_whole_network_for_the_night() -> None:
    carried = Carried()

    send(adds(2), Flaky(), Diary(), carried)

    assert carried.closed.keys() == {(MEKOM, "course"), (MEKOM, "booking")}


@lawful
@given(batches(), st.integers(0, 60))
def test_wherever_the_hub_is_killed_the_journal_tells_no_lie(
    batch: tuple[list[PlannedChange], set[str]], words: int
) -> None:
    sent, bad = batch
    portal, diary = Portal(bad), Diary(ends_after=words)

    with suppress(SystemExit):
        send(sent, portal, diary, Carried())

    there = {value.id for value in portal.records}
    for planned in sent:
        told = diary.state.get(planned.id, "never meant")
        assert told in ({"done", "open"} if planned.ref.id in there else {"refused", "open", "never meant"})


def test_a_call_is_in_the_journal_before_it_is_made() -> None:
    diary = Diary()

    class Watched(Portal):
        def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
            assert all(diary.state[change.id] == "open" for change in changes)
            return super().publish_courses(changes)

    send(adds(9), Watched({"VA-003", "VA-004"}), diary, Carried())

    assert sorted(diary.state.values()) == ["done"] * 7 + ["refused"] * 2


def test_the_plan_itself_goes_in_order_of_arrival() -> None:
    assert all(before.ref < after.ref for before, after in pairwise(adds(MOST)))
    assert all(isinstance(planned.change, Add) for planned in adds(MOST))
