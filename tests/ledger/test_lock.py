"""One at a time, and nobody dead."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest
import time_machine

from hub.errors import AlreadyRunning, ConfigError
from hub.ledger import lock

from .builders import NIGHT, another_hub, killed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hub.db.lock"


def refusal_of(path: Path) -> AlreadyRunning:
    with pytest.raises(AlreadyRunning) as refusal, lock.held(path, place="hub.db"):
        pass
    return refusal.value


def test_the_refusal_names_process_host_and_time(path: Path) -> None:
    with time_machine.travel(NIGHT, tick=False), lock.held(path, place="hub.db"):
        words = str(refusal_of(path))

    assert words.startswith("hub.db: Another hub is working on this ledger: ")
    assert f"process {os.getpid()} on {socket.gethostname()}, since 201" in words
    assert words.endswith("even if that hub is killed.")


@pytest.mark.parametrize(
    "signature", [b"", b"{", b"{}", b"\xff\xfe", b'{"pid": "x", "host": 1, "since": "now"}']
)
def test_a_holder_that_has_not_signed_is_still_a_holder(path: Path, signature: bytes) -> None:
    with lock.held(path, place="hub.db"):
        path.write_bytes(signature)

        assert "Another hub is working on this ledger at this moment." in str(refusal_of(path))


def test_what_a_dead_hub_left_behind_is_taken_over_and_cleared(path: Path) -> None:
    process = another_hub(
        "from hub.ledger import lock\nfrom pathlib import Path\n"
        "with lock.held(Path(sys.argv[1]), place='x'):\n    print('ready', flush=True); time.sleep(60)\n",
        str(path),
    )
    refusal_of(path)
    killed(process)
    assert json.loads(path.read_bytes())["pid"] == process.pid

    with lock.held(path, place="hub.db"):
        assert json.loads(path.read_bytes())["pid"] == os.getpid()
    assert not path.exists()


def test_the_lock_is_free_after_an_error_in_the_night(path: Path) -> None:
    with pytest.raises(RuntimeError, match="bad night"), lock.held(path, place="hub.db"):
        raise RuntimeError("bad night")

    assert not path.exists()


def test_a_file_removed_by_its_last_holder_at_the_wrong_moment_locks_nobody_in(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = lock._try_lock
    removals = [1, 2]

    def removed_before_it_was_locked(descriptor: int) -> bool:
        if removals:
            removals.pop()
            path.unlink()
        return honest(descriptor)

    monkeypatch.setattr(lock, "_try_lock", removed_before_it_was_locked)

    with lock.held(path, place="hub.db"):
        assert path.exists()
        refusal_of(path)


def test_a_lock_that_somebody_deleted_by_hand_is_released_in_peace(path: Path) -> None:
    with lock.held(path, place="hub.db"):
        path.unlink()

    assert not path.exists()


def test_a_folder_that_is_not_there_is_the_configurations_fault(tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigError, match=r"hub\.ledger"),
        lock.held(tmp_path / "gone" / "hub.db.lock", place="hub.db"),
    ):
        pass
