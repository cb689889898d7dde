"""How one office keeps one table: the declaration that a partner's plugin writes."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table in one workbook. Only what is special needs saying: usual header words are known already.

    `name` is the sheet's name (empty for a CSV file), or a pattern such as `Anmeldungen *` for one sheet per year.
    `columns` gives headers by field where the office uses words of its own, and `words` status words by status.
    `written` are the fields that the hub may write into the network's own rows; rows that come from elsewhere are
    the hub's altogether. Rows without an id get one that begins with `id_prefix`; without a prefix they are refused.
    """

    name: str = ""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[StrEnum, str] = field(default_factory=lambda: MappingProxyType({}))
    written: Set[str] = frozenset()
    id_prefix: str = ""
