"""One system on the web: every request to it goes through here, with its login, its bounds and its repeats."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from http import HTTPStatus
from time import monotonic
from typing import Final
from urllib.parse import urljoin, urlsplit

import requests
from requests.auth import AuthBase

from hub.errors import NetworkError, Place, Unreachable
from hub.language import text_of
from hub.transport.answer import Answer, BrokenOff, TooLarge, TooSlow, taken
from hub.transport.bounds import Bounds
from hub.transport.login import Login
from hub.transport.retries import is_safe, may_pass, pause_before
from hub.transport.troubles import (
    Unanswered,
    broken_off,
    moved,
    of_exception,
    refusal_of,
    too_large,
    too_slow,
    was_never_sent,
)

_SUCCESS: Final = range(200, 300)
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_MOST_HOPS: Final = 5


@dataclass(frozen=True, slots=True)
class Request:
    """One question: to the system's own address where `url` says nothing else."""

    method: str
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = field(default=None, repr=False)
    url: str = ""


class _Again(Exception):
    """This try failed in a way that may pass: with the error to raise if it does not."""

    def __init__(self, error: NetworkError, answer: Answer | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.answer = answer


class Web:
    """One session: connections are kept and used again, and the login goes to this host and no other."""

    def __init__(
        self,
        address: str,
        *,
        login: Login | None = None,
        bounds: Bounds | None = None,
        place: Place | None = None,
    ) -> None:
        self.address = address
        self._place = text_of(place) if place else None
        self.host = urlsplit(address).hostname or address
        self._bounds = bounds or Bounds()
        self._session = _Session()
        self._session.headers["User-Agent"] = "verbund-hub"
        self._session.auth = _Auth(_origin(address), login)

    def ask(self, request: Request, *, expected: Collection[int] = _SUCCESS) -> Answer:
        """The answer, if its status is one of these; others are raised in our words.

        Raises: Unreachable, Unusable; Unanswered when a request that changes something may have been carried out.
        """
        try:
            return self._answered(request, expected)
        except NetworkError as error:
            error.place = error.place or self._place
            raise

    def _answered(self, request: Request, expected: Collection[int]) -> Answer:
        request = replace(request, url=urljoin(self.address, request.url))
        answer = self._patiently(request, until=monotonic() + self._bounds.whole_seconds)
        for _ in range(_MOST_HOPS):
            if answer.status not in _MOVED or answer.status in expected:
                break
            request = self._followed(request, answer)
            answer = self._patiently(request, until=monotonic() + self._bounds.whole_seconds)
        if answer.status in expected:
            return answer
        if answer.status in _MOVED:
            raise moved(self.host, request.url)
        refusal = refusal_of(answer, self.host, method=request.method)
        if isinstance(refusal, Unreachable) and _may_be_done(request, answer):
            raise _unanswered(refusal)
        raise refusal

    def _patiently(self, request: Request, *, until: float) -> Answer:
        """The last answer, after as many tries as are allowed and safe."""
        turn = 1
        while True:
            try:
                return self._once(request, until=until)
            except _Again as again:
                pause = pause_before(turn, again.answer)
                if turn >= self._bounds.tries or monotonic() + pause > until:
                    if again.answer is not None:
                        return again.answer
                    raise again.error from again.__cause__
                turn += 1
                time.sleep(pause)

    def _once(self, request: Request, *, until: float) -> Answer:
        """One try. Raises: _Again where another one may help and does no harm; else NetworkError."""
        try:
            answer = self._sent(request, until=until)
        except requests.RequestException as error:
            trouble = of_exception(error, self.host, self._bounds)
            raise self._without_answer(request, trouble, is_sent=not was_never_sent(error)) from error
        except TooSlow as error:
            raise self._given_up(request, too_slow(self.host, self._bounds.whole_seconds)) from error
        except TooLarge as error:
            raise self._given_up(request, too_large(self.host, self._bounds)) from error
        except BrokenOff as error:
            raise self._without_answer(request, broken_off(self.host), is_sent=True) from error
        if may_pass(request.method, answer):
            raise _Again(refusal_of(answer, self.host, method=request.method), answer)
        return answer

    def _sent(self, request: Request, *, until: float) -> Answer:
        with self._session.request(
            request.method,
            request.url,
            data=request.content,
            headers=dict(request.headers),
            timeout=(self._bounds.connect_seconds, self._bounds.read_seconds),
            allow_redirects=False,
            stream=True,
        ) as response:
            return taken(response, self._bounds, until=until)

    def _without_answer(self, request: Request, trouble: NetworkError, *, is_sent: bool) -> Exception:
        if not isinstance(trouble, Unreachable):
            return trouble
        if is_sent and not is_safe(request.method):
            return _unanswered(trouble)
        return _Again(trouble)

    def _given_up(self, request: Request, trouble: NetworkError) -> NetworkError:
        return trouble if is_safe(request.method) else _unanswered(trouble)

    def _followed(self, request: Request, answer: Answer) -> Request:
        """The same question at another address of the same host. Raises: Unusable."""
        said = answer.headers.get("Location", "")
        try:
            to = urljoin(request.url, said)
            is_here = _origin(to) == _origin(self.address)
        except ValueError as error:  # http://[
            raise moved(self.host, said) from error
        if not is_here or not is_safe(request.method):
            raise moved(self.host, to)
        return replace(request, url=to)


class _Session(requests.Session):
    """Leaves every redirect alone; requests works out the next address also where it shall follow none, and may crash."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        return None


class _Auth(AuthBase):
    """Puts the login into requests to one origin. It also keeps requests from looking for one in ~/.netrc."""

    def __init__(self, origin: tuple[str, str | None, int | None], login: Login | None) -> None:
        self._origin = origin
        self._header = cache(login) if login else None

    def __call__(self, prepared: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._header is not None and _origin(prepared.url or "") == self._origin:
            prepared.headers["Authorization"] = self._header()
        return prepared


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    return parts.scheme, parts.hostname, parts.port or usual


def _may_be_done(request: Request, answer: Answer) -> bool:
    """A server that stumbles over a write may have done it; one that is full or refuses has not."""
    is_trouble = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return not is_safe(request.method) and is_trouble and answer.status != HTTPStatus.INSUFFICIENT_STORAGE


def _unanswered(trouble: NetworkError) -> Unanswered:
    return Unanswered(trouble.what, remedy=trouble.remedy, place=trouble.place)
