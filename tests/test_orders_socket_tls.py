"""The orders socket over TLS on loopback: verified always, closed whole, and nothing left of it when it is cut."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from socket_server import TOKEN, cancelled, gone, order_ids
from websockets.asyncio.server import ServerConnection, serve

from crossbook import Cancelled, CancelUnknown, ConnectionOpened, CouldNotConnect, InvalidRequest, Timeouts
from crossbook.fourcasters import OrdersSocket
from crossbook.sockets.world import Address, World

CERTIFICATE = Path(__file__).parent / "data" / "loopback.pem"
"""Signed by itself, for 127.0.0.1 and localhost, valid until the year 2125, and used nowhere else."""
ORDER = order_ids(1)[0]


@asynccontextmanager
async def serving_tls(handler: Callable[[ServerConnection], object]) -> AsyncGenerator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    async with serve(handler, "127.0.0.1", 0, ssl=context, close_timeout=0.1) as server:  # type: ignore[arg-type]  # a coroutine function
        yield f"wss://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}/orders/ws"


WORLD = World(luck=lambda: 0.0)


async def answering(connection: ServerConnection) -> None:
    async for frame in connection:
        name = str(frame).split('"requestID":"')[1].split('"')[0]
        entry = str(cancelled(ORDER)).replace("'", '"').replace("True", "true")
        await connection.send(f'{{"requestID": "{name}", "data": [{entry}]}}')


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted_and_nothing_is_sent() -> None:
    async with serving_tls(answering) as url, asyncio.timeout(30):
        with pytest.raises(CouldNotConnect, match=r"CERTIFICATE_VERIFY_FAILED"):
            await OrdersSocket(token=TOKEN, url=url).__aenter__()


async def test_a_certificate_for_another_name_is_not_trusted() -> None:
    async def elsewhere(address: Address, made: Callable[[], asyncio.Protocol]) -> None:
        context = ssl.create_default_context(cafile=str(CERTIFICATE))
        await asyncio.get_running_loop().create_connection(
            made, "127.0.0.1", address.port, ssl=context, server_hostname="orders-api.4casters.io"
        )

    async with serving_tls(answering) as url, asyncio.timeout(30):
        with pytest.raises(CouldNotConnect, match="mismatch"):
            await OrdersSocket(token=TOKEN, url=url, world=World(dial=elsewhere)).__aenter__()


async def test_commands_are_answered_and_the_venue_sees_the_socket_leave() -> None:
    left: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()

    async def watching(connection: ServerConnection) -> None:
        await answering(connection)
        left.set_result(connection.close_code)

    async with serving_tls(watching) as url, asyncio.timeout(30):
        async with OrdersSocket(token=TOKEN, url=url, ca_file=CERTIFICATE) as socket:
            outcomes = await asyncio.gather(*(socket.cancel_order(ORDER) for _ in range(50)))
            assert all(isinstance(outcome, Cancelled) for outcome in outcomes)
        assert await left == 1000


async def test_a_connection_that_is_cut_below_is_lost_at_once_and_can_be_reopened() -> None:
    connections = 0

    async def cut_once(connection: ServerConnection) -> None:
        nonlocal connections
        connections += 1
        if connections == 1:
            await connection.recv()
            connection.transport.abort()
        else:
            await answering(connection)

    async with (
        serving_tls(cut_once) as url,
        asyncio.timeout(30),
        OrdersSocket(token=TOKEN, url=url, ca_file=CERTIFICATE, world=WORLD, reopen=True) as socket,
    ):
        changes = socket.changes()
        assert isinstance(await socket.cancel_order(ORDER), CancelUnknown)
        while not isinstance(await anext(changes), ConnectionOpened):
            pass
        assert isinstance(await socket.cancel_order(ORDER), Cancelled)


@pytest.mark.parametrize("steps", range(0, 40, 3))
async def test_an_opening_that_is_cancelled_on_its_way_leaves_no_task(steps: int) -> None:
    async with serving_tls(answering) as url:
        socket = OrdersSocket(token=TOKEN, url=url, ca_file=CERTIFICATE, timeouts=Timeouts(connect=2))
        opening = asyncio.create_task(socket.__aenter__())
        for _ in range(steps):
            await asyncio.sleep(0)
        opening.cancel()
        await asyncio.wait((opening,))
        if not opening.cancelled():  # It was quicker.
            await socket.aclose()
        assert not socket.is_open
        assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("crossbook")]


@pytest.mark.parametrize("ca_file", [Path(__file__), CERTIFICATE.parent / "no such file.pem", 7])
def test_a_file_without_certificates_is_found_out_before_anything_is_sent(ca_file: Path) -> None:
    with pytest.raises(InvalidRequest, match="the path of a PEM file with CA certificates"):
        OrdersSocket(token=TOKEN, ca_file=ca_file)


async def test_a_handshake_of_tls_that_is_never_answered_is_given_up() -> None:
    left = asyncio.Event()

    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        await gone(writer)
        left.set()

    async with await asyncio.start_server(mute, "127.0.0.1", 0) as server, asyncio.timeout(30):
        url = f"wss://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        with pytest.raises(CouldNotConnect, match=r"no connection within 0.1 s"):
            await OrdersSocket(token=TOKEN, url=url, ca_file=CERTIFICATE, timeouts=Timeouts(connect=0.1)).__aenter__()
        await left.wait()
