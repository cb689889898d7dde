"""Many small values in few bytes: fingerprints end to end, the agreed digests of one copy in one blob.

A night on 100,000 members reads all of this before it does anything else, so it stays packed until
somebody asks for a record.
"""

from __future__ import annotations

import json
import logging
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Final

from hub.memory import Agreed, CopyKey
from hub.model import Kind, NetworkName, Ref
from hub.traces import Trace

log = logging.getLogger(__name__)

FINGERPRINT_BYTES: Final = 12
Group = tuple[NetworkName, NetworkName, Kind]  # the copy's network, the record's home, its kind

_SIZES: Final = tuple(bytes([size]) for size in range(255))
_AS_SENT: Final = (
    b"\xff"  # in place of a size: the system keeps exactly what was sent, which is nearly always so
)


def pack_fingerprints(fingerprints: Collection[bytes]) -> bytes:
    """All fingerprints in one piece, always in the same order."""
    fitting = sorted(print_ for print_ in fingerprints if len(print_) == FINGERPRINT_BYTES)
    if len(fitting) < len(fingerprints):
        # A plugin's own kind of fingerprint: its records are only looked at again every night.
        odd = len(fingerprints) - len(fitting)
        log.warning("%d fingerprints are not %d bytes long and are not remembered", odd, FINGERPRINT_BYTES)
    return b"".join(fitting)


def unpack_fingerprints(packed: bytes) -> frozenset[bytes]:
    """What `pack_fingerprints` was given."""
    return frozenset(chain.from_iterable(struct.iter_unpack(f"{FINGERPRINT_BYTES}s", packed)))


def pack_agreed(agreed_by_field: Mapping[str, Agreed]) -> bytes:
    """Each field as length and bytes of its name, of `sent` and of `seen`. Raises: ValueError if one is too long."""
    parts: list[bytes] = []
    for name, agreed in agreed_by_field.items():  # a million times on a first big night, hence so plain
        sent, seen = agreed.sent, agreed.seen
        parts += (_sized_name(name), _size(sent), sent)
        parts += (_AS_SENT,) if seen == sent else (_size(seen), seen)
    return b"".join(parts)


@cache
def _sized_name(name: str) -> bytes:
    packed = name.encode()
    return _size(packed) + packed


def _size(part: bytes) -> bytes:
    try:
        return _SIZES[len(part)]
    except IndexError:
        raise ValueError(f"{len(part)} bytes are too many for a field's name or digest") from None


def unpack_agreed(packed: bytes) -> dict[str, Agreed]:
    """What `pack_agreed` was given."""
    agreed_by_field = {}
    position = 0
    while position < len(packed):
        name, position = _part(packed, position)
        sent, position = _part(packed, position)
        if packed[position : position + 1] == _AS_SENT:
            seen, position = sent, position + 1
        else:
            seen, position = _part(packed, position)
        agreed_by_field[name.decode()] = Agreed(sent, seen)
    return agreed_by_field


def _part(packed: bytes, position: int) -> tuple[bytes, int]:
    start = position + 1
    end = start + packed[position]
    return packed[start:end], end


def pack_traces(trace_by_field: Mapping[str, Trace]) -> bytes:
    """Each field's value before the change, and the digest of what was written; `seen` is kept apart."""
    found = {name: [trace.before, trace.sent.hex()] for name, trace in trace_by_field.items()}
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpack_traces(packed: bytes, seen: bytes | None) -> dict[str, Trace]:
    """What `pack_traces` and, for what was seen, `pack_digests` were given."""
    otherwise = unpack_digests(seen) if seen is not None else {}
    found = json.loads(packed.decode("utf-8", "surrogatepass"))
    return {
        name: Trace(before=before, sent=bytes.fromhex(sent), seen=otherwise.get(name))
        for name, (before, sent) in found.items()
    }


def pack_digests(digest_by_field: Mapping[str, bytes]) -> bytes:
    """Fields and their digests."""
    return json.dumps({name: digest.hex() for name, digest in digest_by_field.items()}).encode()


def unpack_digests(packed: bytes) -> dict[str, bytes]:
    """What `pack_digests` was given."""
    return {name: bytes.fromhex(digest) for name, digest in json.loads(packed).items()}


class PackedAgreed(Mapping[CopyKey, Mapping[str, Agreed]]):
    """The agreed values of all copies, each unpacked when it is asked for."""

    __slots__ = ("_packed_by_id",)

    def __init__(self, rows: Iterable[tuple[Group, Iterable[tuple[str, bytes]]]]) -> None:
        self._packed_by_id: dict[Group, dict[str, bytes]] = {group: dict(packed) for group, packed in rows}

    def __getitem__(self, copy: CopyKey) -> Mapping[str, Agreed]:
        ref, network = copy
        try:
            return unpack_agreed(self._packed_by_id[network, ref.home, ref.kind][ref.id])
        except KeyError:
            raise KeyError(copy) from None

    def __iter__(self) -> Iterator[CopyKey]:
        for (network, home, kind), packed_by_id in self._packed_by_id.items():
            for record in packed_by_id:
                yield Ref(home, kind, record), network

    def __len__(self) -> int:
        return sum(map(len, self._packed_by_id.values()))
