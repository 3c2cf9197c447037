"""A venue that believes only the newest credentials, and a function that gives others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

from accounts import Clients
from replies import Act, Received, Replies, said

from crossbook.fourcasters import Fourcasters

OTHER_TOKEN = "another-token-9876543210"
OTHER_KEY = "ps_live_fedcba9876543210_another-secret_with_underscores"
REFUSED = said({"error": "InvalidCredentials"}, 401)
NOTHING = said({"data": {"unmatched": []}})


class Source:
    """Gives credentials, and counts how often it was asked."""

    def __init__(self, *given: str | Exception) -> None:
        self._given = list(given)
        self.asked = 0
        self.before: Callable[[], None] = lambda: None

    def __call__(self) -> str:
        self.asked += 1
        self.before()
        found = self._given.pop(0) if len(self._given) > 1 else self._given[0]
        if isinstance(found, Exception):
            raise found
        return found

    def awaited(self) -> Callable[[], Any]:
        async def asked() -> str:
            await asyncio.sleep(0)
            return self()

        return asked


class Door(Replies):
    """A venue that lets in who has the new credentials, and refuses everybody else."""

    opens_to: tuple[str, ...] = (OTHER_TOKEN, OTHER_KEY)
    refusal: Act = REFUSED

    def __init__(self) -> None:
        super().__init__()
        self.inside: Callable[[Received], Act] = lambda _: NOTHING
        self.otherwise = self._answer

    def _answer(self, received: Received) -> Act:
        return self.inside(received) if credential(received) in self.opens_to else self.refusal


def credential(received: Received) -> str | None:
    return received.headers.get("authorization") or received.headers.get("x-api-key")


def venue() -> Iterator[Door]:
    with Door() as server:
        yield server
    assert server.faults == []


def fourcasters(clients: Clients, source: Source, **named: Any) -> Fourcasters:
    given = source.awaited() if clients.asynchronous else source
    return clients.fourcasters(credentials=given, **named)
