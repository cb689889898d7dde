"""Adds that a system called done and does not show: only a person can say whether the record stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from hub.language import Text
from hub.memory import CopyKey, Memory, Unsure
from hub.model import NetworkName, Ref
from hub.planning.draft import Draft
from hub.planning.guards import part
from hub.planning.plan import Held, PlannedChange, Question, Withheld, change_id
from hub.planning.snapshot import Key


def lost_question(copy: CopyKey, unsure: Unsure) -> str:
    """The id under which a decision about a lost record is kept: `there` or `again`.

    An answer holds for what was known when it was given: another try without an answer is another matter.
    """
    ref, network = copy
    return change_id("lost", ref, network, unsure.run, unsure.again)


def ask_if_lost(draft: Draft, added: PlannedChange, *, anywhere: Iterable[NetworkName]) -> bool:
    """Has an add wait for an answer where the record got lost in one of these networks; says whether it does."""
    for network in anywhere:
        unsure = draft.memory.unsure.get((added.ref, network))
        instead = _instead(draft, added, network, unsure) if unsure is not None and unsure.is_lost else None
        if instead is not None:
            draft.instead[added.id] = instead
            return True
    return False


def _instead(
    draft: Draft, added: PlannedChange, network: NetworkName, unsure: Unsure
) -> Question | Withheld | None:
    """What takes the place of the add; None where a person said that it is to be written again."""
    question, where = lost_question((added.ref, network), unsure), draft.titles(network)
    decided = draft.answer_to(question)
    if decided == "again":
        return None
    if decided == "there":
        return Withheld(
            ref=added.ref,
            network=network,
            title=added.title,
            reason=Text("decided: it stands in {network}, without its ref", network=where),
            remedy=Text(
                "Write {ref} into it if there is a field for that; else keep it in step by hand.",
                ref=str(added.ref),
            ),
            place=added.place,
        )
    return Question(
        id=question,
        ref=added.ref,
        title=added.title,
        text=Text(
            "Night {run} was told by {network} that it is written, but {network} does not show it; "
            "written again, it could stand there twice. Look there.",
            run=str(unsure.run),
            network=where,
        ),
        answers=_ANSWERS,
        place=added.place,
    )


_ANSWERS: Final = (Text("it is there"), Text("write it again"))


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
    """The records of this kind that got lost in this network, each with the night of it."""
    for copy, unsure in sorted(memory.unsure.items(), key=lambda item: (item[1].run, item[0])):
        ref, network = copy
        if unsure.is_lost and (network, ref.kind) == key:
            yield unsure.run, ref


def is_to_be_written_again(memory: Memory, copy: CopyKey) -> bool:
    """Whether a person has looked and said that the lost record does not stand there."""
    decision = memory.decisions.get(lost_question(copy, memory.unsure[copy]))
    return decision is not None and decision.answer == "again"
