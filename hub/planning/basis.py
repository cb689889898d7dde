"""What a plan stands on besides the readings, part by part, so that the part that moved can be named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from hub.memory import Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Which hub plans, under which settings, with which code and which memory; all but the version as digests.

    `place` is where hub.toml lies, `settings` what it and the variables say, by table or key, `plugins` the code in
    use, by source. The rest depends on the night: see `tonight`.
    """

    hub: str = ""
    place: str = ""
    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    plugins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    agreements: str = ""
    ledger: str = ""
    decisions: str = ""

    def tonight(self, memory: Memory, *, in_force: Iterable[str]) -> Basis:
        """The same installation on one day, with what it remembers. `in_force` names that day's agreements."""
        decisions = [(one.question, one.answer) for one in memory.decisions.values()]
        return replace(
            self,
            agreements=digest_of(sorted(in_force)),
            ledger=_of_ledger(memory),
            decisions=digest_of(sorted(decisions)),
        )

    @property
    def digest(self) -> str:
        """One digest of it all."""
        return digest_of(self.as_document())

    def as_document(self) -> dict[str, object]:
        """As it stands in the plan file."""
        parts = {
            "settings": dict(sorted(self.settings.items())),
            "plugins": dict(sorted(self.plugins.items())),
        }
        rest = {name: getattr(self, name) for name in ("agreements", "ledger", "decisions")}
        return {"hub": self.hub, "place": self.place, **parts, **rest}


def digest_of(said: object) -> str:
    """Sixteen letters that differ when `said` (anything json can write) differs."""
    text = json.dumps(said, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _of_ledger(memory: Memory) -> str:
    """Which ledger this is, and how much was ever written from it.

    A ledger in which no night has ended is like none at all: the first plan is made before there is one.
    """
    key = memory.key if memory.shelves else b""
    return hashlib.blake2b(str(memory.applied).encode(), key=key, digest_size=8).hexdigest()
