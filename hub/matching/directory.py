"""Which member a booking's company is, and who belongs to two networks; built only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from hub.judging import Several
from hub.matching.names import plain_name, plain_town
from hub.matching.proofs import links
from hub.model import Company, Member, NetworkName


class ReadMembers(Protocol):
    """Every readable member of a network; empty when its list could not be read."""

    def __call__(self, network: NetworkName) -> Iterable[Member]: ...


@dataclass
class MemberDirectory:
    """Looks members up by name as an office types it. Members are read at the first question, not before."""

    read: ReadMembers
    _by_name: dict[NetworkName, Mapping[str, list[Member]]] = field(default_factory=dict)
    _linked: dict[tuple[NetworkName, NetworkName], Mapping[str, Member]] = field(default_factory=dict)

    def member_of(self, network: NetworkName, company: Company) -> Member | Several | None:
        """The member of exactly this name; among several of one name the town or postal code decides.

        A name typed without its legal form is understood when only one member has it.
        """
        if not company.name:
            return None
        index = self._index(network)
        found = index.get(plain_name(company.name), [])
        if len(found) > 1:
            found = [member for member in found if _is_at(member, company)] or found
        if len(found) > 1:
            current = [member for member in found if member.until is None]
            found = current if len(current) == 1 else found
        if len(found) > 1:
            return Several(tuple(sorted(f"{member.name} ({member.town or member.id})" for member in found)))
        return found[0] if found else None

    def is_also_in(self, member: Member, *, of: NetworkName, network: NetworkName, day: date) -> bool:
        """Whether this member of network `of` is, by proof, an active member of `network` on `day`."""
        if (of, network) not in self._linked:
            there = {other.id: other for other in self.read(network)}
            self._linked[of, network] = {
                link.left: there[link.right] for link in links(self.read(of), there.values())
            }
        other = self._linked[of, network].get(member.id)
        return other is not None and other.is_active_on(day)

    def _index(self, network: NetworkName) -> Mapping[str, list[Member]]:
        if network not in self._by_name:
            found: dict[str, list[Member]] = {}
            for member in self.read(network):
                for name in {plain_name(member.name), _without_form(plain_name(member.name))}:
                    found.setdefault(name, []).append(member)
            self._by_name[network] = found
        return self._by_name[network]


_FORMS = frozenset(
    {
        "gmbh",
        "kg",
        "co",
        "ug",
        "ek",
        "ev",
        "eg",
        "ag",
        "ohg",
        "gbr",
        "egbr",
        "partg",
        "mbb",
        "ggmbh",
        "se",
        "kgaa",
        "und",
    }
)


def _without_form(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    return " ".join(words)


def _is_at(member: Member, company: Company) -> bool:
    if company.postal_code and member.postal_code:
        return company.postal_code.strip() == member.postal_code.strip()
    return bool(company.town and member.town) and plain_town(company.town or "") == plain_town(
        member.town or ""
    )
