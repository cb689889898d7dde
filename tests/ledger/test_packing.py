"""What is packed comes back as it was."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.ledger.packing import (
    PackedAgreed,
    pack_agreed,
    pack_digests,
    pack_fingerprints,
    pack_traces,
    unpack_agreed,
    unpack_digests,
    unpack_fingerprints,
    unpack_traces,
)
from hub.memory import Agreed
from hub.model import NetworkName, Ref
from hub.traces import Trace

from .builders import CLUSTER, MEKOM, a_ref

digests = st.binary(max_size=40)
agreed_by_field = st.dictionaries(st.text(max_size=60), st.builds(Agreed, digests, digests), max_size=15)


@given(st.frozensets(st.binary(min_size=12, max_size=12)))
def test_fingerprints_come_back_as_they_were(fingerprints: frozenset[bytes]) -> None:
    assert unpack_fingerprints(pack_fingerprints(fingerprints)) == fingerprints


@given(st.lists(st.binary(min_size=12, max_size=12), unique=True))
def test_the_same_fingerprints_always_pack_to_the_same_bytes(fingerprints: list[bytes]) -> None:
    assert pack_fingerprints(fingerprints) == pack_fingerprints(fingerprints[::-1])


def test_a_plugins_odd_fingerprint_is_only_not_remembered(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        packed = pack_fingerprints({b"twelve bytes", b"short"})

    assert unpack_fingerprints(packed) == {b"twelve bytes"}
    assert "1 fingerprints are not 12 bytes long" in caplog.text


@given(agreed_by_field)
def test_agreed_values_come_back_as_they_were(agreed: dict[str, Agreed]) -> None:
    assert unpack_agreed(pack_agreed(agreed)) == agreed


def test_a_system_that_keeps_what_was_sent_costs_half_the_room() -> None:
    kept = pack_agreed({"title": Agreed(b"x" * 16, b"x" * 16)})
    trimmed = pack_agreed({"title": Agreed(b"x" * 16, b"y" * 16)})

    assert len(trimmed) - len(kept) == 16


@pytest.mark.parametrize("agreed", [Agreed(b"x" * 255, b""), Agreed(b"", b"x" * 255)])
def test_a_digest_that_does_not_fit_is_an_error_and_never_cut(agreed: Agreed) -> None:
    with pytest.raises(ValueError, match="255 bytes are too many"):
        pack_agreed({"title": agreed})


@given(st.dictionaries(st.tuples(st.sampled_from([MEKOM, CLUSTER]), st.text(max_size=9)), agreed_by_field))
def test_packed_copies_are_a_mapping_like_any_other(
    by_copy: dict[tuple[NetworkName, str], dict[str, Agreed]],
) -> None:
    plain = {
        (Ref(MEKOM, "booking", record), network): agreed for (network, record), agreed in by_copy.items()
    }
    groups = [
        (
            (network, MEKOM, "booking"),
            [(record, pack_agreed(agreed)) for (its, record), agreed in by_copy.items() if its == network],
        )
        for network in (MEKOM, CLUSTER)
    ]

    packed = PackedAgreed(groups)  # type: ignore[arg-type]

    assert packed == plain
    assert len(packed) == len(plain)
    assert all(copy in packed for copy in plain)


def test_a_copy_that_was_never_agreed_is_not_there() -> None:
    packed = PackedAgreed([((CLUSTER, MEKOM, "booking"), [("B-0007", b"")])])

    assert packed.get((a_ref(8), CLUSTER)) is None
    assert (a_ref(7), MEKOM) not in packed
    with pytest.raises(KeyError, match="B-0008"):
        packed[a_ref(8), CLUSTER]


@given(st.dictionaries(st.text(max_size=9), st.builds(Trace, before=st.text() | st.none(), sent=digests)))
def test_traces_come_back_as_they_were(traces: dict[str, Trace]) -> None:
    assert unpack_traces(pack_traces(traces), None) == traces


@given(st.dictionaries(st.text(max_size=9), digests))
def test_digests_come_back_as_they_were(digest_by_field: dict[str, bytes]) -> None:
    assert unpack_digests(pack_digests(digest_by_field)) == digest_by_field
