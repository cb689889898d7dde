"""What people call the fields and statuses of records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from hub.language import Text, verbatim

if TYPE_CHECKING:
    from hub.model import Kind

_FIELDS: Final[Mapping[str, Text]] = {
    "id": Text("number"),
    "title": Text("title"),
    "topic": Text("topic"),
    "content": Text("content"),
    "starts_at": Text("begins"),
    "ends_at": Text("ends"),
    "place": Text("place"),
    "trainer": Text("trainer"),
    "capacity": Text("seats"),
    "minimum": Text("minimum seats"),
    "price_member": Text("price for members"),
    "price_guest": Text("price for guests"),
    "level": Text("level"),
    "audience": Text("audience"),
    "provider": Text("provider"),
    "released_to": Text("released for"),
    "never_share": Text("never share"),
    "course": Text("course"),
    "status": Text("status"),
    "booked_on": Text("booked on"),
    "cancelled_on": Text("cancelled on"),
    "price": Text("price"),
    "remark": Text("remark"),
    "note": Text("note"),
    "participant.name": Text("participant"),
    "participant.email": Text("participant's e-mail"),
    "participant.phone": Text("participant's phone"),
    "company.name": Text("company"),
    "company.street": Text("street"),
    "company.postal_code": Text("postal code"),
    "company.town": Text("town"),
    "company.country": Text("country"),
    "company.phone": Text("company's phone"),
    "company.email": Text("company's e-mail"),
    "company.website": Text("website"),
    "company.vat_id": Text("VAT id"),
    "company.register_court": Text("register court"),
    "company.register_number": Text("register number"),
    "company.sector": Text("sector"),
}

_STATUSES: Final[Mapping[str, Text]] = {
    "draft": Text("draft"),
    "released": Text("released"),
    "open": Text("open"),
    "full": Text("full"),
    "guaranteed": Text("guaranteed"),
    "at_risk": Text("at risk"),
    "cancelled": Text("cancelled"),
    "postponed": Text("postponed"),
    "held": Text("took place"),
    "closed": Text("closed"),
    "requested": Text("requested"),
    "offered": Text("seat offered"),
    "confirmed": Text("confirmed"),
    "waitlisted": Text("on the waiting list"),
    "declined": Text("declined"),
    "expired": Text("expired"),
    "attended": Text("attended"),
    "no_show": Text("did not come"),
    "cancelled_by_participant": Text("cancelled by the participant"),
    "cancelled_by_company": Text("cancelled by the company"),
    "cancelled_by_organiser": Text("cancelled by the organiser"),
    "substituted": Text("somebody else comes"),
}


def field_label(name: str) -> Text:
    """A field as people call it; a field that has no word yet keeps its name."""
    return _FIELDS.get(name) or verbatim(name)


def status_label(value: str) -> Text:
    """A status as people say it."""
    return _STATUSES.get(value) or verbatim(value)


def plural(kind: Kind | str) -> Text:
    """The kind as people say it of several."""
    match kind:
        case "member":
            return Text("members")
        case "course":
            return Text("courses")
        case "booking":
            return Text("bookings")
        case _:
            return verbatim(kind)
