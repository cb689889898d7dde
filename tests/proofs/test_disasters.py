"""Whatever happens to a source, a target or the ledger: nothing is cancelled, doubled or lost, and all heals by itself."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from tests.proofs.disasters_of_files import OF_BACKUPS, OF_FILES
from tests.proofs.disasters_of_ledgers import OF_LEDGERS
from tests.proofs.disasters_of_people import OF_PEOPLE
from tests.proofs.disasters_of_reading import OF_BOOKINGS, OF_COURSES, OF_LISTS
from tests.proofs.disasters_of_writing import OF_TARGETS
from tests.proofs.side_by_side import memory_folder, side_by_side
from tests.proofs.stage import BOOKED, RELEASED, TOWN, Disaster, Settled, Size, lived
from tests.tried import Tried

WORLDS: Final[Sequence[tuple[Size, Mapping[str, Disaster]]]] = (
    (BOOKED, {**OF_BOOKINGS, **OF_BACKUPS}),
    (RELEASED, OF_COURSES),
    (TOWN, OF_LISTS),
    (TOWN, {**OF_TARGETS, **OF_FILES, **OF_LEDGERS, **OF_PEOPLE}),
)
DISASTERS: Final = [name for _, disasters in WORLDS for name in disasters]
Wrongs = Mapping[str, Sequence[str]]
"""What was wrong, by the name of the disaster."""


def live(chosen: tuple[int, frozenset[str]]) -> Wrongs:
    """The chosen disasters of one world, one after the other."""
    number, names = chosen
    size, disasters = WORLDS[number]
    gc.disable()  # in a process of its own: a quarter of a night's time went into looking for rubbish
    with TemporaryDirectory(dir=memory_folder()) as folder:
        settled = Settled.of(Path(folder), seed=1, size=size)
        return {name: lived(settled, disasters[name]) for name in disasters if name in names}


@pytest.fixture(scope="session")
def wrong(request: pytest.FixtureRequest) -> Wrongs:
    """What was wrong in each of the disasters that this session is about."""
    found = (getattr(item, "callspec", None) for item in request.session.items if item.path == Path(__file__))
    names = frozenset(spec.params["name"] for spec in found if spec is not None)
    worlds = [(n, names) for n, (_, disasters) in enumerate(WORLDS) if names & disasters.keys()]
    return dict(chain.from_iterable(one.items() for one in side_by_side(live, worlds)))


@pytest.mark.parametrize("name", DISASTERS)
def test_a_disaster_loses_nothing_and_heals_by_itself(name: str, wrong: Wrongs) -> None:
    assert wrong[name] == []


def test_each_disaster_was_lived_through(request: pytest.FixtureRequest, tried: Tried) -> None:
    assert len(set(DISASTERS)) == len(DISASTERS) >= 40
    wrong: Wrongs = request.getfixturevalue("wrong")
    if any(wrong.get(name) != [] for name in DISASTERS):
        pytest.skip("only some of them were chosen, or one went wrong")
    tried.count("disasters", len(DISASTERS))
