"""A workbook as the zip archive it is: parts out, changed parts in, everything else bit for bit as it was."""

from __future__ import annotations

import copy
import io
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hub.errors import HubError
from hub.language import Text

_LEVEL: Final = 3  # a sheet packs in a third of the usual time, and to a twentieth more
_LOCAL_HEADER_MARK = b"PK\x03\x04"
_AT_ONCE: Final = 250_000  # bytes

Pieces = Sequence[bytes | memoryview]
"""What a part consists of, one piece after another: put together, a large one would lie in memory twice."""


@dataclass(frozen=True, slots=True)
class Package:
    """The archive with these bytes; already known to be healthy (`workbook.refuse_other_formats`)."""

    content: bytes

    def part(self, name: str) -> bytes | None:
        """One part unpacked; None when there is none of that name."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            if name not in archive.NameToInfo:
                return None
            # In its full size from the start: while one grows, or in `archive.read`, a part is there twice.
            unpacked = io.BytesIO(bytes(archive.getinfo(name).file_size))
            with archive.open(name) as part:
                shutil.copyfileobj(part, unpacked, _AT_ONCE)
            unpacked.truncate()
            return unpacked.getvalue()

    def size_of(self, name: str) -> int:
        """How many bytes a part unpacks to; 0 when there is none of that name."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.getinfo(name).file_size if name in archive.NameToInfo else 0

    def chunks(self, name: str, *, size: int = 1_000_000) -> Iterator[bytes]:
        """One part unpacked little by little; nothing when there is none of that name."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            if name not in archive.NameToInfo:
                return
            with archive.open(name) as part:
                while chunk := part.read(size):
                    yield chunk

    def with_parts(self, parts: Mapping[str, Pieces]) -> Package:
        """A copy in which these parts have new content. All others are copied as they lie, still packed."""
        packed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.content)) as old, zipfile.ZipFile(packed, "w") as new:
            new.comment = old.comment
            end_of = _ends(old)
            for info in old.infolist():
                if info.filename in parts:
                    with new.open(_like(info), "w") as part:
                        part.writelines(parts[info.filename])
                else:
                    _copy(info, self.content[info.header_offset : end_of[info.header_offset]], new)
        changed = Package(packed.getvalue())
        changed.refuse_unless_like(self, parts)
        return changed

    def refuse_unless_like(self, other: Package, parts: Mapping[str, Pieces]) -> None:
        """Proves that nothing but `parts` differs. Raises: HubError, because this would be the hub's own fault."""
        mine, theirs = self._checksums(), other._checksums()
        expected = theirs | {name: _checksum(pieces) for name, pieces in parts.items()}
        if list(mine) != list(theirs) or mine != expected:
            raise HubError(
                Text("the edited workbook would differ in parts that the hub does not own"),
                remedy=Text("Nothing was written. Please report this with the workbook's structure."),
            )

    def _checksums(self) -> dict[str, tuple[int, int]]:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return {info.filename: (info.file_size, info.CRC) for info in archive.infolist()}


def _ends(archive: zipfile.ZipFile) -> dict[int, int]:
    """Where each part's bytes end: where the next one begins, or the directory."""
    starts = sorted(info.header_offset for info in archive.infolist())
    return dict(zip(starts, [*starts[1:], archive.start_dir], strict=True))


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    fresh = zipfile.ZipInfo(info.filename, info.date_time)
    fresh.compress_type = zipfile.ZIP_DEFLATED
    fresh.external_attr = info.external_attr
    fresh.create_system = info.create_system
    fresh._compresslevel = _LEVEL  # type: ignore[attr-defined]  # as `writestr` does, which takes no pieces
    return fresh


def _checksum(pieces: Pieces) -> tuple[int, int]:
    """The size and the CRC of a part that consists of these."""
    size = checksum = 0
    for piece in pieces:
        size, checksum = size + len(piece), zlib.crc32(piece, checksum)
    return size, checksum


def _copy(info: zipfile.ZipInfo, packed: bytes, archive: zipfile.ZipFile) -> None:
    # zipfile has no call for copying a packed part; these attributes are what its own writing goes through.
    if not packed.startswith(_LOCAL_HEADER_MARK) or archive.fp is None:
        raise HubError(Text("the workbook's archive is not laid out as its directory says"))
    moved = copy.copy(info)
    archive.fp.seek(archive.start_dir)
    moved.header_offset = archive.fp.tell()
    archive.fp.write(packed)
    archive.start_dir = archive.fp.tell()
    archive.filelist.append(moved)
    archive.NameToInfo[moved.filename] = moved
