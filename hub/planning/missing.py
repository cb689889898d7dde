"""Missing is not cancelled: a record must stay away for a second complete night before anything follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hub.language import Text
from hub.model import Course, Ref
from hub.planning.agreements import Pair
from hub.planning.compare import was_edited
from hub.planning.draft import Draft, Grounds, title_of
from hub.planning.flows import CopyRecord, Flow, cancelled
from hub.planning.labels import status_label
from hub.planning.plan import Missing
from hub.planning.renumbering import Alike
from hub.planning.snapshot import Key


def still_missing(draft: Draft, pairs: Sequence[Pair], flows: Sequence[Flow]) -> dict[Ref, date]:
    """The absences about which not everybody can tell anything tonight: what was missing before stays so."""
    telling = Counter(flow.key for flow in flows if flow.tells_absence)
    partners: Counter[Key] = Counter()
    for pair in pairs:
        partners.update([(pair.organiser, "course"), (pair.channel, "booking")])
    known = draft.memory.missing_since.items()
    return {
        ref: day
        for ref, day in known
        if (key := (ref.home, ref.kind)) in partners and telling[key] < partners[key]
    }


def plan_missing(draft: Draft, flow: Flow, since: dict[Ref, date]) -> None:
    """Follows up every copy whose home no longer has the record. `since` collects what the next night must know."""
    if flow.tells_absence:
        absences = _Absences(draft, flow, since)
        for ref, record in flow.gone.items():
            absences.follow_up(ref, record)


@dataclass(frozen=True)
class _Absences:
    """The records of one home that one partner still has."""

    draft: Draft
    flow: Flow
    since: dict[Ref, date]

    def follow_up(self, ref: Ref, record: CopyRecord) -> None:
        """Cancels the copy after a second night, or at once where a person said so or it is held; else lists it."""
        nights = self.draft.nights
        first = nights.counted(self.draft.memory.missing_since.get(ref))
        if first is not None or not (self._is_doubted or nights.is_set_back):
            self.since[ref] = first or self.draft.today
        self.draft.look_again(self.flow.there.network, record)
        is_renumbered = ref in self.draft.renumbered.now_by_before
        is_to_go = self._is_decided(ref) or self._is_doubted or nights.is_second(first)
        if is_to_go and not is_renumbered:
            self._cancel(ref, record, first)
        else:
            self._list(ref, record, first)

    def _is_decided(self, ref: Ref) -> bool:
        """Whether a person said that another booking stands in its place: both never stand, not for a single night."""
        return ref.kind == "booking" and ref in self.draft.renumbered.instead

    @property
    def _is_doubted(self) -> bool:
        return self.flow.key in self.draft.doubts

    def _list(self, ref: Ref, record: CopyRecord, first: date | None) -> None:
        title, since = title_of(record.value), first or self.draft.today
        now = self.draft.renumbered.now_by_before.get(ref)
        missing = Missing(ref=ref, network=self.flow.home.network, title=title, since=since, now=now)
        self.draft.missing.setdefault(ref, missing)  # once, however many networks have a copy

    def _cancel(self, ref: Ref, record: CopyRecord, first: date | None) -> None:
        after = cancelled(record.value)
        assert after is not None  # else it would not be among those that are gone
        draft, flow, there = self.draft, self.flow, self.flow.there.network
        agreed = draft.memory.agreed.get((ref, there), {})
        is_edited = was_edited(record.value, flow.fields, agreed=agreed, key=draft.memory.key)
        change = draft.amend(
            record,
            after,
            ["status"],
            of=there,
            ref=ref,
            grounds=Grounds(self._reason(ref, record, first, is_edited=is_edited), is_conflict=is_edited),
        )
        draft.absences.add(change.id)
        if self._is_decided(ref):
            draft.asked_for.add(change.id)
        if isinstance(after, Course):
            draft.expect(ref, there, after, flow.fields)

    def _reason(self, ref: Ref, record: CopyRecord, first: date | None, *, is_edited: bool) -> Text:
        """Why it is cancelled, and what speaks against that: a person may have to confirm it."""
        titles, flow, value = self.draft.titles, self.flow, record.value
        home, there = titles(flow.home.network), titles(flow.there.network)
        reason = Text("gone from {network}", network=home)
        if first is not None:
            reason = Text("gone from {network} since {day}", network=home, day=first)
        if is_edited:
            reason = Text("{reason}; was edited in {network} since", reason=reason, network=there)
        if not isinstance(value, Course) and value.status.is_seat_decision:
            status = status_label(value.status.value)
            reason = Text("{reason}; {network} says “{status}”", reason=reason, network=there, status=status)
        agreed = self.draft.memory.agreed.get((ref, flow.there.network), {})
        namesakes = self._alike.refs_like(value, agreed)
        if namesakes:
            reason = Text("{reason}; {number} tells the same", reason=reason, number=namesakes[0].id)
        return reason

    @cached_property
    def _alike(self) -> Alike:
        return Alike(self.flow.home, key=self.draft.memory.key)
