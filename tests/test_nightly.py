"""Whole nights: two offices, a real ledger, and days that pass."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

import pytest

from hub.changes import Change, Done, Reading, Receipt, Record
from hub.connectors.memory import MemoryConnector
from hub.errors import AlreadyRunning, Unreachable
from hub.hookspecs import hookimpl
from hub.language import Text
from hub.ledger.store import Ledger
from hub.model import Booking, BookingStatus, Contact, Course, CourseStatus, Member, Network, Person, Ref
from tests.planning.builders import ACADEMY, MEKOM, REGION, booking, course, member
from tests.town import Town, wrote


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """An academy with a course of two seats, and an office that has typed one booking for it."""
    town = Town(tmp_path)
    town.academy.put(course(capacity=2))
    town.mekom.put(booking())
    return town


def test_a_first_night_publishes_passes_on_and_answers_and_the_second_is_silent(town: Town) -> None:
    first = town.night()

    assert wrote(first) == ["add mekom VA-1", "add academy B-1", "amend mekom B-1"]
    assert town.mekom.bookings["B-1"].status is BookingStatus.CONFIRMED
    assert first.exit_code == 0

    second = town.night()
    assert (second.facts.plan.changes, second.exit_code) == ([], 0)


def test_a_plan_writes_nothing_anywhere(town: Town) -> None:
    before = dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)

    town.rehearse()

    assert (dict(town.mekom.bookings), dict(town.mekom.courses), dict(town.academy.bookings)) == before
    assert not (town.folder / "var").exists()


def test_a_plan_leaves_an_existing_ledger_byte_for_byte(town: Town) -> None:
    town.night()
    town.mekom.put(booking("B-2"))
    files = sorted((town.folder / "var").iterdir())
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in files}

    town.rehearse()

    assert {
        path: hashlib.sha256(path.read_bytes()).digest() for path in sorted((town.folder / "var").iterdir())
    } == before


def test_the_dry_run_is_the_real_run(town: Town) -> None:
    planned = [change.id for change in town.rehearse().facts.plan.changes]

    assert [change.id for change in town.night().facts.plan.changes] == planned


def test_an_edited_booking_is_followed_and_nothing_else(town: Town) -> None:
    town.night()
    edited = town.mekom.bookings["B-1"].model_copy(
        update={"participant": Person(name="Berta Birne", email="anna@harzer-holz.example")}
    )
    town.mekom.put(edited)

    night = town.night()

    assert wrote(night) == ["amend academy B-1"]
    assert town.academy.bookings["mekom/booking/B-1"].participant.name == "Berta Birne"
    assert wrote(town.night()) == []


def test_an_overwritten_course_title_is_reported_and_put_right(town: Town) -> None:
    town.night()
    title = town.mekom.courses["VA-1"].title
    town.mekom.put(town.mekom.courses["VA-1"].model_copy(update={"title": "Tolle Sache"}))

    night = town.night()

    assert town.mekom.courses["VA-1"].title == title
    assert str(night.facts.plan.changes[0].reason) == "edited in MEKOM; Academy owns it, so it is put right"
    assert wrote(town.night()) == []


def test_a_course_cancelled_by_the_academy_is_cancelled_at_mekom_and_its_bookings_are_told(
    town: Town,
) -> None:
    town.night()
    town.academy.put(course(capacity=2, status=CourseStatus.CANCELLED))

    night = town.night()

    assert wrote(night) == ["cancel mekom VA-1", "cancel academy B-1", "cancel mekom B-1"]
    assert town.mekom.bookings["B-1"].status is BookingStatus.CANCELLED_BY_ORGANISER
    assert town.mekom.courses["VA-1"].status is CourseStatus.CANCELLED
    assert wrote(town.night()) == []


def test_the_last_seat_goes_to_the_first_and_the_next_waits(town: Town) -> None:
    for number in range(2, 5):
        town.mekom.put(booking(f"B-{number}"))

    town.night()

    statuses = [town.mekom.bookings[f"B-{number}"].status for number in range(1, 5)]
    assert statuses == [BookingStatus.CONFIRMED] * 2 + [BookingStatus.WAITLISTED] * 2
    assert wrote(town.night()) == []


def test_a_row_without_a_number_gets_one_and_keeps_it(town: Town) -> None:
    town.mekom.type_in(booking("ignored", participant=Person(name="Carla Citrus")))

    night = town.night()

    new = [name for name in town.mekom.bookings if name != "B-1"]
    assert f"amend mekom {new[0]}" in wrote(night)
    assert town.mekom.bookings[new[0]].status is BookingStatus.CONFIRMED
    assert wrote(town.night()) == []
    assert [name for name in town.mekom.bookings if name != "B-1"] == new


def test_a_cancellation_at_home_frees_the_seat(town: Town) -> None:
    town.night()
    gone = town.mekom.bookings["B-1"].model_copy(update={"status": BookingStatus.CANCELLED_BY_COMPANY})
    town.mekom.put(gone)

    assert wrote(town.night()) == ["cancel academy B-1"]
    assert wrote(town.night()) == []


def test_a_vanished_booking_is_cancelled_only_after_a_second_complete_night(town: Town) -> None:
    town.night()
    town.mekom.remove("booking", "B-1")

    assert [str(gone.ref) for gone in town.night().facts.plan.missing] == []
    town.mekom.put(booking("B-5"))
    town.mekom.put(booking("B-6"))
    town.tomorrow()
    assert wrote(town.night())


def test_an_emptied_office_cancels_nobody_however_often_the_night_runs(town: Town) -> None:
    for number in range(2, 12):
        town.mekom.put(booking(f"B-{number}"))
    town.night()
    kept = dict(town.academy.bookings)
    for name in list(town.mekom.bookings):
        town.mekom.remove("booking", name)

    for _ in range(5):
        town.tomorrow()
        night = town.night()
        assert night.exit_code == 6
        assert wrote(night) == []

    assert dict(town.academy.bookings) == kept


def test_one_stray_record_does_not_open_the_guard(town: Town) -> None:
    for number in range(2, 12):
        town.mekom.put(booking(f"B-{number}"))
    town.night()
    kept = dict(town.academy.bookings)
    for name in list(town.mekom.bookings):
        town.mekom.remove("booking", name)
    town.mekom.put(booking("B-99", status=BookingStatus.CANCELLED_BY_COMPANY))

    for _ in range(3):
        town.tomorrow()
        assert town.night().exit_code == 6

    assert dict(town.academy.bookings) == kept


def test_a_confirmed_shrinking_is_carried_out_and_is_the_new_measure(town: Town) -> None:
    for number in range(2, 6):
        town.mekom.put(booking(f"B-{number}"))
    town.night()
    for name in list(town.mekom.bookings):
        town.mekom.remove("booking", name)
    town.tomorrow()

    confirmed = town.apply(town.plan_text(), confirm_held=True)

    assert len([line for line in wrote(confirmed) if line.startswith("cancel academy")]) == 5
    assert confirmed.exit_code == 0
    town.tomorrow()
    assert (wrote(town.night()), town.night().exit_code) == ([], 0)


def test_what_is_held_stays_held_night_after_night_until_somebody_confirms(town: Town) -> None:
    for number in range(2, 6):
        town.academy.put(course(f"VA-{number}"))
        town.mekom.put(booking(f"B-{number}", course=f"VA-{number}"))
    town.night()
    for number in range(1, 6):
        was = town.academy.courses[f"VA-{number}"]
        town.academy.put(was.model_copy(update={"status": CourseStatus.CANCELLED}))

    for _ in range(3):
        night = town.night()
        assert (wrote(night), night.exit_code, len(night.facts.plan.held)) == ([], 6, 15)
        town.tomorrow()


# partners that fail


def test_a_failing_partner_leaves_all_others_done(town: Town) -> None:
    town.failing = {REGION: Unreachable("no answer in 30 s", remedy="Wait.")}
    town.mekom.put(booking("B-2", course="VA-2"))
    town.failing = {}
    town.night()
    town.failing = {REGION: Unreachable("no answer in 30 s", remedy="Wait.")}
    town.mekom.put(booking("B-3"))

    night = town.night()

    assert "add academy B-3" in wrote(night)
    assert night.exit_code == 3
    assert [failure.network for failure in night.facts.plan.failures] == [REGION]


def test_an_edit_made_while_the_partner_was_away_is_not_lost(town: Town) -> None:
    town.night()
    away = Unreachable("no answer in 30 s", remedy="Wait.")
    town.mekom.put(town.mekom.bookings["B-1"].model_copy(update={"participant": Person(name="Berta Birne")}))
    town.failing = {ACADEMY: away}
    assert wrote(town.night()) == []

    town.failing = {}
    assert wrote(town.night()) == ["amend academy B-1"]
    assert wrote(town.night()) == []


def test_a_course_changed_while_the_channel_was_away_is_not_lost(town: Town) -> None:
    town.night()
    town.academy.put(course(capacity=2, place="Göttingen"))
    town.failing = {MEKOM: Unreachable("no answer in 30 s", remedy="Wait.")}
    town.night()

    town.failing = {}
    assert wrote(town.night()) == ["amend mekom VA-1"]


def test_while_the_partner_is_away_nothing_is_written_into_the_offices_rows(town: Town) -> None:
    town.night()
    town.mekom.put(booking("B-2"))
    before = dict(town.mekom.bookings)
    town.failing = {ACADEMY: Unreachable("no answer in 30 s", remedy="Wait.")}

    town.night()

    assert dict(town.mekom.bookings) == before


class FullDisk(MemoryConnector):
    """An office whose system takes no bookings any more."""

    @hookimpl
    def sync_bookings(self, network: Network, changes: list[Change[Booking]]) -> list[Receipt[Booking]]:
        raise Unreachable("The disk is full.", remedy="Make room.")


def test_a_partner_that_fails_while_writing_fails_alone_and_heals_by_itself(town: Town) -> None:
    broken = FullDisk.of(courses=[course(capacity=2)], seats="by capacity")
    whole, town.academy = town.academy, broken

    night = town.night()

    assert wrote(night) == ["add mekom VA-1"]
    assert night.exit_code == 3
    town.academy = whole
    assert wrote(town.night()) == ["add academy B-1", "amend mekom B-1"]
    assert wrote(town.night()) == []


class Forgetful(MemoryConnector):
    """Says that all is done and does nothing."""

    @hookimpl
    def publish_courses(self, network: Network, changes: list[Change[Course]]) -> list[Receipt[Course]]:
        elsewhere = MemoryConnector.of()
        return list(elsewhere.publish_courses(network, changes))


def test_a_system_that_says_done_and_does_nothing_is_found_out(town: Town) -> None:
    town.mekom = Forgetful.of(members=[member()])

    night = town.night()

    assert night.exit_code == 3
    assert "does not show it" in str(next(iter(night.facts.outcomes.values())).why)


class Trimming(MemoryConnector):
    """Cuts every title to twenty characters."""

    @hookimpl
    def publish_courses(self, network: Network, changes: list[Change[Course]]) -> list[Receipt[Course]]:
        receipts = super().publish_courses(network, changes)
        for kept in list(self.courses.values()):
            self.put(kept.model_copy(update={"title": kept.title[:20]}))
        return [type(receipt)(receipt.change_id, _record_of(self, receipt)) for receipt in receipts]  # type: ignore[call-arg,union-attr]


def _record_of(connector: MemoryConnector, receipt: Receipt[Course]) -> object:
    readings = connector.fetch_courses(Network(MEKOM, "MEKOM", "Europe/Berlin"))
    return next(record for record in readings.records if record.id == receipt.record.id)  # type: ignore[union-attr]


def test_a_system_that_cuts_titles_is_reported_once_and_then_left_in_peace(town: Town) -> None:
    town.mekom = Trimming.of(members=[member()])
    town.academy.put(course("VA-2", title="Verkaufen für Fortgeschrittene"))

    first = town.night()

    assert [(left.ref.id, left.field) for left in first.facts.remaining] == [("VA-2", "title")]
    second = town.night()
    assert (second.facts.plan.changes, second.facts.remaining) == ([], [])
    town.academy.put(course("VA-2", title="Verkaufen in der Krise"))
    assert wrote(town.night()) == ["amend mekom VA-2"]


class TrimmingAndAway(Trimming):
    """Breaks off in the middle of writing, before anything was written, and then cannot even be read."""

    is_away = False
    has_been_away = False

    @hookimpl
    def fetch_courses(self, network: Network) -> Reading[Course]:
        if self.is_away:
            raise Unreachable(Text("the server does not answer"), remedy=Text("try again"))
        return super().fetch_courses(network)

    @hookimpl
    def publish_courses(self, network: Network, changes: list[Change[Course]]) -> list[Receipt[Course]]:
        if self.has_been_away:
            return super().publish_courses(network, changes)
        self.is_away = self.has_been_away = True
        raise Unreachable(Text("the server does not answer"), remedy=Text("try again"))


def test_what_is_written_again_because_nobody_knew_and_is_cut_by_habit_is_written_once(
    tmp_path: Path,
) -> None:
    mekom = TrimmingAndAway.of(members=[member()])
    assert isinstance(mekom, TrimmingAndAway)
    town = Town(tmp_path, mekom=mekom)
    town.academy.put(course("VA-2", title="Verkaufen für Fortgeschrittene"))
    town.night()
    mekom.is_away = False

    assert wrote(town.night()) == ["add mekom VA-2"]
    assert wrote(town.night()) == []


# the ledger


def test_one_night_at_a_time(town: Town) -> None:
    town.night()
    with Ledger.open(town.config.hub.ledger).lock(), pytest.raises(AlreadyRunning):
        town.night()


def test_losing_the_ledger_costs_history_but_doubles_and_loses_nothing(town: Town) -> None:
    town.night()
    for path in (town.folder / "var").iterdir():
        path.unlink()
    before = dict(town.mekom.bookings), dict(town.academy.bookings)

    assert wrote(town.night()) == []
    assert (dict(town.mekom.bookings), dict(town.academy.bookings)) == before


def test_the_life_of_a_record_is_kept(town: Town) -> None:
    town.night()

    ledger = Ledger.peek(town.config.hub.ledger)
    assert ledger is not None
    events = ledger.history(Ref(MEKOM, "booking", "B-1"))
    ledger.close()

    assert [(event.network, event.action, event.state) for event in events] == [
        (ACADEMY, "add", "done"),
        (MEKOM, "amend", "done"),
    ]


def test_no_persons_data_is_in_the_ledger(town: Town) -> None:
    town.mekom.put(booking(participant=Person(name="Zacharias Zwiebelturm", email="zz@example.org")))
    town.night()

    everything = b"".join(path.read_bytes() for path in (town.folder / "var").iterdir())

    assert b"Zwiebelturm" not in everything
    assert b"zz@example.org" not in everything


def test_plugins_are_told_when_the_night_is_over(town: Town) -> None:
    town.night()

    assert [type(night).__name__ for night in town.mekom.nights] == ["NightView"]


class Curious(MemoryConnector):
    """A partner's plugin that keeps everything the hub ever shows it."""

    seen: list[object]

    @hookimpl
    def sync_bookings(self, network: Network, changes: list[Change[Booking]]) -> list[Receipt[Booking]]:
        self.seen = [*getattr(self, "seen", []), *changes]
        return list(super().sync_bookings(network, changes))

    @hookimpl
    def publish_courses(self, network: Network, changes: list[Change[Course]]) -> list[Receipt[Course]]:
        self.seen = [*getattr(self, "seen", []), *changes]
        return list(super().publish_courses(network, changes))

    @hookimpl
    def after_night(self, night: object) -> None:
        self.seen = [*getattr(self, "seen", []), night]


