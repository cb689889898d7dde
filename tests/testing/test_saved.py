"""A folder put back as it stood: every byte, in the very same files."""

from __future__ import annotations

from pathlib import Path

from hub.testing.saved import Saved, files_in


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files_in(folder)}


def test_everything_is_as_it_was_however_often_it_is_put_back(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "hub.db").write_bytes(b"ledger")
    (tmp_path / "hub.toml").write_bytes(b"settings, long ones")
    before, saved = contents(tmp_path), Saved.of(tmp_path)

    for _ in range(2):
        (tmp_path / "hub.toml").write_bytes(b"short")
        (tmp_path / "var" / "hub.db").unlink()
        (tmp_path / "var").rmdir()
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "stray.lock").write_bytes(b"")
        saved.put_back()
        assert contents(tmp_path) == before
        (tmp_path / "new").rmdir()


def test_a_file_that_is_still_there_stays_the_file_that_it_is(tmp_path: Path) -> None:
    ledger = tmp_path / "hub.db"
    ledger.write_bytes(b"ledger")
    saved, number = Saved.of(tmp_path), ledger.stat().st_ino
    ledger.write_bytes(b"a much longer ledger")

    saved.put_back()

    assert (ledger.read_bytes(), ledger.stat().st_ino) == (b"ledger", number)
