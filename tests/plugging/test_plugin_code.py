"""The digest of a plugin moves with its code and with nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hub.plugging.blame import Origin
from hub.plugging.catalogue import Catalogue, discover
from hub.plugging.kinds import Kind
from hub.plugging.plugin_code import code_in_use
from tests.plugging.builders import plugin, written


def package(folder: Path) -> Catalogue:
    """A catalogue whose one kind comes from a package in `folder`."""
    home = folder / "mycrm"
    (home / "pages" / "__pycache__").mkdir(parents=True)
    for name in ("__init__.py", "crm.py", "pages/list.py", "README.md", "pages/__pycache__/list.pyc"):
        (home / name).write_bytes(b"1\n")
    return catalogue(Origin("distribution mycrm 1.2", str(home)))


def catalogue(origin: Origin) -> Catalogue:
    return Catalogue({"mycrm": Kind("mycrm", dict, None, origin)})  # type: ignore[arg-type]


def test_a_loose_file_is_digested_byte_by_byte(tmp_path: Path) -> None:
    plugins = written(tmp_path, {"mycrm.py": plugin()})
    before = code_in_use(discover(plugins), ["mycrm"])

    written(tmp_path, {"mycrm.py": plugin() + "\n"})

    assert list(before) == ["plugins/mycrm.py"]
    assert code_in_use(discover(plugins), ["mycrm"]) != before


def test_a_plugin_that_nobody_uses_may_change(tmp_path: Path) -> None:
    plugins = written(tmp_path, {"mycrm.py": plugin()})

    assert list(code_in_use(discover(plugins), ["memory", "nobody has this"])) == ["built-in"]


@pytest.mark.parametrize(
    "change",
    [
        lambda home: (home / "crm.py").write_bytes(b"2\n"),
        lambda home: (home / "crm.py").write_bytes(b""),
        lambda home: (home / "pages" / "list.py").write_bytes(b"1\r\n"),
        lambda home: (home / "more.py").write_bytes(b""),
        lambda home: (home / "crm.py").unlink(),
        lambda home: (home / "crm.py").rename(home / "crn.py"),
        lambda home: (home / "fast.abi3.so").write_bytes(b""),
    ],
)
def test_any_file_of_code_in_a_package_counts(tmp_path: Path, change: Callable[[Path], object]) -> None:
    used = package(tmp_path)
    before = code_in_use(used, ["mycrm"])

    change(tmp_path / "mycrm")

    assert code_in_use(used, ["mycrm"]) != before


@pytest.mark.parametrize("name", ["README.md", "pages/__pycache__/list.pyc"])
def test_what_is_no_code_does_not_count(tmp_path: Path, name: str) -> None:
    used = package(tmp_path)
    before = code_in_use(used, ["mycrm"])

    (tmp_path / "mycrm" / name).write_bytes(b"2\n")

    assert code_in_use(used, ["mycrm"]) == before


def test_a_moved_package_of_the_same_code_is_the_same(tmp_path: Path) -> None:
    one, other = (tmp_path / "one", tmp_path / "other")
    assert code_in_use(package(one), ["mycrm"]) == code_in_use(package(other), ["mycrm"])


def test_another_version_counts_even_where_nobody_knows_the_files() -> None:
    one, other = (catalogue(Origin(f"distribution mycrm 1.{number}")) for number in (2, 3))

    assert code_in_use(one, ["mycrm"]) == code_in_use(one, ["mycrm"])
    assert code_in_use(one, ["mycrm"]).values() != code_in_use(other, ["mycrm"]).values()


def test_a_class_that_is_only_passed_on_counts_where_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "shared_crm.py").write_text(plugin(), encoding="utf-8")
    text = "from shared_crm import MyCrm, Table, register_connectors\n"
    used = discover(written(tmp_path, {"mycrm.py": text}))
    before = code_in_use(used, ["mycrm"])

    (tmp_path / "shared_crm.py").write_text(plugin() + "# mended\n", encoding="utf-8")

    assert list(before) == ["plugins/mycrm.py"]
    assert code_in_use(used, ["mycrm"]) != before
    del sys.modules["shared_crm"]


def test_a_file_that_is_gone_by_now_is_no_trouble(tmp_path: Path) -> None:
    home = tmp_path / "mycrm"
    (home / "gone.py").mkdir(parents=True)  # cannot be read as a file, like one that has just been deleted

    assert len(code_in_use(catalogue(Origin("distribution mycrm 1.2", str(home))), ["mycrm"])) == 1
