"""Plans of any kind, for laws: odd letters, every kind of value, followers, holds, rejects."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from decimal import Decimal

from hypothesis import strategies as st

from hub.changes import Reject
from hub.errors import NetworkError
from hub.language import Text, verbatim
from hub.model import BookingStatus, CourseStatus, NetworkName, Ref
from hub.planning.plan import FieldChange, PlacedReject, Plan, PlannedChange, change_id
from hub.planning.snapshot import Failure
from tests.report.builders import (
    CLUSTER,
    MEKOM,
    a_hold,
    a_plan,
    a_question,
    a_withheld,
    added,
    amended,
    an_absence,
    an_undo,
    cancelled,
)

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
sentences = st.one_of(st.builds(lambda said: Text("{words}", words=said), words), st.just(Text("moved")))
values = st.one_of(
    st.none(),
    words,
    st.integers(0, 99),
    st.booleans(),
    st.decimals(0, 999, places=2).map(Decimal),
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from([*BookingStatus, *CourseStatus]),
    st.frozensets(words, max_size=3),
)
names = st.sampled_from(["title", "status", "price", "note", "participant.name", "participant.email", "id"])
fields = st.dictionaries(names, st.builds(FieldChange, values, values), min_size=1, max_size=4)
refs = st.builds(
    Ref, st.sampled_from([CLUSTER, MEKOM]), st.sampled_from(["course", "booking"]), words.map(str.strip)
)


@st.composite
def _changes(draw: st.DrawFn) -> list[PlannedChange]:
    changes: list[PlannedChange] = []
    for number in range(draw(st.integers(0, 5))):
        ref, network = draw(refs), draw(st.sampled_from([CLUSTER, MEKOM]))
        made = draw(st.sampled_from([added, cancelled, amended]))
        change = amended(draw(fields), ref, of=network) if made is amended else _made(made, ref, network)
        follows = draw(st.sampled_from([None, *(one.id for one in changes)]))
        inner = replace(change.change, id=change_id(number, change.id))
        changes.append(
            replace(
                change,
                change=inner,
                title=draw(words),
                reason=draw(sentences),
                place=draw(words.map(verbatim)),
                follows=follows,
                awaits_answer=follows is not None and draw(st.booleans()),
            )
        )
    return changes


def _made(made: object, ref: Ref, network: NetworkName) -> PlannedChange:
    return added(ref, to=network) if made is added else cancelled(ref, of=network)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan that the hub could have made, as far as its face to the outside goes."""
    changes = draw(_changes())
    cut = draw(st.integers(0, len(changes)))
    rejects = draw(st.lists(st.builds(Reject, place=words, why=sentences, remedy=sentences), max_size=2))
    error = NetworkError(draw(sentences), remedy=draw(st.none() | sentences))
    return a_plan(
        *changes[:cut],
        held=[*map(a_hold, changes[cut:]), *([a_hold()] if draw(st.booleans()) else [])],
        withheld=[a_withheld(remedy=draw(st.none() | sentences))] * draw(st.integers(0, 4)),
        questions=[a_question()] * draw(st.integers(0, 1)),
        missing=[an_absence()] * draw(st.integers(0, 1)),
        rejects=[PlacedReject(MEKOM, "booking", reject) for reject in rejects],
        failures=[Failure(CLUSTER, error)] * draw(st.integers(0, 1)),
        notes=draw(st.lists(sentences, max_size=2)),
        stays_undone=[a_hold(cancelled())] * draw(st.integers(0, 4)),
        undo=draw(st.none() | st.builds(an_undo, kept=st.integers(0, 2), impossible=st.integers(0, 2))),
    )
