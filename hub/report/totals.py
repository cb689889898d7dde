"""The night in one sentence: how much changes, what waits for people, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hub.language import Text
from hub.planning.plan import Plan
from hub.report import undo
from hub.report.facts import NightFacts
from hub.report.view import Line, Totals
from hub.report.words import (
    changes_counted,
    failures_counted,
    questions_counted,
    records_counted,
    rows_counted,
)


def totals_of(night: NightFacts, lines: Sequence[Line]) -> Totals:
    """Counts every change once, those told with another included."""
    plan = night.plan
    going = [line.action for line in lines if not line.is_undone]
    return Totals(
        added=going.count("add"),
        amended=going.count("amend"),
        cancelled=going.count("cancel"),
        undone=len(lines) - len(going),
        held=len(plan.held),
        questions=len(plan.questions),
        withheld=len(plan.withheld),
        missing=len(plan.missing),
        rejects=len(plan.rejects),
        failures=len(plan.failures) + len(night.quarantined) + _partial(plan),
        remaining=len(night.remaining),
        stays_undone=len(plan.stays_undone),
        kept=len(plan.undo.kept) if plan.undo else 0,
        impossible=len(plan.undo.impossible) if plan.undo else 0,
    )


def _partial(plan: Plan) -> int:
    return sum(1 for reading in plan.readings.values() if reading.partial is not None)


def headline(night: NightFacts, parts: tuple[Text, ...]) -> Text:
    """The first line: which night, and its totals."""
    day, taken = night.plan.created.date(), night.plan.undo
    if night.is_dry_run and taken is not None:
        return Text(
            "Undo of night {run}, nothing is written yet: {totals}.", run=str(taken.run), totals=parts
        )
    if night.is_dry_run:
        return Text("Plan for {day}, nothing is written yet: {totals}.", day=day, totals=parts)
    number = str(night.run) if night.run is not None else "?"
    if taken is not None:
        return Text(
            "Night {number} of {day}, the undo of night {run}: {totals}.",
            number=number,
            day=day,
            run=str(taken.run),
            totals=parts,
        )
    return Text("Night {number} of {day}: {totals}.", number=number, day=day, totals=parts)


def summary(night: NightFacts, totals: Totals, *, lines: Sequence[Line]) -> Text:
    """The last totals, which also say why there are fewer lines than changes."""
    told_with_others = sum(1 for line in lines if line.told_with)
    return Text(
        "Total: {totals}.",
        totals=parts_of(totals, is_dry_run=night.is_dry_run, told_with_others=told_with_others),
    )


def parts_of(totals: Totals, *, is_dry_run: bool, told_with_others: int = 0) -> tuple[Text, ...]:
    """The totals in words; what is nothing is left out, except that nothing changes."""
    if not totals.changes:
        return (_nothing(totals, is_dry_run), *_waiting(totals))
    details = tuple(_details(totals, is_dry_run=is_dry_run, told_with_others=told_with_others))
    first = Text("{changes} ({details})", changes=changes_counted(totals.changes), details=details)
    return (first, *_waiting(totals))


def _nothing(totals: Totals, is_dry_run: bool) -> Text:
    """Nothing to do is good news, and only said where it is."""
    if totals.undone or totals.failures:
        return Text("nothing planned") if is_dry_run else Text("nothing done")
    if totals.held:
        return Text("nothing planned") if is_dry_run else Text("nothing written")
    return Text("nothing to do")


def _details(totals: Totals, *, is_dry_run: bool, told_with_others: int) -> Iterator[Text]:
    if totals.added:
        yield (
            Text("{count} to add", count=totals.added)
            if is_dry_run
            else Text("{count} added", count=totals.added)
        )
    if totals.amended:
        yield (
            Text("{count} to amend", count=totals.amended)
            if is_dry_run
            else Text("{count} amended", count=totals.amended)
        )
    if totals.cancelled:
        yield (
            Text("{count} to cancel", count=totals.cancelled)
            if is_dry_run
            else Text("{count} cancelled", count=totals.cancelled)
        )
    if told_with_others:
        yield Text("{count} of them on the line of another", count=told_with_others)


def _waiting(totals: Totals) -> Iterator[Text]:
    if totals.undone:
        yield Text("{count} not done", count=totals.undone)
    if totals.failures:
        yield failures_counted(totals.failures)
    if totals.held:
        yield Text("{count} held", count=totals.held)
    if totals.remaining:
        yield Text("{count} shown otherwise", count=totals.remaining)
    yield from undo.waiting(totals)
    yield from open_matters(totals)


def open_matters(totals: Totals) -> Iterator[Text]:
    """What may stay as it is for many nights."""
    if totals.questions:
        yield questions_counted(totals.questions)
    if totals.withheld:
        yield Text("{count} withheld", count=totals.withheld)
    if totals.missing:
        yield Text("{count} missing", count=totals.missing)
    if totals.rejects:
        yield rows_counted(totals.rejects)
    if totals.stays_undone:
        yield Text("{count} left undone", count=totals.stays_undone)


def quiet_parts(plan: Plan) -> tuple[Text, ...]:
    """Nothing to do, and the proof that the hub has looked."""
    networks = len({network for network, _ in plan.readings})
    records = sum(summary.records for summary in plan.readings.values())
    counted = records_counted(records)
    if networks == 1:
        return (Text("nothing to do; read {records} in 1 network", records=counted),)
    return (Text("nothing to do; read {records} in {count} networks", records=counted, count=networks),)


def next_step(night: NightFacts, totals: Totals, *, is_quiet: bool) -> Text | None:
    """The command that comes next, where one does."""
    file = _quoted(night.plan_file)
    if night.plan.undo is not None:
        return undo.next_step(night.plan.undo, totals, file=file, is_dry_run=night.is_dry_run)
    if any(not held.can_be_confirmed for held in night.plan.held):
        return Text(
            "Next: put the numbers back that are named under what is held; no confirmation ends that hold."
        )
    if night.is_dry_run:
        return _after_plan(totals, file, is_quiet=is_quiet)
    if totals.held:
        return Text(
            "Next: look at what is held; to have it done, `hub plan --out plan.json`, "
            "then `hub apply plan.json --confirm-held`."
        )
    if totals.undone or totals.failures:
        return Text("Next: mend what is listed, then `hub sync` again; what is done stays done.")
    if is_quiet and not any(open_matters(totals)):
        return None
    if night.run is None:
        return None
    if any(question.answers for question in night.plan.questions):
        return Text(
            "Next: `hub review` takes the answers; `hub report {run} --full` shows every detail.",
            run=str(night.run),
        )
    return Text("Next: `hub report {run} --full` shows every detail.", run=str(night.run))


def _after_plan(totals: Totals, file: str | None, *, is_quiet: bool) -> Text | None:
    if totals.held and file:
        return Text(
            "Next: look at what is held, then `hub apply {file} --confirm-held`, or without it `hub apply {file}`.",
            file=file,
        )
    if totals.held:
        return Text(
            "Next: look at what is held; `hub sync` does the rest. "
            "To have it done too: `hub plan --out plan.json`, then `hub apply plan.json --confirm-held`."
        )
    if totals.changes and file:
        return Text("Next: `hub apply {file}` does exactly this.", file=file)
    if totals.changes:
        return Text(
            "Next: `hub sync` does it; `hub plan --out plan.json` keeps it for `hub apply plan.json`."
        )
    if is_quiet and any(open_matters(totals)):
        return Text("Next: `hub plan --full` shows what is open.")
    return None


def _quoted(file: str | None) -> str | None:
    return f'"{file}"' if file and " " in file else file
