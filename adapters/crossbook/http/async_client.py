"""Runs plans over httpx's asynchronous client. One of the three modules that know the HTTP library."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from types import TracebackType
from typing import Generic, Self, TypeVar, cast

import httpx

from crossbook.core import encoding
from crossbook.core.attempts import Attempt, Plan
from crossbook.core.checks import endpoint
from crossbook.core.credentials import Credentials
from crossbook.core.judging import ask_or_raise, invalid
from crossbook.core.paging import fetch, next_page
from crossbook.core.redaction import guard_http_logs
from crossbook.errors import InvalidRequest
from crossbook.http.settings import NO_COOKIES, CredentialsAuth, answered, failed, settings, tls
from crossbook.timeouts import Timeouts
from crossbook_bindings.runtime import PagedRequest, Request

VenueT = TypeVar("VenueT", bound=str)
ReplyT = TypeVar("ReplyT")
PayloadT = TypeVar("PayloadT")
ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")


class AsyncClient(Generic[VenueT]):
    """A venue's REST API, for its own requests. Use it as a context manager, or call `aclose`. Tasks of one loop may share it."""

    # A traceback with local variables shows a client that could not be made, too.
    _base_url: str = ""

    def __init__(
        self, *, venue: VenueT, base_url: str, credentials: Credentials, timeouts: Timeouts, servers: Mapping[str, str] | None = None
    ) -> None:
        self._venue = venue
        self._base_url = endpoint(base_url, venue=venue, secure="https")
        # Some operations live on another host of the venue; the specs name it, and a caller may put another in its place.
        self._servers = {name: endpoint(url, venue=venue, secure="https") for name, url in (servers or {}).items()}
        self._credentials = credentials
        self._timeouts = timeouts
        guard_http_logs()
        self._http = httpx.AsyncClient(verify=tls(self._base_url), timeout=settings(timeouts), trust_env=False, follow_redirects=False)
        # A cookie that outlives its token would hide a bad header, so no cookie is ever taken.
        self._http.cookies.jar.set_policy(NO_COOKIES)

    async def send(self, request: Request[VenueT, ReplyT, object]) -> ReplyT:
        """Execute any request of this venue's bindings and give its decoded reply.

        Raises NotSent, Refused or OutcomeUnknown, by what the venue can have done.
        """
        return await self._run(ask_or_raise(request))

    async def fetch(self, request: Request[VenueT, object, PayloadT]) -> PayloadT:
        """Execute a request and give what was asked for, without the envelope around it. Raises what `send` raises."""
        return await self._run(fetch(request))

    async def pages(self, request: PagedRequest[VenueT, object, object, ItemT]) -> AsyncIterator[ItemT]:
        """Read a list page by page, as it is consumed, and give its entries one by one. Raises what `send` raises."""
        seen: set[str] = set()
        following: PagedRequest[str, object, object, ItemT] | None = request
        while following is not None:
            page = await self._run(next_page(following, seen))
            for item in page.items:
                yield item
            following = page.following

    async def aclose(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._base_url!r})"

    async def _run(self, plan: Plan[ResultT]) -> ResultT:
        try:
            request = next(plan)
            while True:
                try:
                    attempt = await self._attempt(request)
                except InvalidRequest as error:
                    request = plan.throw(error)
                else:
                    request = plan.send(attempt)
        except StopIteration as stop:
            return cast("ResultT", stop.value)

    def _server(self, request: Request[str, object, object]) -> str:
        server = request.operation.server
        return self._base_url if server is None else self._servers.get(server, server)

    async def _attempt(self, request: Request[str, object, object]) -> Attempt:
        if request.operation.venue != self._venue:
            raise invalid(self._venue, request.operation.name, expected=f"a request for {self._venue}", found=request.operation.venue)
        if self._http.is_closed:
            raise invalid(self._venue, request.operation.name, expected="an open client", found="a closed one")
        self._credentials.check(request)
        target, body = encoding.target(request), encoding.encoded(request)
        try:
            return await self._exchange(request, target, body)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here, the caller needs to know whether it was sent
            return failed(error, self._timeouts, self._credentials)
        except BaseException as error:  # noqa: BLE001 - and raised again
            # A traceback must not show what local variables hold: headers in the frames below, a password here.
            body = None
            raise error.with_traceback(None) from None

    async def _exchange(self, request: Request[str, object, object], target: str, body: bytes | None) -> Attempt:
        prepared = self._http.build_request(
            request.operation.method,
            self._server(request) + target,
            content=body,
            headers=[*encoding.content_headers(body).items(), *request.headers],
        )
        # httpx limits each wait, not their sum: a reply that drips must not hold a cancel for ever.
        async with asyncio.timeout(self._timeouts.connect + self._timeouts.reply):
            response = await self._http.send(prepared, auth=CredentialsAuth(self._credentials, request))
        return answered(response, self._credentials)
