"""What goes wrong on the web, in our words: which system, what, and what to do; secrets struck out."""

from __future__ import annotations

from http import HTTPStatus

import requests
from urllib3.exceptions import NameResolutionError, NewConnectionError

from hub.credentials import redact
from hub.errors import NetworkError, Unreachable, Unusable
from hub.language import Text
from hub.transport.answer import Answer
from hub.transport.bounds import Bounds
from hub.transport.retries import asked_for

_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_NO_SUCH_METHOD = frozenset({HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED})
_NOT_THERE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


class Unanswered(Unreachable):
    """A request that may have been carried out: whoever asked has to look before it is asked again."""


def was_never_sent(error: requests.RequestException) -> bool:
    """Whether the request did not reach the system, so that it can be asked anew whatever it is."""
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(error, requests.ConnectTimeout) or isinstance(reason, NewConnectionError)


def of_exception(error: requests.RequestException, host: str, bounds: Bounds) -> NetworkError:
    """Why there is no answer at all."""
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    match error:
        case requests.exceptions.SSLError():
            return Unusable(
                Text("the certificate of {host} cannot be trusted ({why})", host=host, why=_plain(reason or error)),
                remedy=Text(
                    "Check the address. Where your office has a certificate authority of its own, name its file in "
                    "the variable REQUESTS_CA_BUNDLE."
                ),
            )  # fmt: skip
        case requests.exceptions.ProxyError():
            return Unreachable(
                Text("the proxy on the way to {host} does not let the hub through", host=host),
                remedy=Text("Check the variables HTTPS_PROXY and NO_PROXY."),
            )
        case requests.exceptions.InvalidURL() | requests.exceptions.InvalidSchema():
            return Unusable(
                Text("the address of {host} is none", host=host), remedy=Text("Correct url in hub.toml.")
            )
        case requests.Timeout() if not isinstance(error, requests.ConnectTimeout):
            return too_slow(host, bounds.read_seconds)
    why = (
        Text("nobody knows this name") if isinstance(reason, NameResolutionError) else _plain(reason or error)
    )
    return Unreachable(
        Text("there is no connection to {host} ({why})", host=host, why=why),
        remedy=Text("Check the network and the address; the next night tries again."),
    )


def too_slow(host: str, seconds: float) -> Unreachable:
    return Unreachable(
        Text("{host} did not answer within {seconds} s", host=host, seconds=f"{seconds:g}"),
        remedy=Text("The next night tries again."),
    )


def too_large(host: str, bounds: Bounds) -> Unusable:
    return Unusable(
        Text("{host} sends more than {size} bytes", host=host, size=bounds.largest),
        remedy=Text("Check whether this is the right address."),
    )


def broken_off(host: str) -> Unreachable:
    return Unreachable(
        Text("the connection to {host} broke off in the middle of an answer", host=host),
        remedy=Text("The next night tries again."),
    )


def moved(host: str, to: str) -> Unusable:
    """A redirect that is not followed: the login would go to somebody else, or a write would be done twice."""
    return Unusable(
        Text("{host} sends the hub on to {address}, where it does not follow", host=host, address=redact(to.partition("?")[0])),
        remedy=Text("If that is the right address, write it into hub.toml; if it is a login, check user and password."),
    )  # fmt: skip


def showed_a_page(host: str) -> Unusable:
    """Where a file or data was asked for."""
    return Unusable(
        Text("{host} answers with a web page, perhaps its login", host=host),
        remedy=Text("Check url, user and password in hub.toml; url is the address for programs, not for browsers."),
    )  # fmt: skip


def refusal_of(answer: Answer, host: str, *, method: str) -> NetworkError:
    """An answer that is no success, as an error."""
    match answer.status:
        case HTTPStatus.UNAUTHORIZED:
            return Unusable(
                Text("{host} does not accept the login", host=host),
                remedy=Text(
                    "Check user and password in hub.toml; where people log in with two factors, make an app password."
                ),
            )
        case HTTPStatus.FORBIDDEN:
            return Unusable(
                Text("{host} does not let this user do that", host=host),
                remedy=Text("Give the hub's user the right to it, there."),
            )
        case status if status in _NOT_THERE:
            return Unusable(
                Text("{host} has nothing at this address", host=host),
                remedy=Text("Correct url in hub.toml, or put the file back."),
            )
        case status if status in _NO_SUCH_METHOD:
            return Unusable(
                Text("{host} does not know the request {method} at this address", host=host, method=method),
                remedy=Text("Check url in hub.toml: it is the address for programs, not for browsers."),
            )
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return Unusable(
                Text("{host} does not take so much at once", host=host),
                remedy=Text("Ask whoever runs it to raise the limit."),
            )
        case HTTPStatus.INSUFFICIENT_STORAGE:
            return Unreachable(
                Text("there is no room left for this user on {host}", host=host),
                remedy=Text("Delete what is not needed there, or ask for more room."),
            )
        case status if status in _BUSY:
            return _busy(answer, host)
    return _of_its_own(answer.status, host)


def _busy(answer: Answer, host: str) -> Unreachable:
    seconds = round(asked_for(answer))
    remedy = (
        Text("It asks to come again in {seconds} s.", seconds=seconds)
        if seconds
        else Text("The next night tries again.")
    )
    return Unreachable(
        Text("{host} is too busy, or being maintained ({status})", host=host, status=str(answer.status)),
        remedy=remedy,
    )


def _of_its_own(status: int, host: str) -> NetworkError:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unreachable(
            Text("{host} has trouble of its own ({status})", host=host, status=str(status)),
            remedy=Text("The next night tries again; if that does not help, tell whoever runs it."),
        )
    return Unusable(
        Text(
            "{host} answers in a way that the hub does not expect ({status})", host=host, status=str(status)
        ),
        remedy=Text("Check url in hub.toml; if it is right, tell whoever runs the system."),
    )


def _plain(error: object) -> str:
    """The last words of a chain such as `HTTPSConnectionPool(…): … (Caused by …: [Errno 111] Connection refused)`."""
    return redact(str(error)).rpartition("] ")[2].rstrip("')>")
