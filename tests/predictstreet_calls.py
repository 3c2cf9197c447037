"""PredictStreet over http.client and json alone, for the sandbox: a client that shares nothing with ours."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from attrs import frozen

from crossbook.sandbox import PredictStreetSandbox

SECONDS = 60
MARKET = "NC26-BIN-83479265"
NONCE = "81235940112233"


@frozen
class Reply:
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> Any:
        return self.body.get("code")


@frozen
class Caller:
    """Sends requests over one connection, with an API key or without."""

    connection: HTTPConnection
    api_key: str | None

    def get(self, path: str, wallet: str | None = None, **query: Any) -> Reply:
        return self._send("GET", f"{path}?{urlencode(query)}" if query else path, None, wallet)

    def post(self, path: str, body: Any = None, wallet: str | None = None) -> Reply:
        return self._send("POST", path, body, wallet)

    def _send(self, method: str, target: str, body: Any, wallet: str | None) -> Reply:
        headers = {} if self.api_key is None else {"X-Api-Key": self.api_key}
        headers |= {} if wallet is None else {"X-User-Wallet": wallet}
        headers |= {} if body is None else {"Content-Type": "application/json"}
        self.connection.request(method, target, None if body is None else json.dumps(body), headers)
        response = self.connection.getresponse()
        return Reply(response.status, json.loads(response.read()), dict(response.getheaders()))


@contextmanager
def calling(venue: PredictStreetSandbox, api_key: str | None) -> Generator[Caller]:
    connection = HTTPConnection(urlsplit(venue.url).netloc, timeout=SECONDS)
    try:
        yield Caller(connection, api_key)
    finally:
        connection.close()


def order(**changes: Any) -> dict[str, Any]:
    """Give the body of a place request, with the placeholder of a signature."""
    body = {
        "marketId": MARKET,
        "side": "buy",
        "outcome": "0",
        "price": "0.42",
        "quantity": "2",
        "nonce": NONCE,
        "expiry": 0,
        "maker": "0x742d35Cc6634C0532925a3b844Bc9e7595f0bEb3",
        "signature": "0x5f2d9a",
    }
    return body | changes
