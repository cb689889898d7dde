"""The one place where hooks are called: each alone, with its answer checked and whatever it raises named."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, overload

import pluggy

from hub.changes import Change, Finding, Reading, Receipt
from hub.config.configuration import Configuration
from hub.errors import ConfigError, HubError, NetworkError
from hub.language import Text
from hub.model import Booking, Course, Kind, Member, Network, NetworkName
from hub.plugging.answers import Answer
from hub.plugging.blame import blamed_on
from hub.plugging.catalogue import Catalogue
from hub.plugging.contract import FETCH_OF
from hub.plugging.manager import new_manager
from hub.plugging.systems import System, systems_of

log = logging.getLogger(__name__)


class ConnectedNetwork:
    """One network, ready to be read and written; which of its systems does what is settled in here."""

    def __init__(self, info: Network, systems: Sequence[System], manager: pluggy.PluginManager) -> None:
        self.info = info
        self._systems = systems
        self._manager = manager
        for system in systems:
            manager.register(system.plug, name=system.key)

    @property
    def name(self) -> NetworkName:
        return self.info.name

    @property
    def title(self) -> str:
        return self.info.title

    @property
    def can(self) -> frozenset[str]:
        """The names of all hooks that one of its systems answers."""
        return frozenset[str]().union(*(system.hooks for system in self._systems))

    def offers(self, hook: str) -> bool:
        return hook in self.can

    @overload
    def fetch(self, kind: Literal["member"]) -> Reading[Member]: ...
    @overload
    def fetch(self, kind: Literal["course"]) -> Reading[Course]: ...
    @overload
    def fetch(self, kind: Literal["booking"]) -> Reading[Booking]: ...
    @overload
    def fetch(self, kind: Kind) -> Reading[Any]: ...
    def fetch(self, kind: Kind) -> Reading[Any]:
        """Everything of this kind, as it is now.

        Raises: NetworkError, PluginError; ConfigError when none of its systems has it (ask `offers` first).
        """
        hook = FETCH_OF[kind]
        return self._ask(self._only(hook), hook, network=self.info).reading(kind)

    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
        """One receipt per change, in their order. After an error nobody knows what was written. Raises: as fetch."""
        hook = "publish_courses"
        answer = self._ask(self._only(hook), hook, network=self.info, changes=changes)
        return answer.receipts(changes, "course")

    def sync_bookings(self, changes: Sequence[Change[Booking]]) -> Sequence[Receipt[Booking]]:
        """One receipt per change, in their order. After an error nobody knows what was written. Raises: as fetch."""
        hook = "sync_bookings"
        answer = self._ask(self._only(hook), hook, network=self.info, changes=changes)
        return answer.receipts(changes, "booking")

    def check(self) -> Sequence[Finding]:
        """What all its systems say about themselves; one that cannot be used is a finding. Raises: PluginError."""
        findings: list[Finding] = []
        for system in self._answering("check_system"):
            try:
                findings += self._ask(system, "check_system", network=self.info).findings()
            except NetworkError as error:
                findings.append(_finding(error))
        return findings

    def after_night(self, night: object) -> None:
        """Tells all its systems that the night is over. Raises: the first HubError, once all were told."""
        errors: list[HubError] = []
        for system in self._answering("after_night"):
            try:
                self._ask(system, "after_night", night=night)
            except HubError as error:
                log.warning("%s: after_night failed", system.key)
                errors.append(error)
        if errors:
            raise errors[0]

    def _answering(self, hook: str) -> Sequence[System]:
        return [system for system in self._systems if hook in system.hooks]

    def _only(self, hook: str) -> System:
        for system in self._answering(hook):
            return system
        raise ConfigError(
            Text("No system of the network {network} offers {hook}.", network=self.name, hook=hook),
            remedy=Text("Add a system that does, or take the network out of what needs it."),
        )

    def _ask(self, system: System, hook: str, **arguments: object) -> Answer:
        """Calls one hook of one system, and of no other: pluggy by itself would ask all of them."""
        others = [plug for key, plug in self._manager.list_name_plugin() if key != system.key]
        call = self._manager.subset_hook_caller(hook, others)
        what = Text('The hook {hook} of the connector "{kind}"', hook=hook, kind=system.kind)
        with blamed_on(system.origin, what=what, remedy=Text("Tell the author of the plugin.")):
            given = call(**arguments)
        return Answer(given, hook, system.kind, system.place_of(hook))


def _finding(error: NetworkError) -> Finding:
    what = Text("{place}: {what}", place=error.place, what=error.what) if error.place else error.what
    return Finding(what, error.remedy or Text("Look at the system itself."))


@dataclass(frozen=True, slots=True)
class Connections:
    """All networks of hub.toml: those that can be used, and why the others cannot."""

    networks: Mapping[NetworkName, ConnectedNetwork]
    failures: Mapping[NetworkName, HubError]


def connect(config: Configuration, catalogue: Catalogue) -> Connections:
    """Makes all systems of all networks. What is wrong with one network fails no other."""
    manager = new_manager()
    networks: dict[NetworkName, ConnectedNetwork] = {}
    failures: dict[NetworkName, HubError] = {}
    for key, network in config.networks.items():
        name = NetworkName(key)
        try:
            systems = systems_of(network, catalogue=catalogue, config=config)
        except HubError as error:
            failures[name] = error
        else:
            info = Network(name, network.title, config.hub.timezone)
            networks[name] = ConnectedNetwork(info, systems, manager)
    return Connections(networks, failures)
