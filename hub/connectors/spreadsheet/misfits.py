"""Says why a value that could be read is none that the noun can hold."""

from __future__ import annotations

from decimal import Decimal

from pydantic_core import ErrorDetails

from hub.language import Text


def misfit(error: ErrorDetails) -> Text:
    """The noun's objection, in words of an office where it is a usual one."""
    match error:
        case {"type": "string_too_long", "ctx": {"max_length": int(most)}}:
            return Text("the text is longer than {most} characters", most=most)
        case {"type": "greater_than_equal", "ctx": {"ge": int() | Decimal() as least}}:
            return Text("the number is less than {least}", least=least)
        case {"type": "less_than_equal", "ctx": {"le": int() | Decimal() as most}}:
            return Text("the number is more than {most}", most=most)
        case _:
            return Text("the value does not fit ({why})", why=error["msg"])
