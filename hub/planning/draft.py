"""The plan while it is being written: one place that collects changes and what is left undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import cast

from hub.changes import Add, Amend, Cancel, Change, Record
from hub.judging import Directory, RegionalJudge
from hub.language import Text
from hub.memory import CopyKey, Memory
from hub.model import Booking, Company, Course, Kind, Member, NetworkName, Ref
from hub.planning.calling import short_names
from hub.planning.compare import digest, field_of, with_fields
from hub.planning.nights import Nights
from hub.planning.plan import (
    FieldChange,
    Missing,
    PlannedChange,
    Question,
    Shared,
    Withheld,
    change_id,
)
from hub.planning.renumbering import Renumbered
from hub.planning.seats import Seats
from hub.planning.snapshot import Key, Snapshot


@dataclass(frozen=True, slots=True)
class Titles:
    """The networks' names as people say them."""

    title_by_name: Mapping[NetworkName, str]

    def __call__(self, network: NetworkName) -> str:
        return self.title_by_name.get(network, network)

    @property
    def short_by_title(self) -> Mapping[str, str]:
        """What people call each network in a sentence, by its title."""
        short = short_names(self.title_by_name)
        return {title: short[name] for name, title in self.title_by_name.items()}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why nothing may follow from a reading, and whether a person's word can end that."""

    why: Text
    can_be_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a change is planned and what it hangs on, as a `PlannedChange` has it."""

    reason: Text
    follows: str | None = None
    awaits_answer: bool = False
    cause: Ref | None = None
    is_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of `fields` of the record that has this id in its system."""

    record_id: str
    before: Shared
    after: Shared
    fields: frozenset[str]

    def calls_off(self, *, awaits_answer: bool) -> bool:
        """Whether it is a cancellation; what the other side answers, nobody knows yet."""
        is_told = "status" in self.fields and not awaits_answer
        return is_told and is_cancelled(self.after) and not is_cancelled(self.before)


