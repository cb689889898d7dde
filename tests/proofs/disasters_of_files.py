"""Files and settings that are somebody else's, of another day, or exchanged. Each name is that of a real incident."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from hub.model import Course, NetworkName
from hub.testing.cabinet import Noun
from hub.testing.system import MakeBelieve
from hub.testing.world import World
from hub.testing.wrongs import Picture
from tests.proofs.stage import Disaster, Ending, Settled
from tests.proofs.workdays import ACADEMY, GUILD


def backup_of(*networks: str, ends: Ending) -> Disaster:
    """For a night the files of a week ago stand in the place of today's; what came in that night is entered again."""

    def disaster(settled: Settled, world: World) -> Iterator[Ending]:
        files = {world.file_of(network): network for network in networks}
        right = {file: file.read_bytes() for file in files}
        for file in files:
            file.write_bytes(settled.backup.bytes_by_file[file])
        before = Picture.of(world)
        yield ends
        after = Picture.of(world)
        for file, network in files.items():
            file.write_bytes(right[file])
            _enter(came_in(network, before, after), network, world)

    return disaster


def came_in(network: str, before: Picture, after: Picture) -> list[Noun]:
    """The copies that a network has since."""
    known = {noun.origin for noun in before.records[NetworkName(network)]}
    return [noun for noun in after.records[NetworkName(network)] if noun.origin not in known]


def _enter(nouns: Sequence[Noun], network: str, world: World) -> None:
    """People copy these by hand from one file into another, under the next free number of their system."""
    with world.office(network) as office:
        for noun in nouns:
            number = f"K-{office.cabinet.next_number(noun.kind):04}" if office.traits.own_ids else noun.id
            office.put(noun.model_copy(update={"id": number}))


def another_file(network: str, *, of: str, ends: Ending) -> Disaster:
    """For a night the file of one network stands in the place of the other's."""

    def disaster(settled: Settled, world: World) -> Iterator[Ending]:
        file, other = world.file_of(network), world.file_of(of)
        right = file.read_bytes()
        file.write_bytes(other.read_bytes())
        yield ends
        file.write_bytes(right)

    return disaster


def other_settings(change: Callable[[str], str], *, ends: Ending) -> Disaster:
    """For a night hub.toml says something else."""

    def disaster(settled: Settled, world: World) -> Iterator[Ending]:
        right = world.config.read_text(encoding="utf-8")
        world.config.write_text(change(right), encoding="utf-8")
        yield ends
        world.config.write_text(right, encoding="utf-8")

    return disaster


def _swapped(text: str) -> str:
    return text.replace("academy.db", "?").replace("guild.db", "academy.db").replace("?", "guild.db")


def _renamed(text: str) -> str:
    """Only the name of the network; its system, its title and its agreement stay."""
    return text.replace("networks.guild", "networks.zunft").replace('channel = "guild"', 'channel = "zunft"')


def _without_agreement(text: str) -> str:
    return text[: text.index("[agreements.")]


def _rowed(first: Course, second: Course) -> tuple[Course, Course]:
    """Two rows whose titles were exchanged."""
    return (
        first.model_copy(update={"title": second.title}),
        second.model_copy(update={"title": first.title}),
    )


def courses_become(change: Callable[[Course, Course], tuple[Course, Course]], *, ends: Ending) -> Disaster:
    """For a night two courses that are booked say something else, until somebody puts them right."""

    def disaster(settled: Settled, world: World) -> Iterator[Ending]:
        with world.office(ACADEMY) as office:
            right = _two_booked(office, world)
            for course in change(*right):
                office.put(course)
        yield ends
        with world.office(ACADEMY) as office:
            for course in right:
                office.put(course)

    return disaster


def _two_booked(office: MakeBelieve, world: World) -> tuple[Course, Course]:
    booked = {booking.course for booking in office.bookings.values() if booking.status.takes_a_seat}
    soon = world.day + timedelta(days=15)
    first, second, *_ = (c for c in office.courses.values() if c.id in booked and c.starts_at.date() > soon)
    return first, second


def _reused(first: Course, second: Course) -> tuple[Course, Course]:
    """One number given to a quite different course."""
    other = {"title": "Töpfern", "starts_at": first.starts_at + timedelta(days=90), "ends_at": None}
    return first.model_copy(update=other), second


OF_BACKUPS: Final[Mapping[str, Disaster]] = {
    "an old backup of a source is put in its place": backup_of(GUILD, ends=((0, 6), "Guild")),
    "an old backup of the target is put in its place": backup_of(ACADEMY, ends=(6, "who took part")),
    "old backups of both are put in their places": backup_of(ACADEMY, GUILD, ends=((0, 6), "")),
}
"""In a world of 500 bookings."""

OF_FILES: Final[Mapping[str, Disaster]] = {
    "the partner's file lies in the place of the channel's": another_file(
        GUILD, of=ACADEMY, ends=(3, "it shows the very records of")
    ),
    "the channel's file lies in the place of the organiser's": another_file(
        ACADEMY, of=GUILD, ends=(3, "it shows the very records of")
    ),
    "the two paths are exchanged in hub.toml": other_settings(
        _swapped, ends=(3, "Are the two sides swapped")
    ),
    "a network is renamed in hub.toml": other_settings(_renamed, ends=(3, "which hub.toml no longer names")),
    "the agreement is deleted from hub.toml": other_settings(_without_agreement, ends=(0, "")),
    "a course number is used again for another course": courses_become(
        _reused, ends=(6, "may stand for another course now")
    ),
    "the titles of two courses are exchanged": courses_become(_rowed, ends=(0, "changed in Academy")),
}
"""In a world of several hundred records."""
