"""The orders socket through a proxy on loopback: asked for a tunnel, told nothing of what goes through it, and never named a secret."""

from __future__ import annotations

import asyncio
import socket as sockets
from base64 import b64encode
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from certificates import ca_file, served
from planted import MARK, TOKEN, everything_logged
from proxy_server import ProxyServer
from socket_server import cancelled, gone, order_ids
from websockets.asyncio.server import ServerConnection, serve

from crossbook import Cancelled, ConnectionOpened, CouldNotConnect, InvalidRequest, Timeouts
from crossbook.fourcasters import OrdersSocket
from crossbook.sockets.world import World

ORDER = order_ids(1)[0]
WORLD = World(luck=lambda: 0.0)
BASIC = b64encode(f"u:{MARK}".encode()).decode()
"""What the proxy is told."""


class Venue:
    """The venue behind the proxy: where it listens, and what it was asked for."""

    def __init__(self) -> None:
        self.port = 0
        self.handshakes: list[dict[str, str]] = []
        self.cut = False
        """Whether to cut the next connection as soon as a command comes."""

    async def answer(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        self.handshakes.append({name.lower(): value for name, value in connection.request.headers.raw_items()})
        async for frame in connection:
            if self.cut:
                self.cut = False
                connection.transport.abort()
                return
            name = str(frame).split('"requestID":"')[1].split('"')[0]
            entry = str(cancelled(ORDER)).replace("'", '"').replace("True", "true")
            await connection.send(f'{{"requestID": "{name}", "data": [{entry}]}}')


@asynccontextmanager
async def behind(*names: str) -> AsyncGenerator[Venue]:
    """Listen on loopback, with TLS under these names where there are any."""
    venue, tls = Venue(), served(*names) if names else None
    async with serve(venue.answer, "127.0.0.1", 0, ssl=tls, close_timeout=0.1) as server:
        venue.port = next(iter(server.sockets)).getsockname()[1]
        yield venue


def through(proxy: ProxyServer | int, /, **told: Any) -> OrdersSocket:
    port = proxy if isinstance(proxy, int) else proxy.port
    usual: dict[str, Any] = {"url": "wss://venue.test/orders/ws", "ca_file": ca_file(), "proxy": f"http://u:{MARK}@127.0.0.1:{port}"}
    return OrdersSocket(token=TOKEN, **{**usual, **told})


async def failure(socket: OrdersSocket) -> str:
    """Give why a socket could not be opened, after a look whether a secret is shown anywhere."""
    with everything_logged() as everything:
        with pytest.raises(CouldNotConnect) as failed:
            await socket.__aenter__()
        everything.see(socket, failed.value)
    everything.assert_no_secret()
    assert BASIC not in everything.text
    return str(failed.value)


async def test_wss_goes_through_a_tunnel_and_neither_side_sees_what_is_for_the_other() -> None:
    async with behind("venue.test") as venue, asyncio.timeout(30):
        with ProxyServer(venue.port) as proxy:
            async with through(proxy, proxy=f"http://someone:pass%3Aword@127.0.0.1:{proxy.port}") as socket:
                assert isinstance(await socket.cancel_order(ORDER), Cancelled)
            (head,) = proxy.heads
    assert head.startswith("CONNECT venue.test:443 HTTP/1.1\r\n")
    assert "Proxy-Authorization: Basic c29tZW9uZTpwYXNzOndvcmQ=" in head
    assert TOKEN not in head
    (handshake,) = venue.handshakes
    assert (handshake["host"], handshake["authorization"]) == ("venue.test", TOKEN)
    assert "proxy-authorization" not in handshake


async def test_a_lost_connection_is_reopened_through_the_proxy() -> None:
    async with behind("venue.test") as venue, asyncio.timeout(30):
        venue.cut = True
        with ProxyServer(venue.port) as proxy:
            async with through(proxy, reopen=True, world=WORLD) as socket:
                changes = socket.changes()
                await socket.cancel_order(ORDER)
                async for change in changes:
                    if isinstance(change, ConnectionOpened):
                        break
                assert isinstance(await socket.cancel_order(ORDER), Cancelled)
            assert len(proxy.heads) == 2


async def test_plain_ws_goes_to_a_named_host_on_purpose_only_and_through_a_tunnel_too() -> None:
    async with behind() as venue, asyncio.timeout(30):
        with ProxyServer(venue.port) as proxy:
            with pytest.raises(InvalidRequest, match="wss://"):
                through(proxy, url="ws://gateway.test:8080/orders/ws")
            async with through(proxy, url="ws://gateway.test:8080/orders/ws", insecure_hosts=["gateway.test"]) as socket:
                assert isinstance(await socket.cancel_order(ORDER), Cancelled)
            (head,) = proxy.heads
    assert head.startswith("CONNECT gateway.test:8080 HTTP/1.1\r\n")
    assert TOKEN not in head


async def test_what_is_sent_to_this_machine_does_not_go_to_a_proxy() -> None:
    async with behind() as venue, asyncio.timeout(30):
        with ProxyServer(venue.port) as proxy:
            async with through(proxy, url=f"ws://127.0.0.1:{venue.port}/orders/ws") as socket:
                assert isinstance(await socket.cancel_order(ORDER), Cancelled)
            assert proxy.heads == []


async def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with behind() as venue, asyncio.timeout(30):
        with ProxyServer(venue.port) as proxy:
            for name in ("ALL_PROXY", "WS_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "http_proxy"):
                monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
            async with OrdersSocket(token=TOKEN, url=f"ws://localhost:{venue.port}/orders/ws") as socket:
                assert isinstance(await socket.cancel_order(ORDER), Cancelled)
            assert proxy.heads == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", "the proxy wants a user"),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "would not connect to venue.test:443"),
        (f"HTTP/1.1 Basic {BASIC}\r\n\r\n".encode(), "the proxy does not speak"),
        (b"HTTP/1.1 200 OK\r\n\r\nand more", "the proxy said more than was asked for"),
    ],
)
async def test_a_proxy_s_failure_means_that_nothing_was_sent(answer: bytes, words: str) -> None:
    async with behind("venue.test") as venue, asyncio.timeout(30):
        with ProxyServer(venue.port, answer) as proxy:
            assert words in await failure(through(proxy))
    assert venue.handshakes == []


