"""Plain websockets to the sandbox's feeds and gateways, by a library that is not the sandbox's."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from plain_clients import SECONDS
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from crossbook.sandbox import FourcastersSandbox, PredictStreetSandbox


def user_feed(venue: FourcastersSandbox, token: str | None = None) -> ClientConnection:
    return _opened(venue.user_feed_url, {"Authorization": token or venue.token})


def price_feed(venue: FourcastersSandbox, token: str | None = None) -> ClientConnection:
    return _opened(venue.price_feed_url, {"Authorization": token or venue.token})


def gateway(venue: PredictStreetSandbox, name: str, **headers: str) -> ClientConnection:
    """Open `market` or `user`, and leave its greeting to be read."""
    return _opened(f"{venue.socket_url}/ws/{name}", {"X-Api-Key": venue.api_key, **headers})


def _opened(url: str, headers: dict[str, str]) -> ClientConnection:
    # Without a bound on what is kept: a client that stops to read does not see its pong.
    return connect(url, additional_headers=headers, open_timeout=SECONDS, max_queue=None)


def read(connection: ClientConnection) -> Any:
    return json.loads(connection.recv(timeout=SECONDS), parse_float=Decimal)


def silent(connection: ClientConnection) -> bool:
    """Whether nothing has come: a ping is answered after all that was sent before it, so what there is has been read by then."""
    connection.ping().wait(SECONDS)
    try:
        connection.recv(timeout=0)
    except TimeoutError:
        return True
    return False


def ending(connection: ClientConnection) -> ConnectionClosed:
    """Read until the connection ends; return how."""
    try:
        while True:
            connection.recv(timeout=SECONDS)
    except ConnectionClosed as closed:
        return closed


def tell(connection: ClientConnection, **frame: Any) -> None:
    connection.send(json.dumps(frame))
    # A command of the price feed has no answer: once a ping that follows has one, it has been acted on.
    connection.ping().wait(SECONDS)


def command(connection: ClientConnection, cmd: str, number: int = 1, **params: Any) -> Any:
    """Send one command of a gateway and return the next frame."""
    connection.send(json.dumps({"id": number, "cmd": cmd, **({"params": params} if params else {})}))
    return read(connection)


def subscribe(connection: ClientConnection, *subscriptions: dict[str, Any], number: int = 1) -> Any:
    return command(connection, "subscribe", number, subscriptions=[*subscriptions])
