"""What proves to a system that it is the hub who asks; looked up when the first request is made."""

from __future__ import annotations

import base64
from collections.abc import Callable

from hub.credentials import Secret, conceal

Login = Callable[[], str]
"""The value of the header Authorization. Raises: ConfigError when the secret is not there."""


def basic_login(user: str, password: Secret) -> Login:
    """User and password, as nearly every cloud takes them from programs."""

    def header() -> str:
        pair = base64.b64encode(f"{user}:{password.reveal()}".encode()).decode()
        conceal(pair)
        return f"Basic {pair}"

    return header
