"""An office that writes every title in capitals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hub.changes import Change, Done, Receipt, Record
from hub.connectors.memory import MemoryConnector
from hub.hookspecs import hookimpl
from hub.model import Course, Network


class Shouting(MemoryConnector):
    """Writes every title in capitals."""

    @hookimpl
    def publish_courses(
        self, network: Network, changes: Sequence[Change[Course]]
    ) -> Sequence[Receipt[Course]]:
        receipts = super().publish_courses(network, changes)
        for kept in list(self.courses.values()):
            self.put(kept.model_copy(update={"title": kept.title.upper()}))
        return [
            replace(receipt, record=Record.of(self.courses[receipt.record.id], "here"))
            if isinstance(receipt, Done)
            else receipt
            for receipt in receipts
        ]
