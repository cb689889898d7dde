"""Ways to make a plan stale by what surrounds it: hub.toml, variables, plugins, the folder, the clock, the hub itself."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from typing import Final

from tests.proofs.desks import Desk
from tests.proofs.ways import Act, Way

SETTINGS: Final = "hub.toml or a variable says something else now"
_PLUGIN: Final = "plugins/make_believe.py"


def _toml(old: str, new: str) -> Act:
    return lambda desk: desk.in_toml(old, new)


def _limit(line: str) -> Act:
    return lambda desk: desk.config.write_text(
        f"{desk.config.read_text(encoding='utf-8')}\n[limits]\n{line}\n", encoding="utf-8"
    )


def _says(part: str) -> str:
    return f"{SETTINGS}: .*{part}"


_HUB: Final = "[hub]\n"
HUB_TOML: Final = [
    Way("the share of cancellations", _limit("cancel_share = 0.2"), _says("limits")),
    Way("the number of cancellations", _limit("cancel_at_least = 4"), _says("limits")),
    Way("the days of a plan", _limit("plan_days = 30"), _says("limits")),
    Way("the time zone", _toml("Europe/Berlin", "Europe/London"), _says("hub.timezone")),
    Way("the pretended day", _toml(_HUB, f"{_HUB}as_of = 2013-01-14\n"), _says("hub.as_of")),
    Way("the language of the offices", _toml('language = "en"', 'language = "de"'), _says("hub.language")),
    Way("another folder of plugins", lambda desk: _move_plugins(desk), _says("hub.plugins")),
    Way("a network's title", _toml('"Guild"', '"Gilde"'), _says("networks.guild")),
    Way("another file of a system", lambda desk: _other_file(desk), _says("networks.guild")),
    Way("the same file by another name", _toml('"outside/guild.db"', '"./outside/guild.db"'), _says("networks.guild")),
    Way("a setting of a system", _toml('"outside/guild.db"', '"outside/guild.db"\nhealthy = true'), _says("networks.guild")),
    Way("what is taken from a system", _toml('"outside/guild.db"', '"outside/guild.db"\nprovides = ["courses", "bookings"]'), _says("networks.guild")),
    Way("a network more", lambda desk: _network_more(desk), _says("networks.harbour")),
    Way("an agreement begins later", _toml("2013-01-01", "2013-01-02"), _says("agreements.academy-guild")),
    Way("an agreement ends", _toml("valid_from = 2013-01-01", "valid_from = 2013-01-01\nvalid_until = 2014-01-01"), _says("agreements.academy-guild")),
    Way("an agreement has ended", _toml("valid_from = 2013-01-01", "valid_from = 2012-01-01\nvalid_until = 2012-02-01"), "an agreement has begun or ended"),
    Way("an agreement has not begun", _toml("2013-01-01", "2014-01-01"), "an agreement has begun or ended"),
    Way("an agreement under another name", _toml("[agreements.academy-guild]", "[agreements.school]"), _says("agreements.academy-guild, agreements.school")),
    Way("less is shared of people", _toml('["name", "email"]', '["name"]'), _says("agreements.academy-guild")),
    Way("more is shared of people", _toml('["name", "email"]', '["name", "email", "phone"]'), _says("agreements.academy-guild")),
    Way("less is shared of companies", _toml('["name", "town"]', '["name"]'), _says("agreements.academy-guild")),
    Way("guests' prices", _toml("valid_from", 'price = "guest"\nvalid_from'), _says("agreements.academy-guild")),
    Way("sides swapped", lambda desk: _swap_sides(desk), _says("agreements.academy-guild")),
    Way("no agreement at all", lambda desk: _no_agreement(desk), _says("agreements.academy-guild")),
    Way("a key that nobody knows", _toml(_HUB, f"{_HUB}ledgers = 7\n"), "ledgers", code=4),
    Way("no TOML any more", _toml(_HUB, "[hub\n"), "line 1", code=4),
    Way("a network gone that has an agreement", _toml("[networks.guild", "[networks.gild"), "guild", code=4),
    Way("a setting that nobody knows", _toml('"outside/guild.db"', '"outside/guild.db"\ncolour = 1'), "colour", code=4),
    Way("a kind that nobody offers", _toml('"make-believe"', '"make-beleive"'), "make-beleive", code=4),
    Way("no hub.toml", lambda desk: desk.config.unlink(), "hub.toml", code=4),
]  # fmt: skip


def _move_plugins(desk: Desk) -> None:
    shutil.copytree(desk.config.parent / "plugins", desk.config.parent / "partners")
    desk.in_toml("[hub]\n", '[hub]\nplugins = "partners"\n')


def _other_file(desk: Desk) -> None:
    outside = desk.config.parent / "outside"
    shutil.copy(outside / "guild.db", outside / "copy.db")
    desk.in_toml("outside/guild.db", "outside/copy.db")


def _network_more(desk: Desk) -> None:
    desk.in_toml(
        "[networks.guild]",
        '[networks.harbour.systems.crm]\nconnector = "memory"\n\n[networks.guild]',
    )


def _swap_sides(desk: Desk) -> None:
    desk.in_toml('organiser = "academy"\nchannel = "guild"', 'organiser = "guild"\nchannel = "academy"')


def _no_agreement(desk: Desk) -> None:
    text = desk.config.read_text(encoding="utf-8")
    desk.config.write_text(text[: text.index("[agreements")], encoding="utf-8")


def _variable(**variables: str) -> Act:
    return lambda desk: desk.environ.update(variables)


_OTHER_LEDGER: Final = f"{_says('hub.ledger')}|has no night 2"
VARIABLES: Final = [
    Way("HUB_AS_OF", _variable(HUB_AS_OF="2013-01-14"), _says("hub.as_of")),
    Way("HUB_TIMEZONE", _variable(HUB_TIMEZONE="UTC"), _says("hub.timezone")),
    Way("HUB_LEDGER", _variable(HUB_LEDGER="var/other.db"), _OTHER_LEDGER),
    Way("HUB_LEDGER at another place", lambda desk: _ledger_elsewhere(desk), _OTHER_LEDGER),
    Way("HUB_PLUGINS without them", _variable(HUB_PLUGINS="nowhere"), "make-believe", code=4),
    Way("HUB_TIMEZONE that is none", _variable(HUB_TIMEZONE="Europe/Osterode"), "HUB_TIMEZONE", code=4),
    Way("HUB_AS_OF that is no day", _variable(HUB_AS_OF="today"), "HUB_AS_OF", code=4),
]


def _ledger_elsewhere(desk: Desk) -> None:
    desk.environ["HUB_LEDGER"] = str(desk.config.parent / "elsewhere" / "hub.db")


def _plugin(change: str) -> Act:
    """More text at the end of the plugin's file."""

    def act(desk: Desk) -> None:
        with (desk.config.parent / _PLUGIN).open("a", encoding="utf-8") as file:
            file.write(change)

    return act


