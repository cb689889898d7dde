"""The one place where hooks are called: each alone, with its answer checked and whatever it raises named."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, overload

import pluggy

from hub.changes import Change, Finding, Reading, Receipt
from hub.config.configuration import Configuration
from hub.config.model import Limits
from hub.errors import ConfigError, HubError, NetworkError
from hub.language import Text
from hub.model import Booking, Course, Kind, Member, Network, NetworkName
from hub.plugging.answers import Answer
from hub.plugging.catalogue import Catalogue
from hub.plugging.contract import FETCH_OF, WRITE_OF
from hub.plugging.manager import new_manager
from hub.plugging.systems import System, systems_of
from hub.plugging.watch import TookTooLong, Watch

T = TypeVar("T")
log = logging.getLogger(__name__)


class ConnectedNetwork:
    """One network, ready to be read and written; which of its systems does what is settled in here.

    Once a call of it did not come back in time it is not called again: it would only take that long once more.
    """

    def __init__(
        self,
        info: Network,
        systems: Sequence[System],
        manager: pluggy.PluginManager,
        *,
        limits: Limits | None = None,
    ) -> None:
        self.info = info
        self._limits = limits or Limits()
        self._stuck: TookTooLong | None = None
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
        return self._ask(self._only(hook), hook, take=lambda answer: answer.reading(kind), network=self.info)

    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
        """One receipt per change, in their order. After an error nobody knows what was written. Raises: as fetch."""
        return self._write(changes, kind="course")

    def sync_bookings(self, changes: Sequence[Change[Booking]]) -> Sequence[Receipt[Booking]]:
        """One receipt per change, in their order. After an error nobody knows what was written. Raises: as fetch."""
        return self._write(changes, kind="booking")

    def _write(self, changes: Sequence[Change[Any]], *, kind: Kind) -> Sequence[Receipt[Any]]:
        """The plugin gets a list of its own: it may take out what it has done."""
        hook = WRITE_OF[kind]
        return self._ask(
            self._only(hook),
            hook,
            take=lambda answer: answer.receipts(changes, kind),
            network=self.info,
            changes=list(changes),
        )

    def check(self) -> Sequence[Finding]:
        """What all its systems say about themselves; one that cannot be used is a finding. Raises: PluginError."""
        findings: list[Finding] = []
        for system in self._answering("check_system"):
            try:
                findings += self._ask(system, "check_system", take=Answer.findings, network=self.info)
            except NetworkError as error:
                findings.append(_finding(error))
        return findings

    def after_night(self, night: object) -> None:
        """Tells all its systems that the night is over. Raises: the first HubError, once all were told."""
        errors: list[HubError] = []
        for system in self._answering("after_night"):
            try:
                self._ask(system, "after_night", take=lambda _: None, night=night)
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

    def _ask(self, system: System, hook: str, *, take: Callable[[Answer], T], **arguments: object) -> T:
        """Calls one hook of one system, and of no other: pluggy by itself would ask all of them.

        What it hands back is taken over within the same watched call, because it may be code of the plugin, too.
        """
        if self._stuck is not None:
            raise self._stuck
        others = [plug for key, plug in self._manager.list_name_plugin() if key != system.key]
        caller = self._manager.subset_hook_caller(hook, others)
        what = Text('The hook {hook} of the connector "{kind}"', hook=hook, kind=system.kind)
        watch = Watch(system.origin, what, Text("Tell the author of the plugin."), self._limits)
        try:
            return watch.over(
                lambda: take(Answer(caller(**arguments), hook, system.kind, system.place_of(hook)))
            )
        except TookTooLong as error:
            self._stuck = error
            raise


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
            networks[name] = ConnectedNetwork(info, systems, manager, limits=config.limits)
    return Connections(networks, failures)
