"""The token appears in the handshake and nowhere else: the orders socket, whatever the venue does with what it was sent."""

from __future__ import annotations

import asyncio
import http
import json
import socket as sockets
from collections.abc import Awaitable, Callable, Generator
from contextlib import suppress

import pytest
from planted import MARK, TOKEN, Everything, everything_logged
from socket_server import Visit, answering, order_ids, serving, silent
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from crossbook import CrossbookError, InvalidRequest, Timeouts
from crossbook.fourcasters import NewOrder, OrdersSocket

ORDER, OTHER = order_ids(2)
BET = NewOrder(game_id="66a000000000000000000001", market_type="moneyline", side="x", odds=-110, risk=100, user_reference="ref-1")


@pytest.fixture
def everything() -> Generator[Everything]:
    """Listen to every logger but that of the server in the test, which is not ours."""
    with everything_logged() as listener:
        listener.addFilter(lambda record: record.name != "websockets.server")
        yield listener


async def ended(awaitable: Awaitable[object]) -> object:
    """Give what a call returns or raises."""
    try:
        return await awaitable
    except CrossbookError as error:
        return error


async def failure_to_open(url: str, everything: Everything, timeouts: Timeouts = Timeouts()) -> None:  # noqa: B008 - frozen
    socket = OrdersSocket(token=TOKEN, url=url, timeouts=timeouts)
    with pytest.raises(CrossbookError) as failed:
        await socket.__aenter__()
    everything.see(socket, failed.value, await ended(socket.cancel_order(ORDER)))


# The venue's words are blotted; data, such as a reference, is the caller's own and is handed on as it came.
FRAMES: dict[str, str | bytes] = {
    "data": json.dumps({"data": [{"success": False, "orderID": ORDER, "description": TOKEN}]}),
    "an error": json.dumps({"error": f"no such token: {TOKEN}"}),
    "a failure": json.dumps({"error": f"Failed to process {TOKEN}"}),
    "both": json.dumps({"error": TOKEN, "data": TOKEN}),
    "something unreadable": json.dumps({"data": {TOKEN: TOKEN}}),
    "a whole other form": json.dumps({"responses": [{"requestID": TOKEN, "data": []}]}),
}


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("binary", [False, True])
async def test_no_reply_makes_a_command_show_the_token(kind: str, binary: bool, everything: Everything) -> None:  # noqa: FBT001
    async def echoing(visit: Visit) -> None:
        while True:
            asked = await visit.asked()
            for frame in (TOKEN, f'{{"requestID": "{TOKEN}"}}', json.dumps({"requestID": asked.request_id, **json.loads(FRAMES[kind])})):
                await visit.say(frame.encode() if binary else frame)

    async with serving(echoing) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        everything.see(socket, await ended(socket.cancel_order(ORDER)), await ended(socket.cancel_orders([ORDER, OTHER])))
        everything.see(await ended(socket.cancel_all_orders()), await ended(socket.place_orders([BET])), await ended(socket.heartbeat(9)))
        everything.see(socket)
    assert venue.handshakes[0].headers["Authorization"] == TOKEN
    assert "Authorization: ***" in everything.text  # the handshake is logged, without the token
    everything.assert_no_secret()


async def test_no_end_of_the_connection_shows_the_token(everything: Everything) -> None:
    async def drop(visit: Visit) -> None:
        await visit.asked()
        visit.drop()

    async def close_with_words(visit: Visit) -> None:
        await visit.asked()
        await visit.connection.close(1008, TOKEN)

    async def break_the_protocol(visit: Visit) -> None:
        await visit.asked()
        visit.connection.transport.write(TOKEN.encode())

    for script in (drop, close_with_words, break_the_protocol, silent):
        async with serving(script) as venue, OrdersSocket(token=TOKEN, url=venue.url, timeouts=Timeouts(reply=0.2)) as socket:
            everything.see(await ended(socket.cancel_order(ORDER)), await ended(socket.cancel_all_orders()), socket)
    everything.assert_no_secret()


async def test_no_change_of_the_connection_shows_the_token(everything: Everything) -> None:
    async def close_with_words(visit: Visit) -> None:
        await visit.connection.close(1008, TOKEN)

    def refuse_later(connection: ServerConnection, request: Request) -> Response | None:
        return None if len(venue.handshakes) == 1 else refusal(401)(connection, request)

    async with serving(close_with_words, refuse=refuse_later) as venue:
        socket = OrdersSocket(token=TOKEN, url=venue.url, reopen=True, on_change=everything.see)
        changes = socket.changes()
        async with socket:
            everything.see(await socket.wait_lost())
            told = [change async for change in changes]
        everything.see(*told, await ended(socket.cancel_order(ORDER)))
    assert [type(change).__name__ for change in told] == [
        "ConnectionOpened",
        "ConnectionLost",
        "ConnectionReopening",
        "ConnectionGivenUp",
    ]
    assert "the venue closed it (code 1008, ***)" in everything.text
    everything.assert_no_secret()


