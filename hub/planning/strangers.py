"""Members that are others than before. No partner has copies of them, but the bookings that stand there name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from hub.config import Limits
from hub.judging import Directory
from hub.language import Text
from hub.model import Booking, Company
from hub.planning.compare import canonical
from hub.planning.draft import Titles
from hub.planning.flows import Flow
from hub.planning.labels import plural
from hub.planning.snapshot import Key, Snapshot, View


@dataclass(frozen=True, slots=True)
class Strangers:
    """Doubts a list of members in which half of the companies that booked are not found any more.

    Another group's list is as long as the right one, and would turn everybody away who books tonight.
    """

    limits: Limits
    titles: Titles
    directory: Directory

    def among(self, snapshot: Snapshot, flows: Iterable[Flow]) -> Mapping[Key, Text]:
        """Why nothing may follow from these lists of members."""
        found: dict[Key, Text] = {}
        for flow in flows:
            view = snapshot.members(flow.home.network)
            if flow.home.kind == "booking" and view is not None and not view.is_all_quiet:
                why = self._why(flow) if view.reading.is_complete else None
                found |= {(view.network, view.kind): why} if why is not None else {}
        return found

    def _why(self, flow: Flow) -> Text | None:
        network = flow.home.network
        companies = {canonical("name", company.name).casefold(): company for company in _companies(flow)}
        strangers = [one for one in companies.values() if self.directory.member_of(network, one) is None]
        if not self.limits.are_many_amended(len(strangers), of=len(companies)):
            return None
        return Text(
            "{count} of the {known} companies that booked through {network} are not among its {kind} now; "
            "nothing follows from that until somebody confirms it",
            count=len(strangers),
            known=len(companies),
            network=self.titles(network),
            kind=plural("member"),
        )


def _companies(flow: Flow) -> Iterator[Company]:
    """Of the bookings that count, as their own network writes them."""
    home = cast("View[Booking]", flow.home)
    own = (home.own.get(ref.id) for ref in flow.standing)
    yield from (record.value.company for record in own if record is not None and home.is_readable(record))
