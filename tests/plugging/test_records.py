"""A record that was taken over is the hub's own: checked, parsed, and never another one later."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from hub.changes import Record, Reject, Unreadable
from hub.errors import Place
from hub.language import Text
from hub.model import Booking, BookingStatus, Course, Member, MemberStatus, NetworkName, Person, Ref
from hub.plugging.misfits import Misfit
from hub.plugging.records import records, reject
from tests.plugging.builders import member

ORIGIN = Ref(NetworkName("academy"), "member", "M-1")
START = datetime(2013, 2, 1, 9, tzinfo=UTC)


class Source:
    """Raw records that somebody's plugin parses itself; counts how often."""

    def __init__(self, value: object, place: Place = "row 7") -> None:
        self.asked = 0
        self._value = value
        self._place = place

    def value(self, key: int) -> Any:
        self.asked += 1
        if isinstance(self._value, BaseException):
            raise self._value
        return self._value

    def place(self, key: int) -> Place:
        return self._place


class OfTheHub(Source):
    """The same in a connector of the hub's own."""

    __module__ = "hub.connectors.spreadsheet.rows"


def lazy(source: Source, **more: Any) -> Record[Any]:
    return Record("M-1", fingerprint=b"1", source=source, **more)


def came(given: object, noun: Any = Member) -> str:
    with pytest.raises(Misfit) as caught:
        records(given, noun)
    return str(caught.value.came)


def test_a_record_of_the_hubs_own_connectors_is_not_parsed() -> None:
    record = lazy(OfTheHub(KeyError()))

    assert records([record], Member) == [record]


def test_a_record_that_a_plugin_parses_is_parsed_at_once_and_only_once() -> None:
    source = Source(Member(id="M-1", name="Beispiel GmbH", origin=ORIGIN))

    (found,) = records([lazy(source, origin=ORIGIN, proposed=True)], Member)

    assert (found.value.name, str(found.place), source.asked) == ("Beispiel GmbH", "row 7", 1)
    assert (found.id, found.fingerprint, found.origin, found.proposed) == ("M-1", b"1", ORIGIN, True)


def test_a_record_that_cannot_be_read_stays_one_with_its_reason() -> None:
    why = Reject(place="row 7", why=Text("no name"), remedy=Text("Write it."), id="M-1")

    (found,) = records([lazy(Source(Unreadable(why)))], Member)

    assert str(found.place) == "row 7"
    with pytest.raises(Unreadable) as caught:
        _ = found.value
    assert caught.value.reject == why


def test_a_plugins_own_parsing_that_fails_is_one_unreadable_record() -> None:
    (found,) = records([lazy(Source(KeyError("name")))], Member)

    with pytest.raises(Unreadable, match="its connector failed to read it"):
        _ = found.value


class Changing(Record[Member]):
    """Another record whenever one looks."""

    @property
    def value(self) -> Member:
        return Member(id="M-1", name="Beispiel GmbH")


def test_a_record_of_a_plugins_own_class_becomes_a_plain_one() -> None:
    (found,) = records([Changing("M-1", fingerprint=b"1", source=Source(None))], Member)

    assert type(found) is Record
    assert found.value.name == "Beispiel GmbH"


class Company(Member):
    """A member of a plugin's own kind."""

    turnover: int = 7


def test_a_noun_of_a_plugins_own_class_becomes_a_plain_one() -> None:
    (found,) = records([Record.of(Company(id="M-1", name="Beispiel GmbH"), "here")], Member)

    assert type(found.value) is Member


def test_a_noun_made_without_its_checks_is_checked_now() -> None:
    unchecked = Member.model_construct(id="M-1", name="Beispiel GmbH", status="ended")  # type: ignore[arg-type]

    (found,) = records([lazy(Source(unchecked))], Member)

    assert found.value.status is MemberStatus.ENDED


@pytest.mark.parametrize(
    ("unchecked", "what"),
    [
        (Member.model_construct(id="M-1"), "one whose name is wrong"),
        (Member.model_construct(id=7, name="x"), "one whose id is wrong"),  # type: ignore[arg-type]
        (Member.model_construct(id="M-1", name="x" * 501), "one whose name is wrong"),
        (Member.model_construct(id="M-1", name="x", origin="a/b/c"), "one whose origin is wrong"),  # type: ignore[arg-type]
        (
            Member.model_construct(id="M-1", name="x", contacts=[{"age": 7}]),
            "one whose contacts.0.age is wrong",
        ),  # type: ignore[arg-type]
    ],
)
def test_a_noun_that_is_none_is_refused_by_its_field(unchecked: Member, what: str) -> None:
    assert came([lazy(Source(unchecked))]) == what


