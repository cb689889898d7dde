"""New copies in another network: what could come of one that an earlier night may have written already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hub.errors import Unusable
from hub.language import Text
from hub.memory import Memory
from hub.model import Kind, NetworkName, Ref
from hub.planning.agreements import Pair
from hub.planning.draft import Draft
from hub.planning.labels import plural
from hub.planning.lost import is_to_be_written_again, keep_back_if_lost, lost_in, undecided
from hub.planning.plan import PlannedChange
from hub.planning.snapshot import Failure, Key


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why nothing new is written tonight; nothing is wrong with the record itself."""

    reason: Text
    remedy: Text


def may_be_unseen(draft: Draft, network: NetworkName, kind: Kind) -> bool:
    """Whether a record that is not in tonight's reading may stand there all the same."""
    view = draft.snapshot.views.get((network, kind))
    return view is None or not view.reading.is_complete or (network, kind) in draft.doubts


def not_wholly_known(draft: Draft, network: NetworkName, kind: Kind) -> Hindrance:
    """What speaks against adding where a record may stand that tonight's reading does not show."""
    return Hindrance(
        Text(
            "the {kind} of {network} are not wholly known tonight",
            kind=plural(kind),
            network=draft.titles(network),
        ),
        Text("Nothing to do: the next night tries again."),
    )


def hindrance(draft: Draft, ref: Ref, network: NetworkName) -> Hindrance | None:
    """What speaks against a new copy there: it would come again every night, or could be the second one.

    A copy that an earlier night may have written is planned all the same, and held (`hold_if_unsure`).
    """
    view = draft.snapshot.views.get((network, ref.kind))
    if view is not None and not view.reading.keeps_refs:
        return Hindrance(_no_place(ref.kind, draft.titles(network)), _GIVE_IT_ONE)
    is_planned = view is not None and (ref, network) in draft.memory.unsure
    if may_be_unseen(draft, network, ref.kind) and not is_planned:
        return not_wholly_known(draft, network, ref.kind)
    return None


def unread(draft: Draft, ref: Ref, network: NetworkName) -> Hindrance | None:
    """Where the copy stands in a row that could not be read, or may be one: it is neither gone nor to be added.

    It may be where an earlier night knew it there, or where the hub has forgotten which copies there are. What a night
    may have added without learning of it is planned, and held.
    """
    view = draft.snapshot.views.get((network, ref.kind))
    if view is None or not view.unread.may_have(ref):
        return None
    if view.unread.has(ref):
        return Hindrance(
            Text("its row in {network} cannot be read", network=draft.titles(network)),
            Text("Nothing to do here; the row is named in the report."),
        )
    copy = ref, network
    is_known = copy in draft.memory.agreed or _is_forgotten(draft, (network, ref.kind), home=ref.home)
    if copy in draft.memory.unsure or not is_known:
        return None
    return Hindrance(
        Text("a row in {network} that cannot be read may be it", network=draft.titles(network)),
        Text("Mend the row; the report names it."),
    )


def _is_forgotten(draft: Draft, key: Key, *, home: NetworkName) -> bool:
    """Whether copies stand there of which the memory knows none: it is another one than they were written with."""
    copies = [ref for ref in draft.snapshot.views[key].copies if ref.home == home]
    return bool(copies) and not any((ref, key[0]) in draft.memory.agreed for ref in copies)


def reason_to_add(draft: Draft, reason: Text, ref: Ref, network: NetworkName) -> Text:
    """The reason of an add; where an earlier night may have made it, that it was looked up and is not there."""
    unsure = draft.memory.unsure.get((ref, network))
    if unsure is None or _why_unsure(draft, ref, network) is not None:
        return reason
    if unsure.is_lost:
        return Text(
            "{reason}; night {run} was told that it is written, and it is not there",
            reason=reason,
            run=str(unsure.run),
        )
    return Text(
        "{reason}; night {run} never learned whether it was written, and it is not there",
        reason=reason,
        run=str(unsure.run),
    )


def hold_if_unsure(draft: Draft, added: PlannedChange, *, anywhere: Iterable[NetworkName]) -> None:
    """Has an add wait for a person where the record may stand in one of these networks already, or would lose its ref.

    Where it got lost there it is written once more, or a person is asked; no confirmation of other things writes it
    along with them.
    """
    networks = list(anywhere)
    is_searchable = _why_unsure(draft, added.ref, added.network) is None
    if keep_back_if_lost(draft, added, anywhere=networks, is_searchable=is_searchable):
        return
    found = (_why_unsure(draft, added.ref, network) for network in networks)
    why = next((text for text in found if text is not None), None) or _why_refs_get_lost(draft, added)
    if why is not None:
        draft.doubted[added.id] = why


def _why_unsure(draft: Draft, ref: Ref, network: NetworkName) -> Text | None:
    unsure = draft.memory.unsure.get((ref, network))
    if unsure is None:
        return None
    if may_be_unseen(draft, network, ref.kind) or _may_be_unread(draft, ref, network):
        return Text(
            "night {run} may have written it in {network} already, and {network} cannot be searched tonight; "
            "look there, then confirm or wait",
            run=str(unsure.run),
            network=draft.titles(network),
        )
    return None


def _why_refs_get_lost(draft: Draft, added: PlannedChange) -> Text | None:
    """One record that lost its ref is one too many; where no other ever kept one, there is to be no second.

    Where others did, some record may be to blame itself, and others go alone; several of them, in several nights,
    are the system's doing.
    """
    memory, key = draft.memory, (added.network, added.kind)
    lost = [
        one for one in lost_in(memory, key) if not is_to_be_written_again(memory, (one[1], added.network))
    ]
    if not lost or is_to_be_written_again(memory, (added.ref, added.network)):
        return None
    if draft.snapshot.views[key].copies and not _are_all_hidden(memory, key):
        return None
    run, ref = lost[0]
    return Text(
        "night {run} added {ref} in {network}, and it is not found there by its ref; this one would go the same way. "
        "Look there, then confirm",
        run=str(run),
        ref=str(ref),
        network=draft.titles(added.network),
    )


def _are_all_hidden(memory: Memory, key: Key) -> bool:
    lost = [memory.unsure[ref, key[0]] for ref in undecided(memory, key)]
    nights = {night for unsure in lost for night in (unsure.first_lost, unsure.run)}
    return len(lost) > 1 and len(nights) > 1


def _may_be_unread(draft: Draft, ref: Ref, network: NetworkName) -> bool:
    """Rows of which not even the number could be read: any of them may be the one that is looked for."""
    view = draft.snapshot.views[network, ref.kind]
    return view.nameless > 0 or view.unread.may_have(ref)


def without_place_for_refs(draft: Draft, pairs: Iterable[Pair]) -> Iterator[Failure]:
    """Networks that have to take copies and have no place for a ref, each kind once."""
    running = [pair for pair in pairs if pair.is_running]
    keys: list[Key] = [
        key for pair in running for key in ((pair.channel, "course"), (pair.organiser, "booking"))
    ]
    for network, kind in dict.fromkeys(keys):
        view = draft.snapshot.views.get((network, kind))
        if view is not None and not view.reading.keeps_refs:
            error = Unusable(_no_place(kind, draft.titles(network)), remedy=_GIVE_IT_ONE)
            yield Failure(network, error)


def _no_place(kind: Kind, network: str) -> Text:
    return Text("the {kind} of {network} have no place for a ref", kind=plural(kind), network=network)


_GIVE_IT_ONE = Text("Give them a field for it; without one the hub would write the same again every night.")
