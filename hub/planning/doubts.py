"""Readings that lost too much, or show other records than before: nothing may follow from what is gone or new there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hub.config import Limits
from hub.language import Text
from hub.model import Ref
from hub.planning.draft import Doubt, Titles
from hub.planning.flows import Flow
from hub.planning.labels import plural
from hub.planning.renumbering import Renumbered
from hub.planning.snapshot import AnyView, Key, Snapshot


@dataclass(frozen=True, slots=True)
class Doubts:
    """Says of each reading why it is doubted, if it is.

    Three witnesses tell how much is gone: the count of the last night that nobody doubted; the copies that stand at
    partners, which remember even when the hub's own memory is lost; and then also the answers that stand at home.
    So a side that shrinks a little more every night cannot creep past, and neither can another sheet with as many rows.
    """

    limits: Limits
    titles: Titles
    renumbered: Renumbered

    def about(self, snapshot: Snapshot, flows: Sequence[Flow]) -> Mapping[Key, Doubt]:
        """Why nothing may follow from what is gone or new in these readings."""
        found: dict[Key, Doubt] = {}
        for key, view in snapshot.views.items():
            doubt = self._shrunk(view) or self._displaced(view, [flow for flow in flows if flow.key == key])
            if doubt is not None and view.reading.is_complete:
                found[key] = doubt
        for flow in flows:
            doubt = self._unanswered(snapshot, flow) if flow.key not in found else None
            if doubt is not None and flow.there.reading.is_complete:
                found.setdefault((flow.there.network, flow.there.kind), doubt)
        return found

    def _shrunk(self, view: AnyView) -> Doubt | None:
        """An emptied side is doubted however small it was."""
        before, lost = view.shelf.records or 0, view.lost
        is_emptied = before > 0 and not view.reading.records
        if is_emptied and not lost:
            why = Text(
                "none of the {count} {kind} in {network} can be read; nothing follows from what is gone or new "
                "there until somebody confirms it",
                count=before,
                kind=plural(view.kind),
                network=self.titles(view.network),
            )
            return Doubt(why)
        if not is_emptied and not self.limits.are_many(lost, of=before):
            return None
        why = Text(
            "{network} had {before} {kind} and now has {after}; nothing follows from what is gone or new there "
            "until somebody confirms it",
            network=self.titles(view.network),
            before=before,
            after=before - lost,
            kind=plural(view.kind),
        )
        return Doubt(why)

    def _displaced(self, view: AnyView, flows: Sequence[Flow]) -> Doubt | None:
        """A renumbering is an amendment of a number, and no absence; a row whose number is garbled may be any."""
        gone = sorted({ref for flow in flows for ref in flow.gone})
        moved = [ref for ref in gone if ref in self.renumbered.now_by_before]
        lost = max(0, len(gone) - len(moved) - view.nameless)
        if not gone or self._are_few(view, lost, len(moved)):
            return None
        known = len({ref for flow in flows for ref in flow.standing})
        if self.limits.are_many(lost, of=known) or self._is_all(view, lost, known):
            return self._gone(view, lost, known)
        if self.limits.are_many_amended(len(moved), of=known):
            return self._moved(view, moved, known)
        return None

    def _unanswered(self, snapshot: Snapshot, flow: Flow) -> Doubt | None:
        """Only where nobody remembers, and the hub was here before: courses of this organiser stand at the channel."""
        there, courses = flow.there, snapshot.courses(flow.home.network)
        was_here = courses is not None and any(ref.home == there.network for ref in courses.copies)
        if there.shelf.records is not None or not was_here:
            return None
        lost, known = len(flow.answers - there.copies.keys()), len(flow.answers)
        if not self.limits.are_many(lost, of=known):
            return None
        why = Text(
            "{count} of {known} bookings that {network} answered, as {channel} says, are gone there; nothing "
            "follows from what is gone there until somebody confirms it",
            count=lost,
            known=known,
            network=self.titles(there.network),
            channel=self.titles(flow.home.network),
        )
        return Doubt(why)

    def _are_few(self, view: AnyView, lost: int, moved: int) -> bool:
        """Whether it is no accident, of however few: then nobody has to parse all others to count them."""
        is_known = view.shelf.records is not None
        return (
            is_known
            and not self.limits.are_many(lost, of=0)
            and not self.limits.are_many_amended(moved, of=0)
        )

    def _is_all(self, view: AnyView, lost: int, known: int) -> bool:
        """Where nobody remembers how many there were, all copies being gone is enough, however few they are."""
        return lost == known and view.shelf.records is None

    def _gone(self, view: AnyView, lost: int, known: int) -> Doubt:
        why = Text(
            "{count} of the {known} {kind} of {network} that stand at its partners are gone there; nothing follows "
            "from what is gone or new there until somebody confirms it",
            count=lost,
            known=known,
            kind=plural(view.kind),
            network=self.titles(view.network),
        )
        return Doubt(why)

    def _moved(self, view: AnyView, moved: list[Ref], known: int) -> Doubt:
        """No confirmation puts a number back."""
        why = Text(
            "{count} of the {known} {kind} of {network} that stand at its partners have other numbers there now, "
            "{before} is {now} for example; nothing follows from what is gone or new there until the numbers are back",
            count=len(moved),
            known=known,
            kind=plural(view.kind),
            network=self.titles(view.network),
            before=moved[0].id,
            now=self.renumbered.now_by_before[moved[0]].id,
        )
        return Doubt(why, can_be_confirmed=False)
