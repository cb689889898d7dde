"""The contract between hub and plugins, on one page.

A connector is a plain class whose methods carry `@hookimpl`; what it can do is the set of hooks it
implements. The hub makes one instance per system and calls each alone, with keyword arguments; a method
may leave out arguments it does not need. Whatever a hook raises fails its own network only.

Every call has a thread of its own, and ends when it takes longer than `call_seconds` or more memory than
`call_memory_mb` (`[limits]` in hub.toml); a network that did not answer is not called again that night. What a hook
prints goes to standard error, and what it hands back is copied before the call ends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import pluggy

if TYPE_CHECKING:
    from pydantic import BaseModel

    from hub.changes import Change, Finding, Reading, Receipt
    from hub.model import Booking, Course, Member, Network

CONTRACT_VERSION: Final = 1
"""A plugin may say `CONTRACT = 1`; one that asks for a newer contract than this hub has is refused at load."""

hookspec = pluggy.HookspecMarker("hub")
hookimpl = pluggy.HookimplMarker("hub")


@hookspec(historic=True)
def register_connectors(register: Callable[[str, Callable[..., object], type[BaseModel]], None]) -> None:
    """Say which connector kinds you offer: `register("mycrm", MyCrm, MyCrmSettings)`.

    Called once, at load. The hub makes an instance per system as `MyCrm(settings)`, `settings` being the
    system's table in hub.toml, validated by `MyCrmSettings` (a `hub.Settings`).
    """


@hookspec(firstresult=True)
def fetch_members(network: Network) -> Reading[Member]:
    """Every member the system knows, ended ones included. Called while planning and possibly again."""
    raise NotImplementedError


@hookspec(firstresult=True)
def fetch_courses(network: Network) -> Reading[Course]:
    """Every course: the network's own, and copies that carry the ref of another network's course."""
    raise NotImplementedError


@hookspec(firstresult=True)
def fetch_bookings(network: Network) -> Reading[Booking]:
    """Every booking: the network's own, and copies that carry the ref of another network's booking."""
    raise NotImplementedError


@hookspec(firstresult=True)
def publish_courses(network: Network, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
    """Make exactly these changes, in this order; one receipt each. A repeat of the same change must be harmless.

    A field that shows neither `before` nor what it shall show was changed by a person since it was read: refuse that
    change, the next night sees it. `Done` shows the record as it is now, an added one with its ref. Where one wrong record makes the system refuse
    the whole request and write nothing, raise `Rejected`: the hub parts the call and tries again.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def sync_bookings(network: Network, changes: Sequence[Change[Booking]]) -> Sequence[Receipt[Booking]]:
    """Make exactly these changes, in this order; one receipt each. As for `publish_courses`.

    An `Amend` whose only field is `id` gives a home record the id that its reading proposed. One that sets the status
    of a copy to `requested` asks for its seat anew.
    """
    raise NotImplementedError


@hookspec(firstresult=True)
def check_system(network: Network) -> Sequence[Finding]:
    """For `hub check`: can I log in, may I read and write what is needed, is the clock right. Writes nothing."""
    raise NotImplementedError


@hookspec
def after_night(night: object) -> None:
    """After the report of a night: notifications and exports. What it raises is reported, nothing more."""