def refusal(status: int) -> Callable[[ServerConnection, Request], Response]:
    def refuse(connection: ServerConnection, _request: Request) -> Response:
        response = connection.respond(http.HTTPStatus(status), f"no such token: {TOKEN}")
        for name in ("X-Echo", "Retry-After", "Location", "Set-Cookie", "Authorization"):
            response.headers[name] = TOKEN
        return response

    return refuse


@pytest.mark.parametrize("status", [302, 400, 401, 403, 429, 500, 503])
async def test_a_refused_handshake_does_not_show_the_token_that_the_venue_repeats(status: int, everything: Everything) -> None:
    async with serving(silent, refuse=refusal(status)) as venue:
        await failure_to_open(venue.url, everything)
    assert "no such token: ***" in everything.text
    everything.assert_no_secret()


GARBAGE = [
    f"{TOKEN}\r\n\r\n",
    f"HTTP/1.1 {TOKEN}\r\n\r\n",
    f"HTTP/1.1 101 {TOKEN}\r\n{TOKEN}\r\n\r\n",
    f"HTTP/1.1 101 OK\r\nUpgrade: {TOKEN}\r\n\r\n",
]


@pytest.mark.parametrize("raw", [*GARBAGE, ""])
async def test_an_answer_that_is_no_handshake_does_not_show_the_token(raw: str, everything: Everything) -> None:
    async with answering(raw.encode()) as url:
        await failure_to_open(url, everything)
    everything.assert_no_secret()


async def test_a_connection_that_cannot_be_had_does_not_show_the_token(everything: Everything) -> None:
    with sockets.create_server(("127.0.0.1", 0)) as mute:
        url = f"ws://127.0.0.1:{mute.getsockname()[1]}/"
        await failure_to_open(url, everything, Timeouts(connect=0.1))
    await failure_to_open(url, everything)
    everything.assert_no_secret()


async def test_a_task_that_is_cancelled_shows_no_token(everything: Everything) -> None:
    arrived = asyncio.Event()

    async def waiting(visit: Visit) -> None:
        await visit.asked()
        arrived.set()
        await silent(visit)

    async with serving(waiting) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        task = asyncio.create_task(socket.cancel_order(ORDER))
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as cancelled:
            await task
        everything.see(cancelled.value)
    everything.assert_no_secret()


async def test_an_opening_that_is_cancelled_shows_no_token(everything: Everything) -> None:
    arrived, left = asyncio.Event(), asyncio.Event()

    async def arrive(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        arrived.set()
        with suppress(ConnectionError):
            await reader.read()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        left.set()

    async with await asyncio.start_server(arrive, "127.0.0.1", 0) as server:
        socket = OrdersSocket(token=TOKEN, url=f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        task = asyncio.create_task(socket.__aenter__())
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as cancelled:
            await task
        everything.see(cancelled.value)
        await left.wait()
    everything.assert_no_secret()


@pytest.mark.parametrize("token", [f"{MARK}\n", f"{MARK}\r\nX: y", f"{MARK} é", f"{MARK} with spaces", f"\x00{MARK}"])
def test_a_token_that_cannot_be_used_is_not_shown(token: str, everything: Everything) -> None:
    with pytest.raises(InvalidRequest) as failed:
        OrdersSocket(token=token)
    everything.see(failed.value)
    everything.assert_no_secret()


@pytest.mark.parametrize("url", ["", "ws://x", "wss://x?y", "wss://[", "wss://x:y", "wss://a:b@c"])
def test_a_url_that_cannot_be_used_does_not_show_the_token(url: str, everything: Everything) -> None:
    with pytest.raises(InvalidRequest) as failed:
        OrdersSocket(token=TOKEN, url=url)
    everything.see(failed.value)
    everything.assert_no_secret()


@pytest.mark.parametrize(
    "url", [f"wss://u:{MARK}@x", f"u:{MARK}@x", f"wss://x?token={MARK}", f"wss://x#{MARK}", f"wss://u:{MARK}", f"wss://u:{MARK}@x:y"]
)
def test_a_secret_in_a_url_is_not_shown(url: str, everything: Everything) -> None:
    with pytest.raises(InvalidRequest) as failed:
        OrdersSocket(token=TOKEN, url=url)
    everything.see(failed.value)
    everything.assert_no_secret()
