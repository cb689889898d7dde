"""What the region already offers: for now the same title, whatever its case, blanks and punctuation.

A better judge may weigh topic, level, distance and period; it answers the same two questions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hub.judging import RegionalOffer
from hub.language import Text
from hub.matching.names import plain_name
from hub.model import Course, CourseStatus


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One network's regional offers, each with the place where it stands; listed only when a course is judged."""

    title: str
    courses: Callable[[], Sequence[tuple[Course, Text]]]


@dataclass(frozen=True)
class SameTitle:
    """Judges by title. A cancelled regional run offers nothing. Catalogues that could not be read whole are absent."""

    catalogues: Mapping[str, Catalogue]

    def unread(self, among: Sequence[str]) -> Sequence[str]:
        """Those of `among` whose offers are not wholly known tonight."""
        return [name for name in among if name not in self.catalogues]

    def offers_like(self, course: Course, *, among: Sequence[str]) -> Sequence[RegionalOffer]:
        """The offers of the networks `among` that have the course's title."""
        title = plain_name(course.title)
        return [offer for name in among for offer in self._by_title.get(name, {}).get(title, ())]

    @cached_property
    def _by_title(self) -> Mapping[str, Mapping[str, list[RegionalOffer]]]:
        found: dict[str, dict[str, list[RegionalOffer]]] = {}
        for name, catalogue in self.catalogues.items():
            titles = found.setdefault(name, {})
            for offered, place in catalogue.courses():
                if offered.status is not CourseStatus.CANCELLED:
                    offer = RegionalOffer(offered.provider or catalogue.title, offered.title, place)
                    titles.setdefault(plain_name(offered.title), []).append(offer)
        return found
