"""A small town for whole nights: two offices in memory, a region, a real ledger, and days that pass."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hub.config import Configuration, load
from hub.connectors.memory import MemoryConnector
from hub.errors import HubError
from hub.language import Text
from hub.ledger.store import Ledger
from hub.model import Network, NetworkName
from hub.nightly import Hub, Night, apply_night, plan_night, sync_night
from hub.planning.document import as_document, to_json
from hub.plugging import Catalogue, ConnectedNetwork, Connections
from hub.plugging.blame import Origin
from hub.plugging.manager import new_manager
from hub.plugging.systems import System
from tests.planning.builders import ACADEMY, BERLIN, MEKOM, REGION, member

HUB_TOML = """
[hub]
language = "en"
timezone = "Europe/Berlin"

[networks.academy]
title = "Academy"
systems.crm.connector = "memory"

[networks.mekom]
title = "MEKOM"
systems.crm.connector = "memory"

[networks.region]
title = "Region"
systems.crm.connector = "memory"

[agreements.akademie]
organiser = "academy"
channel = "mekom"
valid_from = 2013-01-01
withhold_if_offered_by = ["region"]
share = { participant = ["name", "email"], member = ["name", "town"] }
"""


class Silent:
    """Somebody who does not watch."""

    def step(self, text: Text, *, done: int | None = None, of: int | None = None) -> None:
        """Says nothing."""


@dataclass
class Town:
    """Offices that keep what the hub wrote; `night()` is one `hub sync`, `tomorrow()` lets a day pass."""

    folder: Path
    academy: MemoryConnector = field(default_factory=lambda: MemoryConnector.of(seats="by capacity"))
    mekom: MemoryConnector = field(default_factory=lambda: MemoryConnector.of(members=[member()]))
    region: MemoryConnector = field(default_factory=MemoryConnector.of)
    day: date = date(2013, 1, 14)
    toml: str = HUB_TOML
    failing: dict[NetworkName, HubError] = field(default_factory=dict)

    @property
    def config(self) -> Configuration:
        path = self.folder / "hub.toml"
        path.write_text(self.toml, encoding="utf-8")
        return load(path, environ={})

    def hub(self) -> Hub:
        """The hub as the command would open it, but with these offices."""
        manager = new_manager()
        offices = {ACADEMY: self.academy, MEKOM: self.mekom, REGION: self.region}
        networks = {}
        for name, office in offices.items():
            if name not in self.failing:
                system = System.of(f"{name}.crm", office, kind="memory", origin=Origin("tests"))
                info = Network(name, name.title() if name != MEKOM else "MEKOM", "Europe/Berlin")
                networks[name] = ConnectedNetwork(info, [system], manager)
        now = datetime.combine(self.day, time(2), ZoneInfo(str(BERLIN)))
        return Hub(self.config, Catalogue({}, ()), Connections(networks, self.failing), now)

    def tomorrow(self) -> None:
        self.day += timedelta(days=1)

    def night(self) -> Night:
        return sync_night(self.hub(), progress=Silent())

    def rehearse(self) -> Night:
        return plan_night(self.hub(), progress=Silent())

    def plan_text(self) -> str:
        """The plan file that `hub plan --out` would write."""
        return to_json(as_document(self.rehearse().facts.plan, language="en"))

    def way_back(self, run: int) -> Night:
        """What `hub undo RUN` shows."""
        return plan_night(self.hub(), progress=Silent(), undoes=run)

    def undo(self, run: int) -> Night:
        """`hub undo RUN --yes`."""
        return self.apply(to_json(as_document(self.way_back(run).facts.plan, language="en")))

    def release(self, run: int) -> int:
        """`hub undo RUN --release`."""
        with closing(Ledger.open(self.config.hub.ledger)) as ledger:
            return ledger.release(run, self.day)

    def apply(self, plan_text: str, *, confirm_held: bool = False) -> Night:
        return apply_night(self.hub(), plan_text, confirm_held=confirm_held, progress=Silent())


def wrote(night: Night) -> list[str]:
    """What a night really did, as `action network id`."""
    facts = night.facts
    return [
        f"{change.change.action} {change.network} {change.ref.id}"
        for change in facts.plan.changes
        if facts.outcomes[change.id].state == "done"
    ]
