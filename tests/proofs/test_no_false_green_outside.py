"""Trouble with what the hub stands on, from one night to the next or in the middle of one: ledger, plugins, files."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hub.testing.world import World
from tests import office as offices
from tests.connectors.spreadsheet.builders import BOOKING_HEADER, MEMBER_HEADER, workbook_at
from tests.office import Office
from tests.proofs.clockwork import HEADER, House, book_at
from tests.proofs.office_at_night import Seen, Spoiled, pretend_the_day, with_plugin, write
from tests.tried import Tried

BERLIN = ZoneInfo("Europe/Berlin")

Spoil = Callable[[Office], None]


def edited(old: str, new: str) -> Spoil:
    return lambda office: office.edit("hub.toml", old, new)


def overwritten(name: str, content: str | bytes) -> Spoil:
    return lambda office: write(office, name, content)


def gone(name: str) -> Spoil:
    return lambda office: office.file(name).unlink()


# hub.toml, mended by somebody in the evening

SETTINGS = [
    Spoiled("hub.toml is gone", 4, gone("hub.toml"), ("hub.toml",)),
    Spoiled("hub.toml is cut", 4, edited("[networks.guild]", "[networks.guild"), ("hub.toml",)),
    Spoiled("hub.toml is no text", 4, overwritten("hub.toml", b"\xff\xfe\x00["), ("hub.toml",)),
    Spoiled("a network is renamed", 4, edited("[networks.guild]\n", "[networks.gild]\n"), ("gild",)),
    Spoiled("an agreement names nobody", 4, edited('channel = "guild"', 'channel = "gild"'), ("gild",)),
    Spoiled("an unknown kind of connector", 4, edited('connector = "make-believe"', 'connector = "make-belief"'), ("make-belief",)),
    Spoiled("a key of the connector is gone", 4, edited('path = "outside/guild.db"', ""), ("networks.guild.systems.crm.path",)),
    Spoiled("a key is misspelled", 4, edited("valid_from", "valid_form"), ("valid_form",)),
    Spoiled("a time zone that is none", 4, edited("Europe/Berlin", "Europe/Osterode"), ("Europe/Osterode",)),
    Spoiled("an agreement ends before it begins", 4, edited("valid_from = 2013-01-01", "valid_from = 2013-01-01\nvalid_until = 2012-01-01"), ("valid_until",)),
    Spoiled("a limit that is none", 4, edited("[networks.guild]\n", "[limits]\ncancel_share = 7\n[networks.guild]\n"), ("cancel_share",)),
    Spoiled("a variable that is none", 4, lambda office: office.set(HUB_TIMEZONE="Mars"), ("Mars",)),
]  # fmt: skip

# the ledger


def cut_in_half(office: Office) -> None:
    path = office.file("var/hub.db")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def copied(office: Office) -> None:
    shutil.copytree(office.file("var"), office.file("copy"))
    shutil.rmtree(office.file("var"))
    office.file("copy").rename(office.file("var"))


def of_a_newer_hub(office: Office) -> None:
    with closing(sqlite3.connect(office.file("var/hub.db"))) as ledger, ledger:
        ledger.execute("UPDATE hub_version SET version_num = '9999'")


def a_folder(office: Office) -> None:
    office.file("var/hub.db").unlink()
    office.file("var/hub.db").mkdir()


MID_NIGHT = """
    @hookimpl
    def sync_bookings(self, network, changes):
        {deed}
        return super().sync_bookings(network, changes)