def test_a_plugin_that_tries_to_look_sees_only_what_is_shared(town: Town) -> None:
    town.academy = Curious.of(courses=[course(trainer="T. Rainer")], seats="by capacity")
    private = member(
        phone="05522 471100",
        street="Geheimweg 7",
        remark="zahlt spät",
        contacts=(Contact(name="Klara Kontakt"),),
    )
    stranger = member("M-2", name="Unbeteiligt KG", town="Clausthal")
    town.mekom = MemoryConnector.of(members=[private, stranger])
    town.mekom.put(
        booking(
            participant=Person(name="Anna Apfel", email="anna@example.org", phone="0170 998877"),
            remark="Allergie",
        )
    )
    town.night()
    town.mekom.put(town.mekom.bookings["B-1"].model_copy(update={"participant": Person(name="Anna Birne")}))
    town.night()

    seen = repr(town.academy.seen)  # type: ignore[attr-defined]

    assert "Anna Apfel" in seen
    for secret in ("471100", "Geheimweg", "zahlt", "Klara", "998877", "Allergie", "Unbeteiligt", "Clausthal"):
        assert secret not in seen


class Speechless(MemoryConnector):
    """An office whose plugin sends mails, on a night when the mail server is gone."""

    @hookimpl
    def after_night(self, night: object) -> None:
        raise Unreachable("The mail server does not answer.", remedy="Look at the mail server.")


