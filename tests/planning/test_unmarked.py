"""What is written once more can only stand there once: it has a number of its home's, and nothing looks like it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hub.changes import Record, Reject, Unreadable
from hub.language import Text
from hub.memory import Shelf
from hub.model import Booking, Company, Course, Person, Ref
from hub.planning.plan import Plan
from hub.planning.snapshot import View
from tests.planning.builders import ACADEMY, MEKOM, World, booking, copy_of, course, lines, request_of
from tests.planning.test_copies import COPY, KINDS, PLACE, added
from tests.planning.test_lost import LOST, keeping_refs, lost_world

ELSEWHEN = course().starts_at + timedelta(days=30)


def is_written_once_more(world: World) -> bool:
    plan = world.plan()
    is_asked = [question.ref for question in plan.questions] != []
    is_added = any(line in {added("course"), added("booking")} for line in lines(plan))
    assert is_asked != is_added, _told(plan)
    return is_added


def _told(plan: Plan) -> str:
    return f"{lines(plan)} {plan.questions} {plan.withheld} {plan.held}"


def put(world: World, kind: str, noun: Course | Booking) -> World:
    """One more record in the place where the lost one was to go."""
    network, _ = PLACE[kind]
    if isinstance(noun, Course):
        world.courses[network].append(noun)
    else:
        world.bookings[network].append(noun)
    return world


def lost_once(kind: str) -> World:
    return keeping_refs(lost_world(kind, unsure=LOST))


def own(kind: str, **fields: object) -> Course | Booking:
    """A record of the system's own that has nothing to do with the lost one."""
    if kind == "course":
        usual: dict[str, object] = {"title": "Gabelstapler fahren", "starts_at": ELSEWHEN, "ends_at": None}
        return course("MK-1", **usual | fields)
    return booking("VB-1", **{"participant": Person(name="Wer Anders")} | fields)


@KINDS
def test_where_copies_have_the_number_of_their_home_it_is_written_once_more(kind: str) -> None:
    assert is_written_once_more(lost_once(kind))
    assert is_written_once_more(put(lost_once(kind), kind, own(kind)))


@KINDS
def test_a_system_that_gives_out_its_own_ids_is_never_written_to_a_second_time_by_itself(kind: str) -> None:
    """It may show the first one late; two with the same ref would then stand side by side."""
    world = lost_once(kind)
    if kind == "course":
        world.courses[MEKOM][-1] = copy_of(course("VA-9"), id="K-0001")
    else:
        world.bookings[ACADEMY][-1] = request_of(booking("B-9"), id="K-0001")

    assert not is_written_once_more(world)


@KINDS
def test_one_copy_with_a_number_of_the_systems_own_is_enough_for_that(kind: str) -> None:
    other = copy_of(course("VA-8"), id="K-1") if kind == "course" else request_of(booking("B-8"), id="K-1")

    assert not is_written_once_more(put(lost_once(kind), kind, other))


@KINDS
@pytest.mark.parametrize("whole", [True, False], ids=["the ref for a number", "the number of its home"])
def test_a_record_of_its_number_without_its_ref_is_most_likely_it(kind: str, whole: bool) -> None:
    ref, _ = COPY[kind]

    assert not is_written_once_more(put(lost_once(kind), kind, own(kind, id=str(ref) if whole else ref.id)))


@pytest.mark.parametrize(
    "fields",
    [{"title": "VERKAUFEN  va-1"}, {"starts_at": course().starts_at + timedelta(minutes=7)}],
    ids=["title", "day"],
)
def test_a_course_without_a_ref_that_looks_the_same_may_be_it(fields: dict[str, object]) -> None:
    assert not is_written_once_more(put(lost_once("course"), "course", own("course", **fields)))


@pytest.mark.parametrize(
    "person",
    [
        Person(),
        Person(name="Muster, Erika", email="m@elsewhere.example.org"),
        Person(name="E. M.", email="ERIKA@harzerholz.example.org"),
    ],
    ids=["nobody", "name", "address"],
)
def test_a_booking_of_the_same_course_without_a_ref_that_may_be_the_same_persons_may_be_it(
    person: Person,
) -> None:
    world = lost_once("booking")
    world.bookings[MEKOM][0] = booking(
        participant=Person(name="Erika Muster", email="erika@harzerholz.example.org")
    )

    assert not is_written_once_more(put(world, "booking", own("booking", participant=person)))


@pytest.mark.parametrize("fields", [{"email": "w@elsewhere.example.org"}, {"email": None}])
def test_somebody_elses_booking_of_the_same_course_is_not(fields: dict[str, object]) -> None:
    other = own("booking", participant=Person(name="Wer Anders", **fields), company=Company(name="Anders AG"))

    assert is_written_once_more(put(lost_once("booking"), "booking", other))


def test_a_booking_of_the_same_person_for_another_course_is_not() -> None:
    other = own("booking", participant=booking().participant, course="VA-9")

    assert is_written_once_more(put(lost_once("booking"), "booking", other))


class Garbled:
    """A row that cannot be understood."""

    def value(self, key: int) -> Course:
        raise Unreadable(Reject(place="row 7", why=Text("broken"), remedy=Text("mend it"), id="X-1"))

    def place(self, key: int) -> str:
        return "row 7"


@pytest.mark.parametrize("origin", [None, Ref(ACADEMY, "course", "VA-8")], ids=["no ref", "another's ref"])
def test_a_record_of_which_only_the_number_can_be_read_may_be_it_unless_it_has_anothers_ref(
    origin: Ref | None,
) -> None:
    world = lost_once("course")
    snapshot = world.snapshot()
    view = snapshot.courses(MEKOM)
    assert view is not None
    garbled = Record("VA-8", fingerprint=b"x", source=Garbled(), origin=origin)
    reading = replace(view.reading, records=[*view.reading.records, garbled])
    broken = View(MEKOM, "course", reading, Shelf(), basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (MEKOM, "course"): broken})  # type: ignore[method-assign]

    assert is_written_once_more(world) == (origin is not None)
