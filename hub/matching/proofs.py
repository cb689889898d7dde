"""Which members of two networks are the same company: by proof only, everything else stays separate.

A proof is the same VAT id, the same register number at the same court, or the same name (legal form
included) and postal code. A value that several members of one network carry proves nothing: companies of one
group share a VAT id, and merged courts gave a number twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from hub.language import Text
from hub.matching.names import plain_name
from hub.model import Company, Member


@dataclass(frozen=True, slots=True)
class Link:
    """Two members that are one company, and what proves it."""

    left: str  # ids
    right: str
    proof: Text


def vat_id(company: Company) -> str | None:
    """The VAT id without blanks and dots, in upper case."""
    text = re.sub(r"[^A-Za-z0-9]", "", company.vat_id or "").upper()
    return text or None


def register_entry(company: Company) -> str | None:
    """Court and number together, e.g. `goettingen hrb 1234`; one without the other proves nothing."""
    if not company.register_court or not company.register_number:
        return None
    court = re.sub(r"^(amtsgericht|ag|registergericht) ", "", plain_name(company.register_court))
    number = re.sub(r"([a-z])\s*(\d)", r"\1 \2", plain_name(company.register_number))
    return f"{court} {number}"


def name_and_postal_code(company: Company) -> str | None:
    if not company.name or not company.postal_code:
        return None
    return f"{plain_name(company.name)} {company.postal_code.strip()}"


PROOFS: tuple[tuple[Callable[[Company], str | None], Text], ...] = (
    (vat_id, Text("same VAT id")),
    (register_entry, Text("same register number and court")),
    (name_and_postal_code, Text("same name and postal code")),
)


def links(left: Iterable[Member], right: Iterable[Member]) -> list[Link]:
    """Who of `left` is who of `right`, one to one, the stronger proof first. An ended membership counts too."""
    lefts, rights = list(left), list(right)
    found: list[Link] = []
    linked_left: set[str] = set()
    linked_right: set[str] = set()
    for key_of, proof in PROOFS:
        by_key = _unique(rights, key_of)
        for key, member in _unique(lefts, key_of).items():
            other = by_key.get(key)
            if other is None or member.id in linked_left or other.id in linked_right:
                continue
            linked_left.add(member.id)
            linked_right.add(other.id)
            found.append(Link(member.id, other.id, proof))
    return found


def _unique(members: Iterable[Member], key_of: Callable[[Company], str | None]) -> Mapping[str, Member]:
    found: dict[str, Member | None] = {}
    for member in members:
        key = key_of(member)
        if key is not None:
            found[key] = None if key in found else member
    return {key: member for key, member in found.items() if member is not None}
