"""What moved between a plan that somebody reviewed and the plan of now, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hub.language import Text, Value
from hub.planning.labels import field_label, plural, status_label
from hub.planning.moved_basis import moved_parts
from hub.planning.plan_file import FiledChange, PlanFile
from hub.planning.shown import Plain

MOST_NAMED: Final = 9  # with what goes before and after them, what a terminal shows of one error


def differences(old: PlanFile, new: PlanFile, *, explained: Sequence[Text] = ()) -> tuple[Text, ...]:
    """Everything that differs in what would happen; the first nine by name, then a count of the rest.

    `explained` is no difference by itself, but what other differences come from; it goes first.
    """
    found = [
        *moved_parts(old, new),
        *_moved_changes(old, new),
        *_moved_absences(old, new),
        *_moved_seats(old, new),
    ]
    if not found and old.changes != new.changes:
        found.append(Text("the same changes in another order, or one of them twice"))
    if not found and old.fingerprint != new.fingerprint:
        found.append(_not_shown())
    found = [*explained, *found] if found else []
    rest = len(found) - MOST_NAMED
    return (*found[:MOST_NAMED], Text("and {count} more", count=rest)) if rest > 0 else tuple(found)


def _not_shown() -> Text:
    return Text(
        "a value about a person, which plans do not show, is another now; or the fingerprint was changed in the file"
    )


def _moved_changes(old: PlanFile, new: PlanFile) -> Iterator[Text]:
    was = {_key(change, is_held): (change, is_held) for change, is_held in _all(old)}
    now = {_key(change, is_held): (change, is_held) for change, is_held in _all(new)}
    gone = [change for key, change in was.items() if now.get(key) != change]
    come = [change for key, change in now.items() if was.get(key) != change]
    twins: dict[tuple[str, ...], list[tuple[FiledChange, bool]]] = {}
    for change, is_held in come:
        twins.setdefault(_subject(change), []).append((change, is_held))
    for change, is_held in gone:
        same = twins.get(_subject(change))
        if same:
            twin, is_held_now = same.pop(0)
            yield from _moved(change, twin, is_held=(is_held, is_held_now))
        else:
            yield Text("no longer planned: {change}", change=_named(change))
    for change, _ in (left for same in twins.values() for left in same):
        yield Text("newly planned: {change}", change=_named(change))


def _all(plan: PlanFile) -> list[tuple[FiledChange, bool]]:
    return [*((change, False) for change in plan.changes), *((change, True) for change in plan.held)]


def _key(change: FiledChange, is_held: bool) -> tuple[str, ...]:
    return change.id, change.network, change.kind, str(is_held)


def _subject(change: FiledChange) -> tuple[str, ...]:
    """What a change is about: the same when only its values or its fate moved."""
    return change.network, change.kind, change.ref, change.action


def _moved(old: FiledChange, new: FiledChange, *, is_held: tuple[bool, bool]) -> Iterator[Text]:
    if is_held[0] != is_held[1]:
        words = Text("is held now") if is_held[1] else Text("is not held any more")
        yield Text("{change}: {words}", change=_named(new), words=words)
    names = [name for name in {**old.fields, **new.fields} if old.fields.get(name) != new.fields.get(name)]
    for name in names:
        yield Text(
            "{change}: {field} would become {new}, not {old} as in the plan",
            change=_named(new),
            field=field_label(name),
            new=_after(new, name),
            old=_after(old, name),
        )
    if not names and is_held[0] == is_held[1]:
        yield Text("{change}: other values, or another order", change=_named(new))


def _after(change: FiledChange, name: str) -> Value:
    if change.action == "add":
        return _words(name, change.fields[name].after) if name in change.fields else None
    if name not in change.fields:
        return Text("what it is")
    field = change.fields[name]
    return Text("{after} (now {before})", after=_words(name, field.after), before=_words(name, field.before))


def _words(name: str, value: Plain) -> Value:
    match value:
        case None | bool():
            return value
        case list():
            return tuple(value)
        case str() if name == "status":
            return status_label(value)
        case _:
            return Text("“{words}”", words=str(value)[:60])


def _named(change: FiledChange) -> Text:
    match change.action:
        case "add":
            return Text("add {title} in {network}", title=change.title, network=change.network)
        case "amend":
            return Text("amend {title} in {network}", title=change.title, network=change.network)
        case "cancel" if change.kind == "booking":
            return Text("cancel {booking} in {network}", booking=change.title, network=change.network)
        case "cancel":
            return Text("cancel {title} in {network}", title=change.title, network=change.network)
        case _:
            return Text("the {kind} of {network} are held", kind=plural(change.kind), network=change.network)


def _moved_seats(old: PlanFile, new: PlanFile) -> Iterator[Text]:
    """Only courses that both plans ask seats of: what else moved is told by the changes."""
    for course in sorted(old.seats.keys() & new.seats.keys()):
        if old.seats[course] != new.seats[course]:
            yield Text(
                "{now} seats are given in {course} now, not {then}: the answer may be another one",
                now=new.seats[course],
                course=course,
                then=old.seats[course],
            )


def _moved_absences(old: PlanFile, new: PlanFile) -> Iterator[Text]:
    was, now = set(old.missing), set(new.missing)
    for gone in sorted(was - now, key=lambda one: one.ref):
        yield Text("no longer missing since {day}: {title}", title=gone.title, day=gone.since)
    for gone in sorted(now - was, key=lambda one: one.ref):
        yield Text("missing since {day}: {title}", title=gone.title, day=gone.since)