"""
LEDGER = [
    Spoiled("the ledger is garbage", 4, overwritten("var/hub.db", b"garbage" * 999), ("var/hub.db",)),
    Spoiled("the ledger is cut in half", 4, cut_in_half, ("var/hub.db",)),
    Spoiled("the ledger is a copy", 4, copied, ("var/hub.db",)),
    Spoiled("the ledger is a newer hub's", 4, of_a_newer_hub, ("var/hub.db",)),
    Spoiled("the ledger is a folder", 4, a_folder, ("var/hub.db",)),
    Spoiled("the ledger's folder is a file", 4, edited('ledger = "var/hub.db"', 'ledger = "hub.toml/hub.db"'), ("hub.toml/hub.db",)),
    Spoiled("the ledger is cut in the middle of a night", 4, with_plugin(MID_NIGHT.format(deed="os.truncate('var/hub.db', 5000)")), ("var/hub.db",)),
    Spoiled("the ledger is deleted in the middle of a night", 4, with_plugin(MID_NIGHT.format(deed="os.unlink('var/hub.db')")), ("var/hub.db",)),
]  # fmt: skip

# the plugin of one network


def fetch(body: str) -> str:
    return f"    @hookimpl\n    def fetch_courses(self, network):\n        {body}\n"


PLUGIN = [
    Spoiled("a plugin that cannot be read", 5, overwritten("plugins/other.py", "def :\n"), ("other.py",), ""),
    Spoiled("reading raises", 5, with_plugin(fetch("raise ValueError('x')")), ("fetch_courses", "ValueError"), "guild"),
    Spoiled("reading leaves the process", 5, with_plugin(fetch("sys.exit(0)")), ("fetch_courses", "SystemExit"), "guild"),
    Spoiled("reading returns nothing", 5, with_plugin(fetch("return None")), ("fetch_courses", "nothing (None)"), "guild"),
    Spoiled("reading returns other things", 5, with_plugin(fetch("return Reading(['VA-1'])")), ("fetch_courses", "a list of Records"), "guild"),
    Spoiled("writing returns no receipts", 5, with_plugin(MID_NIGHT.format(deed="return []")), ("sync_bookings", "one receipt for each change"), "guild"),
    Spoiled("writing raises", 5, with_plugin(MID_NIGHT.format(deed="raise KeyError('id')")), ("sync_bookings", "KeyError"), "guild"),
    Spoiled("the end of the night raises", 5, with_plugin("    @hookimpl\n    def after_night(self, night):\n        raise OSError('mail')"), ("after_night", "OSError"), "guild"),
    Spoiled("a hook is misspelled", 5, with_plugin("    @hookimpl\n    def fetch_curses(self, network):\n        return None"), ("fetch_curses",), "guild"),
]  # fmt: skip


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    """A world after one good night, in which a booking has come in."""
    world = World.build(tmp_path, 11)
    world.night()
    world.tomorrow()
    world.book(2)
    with world.office("academy") as academy:
        world.people.offer(academy, "academy", to=world.channels_of("academy"), day=world.day)
    pretend_the_day(world)
    return offices.empty_office(tmp_path, capsys, monkeypatch)


@pytest.mark.parametrize("case", [*SETTINGS, *LEDGER, *PLUGIN], ids=str)
def test_a_night_on_broken_ground_says_what_broke(case: Spoiled, office: Office, tried: Tried) -> None:
    case.spoil(office)

    seen = Seen.of(office)

    assert (seen.answer.code, seen.lacks(case)) == (case.code, [])
    tried.count("failures told")


# the workbook of one network

SOON = "04.02.2000 09:00"


def without_sheet(office: Office) -> None:
    workbook_at(office.file("academy.xlsx"), {"Mitglieder": [MEMBER_HEADER], "Buchungen": [BOOKING_HEADER]})


def without_column(name: str) -> Spoil:
    def spoil(office: Office) -> None:
        row = ["K-1", "Folienkunde", SOON, "", "offen", "guild", "", ""]
        kept = [number for number, header in enumerate(HEADER) if header != name]
        header, cells = ([line[number] for number in kept] for line in (HEADER, row))
        book_at(office.file("academy.xlsx"), [cells], header=header)

    return spoil


def half_a_file(office: Office) -> None:
    path = office.file("academy.xlsx")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def a_folder_in_its_place(office: Office) -> None:
    office.file("academy.xlsx").unlink()
    office.file("academy.xlsx").mkdir()


FILES = [
    Spoiled("the workbook is gone", 3, gone("academy.xlsx"), ("academy.xlsx",), "academy"),
    Spoiled("the workbook is empty", 3, overwritten("academy.xlsx", b""), ("academy.xlsx",), "academy"),
    Spoiled("the workbook is a web page", 3, overwritten("academy.xlsx", "<html>Please log in"), ("academy.xlsx",), "academy"),
    Spoiled("the workbook is cut in half", 3, half_a_file, ("academy.xlsx",), "academy"),
    Spoiled("the workbook is a folder", 3, a_folder_in_its_place, ("academy.xlsx",), "academy"),
    Spoiled("the sheet is gone", 3, without_sheet, ("needs the courses of this network",), "academy"),
    Spoiled("a column that must be there is gone", 3, without_column("Beginn"), ("academy.xlsx", "Beginn"), "academy"),
    Spoiled("a column that decides is gone since last night", 3, without_column("Freigabe"), ("Freigabe",), "academy"),
    Spoiled("somebody has the partner's workbook open", 3, overwritten("~$guild.xlsx", b"\x04Emil"), ("Emil has the file open",), "guild"),
    Spoiled("somebody opened it with another program", 3, overwritten(".~lock.guild.xlsx#", ",emil,pc,;"), ("has the file open",), "guild"),
]  # fmt: skip


@pytest.fixture
def books(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    """Two networks in workbooks after one good night; a new course has to be passed on."""
    house = House(tmp_path / "house", BERLIN, "workbook", "workbook")
    house.type_in({"K-1": (SOON, "")})
    assert house.night().exit_code == 0
    house.type_in({"K-1": (SOON, ""), "K-2": (SOON, "")})
    return offices.empty_office(house.folder, capsys, monkeypatch)


@pytest.mark.parametrize("case", FILES, ids=str)
def test_a_night_with_a_broken_file_says_which(case: Spoiled, books: Office, tried: Tried) -> None:
    case.spoil(books)

    seen = Seen.of(books)

    assert (seen.answer.code, seen.lacks(case)) == (case.code, [])
    tried.count("failures told")


def test_nothing_of_it_is_an_alarm_when_nothing_is_broken(office: Office) -> None:
    seen = Seen.of(office)

    assert seen.answer.code == 0
    assert seen.data is not None
    assert seen.data["totals"]["changes"] > 0
    assert seen.data["failures"] == []


def test_a_plugin_that_only_prints_spoils_neither_the_report_nor_the_night(office: Office) -> None:
    with_plugin(fetch("print('hello'); return super().fetch_courses(network)"))(office)

    seen = Seen.of(office)

    assert seen.answer.code == 0
    assert seen.data is not None
