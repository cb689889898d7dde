"""Amendments that look like an accident: columns shifted, a field emptied, an old backup brought back."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from hub.config import Limits
from hub.language import Text
from hub.planning.compare import canonical
from hub.planning.draft import Draft
from hub.planning.labels import field_label, plural
from hub.planning.plan import PlannedChange
from hub.planning.snapshot import Key


def blanked_at_once(changes: Sequence[PlannedChange], draft: Draft, limits: Limits) -> Mapping[str, Text]:
    """The same field emptied in many copies: rather a column that went missing than so many second thoughts."""
    found: dict[str, Text] = {}
    for (network, kind), amends in _amended_copies(changes).items():
        known = _copies(draft, (network, kind))
        for name in dict.fromkeys(name for change in amends for name in _blanked(change)):
            emptied = [change for change in amends if name in _blanked(change)]
            if limits.are_many(len(emptied), of=known):
                why = Text(
                    "{count} of {known} {kind} in {network} would lose their {field} at once",
                    count=len(emptied),
                    known=known,
                    kind=plural(kind),
                    network=draft.titles(network),
                    field=field_label(name),
                )
                found.update({change.id: why for change in _with_what_is_new(emptied, changes)})
    return found


def rewritten_at_once(changes: Sequence[PlannedChange], draft: Draft, limits: Limits) -> Mapping[str, Text]:
    """So many values replaced in one night are hardly anybody's work. What only fills blanks replaces nothing.

    Only copies that an earlier night agreed on can have moved since. With the ledger lost, all that a system rounds
    or trims in its way looks like an edit, and is put right once, so that the hub learns that way again.
    """
    found: dict[str, Text] = {}
    for (network, kind), amends in _amended_copies(changes).items():
        known_copies = [change for change in amends if (change.ref, network) in draft.memory.agreed]
        rewritten = [change for change in known_copies if _rewritten(change)]
        acts = len({_act(change) for change in rewritten})
        known = _copies(draft, (network, kind))
        if limits.are_many_amended(acts, of=known):
            why = Text(
                "{count} of {known} {kind} in {network} would be amended at once",
                count=len(rewritten),
                known=known,
                kind=plural(kind),
                network=draft.titles(network),
            )
            found.update({change.id: why for change in _with_what_is_new(rewritten, changes)})
    return found


def _with_what_is_new(
    amends: Sequence[PlannedChange], changes: Sequence[PlannedChange]
) -> Sequence[PlannedChange]:
    """A list that says so much wrong of what is known is not believed in what it adds either."""
    homes = {(change.ref.home, change.ref.kind) for change in amends}
    new = [c for c in changes if c.change.action == "add" and (c.ref.home, c.ref.kind) in homes]
    return [*amends, *new]


def _amended_copies(changes: Iterable[PlannedChange]) -> Mapping[Key, list[PlannedChange]]:
    """An organiser's answers go into the home's own rows; many of them in a night are a day's work, and not counted."""
    found: dict[Key, list[PlannedChange]] = {}
    for change in changes:
        if change.change.action == "amend" and change.ref.home != change.network:
            found.setdefault((change.network, change.kind), []).append(change)
    return found


def _copies(draft: Draft, key: Key) -> int:
    view = draft.snapshot.views.get(key)
    return len(view.copies) if view is not None else 0


def _rewritten(change: PlannedChange) -> Sequence[str]:
    """Fields that said something else before."""
    return [name for name, field in change.fields.items() if canonical(name, field.before)]


def _blanked(change: PlannedChange) -> Sequence[str]:
    return [name for name in _rewritten(change) if not canonical(name, change.fields[name].after)]


def _act(change: PlannedChange) -> Hashable:
    """A member that has another name or town is one act, however many bookings it has."""
    names = _rewritten(change)
    if not all(name.startswith("company.") for name in names):
        return change.ref
    fields = ((name, change.fields[name]) for name in sorted(names))
    return tuple(
        (name, canonical(name, field.before), canonical(name, field.after)) for name, field in fields
    )
