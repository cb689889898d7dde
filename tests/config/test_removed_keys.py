"""What is said of a key that is gone stays true."""

from __future__ import annotations

import pytest

from hub.config.known_keys import known_keys
from hub.config.model import HubFile
from hub.config.removed_keys import REMOVED


@pytest.mark.parametrize("key", REMOVED)
def test_a_removed_key_is_gone_and_the_one_that_took_over_is_known(key: str) -> None:
    table, name = key.split(".")
    known = known_keys(HubFile, (table,))

    assert name not in known
    assert [word for word in known if f"{table}.{word} " in str(REMOVED[key])]
