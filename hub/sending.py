"""Sends changes of one kind to one network in their order: intents before each call, outcomes after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from hub.carried import Carried, Journal, Target
from hub.changes import Add, Change, Done, Receipt, Refused
from hub.errors import HubError, Rejected, Unusable
from hub.language import Text, text_of
from hub.lookup import by_ref, tells_absence
from hub.memory import Outcome
from hub.model import Booking, Course, Kind
from hub.planning.labels import plural
from hub.planning.plan import PlannedChange, Shared
from hub.planning.snapshot import Failure, Key

_WRITTEN_KINDS: Final[tuple[Kind, ...]] = ("course", "booking")


def send(batch: Sequence[PlannedChange], target: Target, journal: Journal, carried: Carried) -> None:
    """Makes these changes in their order; all are of one kind, in one network, and none follows another.

    A call that is refused as a whole is parted until the first refused change is found; what stands before it
    is written by then, and what comes after it goes on its way again as one call. A failure leaves the rest unsent.
    Each refused change among n so costs at most log2(n) + 1 further calls (rounded up); several of them in all one more
    where they stand so close together that none of the calls between them tells enough.
    """
    desk = _Desk((batch[0].network, batch[0].kind), target, journal, carried)
    unsent = list(batch)
    while unsent and not desk.is_closed:
        size = desk.how_many(unsent)
        unsent = [*desk.send(unsent[:size]), *unsent[size:]]
    unsent = [*desk.try_alone(), *unsent]
    if unsent:
        desk.skip(unsent)


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A change that was refused in company only, while all others of that call were taken; and how many they were."""

    planned: PlannedChange
    size: int


