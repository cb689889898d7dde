"""Which part of what a plan stands on has moved: hub.toml, a plugin, the ledger, a decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hub.language import Text, listed
from hub.planning.plan_file import FiledBasis, PlanFile


def moved_parts(old: PlanFile, new: PlanFile) -> Iterator[Text]:
    """Nothing exactly when both stand on the same."""
    was, now = old.basis_of, new.basis_of
    if was is None or now is None:
        yield Text("the plan was made by another version of the hub")
    elif was != now:
        yield from _installation(was, now)
        yield from _memory(was, now)
    elif old.basis != new.basis:
        yield Text("the file says of itself that it was made from something else")


def _installation(was: FiledBasis, now: FiledBasis) -> Iterator[Text]:
    if was.hub != now.hub:
        yield Text("the plan was made by version {was} of the hub, this is {now}", was=was.hub, now=now.hub)
    if was.place != now.place:
        yield Text("the plan was made with another hub.toml, or in another folder")
    if was.settings != now.settings:
        names = _moved(was.settings, now.settings)
        yield Text("hub.toml or a variable says something else now: {names}", names=names)
    if was.plugins != now.plugins:
        names = _moved(was.plugins, now.plugins)
        yield Text("the code of the connectors in use is another now: {names}", names=names)


def _memory(was: FiledBasis, now: FiledBasis) -> Iterator[Text]:
    if was.agreements != now.agreements:
        yield Text("an agreement has begun or ended")
    if was.ledger != now.ledger:
        yield Text("the hub has written since, or this is not the same ledger")
    if was.decisions != now.decisions:
        yield Text("a question was answered, or an answer taken back")


def _moved(was: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    return listed(name for name in {**was, **now} if was.get(name) != now.get(name))
