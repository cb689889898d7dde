"""Sending where nobody has seen that refs are kept: one record goes alone, and what gets lost stops its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from hub.carried import Carried
from hub.changes import Change, Done, Partial, Reading, Receipt, Record, Reject
from hub.errors import Unreachable
from hub.language import Text
from hub.model import Course
from hub.planning.plan import Shared
from hub.sending import send
from tests.faulty import Portal
from tests.planning.builders import ACADEMY, World, course
from tests.test_sending import COURSES, Diary, adds, states


class Nameless(Portal):
    """Writes, and keeps no ref; its receipts are honest about that."""

    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
        super().publish_courses(changes)
        self.records = [value.model_copy(update={"origin": None}) for value in self.records]
        added = self.records[-len(changes) :]
        return [
            Done(change.id, Record.of(value, "portal")) for change, value in zip(changes, added, strict=True)
        ]


class Echoing(Nameless):
    """Keeps no ref either, but answers with what it was sent."""

    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
        super().publish_courses(changes)
        return [Done(change.id, Record.of(change.value, "portal")) for change in changes]


class Liar(Portal):
    """Writes nothing and says that all is done."""

    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
        receipts = super().publish_courses(changes)
        self.records = []
        return receipts


@pytest.mark.parametrize("portal", [Nameless(), Echoing(), Liar()], ids=lambda portal: type(portal).__name__)
def test_a_system_that_was_never_seen_to_keep_a_ref_gets_one_record_and_no_second_before_that_is_found(
    portal: Portal,
) -> None:
    sent, carried = adds(5), Carried(unproved={COURSES})

    send(sent, portal, Diary(), carried)

    assert portal.calls == [["VA-000"]]
    assert states(carried, sent) == ["lost", *["skipped"] * 4]
    assert not carried.shown
    assert carried.closed.keys() == {COURSES}  # its bookings go on
    (failure,) = carried.failures
    assert str(failure.error).startswith("academy/course/VA-000 was added here and is not found by its ref")


def test_once_a_ref_was_found_all_others_go_in_one_call() -> None:
    portal, carried = Portal(), Carried(unproved={COURSES})

    send(adds(5), portal, Diary(), carried)

    assert [len(call) for call in portal.calls] == [1, 4]
    assert not carried.unproved


def test_a_refused_add_proves_nothing_so_the_next_goes_alone_too() -> None:
    portal, carried = Portal({"VA-000", "VA-001", "VA-002"}), Carried(unproved={COURSES})

    send(adds(6), portal, Diary(), carried)

    assert [len(call) for call in portal.calls] == [1, 1, 1, 1, 2]


def test_what_stands_before_the_first_add_is_sent_before_it() -> None:
    world = World().with_published(course("VA-1"))
    world.courses[ACADEMY][0] = course("VA-1", title="Neu")
    (amend,) = world.plan().changes
    portal = Portal()

    send([amend, *adds(3)], portal, Diary(), Carried(unproved={COURSES}))

    assert [len(call) for call in portal.calls] == [1, 1, 2]
    assert portal.calls[0] == ["VA-1"]


def test_a_ref_that_is_lost_where_refs_were_kept_before_stops_the_kind_too() -> None:
    sent, carried = adds(3), Carried()

    send(sent, Nameless(), Diary(), carried)

    assert states(carried, sent) == ["lost"] * 3
    assert len(carried.failures) == 1


def test_a_ref_that_is_lost_while_a_call_is_parted_leaves_the_rest_unsent() -> None:
    sent, carried, portal = adds(4), Carried(), Nameless({"VA-003"})

    send(sent, portal, Diary(), carried)

    assert states(carried, sent) == ["lost", "lost", "skipped", "skipped"]


def test_a_system_that_cannot_be_read_after_the_first_add_is_left_alone() -> None:
    class Away(Portal):
        def fetch(self, kind: str) -> Reading[Shared]:
            raise Unreachable("no answer in 30 s", remedy="Wait.")

    sent, carried = adds(3), Carried(unproved={COURSES})
    send(sent, Away(), Diary(), carried)

    assert states(carried, sent) == ["done", "skipped", "skipped"]
    assert [str(failure.why) for failure in carried.failures] == ["no answer in 30 s"]


class Cut(Portal):
    """Its readings lack the last record, or have a row that cannot be read, and say so."""

    garbled: str | None = None

    def fetch(self, kind: str) -> Reading[Shared]:
        whole = super().fetch(kind)
        if self.garbled is None:
            return replace(whole, records=whole.records[:-1], coverage=Partial("page 2 of 2 is missing"))
        row = Reject(place="row 1", why=Text("broken"), remedy=Text("mend it"), id=self.garbled)
        return replace(whole, records=(), rejects=[row])


@pytest.mark.parametrize("garbled", [None, "VA-000", "academy/course/VA-000"])
def test_a_reading_that_cannot_show_the_first_added_one_proves_neither_loss_nor_keeping(
    garbled: str | None,
) -> None:
    sent, carried, portal = adds(20), Carried(unproved={COURSES}), Cut()
    portal.garbled = garbled

    send(sent, portal, Diary(), carried)

    assert [len(call) for call in portal.calls] == [1]  # no second one without its ref
    assert states(carried, sent) == ["done", *["skipped"] * 19]
    assert "nobody could look whether refs are kept here" in str(carried.outcomes[sent[1].id].why)
    assert (carried.closed.keys(), carried.unproved, carried.failures) == ({COURSES}, {COURSES}, [])


def test_a_reading_that_is_cut_short_and_shows_the_first_added_one_proves_that_refs_are_kept() -> None:
    class CutElsewhere(Portal):
        def fetch(self, kind: str) -> Reading[Shared]:
            return replace(super().fetch(kind), coverage=Partial("page 2 of 2 is missing"))

    sent, carried = adds(3), Carried(unproved={COURSES})
    send(sent, CutElsewhere(), Diary(), carried)

    assert states(carried, sent) == ["done"] * 3