_READS_LESS: Final = """
from hub.testing import system

class MakeBelieve(system.MakeBelieve):
    @property
    def courses(self):
        return {}

def register(register, *, _was=register_connectors):
    pass
"""
CODE: Final = f"code of the connectors in use is another now: {_PLUGIN}"
PLUGINS: Final = [
    Way("a blank more in the plugin", _plugin("\n"), CODE),
    Way("a remark more in the plugin", _plugin("# mended\n"), CODE),
    Way("a function more in the plugin", _plugin(_READS_LESS), CODE),
    Way("the plugin's line ends", lambda desk: _recode(desk), CODE),
    Way(
        "the plugin under another name",
        lambda desk: _rename(desk),
        "plugins/make_believe.py, plugins/other.py",
    ),
    Way("the plugin twice", lambda desk: _double(desk), "offered more than once"),
    Way("the plugin broken", _plugin("def (:\n"), "make_believe.py:6"),
    Way("the plugin gone", lambda desk: (desk.config.parent / _PLUGIN).unlink(), "make-believe", code=4),
]


def _recode(desk: Desk) -> None:
    path = desk.config.parent / _PLUGIN
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def _rename(desk: Desk) -> None:
    (desk.config.parent / _PLUGIN).rename(desk.config.parent / "plugins" / "other.py")


def _double(desk: Desk) -> None:
    shutil.copy(desk.config.parent / _PLUGIN, desk.config.parent / "plugins" / "other.py")


def _later(**time: int) -> Act:
    def act(desk: Desk) -> None:
        desk.now += timedelta(**time)

    return act


PLACE: Final = "the plan was made with another hub.toml, or in another folder"
SURROUNDINGS: Final = [
    Way("a week and a second later", _later(days=7, seconds=1), "a plan holds for 7 days"),
    Way("a year later", _later(days=365), "a plan holds for 7 days"),
    Way("two days before it was made", _later(days=-2), "and here it is"),
    Way("a copy of hub.toml beside it", lambda desk: _other_toml(desk), PLACE),
    Way("a copy of the whole folder", lambda desk: _other_folder(desk), PLACE),
    Way("the plan of another world", lambda desk: _other_world(desk), PLACE),
    Way("another version of the hub", _variable(VERSION="99.0"), "version .* of the hub, this is 99.0"),
]


def _other_toml(desk: Desk) -> None:
    desk.config = desk.config.with_name("other.toml")
    shutil.copy(desk.world.config, desk.config)


def _other_folder(desk: Desk) -> None:
    folder = desk.config.parent / "copy"
    for name in ("outside", "plugins"):
        shutil.copytree(desk.config.parent / name, folder / name)
    desk.config = folder / "hub.toml"
    shutil.copy(desk.world.config, desk.config)
    desk.environ["HUB_LEDGER"] = str(desk.world.ledger)


def _other_world(desk: Desk) -> None:
    from tests.proofs.desks import Scene, first

    folder = desk.config.parent / "other world"
    desk.plan = Scene("other", first, folder).fresh().plan


_SOME: Final = frozenset({"first", "later", "undo"})  # an installation is the same for every plan made there
WAYS: Final = [replace(way, scenes=_SOME) for way in (*HUB_TOML, *VARIABLES, *PLUGINS, *SURROUNDINGS)]