def test_the_parts_of_a_noun_are_checked_too() -> None:
    person = Person.model_construct(name=object())  # type: ignore[arg-type]
    booking = Booking.model_construct(
        id="B-1", course="K-1", participant=person, status=BookingStatus.REQUESTED
    )

    assert came([Record("B-1", fingerprint=b"1", source=Source(booking))], Booking) == (
        "one whose participant.name is wrong"
    )


def test_all_that_is_right_about_a_course_is_kept() -> None:
    course = Course(
        id="K-1", title="Excel", starts_at=START, released_to=frozenset({"*"}), price_member="1.50"
    )  # type: ignore[arg-type]

    (found,) = records([Record.of(course, "here")], Course)

    assert found.value == course


def keyed(**changes: object) -> Record[Member]:
    record = member()
    for name, value in changes.items():
        setattr(record, name, value)
    return record


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"id": 7}, "the id 7"),
        ({"id": ""}, "the id ''"),
        ({"id": "x" * 201}, "the id '" + "x" * 199),
        ({"id": "\ud83d"}, r"the id '\ud83d'"),
        ({"id": MemberStatus.ENDED}, "the id <MemberStatus.ENDED: 'ended'>"),
        ({"fingerprint": "abc"}, "something else (str)"),
        ({"origin": "mekom/member/1"}, "something else (str)"),
        ({"origin": Ref(NetworkName("a"), "person", "1")}, "something else (Ref)"),  # type: ignore[arg-type]
        ({"origin": Ref(NetworkName("a"), "member", 1)}, "something else (Ref)"),  # type: ignore[arg-type]
    ],
)
def test_a_record_that_nobody_could_find_again_is_refused(changes: dict[str, object], what: str) -> None:
    assert came([keyed(**changes)]) == what


def test_an_umlaut_in_an_id_is_an_honest_letter() -> None:
    assert records([member("Müller-1")], Member)[0].id == "Müller-1"


@pytest.mark.parametrize(
    ("record_id", "origin", "what"),
    [
        ("M-2", None, "the id M-1 on a value with another"),
        ("m-1", None, "the id M-1 on a value with another"),
        ("M-1", ORIGIN, "another than its value's on M-1"),
    ],
)
def test_a_record_that_goes_by_other_names_than_its_value_is_refused(
    record_id: str, origin: Ref | None, what: str
) -> None:
    """The hub would find it by one name, and write it by the other."""
    value = Member(id=record_id, name="Beispiel GmbH", origin=origin)

    assert came([lazy(Source(value))]) == what


@pytest.mark.parametrize("origin", [None, ORIGIN._replace(id="M-2")])
def test_a_record_with_another_ref_than_its_value_is_refused(origin: Ref | None) -> None:
    value = Member(id="M-1", name="Beispiel GmbH", origin=origin)

    assert came([lazy(Source(value), origin=ORIGIN)]) == "another than its value's on M-1"


@pytest.mark.parametrize("field", ["place", "why", "remedy", "field", "id"])
def test_a_reject_has_words_only(field: str) -> None:
    given: dict[str, Any] = {"place": "row 7", "why": Text("no"), "remedy": Text("Ask."), field: 7}

    with pytest.raises(Misfit) as caught:
        reject(Reject(**given))

    assert str(caught.value.expected) == f"words as {field}"


@pytest.mark.parametrize("origin", [None, ORIGIN])
def test_a_reject_keeps_the_ref_that_its_row_still_gives(origin: Ref | None) -> None:
    given = Reject(place="row 7", why=Text("no"), remedy=Text("Ask."), id="K-1", origin=origin)

    assert reject(given) == given


@pytest.mark.parametrize("origin", ["academy/member/M-1", ORIGIN._replace(kind="person"), ()])  # type: ignore[arg-type]
def test_a_reject_has_a_ref_for_its_origin_or_none(origin: Any) -> None:
    with pytest.raises(Misfit, match="Refs as origins"):
        reject(Reject(place="row 7", why=Text("no"), remedy=Text("Ask."), origin=origin))


def test_a_record_whose_plugin_fails_to_parse_it_is_still_the_copy_it_is() -> None:
    (found,) = records([lazy(Source(KeyError("name")), origin=ORIGIN)], Member)

    with pytest.raises(Unreadable) as caught:
        _ = found.value
    assert caught.value.reject.origin == ORIGIN


def test_what_is_no_reject_is_refused() -> None:
    with pytest.raises(Misfit, match="a Reject"):
        reject("row 7")
