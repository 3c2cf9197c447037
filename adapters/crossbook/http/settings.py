"""What the synchronous and the asynchronous client say to httpx, and read from it, in the same way."""

from __future__ import annotations

import ssl
from collections.abc import Generator
from functools import lru_cache
from http.cookiejar import DefaultCookiePolicy
from typing import Final

import httpcore
import httpx

from crossbook.core import encoding
from crossbook.core.attempts import Answered, Lost, Unsent
from crossbook.core.credentials import Credentials
from crossbook.timeouts import Timeouts
from crossbook_bindings.runtime import Request

NEVER_SENT: Final = (
    httpcore.ConnectError,
    httpcore.ConnectTimeout,
    httpcore.PoolTimeout,
    httpcore.UnsupportedProtocol,
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.InvalidURL,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)
"""Raised before anything of a request was written. The synchronous transport speaks httpcore's words, the other httpx's."""

NO_COOKIES: Final = DefaultCookiePolicy(allowed_domains=[])


class CredentialsAuth(httpx.Auth):
    """Puts credentials on each request and hands rotated ones back, in httpx's own place for it."""

    def __init__(self, credentials: Credentials, request: Request[str, object, object]) -> None:
        self._credentials = credentials
        self._request = request

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        used = self._credentials.apply(self._request.operation, request.headers)
        response = yield request
        self._credentials.learn(used, response.headers.get(encoding.ROTATED_TOKEN_HEADER), status=response.status_code)


@lru_cache(maxsize=1)
def _verified() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def tls(base_url: str) -> ssl.SSLContext:
    """Give the TLS settings for a base URL: always verifying, and shared, because reading the CAs takes time."""
    # On plain loopback nothing is encrypted; a context that trusts no CA at all costs nothing and stays safe.
    return _verified() if base_url.startswith("https:") else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def settings(timeouts: Timeouts) -> httpx.Timeout:
    """Give httpx our waiting times."""
    return httpx.Timeout(timeouts.reply, connect=timeouts.connect, pool=timeouts.connect)


def answered(response: httpx.Response, credentials: Credentials) -> Answered:
    """Take from a reply what is needed, and none of its other headers: they may hold secrets."""
    headers = response.headers
    request_id = next((headers[name] for name in encoding.REQUEST_ID_HEADERS if name in headers), None)
    return Answered(
        status=response.status_code,
        body=response.content,
        blot=credentials.blot,
        retry_after=encoding.retry_after(headers.get("Retry-After")),
        request_id=None if request_id is None else credentials.blot(request_id),
    )


def failed(error: Exception, timeouts: Timeouts, credentials: Credentials) -> Unsent | Lost:
    """Sort a failure by whether the venue can have seen the request."""
    words = credentials.blot(f"{type(error).__name__}: {error}")
    if isinstance(error, NEVER_SENT):
        return Unsent(f"could not connect ({words})")
    if isinstance(error, httpx.TimeoutException | httpcore.TimeoutException | TimeoutError):
        return Lost(encoding.too_late(timeouts.reply))
    return Lost(f"the request was under way and no complete reply came ({words})")
