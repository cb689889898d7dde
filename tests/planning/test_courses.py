"""Courses flow from the organiser to the channel."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from hub.changes import Reject
from hub.language import Text
from hub.memory import Agreed, Memory, Shelf
from hub.model import BookingStatus, Course, CourseStatus, Person, Ref
from hub.planning.compare import digest
from tests.planning.builders import (
    ACADEMY,
    AGREEMENT,
    BERLIN,
    MEKOM,
    NOW,
    REGION,
    World,
    booking,
    copy_of,
    course,
    lines,
)

VA_1 = Ref(ACADEMY, "course", "VA-1")


def world_of(*courses: Course) -> World:
    world = World()
    world.courses[ACADEMY] += courses
    return world


def test_a_released_course_is_published_with_its_ref_and_without_its_release_marks() -> None:
    plan = world_of(course()).plan()

    assert lines(plan) == ["add mekom VA-1"]
    published = plan.changes[0].change.value
    assert isinstance(published, Course)
    assert (published.id, published.origin) == ("VA-1", VA_1)
    assert not published.released_to
    assert str(plan.changes[0].reason) == "released for MEKOM, not offered in the region"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"never_share": True}, "marked “never share”"),
        ({"released_to": frozenset()}, "not released for MEKOM"),
        ({"released_to": frozenset({"wrg"})}, "not released for MEKOM"),
        ({"status": CourseStatus.CANCELLED}, "cancelled before it was published"),
        ({"status": CourseStatus.DRAFT}, "still a draft"),
        ({"ends_at": NOW}, "it ends before it begins"),
        ({"starts_at": NOW - timedelta(hours=1)}, "began on 2013-01-14"),
        ({"starts_at": NOW - timedelta(days=30)}, "outside the period of the agreement “akademie”"),
    ],
)
def test_what_is_not_published_is_listed_with_its_reason(fields: dict[str, object], reason: str) -> None:
    plan = world_of(course(**fields)).plan()

    assert lines(plan) == []
    assert [(str(one.ref), str(one.reason)) for one in plan.withheld] == [("academy/course/VA-1", reason)]


def test_released_to_everybody_includes_the_channel() -> None:
    assert lines(world_of(course(released_to=frozenset({"*"}))).plan()) == ["add mekom VA-1"]


def test_a_course_that_the_region_offers_under_the_same_title_is_withheld_naming_the_provider() -> None:
    world = world_of(course(title="Excel für Einsteiger"))
    world.courses[REGION].append(
        course("K-9", title="EXCEL  für Einsteiger", provider="Volkshochschule Harzrand")
    )

    plan = world.plan()

    assert lines(plan) == []
    assert "Volkshochschule Harzrand offers “EXCEL  für Einsteiger” already" in str(plan.withheld[0].reason)


def test_a_cancelled_regional_offer_reopens_the_gap() -> None:
    world = world_of(course(title="Excel"))
    world.courses[REGION].append(course("K-9", title="Excel", status=CourseStatus.CANCELLED))

    assert lines(world.plan()) == ["add mekom VA-1"]


def test_without_the_regional_catalogue_nothing_new_is_published_and_what_stands_stays() -> None:
    world = world_of(course("VA-2")).with_published(course("VA-1"))
    world.silent.add((REGION, "course"))

    plan = world.plan()

    assert lines(plan) == []
    assert [(one.ref.id, str(one.reason)) for one in plan.withheld] == [
        ("VA-2", "nobody can say tonight whether Region offer it")
    ]
    assert plan.questions == []


def test_a_changed_course_is_amended_field_by_field() -> None:
    world = World().with_published(course())
    world.courses[ACADEMY][0] = course(place="Göttingen", price_member="99.00")

    plan = world.plan()

    assert lines(plan) == ["amend mekom VA-1 place,price_member"]
    assert plan.changes[0].fields["price_member"].before == Decimal("95.00")
    assert plan.changes[0].fields["price_member"].after == Decimal("99.00")
    assert str(plan.changes[0].reason) == "changed in Academy"


def agreed_on(value: Course, *, seen: Course | None = None) -> Memory:
    """A ledger that remembers this course's title as settled."""
    shown = seen or value
    entry = Agreed(sent=digest("title", value.title, key=b"k"), seen=digest("title", shown.title, key=b"k"))
    return Memory(agreed={(VA_1._replace(id=value.id), MEKOM): {"title": entry}}, key=b"k")


