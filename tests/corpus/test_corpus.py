"""Every oddity is read right or refused by name, never silently changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from hub.planning.compare import field_of
from tests.corpus.__main__ import write_corpus
from tests.corpus.answers import answer_to
from tests.corpus.collection import all_oddities
from tests.corpus.oddity import Oddity


@pytest.mark.parametrize("oddity", all_oddities(), ids=str)
def test_an_oddity_is_read_right_or_refused_by_name(oddity: Oddity, tmp_path: Path) -> None:
    answer = answer_to(oddity, oddity.made_in(tmp_path))

    read = {
        record: {name: field_of(noun, name) for name in oddity.read.get(record, {})}
        for record, noun in answer.nouns.items()
    }
    assert read == {record: dict(fields) for record, fields in oddity.read.items()}, answer.refused
    assert len(answer.refused) == len(oddity.refused), answer.refused
    for said, words in zip(answer.refused, oddity.refused, strict=True):
        assert words in said
    for words in oddity.noted:
        assert any(words in said for said in answer.noted), answer.noted


def test_every_oddity_has_a_name_of_its_own() -> None:
    names = Counter(oddity.name for oddity in all_oddities())
    assert [name for name, count in names.items() if count > 1] == []


def test_the_corpus_is_written_for_people(tmp_path: Path) -> None:
    assert len(all_oddities()) >= 120
    assert write_corpus(tmp_path) == len(all_oddities()) == len(list(tmp_path.glob("*/*/expected.txt")))


def test_an_oddity_that_expects_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="neither"):
        Oddity(name="forgotten", content=bytes)
