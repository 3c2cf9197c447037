"""Opening the orders socket: where it may connect to, what it shows there, and what a failure to open proves."""

from __future__ import annotations

import asyncio
import http
import socket as sockets

import pytest
from socket_server import TOKEN, Refuse, answering, serving, silent
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from crossbook import CouldNotConnect, CrossbookError, Forbidden, InvalidRequest, NotSent, RateLimited, Refused, Timeouts, Unauthorized
from crossbook.fourcasters import OrdersSocket
from crossbook.sandbox import Sandbox


def refusing(status: int, **headers: str) -> Refuse:
    def refuse(connection: ServerConnection, _request: Request) -> Response:
        response = connection.respond(http.HTTPStatus(status), "no")
        for name, value in headers.items():
            response.headers[name.replace("_", "-")] = value
        return response

    return refuse


async def failure_to_open(url: str, timeouts: Timeouts = Timeouts()) -> CrossbookError:  # noqa: B008 - frozen
    socket = OrdersSocket(token=TOKEN, url=url, timeouts=timeouts)
    async with asyncio.timeout(30):
        with pytest.raises(CrossbookError) as failed:
            await socket.__aenter__()
    return failed.value


REFUSALS = [
    (400, Refused),
    (401, Unauthorized),
    (403, Forbidden),
    (404, Refused),
    (429, RateLimited),
    (500, CouldNotConnect),
    (503, CouldNotConnect),
]


@pytest.mark.parametrize(("status", "kind"), REFUSALS)
async def test_a_refused_handshake_says_what_the_venue_said(status: int, kind: type[CrossbookError]) -> None:
    async with serving(silent, refuse=refusing(status, Retry_After="7")) as venue:
        error = await failure_to_open(venue.url)
    assert type(error) is kind
    assert (error.venue, error.operation, error.status) == ("fourcasters", "connect", status)
    assert error.body
    if isinstance(error, RateLimited):
        assert error.retry_after == 7
    assert len(venue.handshakes) == 1


async def test_the_sandbox_refuses_a_wrong_token_and_takes_the_right_one() -> None:
    with Sandbox() as sandbox:
        assert isinstance(await failure_to_open(sandbox.fourcasters.orders_socket_url), Unauthorized)
        async with OrdersSocket(token=sandbox.fourcasters.token, url=sandbox.fourcasters.orders_socket_url) as socket:
            assert await socket.cancel_all_orders() == ()


async def test_the_handshake_carries_the_bare_token_in_a_header_and_nowhere_else() -> None:
    async with serving(silent) as venue, OrdersSocket(token=TOKEN, url=venue.url):
        pass
    (handshake,) = venue.handshakes
    assert handshake.headers["Authorization"] == TOKEN
    assert handshake.path == "/orders/ws"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_of_the_handshake_is_not_followed(status: int) -> None:
    async with serving(silent) as elsewhere, serving(silent, refuse=refusing(status, Location=elsewhere.url)) as venue:
        assert isinstance(await failure_to_open(venue.url), NotSent)
    assert elsewhere.handshakes == []


async def test_nobody_listening_means_that_nothing_was_sent() -> None:
    with sockets.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert type(await failure_to_open(f"ws://127.0.0.1:{port}")) is CouldNotConnect


async def test_a_handshake_that_is_never_answered_is_given_up() -> None:
    with sockets.create_server(("127.0.0.1", 0)) as mute:
        error = await failure_to_open(f"ws://127.0.0.1:{mute.getsockname()[1]}", Timeouts(connect=0.1))
    assert type(error) is CouldNotConnect


@pytest.mark.parametrize("raw", [b"", b"\x00\x01garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n<html>", b"HTTP/1.1 101 Hello\r\n\r\n"])
async def test_an_answer_that_is_no_handshake_means_that_nothing_was_sent(raw: bytes) -> None:
    async with answering(raw) as url:
        assert type(await failure_to_open(url)) is CouldNotConnect


@pytest.mark.parametrize(
    "url",
    [
        "ws://api.example.com/orders/ws",
        "ws://10.0.0.1/orders/ws",
        "ws://127.0.0.1.example.com/orders/ws",
        "ws://localhost.example.com/",
        "https://orders-api.4casters.io/orders/ws",
        "orders-api.4casters.io/orders/ws",
        "wss://user:pass@orders-api.4casters.io/orders/ws",
        "wss://orders-api.4casters.io/orders/ws?token=x",
        "wss://orders-api.4casters.io/orders/ws#x",
        "wss://",
        "",
    ],
)
def test_a_token_goes_over_tls_or_to_loopback_only(url: str) -> None:
    with pytest.raises(InvalidRequest):
        OrdersSocket(token=TOKEN, url=url)


@pytest.mark.parametrize("url", ["ws://127.0.0.1:1/", "ws://[::1]:1/", "ws://localhost:1/", "wss://orders-api.4casters.io/orders/ws"])
def test_loopback_may_be_plain(url: str) -> None:
    assert repr(OrdersSocket(token=TOKEN, url=url)).startswith("OrdersSocket(url=")


def test_plain_may_go_to_a_private_host_that_is_named_and_to_no_other() -> None:
    url = "ws://venue.internal:8080/orders/ws"
    assert repr(OrdersSocket(token=TOKEN, url=url, insecure_hosts=["venue.internal"])) == f"OrdersSocket(url='{url}')"
    for hosts in ([], ["other.internal"]):
        with pytest.raises(InvalidRequest, match="url"):
            OrdersSocket(token=TOKEN, url=url, insecure_hosts=hosts)
    with pytest.raises(InvalidRequest, match="private"):
        OrdersSocket(token=TOKEN, insecure_hosts=["8.8.8.8"])


def test_waiting_times_are_waiting_times() -> None:
    with pytest.raises(InvalidRequest, match="Timeouts"):
        OrdersSocket(token=TOKEN, timeouts=5)  # type: ignore[arg-type]  # callers are not always typed