def test_a_title_overwritten_at_the_channel_is_reported_and_put_right() -> None:
    world = World(memory=agreed_on(course())).with_published(course())
    world.courses[MEKOM][0] = copy_of(course(), title="Besser verkaufen")

    plan = world.plan()

    assert lines(plan) == ["amend mekom VA-1 title"]
    assert str(plan.changes[0].reason) == "edited in MEKOM; Academy owns it, so it is put right"
    assert plan.changes[0].is_conflict


def test_a_title_changed_on_both_sides_is_settled_by_its_owner_and_says_so() -> None:
    world = World(memory=agreed_on(course()))
    world.courses[ACADEMY].append(course(title="Verkaufen heute"))
    world.courses[MEKOM].append(copy_of(course(), title="Besser verkaufen"))

    plan = world.plan()

    assert plan.changes[0].fields["title"].after == "Verkaufen heute"
    assert str(plan.changes[0].reason) == "changed in Academy and edited in MEKOM; Academy owns it"


def test_a_system_that_cuts_titles_is_not_written_to_every_night() -> None:
    cut = course(title="Verkaufen f")
    whole = course(title="Verkaufen für Fortgeschrittene")
    world = World(memory=agreed_on(whole, seen=cut))
    world.courses[ACADEMY].append(whole)
    world.courses[MEKOM].append(copy_of(whole, title=cut.title))

    assert lines(world.plan()) == []


@pytest.mark.parametrize(
    "there",
    [
        {"title": "Verkaufen  VA-1"},
        {"title": "Verkaufen\u00a0VA-1"},
        {"starts_at": course().starts_at.astimezone(NOW.astimezone().tzinfo)},
        {"price_member": Decimal(95)},
        {"place": None},
    ],
)
def test_blanks_time_zones_and_trailing_zeros_are_no_changes(there: dict[str, object]) -> None:
    world = World()
    world.courses[ACADEMY].append(course())
    world.courses[MEKOM].append(copy_of(course(), **there))

    assert lines(world.plan()) == []


def test_a_course_cancelled_by_the_academy_is_cancelled_at_the_channel_never_deleted() -> None:
    world = World().with_published(course())
    world.courses[ACADEMY][0] = course(status=CourseStatus.CANCELLED)

    plan = world.plan()

    assert lines(plan) == ["cancel mekom VA-1 status"]
    assert str(plan.changes[0].reason) == "cancelled by Academy"


def test_a_cancelled_course_stays_silent_the_next_night() -> None:
    assert lines(World().with_published(course(status=CourseStatus.CANCELLED)).plan()) == []


def test_the_copy_of_a_cancelled_course_is_put_right_too_where_somebody_edited_it() -> None:
    world = World()
    off = course(status=CourseStatus.CANCELLED)
    world.courses[ACADEMY], world.courses[MEKOM] = [off], [copy_of(off, place="Raum 9")]
    assert lines(world.plan()) == ["amend mekom VA-1 place"]


def test_a_cancelled_course_that_is_not_released_any_more_tells_its_cancellation_alone() -> None:
    world = World()
    stood = course(title="Verkaufen")
    world.courses[MEKOM] = [copy_of(stood)]
    world.courses[ACADEMY] = [
        course(title="Intern: gestrichen", status=CourseStatus.CANCELLED, released_to=frozenset())
    ]
    assert lines(world.plan()) == ["cancel mekom VA-1 status"]


@pytest.mark.parametrize("fields", [{"never_share": True}, {"released_to": frozenset()}])
def test_a_release_taken_back_after_publishing_is_a_question_and_changes_nothing(
    fields: dict[str, object],
) -> None:
    world = World().with_published(course())
    world.courses[ACADEMY][0] = course(title="Neu", **fields)

    plan = world.plan()

    assert lines(plan) == []
    assert [question.ref for question in plan.questions] == [VA_1]
    assert plan.questions[0].id == world.plan().questions[0].id


def test_a_published_course_that_is_over_is_left_in_peace() -> None:
    over = course(starts_at=NOW - timedelta(days=5))

    plan = World().with_published(over).plan()

    assert (lines(plan), plan.withheld, plan.questions) == ([], [], [])