@dataclass(slots=True)
class Draft:
    """What the planners know and what they have put down so far."""

    snapshot: Snapshot
    memory: Memory
    now: datetime  # in the hub's time zone
    titles: Titles
    judge: RegionalJudge
    directory: Directory
    language: str
    doubts: Mapping[Key, Doubt] = field(default_factory=dict)  # readings nothing may follow from
    doubted: dict[str, Text] = field(default_factory=dict)  # changes that would, by id
    torn: Mapping[Ref, Text] = field(default_factory=dict)  # bookings whose rows are others' now
    over: dict[str, Ref] = field(default_factory=dict)  # answered questions whose matter tonight ends
    instead: dict[str, Question | Withheld] = field(default_factory=dict)  # of changes that are not made
    taken_off: set[CopyKey] = field(default_factory=set)  # courses that go on, but are called off there
    undecided: set[CopyKey] = field(default_factory=set)  # courses about which people are asked
    absences: set[str] = field(default_factory=set)  # cancellations of what its home lacks, by id
    asked_for: set[str] = field(default_factory=set)  # changes that a person decided on, by id
    renumbered: Renumbered = field(default_factory=Renumbered)
    notes: list[Text] = field(default_factory=list)
    changes: list[PlannedChange] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    missing: dict[Ref, Missing] = field(default_factory=dict)
    seats: dict[NetworkName, Seats] = field(default_factory=dict)  # by organiser, tonight's requests included
    expected: dict[CopyKey, dict[str, bytes]] = field(default_factory=dict)
    pending: set[tuple[NetworkName, Kind, str]] = field(default_factory=set)

    @property
    def today(self) -> date:
        """The day of this night, by the clock of the offices."""
        return self.now.date()

    @property
    def nights(self) -> Nights:
        """Tonight beside the last night that was believed."""
        return Nights(self.today, self.memory.last_night)

    def day_of(self, course: Course) -> date:
        """The day on which a course begins, by the clock of the offices."""
        return course.starts_at.astimezone(self.now.tzinfo).date()

    def look_again(self, network: NetworkName, record: Record[Course] | Record[Booking]) -> None:
        """This record is not settled: the next night has to look at it even if it does not move."""
        kind: Kind = "course" if isinstance(record.value, Course) else "booking"
        self.pending.add((network, kind, record.id))

    def add(
        self,
        value: Shared,
        *,
        to: NetworkName,
        reason: Text,
        place: Text,
        follows: str | None = None,
    ) -> PlannedChange:
        """Plans a new record in network `to`; `value.origin` is its ref."""
        assert value.origin is not None
        fields = {name: FieldChange(None, after) for name, after in told(value)}
        identity = change_id(
            to, "add", value.origin, sorted((name, str(c.after)) for name, c in fields.items())
        )
        change: Change[Shared] = Add(id=identity, ref=value.origin, value=value)
        return self._plan(change, to, fields, Grounds(reason, follows), place=place)

    def amend(
        self,
        record: Record[Course] | Record[Booking],
        after: Shared,
        fields: Collection[str],
        *,
        of: NetworkName,
        ref: Ref,
        grounds: Grounds,
    ) -> PlannedChange:
        """Plans that `fields` of a record in network `of` become what `after` says.

        What else is new of a copy that is cancelled is a change of its own: each may be held without the other.
        """
        edit = Edit(record.id, record.value, after, frozenset(fields))
        names, awaits_answer = tuple(fields), grounds.awaits_answer
        if len(names) > 1 and ref.home != of and edit.calls_off(awaits_answer=awaits_answer):
            others = [name for name in names if name != "status"]
            self._amend_besides(record, edit.after, others, of=of, ref=ref, is_conflict=grounds.is_conflict)
            after = cast("Shared", with_fields(edit.before, {"status": after.status}))
            names, edit = ("status",), replace(edit, after=after, fields=frozenset({"status"}))
            grounds = replace(grounds, is_conflict=False)
        changed = {
            name: FieldChange(
                None if name == "id" else field_of(edit.before, name),
                None if awaits_answer and name == "status" else field_of(edit.after, name),
            )
            for name in names
        }
        identity = change_id(
            of, "amend", ref, sorted((n, str(c.before), str(c.after)) for n, c in changed.items())
        )
        change = amend_or_cancel(identity, ref, edit, awaits_answer=awaits_answer)
        return self._plan(change, of, changed, grounds, place=record.place)

    def _amend_besides(
        self,
        record: Record[Course] | Record[Booking],
        after: Shared,
        fields: Collection[str],
        *,
        of: NetworkName,
        ref: Ref,
        is_conflict: bool,
    ) -> None:
        """What else is new of a copy that is cancelled."""
        home, there = self.titles(ref.home), self.titles(of)
        reason = Text("changed in {home}", home=home)
        if is_conflict:
            reason = Text("edited in {there}; {home} owns it, so it is put right", there=there, home=home)
        edited = cast("Shared", with_fields(after, {"status": record.value.status}))
        self.amend(record, edited, fields, of=of, ref=ref, grounds=Grounds(reason, is_conflict=is_conflict))

    def _plan(
        self,
        change: Change[Shared],
        network: NetworkName,
        fields: Mapping[str, FieldChange],
        grounds: Grounds,
        *,
        place: Text,
    ) -> PlannedChange:
        planned = PlannedChange(
            change=change,
            network=network,
            kind=change.value.kind,
            title=title_of(change.value),
            fields=fields,
            reason=grounds.reason,
            place=place,
            follows=grounds.follows,
            awaits_answer=grounds.awaits_answer,
            cause=grounds.cause,
            is_conflict=grounds.is_conflict,
        )
        self.changes.append(planned)
        return planned

    def expect(self, ref: Ref, network: NetworkName, value: Shared, fields: Iterable[str]) -> None:
        """Notes what a copy has to show after tonight, as digests, so that the ledger can remember it."""
        sent = {name: digest(name, field_of(value, name), key=self.memory.key) for name in fields}
        self.expected.setdefault((ref, network), {}).update(sent)

    def ask(self, question: Question) -> None:
        """Puts a question to people; an answer of theirs is `answer_to` its id."""
        self.questions.append(question)

    def answer_to(self, question_id: str) -> str | None:
        """What a person decided about this matter, if anybody did."""
        decision = self.memory.decisions.get(question_id)
        return decision.answer if decision else None

    def end(self, question_id: str, ref: Ref) -> None:
        """The matter is over once what is planned for this record is done: should it come again, it is asked again."""
        if question_id in self.memory.decisions:
            self.over[question_id] = ref


def amend_or_cancel(identity: str, ref: Ref, edit: Edit, *, awaits_answer: bool = False) -> Change[Shared]:
    """The change that makes this edit; a cancellation where it is one."""
    kind = Cancel if edit.calls_off(awaits_answer=awaits_answer) else Amend
    return kind(
        id=identity,
        ref=ref,
        record_id=edit.record_id,
        value=edit.after,
        before=edit.before,
        fields=edit.fields,
    )


def is_cancelled(noun: Shared) -> bool:
    """Whether a course or a booking is called off, by whomever."""
    return noun.status.is_cancelled if isinstance(noun, Booking) else noun.status.value == "cancelled"


def told(value: Shared) -> list[tuple[str, object]]:
    """The fields of a new record that say something, in the order of the noun; inner ones with a dot."""
    found: list[tuple[str, object]] = []
    for name in type(value).model_fields:
        inner = getattr(value, name)
        if name in {"origin", "id"} or inner is None or inner == frozenset():
            continue
        if isinstance(inner, Company) or name == "participant":
            found += [(f"{name}.{part}", got) for part, got in inner if got is not None]
        elif inner is not False:
            found.append((name, inner))
    return found


def title_of(value: Shared | Member) -> str:
    """The record in human words: a course by number and title, a booking by initials, company and course.

    Names of persons are shortened to initials here, so that no plan or report carries them in its lines.
    """
    if isinstance(value, Course):
        return f"{value.id} {value.title}"
    if isinstance(value, Booking):
        who = ", ".join(part for part in (initials(value.participant.name), value.company.name) if part)
        return f"{value.course}: {who or '?'}"
    return value.name


def initials(name: str | None) -> str:
    """`Katharina Meyer-Lühr` becomes `K. M.`."""
    return " ".join(f"{word[0]}." for word in (name or "").split() if word[0].isalpha())
