"""A cancel through our clients over the bare library doing the same on the same server."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import httpx
from bodies import GAME, ORDER_IDS, PARTICIPANT, REFERENCES, place_request
from timing import Figure, each, median_of, middle_of
from websockets.asyncio.client import ClientConnection, connect

from crossbook import Placed
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, NewOrder, OrdersSocket

_TWENTY = ORDER_IDS[:20]
_BODY = json.dumps({"sessionIDs": _TWENTY}).encode()
_HEADERS = {"Authorization": "token", "Content-Type": "application/json"}
_TIMES = 40  # Short stretches, turn about: what else the machine does falls on all alike.
_ROUNDS = 61
_IN_FLIGHT = 1000
_QUOTES = tuple(
    NewOrder(
        game_id=GAME,
        market_type="moneyline",
        side=PARTICIPANT,
        odds=-110 - number,
        risk=250,
        order_type="post",
        user_reference=REFERENCES[number],
    )
    for number in range(len(_TWENTY))
)


def measure() -> Iterator[Figure]:
    with server() as (http_port, socket_port):
        url = f"http://127.0.0.1:{http_port}"
        with Fourcasters(token="token", base_url=url, pacing=None) as ours, httpx.Client(timeout=20) as bare:
            path = f"{url}/session/cancelMultiple"
            pair = median_of(
                _ROUNDS,
                each(_TIMES, lambda: ours.cancel_orders(_TWENTY)),
                each(_TIMES, lambda: bare.post(path, content=_BODY, headers=_HEADERS).json()),
            )
            yield _figure("cancel of 20 orders, sync client", pair, "httpx, same POST, .json()", 0.85)
            placing, body = f"{url}/session/v3/place", place_request(len(_QUOTES))
            if not all(isinstance(outcome, Placed) for outcome in ours.place_orders(_QUOTES)):
                message = "the server's reply does not place what was sent"
                raise RuntimeError(message)
            pair = median_of(
                _ROUNDS,
                each(_TIMES, lambda: ours.place_orders(_QUOTES)),
                each(_TIMES, lambda: bare.post(placing, content=body, headers=_HEADERS).json()),
            )
            yield _figure("placement of 20 orders, sync client", pair, "httpx, same POST, .json()", 0.85)
        beside_httpx, beside_aiohttp = asyncio.run(_async_three(url))
        name = "cancel of 20 orders, async client"
        yield _figure(name, beside_httpx, "httpx, same POST, .json()", 0.6)
        yield _figure(name, beside_aiohttp, "aiohttp, same POST, .json()", 1.6)
        socket_url = f"ws://127.0.0.1:{socket_port}"
        yield _figure("socket cancel, send to outcome", asyncio.run(_socket_pair(socket_url)), "websockets, same frames", 1.4)
        yield _figure("1,000 socket cancels in flight", asyncio.run(_flight_pair(socket_url)), "websockets, replies matched by id", 2.0)


async def _async_three(url: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Time our cancel, httpx and aiohttp, turn about: ours beside httpx, and ours beside aiohttp."""
    path = f"{url}/session/cancelMultiple"
    seconds: tuple[list[float], list[float], list[float]] = ([], [], [])
    async with (
        AsyncFourcasters(token="token", base_url=url, pacing=None) as ours,
        httpx.AsyncClient(timeout=20) as bare,
        aiohttp.ClientSession() as other,
    ):

        async def with_aiohttp() -> None:
            async with other.post(path, data=_BODY, headers=_HEADERS) as reply:
                await reply.json()

        async def with_httpx() -> None:
            (await bare.post(path, content=_BODY, headers=_HEADERS)).json()

        async def with_ours() -> None:
            await ours.cancel_orders(_TWENTY)

        for _ in range(_ROUNDS):
            for each_seconds, call in zip(seconds, (with_ours, with_httpx, with_aiohttp), strict=True):
                start = time.perf_counter()
                for _ in range(_TIMES):
                    await call()
                each_seconds.append((time.perf_counter() - start) / _TIMES)
    ours_seconds, httpx_seconds, aiohttp_seconds = seconds
    return middle_of(ours_seconds, httpx_seconds), middle_of(ours_seconds, aiohttp_seconds)


async def _socket_pair(url: str) -> tuple[float, float]:
    ours_seconds: list[float] = []
    base_seconds: list[float] = []
    async with OrdersSocket(token="token", url=url) as ours, connect(url, compression=None) as bare:
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            for _ in range(_TIMES):
                await ours.cancel_order(ORDER_IDS[0])
            middle = time.perf_counter()
            for number in range(_TIMES):
                await _echoed(bare, number)
            ours_seconds.append((middle - start) / _TIMES)
            base_seconds.append((time.perf_counter() - middle) / _TIMES)
    return middle_of(ours_seconds, base_seconds)


async def _flight_pair(url: str) -> tuple[float, float]:
    """Send a thousand at once; seconds for all. The base finds out whose reply is whose, as anybody must, and reads no more of it."""
    ours_seconds: list[float] = []
    base_seconds: list[float] = []
    async with OrdersSocket(token="token", url=url) as ours, connect(url, compression=None) as bare:
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            await asyncio.gather(*(ours.cancel_order(ORDER_IDS[0]) for _ in range(_IN_FLIGHT)))
            middle = time.perf_counter()
            await _all_echoed(bare)
            ours_seconds.append(middle - start)
            base_seconds.append(time.perf_counter() - middle)
    return middle_of(ours_seconds, base_seconds)


async def _all_echoed(bare: ClientConnection) -> None:
    waiting: dict[str, asyncio.Future[str]] = {}

    async def one(number: int) -> str:
        reply: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        waiting[f"bare-{number}"] = reply
        await bare.send(_frame(number))
        return await reply

    async def read() -> None:
        for _ in range(_IN_FLIGHT):
            frame = await bare.recv(decode=True)
            start = len('{"requestID":"')
            waiting.pop(frame[start : frame.index('"', start)]).set_result(frame)

    await asyncio.gather(*(one(number) for number in range(_IN_FLIGHT)), read())


def _frame(number: int) -> str:
    return f'["cancelById",{{"requestID":"bare-{number}","orderId":"{ORDER_IDS[0]}"}}]'


async def _echoed(bare: ClientConnection, number: int) -> None:
    await bare.send(_frame(number))
    await bare.recv()


def _figure(name: str, pair: tuple[float, float], base: str, limit: float) -> Figure:
    return Figure(name=name, ours_us=pair[0] * 1e6, base_us=pair[1] * 1e6, base=base, limit=limit)


@contextmanager
def server() -> Generator[tuple[int, int]]:
    script = Path(__file__).with_name("server.py")
    with subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        if process.stdout is None:
            message = "the server has no output"
            raise RuntimeError(message)
        http_port, socket_port = process.stdout.readline().split()
        try:
            yield int(http_port), int(socket_port)
        finally:
            process.terminate()
