from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.markup import parse
from hub.errors import Unusable


def test_every_element_knows_its_bytes():
    part = '<?xml version="1.0"?>\n<x:a n="ü"><x:b/><x:c ><d>1</d></x:c><x:b></x:b ></x:a>\n'.encode()
    root = parse(part, place="a.xlsx")
    assert (root.name, root.prefix, root.attributes) == ("a", "x:", {"n": "ü"})
    assert [part[e.start : e.end] for e in root.children] == [
        b"<x:b/>",
        b"<x:c ><d>1</d></x:c>",
        b"<x:b></x:b >",
    ]
    assert part[root.start : root.end].endswith(b"</x:a>")


def test_an_element_that_ends_with_an_empty_child_is_not_taken_for_an_empty_one():
    part = b"<a><b><c/></b><d/></a>"
    b, _ = parse(part, place="a.xlsx").children
    assert part[b.start : b.end] == b"<b><c/></b>"


def test_elements_are_found_at_any_depth():
    root = parse(b"<a><b><c i='1'/></b><c i='2'/></a>", place="a.xlsx")
    assert [found.attributes["i"] for found in root.all("c")] == ["1", "2"]
    assert root.child("c").attributes["i"] == "2"
    assert root.child("z") is None


@pytest.mark.parametrize(
    "part",
    [b'<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;</a>', b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
)
def test_document_types_and_entities_are_refused(part):
    with pytest.raises(Unusable, match="document type"):
        parse(part, place="a.xlsx")


def test_broken_markup_is_damage():
    with pytest.raises(Unusable, match="damaged"):
        parse(b"<a><b></a>", place="a.xlsx")


def test_elements_without_end_inside_one_another_are_damage():
    with pytest.raises(Unusable, match="inside one another"):
        parse(b"<a>" * 5000 + b"</a>" * 5000, place="a.xlsx")
