"""What a plan shows is what is written: the same changes in the same order, with the same fields and values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.executor import carry_out
from hub.nightly import Night, apply_night, sync_night
from hub.planning.document import as_document, to_json
from hub.testing.world import PAIR, RING, Silent, World
from hub.testing.wrongs import Picture
from tests.planning import builders
from tests.proofs.random_plans import Organisers, worlds
from tests.proofs.recorded import Recorder, answers_in, touched_besides, unlike_the_plan
from tests.proofs.side_by_side import memory_folder, side_by_side
from tests.tried import Tried

WORLDS = 30
DAYS = 4
PLANS = 200


@dataclass
class Life:
    """A world in which every night is planned first; `wrong` says how a night differed from its plan."""

    world: World
    plans: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def luck(self) -> Random:
        return self.world.people.luck

    def a_night(self) -> None:
        """Planned, then done: by `hub sync`, or from the file, with or without what is held."""
        before, night = Picture.of(self.world), self.world.rehearse()
        document = to_json(as_document(night.facts.plan, language=self.luck.choice(("de", "en"))))
        way, recorder = self.luck.choice(("sync", "apply", "apply with the held")), Recorder()
        self._live(way, document, recorder)
        after = Picture.of(self.world)
        plan = night.facts.plan.with_held_confirmed() if way == "apply with the held" else night.facts.plan
        found = [
            *unlike_the_plan(plan, document, recorder.sent, answers=answers_in(after)),
            *touched_besides(recorder.sent, before, after),
        ]
        self.wrong += [f"seed {self.world.seed}, {self.world.day}, {way}: {one}" for one in found]
        self.plans += 1

    def _live(self, way: str, document: str, recorder: Recorder) -> Night:
        hub = recorder.listening(self.world.hub())
        if way == "sync":
            return sync_night(hub, progress=Silent())
        return apply_night(hub, document, confirm_held=way != "apply", progress=Silent())

    def a_day(self) -> None:
        self.world.people_act()
        if self.luck.random() < 0.2:
            self._somebody_clears_up()
        self.a_night()
        self.world.tomorrow(self.luck.choice((1, 1, 3, 20)))

    def _somebody_clears_up(self) -> None:
        """Records vanish, some of them many at once."""
        name = self.luck.choice(self.world.networks)
        with self.world.office(name) as office:
            own = [number for number, booking in office.bookings.items() if booking.origin is None]
            for number in self.luck.sample(own, k=self.luck.randint(0, len(own))):
                office.remove("booking", number)


def live(seed: int) -> Life:
    """Some days in a world of two networks, or of three in a ring; the very first night is planned, too."""
    with TemporaryDirectory(dir=memory_folder()) as folder:
        life = Life(World.build(Path(folder), seed, agreed=RING if seed % 3 == 2 else PAIR))
        life.a_night()
        for _ in range(DAYS):
            life.a_day()
        return life


def lives(tried: Tried) -> Iterator[Life]:
    return side_by_side(live, tried.seeds(WORLDS, counted="plans"))


def test_what_was_planned_is_what_is_written(tried: Tried) -> None:
    for life in lives(tried):
        assert life.wrong == []
        tried.count("plans", life.plans)


def test_any_plan_is_carried_out_as_it_is_shown(tried: Tried) -> None:
    @settings(max_examples=tried.times(PLANS), deadline=None, database=None, derandomize=not tried.is_soak)
    @given(worlds(), st.randoms(use_true_random=False))
    def law(world: builders.World, luck: Random) -> None:
        plan, desk = world.plan(), Organisers(luck)
        document = to_json(as_document(plan, language="en"))
        plan = plan.with_held_confirmed() if luck.random() < 0.5 else plan

        carry_out(plan, desk.targets, desk)

        assert unlike_the_plan(plan, document, desk.sent, answers=desk.answers.__getitem__) == []
        tried.count("carried plans")

    law()
