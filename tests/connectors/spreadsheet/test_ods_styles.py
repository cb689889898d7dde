"""A day that the hub writes into an ODS file is shown as a day, in the look that its cell has."""

from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.ods_styles import OdsStyles

_DATED = b'<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/><number:date-style style:name="N1"/>'
_BOLD = b'<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"><style:text-properties fo:font-weight="bold"/></style:style><number:number-style style:name="N2"/>'
_CHILD = b'<style:style style:name="ce3" style:parent-style-name="ce1"/>'
_CIRCLE = b'<style:style style:name="ce4" style:parent-style-name="ce4"/>'


def content(styles: bytes) -> bytes:
    return b"<x>" + (b"<office:automatic-styles>" + styles + b"</office:automatic-styles>" if styles else b"") + b"<office:body/></x>"  # fmt: skip


@pytest.mark.parametrize("style", [b"ce1", b"ce3"])
def test_a_style_that_shows_days_stays(style):
    part = content(_DATED + _CHILD)
    styles = OdsStyles(part, b"")
    assert styles.like(style, with_time=False) == style
    assert styles.added_to(part) == part


def test_another_one_is_copied_with_its_look():
    part = content(_BOLD)
    styles = OdsStyles(part, b"")
    assert styles.like(b"ce2", with_time=True) == styles.like(b"ce2", with_time=True) == b"hub1"
    added = styles.added_to(part)
    assert added.count(b"hub1d") == 2
    assert b'style:name="hub1" style:data-style-name="hub1d" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>' in added  # fmt: skip
    assert b"<number:hours" in added
    assert added.startswith(part.removesuffix(b"</office:automatic-styles><office:body/></x>"))


def test_a_common_style_becomes_the_parent():
    styles = OdsStyles(content(b""), b'<style:style style:name="Good" style:family="table-cell"/>')
    assert styles.like(b"Good", with_time=False) == b"hub1"
    assert b'style:parent-style-name="Good"/>' in styles.added_to(content(b""))
    assert b"number:hours" not in styles.added_to(content(b""))


def test_names_that_are_taken_are_left_to_their_owners():
    styles = OdsStyles(content(b'<style:style style:name="hub1"/>' + _CIRCLE), b'"hub3"')
    assert [styles.like(style, with_time=False) for style in (b"", b"ce4", b"gone")] == [b"hub2", b"hub4", b"hub5"]  # fmt: skip


@pytest.mark.parametrize(
    "before", [b"<x><office:automatic-styles/><office:body/></x>", b"<x><office:body/></x>"]
)
def test_a_file_without_styles_gets_a_place_for_them(before):
    styles = OdsStyles(before, b"")
    styles.like(b"", with_time=False)
    after = styles.added_to(before)
    assert after.startswith(b"<x><office:automatic-styles><number:date-style")
    assert after.endswith(b"</office:automatic-styles><office:body/></x>")
