"""Adds that a system called done and does not show: written once more where that is safe, else a person is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from hub.changes import Record
from hub.language import Text
from hub.memory import CopyKey, Memory, Unsure
from hub.model import Booking, Course, NetworkName, Ref
from hub.planning.draft import Draft, title_of
from hub.planning.guards import part
from hub.planning.plan import Answer, Held, PlannedChange, Question, Withheld, change_id
from hub.planning.snapshot import Key
from hub.planning.unmarked import may_stand_twice


def lost_question(copy: CopyKey, unsure: Unsure) -> str:
    """The id under which a decision about a lost record is kept: `there` or `again`.

    An answer holds for what was known when it was given: another try without an answer is another matter.
    """
    ref, network = copy
    return change_id("lost", ref, network, unsure.run)


def keep_back_if_lost(
    draft: Draft, added: PlannedChange, *, anywhere: Iterable[NetworkName], is_searchable: bool
) -> bool:
    """Has an add wait where the record got lost in one of these networks; says whether it does.

    `is_searchable` says that nothing of the network it goes to stays unseen tonight.
    """
    for network in anywhere:
        unsure = draft.memory.unsure.get((added.ref, network))
        if unsure is not None and unsure.is_lost:
            instead = _instead(draft, added, network, is_searchable=is_searchable)
            if instead is not None:
                draft.instead[added.id] = instead
                return True
    return False


def _instead(
    draft: Draft, added: PlannedChange, network: NetworkName, *, is_searchable: bool
) -> Question | Withheld | None:
    """What takes the place of the add; None where it is to be written again."""
    unsure = draft.memory.unsure[added.ref, network]
    decided = draft.answer_to(lost_question((added.ref, network), unsure))
    if decided == "again":
        return None
    if decided == "there":
        return _left(draft, added, network)
    if network != added.network or _is_for_people(draft.memory, (network, added.kind), unsure):
        return _question(draft, added, network, unsure)
    if not is_searchable:
        return _put_off(draft, added, unsure)
    if may_stand_twice(draft, added):
        return _question(draft, added, network, unsure)
    return None


def _is_for_people(memory: Memory, key: Key, unsure: Unsure) -> bool:
    """A record is written once by itself, and only where no other got lost a second time: not everything is hidden."""
    return unsure.was_tried_again or any(
        memory.unsure[ref, key[0]].was_tried_again for ref in undecided(memory, key)
    )


def _question(draft: Draft, added: PlannedChange, network: NetworkName, unsure: Unsure) -> Question:
    where = draft.titles(network)
    text = Text(
        "Night {run} was told by {network} that it is written, but {network} does not show it; "
        "written again, it could stand there twice. Look there.",
        run=str(unsure.first_lost),
        network=where,
    )
    if unsure.was_tried_again:
        text = Text(
            "Night {run} was told by {network} that it is written, and night {again} tried once more, but {network} "
            "does not show it; written again, it could stand there twice. Look there.",
            run=str(unsure.first_lost),
            again=str(unsure.run),
            network=where,
        )
    return Question(
        id=lost_question((added.ref, network), unsure),
        ref=added.ref,
        title=added.title,
        text=text,
        answers=_ANSWERS,
        place=added.place,
    )


_ANSWERS: Final = (Answer("there", Text("it is there")), Answer("again", Text("write it again")))


def _left(draft: Draft, added: PlannedChange, network: NetworkName) -> Withheld:
    """A person has found it there."""
    return Withheld(
        ref=added.ref,
        network=network,
        title=added.title,
        reason=Text("decided: it stands in {network}, without its ref", network=draft.titles(network)),
        remedy=Text(
            "Write {ref} into it if there is a field for that; else keep it in step by hand.",
            ref=str(added.ref),
        ),
        place=added.place,
        stands_there=True,
    )


def _put_off(draft: Draft, added: PlannedChange, unsure: Unsure) -> Withheld:
    return Withheld(
        ref=added.ref,
        network=added.network if added.kind == "course" else added.ref.home,
        title=added.title,
        reason=Text(
            "night {run} was told by {network} that it is written, and {network} cannot be searched tonight",
            run=str(unsure.run),
            network=draft.titles(added.network),
        ),
        remedy=Text("Nothing to do here: a night that can read all of it looks again."),
        place=added.place,
    )


def stands_unreached(
    draft: Draft, record: Record[Course] | Record[Booking], *, ref: Ref, network: NetworkName
) -> Withheld | None:
    """A cancelled record that got lost there: whatever stands there without its ref, only people can cancel.

    None where nothing got lost, or somebody looked and found nothing.
    """
    copy = ref, network
    unsure = draft.memory.unsure.get(copy)
    if unsure is None or not unsure.is_lost or is_to_be_written_again(draft.memory, copy):
        return None
    return Withheld(
        ref=ref,
        network=network,
        title=title_of(record.value),
        reason=Text(
            "cancelled in {home}; night {run} was told by {network} that it is written, and the hub does not find it there",
            home=draft.titles(ref.home),
            run=str(unsure.run),
            network=draft.titles(network),
        ),
        remedy=Text("Look there; where it stands, cancel it there by hand."),
        place=record.place,
        stands_there=True,
    )


def part_lost(draft: Draft) -> list[Held]:
    """Takes these adds and what follows them out of the draft: they are asked about, not held, so nobody confirms them unawares."""
    why_by_id = {
        identity: instead.text if isinstance(instead, Question) else instead.reason
        for identity, instead in draft.instead.items()
    }
    going, left = part(draft.changes, why_by_id)
    draft.changes = list(going)
    for one in left:
        instead = draft.instead.get(one.change.id) if one.change is not None else None
        if isinstance(instead, Question):
            draft.ask(instead)
        elif instead is not None:
            draft.withheld.append(instead)
    return left


def lost_in(memory: Memory, key: Key) -> Iterator[tuple[int, Ref]]:
    """The records of this kind that got lost in this network, each with the last night of it."""
    for copy, unsure in sorted(memory.unsure.items(), key=lambda item: (item[1].run, item[0])):
        ref, network = copy
        if unsure.is_lost and (network, ref.kind) == key:
            yield unsure.run, ref


def undecided(memory: Memory, key: Key) -> list[Ref]:
    """Those of them about which no person has said anything."""
    network, _ = key
    return [
        ref
        for _, ref in lost_in(memory, key)
        if lost_question((ref, network), memory.unsure[ref, network]) not in memory.decisions
    ]


def is_to_be_written_again(memory: Memory, copy: CopyKey) -> bool:
    """Whether a person has looked and said that the lost record does not stand there."""
    unsure = memory.unsure.get(copy)
    decision = memory.decisions.get(lost_question(copy, unsure)) if unsure is not None else None
    return decision is not None and decision.answer == "again"
