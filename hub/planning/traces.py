"""From a planned change to its traces: what it takes to undo it, taken before it is made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from hub.changes import Add
from hub.model import Company, Person
from hub.planning.compare import canonical, digest, field_of
from hub.planning.plan import PlannedChange, Shared
from hub.planning.shown import plain
from hub.traces import WHOLE, Trace


def traces_of(planned: PlannedChange, *, key: bytes) -> Mapping[str, Trace]:
    """By field: its value before the change, and a digest of what is to be written."""
    if isinstance(planned.change, Add):
        sent = digests_of_added(planned.change.value, key=key)
        return {name: Trace(before=None, sent=found) for name, found in sent.items()}
    return {
        name: Trace(before=plain(field.before), sent=digest(name, field.after, key=key))
        for name, field in planned.fields.items()
    }


def seen_otherwise(planned: PlannedChange, shown: Shared, *, key: bytes) -> Mapping[str, bytes]:
    """The fields that their system shows otherwise than they were sent, as digests."""
    if isinstance(planned.change, Add):
        seen = digests_of_added(shown, key=key)
    else:
        seen = {name: digest(name, field_of(shown, name), key=key) for name in planned.fields}
    sent = traces_of(planned, key=key)
    return {name: found for name, found in seen.items() if found != sent[name].sent}


def digests_of_added(noun: Shared, *, key: bytes) -> Mapping[str, bytes]:
    """Of an added record the status, which its system may decide, and everything else in one digest.

    The names that it goes by, id and ref, are not its content.
    """
    words = "\x1f".join(f"{name}={canonical(name, value)}" for name, value in _content(noun))
    whole = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16, key=key).digest()
    return {WHOLE: whole, "status": digest("status", noun.status, key=key)}


def _content(noun: Shared) -> Iterator[tuple[str, object]]:
    for name in type(noun).model_fields:
        inner = getattr(noun, name)
        if isinstance(inner, Company | Person):
            yield from ((f"{name}.{part}", value) for part, value in inner)
        elif name not in {"id", "origin", "status"}:
            yield name, inner
