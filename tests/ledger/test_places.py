"""What may stand at hub.ledger."""

from __future__ import annotations

import pytest

from hub.errors import ConfigError
from hub.ledger.places import peeked_at, writable_at


@pytest.mark.parametrize("url", ["mysql://hub@db.example.org/hub", "sqlite:///var/hub.db"])
def test_a_kind_of_ledger_that_is_unknown_is_refused_with_the_known_ones(url: str) -> None:
    for look in (writable_at, peeked_at):
        with pytest.raises(
            ConfigError, match=r"hub\.ledger.*: (mysql|sqlite).*var/hub\.db, or postgresql://"
        ):
            look(url)


def test_an_address_that_cannot_be_read_is_refused_without_repeating_it() -> None:
    with pytest.raises(
        ConfigError, match=r"hub\.ledger cannot be read.*postgresql://user@host/database"
    ) as refusal:
        writable_at("postgresql://hub:secret@db.example.org:port/hub")
    assert "secret" not in str(refusal.value)
