"""The two judgements a plan needs from elsewhere: which member is meant, and what the region already offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from hub.language import Text
from hub.model import Company, Course, Member, NetworkName


@dataclass(frozen=True, slots=True)
class RegionalOffer:
    """An offer of a regional provider that has the content of a course already."""

    provider: str
    title: str
    place: Text


class RegionalJudge(Protocol):
    """Says what the region already offers. A better judge may come; the questions stay the same."""

    def offers_like(self, course: Course, *, among: Sequence[str]) -> Sequence[RegionalOffer]:
        """Offers of the networks `among` that cover the content of `course`; none means a gap."""

    def unread(self, among: Sequence[str]) -> Sequence[str]:
        """Those of `among` whose offers are not wholly known tonight: then nobody can speak of a gap."""


@dataclass(frozen=True, slots=True)
class Several:
    """More than one member could be meant."""

    names: tuple[str, ...]


class Directory(Protocol):
    """Knows which member a booking's company is, and who belongs to two networks."""

    def member_of(self, network: NetworkName, company: Company) -> Member | Several | None:
        """The member that is meant by what the booking says of its company."""

    def is_also_in(self, member: Member, *, of: NetworkName, network: NetworkName, day: date) -> bool:
        """Whether this member of network `of` is, by proof, an active member of `network` too."""
