"""A plan that stands on something else than now says on what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hub.planning.basis import Basis
from hub.planning.document import as_document
from hub.planning.moved_basis import moved_parts
from hub.planning.plan_file import PlanFile
from tests.report.builders import a_plan

BASIS = Basis(
    hub="1.0",
    place="here",
    settings={"limits": "1", "networks.mekom": "1"},
    plugins={"plugins/mekom.py": "1"},
    agreements="one",
    ledger="one",
    decisions="none",
)


def file(made_from: Basis = BASIS, **forged: object) -> PlanFile:
    document: dict[str, Any] = as_document(a_plan(basis=made_from), language="en")
    return PlanFile.model_validate({**document, **forged})


def said(old: PlanFile, new: PlanFile) -> list[str]:
    return [str(text) for text in moved_parts(old, new)]


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        ({"hub": "1.1"}, "the plan was made by version 1.0 of the hub, this is 1.1"),
        ({"place": "there"}, "the plan was made with another hub.toml, or in another folder"),
        (
            {"settings": {"limits": "2", "hub.as_of": "1"}},
            "hub.toml or a variable says something else now: hub.as_of, limits, networks.mekom",
        ),
        (
            {"plugins": {"plugins/mekom.py": "2", "built-in": "1"}},
            "the code of the connectors in use is another now: built-in, plugins/mekom.py",
        ),
        ({"agreements": "two"}, "an agreement has begun or ended"),
        ({"ledger": "two"}, "the hub has written since, or this is not the same ledger"),
        ({"decisions": "some"}, "a question was answered, or an answer taken back"),
    ],
)
def test_the_part_that_moved_is_named_and_no_other(moved: dict[str, Any], words: str) -> None:
    assert said(file(), file(replace(BASIS, **moved))) == [words]


def test_several_parts_are_named_together() -> None:
    assert len(said(file(), file(Basis()))) == 7


def test_what_stands_on_the_same_goes_without_a_word() -> None:
    assert said(file(), file()) == []


def test_a_plan_that_does_not_say_comes_from_another_hub() -> None:
    assert said(file(basis_of=None), file()) == ["the plan was made by another version of the hub"]


def test_a_digest_that_does_not_fit_its_parts_is_found() -> None:
    assert said(file(basis="0" * 16), file()) == [
        "the file says of itself that it was made from something else"
    ]
