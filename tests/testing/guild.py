"""A guild's system, as its people meet it by day and as the hub meets it tonight, with what goes wrong there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hub.changes import Add
from hub.model import Network, NetworkName
from hub.testing.cabinet import Cabinet
from hub.testing.faults import Fault
from hub.testing.system import MakeBelieve, MakeBelieveSettings
from hub.testing.traits import Traits
from tests.planning.builders import booking, copy_of, course, request_of

HERE = Network(NetworkName("guild"), "Guild", "Europe/Berlin")


@contextmanager
def people_at(path: Path) -> Iterator[MakeBelieve]:
    office = MakeBelieve.at(path)
    yield office
    office.save()
    office.close()


@contextmanager
def tonight(path: Path, *faults: Fault, traits: Traits | None = None) -> Iterator[MakeBelieve]:
    """The system as the hub meets it, with these faults."""
    with closing(Cabinet(path)) as cabinet:
        cabinet.faults = faults
        if traits is not None:
            cabinet.traits = traits
    system = MakeBelieve(MakeBelieveSettings(path=path))
    yield system
    system.close()


def add(number: str) -> Add:
    """The academy's course of this number, to be published here."""
    value = copy_of(course(number))
    assert value.origin is not None
    return Add(id=f"add-{number}", ref=value.origin, value=value)


def request(number: str) -> Add:
    value = request_of(booking(number, course="G-1"))
    assert value.origin is not None
    return Add(id=f"add-{number}", ref=value.origin, value=value)


def kept(path: Path) -> list[str]:
    """The ids of the courses that came from elsewhere, as they stand in the cabinet."""
    with people_at(path) as office:
        return [one.id for one in office.courses.values() if one.origin is not None]