def test_a_course_removed_at_the_channel_is_published_again_with_that_reason() -> None:
    world = world_of(course())
    world.memory = agreed_on(course())

    plan = world.plan()

    assert lines(plan) == ["add mekom VA-1"]
    assert str(plan.changes[0].reason) == "was removed in MEKOM, but still takes place"


def test_nothing_flows_under_an_agreement_that_ended_and_the_report_says_so() -> None:
    world = world_of(course())
    world.agreements = (AGREEMENT.model_copy(update={"valid_until": date(2013, 1, 13)}),)

    plan = world.plan()

    assert lines(plan) == []
    assert [str(note) for note in plan.notes] == [
        "The agreement “akademie” ended on 2013-01-13: nothing new is passed on under it, cancellations still are."
    ]


def test_an_agreement_that_has_not_begun_shares_nothing_and_says_when_it_will() -> None:
    world = world_of(course())
    world.agreements = (AGREEMENT.model_copy(update={"valid_from": date(2013, 2, 1)}),)

    plan = world.plan()

    assert lines(plan) == []
    assert plan.notes == [
        Text(
            "The agreement “{name}” begins on {day}; until then nothing is shared under it.",
            name="akademie",
            day=date(2013, 2, 1),
        )
    ]


def test_the_second_agreement_of_a_pair_counts_where_the_first_has_ended() -> None:
    spring = AGREEMENT.model_copy(update={"valid_until": date(2013, 1, 20)})
    later = AGREEMENT.model_copy(update={"name": "later", "valid_from": date(2013, 1, 1)})
    world = world_of(course())
    world.agreements = (spring, later)

    assert lines(world.plan()) == ["add mekom VA-1"]


def test_a_cancellation_is_not_lost_because_the_agreement_ended() -> None:
    world = World().with_published(course(), course("VA-2"))
    world.with_passed_on(booking(status=BookingStatus.CANCELLED_BY_COMPANY), status=BookingStatus.CONFIRMED)
    world.with_passed_on(
        booking("B-2", course="VA-2", status=BookingStatus.CONFIRMED), status=BookingStatus.CONFIRMED
    )
    world.courses[ACADEMY][1] = course("VA-2", status=CourseStatus.CANCELLED)
    world.agreements = (AGREEMENT.model_copy(update={"valid_until": date(2013, 1, 13)}),)

    assert lines(world.plan()) == [
        "cancel mekom VA-2 status",
        "cancel academy B-1 status",
        "cancel academy B-2 status",
        "cancel mekom B-2 status",
    ]


def test_after_the_agreement_no_new_booking_and_no_corrected_person_crosses() -> None:
    world = World().with_published(course()).with_passed_on(booking())
    world.bookings[MEKOM] = [booking(participant=Person(name="Berta")), booking("B-2")]
    world.agreements = (AGREEMENT.model_copy(update={"valid_until": date(2013, 1, 13)}),)

    plan = world.plan()

    assert lines(plan) == ["amend mekom B-2 note"]
    assert [str(one.reason) for one in plan.withheld] == ["the agreement with Academy has ended"]


def test_a_number_that_seems_to_stand_for_another_course_now_is_held() -> None:
    world = World().with_published(course())
    world.courses[ACADEMY][0] = course(title="Töpfern", starts_at=NOW + timedelta(days=100))

    plan = world.plan()

    assert lines(plan) == []
    assert "the number VA-1 may stand for another course now" in str(plan.held[0].why)
    assert lines(plan.with_held_confirmed()) == ["amend mekom VA-1 starts_at,title"]


def test_where_that_other_course_is_cancelled_its_title_is_held_with_its_cancellation() -> None:
    world = World().with_published(course())
    other = course(title="Töpfern", starts_at=NOW + timedelta(days=100), status=CourseStatus.CANCELLED)
    world.courses[ACADEMY][0] = other

    plan = world.plan()

    assert lines(plan) == []
    assert sorted(lines(plan.with_held_confirmed())) == [
        "amend mekom VA-1 starts_at,title",
        "cancel mekom VA-1 status",
    ]


@pytest.mark.parametrize("how", ["partial", "doubted"])
def test_a_copy_that_could_not_be_seen_is_not_published_a_second_time(how: str) -> None:
    world = world_of(course())
    if how == "partial":
        world.partial[(MEKOM, "course")] = Text("page 3 of 5 is missing")
    else:
        world.memory = Memory(shelves={(MEKOM, "course"): Shelf(records=9)})

    plan = world.plan()

    assert lines(plan) == []
    assert (ACADEMY, "course", "VA-1") in plan.pending


