"""Runs plans over HTTP, asynchronously. The shell around an asynchronous transport: it sends, and decides nothing."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Generic, Self, TypeVar, cast

from crossbook.core.attempts import Attempt, Plan
from crossbook.core.judging import ask_or_raise
from crossbook.core.paging import fetch, next_page
from crossbook.errors import InvalidRequest
from crossbook.http.async_network import AsyncNetwork, AsyncSocketNetwork
from crossbook.http.async_transport import AsyncTransport
from crossbook.http.attempts import Trial, begun, stopped
from crossbook.http.settings import Settings
from crossbook_bindings.runtime import PagedRequest, Request

VenueT = TypeVar("VenueT", bound=str)
ReplyT = TypeVar("ReplyT")
PayloadT = TypeVar("PayloadT")
ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")


class AsyncClient(Generic[VenueT]):
    """A venue's REST API, for its own requests. Use it as an asynchronous context manager, or call `aclose`.

    May be shared between tasks of one event loop: the one in which it is first used.
    """

    # A traceback with local variables shows a client that could not be made, too.
    _base_url: str = ""

    def __init__(self, settings: Settings, network: AsyncNetwork | None = None) -> None:
        self._base_url = settings.base_url
        self._settings = settings
        self._transport = AsyncTransport(settings.ways, AsyncSocketNetwork() if network is None else network)

    async def send(self, request: Request[VenueT, ReplyT, object]) -> ReplyT:
        """Execute any `request` of this venue's bindings and give its decoded reply.

        Raises NotSent, Refused, ReadFailed or OutcomeUnknown, by what the venue can have done.
        """
        return await self._run(ask_or_raise(request))

    async def fetch(self, request: Request[VenueT, object, PayloadT]) -> PayloadT:
        """Execute a `request` and give what was asked for, without the envelope around it. Raises what `send` raises."""
        return await self._run(fetch(request))

    async def pages(self, request: PagedRequest[VenueT, object, object, ItemT]) -> AsyncIterator[ItemT]:
        """Read the list of a `request` page by page, as it is consumed, and give its entries one by one. Raises what `send` raises."""
        seen: set[str] = set()
        following: PagedRequest[str, object, object, ItemT] | None = request
        while following is not None:
            page = await self._run(next_page(following, seen))
            for item in page.items:
                yield item
            following = page.following

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._base_url!r})"

    async def _run(self, plan: Plan[ResultT]) -> ResultT:
        outer, trials = sys.exception(), list[Trial]()
        try:
            request = next(plan)
            while True:
                try:
                    attempt = await self._attempt(request, trials)
                except InvalidRequest as error:
                    request = plan.throw(error)
                else:
                    request = plan.send(attempt)
        except StopIteration as stop:
            return cast("ResultT", stop.value)
        except Exception:
            raise
        except BaseException as error:  # noqa: BLE001 - and raised again
            stopped(error, trials, outer)
            # A traceback must not show what the local variables of the frames below hold.
            raise error.with_traceback(None) from None

    async def _attempt(self, request: Request[str, object, object], trials: list[Trial]) -> Attempt:
        trial = begun(self._settings, request, obstacle=self._transport.obstacle())
        trials.append(trial)
        try:
            return trial.answered(await self._transport.handle_async_request(trial.prepared()))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here, the caller needs to know whether it was sent
            return trial.failed(error)
