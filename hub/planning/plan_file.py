"""A plan that was kept in a file: read back and checked to the byte, so that what was reviewed is what is meant."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Final

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from hub.errors import StalePlan
from hub.language import Text
from hub.planning.shown import Plain

SCHEMA: Final = "hub-plan/1"

_PLAN_AGAIN: Final = Text("Plan again and review the new plan.")
_AHEAD: Final = timedelta(days=1)  # clocks differ; a plan from the day after tomorrow is another matter


class _Border(BaseModel):
    """Keys that a newer hub has added are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class FiledField(_Border):
    """A field as the file shows it; of persons there is only a hint."""

    before: Plain
    after: Plain


class FiledChange(_Border):
    """As much of a change as it takes to name it, and to see whether it is still the same.

    What is held may be a whole reading: then there is no id, only network and kind.
    """

    network: str
    kind: str
    id: str = ""
    action: str = ""
    ref: str = ""
    title: str = ""
    fields: Mapping[str, FiledField] = Field(default_factory=dict)
    follows: str | None = None
    awaits_answer: bool = False
    cause: str | None = None


class FiledAbsence(_Border):
    """A record that was missing when the plan was made."""

    ref: str
    network: str
    title: str
    since: str


class FiledFailure(_Border):
    """A network that could not be read when the plan was made."""

    network: str


class FiledBasis(_Border):
    """What the plan was made from besides the readings, as digests; see `hub.planning.basis`."""

    hub: str
    place: str
    settings: Mapping[str, str]
    plugins: Mapping[str, str]
    agreements: str
    ledger: str
    decisions: str


def _written_out(moment: object) -> object:
    """Pydantic would take a number for seconds since 1970."""
    if not isinstance(moment, str):
        raise ValueError("no moment")
    return moment


class PlanFile(_Border):
    """What somebody reviewed: the fingerprint that decides, and the rest to name what differs."""

    fingerprint: str = Field(pattern=r"^sha256:[0-9a-f]{64}$")
    created: Annotated[AwareDatetime, BeforeValidator(_written_out)]
    basis: str
    basis_of: FiledBasis | None = None  # a plan of an older hub does not say
    changes: tuple[FiledChange, ...]
    held: tuple[FiledChange, ...]
    missing: tuple[FiledAbsence, ...]
    seats: Mapping[str, int] = {}  # given already, by course
    failures: tuple[FiledFailure, ...] = ()
    undoes: int | None = None


def to_json(document: Mapping[str, object]) -> str:
    """The document as text: the same document always gives the same bytes."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def checksum(document: Mapping[str, object]) -> str:
    """Covers every other key, words included: what somebody read is what the hub wrote.

    The fingerprint alone would not do: it says what will happen, not what the file claims will happen. This
    guards against accidents (an editor, a mail program, half a copy); forged values show in `differences`.
    """
    rest = {name: value for name, value in document.items() if name != "checksum"}
    return f"sha256:{hashlib.sha256(to_json(rest).encode(errors='replace')).hexdigest()}"


def read_plan(text: str, *, place: str | None = None) -> PlanFile:
    """The plan in the text of a file; `place` names the file in errors. Raises: StalePlan."""
    document = _document(text, place)
    if document.get("schema") != SCHEMA:
        found = str(document.get("schema", "?"))[:40]
        raise _unusable(
            Text("This file is no plan of this hub: its schema is “{found}”, not “hub-plan/1”.", found=found),
            place,
        )
    try:
        plan = PlanFile.model_validate(document)
    except ValidationError as error:
        key = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise _unusable(
            Text("The plan is not whole: “{key}” is missing or damaged.", key=key), place
        ) from error
    if document.get("checksum") != checksum(document) or text != to_json(document):
        raise _unusable(
            Text("The plan was changed after the hub wrote it, so nobody can say what was reviewed."), place
        )
    return plan


def refuse_out_of_time(plan: PlanFile, *, now: datetime, days: int) -> None:
    """Raises: StalePlan for a plan older than `days`, or from a day that is still to come."""
    age = now - plan.created
    if age > timedelta(days=days):
        limit = Text("it was made {then}, and a plan holds for {days} days", then=plan.created, days=days)
        raise out_of_date([limit])
    if age < -_AHEAD:
        raise out_of_date([Text("it was made {then}, and here it is {now}", then=plan.created, now=now)])


def applied_already() -> StalePlan:
    """A plan is carried out once."""
    return StalePlan(
        Text("This plan was applied already, at least in part; nothing was written now."), remedy=_PLAN_AGAIN
    )


def out_of_date(moved: Sequence[Text]) -> StalePlan:
    """What moved since the plan was made, one thing on each line."""
    what = Text("The plan is out of date, nothing was written:")
    for one in moved:
        what = Text("{above}\n- {one}", above=what, one=one)
    return StalePlan(what, remedy=_PLAN_AGAIN)


def _document(text: str, place: str | None) -> dict[str, object]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unusable(Text("This file is no plan: it cannot be read as JSON."), place) from error
    if not isinstance(document, dict):
        raise _unusable(Text("This file is no plan: it holds no JSON object."), place)
    return document


def _unusable(what: Text, place: str | None) -> StalePlan:
    remedy = Text(
        "Nothing was written. Make a new plan with `hub plan --out FILE` and leave the file as it is."
    )
    return StalePlan(what, remedy=remedy, place=place)
