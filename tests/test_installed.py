"""Which distributions say anything to the hub; whatever lies about in site-packages, asking them never fails."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.cli.version import version_line
from hub.cli.wishes import Wishes
from hub.installed import Installed, installed

METADATA = "Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n"


def put(folder: Path, name: str, entries: str | bytes, *, metadata: str | bytes = METADATA) -> Path:
    """A distribution as pip leaves it, without its code."""
    info = folder / f"{name}-1.2.dist-info"
    info.mkdir(parents=True)
    for file, text in (("entry_points.txt", entries), ("METADATA", metadata)):
        content = text if isinstance(text, bytes) else text.format(name=name).encode()
        (info / file).write_bytes(content)
    return info


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that Python imports from, for this test only."""
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    return tmp_path


def seen(folder: Path) -> list[Installed]:
    """The distributions of this folder only."""
    return [one for one in installed() if one.fault or "spam" in one.source or str(folder) in one.source]


def test_a_distribution_names_itself_and_its_entry_points_in_order(site: Path) -> None:
    put(site, "spam", "[hub]\nb = spam.b\na = spam.a\n[other]\nc = spam.c\n")

    [one] = seen(site)

    assert (one.source, one.fault) == ("distribution spam 1.2", None)
    assert [point.name for point in one.entry_points] == ["a", "b"]


@pytest.mark.parametrize("entries", ["[other]\ntorn\n", "torn", "", "[hubble]\nx = y\n"])
def test_what_is_torn_in_the_lists_of_others_does_not_concern_the_hub(entries: str, site: Path) -> None:
    put(site, "spam", entries)

    assert seen(site) == []


def test_of_two_of_one_name_the_one_counts_that_python_imports(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(site / "later", "spam", "[hub]\nold = spam.old\n")
    monkeypatch.setattr("sys.path", [*sys.path, str(site / "later")])
    assert [point.name for one in seen(site) for point in one.entry_points] == ["old"]

    info = put(site, "spam", "[hub]\nnew = spam.new\n")
    assert [point.name for one in seen(site) for point in one.entry_points] == ["new"]

    (info / "entry_points.txt").write_text("[other]\nnew = spam.new\n", encoding="utf-8")
    assert seen(site) == []


def test_of_two_of_one_name_in_one_folder_only_one_counts(site: Path) -> None:
    for folder in ("spam", "SPAM_of_old"):
        put(site, folder, "[hub]\na = spam.a\n", metadata=METADATA.replace("{name}", "spam"))

    assert len(seen(site)) == 1


def test_a_name_that_leads_nowhere_is_a_name_all_the_same(site: Path) -> None:
    put(site, "eggs", "[hub]\na = spam.a\n", metadata=METADATA.replace("{name}", "spam"))

    assert [one.source for one in seen(site)] == ["distribution spam 1.2"]


@pytest.mark.parametrize("metadata", [b"", b"\xff"])
def test_a_distribution_that_does_not_tell_its_name_is_told_by_its_folder(
    metadata: bytes, site: Path
) -> None:
    info = put(site, "spam", "[hub]\na = spam.a\n", metadata=metadata)
    if not metadata:
        (info / "METADATA").unlink()

    [one] = seen(site)

    assert one.source.startswith("a distribution in ")
    assert [point.name for point in one.entry_points] == ["a"]


def test_the_version_counts_them_although_one_is_torn(site: Path) -> None:
    before = sum(len(one.entry_points) for one in installed())
    put(site, "spam", "[hub]\na = spam.a\nb = spam.b\n")
    put(site, "torn", "[hub]\ntorn\n")

    assert version_line(Wishes("en", site / "hub.toml")).endswith(f"plugins: {before + 2}")


@given(
    entries=st.text(alphabet="[]=hub\n# :.\xe4", max_size=30).map(lambda text: f"[hub]\n{text}")
    | st.binary(max_size=30).map(lambda content: b"[hub]\n" + content)
)
@settings(max_examples=60, deadline=None)
def test_no_list_whatever_fails_the_others(entries: str | bytes) -> None:
    content = entries if isinstance(entries, bytes) else entries.encode()
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        put(Path(folder), "spam", content)
        put(Path(folder), "eggs", "[hub]\na = eggs.a\n")
        patch.syspath_prepend(folder)

        assert "distribution eggs 1.2" in {one.source for one in installed()}
