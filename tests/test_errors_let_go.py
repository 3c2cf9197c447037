"""An error that nobody holds any more is gone at once: nothing of the call that raised it waits for the garbage collector."""

from __future__ import annotations

import asyncio
import gc
import socket
import struct
import weakref
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager, suppress
from decimal import Decimal
from typing import Final

import pytest
from accounts import TOKEN
from attrs import evolve

from crossbook import CrossbookError, NotSent
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, NewOrder, OrdersSocket

_TAKEN = socket.socket()
_TAKEN.bind(("127.0.0.1", 0))  # and never listens
NOWHERE = f"127.0.0.1:{_TAKEN.getsockname()[1]}"
"""A port where nobody is, and nobody else will be."""
ORDER = "0" * 24
QUOTE = NewOrder(game_id="6" * 24, market_type="total", side="over", line=Decimal(209), odds=-110, risk=5)


@contextmanager
def no_collector() -> Generator[None]:
    gc.freeze()  # What is there already is nobody's concern.
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def raised_by(call: Callable[[], object]) -> weakref.ref[CrossbookError]:
    try:
        call()
    except NotSent as error:
        return weakref.ref(error)
    raise AssertionError("expected an error")


async def raised_by_awaiting(call: Callable[[], Awaitable[object]]) -> weakref.ref[CrossbookError]:
    try:
        await call()
    except NotSent as error:
        return weakref.ref(error)
    raise AssertionError("expected an error")


def one_after_the_other(client: Fourcasters) -> list[Callable[[], object]]:
    return [
        lambda: client.place_orders([QUOTE], deadline=0.1),
        lambda: client.cancel_orders([ORDER], deadline=0.1),
        lambda: client.me(deadline=0.1),
    ]


@pytest.mark.parametrize("which", range(3))
def test_a_synchronous_client_keeps_nothing_of_an_error(which: int) -> None:
    with Fourcasters(token=TOKEN, base_url=f"http://{NOWHERE}", pacing=None) as client, no_collector():
        assert raised_by(one_after_the_other(client)[which])() is None


@pytest.mark.parametrize("which", range(3))
def test_an_asynchronous_client_keeps_nothing_of_an_error(which: int) -> None:
    async def gone() -> bool:
        async with AsyncFourcasters(token=TOKEN, base_url=f"http://{NOWHERE}", pacing=None) as client:
            calls = (
                lambda: client.place_orders([QUOTE], deadline=0.1),
                lambda: client.cancel_orders([ORDER], deadline=0.1),
                lambda: client.me(deadline=0.1),
            )
            with no_collector():
                return (await raised_by_awaiting(calls[which]))() is None

    assert asyncio.run(gone())


@pytest.mark.parametrize("which", range(2))
def test_an_orders_socket_keeps_nothing_of_an_error(which: int) -> None:
    async def gone() -> bool:
        orders = OrdersSocket(token=TOKEN, url=f"ws://{NOWHERE}")
        calls = (lambda: orders.place_orders([QUOTE]), lambda: orders.cancel_orders([ORDER]))
        with no_collector():
            return (await raised_by_awaiting(calls[which]))() is None

    assert asyncio.run(gone())


RESET: Final = struct.pack("ii", 1, 0)
"""What has a socket reset its connection when it is closed (SO_LINGER)."""


async def errors_kept(call: Callable[[AsyncFourcasters], Awaitable[object]], *, reads: bool) -> list[ConnectionError]:
    """Reset the connection of a call while its client waits, and give what is still there of the error, with no collector at work."""
    loop = asyncio.get_running_loop()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)

        async def serve() -> None:
            connection, _ = await loop.sock_accept(server)
            # Its client is in this loop too: when something has come, it waits for more to be taken, or for a reply.
            await loop.sock_recv(connection, 65536 if reads else 1)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            connection.close()

        async with AsyncFourcasters(token=TOKEN, base_url=f"http://127.0.0.1:{server.getsockname()[1]}", pacing=None, retry=None) as client:
            serving = asyncio.create_task(serve())
            with no_collector():
                with suppress(CrossbookError):
                    await call(client)
                await serving
                await asyncio.sleep(0)  # What the loop runs, it holds.
                return [each for each in gc.get_objects() if isinstance(each, ConnectionError)]


@pytest.mark.parametrize("reads", [True, False], ids=["while it waits for the reply", "before it has sent everything"])
def test_an_asynchronous_client_keeps_nothing_of_a_connection_that_was_reset(reads: bool) -> None:  # noqa: FBT001 - a parameter of a test
    # What is not read fills every buffer on the way, and has to wait.
    orders = [evolve(QUOTE, user_reference="r" * 100_000) for _ in range(1 if reads else 100)]
    assert asyncio.run(errors_kept(lambda client: client.place_orders(orders), reads=reads)) == []


def test_a_traceback_still_names_every_line_that_an_error_went_through() -> None:
    with Fourcasters(token=TOKEN, base_url=f"http://{NOWHERE}", pacing=None) as client, pytest.raises(NotSent) as caught:
        client.place_orders([QUOTE], deadline=0.1)
    assert [each.name for each in caught.traceback][-1] == "place"