def test_a_plugin_that_could_not_be_told_of_the_night_is_a_failure_in_report_and_ledger(town: Town) -> None:
    town.mekom = Speechless.of(members=[member()])

    night = town.night()

    assert wrote(night) == ["add mekom VA-1"]
    assert night.exit_code == 3
    assert [(f.network, str(f.why)) for f in night.facts.plan.failures] == [
        (MEKOM, "The mail server does not answer.")
    ]
    ledger = Ledger.peek(town.config.hub.ledger)
    assert ledger is not None
    (run,) = ledger.runs()
    ledger.close()
    assert run.exit_code == 3
    assert "The mail server does not answer." in (run.document or "")


def test_the_last_seat_goes_to_whoever_booked_first_whether_the_row_had_a_number_or_not(town: Town) -> None:
    town.academy.put(course(capacity=1))
    early = booking("ignored", participant=Person(name="Frieda Früh"), booked_on=date(2013, 1, 2))
    town.mekom.type_in(early)

    town.night()

    statuses = {kept.participant.name: kept.status for kept in town.mekom.bookings.values()}
    assert statuses["Frieda Früh"] is BookingStatus.CONFIRMED
    assert statuses["Anna Apfel B-1"] is BookingStatus.WAITLISTED


def test_a_catalogue_that_came_back_empty_opens_no_gap(town: Town) -> None:
    town.academy.put(course("VA-2", title="Excel"))
    for number in range(20):
        town.region.put(course(f"K-{number}", title="Excel" if number == 0 else f"Kurs {number}"))
    town.night()
    for number in range(20):
        town.region.remove("course", f"K-{number}")

    for _ in range(2):
        night = town.night()
        assert (wrote(night), night.exit_code) == ([], 6)
        assert "VA-2" not in town.mekom.courses


