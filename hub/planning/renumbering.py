"""Records that tell the same: one that is gone, and one that stands there under another number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from hub.memory import Agreed, Memory
from hub.model import Booking, Course, NetworkName, Ref
from hub.planning.compare import canonical, digest, field_of, plain_number
from hub.planning.flows import CopyView, Flow
from hub.planning.plan import change_id
from hub.planning.seats import are_namesakes, folded
from hub.planning.snapshot import View

Telling = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Renumbered:
    """Records that have another number at home than before: which now, and which before.

    `instead` are those of which a person said that they are new, by the one whose place they take: that one is over.
    """

    now_by_before: Mapping[Ref, Ref] = field(default_factory=dict)
    before_by_now: Mapping[Ref, Ref] = field(default_factory=dict)
    instead: Mapping[Ref, Ref] = field(default_factory=dict)


def renumbered_in(flows: Iterable[Flow], memory: Memory) -> Renumbered:
    """Each gone record that a new one of the same home tells again. A person may have said that it is another."""
    now_by_before: dict[Ref, Ref] = {}
    instead: dict[Ref, Ref] = {}
    for flow in flows:
        if flow.gone and flow.tells_absence:
            alike = _alike_in(flow, memory)
            instead |= _decided(alike, memory)
            undecided = {before: refs for before, refs in alike.items() if before not in instead}
            now_by_before |= _pairs(flow, undecided, memory)
    return Renumbered(now_by_before, {now: before for before, now in now_by_before.items()}, instead)


def _alike_in(flow: Flow, memory: Memory) -> Mapping[Ref, Sequence[Ref]]:
    """By each gone record: those at home that tell the same."""
    alike = Alike(flow.home, key=memory.key)
    return {
        before: alike.refs_like(record.value, memory.agreed.get((before, flow.there.network), {}))
        for before, record in flow.gone.items()
    }


def _decided(alike: Mapping[Ref, Sequence[Ref]], memory: Memory) -> Mapping[Ref, Ref]:
    def is_another(now: Ref, before: Ref) -> bool:
        decided = memory.decisions.get(renumbering_question(now, before))
        return decided is not None and decided.answer == "new"

    return {before: now for before, refs in alike.items() for now in refs if is_another(now, before)}


def _pairs(flow: Flow, alike: Mapping[Ref, Sequence[Ref]], memory: Memory) -> Mapping[Ref, Ref]:
    found: dict[Ref, Ref] = {}
    for before, refs in alike.items():
        for now in refs:
            is_new = now not in flow.there.copies and (now, flow.there.network) not in memory.agreed
            if is_new and now not in found.values():
                found[before] = now
                break
    return found


def renumbering_question(now: Ref, before: Ref) -> str:
    """The id under which a decision about two numbers is kept: `same` or `new`."""
    return change_id("renumbered", now, before)


class Alike:
    """The records of one home that count, found by what they tell, or by what an earlier night sent of them.

    The copy of a course that its system cut or rounded tells less than what was sent.
    """

    def __init__(self, home: CopyView, *, key: bytes) -> None:
        self._found: dict[Telling, list[tuple[Ref, Course | Booking]]] = {}
        view = cast("View[Course | Booking]", home)
        for record in view.own.values():
            if view.is_readable(record):
                ref = Ref(NetworkName(home.network), home.kind, record.id)
                for telling in filter(None, (_telling(record.value), _to_be_sent(record.value, key))):
                    self._found.setdefault(telling, []).append((ref, record.value))

    def refs_like(self, gone: Course | Booking, agreed: Mapping[str, Agreed]) -> list[Ref]:
        """The records that tell what `gone` told, whatever their numbers."""
        tellings = filter(None, (_telling(gone), _sent(agreed)))
        alike = [one for telling in tellings for one in self._found.get(telling, ())]
        return list(dict.fromkeys(ref for ref, value in alike if not _are_two(gone, value)))


def _to_be_sent(value: Course | Booking, key: bytes) -> Telling:
    if isinstance(value, Booking):
        return ()
    return tuple(digest(name, field_of(value, name), key=key) for name in _OF_A_COURSE)


def _sent(agreed: Mapping[str, Agreed]) -> Telling:
    return tuple(agreed[name].sent for name in _OF_A_COURSE) if agreed.keys() >= set(_OF_A_COURSE) else ()


_OF_A_COURSE: Final = ("title", "starts_at")


def _telling(value: Course | Booking) -> Telling:
    """What makes one recognise a record without its number; empty when it tells too little, or is cancelled."""
    if isinstance(value, Course):
        return canonical("title", value.title).casefold(), value.starts_at
    who = folded(value.participant.name) or canonical("email", value.participant.email)
    if not who or value.status.is_cancelled:
        return ()
    return plain_number(value.course), who


def _are_two(one: Course | Booking, other: Course | Booking) -> bool:
    return isinstance(one, Booking) and isinstance(other, Booking) and are_namesakes(one, other)
