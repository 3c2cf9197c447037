"""Credentials, ids and waiting times that tests use, and clients of either kind behind one face."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from typing import Any, cast

from crossbook import Pacing, Retry, Timeouts
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet

TOKEN = "planted-token-0123456789"
API_KEY = "ps_live_0123456789abcdef_planted-secret_with_underscores"
WALLET = "0x742d35Cc6634C0532925a3b844Bc9e7595f0bEb3"

PATIENT = Timeouts(connect=5, reply=10)
"""Longer than anything takes that works."""

QUICK = Retry(attempts=3, shortest=0.001, longest=0.002)
"""For tests about repeats. In the others a client sends everything once and at once, because they count what a server was asked."""

GAME = "688c0516fbc14da0c202d426"
ORDER = "65b036dfb31407c2b6bc1cfe"
OTHER = "65b036e0b31407c2b6bc1d08"


def object_ids(count: int) -> tuple[str, ...]:
    """Give order ids as 4casters writes them."""
    return tuple(f"65b036dfb31407c2{0xA0000000 + number:08x}" for number in range(count))


def uuids(count: int) -> tuple[str, ...]:
    """Give order ids as PredictStreet writes them."""
    return tuple(f"7b0e3c52-0d3f-4c57-9a0e-{number:012x}" for number in range(count))


def fourcasters_at(url: str, timeouts: Timeouts = PATIENT) -> Fourcasters:
    return Fourcasters(token=TOKEN, base_url=url, streaming_url=url, timeouts=timeouts, retry=None, pacing=None)


def async_fourcasters_at(url: str, timeouts: Timeouts = PATIENT) -> AsyncFourcasters:
    return AsyncFourcasters(token=TOKEN, base_url=url, streaming_url=url, timeouts=timeouts, retry=None, pacing=None)


def predictstreet_at(url: str, timeouts: Timeouts = PATIENT) -> PredictStreet:
    return PredictStreet(api_key=API_KEY, user_wallet=WALLET, base_url=url, timeouts=timeouts, retry=None, pacing=None)


def async_predictstreet_at(url: str, timeouts: Timeouts = PATIENT) -> AsyncPredictStreet:
    return AsyncPredictStreet(api_key=API_KEY, user_wallet=WALLET, base_url=url, timeouts=timeouts, retry=None, pacing=None)


class Blocking:
    """An asynchronous client with the face of its synchronous twin, so that one test covers both."""

    def __init__(self, client: AsyncFourcasters | AsyncPredictStreet, runner: asyncio.Runner) -> None:
        self._client = client
        self._runner = runner

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._client, {"close": "aclose"}.get(name, name))
        if inspect.isasyncgenfunction(found):
            return self._listing(found)
        if not inspect.iscoroutinefunction(found):
            return found

        def called(*arguments: Any, **named: Any) -> Any:
            return self._runner.run(found(*arguments, **named))

        return called

    def _listing(self, found: Callable[..., AsyncIterator[Any]]) -> Callable[..., Iterator[Any]]:
        """Take one thing at a time, and no sooner than it is asked for."""
        over = object()

        def called(*arguments: Any, **named: Any) -> Iterator[Any]:
            given = found(*arguments, **named)

            async def following() -> Any:
                return await anext(given, over)

            while (taken := self._runner.run(following())) is not over:
                yield taken

        return called


class Clients:
    """Opens clients of one kind, synchronous or asynchronous, and closes them."""

    def __init__(self, url: str, *, asynchronous: bool) -> None:
        self.url = url
        self.asynchronous = asynchronous
        self._stack = ExitStack()
        self._runner = self._stack.enter_context(asyncio.Runner())

    def fourcasters(
        self,
        *,
        token: str | None = TOKEN,
        base_url: str | None = None,
        timeouts: Timeouts = PATIENT,
        retry: Retry | None = None,
        pacing: Pacing | None = None,
        **named: Any,
    ) -> Fourcasters:
        url = self.url if base_url is None else base_url
        if self.asynchronous:
            client = cast(
                "Fourcasters",
                Blocking(AsyncFourcasters(token=token, base_url=url, timeouts=timeouts, retry=retry, pacing=pacing, **named), self._runner),
            )
        else:
            client = Fourcasters(token=token, base_url=url, timeouts=timeouts, retry=retry, pacing=pacing, **named)
        self._stack.callback(client.close)
        return client

    def predictstreet(
        self,
        *,
        api_key: str = API_KEY,
        user_wallet: str | None = WALLET,
        base_url: str | None = None,
        timeouts: Timeouts = PATIENT,
        retry: Retry | None = None,
        pacing: Pacing | None = None,
        **named: Any,
    ) -> PredictStreet:
        given: dict[str, Any] = {"api_key": api_key, "user_wallet": user_wallet, "timeouts": timeouts, "retry": retry, "pacing": pacing}
        given |= {"base_url": self.url if base_url is None else base_url, **named}
        asynchronous = self.asynchronous
        client = cast("PredictStreet", Blocking(AsyncPredictStreet(**given), self._runner)) if asynchronous else PredictStreet(**given)
        self._stack.callback(client.close)
        return client

    def close(self) -> None:
        self._stack.close()
