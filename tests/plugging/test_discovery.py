"""Where plugins are looked for, and how a file is loaded."""

from __future__ import annotations

import importlib
import pickle
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.plugging.catalogue import discover
from tests.plugging.builders import TAIL, plugin, written


@pytest.mark.parametrize("name", ["_draft.py", "test_mycrm.py", "mycrm.txt", "mycrm.py.bak"])
def test_drafts_tests_and_other_files_are_no_plugins(name: str, tmp_path: Path) -> None:
    assert "mycrm" not in discover(written(tmp_path, {name: plugin()})).kinds


def test_a_folder_named_like_a_plugin_is_none(tmp_path: Path) -> None:
    (written(tmp_path, {}) / "mycrm.py").mkdir()

    assert discover(tmp_path / "plugins").quarantined == ()


def test_a_file_is_read_anew_every_time(tmp_path: Path) -> None:
    plugins = written(tmp_path, {"mycrm.py": plugin()})
    discover(plugins)

    written(tmp_path, {"mycrm.py": plugin(tail=TAIL.replace("mycrm", "yrcrm"))})  # same size, same second

    assert "yrcrm" in discover(plugins).kinds


def test_loading_leaves_nothing_in_the_folder(tmp_path: Path) -> None:
    plugins = written(tmp_path, {"mycrm.py": plugin()})

    discover(plugins)

    assert [path.name for path in plugins.iterdir()] == ["mycrm.py"]


