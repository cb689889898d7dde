"""Carrying a plan out: order, intents before calls, what follows what, and what is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hub.changes import Change, Done, Receipt, Record, Refused
from hub.connectors.memory import MemoryConnector
from hub.errors import Unreachable
from hub.model import Booking, BookingStatus, Network
from tests.planning.builders import ACADEMY, MEKOM, booking, course
from tests.scene import Garbled, Office, Scene


def test_each_intent_is_written_before_its_call_and_each_outcome_after_it() -> None:
    scene = Scene()

    scene.carry_out()

    assert scene.diary == [
        "intend VA-1",
        "write mekom VA-1",
        "outcome done",
        "read mekom course",  # the first one ever: is it found by its ref?
        "intend B-1",
        "write academy B-1",
        "outcome done",
        "read academy booking",
        "intend B-1",
        "write mekom B-1",
        "outcome done",
    ]


def test_the_organisers_answer_is_what_is_written_back() -> None:
    scene = Scene()

    scene.carry_out()

    assert scene.mekom.system.bookings["B-1"].status is BookingStatus.CONFIRMED


def test_an_answer_that_changes_nothing_is_not_written() -> None:
    scene = Scene()
    scene.academy.system = MemoryConnector.of(courses=[course()], seats="by hand")

    carried = scene.carry_out()

    assert scene.diary[-3:] == ["write academy B-1", "outcome done", "read academy booking"]
    assert scene.states(carried.outcomes) == ["done", "done", "done"]


def test_what_follows_a_refused_change_is_skipped() -> None:
    scene = Scene()
    scene.academy.system = Refusing.of(courses=[course()])

    carried = scene.carry_out()

    assert scene.states(carried.outcomes) == ["done", "refused", "skipped"]
    assert scene.mekom.system.bookings["B-1"].status is BookingStatus.REQUESTED


class Refusing(MemoryConnector):
    def sync_bookings(
        self, network: Network, changes: Sequence[Change[Booking]]
    ) -> Sequence[Receipt[Booking]]:
        return [Refused(change.id, "sold out", "Choose another course.") for change in changes]


def test_a_network_that_failed_is_left_alone_for_the_rest_of_the_night() -> None:
    scene = Scene()
    scene.mekom.error = Unreachable("The workbook is open.", remedy="Close it.")

    carried = scene.carry_out()

    assert scene.states(carried.outcomes) == ["unknown", "done", "skipped"]
    assert [failure.network for failure in carried.failures] == [MEKOM]
    assert len([line for line in scene.diary if line.startswith("write mekom")]) == 1


def test_bookings_follow_the_adoption_of_their_row_and_never_share_a_call_with_it() -> None:
    scene = Scene()
    scene.world.proposed.add("B-1")
    scene.mekom.system = MemoryConnector.of()
    scene.mekom.system.put(booking())

    scene.carry_out()

    writes = [line for line in scene.diary if line.startswith("write")]
    assert writes == ["write mekom VA-1", "write mekom B-1", "write academy B-1", "write mekom B-1"]


def test_an_answer_that_cannot_be_read_skips_what_waits_for_it_and_nothing_else() -> None:
    scene = Scene()

    class Mumbling(Office):
        def sync_bookings(self, changes: Sequence[Change[Booking]]) -> Sequence[Receipt[Booking]]:
            super().sync_bookings(changes)
            return [
                Done(c.id, Record("B-1", fingerprint=b"x", source=Garbled(), origin=c.ref)) for c in changes
            ]

    scene.academy = Mumbling(ACADEMY, scene.diary)

    carried = scene.carry_out()

    assert scene.states(carried.outcomes) == ["done", "done", "skipped"]


def test_what_follows_a_change_in_the_same_network_goes_in_a_call_of_its_own() -> None:
    scene = Scene()
    scene.world.courses[ACADEMY].append(course("VA-2"))
    first, second, *_ = scene.plan.changes

    scene.carry_out(replace(scene.plan, changes=[first, replace(second, follows=first.id)]))

    assert [line for line in scene.diary if line.startswith("write")] == [
        "write mekom VA-1",
        "write mekom VA-2",
    ]