class Locked(MemoryConnector):
    """An office that has its file open: nothing can be written."""

    @hookimpl
    def sync_bookings(self, network: Network, changes: list[Change[Booking]]) -> list[Receipt[Booking]]:
        raise Unreachable("somebody has the file open", remedy="Close it.")


def test_a_number_that_is_only_proposed_is_no_proof_that_it_was_written(town: Town) -> None:
    town.mekom = Locked.of(members=[member()])
    town.mekom.type_in(booking("ignored"))

    night = town.night()

    assert wrote(night) == ["add mekom VA-1"]
    assert not town.academy.bookings
    assert night.exit_code == 3


def test_a_course_that_is_called_on_again_is_no_edit_of_the_channels(town: Town) -> None:
    town.night()
    town.academy.put(course(capacity=2, status=CourseStatus.CANCELLED))
    town.night()
    town.academy.put(course(capacity=2))

    night = town.night()

    assert [str(change.reason) for change in night.facts.plan.changes if change.kind == "course"] == [
        "changed in Academy"
    ]


class Clumsy(MemoryConnector):
    """Its records fail while they are parsed, with an error of their own."""

    @hookimpl
    def fetch_courses(self, network: Network) -> Reading[Course]:
        return Reading([Record("VA-1", fingerprint=b"x", source=Broken())])