def test_files_of_one_name_in_two_folders_do_not_meet(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        written(folder, {"mycrm.py": plugin()})

    one, two = (discover(folder / "plugins").kinds["mycrm"].factory for folder in folders)

    assert one is not two
    assert one.__module__ != two.__module__


def test_a_loaded_file_can_be_found_by_its_module(tmp_path: Path) -> None:
    top = "from dataclasses import dataclass\n\n@dataclass\nclass Page:\n    number: 'int'\n\n"
    plugins = written(tmp_path, {"mycrm.py": plugin(top=top)})

    module = sys.modules[discover(plugins).kinds["mycrm"].factory.__module__]

    assert pickle.loads(pickle.dumps(module.Page(7))) == module.Page(7)


def test_a_file_that_failed_leaves_no_module_behind(tmp_path: Path) -> None:
    before = set(sys.modules)

    discover(written(tmp_path, {"mycrm.py": "raise KeyError\n"}))

    assert not {name for name in set(sys.modules) - before if "mycrm" in name}


def test_a_file_that_may_not_be_read_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(self: object, path: object = None, **_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", denied)
    monkeypatch.setattr(SourceFileLoader, "get_data", denied)

    (quarantined,) = discover(written(tmp_path, {"mycrm.py": plugin()})).quarantined

    said = str(quarantined.error)
    assert said.startswith("plugins/mycrm.py")
    assert "Loading this plugin raised PermissionError: [Errno 13] Permission denied." in said


@settings(max_examples=25, deadline=None)
@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_file_whatever_is_in_it_stops_the_others(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        plugins = written(Path(folder), {"good.py": plugin()})
        (plugins / "zebra.py").write_bytes(content)

        assert {"memory", "mycrm"} <= discover(plugins).kinds.keys()


@settings(max_examples=25, deadline=None)
@given(line=st.integers(0, 16), column=st.integers(0, 60), put=st.sampled_from(["", " ", "x", ")", ":", "@"]))
def test_a_slip_of_the_finger_stops_no_other_plugin(line: int, column: int, put: str) -> None:
    lines = plugin().splitlines()
    lines[line] = lines[line][:column] + put + lines[line][column + 1 :]
    with TemporaryDirectory() as folder:
        other = plugin(tail=TAIL.replace("mycrm", "other"))
        plugins = written(Path(folder), {"mycrm.py": "\n".join(lines), "other.py": other})

        assert {"memory", "other"} <= discover(plugins).kinds.keys()


def test_umlauts_in_names_and_texts_are_welcome(tmp_path: Path) -> None:
    folder = tmp_path / "Büro mit Blank"
    folder.mkdir()
    text = plugin(tail=TAIL.replace("mycrm", "müller"))

    assert discover(written(folder, {"müller.py": text})).kinds["müller"].source == "plugins/müller.py"


def test_what_a_plugin_prints_while_loading_does_not_reach_stdout(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    discover(written(tmp_path, {"mycrm.py": plugin(top="print('hello')\n")}))

    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "hello\n")


# installed distributions


def installed(folder: Path, module: str, text: str, *, entry_point: str | None = None) -> None:
    """A distribution as pip leaves it: a package, and a dist-info that names its entry point."""
    package = folder / module
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "crm.py").write_text(text, encoding="utf-8")
    info = folder / f"{module}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.2\n", encoding="utf-8")
    target = entry_point or f"{module}.crm"
    (info / "entry_points.txt").write_text(f"[hub]\nmycrm = {target}\n", encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that Python imports from, for this test only."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    importlib.invalidate_caches()
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_an_installed_distribution_offers_its_kind(site: Path) -> None:
    installed(site, "hub_mycrm", plugin())

    assert discover(site / "plugins").kinds["mycrm"].source == "distribution hub_mycrm 1.2"


def test_a_broken_distribution_is_named_with_file_and_line_and_hides_no_other(site: Path) -> None:
    installed(site, "hub_broken", "import this_is_nowhere\n")
    installed(site, "hub_mycrm", plugin())

    found = discover(site / "plugins")

    assert "mycrm" in found.kinds
    assert str(found.quarantined[0].error) == (
        "distribution hub_broken 1.2, hub_broken/crm.py:1: Loading this plugin raised ModuleNotFoundError: "
        "No module named 'this_is_nowhere'. "
        "Correct the plugin, or take it out; until then only its own networks fail."
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("def broken(:\n", "hub_broken/crm.py:1"),
        (plugin("@hookimpl\ndef fetch_member(self): ...\n"), "hub_broken/crm.py:11"),
    ],
)
def test_a_mistake_in_a_distribution_is_found_in_its_file(text: str, place: str, site: Path) -> None:
    installed(site, "hub_broken", text)

    (quarantined,) = discover(site / "plugins").quarantined

    assert str(quarantined.error.place) == f"distribution hub_broken 1.2, {place}"


def test_a_package_inside_a_namespace_is_found_where_its_code_lies(site: Path) -> None:
    installed(site, "hub_broken", "", entry_point="partners.crm.hub_side")
    (site / "partners" / "crm").mkdir(parents=True)
    (site / "partners" / "crm" / "__init__.py").write_text("", encoding="utf-8")
    (site / "partners" / "crm" / "hub_side.py").write_text(plugin(), encoding="utf-8")

    assert discover(site / "plugins").kinds["mycrm"].origin.home == str(site / "partners" / "crm")


def test_an_entry_point_to_a_mere_namespace_has_no_code(site: Path) -> None:
    installed(site, "hub_broken", "", entry_point="partners")
    (site / "partners").mkdir()

    (quarantined,) = discover(site / "plugins").quarantined

    assert str(quarantined.error.place) == "distribution hub_broken 1.2"


def test_an_entry_point_to_nowhere_names_its_distribution(site: Path) -> None:
    installed(site, "hub_broken", "", entry_point="gone_for_ever.crm")

    (quarantined,) = discover(site / "plugins").quarantined

    assert str(quarantined.error.place) == "distribution hub_broken 1.2"
    assert quarantined.kinds == ()


def test_a_garbled_entry_point_names_its_distribution(site: Path) -> None:
    installed(site, "hub_broken", "", entry_point="!!!")

    (quarantined,) = discover(site / "plugins").quarantined

    assert str(quarantined.error.place) == "distribution hub_broken 1.2"


def test_an_entry_point_that_is_one_file_works_too(site: Path) -> None:
    installed(site, "hub_mycrm", "", entry_point="one_file_crm")
    (site / "one_file_crm.py").write_text(plugin(), encoding="utf-8")

    assert "mycrm" in discover(site / "plugins").kinds


@pytest.mark.parametrize(
    "torn", [b"[hub]\nmycrm\n", b"[hub]\nmycrm = x\n[other]\nx\n", b"[hub]\n\xff\n", b"\xff"]
)
def test_a_distribution_whose_list_of_entry_points_is_torn_is_named_and_hides_no_other(
    torn: bytes, site: Path
) -> None:
    installed(site, "hub_broken", plugin())
    installed(site, "hub_mycrm", plugin())
    (site / "hub_broken-1.2.dist-info" / "entry_points.txt").write_bytes(torn)

    found = discover(site / "plugins")

    assert "mycrm" in found.kinds
    (quarantined,) = found.quarantined
    assert str(quarantined.error) == (
        "distribution hub_broken 1.2: Its file entry_points.txt cannot be understood. "
        "Install it anew, or take it out; until then only its own networks fail."
    )
    assert quarantined.kinds == ()
