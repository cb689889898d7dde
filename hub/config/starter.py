"""The first hub.toml of two networks that keep workbooks: answers in, a commented file out."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from hub.config.schema import PUBLISHED
from hub.language import Text

SCHEMA_LINE: Final = f"#:schema ./{PUBLISHED}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterNetwork:
    """One network as its office describes it; `name` is short and stays for ever, `workbook` a path or an address."""

    name: str
    title: str
    workbook: str
    connector: str
    user: str = ""
    """The hub's name in the cloud that the address belongs to."""
    sheets: Mapping[str, str] = field(default_factory=dict)
    """The sheet of each table, as far as somebody looked; an empty name stands for a file without sheets."""

    @property
    def is_in_cloud(self) -> bool:
        return "://" in self.workbook

    @property
    def location(self) -> Mapping[str, str | Mapping[str, str]]:
        """Where the workbook is, key by key as hub.toml says it."""
        if not self.is_in_cloud:
            return {"path": self.workbook}
        variable = f"{re.sub(r'[^A-Z0-9]', '_', self.name.upper())}_PASSWORD"
        return {"url": self.workbook, "user": self.user or _USUAL_USER, "password": {"env": variable}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """What `hub init` has to know."""

    organiser: StarterNetwork
    channel: StarterNetwork
    valid_from: date
    agreement: str = "akademie"
    language: str = "de"
    timezone: str = "Europe/Berlin"


def starter_text(answers: Starter) -> str:
    """A hub.toml that loads at once, with comments in the language of the answers."""
    parts = [
        [SCHEMA_LINE, *_comment(_OPENING, answers.language)],
        _hub(answers),
        [*_network(answers.organiser, answers.language), *_seats(answers)],
        _network(answers.channel, answers.language),
        _agreement(answers),
        _limits(answers.language),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _hub(answers: Starter) -> list[str]:
    return [
        "[hub]",
        f"language = {_quoted(answers.language)}",
        f"timezone = {_quoted(answers.timezone)}",
        *_comment(_LEDGER, answers.language),
        'ledger = "var/hub.db"',
        'reports = "var/reports"',
        *_comment(_PLUGINS, answers.language),
        'plugins = "plugins"',
    ]


def _network(network: StarterNetwork, language: str) -> list[str]:
    return [
        *_comment(Text("{title}: its systems, and how each is connected.", title=network.title), language),
        f"[networks.{_key(network.name)}]",
        f"title = {_quoted(network.title)}",
        "",
        f"[networks.{_key(network.name)}.systems.workbook]",
        *_comment(_CONNECTOR, language),
        f"connector = {_quoted(network.connector)}",
        *_location(network, language),
        *_sheets(network.sheets, language),
    ]


def _location(network: StarterNetwork, language: str) -> list[str]:
    comment = _comment(_CLOUD, language) if network.is_in_cloud else ()
    return [*comment, *(f"{key} = {_value(said)}" for key, said in network.location.items())]


def _value(said: str | Mapping[str, str]) -> str:
    if isinstance(said, str):
        return _quoted(said)
    return f"{{ {', '.join(f'{key} = {_quoted(word)}' for key, word in said.items())} }}"


def _sheets(sheets: Mapping[str, str], language: str) -> list[str]:
    """What was found in the file; nothing where nobody looked."""
    if not sheets:
        return []
    named = {table: sheet for table, sheet in sheets.items() if sheet}
    if not named:
        return [f"provides = [{', '.join(map(_quoted, sheets))}]"]
    pairs = ", ".join(f"{table} = {_quoted(sheet)}" for table, sheet in named.items())
    return [*_comment(_SHEETS, language), f"sheets = {{ {pairs} }}"]


def _seats(answers: Starter) -> list[str]:
    """The organiser's office may leave the seats to the hub, where the hub writes its workbook."""
    if not any(answers.organiser.sheets.values()):
        return []
    return [*_comment(_SEATS, answers.language), 'seats = "by hand"']


def _agreement(answers: Starter) -> list[str]:
    language = answers.language
    return [
        *_comment(_AGREEMENT, language),
        f"[agreements.{_key(answers.agreement)}]",
        f"organiser = {_quoted(answers.organiser.name)}",
        f"channel = {_quoted(answers.channel.name)}",
        f"valid_from = {answers.valid_from.isoformat()}",
        *_comment(_REGIONAL, language),
        "withhold_if_offered_by = []",
        *_comment(_SHARE, language),
        'share = { participant = ["name", "email"], member = ["name", "town"] }',
        *_comment(_PRICE, language),
        'price = "member"',
    ]


def _limits(language: str) -> list[str]:
    return [
        *_comment(_LIMITS, language),
        "[limits]",
        "cancel_share = 0.1",
        "cancel_at_least = 3",
        "amend_share = 0.5",
        "amend_at_least = 10",
    ]


def _comment(text: Text, language: str) -> Sequence[str]:
    words = re.sub(r"[\x00-\x1f\x7f]", " ", text.say(language))  # TOML allows none of these in a comment
    return textwrap.wrap(words, width=100, initial_indent="# ", subsequent_indent="# ")


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(words: str) -> str:
    """A TOML string; JSON writes the same but for the delete character."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


_OPENING: Final = Text(
    "What the hub connects. `hub check` proves this file, `hub plan` shows what a night would do and changes "
    "nothing, `hub sync` does it. Relative paths start at the folder of this file."
)
_LEDGER: Final = Text("The hub's own memory: a file, or postgresql://user@host/database.")
_PLUGINS: Final = Text("A folder with one file for each partner with ways of its own.")
_CONNECTOR: Final = Text(
    "The kind of connector; `hub plugins` lists them. A secret never stands here in clear, only where it lies: "
    '{{ env = "NAME" }}, {{ file = "path" }} or {{ keyring = "service/user" }}.'
)
_USUAL_USER: Final = "hub"
_CLOUD: Final = Text(
    "The workbook in the cloud: its address for WebDAV, and a user who may write it. Best make a password for apps "
    "there, and set the variable to it before the hub starts. Earlier versions are kept in var/backups."
)
_SHEETS: Final = Text(
    "The sheet of each table; what is not named here is not read. Where the hub does not know a column by its "
    'heading: columns.members.name = "Heading"; `hub check` shows what was taken for what.'
)
_SEATS: Final = Text(
    'Who gives the seats: a person, who enters the status in the sheet, or ("by capacity") the hub, in order of '
    "arrival while a course has any."
)
_AGREEMENT: Final = Text(
    "What the two agreed on. The organiser runs the courses and gives the seats; the channel's members book."
)
_REGIONAL: Final = Text(
    "Networks whose courses count as regional offers: what they offer too is not passed on."
)
_SHARE: Final = Text("What crosses with a booking, beside the booking itself. Nothing else does.")
_PRICE: Final = Text("What the channel's members pay: member or guest.")
_LIMITS: Final = Text(
    "What looks like an accident is held until a person confirms it: when a tenth of a network's records would be "
    "cancelled or is gone, but at least three; when half of the copies in a network would be amended, but at least ten."
)
