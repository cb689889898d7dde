"""The configuration as the rest of the hub sees it: checked, immutable, and with a digest."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from hub.config.model import Agreement, HubSettings, Limits
from hub.config.toml_lines import KeyPath
from hub.credentials import is_reference
from hub.language import Text


@dataclass(frozen=True, slots=True)
class SystemConfig:
    """One system of a network; `table` is what its connector has to make of the rest of the table.

    Empty `provides` means everything the connector can.
    """

    name: str
    network: str
    connector: str
    provides: tuple[str, ...] = ()
    table: Mapping[str, object] = field(
        default_factory=dict, repr=False
    )  # may hold a secret, still unchecked

    @property
    def key(self) -> KeyPath:
        """Where it stands in hub.toml."""
        return ("networks", self.network, "systems", self.name)


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """A network and its systems by name, in the order of hub.toml."""

    name: str
    title: str
    systems: Mapping[str, SystemConfig]


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Everything hub.toml and the HUB_* variables say, checked.

    `office_language` is the language of what the hub writes into the offices' files: that of hub.toml, whatever
    whoever starts a command reads. `remarks` are things that will have no effect, or another than expected; no reason to stop.
    """

    path: Path
    hub: HubSettings
    networks: Mapping[str, NetworkConfig]
    agreements: Mapping[str, Agreement]
    limits: Limits
    office_language: str = "de"
    remarks: tuple[Text, ...] = ()
    lines: Mapping[KeyPath, int] = field(default_factory=dict, repr=False, compare=False)

    def digest(self) -> str:
        """Another digest means that the same readings may give another plan.

        Titles, languages, folders and the order of tables do not count, nor where a secret lies.
        """
        rules = {
            "hub": self.hub.model_dump(mode="json", include={"timezone", "as_of"}),
            "networks": self.systems(),
            "agreements": {name: agreed.model_dump(mode="json") for name, agreed in self.agreements.items()},
            "limits": self.limits.model_dump(mode="json", exclude={"call_seconds", "call_memory_mb"}),
        }
        text = json.dumps(rules, sort_keys=True, ensure_ascii=False, default=str)
        return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"

    @property
    def connectors(self) -> Sequence[str]:
        """The connector kinds in use."""
        systems = (system for network in self.networks.values() for system in network.systems.values())
        return sorted({system.connector for system in systems})

    def systems(self) -> Mapping[str, object]:
        """What decides how each network is read and written, by network; of secrets only that they are there."""
        return {name: _rules_of(network) for name, network in self.networks.items()}

    @property
    def place(self) -> str:
        """Where this hub.toml really lies: a copy of it in another folder is another one."""
        return os.path.normcase(self.path.resolve())

    def parts(self) -> Mapping[str, object]:
        """Everything that two plans may differ by, by key or table; of secrets only that they are there.

        More than the digest covers: a reviewed plan has the networks' titles in it, and is for one ledger.
        """
        networks = {
            f"networks.{name}": [network.title, _rules_of(network)] for name, network in self.networks.items()
        }
        agreements = {
            f"agreements.{name}": agreed.model_dump(mode="json") for name, agreed in self.agreements.items()
        }
        hub = self.hub.model_dump(mode="json", exclude={"language", "reports", "ledger", "plugins"})
        return {
            **{f"hub.{name}": said for name, said in hub.items()},
            "hub.language": self.office_language,
            "hub.ledger": _ledger_of(self.hub.ledger),
            "hub.plugins": os.path.normcase(self.hub.plugins.resolve()),
            **networks,
            **agreements,
            "limits": self.limits.model_dump(mode="json"),
        }


def _ledger_of(written: str) -> str:
    """The file itself, wherever links lead; or the address of the database without its password."""
    if "://" not in written:
        return os.path.normcase(Path(written).resolve())
    address = urlsplit(written)
    options = [(name, value) for name, value in parse_qsl(address.query) if name != "password"]
    return f"{address.username}@{address.netloc.rpartition('@')[2]}{address.path} {options}"


def _rules_of(network: NetworkConfig) -> Mapping[str, object]:
    return {
        system.name: [system.connector, sorted(system.provides), _without_secrets(system.table)]
        for system in network.systems.values()
    }


def _without_secrets(value: object) -> object:
    match value:
        case _ if is_reference(value):
            return "secret"
        case Mapping():
            return {str(key): _without_secrets(part) for key, part in value.items()}
        case list() | tuple():
            return [_without_secrets(part) for part in value]
        case _:
            return value
