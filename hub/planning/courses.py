"""Courses flow from the organiser to the channel; whatever is not published is listed with its reason."""

from __future__ import annotations

from typing import cast

from hub.changes import Record
from hub.language import Text
from hub.model import Course, CourseStatus, Ref
from hub.planning.agreements import COURSE_FIELDS, Pair, shared_course
from hub.planning.compare import Difference, differences, with_fields
from hub.planning.copies import hindrance, hold_if_unsure, may_be_unseen, reason_to_add, unread
from hub.planning.draft import Draft, Grounds, title_of
from hub.planning.lost import stands_unreached
from hub.planning.plan import Answer, Question, Withheld
from hub.planning.refusals import Refusal, not_worth_publishing, refusal_of, withheld
from hub.planning.renumbering import renumbering_question
from hub.planning.returned import note_on_return
from hub.planning.snapshot import View
from hub.planning.withdrawals import Withdrawn, end_withdrawal


def plan_courses(draft: Draft, pair: Pair) -> None:
    """Compares the organiser's courses with their copies at the channel."""
    home, there = draft.snapshot.courses(pair.organiser), draft.snapshot.courses(pair.channel)
    if home is None or there is None or (home.is_all_quiet and there.is_all_quiet):
        return
    for record in sorted(home.own.values(), key=lambda record: record.id):
        ref = Ref(pair.organiser, "course", record.id)
        copy = there.copies.get(ref)
        if copy is not None and home.is_quiet(record) and there.is_quiet(copy):
            continue
        if not home.is_readable(record) or (copy is not None and not there.is_readable(copy)):
            continue  # listed among the rejects; what stands at the channel stays as it is
        if copy is not None:
            _plan_known(draft, pair, record, copy, ref)
        elif there.unread.has(ref) or _stands_unseen(draft, pair, ref):
            draft.look_again(pair.organiser, record)
        elif (unreached := _unreached(draft, pair, record, ref)) is not None:
            draft.look_again(pair.organiser, record)
            draft.withheld.append(unreached)
        elif pair.is_running:
            _plan_new(draft, pair, record, ref, there)


def _stands_unseen(draft: Draft, pair: Pair, ref: Ref) -> bool:
    """A copy that stood there in an earlier night and cannot be seen tonight: nothing to tell, nothing to do."""
    return (ref, pair.channel) in draft.memory.agreed and may_be_unseen(draft, pair.channel, "course")


def _unreached(draft: Draft, pair: Pair, record: Record[Course], ref: Ref) -> Withheld | None:
    """A course that is called off and got lost at the channel, which may go on offering it."""
    course = record.value
    if course.status is not CourseStatus.CANCELLED or course.starts_at <= draft.now:
        return None
    return stands_unreached(draft, record, ref=ref, network=pair.channel)


def _plan_new(draft: Draft, pair: Pair, record: Record[Course], ref: Ref, there: View[Course]) -> None:
    course = record.value
    before = draft.renumbered.before_by_now.get(ref)
    if before is not None:
        _ask_about_number(draft, pair, record, before)
        return
    refusal = (
        refusal_of(draft, pair, course) or not_worth_publishing(course) or _not_tonight(draft, pair, ref)
    )
    if refusal is not None:
        draft.look_again(pair.organiser, record)
        draft.withheld.append(withheld(draft, pair, record, ref, refusal))
        return
    reason = Text("released for {network}, not offered in the region", network=draft.titles(pair.channel))
    if (ref, pair.channel) in draft.memory.agreed and there.reading.is_complete:
        reason = Text("was removed in {network}, but still takes place", network=draft.titles(pair.channel))
    shared = shared_course(course, ref)
    draft.expect(ref, pair.channel, shared, COURSE_FIELDS)
    reason = reason_to_add(draft, reason, ref, pair.channel)
    added = draft.add(shared, to=pair.channel, reason=reason, place=record.place)
    hold_if_unsure(draft, added, anywhere=[pair.channel])


