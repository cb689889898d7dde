"""`hub plugins list`: which kinds of systems there are, who offers them, and which plugins are broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hub.cli.command import Example, command
from hub.cli.options import format_option
from hub.cli.session import Session
from hub.cli.table import table
from hub.errors import most_urgent
from hub.language import Text

if TYPE_CHECKING:
    from hub.plugging import Catalogue


_BY_SETTINGS: Final = Text("as its file and settings say")


@command(
    about=Text("Lists the kinds of systems that can be connected, and the plugins that cannot be used."),
    examples=[
        Example("hub plugins list", Text("Every kind, and the plugin that offers it.")),
        Example("hub plugins list --format json", Text("The same for a program.")),
    ],
    codes=[4, 5],
)
@format_option
def list_kinds(session: Session, *, as_json: bool) -> int:
    from hub.plugging import discover

    config = session.configuration()
    catalogue = discover(config.hub.plugins, config.limits)
    if as_json:
        session.document(_as_data(catalogue, session))
    else:
        session.result(_in_words(catalogue, session))
    return most_urgent(broken.error.exit_code for broken in catalogue.quarantined)


def _in_words(catalogue: Catalogue, session: Session) -> str:
    header = [session.say(Text("kind")), session.say(Text("offered by")), session.say(Text("hooks"))]
    rows = [
        [name, session.say(kind.origin.words), ", ".join(kind.hooks) or session.say(_BY_SETTINGS)]
        for name, kind in sorted(catalogue.kinds.items())
    ]
    broken = [
        Text("Not usable: {why}", why=quarantined.error.say(session.language))
        for quarantined in catalogue.quarantined
    ]
    return "\n".join([table(header, rows), *(session.say(line) for line in broken)])


def _as_data(catalogue: Catalogue, session: Session) -> dict[str, object]:
    return {
        "schema": "hub-plugins/1",
        "kinds": [
            {"name": name, "source": kind.source, "contract": kind.contract, "hooks": list(kind.hooks)}
            for name, kind in sorted(catalogue.kinds.items())
        ],
        "broken": [
            {"source": broken.source, "kinds": list(broken.kinds), "why": broken.error.say(session.language)}
            for broken in catalogue.quarantined
        ],
    }


COMMAND: Final = list_kinds
