"""`hub networks`: what is connected, and what each system is used for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hub.cli.command import Example, command
from hub.cli.options import format_option
from hub.cli.session import Session
from hub.cli.table import table
from hub.errors import most_urgent
from hub.language import Text

if TYPE_CHECKING:
    from hub.config import Configuration
    from hub.plugging import Connections


@command(
    about=Text("Lists the networks of hub.toml, their systems, and what the hub can do in them."),
    examples=[
        Example("hub networks", Text("What is connected.")),
        Example("hub networks --format json", Text("The same for a program.")),
    ],
    codes=[3, 4, 5],
)
@format_option
def networks(session: Session, *, as_json: bool) -> int:
    from hub.plugging import connect, discover

    config = session.configuration()
    connections = connect(config, discover(config.hub.plugins, config.limits))
    if as_json:
        session.document(_as_data(config, connections, session))
    else:
        session.result(_in_words(config, connections, session))
    return most_urgent(error.exit_code for error in connections.failures.values())


def _in_words(config: Configuration, connections: Connections, session: Session) -> str:
    header = [Text("network"), Text("title"), Text("systems"), Text("hooks")]
    rows = [
        [
            name,
            network.title,
            ", ".join(f"{system.name} ({system.connector})" for system in network.systems.values()),
            ", ".join(_hooks(name, connections)),
        ]
        for name, network in config.networks.items()
    ]
    failures = [
        session.say(Text("{network} cannot be used: {why}", network=name, why=error.say(session.language)))
        for name, error in connections.failures.items()
    ]
    return "\n".join([table([session.say(word) for word in header], rows), *failures])


def _as_data(config: Configuration, connections: Connections, session: Session) -> dict[str, object]:
    return {
        "schema": "hub-networks/1",
        "networks": [
            {
                "name": name,
                "title": network.title,
                "systems": [
                    {"name": system.name, "connector": system.connector, "provides": list(system.provides)}
                    for system in network.systems.values()
                ],
                "hooks": _hooks(name, connections),
                "failure": _failure(name, connections, session),
            }
            for name, network in config.networks.items()
        ],
    }


def _hooks(name: str, connections: Connections) -> list[str]:
    return [
        hook
        for connected, network in connections.networks.items()
        if connected == name
        for hook in sorted(network.can)
    ]


def _failure(name: str, connections: Connections, session: Session) -> str | None:
    for failed, error in connections.failures.items():
        if failed == name:
            return error.say(session.language)
    return None


COMMAND: Final = networks
