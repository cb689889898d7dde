"""Turns the facts of a night into the one view that every report shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hub.errors import NetworkError
from hub.language import Text, text_of, verbatim
from hub.model import Kind, NetworkName
from hub.planning.calling import short_names
from hub.planning.labels import field_label, plural
from hub.planning.plan import Held, Missing, PlacedReject, Question, Withheld
from hub.report.facts import NightFacts, Remaining
from hub.report.fields import value_words
from hub.report.lines import Scribe
from hub.report.totals import headline, next_step, parts_of, quiet_parts, summary, totals_of
from hub.report.undo import unreversed_line
from hub.report.view import (
    AnswerLine,
    FailureLine,
    HeldLine,
    Line,
    MissingLine,
    NetworkLine,
    NightView,
    QuestionLine,
    RejectLine,
    RemainingLine,
    WithheldLine,
)


def view_of(night: NightFacts) -> NightView:
    """The view of a night, whether it was only planned or carried out."""
    plan, scribe, is_quiet = night.plan, _scribe(night), _is_quiet(night)
    lines = scribe.lines(plan.changes)
    totals = totals_of(night, lines)
    return NightView(
        run=night.run,
        created=plan.created,
        is_dry_run=night.is_dry_run,
        fingerprint=night.fingerprint,
        exit_code=night.exit_code,
        totals=totals,
        headline=headline(
            night, quiet_parts(plan) if is_quiet else parts_of(totals, is_dry_run=night.is_dry_run)
        ),
        summary=summary(night, totals, lines=lines),
        next_step=next_step(night, totals, is_quiet=is_quiet),
        networks=tuple(_network(night, name, scribe=scribe) for name in sorted(_named(night))),
        lines=lines,
        held=tuple(_held(plan.held, scribe)),
        remaining=tuple(_remaining(one, scribe) for one in night.remaining),
        questions=tuple(_question(question, scribe) for question in plan.questions),
        withheld=tuple(_withheld(withheld, scribe) for withheld in plan.withheld),
        missing=tuple(_missing(missing, scribe) for missing in plan.missing),
        rejects=tuple(_reject(reject, scribe) for reject in plan.rejects),
        failures=tuple(_failures(night, scribe)),
        notes=tuple(scribe.short(note) for note in plan.notes),
        is_quiet=is_quiet,
        stays_undone=tuple(_held(plan.stays_undone, scribe)),
        undoes=plan.undo.run if plan.undo else None,
        kept=tuple(unreversed_line(one, scribe) for one in plan.undo.kept) if plan.undo else (),
        impossible=tuple(unreversed_line(one, scribe) for one in plan.undo.impossible) if plan.undo else (),
    )


def _scribe(night: NightFacts) -> Scribe:
    short = short_names(night.titles)
    return Scribe(
        short_by_name=short,
        short_by_title={title: short[name] for name, title in night.titles.items()},
        outcomes=night.outcomes,
        is_dry_run=night.is_dry_run,
        zone=night.plan.created.tzinfo,
        obstacle_by_ref={withheld.ref: withheld.reason for withheld in night.plan.withheld},
    )


def _is_quiet(night: NightFacts) -> bool:
    """Nothing happened and nothing went wrong; what has been open for a while may still be open."""
    plan = night.plan
    happened = plan.changes or plan.held or plan.missing or night.remaining or plan.undo
    went_wrong = plan.failures or plan.rejects or night.quarantined
    asks_anew = any(question.id not in night.asked_before for question in plan.questions)
    is_whole = all(summary.partial is None for summary in plan.readings.values())
    return is_whole and not happened and not went_wrong and not asks_anew


def _named(night: NightFacts) -> set[NetworkName]:
    """Every network that is spoken of, configured or not."""
    return {
        *night.titles,
        *(network for network, _ in night.plan.readings),
        *(change.network for change in night.plan.changes),
    }


def _network(night: NightFacts, name: NetworkName, *, scribe: Scribe) -> NetworkLine:
    def read(kind: Kind) -> int | None:
        summary = night.plan.readings.get((name, kind))
        return summary.records if summary else None

    return NetworkLine(
        name=name,
        title=night.titles.get(name, name),
        short=scribe.network(name),
        members=read("member"),
        courses=read("course"),
        bookings=read("booking"),
    )


def _held(stopped: Sequence[Held], scribe: Scribe) -> Iterator[HeldLine]:
    changes = [held.change for held in stopped if held.change is not None]
    line_by_id = {line.id: line for line in scribe.lines(changes, are_held=True)}
    for held in stopped:
        line = line_by_id.get(held.change.id) if held.change is not None else None
        yield _held_line(held, line, scribe=scribe)


def _held_line(held: Held, line: Line | None, *, scribe: Scribe) -> HeldLine:
    whole = Text(
        "the {kind} of {network} as a whole", kind=plural(held.kind), network=scribe.network(held.network)
    )
    return HeldLine(
        network=held.network,
        kind=held.kind,
        what=line.what if line else whole,
        why=scribe.short(held.why),
        line=line,
    )


def _remaining(remaining: Remaining, scribe: Scribe) -> RemainingLine:
    sent = value_words(remaining.field, remaining.sent, zone=scribe.zone)
    seen = value_words(remaining.field, remaining.seen, zone=scribe.zone)
    where, label = scribe.network(remaining.network), field_label(remaining.field)
    what = Text(
        "{title} in {network}: {field} is shown otherwise than it was written",
        title=remaining.title,
        network=where,
        field=label,
    )
    example = verbatim(remaining.title)
    if sent != seen:
        what = Text("{what}: {seen} instead of {sent}", what=what, seen=seen, sent=sent)
        example = Text("{what}: {seen} instead of {sent}", what=example, seen=seen, sent=sent)
    alike = Text("{network}: {field} is shown otherwise than it was written", network=where, field=label)
    return RemainingLine(
        ref=str(remaining.ref), network=remaining.network, what=what, alike=alike, example=example
    )


def _question(question: Question, scribe: Scribe) -> QuestionLine:
    return QuestionLine(
        id=question.id,
        ref=str(question.ref),
        title=question.title,
        text=scribe.short(question.text),
        answers=tuple(AnswerLine(word=one.word, text=scribe.short(one.text)) for one in question.answers),
        place=question.place,
    )


def _withheld(withheld: Withheld, scribe: Scribe) -> WithheldLine:
    network = scribe.network(withheld.network)
    where = Text("not in {network}", network=network)
    if withheld.stands_there:
        where = Text("in {network}", network=network)
    elif withheld.ref.kind == "booking":
        where = Text("stays in {network}", network=network)
    return WithheldLine(
        ref=str(withheld.ref),
        kind=withheld.ref.kind,
        network=withheld.network,
        title=withheld.title,
        where=where,
        reason=scribe.short(withheld.reason),
        remedy=scribe.short(withheld.remedy) if withheld.remedy else None,
        place=withheld.place,
    )


def _missing(missing: Missing, scribe: Scribe) -> MissingLine:
    title, network, day = missing.title, scribe.network(missing.network), missing.since
    what = (
        Text(
            "{title} is gone from {network} since {day}; if it stays away, it is cancelled where it was copied to",
            title=title,
            network=network,
            day=day,
        )
        if missing.now is None
        else Text(
            "{title} is gone from {network} since {day}; {now} tells the same, so nothing is cancelled",
            title=title,
            network=network,
            day=day,
            now=missing.now.id,
        )
    )
    return MissingLine(ref=str(missing.ref), network=missing.network, what=what, since=missing.since)


def _reject(placed: PlacedReject, scribe: Scribe) -> RejectLine:
    reject = placed.reject
    return RejectLine(
        network=placed.network,
        kind=placed.kind,
        place=text_of(reject.place),
        field=reject.field,
        why=scribe.short(reject.why),
        remedy=scribe.short(reject.remedy),
    )


def _failures(night: NightFacts, scribe: Scribe) -> Iterator[FailureLine]:
    for failure in night.plan.failures:
        remedy = failure.error.remedy
        yield FailureLine(
            network=failure.network,
            place=failure.error.place,
            what=Text(
                "{network}: {why}", network=scribe.network(failure.network), why=scribe.short(failure.why)
            ),
            remedy=scribe.short(remedy) if remedy else None,
            exit_code=failure.error.exit_code,
        )
    yield from _partial(night, scribe)
    for error in night.quarantined:
        yield FailureLine(
            network=None,
            place=error.place,
            what=Text("left out: {why}", why=error.what),
            remedy=error.remedy,
            exit_code=error.exit_code,
        )


def _partial(night: NightFacts, scribe: Scribe) -> Iterator[FailureLine]:
    """A reading that lacks something has failed as well: of what it lacks nobody knows anything tonight."""
    for (network, kind), reading in sorted(night.plan.readings.items()):
        if reading.partial is not None:
            what = Text(
                "{network}: not all of the {kind} could be read: {reason}",
                network=scribe.network(network),
                kind=plural(kind),
                reason=reading.partial,
            )
            code = NetworkError.exit_code
            yield FailureLine(network=network, place=None, what=what, remedy=None, exit_code=code)