@dataclass(slots=True)
class _Desk:
    key: Key
    target: Target
    journal: Journal
    carried: Carried
    refused_in_a_row: int = 0
    largest_taken: int = 0
    suspects: list[_Suspect] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        return self.key in self.carried.closed

    def how_many(self, unsent: Sequence[PlannedChange]) -> int:
        """All in one call; but as long as no ref was ever seen here, an add goes alone: it may be the one too many.

        After two refused ones side by side the next goes alone too: perhaps everything is refused tonight.
        """
        if self.refused_in_a_row > 1:
            return 1
        adds = (at for at, planned in enumerate(unsent) if isinstance(planned.change, Add))
        first = next(adds, None)
        if first is None or self.key not in self.carried.unproved:
            return len(unsent)
        return first or 1

    def send(self, changes: Sequence[PlannedChange]) -> Sequence[PlannedChange]:
        """Sends these up to the first one that is refused; gives back, in order, what has still to be sent."""
        rest: list[PlannedChange] = []
        if not self._is_refused(changes):
            return rest
        size = len(changes)
        while len(changes) > 1:
            middle = len(changes) // 2
            first, second = changes[:middle], changes[middle:]
            if self._is_refused(first):
                changes, rest, size = first, [*second, *rest], middle
            else:
                changes = second
            if self.is_closed:
                return [*changes, *rest]
        self.refused_in_a_row += 1
        if size > 1:
            self.suspects.append(_Suspect(changes[0], size))
        return rest

    def try_alone(self) -> Sequence[PlannedChange]:
        """Sends alone what was refused in company only; gives back what nobody could try any more.

        A system may take no more than so many in one call: then nothing is wrong with the record. Where it took
        a call of that size tonight, that is not so, and the record itself is the cause.
        """
        untried: list[PlannedChange] = []
        for suspect in self.suspects:
            if suspect.size <= self.largest_taken:
                continue
            if self.is_closed:
                untried.append(suspect.planned)
            else:
                self._is_refused([suspect.planned])
        return untried

    def _is_refused(self, changes: Sequence[PlannedChange]) -> bool:
        """Sends these in one call, and says whether that was refused as a whole."""
        self.journal.intend(changes)
        self.carried.written.update({planned.id: planned.change for planned in changes})
        try:
            receipts = _receipts(self.target, changes)
        except Rejected as error:
            self._note([_refused(planned, error) for planned in changes])
            return True
        except HubError as error:
            self._note(self._unknown(changes, error))
            return False
        self.refused_in_a_row = 0
        self.largest_taken = max(self.largest_taken, len(changes))
        self._note([self._outcome(planned, got) for planned, got in zip(changes, receipts, strict=True)])
        self._prove(changes)
        return False

    def _note(self, outcomes: Sequence[Outcome]) -> None:
        self.journal.outcome(outcomes)
        self.carried.outcomes.update({outcome.change_id: outcome for outcome in outcomes})

    def _unknown(self, changes: Sequence[PlannedChange], error: HubError) -> Sequence[Outcome]:
        failure = self._fail(error)
        return [
            Outcome(change_id=planned.id, state="unknown", why=failure.why_there, remedy=error.remedy)
            for planned in changes
        ]

    def _fail(self, error: HubError) -> Failure:
        """The network is left alone for the rest of the night."""
        network, _ = self.key
        failure = Failure(network, error)
        self.carried.failures.append(failure)
        why = Text("not tried: the network failed before")
        self.carried.closed.update({(network, kind): why for kind in _WRITTEN_KINDS})
        return failure

    def _outcome(self, planned: PlannedChange, receipt: Receipt[Shared]) -> Outcome:
        match receipt:
            case Done(change_id, record) if isinstance(planned.change, Add) and record.origin != planned.ref:
                self._stop_adding(planned)
                return lost(planned, Text("the system said it was done, but shows it without its ref"))
            case Done(change_id, record):
                self.carried.shown[change_id] = record
                return Outcome(change_id=change_id, state="done")
            case Refused(change_id, why, remedy):
                return Outcome(change_id=change_id, state="refused", why=text_of(why), remedy=text_of(remedy))
            case _:
                return Outcome(change_id=receipt.change_id, state="unknown", why=text_of(receipt.why))

    def _stop_adding(self, planned: PlannedChange) -> None:
        """Nothing more of this kind is written here tonight; one record too many can still be mended by hand."""
        if self.is_closed:
            return
        network, kind = self.key
        error = Unusable(
            Text(
                "{ref} was added here and is not found by its ref; the {kind} would be added again every night, "
                "so the hub has stopped",
                ref=str(planned.ref),
                kind=plural(kind),
            ),
            remedy=Text(
                "Look there. If it stands there, give the system a field for the ref, name that to the connector, "
                "and write {ref} into it; or delete it.",
                ref=str(planned.ref),
            ),
        )
        self.carried.failures.append(Failure(network, error))
        self.carried.closed[self.key] = Text("not tried: records that were added before it lost their ref")

    def _prove(self, changes: Sequence[PlannedChange]) -> None:
        """Looks whether the first added record is found by its ref, before more are added."""
        added = [p for p in changes if isinstance(p.change, Add) and self.carried.is_done(p.id)]
        if not added or self.key not in self.carried.unproved:
            return
        (planned,) = added
        try:
            reading = self.target.fetch(planned.kind)
        except HubError as error:
            self._fail(error)
            return
        if planned.ref in by_ref(*self.key, reading):
            self.carried.unproved.discard(self.key)
            return
        if not tells_absence(reading, planned.ref):
            self.carried.closed[self.key] = Text(
                "not tried: nobody could look whether refs are kept here, because not all of it could be read back"
            )
            return
        del self.carried.shown[planned.id]
        self._stop_adding(planned)
        self._note([lost(planned, Text("the system said it was done, but does not show it"))])

    def skip(self, unsent: Sequence[PlannedChange]) -> None:
        """Notes that these were never written."""
        why = self.carried.closed[self.key]
        self._note([Outcome(change_id=planned.id, state="skipped", why=why) for planned in unsent])


def _receipts(target: Target, changes: Sequence[PlannedChange]) -> Sequence[Receipt[Shared]]:
    sent = [planned.change for planned in changes]
    if changes[0].kind == "course":
        of_courses = target.publish_courses(cast("list[Change[Course]]", sent))
        return cast("Sequence[Receipt[Shared]]", of_courses)
    return cast("Sequence[Receipt[Shared]]", target.sync_bookings(cast("list[Change[Booking]]", sent)))


def _refused(planned: PlannedChange, error: Rejected) -> Outcome:
    why = Failure(planned.network, error).why_there
    remedy = error.remedy or Text("Correct the record at its home; the next night tries again.")
    return Outcome(change_id=planned.id, state="refused", why=why, remedy=remedy)


def lost(planned: PlannedChange, why: Text) -> Outcome:
    """The outcome of an add that the system called done and does not show: nobody knows whether it stands there."""
    remedy = Text(
        "Look for it in the system. Where no second one could stand beside it, the next night writes it once more; "
        "else it asks you first."
    )
    return Outcome(change_id=planned.id, state="lost", why=why, remedy=remedy)
