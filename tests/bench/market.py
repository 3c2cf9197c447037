"""Orders placed and cancelled at the sandbox over REST: how much of one core its process needs for one."""

from __future__ import annotations

import json
import os
import subprocess
import sysconfig
import time
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count, islice
from pathlib import Path
from typing import Any

from timing import Figure

_ORDERS = 2000
_ROUNDS = 3
_WANTED_US = 1000.0
"""A thousand orders a second."""


def measure() -> Iterator[Figure]:
    with _sandbox() as (venues, process):
        for batch in (1, 20):
            client = _Fourcasters(venues["fourcasters"], batch)
            yield _figure(f"order placed and cancelled at the 4casters sandbox, {batch} a request", client, process)
        yield _figure(
            "order placed and cancelled at the PredictStreet sandbox, 1 a request", _PredictStreet(venues["predictstreet"]), process
        )


def _figure(name: str, client: _Client, process: int) -> Figure:
    client.run(_ORDERS // 10)
    best = min(_timed(client, process) for _ in range(_ROUNDS))
    client.close()
    return Figure(
        name=name,
        ours_us=best / _ORDERS * 1e6,
        base_us=_WANTED_US,
        base="1,000 orders a second",
        limit=1,
        note="processor time of the sandbox's process, held to one core",
    )


class _Client(ABC):
    """Places orders and cancels them, over one connection."""

    def __init__(self, url: str, credentials: dict[str, str]) -> None:
        self._connection = HTTPConnection(url.removeprefix("http://"), timeout=20)
        self._headers = {**credentials, "Content-Type": "application/json"}

    @abstractmethod
    def run(self, orders: int) -> None: ...

    def close(self) -> None:
        self._connection.close()

    def _ask(self, path: str, body: object) -> Any:
        self._connection.request("POST", path, json.dumps(body), self._headers)
        return json.loads(self._connection.getresponse().read())


class _Fourcasters(_Client):
    def __init__(self, venue: dict[str, str], batch: int) -> None:
        super().__init__(venue["url"], {"Authorization": venue["token"]})
        self._ask("/_sandbox/fourcasters/traders/own/set_balance", {"balance": 10**9})
        game = self._ask("/_sandbox/fourcasters/add_game", {})["result"]
        order = {"gameID": game["id"], "type": "moneyline", "side": game["away"]["id"], "odds": -110, "bet": 100, "orderType": "limit"}
        self._batch = batch
        self._placing = {"orders": [order | {"userReference": f"quote-{number}"} for number in range(batch)]}

    def run(self, orders: int) -> None:
        for _ in range(orders // self._batch):
            placed = self._ask("/session/v3/place", self._placing)["data"]["createdSessions"]
            cancelled = self._ask("/session/cancelMultiple", {"sessionIDs": [entry["unmatched"]["orderID"] for entry in placed]})
            if not all(entry["success"] for entry in cancelled["data"]):
                raise AssertionError(f"expected every order to be cancelled, found {cancelled}")


class _PredictStreet(_Client):
    """Each order has a name and a nonce of its own; its signature is a placeholder, which the sandbox takes unless told to verify."""

    def __init__(self, venue: dict[str, str]) -> None:
        super().__init__(venue["url"], {"X-Api-Key": venue["api_key"]})
        self._ask("/_sandbox/predictstreet/add_market", {"symbol": "BENCH"})
        self._numbers = count(1)
        order = {"marketId": "BENCH", "side": "buy", "outcome": "0", "price": "0.42", "quantity": "10", "expiry": 0}
        self._order = {**order, "maker": "0x" + "ab" * 20, "signature": "0x" + "11" * 65}

    def run(self, orders: int) -> None:
        for number in islice(self._numbers, orders):
            placed = self._ask("/api/orders/place", self._order | {"nonce": str(number), "clientOrderId": f"quote-{number}"})
            cancelled = self._ask("/api/orders/cancel", {"orderId": placed["orderId"]})
            if cancelled["status"] != "cancelled":
                raise AssertionError(f"expected the order to be cancelled, found {cancelled}")


def _timed(client: _Client, process: int) -> float:
    start = _processor_seconds(process)
    client.run(_ORDERS)
    return _processor_seconds(process) - start


def _processor_seconds(process: int) -> float:
    """Read how long a process has been computing, so that what else the machine does is not counted; elsewhere by the clock."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return time.perf_counter()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _sandbox() -> Generator[tuple[dict[str, dict[str, str]], int]]:
    command = [str(Path(sysconfig.get_path("scripts"), "crossbook")), "sandbox", "--json", "--no-seed"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        try:
            if process.stdout is None:
                raise AssertionError("expected a pipe")
            facts = json.loads(process.stdout.readline())
            if hasattr(os, "sched_setaffinity"):
                os.sched_setaffinity(process.pid, {min(os.sched_getaffinity(0))})
            yield facts, process.pid
        finally:
            process.kill()
