"""What the tests of plugging are made of: plugin files, configurations and connected networks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from hub.changes import Add, Change, Record
from hub.config.configuration import Configuration
from hub.config.loading import load
from hub.hookspecs import hookimpl
from hub.model import Booking, Member, Network, NetworkName, Ref
from hub.plugging.blame import Origin
from hub.plugging.manager import new_manager
from hub.plugging.network import ConnectedNetwork
from hub.plugging.systems import System

MEKOM = Network(NetworkName("mekom"), "MEKOM", "Europe/Berlin")

HEAD = """\
from hub import Member, Reading, Record, Settings, hookimpl


class Table(Settings):
    url: str = "https://crm.example.org"

class MyCrm:
    def __init__(self, settings):
        self.settings = settings
"""
FETCH = """\
@hookimpl
def fetch_members(self, network):
    return Reading([Record.of(Member(id="1", name=self.settings.url), "the CRM")])
"""
TAIL = """\
@hookimpl
def register_connectors(register):
    register("mycrm", MyCrm, Table)
"""

TWO_NETWORKS = """
    [networks.mekom.systems.crm]
    connector = "mycrm"
    [networks.cluster.systems.crm]
    connector = "memory"
    """


def plugin(methods: str = FETCH, *, top: str = "", head: str = HEAD, tail: str = TAIL) -> str:
    """The text of a plugin file; `methods` are those of its connector, from line 12 on."""
    return f"{dedent(top)}{head}\n{indent(dedent(methods), '    ')}\n{dedent(tail)}"


def written(folder: Path, text_by_file: Mapping[str, str]) -> Path:
    """A plugins folder with these files."""
    plugins = folder / "plugins"
    plugins.mkdir(exist_ok=True)
    for name, text in text_by_file.items():
        (plugins / name).write_text(text, encoding="utf-8", errors="surrogateescape")
    return plugins


def configured(folder: Path, networks: str) -> Configuration:
    """A hub.toml with these tables, as the hub reads it; the first line of `networks` is line 1."""
    path = folder / "hub.toml"
    path.write_text(dedent(networks).lstrip("\n"), encoding="utf-8")
    return load(path, environ={})


def system(connector: object, name: str = "crm") -> System:
    return System.of(f"mekom.{name}", connector, kind="mycrm", origin=Origin("mycrm.py", __file__))


def connected(*connectors: object) -> ConnectedNetwork:
    """MEKOM with these connectors as its systems crm1, crm2, …"""
    systems = [system(each, f"crm{number}") for number, each in enumerate(connectors, start=1)]
    return ConnectedNetwork(MEKOM, systems, new_manager())


def member(number: str = "M-1") -> Record[Member]:
    return Record.of(Member(id=number, name="Beispiel GmbH"), "the CRM")


def booking(number: str) -> Add[Booking]:
    ref = Ref(MEKOM.name, "booking", number)
    return Add(id=f"add {number}", ref=ref, value=Booking(id=number, course="VA-1", origin=ref))


class Answering:
    """A connector that gives the answers it was made with."""

    def __init__(self, *, members: object = None, receipts: object = None, findings: object = None) -> None:
        self.members, self.receipts, self.findings = members, receipts, findings
        self.asked: list[object] = []

    @hookimpl
    def fetch_members(self, network: Network) -> Any:
        self.asked.append(network)
        if isinstance(self.members, BaseException):
            raise self.members
        return self.members

    @hookimpl
    def sync_bookings(self, changes: Sequence[Change[Booking]]) -> Any:
        self.asked.append(changes)
        return self.receipts

    @hookimpl
    def check_system(self) -> Any:
        if isinstance(self.findings, BaseException):
            raise self.findings
        return self.findings
