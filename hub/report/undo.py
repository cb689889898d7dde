"""What a report says of an undo: the records that stay as they are, and the sentences around them."""

from __future__ import annotations

from collections.abc import Iterator

from hub.language import Text
from hub.planning.labels import field_label
from hub.planning.plan import Undo, Unreversed
from hub.report.lines import Scribe
from hub.report.view import Totals, UnreversedLine
from hub.report.words import record_words


def unreversed_line(one: Unreversed, scribe: Scribe) -> UnreversedLine:
    """A record, or some of its fields, that an undo leaves as they are."""
    where = Text(
        "{record} in {network}",
        record=record_words(one.ref.kind, one.title),
        network=scribe.network(one.network),
    )
    fields = tuple(field_label(name) for name in one.fields)
    return UnreversedLine(
        ref=str(one.ref),
        kind=one.ref.kind,
        network=one.network,
        title=one.title,
        fields=one.fields,
        what=Text("{where}, {fields}", where=where, fields=fields) if fields else where,
        why=scribe.short(one.why),
    )


def waiting(totals: Totals) -> Iterator[Text]:
    """What an undo leaves, in figures."""
    if totals.kept:
        yield Text("{count} kept", count=totals.kept)
    if totals.impossible:
        yield Text("{count} impossible", count=totals.impossible)


def next_step(undo: Undo, totals: Totals, *, file: str | None, is_dry_run: bool) -> Text | None:
    """The command that comes after an undo, or after a look at it."""
    run = str(undo.run)
    if is_dry_run and not totals.changes:
        return None
    if is_dry_run and file:
        return Text("Next: `hub apply {file}` does exactly this.", file=file)
    if is_dry_run:
        return Text(
            "Next: `hub undo {run} --yes` does it; `hub undo {run} --out undo.json` keeps it for `hub apply undo.json`.",
            run=run,
        )
    if totals.undone or totals.failures:
        return Text(
            "Next: mend what is listed, then `hub undo {run}` again; what is done stays done.", run=run
        )
    if not undo.undone:
        return None
    return Text(
        "What was undone stays so. `hub undo {run} --release` lets the next night make it again.", run=run
    )
