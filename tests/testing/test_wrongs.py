"""The judge of a make-believe world sees every wrong that is planted, and none where all is well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from hub.model import BookingStatus, CourseStatus, Person, Ref
from hub.testing.system import MakeBelieve
from hub.testing.traits import Traits
from hub.testing.world import World
from hub.testing.wrongs import Picture, wrongs
from tests.planning.builders import booking, course

ATTENDED, OFF = BookingStatus.ATTENDED, BookingStatus.CANCELLED_BY_ORGANISER


@pytest.fixture
def settled(world: World) -> World:
    """Beside what the seed gives: one course A-1 that the guild shows, and its booking B-1 at the academy."""
    with world.office("academy") as office:
        office.put(course("A-1", released_to=frozenset({"guild"})))
    world.night()
    with world.office("guild") as office:
        firm = next(iter(office.members.values())).name
        office.put(booking("B-1", course="A-1", company={"name": firm}))
    world.night()
    with world.looking_at("academy") as office:
        assert "guild/booking/B-1" in office.bookings
    return world


@contextmanager
def judged(world: World) -> Iterator[list[str]]:
    """Collects what is wrong with what happens inside."""
    before, found = Picture.of(world), []
    yield found
    found += wrongs(before, Picture.of(world), world)


def edit(office: MakeBelieve, kind: str, record_id: str, **fields: object) -> None:
    shelf: Mapping[str, object] = getattr(office, f"{kind}s")
    office.put(shelf[record_id].model_copy(update=fields))  # type: ignore[attr-defined]


def double_a_ref(office: MakeBelieve) -> None:
    edit(office, "course", "A-1", id="A-1-again")


def double_a_head(office: MakeBelieve) -> None:
    edit(office, "booking", "guild/booking/B-1", id="other", origin=None)


def lose_a_member(office: MakeBelieve) -> None:
    office.remove("member", "M-1")


def lose_a_copy(office: MakeBelieve) -> None:
    office.remove("course", "A-1")


def lose_a_booking(office: MakeBelieve) -> None:
    office.remove("booking", "B-1")


def invent_a_booking(office: MakeBelieve) -> None:
    office.put(booking("B-2", course="A-1"))


def lose_a_typed_row(office: MakeBelieve) -> None:
    office._unnumbered.clear()


def give_another_number(office: MakeBelieve) -> None:
    moved = office.bookings["B-1"].model_copy(update={"id": "B-77"})
    office.remove("booking", "B-1")
    office.put(moved)


def overwrite_a_course(office: MakeBelieve) -> None:
    edit(office, "course", "A-1", title="Ganz anders", place="Nirgends")


def blank_an_address(office: MakeBelieve) -> None:
    edit(office, "booking", "B-1", participant=Person(name=office.bookings["B-1"].participant.name))


def rename_a_member(office: MakeBelieve) -> None:
    edit(office, "member", "M-1", name="Jemand anders GmbH")


def cancel_a_booking(office: MakeBelieve) -> None:
    edit(office, "booking", "B-1", status=OFF)


def cancel_a_copy(office: MakeBelieve) -> None:
    edit(office, "course", "A-1", status=CourseStatus.CANCELLED)


def make_up_a_title(office: MakeBelieve) -> None:
    edit(office, "course", "A-1", title="Ganz anders")


def make_up_a_name(office: MakeBelieve) -> None:
    edit(office, "booking", "guild/booking/B-1", participant=Person(name="Jemand anders"))


PLANTED: Mapping[Callable[[MakeBelieve], None], tuple[str, str]] = {
    double_a_ref: ("guild", "guild has academy/course/A-1 2 times"),
    double_a_head: ("academy", "academy has ('A-1', 'Anna Apfel B-1') twice in one course"),
    lose_a_member: ("guild", "guild lost member M-1"),
    lose_a_copy: ("guild", "guild lost course A-1"),
    lose_a_booking: ("guild", "guild lost booking B-1"),
    invent_a_booking: ("guild", "guild has what nobody typed: Anna Apfel B-2 in A-1"),
    lose_a_typed_row: ("guild", "guild has no longer what was typed: Berta Birne in A-1"),
    give_another_number: ("guild", "guild lost booking B-1"),
    overwrite_a_course: ("academy", "academy: course A-1 was overwritten in title, place"),
    blank_an_address: ("guild", "guild: booking B-1 was overwritten in participant"),
    rename_a_member: ("guild", "guild: member M-1 was overwritten in name"),
    cancel_a_booking: ("guild", "guild: guild/booking/B-1 was cancelled, and nobody wanted that"),
    make_up_a_title: ("guild", "guild: title of academy/course/A-1 became 'Ganz anders', and nobody said so"),
    make_up_a_name: (
        "academy",
        "academy: participant.name of guild/booking/B-1 became 'Jemand anders', and nobody said so",
    ),
    cancel_a_copy: ("guild", "guild: academy/course/A-1 was cancelled, and nobody wanted that"),
}


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_wrong_is_found_and_named(settled: World, plant: Callable[[MakeBelieve], None]) -> None:
    network, sentence = PLANTED[plant]
    with settled.looking_at("guild") as office:
        office.type_in(booking("?", course="A-1", participant=Person(name="Berta Birne")))
        office.save()

    with judged(settled) as found, settled.looking_at(network) as office:
        plant(office)
        office.save()

    assert sentence in found


def test_taking_back_who_attended_is_a_wrong_at_either_side(settled: World) -> None:
    for network, number in (("guild", "B-1"), ("academy", "guild/booking/B-1")):
        with settled.office(network) as office:
            edit(office, "booking", number, status=ATTENDED)

    with judged(settled) as found:
        for network, number in (("guild", "B-1"), ("academy", "guild/booking/B-1")):
            with settled.office(network) as office:
                edit(office, "booking", number, status=BookingStatus.CONFIRMED)

    assert found == [
        "academy: who attended A-1 in guild/booking/B-1 is forgotten",
        "guild: who attended A-1 in B-1 is forgotten",
    ]


def test_a_night_in_which_all_is_well_is_not_accused(settled: World) -> None:
    for _ in range(5):
        settled.people_act()
        with judged(settled) as found:
            settled.night()
        assert found == []
        settled.tomorrow(days=3)


def test_bringing_back_what_was_cancelled_is_a_wrong_at_either_side(settled: World) -> None:
    for network, number in (("guild", "B-1"), ("academy", "guild/booking/B-1")):
        with settled.office(network) as office:
            edit(office, "booking", number, status=OFF)

    with judged(settled) as found:
        for network, number in (("guild", "B-1"), ("academy", "guild/booking/B-1")):
            with settled.office(network) as office:
                edit(office, "booking", number, status=BookingStatus.REQUESTED)

    assert found == [
        "academy: guild/booking/B-1 was cancelled, and no longer is",
        "guild: B-1 was cancelled, and no longer is",
    ]


def test_writing_again_what_was_removed_at_home_is_a_wrong(settled: World) -> None:
    with settled.office("academy") as office:
        copy = office.bookings["guild/booking/B-1"]
        office.remove("booking", copy.id)
    settled.people.removed.add(Ref("guild", "booking", "B-1"))

    with judged(settled) as found, settled.office("academy") as office:
        office.put(copy)

    assert "academy: guild/booking/B-1 was removed at home, and was written again" in found


def test_what_a_system_makes_of_a_value_is_not_made_up(tmp_path: Path) -> None:
    world = World.build(tmp_path, 7, traits={"academy": Traits(), "guild": Traits(habits=("shouts",))})
    with judged(world) as found:
        world.night()

    assert found == []


def test_what_people_themselves_cancelled_is_no_wrong(settled: World) -> None:
    settled.people.cancelled.add(Ref("guild", "booking", "B-1"))

    with judged(settled) as found, settled.office("academy") as office:
        edit(office, "booking", "guild/booking/B-1", status=OFF)

    assert found == []


def test_the_bookings_of_a_course_that_was_called_off_share_its_fate(settled: World) -> None:
    settled.people.cancelled.add(Ref("academy", "course", "A-1"))
    with settled.office("academy") as office:
        edit(office, "course", "A-1", status=CourseStatus.CANCELLED)

    with judged(settled) as found:
        settled.night()

    with settled.looking_at("guild") as office:
        assert (office.bookings["B-1"].status, office.courses["A-1"].status) == (OFF, CourseStatus.CANCELLED)

    assert found == []


def test_the_bookings_of_a_course_that_was_removed_at_its_home_share_its_fate(settled: World) -> None:
    with settled.office("academy") as office:
        office.remove("course", "A-1")
    settled.people.removed.add(Ref("academy", "course", "A-1"))

    with judged(settled) as found:
        for name, record_id in (("academy", "guild/booking/B-1"), ("guild", "B-1")):
            with settled.office(name) as office:
                edit(office, "booking", record_id, status=OFF)

    assert found == []


def test_an_answer_of_the_organiser_is_no_overwriting(settled: World) -> None:
    with judged(settled) as found, settled.office("guild") as office:
        edit(office, "booking", "B-1", status=BookingStatus.CONFIRMED, note="bestätigt")

    assert found == []


def test_a_row_that_gets_its_number_is_not_lost(settled: World) -> None:
    with settled.office("guild") as office:
        office.type_in(booking("?", course="A-1", participant=Person(name="Berta Birne")))

    with judged(settled) as found:
        settled.night()

    assert found == []
    assert Picture.of(settled).typed == {"academy": (), "guild": ()}


def test_a_course_that_was_cancelled_at_home_and_goes_on_at_its_channel_is_a_wrong(settled: World) -> None:
    with settled.office("academy") as office:
        edit(office, "course", "A-1", status=CourseStatus.CANCELLED)
    settled.people.cancelled.add(Ref("academy", "course", "A-1"))
    settled.night()

    with judged(settled) as found, settled.looking_at("guild") as office:
        edit(office, "course", "A-1", status=CourseStatus.OPEN)
        office.save()

    assert "guild: academy/course/A-1 was cancelled, and no longer is" in found


def test_a_course_of_the_same_number_elsewhere_excuses_no_cancellation(settled: World) -> None:
    settled.people.cancelled.add(Ref("harbour", "course", "A-1"))

    with judged(settled) as found, settled.looking_at("guild") as office:
        cancel_a_booking(office)
        office.save()

    assert "guild: guild/booking/B-1 was cancelled, and nobody wanted that" in found


def test_a_double_is_in_the_picture_twice(settled: World) -> None:
    before = Picture.of(settled).by_name
    with settled.looking_at("guild") as office:
        double_a_ref(office)
        office.save()

    assert len(Picture.of(settled).by_name) == len(before) + 1


def test_a_picture_names_a_copy_alike_whatever_number_its_system_gave_it(settled: World) -> None:
    before = Picture.of(settled).by_name
    with settled.looking_at("guild") as office:
        moved = office.courses["A-1"].model_copy(update={"id": "K-0001"})
        office.remove("course", "A-1")
        office.put(moved)
        office.save()

    assert Picture.of(settled).by_name == before
    assert ("guild", "course", "academy/course/A-1") in before
    assert ("academy", "course", "A-1") in before
