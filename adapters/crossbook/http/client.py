"""Runs plans over HTTP, one request at a time. The shell around a synchronous transport: it sends, and decides nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import TracebackType
from typing import Generic, Self, TypeVar, cast

from crossbook.core.attempts import Attempt, Plan
from crossbook.core.judging import ask_or_raise
from crossbook.core.paging import fetch, next_page
from crossbook.errors import InvalidRequest
from crossbook.http.attempts import Trial, begun, stopped
from crossbook.http.network import Network, SocketNetwork
from crossbook.http.settings import Settings
from crossbook.http.transport import Transport
from crossbook_bindings.runtime import PagedRequest, Request

VenueT = TypeVar("VenueT", bound=str)
ReplyT = TypeVar("ReplyT")
PayloadT = TypeVar("PayloadT")
ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")


class SyncClient(Generic[VenueT]):
    """A venue's REST API, for its own requests. Use it as a context manager, or call `close`. May be shared between threads."""

    # A traceback with local variables shows a client that could not be made, too.
    _base_url: str = ""

    def __init__(self, settings: Settings, network: Network | None = None) -> None:
        self._base_url = settings.base_url
        self._settings = settings
        self._transport = Transport(settings.ways, SocketNetwork() if network is None else network)

    def send(self, request: Request[VenueT, ReplyT, object]) -> ReplyT:
        """Execute any `request` of this venue's bindings and give its decoded reply.

        Raises NotSent, Refused, ReadFailed or OutcomeUnknown, by what the venue can have done.
        """
        return self._run(ask_or_raise(request))

    def fetch(self, request: Request[VenueT, object, PayloadT]) -> PayloadT:
        """Execute a `request` and give what was asked for, without the envelope around it. Raises what `send` raises."""
        return self._run(fetch(request))

    def pages(self, request: PagedRequest[VenueT, object, object, ItemT]) -> Iterator[ItemT]:
        """Read the list of a `request` page by page, as it is consumed, and give its entries one by one. Raises what `send` raises."""
        seen: set[str] = set()
        following: PagedRequest[str, object, object, ItemT] | None = request
        while following is not None:
            page = self._run(next_page(following, seen))
            yield from page.items
            following = page.following

    def close(self) -> None:
        """Close every connection."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._base_url!r})"

    def _run(self, plan: Plan[ResultT]) -> ResultT:
        outer, trials = sys.exception(), list[Trial]()
        try:
            request = next(plan)
            while True:
                try:
                    attempt = self._attempt(request, trials)
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

    def _attempt(self, request: Request[str, object, object], trials: list[Trial]) -> Attempt:
        trial = begun(self._settings, request, obstacle=self._transport.obstacle())
        trials.append(trial)
        try:
            return trial.answered(self._transport.handle_request(trial.prepared()))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here, the caller needs to know whether it was sent
            return trial.failed(error)