class Broken:
    def value(self, key: int) -> Course:
        raise KeyError("title")

    def place(self, key: int) -> str:
        return "record 1"


def test_a_connector_that_fails_while_parsing_loses_its_record_and_nothing_else(town: Town) -> None:
    town.region = Clumsy.of()

    night = town.night()

    assert night.exit_code == 3
    assert "add mekom VA-1" in wrote(night)
    assert "KeyError" in str(night.facts.plan.rejects[0].reject.why)


def test_a_killed_night_does_not_make_old_questions_new(town: Town) -> None:
    town.mekom.put(booking("B-2", participant=Person(name="Anna Apfel B-1")))
    asked = {question.id for question in town.night().facts.plan.questions}
    ledger = Ledger.open(town.config.hub.ledger)
    ledger.begin(started=datetime.now(UTC), fingerprint="sha256:killed", as_of=town.day)
    ledger.close()

    assert asked
    assert town.night().facts.asked_before == asked


class Listless:
    """A system that keeps members, and no table of bookings or courses."""

    @hookimpl
    def fetch_members(self, network: Network) -> Reading[Member]:
        return Reading([Record.of(member(), "row 2")])


def test_an_agreement_that_a_network_cannot_keep_is_told_every_night_and_is_never_all_well(
    town: Town,
) -> None:
    town.mekom = cast("MemoryConnector", Listless())

    assert town.rehearse().exit_code == 3
    for _ in range(2):
        night = town.night()
        told = [str(failure.error) for failure in night.facts.plan.failures if failure.network == MEKOM]
        assert (night.exit_code, wrote(night)) == (3, [])
        assert any("the agreement “akademie” needs" in one and "this network" in one for one in told)


