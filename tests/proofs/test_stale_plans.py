"""A plan that is not the plan of now is refused: nothing is written, and what moved is named."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

import hub.rules
from hub.errors import HubError
from hub.testing.saved import Saved
from tests.proofs import stale_events, stale_files, stale_installations, stale_people
from tests.proofs.desks import SCENES, Scene
from tests.proofs.ways import Way
from tests.tried import Tried

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
"""Some of these ways kill a fork, which waits for nothing that another thread of the tests may hold."""

WAYS = [*stale_files.WAYS, *stale_installations.WAYS, *stale_people.WAYS, *stale_events.WAYS]
CASES = [
    pytest.param(scene, way, id=f"{scene}: {way.name}")
    for way in WAYS
    for scene in SCENES
    if scene in way.scenes
]


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Scene]:
    """Each in a folder of its own."""
    return {name: Scene(name, build, tmp_path_factory.mktemp(name)) for name, build in SCENES.items()}


@pytest.mark.parametrize(("scene", "way"), CASES)
def test_a_stale_plan_writes_nothing_and_says_what_moved(
    scene: str, way: Way, scenes: Mapping[str, Scene], monkeypatch: pytest.MonkeyPatch, tried: Tried
) -> None:
    desk = scenes[scene].fresh()
    way.act(desk)
    monkeypatch.setattr(hub.rules, "__version__", desk.environ.pop("VERSION", hub.rules.__version__))
    before = Saved.of(desk.world.folder)

    with pytest.raises(HubError) as error:
        desk.apply()

    said = str(error.value)
    assert error.value.exit_code == way.code
    assert re.search(way.words, said), said
    assert Saved.of(desk.world.folder) == before
    tried.count("stale plans")


@pytest.mark.parametrize("scene", SCENES)
def test_the_same_plan_is_carried_out_where_nothing_moved(scene: str, scenes: Mapping[str, Scene]) -> None:
    desk = scenes[scene].fresh()

    assert desk.apply().exit_code == (6 if scene == "held" else 0)


def test_at_least_two_hundred_ways_are_tried_in_six_worlds() -> None:
    assert len({way.name for way in WAYS}) == len(WAYS) >= 200
    assert len(CASES) >= 600
