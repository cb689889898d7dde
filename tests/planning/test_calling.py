"""Networks are called as people call them, and never by a name that could be another's."""

from __future__ import annotations

import pytest

from hub.language import Text
from hub.model import NetworkName
from hub.planning.calling import short_names, with_short_names
from tests.report.builders import CLUSTER, MEKOM, TITLES


def test_a_name_of_its_own_is_what_people_say() -> None:
    assert short_names(TITLES) == {CLUSTER: "VerpackungsCluster", MEKOM: "MEKOM"}


@pytest.mark.parametrize("title", ["Verein der Kaufleute Osterode", "Die Wirtschaft e.V.", "Harz", ""])
def test_a_common_first_word_is_no_name(title: str) -> None:
    assert short_names({MEKOM: title}) == {MEKOM: title or "mekom"}


def test_two_networks_never_share_a_short_name() -> None:
    titles = {NetworkName("a"): "IHK Nord", NetworkName("b"): "IHK Süd"}
    assert short_names(titles) == titles


def test_sentences_are_shortened_all_the_way_down() -> None:
    text = Text(
        "{a} {b} {c} {d}",
        a="Long Name",
        b=Text("in {n}", n="Long Name"),
        c=("Long Name", "x", Text("by {n}", n="Long Name")),
        d=3,
    )
    assert str(with_short_names(text, {"Long Name": "LN"})) == "LN in LN LN, x, by LN 3"
