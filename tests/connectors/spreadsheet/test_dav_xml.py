from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.dav_xml import Properties, names_in, properties_in

NEXTCLOUD = """<?xml version="1.0"?>
<d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns"><d:response>
<d:href>/remote.php/dav/files/hub/mekom.xlsx</d:href><d:propstat><d:prop><d:lockdiscovery/>
<oc:permissions>{rights}</oc:permissions><nc:lock>{lock}</nc:lock>
<nc:lock-owner-displayname>{who}</nc:lock-owner-displayname></d:prop>
<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"""
APACHE = """<?xml version="1.0"?>
<D:multistatus xmlns:D="DAV:"><D:response><D:href>/mekom.xlsx</D:href><D:propstat><D:prop><D:lockdiscovery>
<D:activelock><D:locktype><D:write/></D:locktype><D:owner>{owner}</D:owner><D:locktoken>
<D:href>opaquelocktoken:1</D:href></D:locktoken></D:activelock></D:lockdiscovery></D:prop></D:propstat>
<D:propstat><D:prop><permissions/><lock/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>
</D:response></D:multistatus>"""


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (NEXTCLOUD.format(rights="RGDNVW", lock="", who=""), Properties()),
        (NEXTCLOUD.format(rights="SRGDNV", lock="0", who=""), Properties(may_be_written=False)),
        (
            NEXTCLOUD.format(rights="RGDNVW", lock="1", who="Sabine Müller"),
            Properties(is_locked=True, locked_by="Sabine Müller"),
        ),
        (
            APACHE.format(owner="<D:href>Sabine Müller</D:href>"),
            Properties(is_locked=True, locked_by="Sabine Müller"),
        ),
        (APACHE.format(owner="sabine"), Properties(is_locked=True, locked_by="sabine")),
        (APACHE.format(owner=""), Properties(is_locked=True)),
        ("", Properties()),
        ("<html>no XML", Properties()),
        ('<!DOCTYPE x [<!ENTITY a "b">]><activelock>&a;</activelock>', Properties()),
    ],
)
def test_locks_and_rights_are_understood_in_every_dialect(said, found):
    assert properties_in(said.encode()) == found


def test_a_folder_lists_its_files_by_their_names():
    said = """<d:multistatus xmlns:d="DAV:"><d:response><d:href>/dav/B%C3%BCro/</d:href></d:response>
    <d:response><d:href>https://cloud.example.org/dav/B%C3%BCro/mekom%20(1).xlsx</d:href></d:response>
    <d:response><d:href> /dav/B%C3%BCro/%C3%9Cbersicht.xlsx </d:href></d:response></d:multistatus>"""
    assert names_in(said.encode()) == ["Büro", "mekom (1).xlsx", "Übersicht.xlsx"]
