"""Two networks in a few lines: an academy that organises, MEKOM that books, and a region that offers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hub.changes import Partial, Reading, Record, Reject
from hub.config import Agreement, Limits, Share
from hub.language import Text
from hub.matching import MemberDirectory, SameTitle
from hub.memory import Agreed, Memory, Shelf
from hub.model import Booking, Company, Course, CourseStatus, Member, NetworkName, Person, Ref
from hub.planning.draft import Titles
from hub.planning.plan import Plan, PlannedChange
from hub.planning.planner import Rules, make_plan
from hub.planning.snapshot import Key, Snapshot, View
from hub.reading import catalogues_of, members_of

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2013, 1, 14, 2, tzinfo=BERLIN)
ACADEMY, MEKOM, REGION = NetworkName("academy"), NetworkName("mekom"), NetworkName("region")
AGREEMENT = Agreement(
    name="akademie",
    organiser=ACADEMY,
    channel=MEKOM,
    valid_from=date(2013, 1, 1),
    withhold_if_offered_by=(REGION,),
    share=Share(participant=("name", "email"), member=("name", "town")),
)


def course(number: str = "VA-1", **fields: object) -> Course:
    """A released course of the academy that begins in two weeks."""
    usual: dict[str, object] = {
        "id": number,
        "title": f"Verkaufen {number}",
        "starts_at": NOW + timedelta(days=14),
        "capacity": 10,
        "price_member": "95.00",
        "price_guest": "120.00",
        "status": CourseStatus.OPEN,
        "released_to": frozenset({MEKOM}),
    }
    return Course.model_validate(usual | fields)


def copy_of(value: Course, **fields: object) -> Course:
    """The course as it stands at MEKOM."""
    kept = value.model_copy(
        update={"origin": Ref(ACADEMY, "course", value.id), "released_to": frozenset(), "never_share": False}
    )
    return kept.model_copy(update=fields)


def booking(number: str = "B-1", **fields: object) -> Booking:
    """A request of a MEKOM member for VA-1."""
    usual: dict[str, object] = {
        "id": number,
        "course": "VA-1",
        "company": Company(name="Harzer Holz GmbH"),
        "participant": Person(name=f"Anna Apfel {number}", email="anna@harzer-holz.example"),
        "booked_on": date(2013, 1, 10),
    }
    return Booking.model_validate(usual | fields)


def request_of(value: Booking, **fields: object) -> Booking:
    """The booking as it stands at the academy."""
    usual: dict[str, object] = {
        "id": f"mekom/booking/{value.id}",
        "origin": Ref(MEKOM, "booking", value.id),
        "company": Company(name="Harzer Holz GmbH", town="Osterode am Harz"),
        "remark": None,
        "note": None,
    }
    return value.model_copy(update=usual | fields)


def member(number: str = "M-1", **fields: object) -> Member:
    usual: dict[str, object] = {"id": number, "name": "Harzer Holz GmbH", "town": "Osterode am Harz"}
    return Member.model_validate(usual | fields)


@dataclass
class World:
    """What stands where tonight; `plan()` says what the hub makes of it."""

    members: dict[NetworkName, list[Member]] = field(default_factory=lambda: {MEKOM: [member()], ACADEMY: []})
    courses: dict[NetworkName, list[Course]] = field(
        default_factory=lambda: {MEKOM: [], ACADEMY: [], REGION: []}
    )
    bookings: dict[NetworkName, list[Booking]] = field(default_factory=lambda: {MEKOM: [], ACADEMY: []})
    proposed: set[str] = field(default_factory=set)
    silent: set[Key] = field(default_factory=set)
    memory: Memory = field(default_factory=Memory)
    agreements: tuple[Agreement, ...] = (AGREEMENT,)
    limits: Limits = field(default_factory=Limits)
    now: datetime = NOW
    partial: dict[Key, Text] = field(default_factory=dict)
    rejects: dict[Key, Reject] = field(default_factory=dict)
    refless: set[Key] = field(default_factory=set)  # have no place for a ref
    channel_title: str = "MEKOM"
    language: str = "en"

    def with_published(self, *courses: Course) -> World:
        """These courses stand at both sides already."""
        self.courses[ACADEMY] += courses
        self.courses[MEKOM] += [copy_of(value) for value in courses]
        return self

    def with_passed_on(self, value: Booking, **at_the_academy: object) -> World:
        self.bookings[MEKOM].append(value)
        self.bookings[ACADEMY].append(request_of(value, **at_the_academy))
        return self

    def after_a_night(self) -> World:
        """The hub remembers how many records stand everywhere now; what is done next is tonight's news."""
        shelves = {
            key: Shelf(records=len(view.reading.records)) for key, view in self.snapshot().views.items()
        }
        self.memory = replace(self.memory, shelves=shelves)
        return self

    def agreed(self) -> World:
        """An earlier night saw on both sides what stands there now, and remembers it."""
        self.memory = replace(
            self.memory,
            agreed={
                copy: {name: Agreed(sent=sent, seen=sent) for name, sent in fields.items()}
                for copy, fields in self.plan().expected.items()
            },
        )
        return self

    def without(self, network: NetworkName, *ids: str) -> World:
        """Somebody deleted these courses and bookings."""
        for nouns in (self.courses, self.bookings):
            values: list[Course] | list[Booking] = nouns[network]  # type: ignore[assignment]
            values[:] = [value for value in values if value.id not in ids]  # type: ignore[assignment]
        return self

    def plan(self) -> Plan:
        snapshot = self.snapshot()
        titles = Titles({ACADEMY: "Academy", MEKOM: self.channel_title, REGION: "Region"})
        rules = Rules(
            agreements=self.agreements,
            limits=self.limits,
            titles=titles,
            language=self.language,
            digest="rules",
        )
        return make_plan(
            snapshot,
            self.memory,
            rules,
            now=self.now,
            judge=SameTitle(catalogues_of(snapshot, [REGION], titles)),
            directory=MemberDirectory(members_of(snapshot)),
        )

    def snapshot(self) -> Snapshot:
        views = {}
        for kind, nouns in (("member", self.members), ("course", self.courses), ("booking", self.bookings)):
            for network, values in nouns.items():
                key: Key = (network, kind)  # type: ignore[assignment]
                if key in self.silent:
                    continue
                records = [
                    Record.of(value, f"{network}, {kind} {value.id}", proposed=value.id in self.proposed)
                    for value in values  # type: ignore[attr-defined]
                ]
                rejects = [self.rejects[key]] if key in self.rejects else []
                reading = Reading(records, rejects, keeps_refs=key not in self.refless)
                if key in self.partial:
                    reading = replace(reading, coverage=Partial(self.partial[key]))
                views[key] = View(
                    network, key[1], reading, self.memory.shelves.get(key, Shelf()), basis="rules"
                )
        return Snapshot(views)


def lines(plan: Plan) -> list[str]:
    """The changes as `action network id field…`, to be compared at a glance."""
    return [line(change) for change in plan.changes]


def line(change: PlannedChange) -> str:
    fields = ",".join(sorted(change.fields)) if change.change.action != "add" else ""
    return " ".join(part for part in (change.change.action, change.network, change.ref.id, fields) if part)