async def test_a_proxy_that_is_not_there_is_named() -> None:
    with sockets.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    async with asyncio.timeout(30):
        assert f"could not connect to the proxy 127.0.0.1:{port}" in await failure(through(port))


@asynccontextmanager
async def mute(answer: bytes = b"", *, hangs_up: bool = False) -> AsyncGenerator[tuple[int, asyncio.Event, asyncio.Event]]:
    """Listen as a proxy that says no more than this. Gives its port, when it was asked, and when whoever asked was gone.

    After an answer, asked means that the agreement on TLS has begun.
    """
    asked, left = asyncio.Event(), asyncio.Event()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if hangs_up:
            writer.close()
        if answer:
            writer.write(answer)
            await reader.readexactly(1)
        asked.set()
        await reader.read()
        left.set()
        await gone(writer)

    async with await asyncio.start_server(meet, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1], asked, left


async def test_a_proxy_that_does_not_answer_is_waited_for_no_longer_than_any_opening() -> None:
    async with mute() as (port, _, left), asyncio.timeout(30):
        assert "no connection within 0.2 s" in await failure(through(port, timeouts=Timeouts(connect=0.2)))
        await left.wait()


async def test_a_proxy_that_hangs_up_is_named() -> None:
    async with mute(hangs_up=True) as (port, _, _), asyncio.timeout(30):
        assert "the proxy" in await failure(through(port))


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["while it is asked", "while TLS is agreed on"])
async def test_an_opening_that_is_cancelled_at_the_proxy_leaves_nothing(answer: bytes) -> None:
    async with mute(answer) as (port, asked, left), asyncio.timeout(30):
        before = asyncio.all_tasks()
        socket = through(port)
        opening = asyncio.create_task(socket.__aenter__())
        await asked.wait()
        opening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await opening
        await left.wait()
        assert not {task for task in asyncio.all_tasks() - before if "crossbook" in task.get_name()}
        await socket.aclose()


async def test_a_certificate_for_another_name_is_not_trusted_behind_a_proxy_either() -> None:
    async with behind("elsewhere.test") as venue, asyncio.timeout(30):
        with ProxyServer(venue.port) as proxy:
            assert "CERTIFICATE_VERIFY_FAILED" in await failure(through(proxy))
    assert venue.handshakes == []


@pytest.mark.parametrize(
    "proxy",
    [
        "",
        "127.0.0.1:8080",
        "socks5://127.0.0.1:1080",
        f"https://u:{MARK}@x:1",
        f"http://u:{MARK}@x",
        f"http://u:{MARK}@x:1/path",
        7,
        b"http://x:1",
    ],
)
def test_a_proxy_of_another_form_is_refused_and_its_password_not_shown(proxy: Any) -> None:
    with (
        everything_logged() as everything,
        pytest.raises(InvalidRequest, match="proxy: expected a URL of the form http://host:port") as caught,
    ):
        through(0, proxy=proxy)
    everything.see(caught.value)
    everything.assert_no_secret()
