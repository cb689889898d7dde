from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from hub.config import WebAddress

ADDRESS: TypeAdapter[str] = TypeAdapter(WebAddress)


@pytest.mark.parametrize(
    "address",
    [
        "https://crm.example.org",
        "https://cloud.example.org:8443/Büro/mekom.xlsx",
        "http://localhost:8080/x",
        "http://127.0.0.1/x",
        "http://[::1]:80/x",
    ],
)
def test_an_address_that_a_login_may_be_sent_to(address):
    assert ADDRESS.validate_python(address) == address


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("cloud.example.org/mekom.xlsx", "this is no address on the web"),
        ("ftp://cloud.example.org/mekom.xlsx", "this is no address on the web"),
        ("https:///mekom.xlsx", "this is no address on the web"),
        ("https://[::1/geheim", "this is no address on the web"),
        ("https://cloud.example.org:geheim/", "this is no address on the web"),
        ("https://hub@cloud.example.org/", "user and password must not stand in the address"),
        ("https://hub:geheim@cloud.example.org/", "user and password must not stand in the address"),
        ("http://cloud.example.org/", "could be read on the way"),
        ("http://127.0.0.1.example.org/", "could be read on the way"),
    ],
)
def test_an_address_that_it_may_not(address, why):
    with pytest.raises(ValidationError, match=why) as caught:
        ADDRESS.validate_python(address)
    assert "geheim" not in str(caught.value.errors()[0]["msg"])
