"""A record is called what it is, and one thing is not said like many."""

from __future__ import annotations

import pytest

from hub.model import Kind
from hub.report.words import (
    changes_counted,
    failures_counted,
    questions_counted,
    record_words,
    records_counted,
    rows_counted,
)


@pytest.mark.parametrize(
    ("kind", "said"), [("member", "member X"), ("course", "course X"), ("booking", "booking X")]
)
def test_a_record_is_called_what_it_is(kind: Kind, said: str) -> None:
    assert str(record_words(kind, "X")) == said


@pytest.mark.parametrize(
    ("counted", "one", "many"),
    [
        (changes_counted, "1 change", "1,200 changes"),
        (questions_counted, "1 question", "1,200 questions"),
        (rows_counted, "1 row not readable", "1,200 rows not readable"),
        (failures_counted, "1 failure", "1,200 failures"),
        (records_counted, "1 record", "1,200 records"),
    ],
)
def test_one_is_not_said_like_many(counted: object, one: str, many: str) -> None:
    assert callable(counted)
    assert (str(counted(1)), str(counted(1200))) == (one, many)
