"""A night and its undo leave the world as it was, whatever the systems make of values; no person's edit is lost to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from hub.model import Booking, BookingStatus, Course, CourseStatus
from hub.nightly import Night
from hub.planning.compare import canonical
from hub.testing.cabinet import Noun
from hub.testing.world import PAIR, RING, World
from hub.testing.wrongs import Picture
from tests.proofs.side_by_side import memory_folder, side_by_side
from tests.tried import Tried

WORLDS: Final = 24
_OFF: Final = {BookingStatus.CANCELLED_BY_COMPANY, CourseStatus.CANCELLED}

Key = tuple[str, ...]


def records(world: World) -> dict[Key, Noun]:
    """Every record under the name that it keeps whatever number its system gave it."""
    return {
        (network, noun.kind, str(noun.origin) if noun.origin else noun.id): noun
        for network, nouns in Picture.of(world).records.items()
        for noun in nouns
    }


def unlike(one: Noun, other: Noun) -> list[str]:
    """The fields in which two states of a record differ; what a system calls it is none."""
    return [
        name
        for name in type(one).model_fields
        if name != "id" and _words(getattr(one, name), name) != _words(getattr(other, name), name)
    ]


def _words(value: object, name: str) -> str:
    return canonical(name, value) if not hasattr(value, "model_dump") else repr(value)


def not_as_before(before: dict[Key, Noun], after: dict[Key, Noun]) -> Iterator[str]:
    """What an undo with nobody in between left otherwise; numbers that were given and cancelled copies are its ways."""
    for key, noun in after.items():
        if key in before:
            found = unlike(before[key], noun)
            if found:
                yield f"{'/'.join(key)} differs in {', '.join(found)}"
        elif isinstance(noun, Booking | Course) and noun.origin is not None and noun.status not in _OFF:
            yield f"{'/'.join(key)} was added and still stands as {noun.status.value}"


@dataclass
class Life:
    """One world, its nights, and what went wrong with undoing them."""

    world: World
    nights: int = 0
    wrong: list[str] = field(default_factory=list)

    def night(self) -> Night:
        self.nights += 1
        return self.world.night()

    def undo(self, run: int) -> Night:
        self.nights += 1
        return self.world.undo(run)

    def say(self, *wrong: str) -> None:
        self.wrong += [f"seed {self.world.seed}, {self.world.day}: {one}" for one in wrong]

    def is_undone_and_redone(self) -> None:
        """A night nobody touches: undone, left so, made again by the undo of the undo, undone, and released."""
        before = records(self.world)
        run = self.night().facts.run
        assert run is not None
        made = records(self.world)
        back = self.undo(run)
        self.say(*_undone_badly(back), *not_as_before(before, records(self.world)))
        quiet = self.night()
        self.say(*_busy("the night after the undo", quiet))
        redo = self.undo(back.facts.run or 0)
        again = self.undo(redo.facts.run or 0)
        self.say(*_undone_badly(again), *not_as_before(before, records(self.world)))
        as_quiet = self.night()
        self.say(*_busy("the night after the third undo", as_quiet))
        if len(as_quiet.facts.plan.stays_undone) != len(quiet.facts.plan.stays_undone):
            self.say("something else stays undone after the third undo than after the first")
        self.undo(again.facts.run or 0)
        self.say(*(f"made again otherwise: {one}" for one in _unlike_each(made, records(self.world))))
        self.say(*_busy("the night after it was made again", self.night()))

    def is_undone_among_people(self) -> None:
        """People are at work between a night and its undo: whatever they wrote stays."""
        run = self.night().facts.run
        assert run is not None
        left_by_hub = records(self.world)
        self.world.people_act()
        by_people = records(self.world)
        self.undo(run)
        after = records(self.world)
        self.say(*(f"an edit was lost: {one}" for one in _lost_edits(left_by_hub, by_people, after)))
        self.night()
        self.say(
            *(
                f"an edit was lost the night after: {one}"
                for one in _lost_at_home(by_people, records(self.world))
            )
        )
        self.say(*_busy("the second night after it", self.night()))
        self.world.people_act()
        self.night()
        self.say(*_busy("the second night after another day", self.night()))


def _undone_badly(night: Night) -> Iterator[str]:
    undo_of = night.facts.plan.undo
    assert undo_of is not None
    kept = [one for one in undo_of.kept if "it shows what it showed before" not in str(one.why)]
    yield from (f"kept {one.ref} in {one.network} {one.fields}: {one.why}" for one in kept)
    yield from (f"impossible {one.ref} {one.fields}: {one.why}" for one in undo_of.impossible if one.matters)
    states = {outcome.state for outcome in night.facts.outcomes.values()} - {"done"}
    yield from (f"a reversal ended as {state}" for state in states)


def _busy(when: str, night: Night) -> Iterator[str]:
    yield from (
        f"{when} still {change.change.action}s {change.ref} in {change.network}: {sorted(change.fields)}"
        for change in night.facts.plan.changes
    )


def _unlike_each(one: dict[Key, Noun], other: dict[Key, Noun]) -> Iterator[str]:
    for key in one.keys() | other.keys():
        mine, theirs = one.get(key), other.get(key)
        if mine is None or theirs is None or unlike(mine, theirs):
            yield f"{'/'.join(key)} {unlike(mine, theirs) if mine and theirs else 'is gone or new'}"


def _lost_edits(left: dict[Key, Noun], edited: dict[Key, Noun], after: dict[Key, Noun]) -> Iterator[str]:
    """Fields that a person changed after the night, and that do not show it after the undo."""
    for key, noun in edited.items():
        was = left.get(key)
        for name in unlike(was, noun) if was is not None else type(noun).model_fields:
            if name in unlike(noun, after[key]) and not (was is None and name in {"status", "note"}):
                yield f"{'/'.join(key)}.{name} was {getattr(noun, name)!r} and is {getattr(after[key], name)!r}"


def _lost_at_home(edited: dict[Key, Noun], after: dict[Key, Noun]) -> Iterator[str]:
    for key, noun in edited.items():
        if noun.origin is None and key in after:
            lost = set(unlike(noun, after[key])) - {"status", "note"}
            if lost:
                yield f"{'/'.join(key)} {sorted(lost)}"


def live(seed: int) -> Life:
    with TemporaryDirectory(dir=memory_folder()) as folder:
        life = Life(World.build(Path(folder), seed, agreed=RING if seed % 3 == 2 else PAIR))
        for _ in range(seed % 4):
            life.night()
            life.world.people_act()
        if seed % 2:
            life.is_undone_among_people()
        else:
            life.is_undone_and_redone()
        return life


def test_a_night_and_its_undo_leave_the_world_as_it_was_and_no_edit_is_lost(tried: Tried) -> None:
    for life in side_by_side(live, tried.seeds(WORLDS, counted="undone nights")):
        assert life.wrong == []
        tried.count("worlds undone")
        tried.count("undone nights", life.nights)
