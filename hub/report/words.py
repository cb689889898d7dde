"""What the report calls records and numbers of things."""

from __future__ import annotations

from hub.language import Text
from hub.model import Kind


def record_words(kind: Kind, title: str) -> Text:
    """A record with the word for what it is."""
    match kind:
        case "member":
            return Text("member {title}", title=title)
        case "course":
            return Text("course {title}", title=title)
        case "booking":
            return Text("booking {title}", title=title)


def changes_counted(count: int) -> Text:
    return Text("1 change") if count == 1 else Text("{count} changes", count=count)


def questions_counted(count: int) -> Text:
    return Text("1 question") if count == 1 else Text("{count} questions", count=count)


def rows_counted(count: int) -> Text:
    return Text("1 row not readable") if count == 1 else Text("{count} rows not readable", count=count)


def failures_counted(count: int) -> Text:
    return Text("1 failure") if count == 1 else Text("{count} failures", count=count)


def records_counted(count: int) -> Text:
    return Text("1 record") if count == 1 else Text("{count} records", count=count)
