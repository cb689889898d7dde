"""`hub check`: configuration, plugins, ledger, logins and rights, without writing anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from hub.cli.command import Example, command
from hub.cli.options import format_option
from hub.cli.past import peeked
from hub.cli.session import Session
from hub.errors import HubError, NetworkError, Place, most_urgent
from hub.language import Text, text_of

if TYPE_CHECKING:
    from hub.changes import Finding
    from hub.config import Agreement, Configuration
    from hub.plugging import Catalogue, ConnectedNetwork


@command(
    about=Text("Checks hub.toml, plugins, ledger, logins and rights. Reads little, writes nothing."),
    examples=[
        Example("hub check", Text("Everything, with what to do where something is wrong.")),
        Example("hub check --format json", Text("The same for a program.")),
    ],
    codes=[3, 4, 5],
)
@format_option
def check(session: Session, *, as_json: bool) -> int:
    found = list(_findings(session))
    if as_json:
        session.document({"schema": "hub-check/1", "checks": [one.as_data(session) for one in found]})
    else:
        session.result("\n".join(one.in_words(session) for one in found))
    return most_urgent(one.code for one in found)


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at; `code` is 0 where all is well, `is_remark` where it is worth a look."""

    place: Place
    what: Text
    remedy: Text | None = None
    code: int = 0
    is_remark: bool = False

    @classmethod
    def failed(cls, place: Place, error: HubError, language: str) -> Checked:
        return cls(place, Text("{error}", error=error.say(language)), code=error.exit_code)

    def in_words(self, session: Session) -> str:
        mark = Text("WRONG") if self.code else Text("note") if self.is_remark else Text("ok")
        words = Text("{mark}: {place}: {what}", mark=mark, place=self.place, what=self.what)
        return HubError(words, remedy=self.remedy).say(session.language)

    def as_data(self, session: Session) -> dict[str, object]:
        return {
            "place": session.say(text_of(self.place)),
            "state": "wrong" if self.code else "note" if self.is_remark else "ok",
            "what": session.say(self.what),
            "remedy": None if self.remedy is None else session.say(self.remedy),
            "exit_code": self.code,
        }


def _findings(session: Session) -> Iterator[Checked]:
    from hub.plugging import connect, discover, unmet

    config = session.configuration()
    yield from _of_configuration(config)
    yield _of_ledger(config, session)
    catalogue = discover(config.hub.plugins, config.limits)
    yield from _of_plugins(catalogue, session)
    connections = connect(config, catalogue)
    told = {broken.error.say(session.language) for broken in catalogue.quarantined}
    for name, error in connections.failures.items():
        if error.say(session.language) not in told:
            yield Checked.failed(name, error, session.language)
    for network in connections.networks.values():
        yield from _of_network(network, session)
    for name, unusable in unmet(_in_force(config), connections.networks):
        yield Checked.failed(name, unusable, session.language)


def _in_force(config: Configuration) -> Sequence[Agreement]:
    today = config.hub.as_of or datetime.now(ZoneInfo(config.hub.timezone)).date()
    return [terms for terms in config.agreements.values() if terms.is_valid_on(today)]


def _of_configuration(config: Configuration) -> Iterator[Checked]:
    file = config.path.name
    yield Checked(
        file,
        Text(
            "networks: {networks}, agreements: {agreements}",
            networks=len(config.networks),
            agreements=len(config.agreements),
        ),
    )
    for remark in config.remarks:
        yield Checked(file, remark, is_remark=True)


def _of_ledger(config: Configuration, session: Session) -> Checked:
    try:
        with peeked(config) as ledger:
            is_there = ledger is not None
            if ledger is not None:
                ledger.look()
                ledger.runs(1)  # asked, so that a damaged one is found
    except HubError as error:
        return Checked.failed("hub.ledger", error, session.language)
    what = Text("can be read") if is_there else Text("is not there yet; the first night makes it")
    return Checked("hub.ledger", what)


def _of_plugins(catalogue: Catalogue, session: Session) -> Iterator[Checked]:
    sources: dict[Text, list[str]] = {}
    for kind in catalogue.kinds.values():
        sources.setdefault(kind.origin.words, []).append(kind.name)
    for source, kinds in sources.items():
        yield Checked(source, Text("offers {kinds}", kinds=tuple(kinds)))
    for broken in catalogue.quarantined:
        yield Checked.failed(broken.source, broken.error, session.language)


def _of_network(network: ConnectedNetwork, session: Session) -> Sequence[Checked]:
    if not network.offers("check_system"):
        return [Checked(network.name, Text("is connected; it cannot be checked without reading it"))]
    try:
        findings = network.check()
    except HubError as error:
        return [Checked.failed(network.name, error, session.language)]
    return [_of_finding(network.name, finding) for finding in findings]


def _of_finding(network: str, finding: Finding) -> Checked:
    remedy = None if finding.remedy is None else text_of(finding.remedy)
    return Checked(network, text_of(finding.what), remedy, 0 if finding.is_well else NetworkError.exit_code)


COMMAND: Final = check
