"""Runs plans over httpx, one request at a time. One of the three modules that know the HTTP library."""

from __future__ import annotations

import ssl
from collections.abc import Generator, Iterator, Mapping
from functools import lru_cache
from http.cookiejar import DefaultCookiePolicy
from types import TracebackType
from typing import Final, Self, TypeVar, cast

import httpcore
import httpx

from crossbook import wire
from crossbook.checks import endpoint
from crossbook.credentials import Credentials
from crossbook.errors import InvalidRequest
from crossbook.exchange import Answered, Attempt, Lost, Plan, Unsent, ask_or_raise, invalid
from crossbook.reading import fetch, next_page
from crossbook.redaction import guard_http_logs
from crossbook.sync_transport import DeadlineTransport
from crossbook.timeouts import Timeouts
from crossbook_bindings.runtime import PagedRequest, Request

ReplyT = TypeVar("ReplyT")
PayloadT = TypeVar("PayloadT")
ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

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

    def __init__(self, credentials: Credentials, request: Request[object, object]) -> None:
        self._credentials = credentials
        self._request = request

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        used = self._credentials.apply(self._request.operation, request.headers)
        response = yield request
        self._credentials.learn(used, response.headers.get(wire.ROTATED_TOKEN_HEADER))


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
    request_id = next((headers[name] for name in wire.REQUEST_ID_HEADERS if name in headers), None)
    return Answered(
        status=response.status_code,
        body=response.content,
        blot=credentials.blot,
        retry_after=wire.retry_after(headers.get("Retry-After")),
        request_id=None if request_id is None else credentials.blot(request_id),
    )


def failed(error: Exception, timeouts: Timeouts, credentials: Credentials) -> Unsent | Lost:
    """Sort a failure by whether the venue can have seen the request."""
    words = credentials.blot(f"{type(error).__name__}: {error}")
    if isinstance(error, NEVER_SENT):
        return Unsent(f"could not connect ({words})")
    if isinstance(error, httpx.TimeoutException | httpcore.TimeoutException | TimeoutError):
        return Lost(wire.too_late(timeouts.reply))
    return Lost(f"the request was under way and no complete reply came ({words})")


class SyncClient:
    """A venue's REST API. Use it as a context manager, or call `close`. May be shared between threads."""

    # A traceback with local variables shows a client that could not be made, too.
    _base_url: str = ""

    def __init__(
        self, *, venue: str, base_url: str, credentials: Credentials, timeouts: Timeouts, servers: Mapping[str, str] | None = None
    ) -> None:
        self._venue = venue
        self._base_url = endpoint(base_url, venue=venue, secure="https")
        # Some operations live on another host of the venue; the specs name it, and a caller may put another in its place.
        self._servers = {name: endpoint(url, venue=venue, secure="https") for name, url in (servers or {}).items()}
        self._credentials = credentials
        self._timeouts = timeouts
        guard_http_logs()
        self._transport = DeadlineTransport(verify=tls(self._base_url))
        self._http = httpx.Client(transport=self._transport, timeout=settings(timeouts), trust_env=False, follow_redirects=False)
        # A cookie that outlives its token would hide a bad header, so no cookie is ever taken.
        self._http.cookies.jar.set_policy(NO_COOKIES)

    def send(self, request: Request[ReplyT, object]) -> ReplyT:
        """Execute any request of this venue's bindings and give its decoded reply.

        Raises NotSent, Refused or OutcomeUnknown, by what the venue can have done.
        """
        return self._run(ask_or_raise(request))

    def fetch(self, request: Request[object, PayloadT]) -> PayloadT:
        """Execute a request and give what was asked for, without the envelope around it. Raises what `send` raises."""
        return self._run(fetch(request))

    def pages(self, request: PagedRequest[object, object, ItemT]) -> Iterator[ItemT]:
        """Read a list page by page, as it is consumed, and give its entries one by one. Raises what `send` raises."""
        seen: set[str] = set()
        following: PagedRequest[object, object, ItemT] | None = request
        while following is not None:
            page = self._run(next_page(following, seen))
            yield from page.items
            following = page.following

    def close(self) -> None:
        """Close every connection."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._base_url!r})"

    def _run(self, plan: Plan[ResultT]) -> ResultT:
        try:
            request = next(plan)
            while True:
                try:
                    attempt = self._attempt(request)
                except InvalidRequest as error:
                    request = plan.throw(error)
                else:
                    request = plan.send(attempt)
        except StopIteration as stop:
            return cast("ResultT", stop.value)

    def _server(self, request: Request[object, object]) -> str:
        server = request.operation.server
        return self._base_url if server is None else self._servers.get(server, server)

    def _attempt(self, request: Request[object, object]) -> Attempt:
        if request.operation.venue != self._venue:
            raise invalid(self._venue, request.operation.name, expected=f"a request for {self._venue}", found=request.operation.venue)
        if self._http.is_closed:
            raise invalid(self._venue, request.operation.name, expected="an open client", found="a closed one")
        self._credentials.check(request)
        target, body = wire.target(request), wire.encoded(request)
        try:
            return self._exchange(request, target, body)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here, the caller needs to know whether it was sent
            return failed(error, self._timeouts, self._credentials)
        except BaseException as error:  # noqa: BLE001 - and raised again
            # A traceback must not show what local variables hold: headers in the frames below, a password here.
            body = None
            raise error.with_traceback(None) from None

    def _exchange(self, request: Request[object, object], target: str, body: bytes | None) -> Attempt:
        prepared = self._http.build_request(
            request.operation.method,
            self._server(request) + target,
            content=body,
            headers=[*wire.content_headers(body).items(), *request.headers],
        )
        with self._transport.within(self._timeouts.connect + self._timeouts.reply):
            response = self._http.send(prepared, auth=CredentialsAuth(self._credentials, request))
        return answered(response, self._credentials)
