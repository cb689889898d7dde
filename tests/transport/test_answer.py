from __future__ import annotations

import pytest
from requests.structures import CaseInsensitiveDict

from hub.transport import Answer, showed_a_page


@pytest.mark.parametrize(
    ("kind", "content", "is_page"),
    [
        ("text/html; charset=utf-8", b"\n<!DOCTYPE html><title>Login", True),
        ("application/octet-stream", b"<html lang=de>", True),
        ("text/html", b"<p>Bitte anmelden", True),
        ("text/html", b"Kurs;Titel\n", False),
        ("application/zip", b"PK\x03\x04", False),
        ("", b"", False),
        ("application/xml", b"<?xml version='1.0'?>", False),
    ],
)
def test_a_page_for_people_is_known_by_its_beginning(kind, content, is_page):
    assert Answer(200, CaseInsensitiveDict({"content-type": kind}), content).is_page == is_page


def test_a_page_where_a_file_was_asked_for_points_to_the_address():
    assert "url is the address for programs" in str(showed_a_page("cloud.example.org"))
