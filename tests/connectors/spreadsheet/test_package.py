from __future__ import annotations

import io
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable

import pytest

from hub.connectors.spreadsheet.package import Package
from hub.errors import HubError


def package(*, streamed: bool = False) -> Package:
    packed = io.BytesIO()

    class Stream(io.RawIOBase):
        """A sink that cannot seek, so that sizes follow the data as some programs write them."""

        def writable(self):
            return True

        def write(self, data):
            return packed.write(data)

    with zipfile.ZipFile(Stream() if streamed else packed, "w") as archive:
        archive.comment = b"from the office"
        archive.writestr("a.xml", "<a/>" * 50, zipfile.ZIP_DEFLATED)
        archive.writestr("b/ü.xml", "<b/>" * 50, zipfile.ZIP_STORED)
        archive.writestr("c.xml", "<c/>" * 50, zipfile.ZIP_DEFLATED)
    return Package(packed.getvalue())


@pytest.mark.parametrize("streamed", [False, True])
def test_a_changed_part_leaves_all_others_as_they_lie(streamed):
    before = package(streamed=streamed)
    after = before.with_parts({"b/ü.xml": [b"<new", memoryview(b"/>")]})
    with zipfile.ZipFile(io.BytesIO(after.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a.xml", "b/ü.xml", "c.xml"]
        assert archive.comment == b"from the office"
    assert after.part("b/ü.xml") == b"<new/>"
    assert after.part("c.xml") == before.part("c.xml")


def test_several_parts_change_at_once():
    after = package().with_parts({"a.xml": [b"1"], "c.xml": [b"3"]})
    assert [after.part(name) for name in ("a.xml", "c.xml")] == [b"1", b"3"]


def test_no_change_is_the_same_archive():
    assert package().with_parts({}).content == package().content


def test_a_part_that_is_not_there_is_none():
    assert package().part("z.xml") is None


def test_a_copy_that_lost_something_is_noticed():
    small = io.BytesIO()
    with zipfile.ZipFile(small, "w") as archive:
        archive.writestr("a.xml", "<a/>")
    with pytest.raises(HubError, match="does not own"):
        Package(small.getvalue()).refuse_unless_like(package(), {})


def test_a_part_that_came_out_otherwise_is_noticed():
    with pytest.raises(HubError, match="does not own"):
        package().refuse_unless_like(package(), {"a.xml": [b"other"]})


def test_an_archive_that_lies_about_its_layout_is_refused():
    content = bytearray(package().content)
    content[0:4] = b"none"
    with pytest.raises((HubError, zipfile.BadZipFile)):
        Package(bytes(content)).with_parts({"c.xml": [b"3"]})


def test_a_part_comes_in_pieces_and_tells_its_size():
    assert b"".join(package().chunks("a.xml", size=7)) == b"<a/>" * 50
    assert (package().size_of("a.xml"), package().size_of("z.xml")) == (200, 0)
    assert list(package().chunks("z.xml")) == []


def test_a_large_part_lies_in_memory_once_when_it_is_unpacked():
    large, size = large_package()
    assert peak_of(lambda: large.part("sheet.xml")) < 1.5 * size


def test_a_large_part_lies_in_memory_once_when_pieces_of_it_are_packed_anew():
    large, size = large_package()
    part = memoryview(large.part("sheet.xml") or b"")
    pieces = [part[:100], b"edited", part[100:]]
    assert peak_of(lambda: large.with_parts({"sheet.xml": pieces})) < 0.8 * size
    assert large.with_parts({"sheet.xml": pieces}).part("sheet.xml") == b"".join(pieces)


def test_a_part_in_pieces_is_packed_as_it_would_be_whole():
    whole = [b"<c/>" * 1000]
    assert (
        package().with_parts({"a.xml": whole}).content
        == package().with_parts({"a.xml": [b"<c/>"] * 1000}).content
    )


def test_a_changed_part_is_packed_in_the_quick_way():
    large, _ = large_package()
    part = large.part("sheet.xml") or b""
    quick = zlib.compressobj(3, wbits=-zlib.MAX_WBITS)
    with zipfile.ZipFile(io.BytesIO(large.with_parts({"sheet.xml": [part]}).content)) as archive:
        assert archive.getinfo("sheet.xml").compress_size == len(quick.compress(part) + quick.flush())


def large_package() -> tuple[Package, int]:
    """With one part of some megabytes, packed to a small part of them as sheets are."""
    part = b"".join(
        b'<row r="%d"><c><v>%d</v></c></row>' % (number, number * number) for number in range(100_000)
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sheet.xml", part)
    return Package(packed.getvalue()), len(part)


def peak_of(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