def torn(record_id: str | None = None, origin: Ref | None = None) -> Reject:
    return Reject(place="row 7", why=Text("torn"), remedy=Text("Mend it."), id=record_id, origin=origin)


@pytest.mark.parametrize("reject", [torn(str(VA_1)), torn("K-0007", VA_1), torn(origin=VA_1)])
def test_a_copy_that_says_its_ref_in_a_row_that_cannot_be_read_is_left_to_the_report(reject: Reject) -> None:
    world = world_of(course())
    world.rejects[(MEKOM, "course")] = reject

    plan = world.plan()

    assert (lines(plan), plan.withheld) == ([], [])
    assert (ACADEMY, "course", "VA-1") in plan.pending


@pytest.mark.parametrize("reject", [torn("VA-1"), torn("K-0007"), torn()])
def test_a_copy_known_of_old_that_may_be_a_row_which_cannot_be_read_is_not_published_again(
    reject: Reject,
) -> None:
    world = world_of(course())
    world.memory = agreed_on(course())
    world.rejects[(MEKOM, "course")] = reject

    plan = world.plan()

    assert lines(plan) == []
    [withheld] = plan.withheld
    assert str(withheld.reason) == "a row in MEKOM that cannot be read may be it"
    assert (ACADEMY, "course", "VA-1") in plan.pending


@pytest.mark.parametrize("reject", [torn("VA-1"), torn("K-0007"), torn()])
def test_a_course_that_never_stood_there_is_published_whatever_rows_cannot_be_read(reject: Reject) -> None:
    world = world_of(course())
    world.rejects[(MEKOM, "course")] = reject

    assert lines(world.plan()) == ["add mekom VA-1"]


@pytest.mark.parametrize(
    ("record_id", "origin"),
    [("VA-3", None), ("K-0007", VA_1._replace(id="VA-3")), (None, VA_1._replace(id="VA-3"))],
)
def test_a_row_with_another_number_or_ref_is_another_copy(record_id: str | None, origin: Ref | None) -> None:
    """Its own number tells that only where the copies beside it keep the numbers of their home."""
    world = world_of(course()).with_published(course("VA-2"))
    world.memory = agreed_on(course())
    world.rejects[(MEKOM, "course")] = torn(record_id, origin)

    assert lines(world.plan()) == ["add mekom VA-1"]


@pytest.mark.parametrize(("known", "expected"), [(False, []), (True, ["add mekom VA-1"])])
def test_where_the_hub_forgot_the_copies_it_sees_a_nameless_row_may_be_any_of_them(
    known: bool, expected: list[str]
) -> None:
    world = world_of(course()).with_published(course("VA-2"))
    world.memory = agreed_on(course("VA-2")) if known else Memory()
    world.rejects[(MEKOM, "course")] = torn()

    assert lines(world.plan()) == expected


LATE_IN_UTC = datetime(2013, 1, 31, 23, 30, tzinfo=UTC)  # 00:30 on 1 February in Berlin


@pytest.mark.parametrize(
    ("until", "changes"), [(date(2013, 1, 31), []), (date(2013, 2, 1), ["add mekom VA-1"])]
)
def test_the_day_of_a_course_is_the_day_on_the_offices_clock_whatever_its_system_counts_in(
    until: date, changes: list[str]
) -> None:
    world = world_of(course(starts_at=LATE_IN_UTC))
    world.agreements = (AGREEMENT.model_copy(update={"valid_until": until}),)

    assert lines(world.plan()) == changes


def test_a_course_that_began_is_told_with_the_day_on_the_offices_clock() -> None:
    world = world_of(course(starts_at=datetime(2013, 1, 12, 23, 30, tzinfo=UTC)))

    assert [str(one.reason) for one in world.plan().withheld] == ["began on 2013-01-13"]


def test_in_the_doubled_hour_a_course_that_began_in_the_first_is_over_in_the_second() -> None:
    late = datetime(2013, 10, 27, 2, 15, tzinfo=BERLIN)
    world = world_of(course(starts_at=late.replace(minute=45)))

    world.now = late
    assert lines(world.plan()) == ["add mekom VA-1"]
    world.now = late.replace(fold=1)
    assert lines(world.plan()) == []
