"""When a fault strikes: at its hook, and at its call or at every one."""

from __future__ import annotations

from hub.testing.faults import Fault


def test_a_fault_strikes_at_its_own_call_of_its_own_hook_only() -> None:
    second = Fault(what="no answer", hook="fetch_courses", call=2)

    assert [second.strikes("fetch_courses", call) for call in (1, 2, 3)] == [False, True, False]
    assert not second.strikes("fetch_members", 2)


def test_a_fault_without_a_call_strikes_every_time() -> None:
    always = Fault(what="no answer", hook="fetch_courses")

    assert all(always.strikes("fetch_courses", call) for call in range(1, 9))
    assert not always.strikes("sync_bookings", 1)
