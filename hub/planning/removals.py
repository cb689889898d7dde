"""Bookings that an organiser removed without cancelling them: a person says whether they are written again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hub.language import Text
from hub.model import Booking, NetworkName, Ref
from hub.planning.copies import may_be_unseen, not_wholly_known, unread
from hub.planning.draft import Draft
from hub.planning.obstacles import Obstacle, passing
from hub.planning.plan import Answer, change_id
from hub.planning.snapshot import View


@dataclass(frozen=True)
class Removals:
    """Tells what is gone at an organiser from what cannot be seen there tonight."""

    draft: Draft
    copies_at: Mapping[NetworkName, View[Booking]]

    def obstacle(self, ref: Ref, organiser: NetworkName) -> Obstacle | None:
        """What speaks against writing it there: the organiser has it, or had it, under this very ref."""
        found = unread(self.draft, ref, organiser)
        if found is not None:
            return passing(found)
        view = self.copies_at.get(organiser)
        if (ref, organiser) not in self.draft.memory.agreed:
            return None
        # its row may stand where nobody could look, or be among the refused ones
        if view is None or view.rejects or may_be_unseen(self.draft, organiser, "booking"):
            return passing(not_wholly_known(self.draft, organiser, "booking"))
        if self.is_wanted_again(ref, organiser):
            return None
        return Obstacle(
            Text(
                "{network} removed the booking without cancelling it",
                network=self.draft.titles(organiser),
            ),
            Text("Ask them. Then cancel it here, or say in `hub review` that it is to be written again."),
            _removed_question(ref, organiser),
            _GONE_ANSWERS,
        )

    def is_wanted_again(self, ref: Ref, organiser: NetworkName) -> bool:
        """Whether a person said that it is to be written again although the organiser removed it."""
        return self.draft.answer_to(_removed_question(ref, organiser)) == "again"

    def end(self, ref: Ref, organiser: NetworkName) -> None:
        """It stands there, or is written again tonight: who removes it once more is asked about once more."""
        if self.draft.memory.decisions:
            self.draft.end(_removed_question(ref, organiser), ref)


def _removed_question(ref: Ref, organiser: NetworkName) -> str:
    """The id under which a decision about a removed copy is kept: `again`."""
    return change_id("removed", ref, organiser)


_GONE_ANSWERS = (Answer("again", Text("write it again")),)
