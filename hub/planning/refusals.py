"""Why a course of the organiser's may not be published at the channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hub.changes import Record
from hub.config import Agreement
from hub.judging import RegionalOffer
from hub.language import Text
from hub.model import Course, CourseStatus, NetworkName, Ref
from hub.planning.agreements import Pair
from hub.planning.draft import Draft, title_of
from hub.planning.plan import Withheld

Ground = Literal["never shared", "not released", "offered"]
"""Why a course that stands at the channel may do so no more, in a word that never changes."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a course may not be published; `withdrawn` is the ground where it is the organiser or the region who says no.

    Where it `is_passing`, another night may say otherwise although nobody does anything.
    """

    reason: Text
    remedy: Text | None = None
    withdrawn: Ground | None = None
    is_passing: bool = False

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn is not None


def refusal_of(draft: Draft, pair: Pair, course: Course) -> Refusal | None:
    """The first reason that speaks against publishing, the most telling first."""
    day = draft.day_of(course)
    agreement = pair.agreement_for(day)
    if course.never_share:
        return Refusal(Text("marked “never share”"), withdrawn="never shared")
    if not course.is_released_to(pair.channel):
        return Refusal(
            Text("not released for {network}", network=draft.titles(pair.channel)),
            remedy=Text("Enter “{network}” under its release.", network=pair.channel),
            withdrawn="not released",
        )
    if not agreement.is_valid_on(day):
        return Refusal(Text("outside the period of the agreement “{name}”", name=agreement.name))
    if course.starts_at <= draft.now:
        return Refusal(Text("began on {day}", day=day))
    return _offered_regionally(draft, agreement, course)


def not_worth_publishing(course: Course) -> Refusal | None:
    """Why a course that stands nowhere else yet need not begin to; one that does stand there is kept up to date."""
    if course.status is CourseStatus.CANCELLED:
        return Refusal(Text("cancelled before it was published"))
    if course.ends_at is not None and course.ends_at < course.starts_at:
        return Refusal(Text("it ends before it begins"), remedy=Text("Correct its dates."))
    if course.status is CourseStatus.DRAFT:
        return Refusal(Text("still a draft"))
    return None


def _offered_regionally(draft: Draft, agreement: Agreement, course: Course) -> Refusal | None:
    if not agreement.withhold_if_offered_by:
        return None
    among = agreement.withhold_if_offered_by
    unread = [*draft.judge.unread(among), *(name for name in among if (name, "course") in draft.doubts)]
    if unread:
        names = tuple(draft.titles(NetworkName(name)) for name in unread)
        reason = Text("nobody can say tonight whether {networks} offer it", networks=names)
        return Refusal(reason, is_passing=True)
    offers = draft.judge.offers_like(course, among=agreement.withhold_if_offered_by)
    return Refusal(_offered(offers[0]), withdrawn="offered") if offers else None


def _offered(offer: RegionalOffer) -> Text:
    return Text(
        "{provider} offers “{title}” already ({place})",
        provider=offer.provider,
        title=offer.title,
        place=offer.place,
    )


def withheld(draft: Draft, pair: Pair, record: Record[Course], ref: Ref, refusal: Refusal) -> Withheld:
    """The refusal as the report lists it."""
    return Withheld(
        ref=ref,
        network=pair.channel,
        title=title_of(record.value),
        reason=refusal.reason,
        remedy=refusal.remedy,
        place=record.place,
    )
