from __future__ import annotations

import unicodedata

import pytest

from hub.connectors.spreadsheet.copies import findings_about_copies

CONFLICTS = [
    "mekom (Konflikt-Kopie von PC-7 2013-01-14).xlsx",
    "mekom (in Konflikt stehende Kopie von Sabine 2013-01-14).xlsx",
    "mekom (conflicted copy 2013-01-14 093012).xlsx",
    "mekom (PC-7's conflicted copy 2013-01-14).xlsx",
    "mekom_conflict-20130114-093012.xlsx",
    "mekom.sync-conflict-20130114-093012-ABCDEFG.xlsx",
    "mekom (SFConflict sabine@example.org 2013-01-14-09-30-12).xlsx",
    "mekom [Conflict].xlsx",
    "mekom-DESKTOP-AB12.xlsx",
    "mekom-LAPTOP-7QH3-2.xlsx",
]
COPIES = [
    "Kopie von mekom.xlsx",
    "Copy of MEKOM.xlsx",
    "Kopie (2) von mekom.xlsx",
    "mekom - Kopie.xlsx",
    "mekom - Kopie (2).xlsx",
    "mekom (Kopie).xlsx",
    "mekom - Copy.xlsx",
    "mekom (1).xlsx",
    "mekom(2).xlsx",
    "mekom 2.xlsx",
    "mekom_alt.xlsx",
    "mekom_final2.xlsx",
    "mekom_v3.xlsx",
    "Mekom neu.xlsx",
    "mekom-old.XLSX",
]
OTHERS = [
    "mekom 2012.xlsx",
    "mekom-2012.xlsx",
    "mekom.csv",
    "mekomliste.xlsx",
    "mekom_altmitglieder.xlsx",
    "Konflikt.xlsx",
    "mekom Konfliktmanagement.xlsx",
    "Kopie von anderes.xlsx",
    "~$mekom.xlsx",
]


def said_of(*names: str) -> list[tuple[str, bool]]:
    found = findings_about_copies("mekom.xlsx", ["mekom.xlsx", *names])
    return [(str(one.what), one.is_well) for one in found]


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_conflict_copy_calls_for_a_person(name):
    assert said_of(name) == [
        (
            f"mekom.xlsx: a cloud program kept a second version of it, which the hub does not read: {name}",
            False,
        )
    ]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_named(name):
    assert said_of(name) == [
        (f"mekom.xlsx: beside it lie what look like copies, which the hub does not read: {name}", True)
    ]


@pytest.mark.parametrize("name", OTHERS)
def test_another_file_is_nobodys_business(name):
    assert said_of(name) == []


def test_many_copies_are_one_line_each_kind():
    found = said_of(*CONFLICTS, *COPIES, *OTHERS)
    assert [is_well for _, is_well in found] == [False, True]
    assert "Kopie von mekom.xlsx, Mekom neu.xlsx" in found[1][0]


def test_a_mac_takes_umlauts_apart_in_copies_too():
    copy = unicodedata.normalize("NFD", "Übersicht - Kopie.xlsx")
    assert list(findings_about_copies("Übersicht.xlsx", [copy]))