def test_a_report_that_a_newer_hub_left_stops_no_night(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    town.night()
    ledger = Ledger.open(town.config.hub.ledger)
    run = ledger.begin(started=datetime.now(UTC), fingerprint="sha256:newer", as_of=town.day)
    ledger.finish(run, finished=datetime.now(UTC), exit_code=0, document='{"schema": "hub-night-view/2"}')
    ledger.close()
    town.mekom.put(booking("B-2", participant=Person(name="Anna Apfel B-1")))

    night = town.night()

    assert (night.exit_code, len(night.facts.plan.questions), night.facts.asked_before) == (0, 1, frozenset())
    assert f"the report of night {run}: The ledger holds a report" in caplog.text


class Overlooking(MemoryConnector):
    """A system whose reading lacks the first course once, and says that it is complete."""

    overlooks = False

    @hookimpl
    def fetch_courses(self, network: Network) -> Reading[Course]:
        reading = super().fetch_courses(network)
        if not self.overlooks:
            return reading
        self.overlooks = False
        return Reading(reading.records[1:])


def test_a_copy_that_a_reading_overlooked_is_not_taken_for_agreed_when_it_is_met_again(
    tmp_path: Path,
) -> None:
    mekom = Overlooking.of(members=[member()])
    assert isinstance(mekom, Overlooking)
    town = Town(tmp_path, mekom=mekom)
    town.academy.put(course())
    town.academy.put(course("VA-2"))
    town.night()
    town.academy.put(course(title="Verkaufen, zweite Fassung"))
    mekom.overlooks = True

    town.night()
    town.night()

    assert mekom.courses["VA-1"].title == "Verkaufen, zweite Fassung"


class Deaf(MemoryConnector):
    """A system that answers every amendment with what was asked of it, and from now on makes none."""

    is_deaf = False

    @hookimpl
    def publish_courses(self, network: Network, changes: list[Change[Course]]) -> list[Receipt[Course]]:
        if not self.is_deaf:
            return list(super().publish_courses(network, changes))
        return [Done(change.id, Record.of(change.value, "deaf")) for change in changes]


def test_an_amendment_that_a_system_only_pretends_is_found_out_and_sent_again(tmp_path: Path) -> None:
    mekom = Deaf.of(members=[member()])
    assert isinstance(mekom, Deaf)
    town = Town(tmp_path, mekom=mekom)
    town.academy.put(course())
    town.night()
    town.academy.put(course(title="Verkaufen, zweite Fassung"))
    mekom.is_deaf = True

    night = town.night()

    assert (night.exit_code, wrote(night)) == (3, [])
    mekom.is_deaf = False
    assert wrote(town.night()) == ["amend mekom VA-1"]


class Busy(MemoryConnector):
    """An organiser's system; while it is written to, somebody at the channel cancels a booking."""

    meanwhile: MemoryConnector

    @hookimpl
    def sync_bookings(self, network: Network, changes: list[Change[Booking]]) -> list[Receipt[Booking]]:
        wish = self.meanwhile.bookings["B-1"]
        if wish.status is BookingStatus.REQUESTED:
            self.meanwhile.put(wish.model_copy(update={"status": BookingStatus.CANCELLED_BY_COMPANY}))
        return list(super().sync_bookings(network, changes))


def test_a_cancellation_typed_while_the_night_writes_is_not_overwritten_by_the_seat(tmp_path: Path) -> None:
    academy = Busy.of(seats="by capacity")
    assert isinstance(academy, Busy)
    town = Town(tmp_path, academy=academy)
    academy.meanwhile = town.mekom
    academy.put(course())
    town.mekom.put(booking())

    night = town.night()

    assert (night.exit_code, town.mekom.bookings["B-1"].status) == (3, BookingStatus.CANCELLED_BY_COMPANY)
    assert wrote(town.night()) == ["cancel academy B-1"]
    assert academy.bookings["mekom/booking/B-1"].status is BookingStatus.CANCELLED_BY_COMPANY
