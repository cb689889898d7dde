"""Many problems make one error, sorted by line; keys and paths are written as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.config.problems import Problem, did_you_mean, refusal, shown, written
from hub.language import Text


def test_problems_are_told_by_line_and_variables_first() -> None:
    error = refusal(
        Path("hub.toml").absolute(),
        [
            Problem(Text("late."), line=1200),
            Problem(Text("early."), Text("Mend it."), line=3),
            Problem(Text("HUB_X: wrong."), in_file=False),
            Problem(Text("somewhere.")),
        ],
    )

    assert str(error).splitlines() == [
        "HUB_X: wrong.",
        "hub.toml: somewhere.",
        "hub.toml, line 3: early. Mend it.",
        "hub.toml, line 1200: late.",
    ]
    assert error.exit_code == 4


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), ""),
        (("hub",), "hub"),
        (("networks", "bildung-osterode", "title"), "networks.bildung-osterode.title"),
        (("networks", "göttingen", "a b"), 'networks."göttingen"."a b"'),
        (("agreements", "a", "share", "member", 0), "agreements.a.share.member[1]"),
    ],
)
def test_a_key_is_written_as_in_toml_and_counts_from_one(path: tuple[str | int, ...], key: str) -> None:
    assert written(path) == key


def test_a_path_below_here_is_short_and_any_other_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert shown(tmp_path / "a" / "hub.toml") == str(Path("a", "hub.toml"))
    assert shown(tmp_path.parent / "hub.toml") == str(tmp_path.parent / "hub.toml")


@pytest.mark.parametrize(
    ("word", "known", "answer"),
    [
        ("LEDGR", ["reports", "ledger"], "Did you mean ledger?"),
        ("colour", ["reports", "ledger"], "Known here: ledger, reports."),
        ("colour", [], None),
    ],
)
def test_the_nearest_word_is_offered_else_all(word: str, known: list[str], answer: str | None) -> None:
    said = did_you_mean(word, known)

    assert (str(said) if said else None) == answer
