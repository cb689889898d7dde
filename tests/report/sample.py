"""A night as the two offices know it: twelve changes, one of everything that can be left."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hub.language import Text
from hub.memory import Outcome
from hub.model import BookingStatus, CourseStatus, Ref
from hub.planning.plan import (
    Answer,
    FieldChange,
    Held,
    Plan,
    PlannedChange,
    Question,
    ReadingSummary,
    Withheld,
)
from hub.report import NightFacts, Remaining
from tests.report.builders import (
    CLUSTER,
    MEKOM,
    TITLES,
    a_failure,
    a_night,
    a_plan,
    a_reject,
    added,
    amended,
    an_absence,
    cancelled,
)

_RELEASED = Text("released for {network}, not offered in the region", network=TITLES[MEKOM])
_REQUESTED = Text(
    "requested through {network}; {price}", network=TITLES[MEKOM], price=Text("price for guests")
)
_ANSWER = Text("the answer of {network}", network=TITLES[CLUSTER])
_FALLEN = Text("the course was cancelled by {network}", network=TITLES[CLUSTER])
_OURS = Text(
    "edited in {there}; {home} owns it, so it is put right", there=TITLES[MEKOM], home=TITLES[CLUSTER]
)


def _course(number: str) -> Ref:
    return Ref(CLUSTER, "course", number)


def _booking(number: str) -> Ref:
    return Ref(MEKOM, "booking", number)


def _row(row: int, sheet: str, file: str = "mekom.xlsx") -> Text:
    return Text("{place}, row {row}", place=_sheet(sheet, file), row=str(row))


def _sheet(sheet: str, file: str) -> Text:
    return Text("{file}, sheet {sheet}", file=file, sheet=sheet)


def _told(change: PlannedChange, title: str, reason: Text, place: Text) -> PlannedChange:
    return replace(change, title=title, reason=reason, place=place, is_conflict=reason is _OURS)


def _passed_on(number: str, title: str, row: int) -> list[PlannedChange]:
    place = _row(row, "Buchungen")
    adopted = amended({"id": FieldChange(None, number)}, _booking(number))
    request = added(_booking(number), to=CLUSTER, follows=adopted.id)
    fields = {
        "course": FieldChange(None, "VA-2013-01"),
        "company.name": FieldChange(None, title.rpartition(", ")[2]),
        "participant.name": FieldChange(None, "Karla Muster"),
        "participant.email": FieldChange(None, "karla@muster.example"),
        "price": FieldChange(None, Decimal("310.00")),
    }
    status = {"status": FieldChange(BookingStatus.REQUESTED, None)}
    answer = amended(status, _booking(number), follows=request.id, awaits_answer=True)
    return [
        _told(adopted, title, Text("the row has no number yet"), place),
        _told(replace(request, fields=fields), title, _REQUESTED, place),
        _told(answer, title, _ANSWER, place),
    ]


def the_changes() -> list[PlannedChange]:
    price = {"price_guest": FieldChange(Decimal("280.00"), Decimal("310.00"))}
    place = {"place": FieldChange("Nörten", "Osterode am Harz")}
    fallen = cancelled(_booking("B-0007"), of=CLUSTER, cause=_course("VA-2013-04"))
    return [
        _told(
            added(_course("VA-2013-01")),
            "VA-2013-01 Gut verkaufen",
            _RELEASED,
            _row(4, "Programm", "verpackungscluster.xlsx"),
        ),
        _told(
            amended(price, _course("VA-2013-02")),
            "VA-2013-02 Neue Kunden",
            Text("changed in {home}", home=TITLES[CLUSTER]),
            _row(5, "Programm", "verpackungscluster.xlsx"),
        ),
        _told(amended(place, _course("VA-2013-03")), "VA-2013-03 Folienkunde", _OURS, _row(9, "Kurse")),
        _told(
            cancelled(_course("VA-2013-04")),
            "VA-2013-04 Rüstzeiten",
            Text("cancelled by {network}", network=TITLES[CLUSTER]),
            _row(7, "Programm", "verpackungscluster.xlsx"),
        ),
        _told(fallen, "VA-2013-04: T. H., Autohaus Radspur GmbH", _FALLEN, _row(12, "Buchungen")),
        *_passed_on("B-0021", "VA-2013-01: K. M., Harz-Metallbau GmbH", 21),
        *_passed_on("B-0022", "VA-2013-01: J. L., Sösebank eG", 22),
        _told(
            amended({"note": FieldChange(None, "unbekannt")}, _booking("B-0023")),
            "VA-2013-41: V. S., Spedition Weg GmbH",
            Text("the hub tells the office why"),
            _row(23, "Buchungen"),
        ),
    ]


def the_plan() -> Plan:
    held = _told(
        cancelled(_booking("B-0009"), of=CLUSTER),
        "VA-2013-02: S. E., Stollen Guss GmbH",
        Text("gone from {network} since {day}", network=TITLES[MEKOM], day=an_absence().since),
        _row(3, "Buchungen", "verpackungscluster.xlsx"),
    )
    why = Text(
        "{network} had {before} bookings and now has {after}", network=TITLES[MEKOM], before=40, after=3
    )
    return a_plan(
        *the_changes(),
        readings={
            (MEKOM, "booking"): ReadingSummary(3, 1),
            (CLUSTER, "course"): ReadingSummary(20, 0),
        },
        held=[Held(network=CLUSTER, kind="booking", why=why, change=held)],
        questions=[
            Question(
                id="a55352b9da9a",
                ref=_booking("B-0024"),
                title="VA-2013-01: F. S., Vorharz Blech GmbH",
                text=Text("Has somebody of this name a seat already?"),
                answers=(Answer("different", Text("two different people: pass it on")),),
                place=_row(24, "Buchungen"),
            )
        ],
        withheld=[
            *(_unreleased(number) for number in ("VA-2013-11", "VA-2013-12", "VA-2013-13")),
            Withheld(
                ref=_booking("B-0023"),
                network=MEKOM,
                title="VA-2013-41: V. S., Spedition Weg GmbH",
                reason=Text("there is no course {number}", number="VA-2013-41"),
                remedy=Text("Correct the course number."),
                place=_row(23, "Buchungen"),
            ),
        ],
        missing=[an_absence()],
        rejects=[a_reject()],
        failures=[a_failure()],
        notes=[Text("The agreement “akademie” ends on {day}.", day=an_absence().since)],
    )


def _unreleased(number: str) -> Withheld:
    return Withheld(
        ref=_course(number),
        network=MEKOM,
        title=f"{number} Excel",
        reason=Text("not released for {network}", network=TITLES[MEKOM]),
        place=_sheet("Programm", "verpackungscluster.xlsx"),
    )


def the_dry_run() -> NightFacts:
    return a_night(the_plan(), exit_code=6)


def _answered(change: PlannedChange) -> PlannedChange:
    if not change.awaits_answer:
        return change
    return replace(change, fields={"status": FieldChange(BookingStatus.REQUESTED, BookingStatus.CONFIRMED)})


def the_night() -> NightFacts:
    """The same, carried out: the second booking was refused, and a system trimmed a place."""
    plan = the_plan()
    skipped = plan.changes[10]
    plan = replace(
        plan, changes=[change if change is skipped else _answered(change) for change in plan.changes]
    )
    done = {c.id: Outcome(change_id=c.id, state="done") for c in plan.changes}
    refused, answer = plan.changes[9], plan.changes[10]
    why, remedy = Text("the course is full"), Text("Ask for the waiting list.")
    done[refused.id] = Outcome(change_id=refused.id, state="refused", why=why, remedy=remedy)
    why = Text("not tried: what it follows was not done")
    done[answer.id] = Outcome(change_id=answer.id, state="skipped", why=why)
    remaining = Remaining(
        ref=_course("VA-2013-03"),
        network=MEKOM,
        title="VA-2013-03 Folienkunde",
        field="place",
        sent="Osterode am Harz",
        seen="OSTERODE",
    )
    assert plan.changes[0].fields["title"].after
    assert plan.changes[3].fields["status"].after is CourseStatus.CANCELLED
    return a_night(plan, run=7, outcomes=done, remaining=[remaining], exit_code=6)
