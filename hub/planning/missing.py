"""Missing is not cancelled: a record must stay away for a second complete night before anything follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from hub.changes import Record
from hub.language import Text
from hub.model import Booking, BookingStatus, Course, CourseStatus, Kind, NetworkName, Ref
from hub.planning.agreements import COURSE_FIELDS, Pair
from hub.planning.compare import with_fields
from hub.planning.draft import Draft, title_of
from hub.planning.plan import Missing
from hub.planning.snapshot import View

CopyView = View[Course] | View[Booking]
CopyRecord = Record[Course] | Record[Booking]


def plan_missing_courses(draft: Draft, pair: Pair, since: dict[Ref, date]) -> None:
    """Follows up every published course that its organiser no longer has; before the bookings, which share its fate."""
    home, there = draft.snapshot.courses(pair.organiser), draft.snapshot.courses(pair.channel)
    if home is None or there is None or not _tells_absence(home):
        _keep(draft, pair.organiser, "course", since)
    else:
        _plan_missing(draft, home, there, since)


def plan_missing_bookings(draft: Draft, pair: Pair, since: dict[Ref, date]) -> None:
    """Follows up every booking at the organiser that its channel no longer has."""
    home, there = draft.snapshot.bookings(pair.channel), draft.snapshot.bookings(pair.organiser)
    if home is None or there is None or not _tells_absence(home):
        _keep(draft, pair.channel, "booking", since)
    else:
        _plan_missing(draft, home, there, since)


def _plan_missing(draft: Draft, home: CopyView, there: CopyView, since: dict[Ref, date]) -> None:
    """`since` collects what the next night must know."""
    for ref, record in _orphans(home, there):
        _follow_up(draft, there.network, home, ref, record, since)


def _tells_absence(home: CopyView) -> bool:
    """An incomplete reading says nothing of what is gone; nor does one with a row whose very id is garbled."""
    return home.reading.is_complete and all(reject.id for reject in home.reading.rejects)


def _keep(draft: Draft, home: NetworkName, kind: Kind, since: dict[Ref, date]) -> None:
    """An incomplete reading says nothing: what was missing before stays so."""
    known = draft.memory.missing_since.items()
    since.update({ref: day for ref, day in known if (ref.home, ref.kind) == (home, kind)})


def _orphans(home: CopyView, there: CopyView) -> Iterator[tuple[Ref, CopyRecord]]:
    if home.is_all_quiet and there.is_all_quiet:
        return
    copies = cast("Mapping[Ref, CopyRecord]", there.copies)
    for ref, record in sorted(copies.items()):
        is_ours = ref.home == home.network and ref.kind == home.kind
        if is_ours and ref.id not in home.present_ids and _is_readable(there, record):
            yield ref, record


def _is_readable(view: CopyView, record: CopyRecord) -> bool:
    return cast("View[Course | Booking]", view).is_readable(cast("Record[Course | Booking]", record))


def _follow_up(
    draft: Draft,
    there: NetworkName,
    home_view: CopyView,
    ref: Ref,
    record: CopyRecord,
    since: dict[Ref, date],
) -> None:
    after, home = _cancelled(record.value), home_view.network
    if after is None:
        return
    first = draft.memory.missing_since.get(ref)
    doubted = (home, ref.kind) in draft.doubts
    if first is not None or not doubted:
        since[ref] = first or draft.today
    draft.look_again(there, record)
    is_second_night = first is not None and first < draft.today
    if ref in draft.renumbered or not (doubted or is_second_night):
        draft.missing.append(
            Missing(ref=ref, network=home, title=title_of(record.value), since=first or draft.today)
        )
        return
    reason = Text("gone from {network}", network=draft.titles(home))
    if first is not None:
        reason = Text("gone from {network} since {day}", network=draft.titles(home), day=first)
    change = draft.amend(record, after, ["status"], of=there, ref=ref, reason=reason)
    if isinstance(after, Course):
        draft.expect(ref, there, after, COURSE_FIELDS)
    namesake = _namesake(home_view, record.value)
    if doubted:
        draft.doubted[change.id] = draft.doubts[(home, ref.kind)]
    elif namesake is not None:
        draft.doubted[change.id] = Text(
            "the same course seems to have the number {number} now", number=namesake
        )


def _namesake(home: CopyView, gone: Course | Booking) -> str | None:
    """The number of a course of the same title and beginning: a renumbered one is not a cancelled one."""
    if not isinstance(gone, Course):
        return None
    for record, value in cast("View[Course]", home).readable():
        if (value.title, value.starts_at) == (gone.title, gone.starts_at):
            return record.id
    return None


def _cancelled(value: Course | Booking) -> Course | Booking | None:
    """The record as cancelled; None when there is nothing left to cancel."""
    if isinstance(value, Course):
        if value.status in {CourseStatus.CANCELLED, CourseStatus.HELD, CourseStatus.CLOSED}:
            return None
        return cast("Course", with_fields(value, {"status": CourseStatus.CANCELLED}))
    if value.status.is_cancelled or value.status.is_attendance or value.status in _NO_SEAT:
        return None
    return cast("Booking", with_fields(value, {"status": BookingStatus.CANCELLED_BY_COMPANY}))


_NO_SEAT = frozenset({BookingStatus.DECLINED, BookingStatus.EXPIRED})
