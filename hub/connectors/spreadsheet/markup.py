"""Reads the small XML parts of a workbook, with the place of every element, so that they can be spliced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NoReturn
from xml.parsers import expat

from hub.errors import Place, Unusable
from hub.language import Text

_DEEPEST: Final = 100  # real parts reach about ten


@dataclass(slots=True)
class Element:
    """One element, named without its prefix: the bytes from `start` up to, but not including, `end`."""

    name: str
    prefix: str
    attributes: Mapping[str, str]
    start: int
    end: int = -1
    children: list[Element] = field(default_factory=list)

    def child(self, name: str) -> Element | None:
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> Iterator[Element]:
        """Every element of this name at any depth."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)


def parse(part: bytes, *, place: Place) -> Element:
    """The root element. Raises: Unusable for broken XML, document types and entities."""
    building = _Building(part, place)
    try:
        building.parser.Parse(part, True)
    except expat.ExpatError as error:
        raise Unusable(
            Text("the workbook is damaged ({why})", why=str(error)),
            remedy=Text("Open and save it again, or restore it from its backup."),
            place=place,
        ) from error
    return building.root.children[0]


class _Building:
    def __init__(self, part: bytes, place: Place) -> None:
        self.part = part
        self.place = place
        self.root = Element("", "", {}, 0)
        self._open = [self.root]
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            raise expat.ExpatError(f"more than {_DEEPEST} elements inside one another")
        prefix, colon, local = name.rpartition(":")
        element = Element(local, prefix + colon, attributes, self.parser.CurrentByteIndex)
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, name: str) -> None:
        element = self._open.pop()
        tag_end = self.part.find(b">", element.start) + 1
        is_empty = self.part[tag_end - 2 : tag_end] == b"/>"
        element.end = tag_end if is_empty else self.part.find(b">", self.parser.CurrentByteIndex) + 1

    def _refuse(self, *declaration: object) -> NoReturn:
        raise document_type(self.place)


def document_type(place: Place) -> Unusable:
    """What makes entities, which unpack without end or reach for other files."""
    return Unusable(
        Text("the workbook contains a document type, which no spreadsheet program writes"),
        remedy=Text("Ask whoever sent it; a fresh export will do without."),
        place=place,
    )
