"""A system that lives in a file beside the test: everything a connector can do, and everything that can go wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar, cast

from hub.changes import Change, Done, Reading, Receipt, Record, Refused
from hub.config.settings import LocalPath, Settings
from hub.connectors.memory import MemoryConnector, MemorySettings
from hub.errors import Rejected, Unusable
from hub.hookspecs import hookimpl
from hub.language import Text
from hub.model import Booking, Course, Kind, Member, Network
from hub.testing.cabinet import Cabinet, Noun
from hub.testing.faults import Fault
from hub.testing.misreading import misread, silent
from hub.testing.points import reached

N = TypeVar("N", bound=Member | Course | Booking)
Write = Callable[[Sequence[Change[N]]], Sequence[Receipt[N]]]


class MakeBelieveSettings(Settings):
    """Where the system keeps its records, and whether the faults that were set for it leave it alone."""

    path: LocalPath
    healthy: bool = False


class MakeBelieve(MemoryConnector):
    """One system as the hub meets it tonight. What it keeps outlives the process; its faults are those of this night."""

    def __init__(self, settings: MakeBelieveSettings) -> None:
        self.cabinet = Cabinet(settings.path)
        self.traits = self.cabinet.traits
        kept: dict[Kind, Any] = {
            kind: tuple(self.cabinet.nouns(kind)) for kind in ("member", "course", "booking")
        }
        super().__init__(
            MemorySettings.model_construct(
                seats=self.traits.seats,
                members=kept["member"],
                courses=kept["course"],
                bookings=kept["booking"],
            )
        )
        self._unnumbered = self.cabinet.typed()
        self._name = settings.path.stem
        self._calls: Counter[str] = Counter()
        self._faults = [] if settings.healthy else self.cabinet.faults

    @classmethod
    def at(cls, path: Path) -> MakeBelieve:
        """The system as its own people meet it, whose work no fault disturbs."""
        return cls(MakeBelieveSettings.model_construct(path=path, healthy=True))

    def close(self) -> None:
        self.cabinet.close()

    def save(self) -> None:
        """Keeps everything as it stands now."""
        nouns = chain(self._members.values(), self._courses.values(), self._bookings.values())
        self.cabinet.save(cast("Sequence[Noun]", list(nouns)), self._unnumbered)

    def rewrite(self) -> None:
        """What people typed is kept in this system's way, too."""
        for shelf in (self._members, self._courses, self._bookings):
            self._rewrite_shelf(cast("dict[str, Any]", shelf))
        self._unnumbered = [self.traits.written(row) for row in self._unnumbered]

    def _rewrite_shelf(self, shelf: dict[str, Any]) -> None:
        for record_id, noun in shelf.items():
            kept = self.traits.written(noun)
            if kept is not noun:
                shelf[record_id] = kept

    @property
    def typed(self) -> Sequence[Booking]:
        """The rows that have no id yet."""
        return self._unnumbered

    # the hooks

    @hookimpl
    def fetch_members(self, network: Network) -> Reading[Member]:
        return self._read("fetch_members", super().fetch_members(network))

    @hookimpl
    def fetch_courses(self, network: Network) -> Reading[Course]:
        return self._read("fetch_courses", super().fetch_courses(network))

    @hookimpl
    def fetch_bookings(self, network: Network) -> Reading[Booking]:
        return self._read("fetch_bookings", super().fetch_bookings(network))

    @hookimpl
    def publish_courses(
        self, network: Network, changes: Sequence[Change[Course]]
    ) -> Sequence[Receipt[Course]]:
        def write(some: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
            return super(MakeBelieve, self).publish_courses(network, some)

        return self._write("publish_courses", changes, write)

    @hookimpl
    def sync_bookings(
        self, network: Network, changes: Sequence[Change[Booking]]
    ) -> Sequence[Receipt[Booking]]:
        def write(some: Sequence[Change[Booking]]) -> Sequence[Receipt[Booking]]:
            return super(MakeBelieve, self).sync_bookings(network, some)

        return self._write("sync_bookings", changes, write)

    # reading

    def _due(self, hook: str) -> Fault | None:
        self._calls[hook] += 1
        return next((fault for fault in self._faults if fault.strikes(hook, self._calls[hook])), None)

    def _read(self, hook: str, reading: Reading[N]) -> Reading[N]:
        reached(f"{self._name}: before {hook}")
        fault = self._due(hook)
        found = misread(reading, fault, self._name) if fault is not None else reading
        reached(f"{self._name}: after {hook}")
        return found

    # writing

    def _write(self, hook: str, changes: Sequence[Change[N]], write: Write[N]) -> Sequence[Receipt[N]]:
        reached(f"{self._name}: before {hook}")
        fault = self._due(hook)
        receipts = self._written(changes, write, fault)
        reached(f"{self._name}: after {hook}")
        return receipts

    def _written(
        self, changes: Sequence[Change[N]], write: Write[N], fault: Fault | None
    ) -> Sequence[Receipt[N]]:
        match fault.what if fault is not None else None:
            case "no answer":
                raise silent(self._name)
            case "answers but does nothing":
                return [Done(change.id, Record.of(change.value, self._name)) for change in changes]
            case "writes late":
                self._write_late(changes)
                raise silent(self._name)
            case "time-out after writing":
                self._carry_out(changes, write)
                raise silent(self._name)
            case "time-out half way":
                self._carry_out(changes[: len(changes) // 2], write)
                raise silent(self._name)
            case "is full":
                assert fault is not None
                self._carry_out(changes[: fault.count], write)
                raise Unusable(
                    Text("{system}: no space left", system=self._name), remedy=Text("Make room there.")
                )
            case "refuses" | "refuses the whole":
                assert fault is not None
                return self._refuse(changes, write, fault)
            case _:
                return self._carry_out(changes, write)

    def _refuse(self, changes: Sequence[Change[N]], write: Write[N], fault: Fault) -> Sequence[Receipt[N]]:
        """Some records are refused: named row by row, or with a batch as a whole where the system knows no better."""
        is_bad = {change.id: _is_meant(change, fault) for change in changes}
        if fault.what == "refuses the whole" and any(is_bad.values()):
            raise Rejected(
                Text("{system}: something among these is not allowed", system=self._name),
                remedy=Text("Correct it."),
            )
        done = {
            receipt.change_id: receipt
            for receipt in self._carry_out([c for c in changes if not is_bad[c.id]], write)
        }
        return [done.get(change.id) or _refusal(change) for change in changes]

    def _carry_out(self, changes: Sequence[Change[N]], write: Write[N]) -> Sequence[Receipt[N]]:
        """One record after the other, each kept before the next: a hub may die between any two."""
        return [self._carry_out_one(change, write) for change in changes]

    def _carry_out_one(self, change: Change[N], write: Write[N]) -> Receipt[N]:
        (receipt,) = write([change])
        if isinstance(receipt, Done):
            receipt = Done(change.id, Record.of(self._kept(receipt.record.value), receipt.record.place))
            self.save()
        reached(f"{self._name}: kept {change.action} {change.ref.kind}")
        return receipt

    def _kept(self, noun: N) -> N:
        """The record as this system rewrites it, under a number of its own where it gives such."""
        shelf = self._shelf(noun.kind)
        kept = self.traits.written(noun)
        if self.traits.own_ids and noun.origin is not None and not noun.id.startswith("K-"):
            number = f"K-{self.cabinet.next_number(noun.kind):04}"
            kept = cast("N", kept.model_copy(update={"id": number}))
            del shelf[noun.id]
        shelf[kept.id] = kept
        return kept

    def _write_late(self, changes: Sequence[Change[N]]) -> None:
        """Kept by the system in the end, but not to be seen tonight."""
        later = MakeBelieve.at(self.cabinet.path)
        here = Network(cast("Any", self._name), self._name, "UTC")
        if isinstance(changes[0].value, Course):
            later.publish_courses(here, cast("Sequence[Change[Course]]", changes))
        else:
            later.sync_bookings(here, cast("Sequence[Change[Booking]]", changes))
        later.close()


@hookimpl
def register_connectors(register: Callable[..., None]) -> None:
    register("make-believe", MakeBelieve, MakeBelieveSettings)


def _refusal(change: Change[Any]) -> Refused:
    return Refused(change.id, Text("{ref} is not allowed here", ref=str(change.ref)), Text("Correct it."))


def _is_meant(change: Change[Any], fault: Fault) -> bool:
    return bool({change.ref.id, str(change.ref)} & set(fault.ids))
