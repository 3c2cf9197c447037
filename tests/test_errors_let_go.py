"""An error that nobody holds any more is gone at once: nothing of the call that raised it waits for the garbage collector."""

from __future__ import annotations

import asyncio
import gc
import socket
import weakref
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from accounts import TOKEN

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
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


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


def test_a_traceback_still_names_every_line_that_an_error_went_through() -> None:
    with Fourcasters(token=TOKEN, base_url=f"http://{NOWHERE}", pacing=None) as client, pytest.raises(NotSent) as caught:
        client.place_orders([QUOTE], deadline=0.1)
    assert [each.name for each in caught.traceback][-1] == "place"
