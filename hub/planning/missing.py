"""Missing is not cancelled: a record must stay away for a second complete night before anything follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from hub.changes import Record
from hub.language import Text
from hub.model import Booking, BookingStatus, Course, CourseStatus, NetworkName, Ref
from hub.planning.agreements import Pair
from hub.planning.compare import with_fields
from hub.planning.draft import Draft, title_of
from hub.planning.plan import Missing
from hub.planning.snapshot import View

CopyView = View[Course] | View[Booking]
CopyRecord = Record[Course] | Record[Booking]


def plan_missing(draft: Draft, pair: Pair, since: dict[Ref, date]) -> None:
    """Follows up every copy whose home record is gone; `since` collects what the next night must know."""
    courses = draft.snapshot.courses(pair.organiser), draft.snapshot.courses(pair.channel)
    bookings = draft.snapshot.bookings(pair.channel), draft.snapshot.bookings(pair.organiser)
    for home, there in (courses, bookings):
        if home is None or there is None or not _tells_absence(home):
            _keep(draft.memory.missing_since, pair, since)
            continue
        for ref, record in _orphans(home, there):
            _follow_up(draft, there.network, home.network, ref, record, since)


def _tells_absence(home: CopyView) -> bool:
    """An incomplete reading says nothing of what is gone; nor does one with a row whose very id is garbled."""
    return home.reading.is_complete and all(reject.id for reject in home.reading.rejects)


def _keep(known: Mapping[Ref, date], pair: Pair, since: dict[Ref, date]) -> None:
    """An incomplete reading says nothing: what was missing before stays so."""
    since.update({ref: day for ref, day in known.items() if ref.home in {pair.organiser, pair.channel}})


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
    home: NetworkName,
    ref: Ref,
    record: CopyRecord,
    since: dict[Ref, date],
) -> None:
    after = _cancelled(record.value)
    if after is None:
        return
    first = draft.memory.missing_since.get(ref)
    doubted = (home, ref.kind) in draft.doubts
    if first is not None or not doubted:
        since[ref] = first or draft.today
    draft.look_again(there, record)
    if doubted or (first is not None and first < draft.today):
        reason = Text("gone from {network} since {day}", network=draft.titles(home), day=first or draft.today)
        change = draft.amend(record, after, ["status"], of=there, ref=ref, reason=reason)
        if doubted:
            draft.doubted[change.id] = draft.doubts[(home, ref.kind)]
        return
    draft.missing.append(Missing(ref=ref, network=home, title=title_of(record.value), since=since[ref]))


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
