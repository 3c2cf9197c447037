"""Clients that are not ours, for the sandbox: plain httpx and websockets."""

from __future__ import annotations

import json
import ssl
from decimal import Decimal
from typing import Any, Final

import httpx
from websockets.sync.client import ClientConnection, connect

from crossbook.sandbox import FourcastersSandbox, PredictStreetSandbox, Sandbox

SECONDS = 60
"""Longer than anything takes that works."""
SOON_GONE = httpx.Timeout(SECONDS, read=0.1)
"""For a caller that sends all of its request and then does not wait."""
GAME = "688c0516fbc14da0c202d426"
NOBODYS_ORDER = "0" * 24
IN_CLEAR: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For httpx, which otherwise reads all certificates of the machine for each client, in 60 ms: here nothing is encrypted."""


def fourcasters_http(venue: FourcastersSandbox, token: str | None = None) -> httpx.Client:
    return httpx.Client(base_url=venue.url, headers={"Authorization": token or venue.token}, timeout=SECONDS, verify=IN_CLEAR)


def predictstreet_http(venue: PredictStreetSandbox, **headers: str) -> httpx.Client:
    return httpx.Client(base_url=venue.url, headers={"X-Api-Key": venue.api_key, **headers}, timeout=SECONDS, verify=IN_CLEAR)


def socket_to(venue: FourcastersSandbox, token: str | None = None) -> ClientConnection:
    return connect(venue.orders_socket_url, additional_headers={"Authorization": token or venue.token}, open_timeout=SECONDS)


def send(connection: ClientConnection, message: str, request_id: str = "r1", **payload: Any) -> None:
    connection.send(json.dumps([message, {"requestID": request_id, **payload}]))


def receive(connection: ClientConnection) -> Any:
    return json.loads(connection.recv(timeout=SECONDS), parse_float=Decimal)


def ask(connection: ClientConnection, message: str, **payload: Any) -> Any:
    """Send one message and return its reply."""
    send(connection, message, **payload)
    return receive(connection)


def faults_of(sandbox: Sandbox, direction: str) -> list[str]:
    """List what broke a spec, by the client (`request`) or by the sandbox itself (`reply`)."""
    return [violation.message for violation in sandbox.violations if violation.direction == direction]