def _not_tonight(draft: Draft, pair: Pair, ref: Ref) -> Refusal | None:
    found = hindrance(draft, ref, pair.channel) or unread(draft, ref, pair.channel)
    return Refusal(found.reason, found.remedy) if found else None


def _plan_known(draft: Draft, pair: Pair, record: Record[Course], copy: Record[Course], ref: Ref) -> None:
    course = record.value
    is_off = course.status is CourseStatus.CANCELLED
    if not (pair.is_running or is_off):
        return
    refusal = refusal_of(draft, pair, course)
    if refusal is not None and not is_off:
        withdrawn = Withdrawn(draft, pair, record=record, copy=copy, refusal=refusal)
        if refusal.is_withdrawn or withdrawn.stays_off:
            withdrawn.plan()
            return
    if refusal is None:
        end_withdrawal(draft, ref, pair.channel)
    tells_all = pair.is_running and not (refusal is not None and refusal.is_withdrawn)
    wanted = course if tells_all else copy.value.model_copy(update={"status": course.status})
    draft.expect(ref, pair.channel, wanted, COURSE_FIELDS)
    found = differences(
        home=wanted,
        copy=copy.value,
        fields=COURSE_FIELDS,
        agreed=draft.memory.agreed.get((ref, pair.channel), {}),
        key=draft.memory.key,
    )
    if found:
        _put_right(draft, pair, record, copy, found)


def _put_right(
    draft: Draft, pair: Pair, record: Record[Course], copy: Record[Course], found: list[Difference]
) -> None:
    ref = Ref(pair.organiser, "course", record.id)
    after = cast("Course", with_fields(copy.value, {d.field: d.after for d in found}))
    reason = reason_of(found, home=draft.titles(pair.organiser), there=draft.titles(pair.channel))
    if after.status is CourseStatus.CANCELLED and copy.value.status is not CourseStatus.CANCELLED:
        reason = Text("cancelled by {network}", network=draft.titles(pair.organiser))
    is_on_again = copy.value.status is CourseStatus.CANCELLED and after.status is not CourseStatus.CANCELLED
    if is_on_again and any(d.field == "status" and d.moved_at_home for d in found):
        draft.notes += note_on_return(draft, ref, pair.channel)
    drafted = len(draft.changes)
    draft.amend(
        copy,
        after,
        [d.field for d in found],
        of=pair.channel,
        ref=ref,
        grounds=Grounds(reason, is_conflict=any(d.edited_there for d in found)),
    )
    if {"title", "starts_at"} <= {d.field for d in found if d.moved_at_home}:
        why = Text(
            "title and beginning both changed: the number {number} may stand for another course now, "
            "and bookings would go with it",
            number=record.id,
        )
        draft.doubted.update({change.id: why for change in draft.changes[drafted:]})
        draft.look_again(pair.channel, copy)


def _ask_about_number(draft: Draft, pair: Pair, record: Record[Course], before: Ref) -> None:
    """Where the whole reading is held, that says it all, and nobody is asked about every single course."""
    ref = Ref(pair.organiser, "course", record.id)
    draft.look_again(pair.organiser, record)
    if (pair.organiser, "course") in draft.doubts:
        return
    draft.ask(
        Question(
            id=renumbering_question(ref, before),
            ref=ref,
            title=title_of(record.value),
            text=Text(
                "This course seems to have had the number {before} until now, and stands in {network} under it. "
                "Write {before} back: a number never changes.",
                before=before.id,
                network=draft.titles(pair.channel),
            ),
            answers=(Answer("new", Text("a new course: cancel the old one")),),
            place=record.place,
        )
    )


def reason_of(found: list[Difference], *, home: str, there: str) -> Text:
    """Who moved: the home, or somebody who edited the copy in the wrong place."""
    if all(d.edited_there and not d.moved_at_home for d in found):
        return Text("edited in {there}; {home} owns it, so it is put right", there=there, home=home)
    if any(d.edited_there for d in found):
        return Text("changed in {home} and edited in {there}; {home} owns it", there=there, home=home)
    return Text("changed in {home}", home=home)
