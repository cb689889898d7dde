"""A hundred nights in which something goes wrong, and not one of them says that all is well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pytest

from hub.testing.faults import Fault, Misfortune
from tests.proofs.evenings import Evenings, Phase, Ways
from tests.tried import Tried

READ: Final = [(net, f"fetch_{kind}s") for net in ("academy", "guild") for kind in ("member", "course", "booking")]  # fmt: skip
WRITE: Final[Sequence[tuple[str, str]]] = [
    ("guild", "publish_courses"),
    ("guild", "sync_bookings"),
    ("academy", "sync_bookings"),
]
READ_BACK: Final = {"publish_courses": "fetch_courses", "sync_bookings": "fetch_bookings"}
CONFIRM = "until somebody confirms it"
HALF: Final = tuple(f"{home}/{kind}/{number}" for home, kind, numbers in (
    ("academy", "course", ("AC-001", "AC-003", "AC-005", "AC-015")),
    ("guild", "booking", ("B-0001", "B-0004")),
) for number in numbers)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """What befalls which network tonight, the exit code, and words that the report must have about it."""

    network: str
    faults: tuple[Fault, ...]
    code: int
    words: tuple[str, ...]
    phase: Phase = "later"
    ways: Ways = "plain"

    def __str__(self) -> str:
        what = " and ".join(f"{one.what} at {one.hook}" for one in self.faults)
        return f"{self.network}: {what}, {self.phase} night, {self.ways}"

    @property
    def is_late(self) -> bool:
        return any(one.what == "writes late" for one in self.faults)


def fault(what: Misfortune, hook: str, **more: object) -> Fault:
    return Fault.model_validate({"what": what, "hook": hook, **more})


def case(network: str, what: Misfortune, hook: str, code: int, *words: str, **more: object) -> Case:
    phase, ways = more.pop("phase", "later"), more.pop("ways", "plain")
    return Case(network, (fault(what, hook, **more),), code, words, phase, ways)  # type: ignore[arg-type]


def while_reading() -> Iterator[Case]:
    """Nothing, less than there was, not everything, twice the same, garbled."""
    for network, hook in READ:
        for phase in ("first", "later"):
            yield case(network, "no answer", hook, 3, f"{network} did not answer in time", phase=phase)
            yield case(
                network, "says it is partial", hook, 3, "the server stopped in the middle", phase=phase
            )
        yield case(network, "comes back empty", hook, 6, "and now has 0", CONFIRM)
        yield case(network, "only one stray record", hook, 6, "and now has 1", CONFIRM)
        yield case(network, "cuts the end", hook, 6, "and now has", CONFIRM)
        yield case(network, "cuts a page", hook, 6, "and now has", CONFIRM)
        yield case(network, "repeats a page", hook, 5, "every id once", hook)
        yield case(network, "garbles records", hook, 3, "its bytes are broken", "Mend the record.", count=2)
    for network, hook in [*READ[:2], READ[3]]:  # what is there before the first night
        yield case(network, "repeats a page", hook, 5, "every id once", phase="first")
        yield case(network, "garbles records", hook, 3, "its bytes are broken", phase="first", count=2)


def other_records() -> Iterator[Case]:
    """As many as before, but others, or saying something else."""
    yield case("academy", "renumbers everything", "fetch_courses", 6, "have other numbers there now")
    yield case("guild", "renumbers everything", "fetch_bookings", 6, "have other numbers there now")
    yield case("academy", "another group's export", "fetch_courses", 6, "are gone there", CONFIRM)
    yield case("guild", "another group's export", "fetch_bookings", 6, "are gone there", CONFIRM)
    yield case("academy", "columns are shifted", "fetch_courses", 6, "would be amended at once")
    yield case("guild", "columns are shifted", "fetch_courses", 6, "would be amended at once", call=1)
    yield case(
        "guild",
        "columns are shifted",
        "fetch_bookings",
        6,
        "would be amended at once",
    )
    yield case("academy", "columns are shifted", "fetch_bookings", 6, "would be amended at once", call=1)
    yield case(
        "academy", "a field is blank", "fetch_courses", 6, "would lose their place at once", field="place"
    )
    yield case("guild", "a field is blank", "fetch_bookings", 6, "would lose their participant's e-mail at once", field="participant.email")  # fmt: skip
    yield case("guild", "a field is blank", "fetch_members", 6, "would lose their town at once", field="town")


WHILE_WRITING: Final[Mapping[Misfortune, str]] = {
    "no answer": "did not answer in time (looked up: not written)",
    "refuses": "is not allowed here",
    "refuses the whole": "something among these is not allowed",
    "time-out after writing": "did not answer in time",
    "time-out half way": "did not answer in time",
    "answers but does nothing": "the system said it was done, but does not show it",
    "writes late": "did not answer in time (looked up: not written)",
    "is full": "no space left",
}


def while_writing() -> Iterator[Case]:
    for what, words in WHILE_WRITING.items():
        for network, hook in WRITE:
            yield case(network, what, hook, 3, words, ids=HALF)
        yield case("guild", what, "publish_courses", 3, words, phase="first", ids=HALF)
    for what in ("time-out after writing", "answers but does nothing", "writes late"):
        for network, hook in WRITE:
            yield case(network, what, hook, 3, WHILE_WRITING[what], ways="own ids")
        yield case("academy", what, "sync_bookings", 3, WHILE_WRITING[what], ways="habits")


def while_reading_back() -> Iterator[Case]:
    """A system that does nothing, or all it was told to, and that nobody can look into afterwards."""
    blind: Mapping[Misfortune, str] = {
        "no answer": "but it could not be read back: ",
        "comes back empty": "the reading lacks records that stood there before",
        "only one stray record": "the reading lacks records that stood there before",
        "says it is partial": "but it could not be read back: the server stopped in the middle",
        "garbles records": "its record there cannot be read",
    }
    for what, words in blind.items():
        for network, hook in WRITE:
            looks = fault(what, READ_BACK[hook], call=2, share=0.0, count=99)
            yield Case(network, (looks,), 3, (words,))
            yield Case(network, (looks, fault("answers but does nothing", hook)), 3, (words,))


CASES: Final = [*while_reading(), *other_records(), *while_writing(), *while_reading_back()]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_night_in_which_something_goes_wrong_says_so(case: Case, evening: Evenings, tried: Tried) -> None:
    lived = evening(case.phase, case.ways).night(case.network, *case.faults)

    assert lived.night.exit_code == case.code
    assert list(lived.told.names(case.network, *case.words)) == []
    assert lived.untruths(is_late=case.is_late) == []
    tried.count("failures told")


def test_no_two_of_them_are_the_same_and_there_are_more_than_a_hundred() -> None:
    assert len({(case.network, case.faults, case.phase, case.ways) for case in CASES}) == len(CASES) > 100
