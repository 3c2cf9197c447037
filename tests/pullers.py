"""`pull_orders` with clients of both kinds behind one face."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import AsyncExitStack, ExitStack
from typing import Any

import pytest
from accounts import PATIENT

from crossbook import Outcome, Retry, Timeouts
from crossbook.desk import Pull, Pulled, PullEvent, Scope, WholeAccount, async_pull_orders, pull_orders
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet
from crossbook.sandbox import FourcastersSandbox, Sandbox

ONCE = Retry(attempts=2, shortest=0.01, longest=0.02)


class Puller:
    """Pulls with clients of one kind."""

    def __init__(self, sandbox: Sandbox, *, asynchronous: bool) -> None:
        self.sandbox = sandbox
        self.asynchronous = asynchronous
        self.events: list[PullEvent] = []

    def pull(self, *scopes: tuple[str, Scope], under_way: Iterable[Outcome] = (), **named: Any) -> Pulled:
        named.setdefault("observer", self.events.append)
        if self.asynchronous:
            return asyncio.run(self._pull(scopes, under_way, named))
        with ExitStack() as stack:
            clients = [stack.enter_context(self.client(venue)) for venue, _ in scopes]
            pulls = [Pull(client, scope, under_way=under_way) for client, (_, scope) in zip(clients, scopes, strict=True)]
            return pull_orders(*pulls, **named)

    async def _pull(self, scopes: Iterable[tuple[str, Scope]], under_way: Iterable[Outcome], named: Any) -> Pulled:
        async with AsyncExitStack() as stack:
            clients = [await stack.enter_async_context(self.client(venue)) for venue, _ in scopes]
            pulls = [Pull(client, scope, under_way=under_way) for client, (_, scope) in zip(clients, scopes, strict=True)]
            return await async_pull_orders(*pulls, **named)

    def client(self, venue: str, timeouts: Timeouts = PATIENT) -> Any:
        if venue == "fourcasters":
            at = self.sandbox.fourcasters
            made = AsyncFourcasters if self.asynchronous else Fourcasters
            return made(token=at.token, base_url=at.url, timeouts=timeouts, retry=ONCE)
        other = self.sandbox.predictstreet
        kind = AsyncPredictStreet if self.asynchronous else PredictStreet
        return kind(api_key=other.api_key, base_url=other.url, timeouts=timeouts, retry=ONCE)

    def told(self, kind: type[Any]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]


def puller(request: pytest.FixtureRequest, sandbox: Sandbox) -> Puller:
    return Puller(sandbox, asynchronous=request.param == "async")


def fourcasters(sandbox: Sandbox) -> FourcastersSandbox:
    return sandbox.fourcasters


ALL: tuple[str, Scope] = ("fourcasters", WholeAccount())
