"""Every detail of one change, for the full report: all fields, where it stands, its names."""

from __future__ import annotations

from collections.abc import Iterator

from hub.language import Text
from hub.report.view import FieldLine, Line


def detail_lines(line: Line, *, language: str) -> Iterator[str]:
    """Indented lines that follow the line of the change."""
    if line.told_with is not None:
        yield f"    {_and(line).say(language)}"
    for field in line.fields:
        yield f"    {_field(line, field).say(language)}"
    yield f"    {Text('from {place}', place=line.place).say(language)}"
    yield f"    {line.ref}, {line.id}"


def _and(line: Line) -> Text:
    return Text("and {what} ({reason}):", what=line.what, reason=line.reason)


def _field(line: Line, field: FieldLine) -> Text:
    if line.action == "add":
        return Text("{field}: {value}", field=field.label, value=field.after)
    return Text("{field}: {before} -> {after}", field=field.label, before=field.before, after=field.after)
