"""Nights to report on: planned changes, facts and views in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hub.changes import Add, Amend, Cancel, Change, Reject
from hub.errors import NetworkError
from hub.language import Text, verbatim
from hub.memory import Outcome
from hub.model import Booking, BookingStatus, Course, CourseStatus, NetworkName, Person, Ref
from hub.planning.basis import Basis
from hub.planning.document import fingerprint
from hub.planning.plan import (
    Answer,
    FieldChange,
    Held,
    Missing,
    PlacedReject,
    Plan,
    PlannedChange,
    Question,
    ReadingSummary,
    Shared,
    Undo,
    Unreversed,
    Withheld,
    change_id,
)
from hub.planning.snapshot import Failure
from hub.report import NightFacts, NightView, view_of
from hub.traces import Undone

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2013, 1, 14, 2, tzinfo=BERLIN)
CLUSTER, MEKOM = NetworkName("cluster"), NetworkName("mekom")
TITLES = {
    CLUSTER: "VerpackungsCluster Südniedersachsen e.V.",
    MEKOM: "MEKOM Regionalmanagement Osterode am Harz e.V.",
}
COURSE_REF = Ref(CLUSTER, "course", "VA-1")
BOOKING_REF = Ref(MEKOM, "booking", "B-1")


def a_course(number: str = "VA-1", **fields: object) -> Course:
    return Course.model_validate({"id": number, "title": "Gut verkaufen", "starts_at": NOW, **fields})


def a_booking(number: str = "B-1", **fields: object) -> Booking:
    usual: dict[str, object] = {"id": number, "course": "VA-1", "participant": Person(name="Karla Muster")}
    return Booking.model_validate(usual | fields)


def added(ref: Ref = COURSE_REF, *, to: NetworkName = MEKOM, **more: object) -> PlannedChange:
    """A new record; a course at MEKOM unless said otherwise."""
    value: Shared = a_course(ref.id) if ref.kind == "course" else a_booking(ref.id)
    identity = change_id("add", ref, to, sorted(more))
    fields = {"title": FieldChange(None, "Gut verkaufen"), "price_guest": FieldChange(None, None)}
    return _planned(Add(id=identity, ref=ref, value=value), to, fields, **more)


def amended(
    fields: Mapping[str, FieldChange], ref: Ref = COURSE_REF, *, of: NetworkName = MEKOM, **more: object
) -> PlannedChange:
    value: Shared = a_course(ref.id) if ref.kind == "course" else a_booking(ref.id)
    identity = change_id("amend", ref, of, sorted(fields), sorted(more))
    change: Change[Shared] = Amend(
        id=identity, ref=ref, record_id=ref.id, value=value, before=value, fields=frozenset(fields)
    )
    return _planned(change, of, fields, **more)


def cancelled(ref: Ref = COURSE_REF, *, of: NetworkName = MEKOM, **more: object) -> PlannedChange:
    value: Shared = a_course(ref.id) if ref.kind == "course" else a_booking(ref.id)
    status = CourseStatus if ref.kind == "course" else BookingStatus
    after = status.CANCELLED if ref.kind == "course" else BookingStatus.CANCELLED_BY_COMPANY  # type: ignore[attr-defined]
    change: Change[Shared] = Cancel(
        id=change_id("cancel", ref, of), ref=ref, record_id=ref.id, value=value, before=value
    )
    return _planned(change, of, {"status": FieldChange(value.status, after)}, **more)


def _planned(
    change: Change[Shared], network: NetworkName, fields: Mapping[str, FieldChange], **more: object
) -> PlannedChange:
    title = "VA-1 Gut verkaufen" if change.ref.kind == "course" else f"VA-1: K. M., Harz GmbH {change.ref.id}"
    usual = PlannedChange(
        change=change,
        network=network,
        kind=change.ref.kind,
        title=title,
        fields=fields,
        reason=Text("released for {network}", network=TITLES[MEKOM]),
        place=verbatim("programme.xlsx, row 7"),
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def a_trio(number: int = 1) -> list[PlannedChange]:
    """A booking that gets its number, is passed on, and is answered."""
    ref = Ref(MEKOM, "booking", f"B-{number}")
    adopted = amended({"id": FieldChange(None, ref.id)}, ref)
    passed_on = added(ref, to=CLUSTER, follows=adopted.id)
    answer = amended(
        {"status": FieldChange(BookingStatus.REQUESTED, None)}, ref, follows=passed_on.id, awaits_answer=True
    )
    return [adopted, passed_on, answer]


def a_hold(change: PlannedChange | None = None) -> Held:
    why = Text("{count} would be cancelled at once", count=9)
    if change is None:
        return Held(network=MEKOM, kind="course", why=why)
    return Held(network=change.network, kind=change.kind, why=why, change=change)


def a_question() -> Question:
    return Question(
        id="q1",
        ref=BOOKING_REF,
        title="VA-1: K. M., Harz GmbH",
        text=Text("Is this the same person?"),
        answers=(Answer("yes", Text("yes")), Answer("no", Text("no"))),
        place=verbatim("mekom.xlsx, row 4"),
    )


def a_withheld(number: str = "VA-9", **more: object) -> Withheld:
    usual = Withheld(
        ref=Ref(CLUSTER, "course", number),
        network=MEKOM,
        title=f"{number} Excel",
        reason=Text("the region offers it"),
        place=verbatim("programme.xlsx, row 9"),
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def an_undo(*, kept: int = 1, impossible: int = 1, holds: bool = True) -> Undo:
    """The way back from night 5; what stays as it is, is a field of a course and a booking as a whole."""
    field = Unreversed(
        ref=COURSE_REF,
        network=MEKOM,
        title="VA-1 Gut verkaufen",
        fields=("place", "title"),
        why=Text("somebody changed it in {network} since", network=TITLES[MEKOM]),
    )
    whole = Unreversed(
        ref=BOOKING_REF, network=CLUSTER, title="VA-1: K. M., Harz GmbH", why=Text("it is gone")
    )
    undone = Undone(
        run=5, change_id="c1", network=MEKOM, ref=COURSE_REF, action="add", sent={}, day=NOW.date()
    )
    return Undo(run=5, kept=[field] * kept, impossible=[whole] * impossible, undone=[undone] if holds else [])


def an_absence() -> Missing:
    return Missing(ref=BOOKING_REF, network=MEKOM, title="VA-1: K. M.", since=date(2013, 1, 13))


def a_reject(row: int = 12) -> PlacedReject:
    why, remedy = Text("“maybe” is no status"), Text("Write one of: requested, confirmed.")
    return PlacedReject(MEKOM, "booking", Reject(place=f"mekom.xlsx, row {row}", why=why, remedy=remedy))


def a_failure() -> Failure:
    error = NetworkError(Text("no answer in 30 s."), remedy=Text("Ask the office."), place="crm.example.org")
    return Failure(CLUSTER, error)


def a_plan(*changes: PlannedChange, **more: object) -> Plan:
    """A plan of these changes and nothing else, made from two whole readings."""
    readings = {
        (MEKOM, "booking"): ReadingSummary(41, 0),
        (CLUSTER, "course"): ReadingSummary(20, 0),
    }
    empty = Plan(
        created=NOW,
        readings=readings,  # type: ignore[arg-type]
        changes=changes,
        held=(),
        withheld=(),
        questions=(),
        missing=(),
        rejects=(),
        failures=(),
        basis=Basis(hub="rules"),
    )
    return replace(empty, **more)  # type: ignore[arg-type]


def a_night(plan: Plan | None = None, **more: object) -> NightFacts:
    """A dry run, until `run` and `outcomes` say otherwise."""
    plan = plan or a_plan()
    usual = NightFacts(plan=plan, fingerprint=fingerprint(plan), titles=TITLES, is_dry_run="run" not in more)
    return replace(usual, **more)  # type: ignore[arg-type]


def a_view(*changes: PlannedChange, **more: object) -> NightView:
    return view_of(a_night(a_plan(*changes, **more)))


def outcome(change: PlannedChange, state: str = "done", **more: Text) -> dict[str, Outcome]:
    return {change.id: Outcome(change_id=change.id, state=state, **more)}  # type: ignore[arg-type]
