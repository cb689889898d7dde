"""A world's folder with somebody who types `hub` there: real commands, real streams, real exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from hub.testing.world import World
from tests.office import Answer, Office


@dataclass(frozen=True)
class Spoiled:
    """What somebody or something does to an office between two nights."""

    name: str
    code: int
    spoil: Callable[[Office], None]
    words: tuple[str, ...]
    network: str | None = None  # who is named in the report, "" for nobody; None where no report is made

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Seen:
    """What `hub sync` says for programs, and what `hub report` then says for people."""

    answer: Answer
    text: str

    @classmethod
    def of(cls, office: Office) -> Seen:
        answer = office.hub("sync --format json")
        made = answer.out.startswith("{")
        text = office.hub(f"report {answer.data['run']} --full").out if made else ""
        return cls(answer, text)

    @cached_property
    def data(self) -> dict[str, Any] | None:
        return json.loads(self.answer.out) if self.answer.out.startswith("{") else None

    def lacks(self, case: Spoiled) -> list[str]:
        """What should have been said and was not: in the report, or where there is none, to the person."""
        if case.network is None:
            return [word for word in case.words if word not in self.answer.err]
        if self.data is None:
            return [f"a report; there is only {self.answer.err}"]
        failures = str([one for one in self.data["failures"] if (one["network"] or "") == case.network])
        return [
            *(f"{word!r} in the JSON" for word in case.words if word not in failures),
            *(f"{word!r} in the text" for word in case.words if word not in self.text),
            *(f"{case.network} in the text" for _ in [0] if case.network.title() not in self.text),
        ]


def pretend_the_day(world: World) -> None:
    """The command has no other way to live in a make-believe world's year."""
    text = world.config.read_text(encoding="utf-8").replace('language = "en"\n', f'language = "en"\nas_of = {world.day}\n')  # fmt: skip
    world.config.write_text(text, encoding="utf-8")


def write(office: Office, name: str, content: str | bytes) -> None:
    path = office.file(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def plugin_of(body: str) -> str:
    """A plugin that offers a healthy make-believe system with this in its class."""
    return (
        "import os, sys\n"
        "from hub import Reading, hookimpl\n"
        "from hub.testing.system import MakeBelieve, MakeBelieveSettings\n\n\n"
        f"class Own(MakeBelieve):\n{body}\n\n\n"
        "@hookimpl\ndef register_connectors(register):\n"
        "    register('make-believe', MakeBelieve, MakeBelieveSettings)\n"
        "    register('own', Own, MakeBelieveSettings)\n"
    )


def with_plugin(body: str) -> Callable[[Office], None]:
    """The guild's system is of this plugin's from tonight on."""

    def spoil(office: Office) -> None:
        write(office, "plugins/make_believe.py", plugin_of(body))
        text = office.file("hub.toml").read_text(encoding="utf-8")
        before, guild, after = text.partition("[networks.guild.systems.crm]")
        write(
            office,
            "hub.toml",
            before + guild + after.replace('connector = "make-believe"', 'connector = "own"', 1),
        )

    return spoil


def without(path: Path) -> None:
    path.unlink()
