"""Accounts of the 4casters sandbox that bet on one game, over plain HTTP."""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal
from typing import Any

import httpx
from plain_clients import fourcasters_http

from crossbook.sandbox import FourcastersGame, FourcastersSandbox, FourcastersTrader, Sandbox


def venue(sandbox: Sandbox) -> Generator[FourcastersSandbox]:
    yield sandbox.fourcasters
    assert sandbox.violations == ()
    # What the two accounts, and nobody else, started with: whatever happened, no money came or went.
    assert sandbox.fourcasters.total_money() == 2 * Decimal("1250.50")


def game(venue: FourcastersSandbox) -> FourcastersGame:
    return venue.add_game(away="Lakers", home="Celtics")


def http(venue: FourcastersSandbox) -> Generator[httpx.Client]:
    with fourcasters_http(venue) as client:
        yield client


def other(venue: FourcastersSandbox) -> FourcastersTrader:
    return venue.trader("other")


def place(http: httpx.Client, *orders: dict[str, Any]) -> list[Any]:
    reply = http.post("/session/v3/place", json={"orders": list(orders)})
    assert reply.status_code == 200, reply.text
    entries: list[Any] = reply.json(parse_float=Decimal)["data"]["createdSessions"]
    return entries


def moneyline(game: FourcastersGame, **changes: Any) -> dict[str, Any]:
    return {"gameID": game.id, "type": "moneyline", "side": game.away.id, "odds": 120, "bet": 100, **changes}


def get(http: httpx.Client, path: str, **query: str) -> Any:
    reply = http.get(path, params=query)
    assert reply.status_code == 200, reply.text
    return reply.json(parse_float=Decimal)
