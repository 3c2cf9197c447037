"""Plays cases over the orders socket: one client, one raw websocket server, in one loop."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import time
from collections.abc import Awaitable, Sequence
from typing import Final, Self, cast

import attrs
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from crossbook import CrossbookError
from crossbook.fourcasters import OrdersSocket
from fuzz.calls import TOKEN, is_object_id
from fuzz.happened import Happened
from fuzz.judge_secrets import check_secrets, shown
from fuzz.judge_socket import judge_command
from fuzz.logs import Logs
from fuzz.player import HASTY, PATIENT, Broken
from fuzz.proofs import Problem
from fuzz.scenario import Scenario, Step
from fuzz.socket_requests import check_message

_SLACK: Final = 3.0
_LATE: Final = 20.0
"""Seconds beyond a deadline: looked for are calls that do not end, and a machine may have other things to do."""
_PLACE: Final = re.compile(rb"@(\d)@")
_SETTLED: Final = 12


@attrs.define
class Talk:
    """What the server is to do for one case, and what it saw."""

    expected: int
    frames: Sequence[bytes]
    ending: str
    messages: list[tuple[str, dict[str, object]]] = attrs.field(factory=list[tuple[str, dict[str, object]]])
    written: list[bytes] = attrs.field(factory=list[bytes])
    said: asyncio.Event = attrs.field(factory=asyncio.Event)
    """All has been written, and read by the client as far as it will ever be."""

    def correlation(self, place: int) -> str:
        return str(self.messages[place][1].get("requestID")) if place < len(self.messages) else "nobody"

    def write(self) -> list[bytes]:
        """Put the correlation ids in, as JSON writes them."""
        return [_PLACE.sub(lambda found: json.dumps(self.correlation(int(found[1])))[1:-1].encode(), frame) for frame in self.frames]


class SocketPlayer:
    """One orders socket, kept from case to case until somebody closes it."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner()
        self._stack = contextlib.ExitStack()
        self._logs = Logs()
        self._server: Server | None = None
        self._socket: OrdersSocket | None = None
        self._talk = Talk(0, (), "keep")
        self._connection: ServerConnection | None = None

    def __enter__(self) -> Self:
        self._stack.enter_context(self._logs)
        self._stack.enter_context(self._runner)
        self._server = self._runner.run(self._serve())
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._end())
        self._stack.close()

    async def _serve(self) -> Server:
        return await serve(self._handle, "127.0.0.1", 0, ping_interval=None, max_size=None, compression=None)

    async def _end(self) -> None:
        await self._drop()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _drop(self) -> None:
        if self._socket is not None:
            await self._socket.aclose()
        if self._connection is not None:
            self._connection.transport.abort()
        self._socket, self._connection = None, None

    async def _handle(self, connection: ServerConnection) -> None:
        self._connection = connection
        with contextlib.suppress(ConnectionClosed):
            async for message in connection:
                talk = self._talk
                name, payload = cast("tuple[str, dict[str, object]]", json.loads(message))
                talk.messages.append((name, payload))
                if len(talk.messages) == talk.expected:
                    await self._say(connection, talk)

    async def _say(self, connection: ServerConnection, talk: Talk) -> None:
        try:
            for frame in talk.write():
                await connection.send(frame, text=True)
                talk.written.append(frame)
            if talk.ending == "close":
                await connection.close()
            elif talk.ending == "drop":
                connection.transport.abort()
            else:
                await (await connection.ping())
        except ConnectionClosed:
            pass
        finally:
            talk.said.set()

    def play(self, scenario: Scenario, seed: str) -> list[Broken]:
        return self._runner.run(self._play(scenario, seed))

    async def _play(self, scenario: Scenario, seed: str) -> list[Broken]:
        steps = scenario.steps
        last = steps[-1]
        leaving = [_leaves(step) for step in steps]
        timeouts = HASTY if last.ending == "silent" else PATIENT
        if last.ending == "silent":
            await self._drop()
        if self._socket is None:
            server = cast("Server", self._server)
            port = next(iter(server.sockets)).getsockname()[1]
            self._socket = OrdersSocket(token=TOKEN, url=f"ws://127.0.0.1:{port}/orders/ws", timeouts=timeouts)
            await self._socket.__aenter__()
        talk = self._talk = Talk(sum(leaving), last.frames, last.ending)
        began = time.monotonic()
        commands = [asyncio.ensure_future(_call(self._socket, step)) for step in steps]
        await self._wait(commands, talk)
        results = [command.result() for command in commands]
        seconds = time.monotonic() - began
        found: list[Broken] = []
        place = 0
        frames = talk.write()
        for at, (step, (value, error)) in enumerate(zip(steps, results, strict=True)):
            happened = Happened("fourcasters", step, value, error, seconds, (), TOKEN, TOKEN)
            correlation = talk.correlation(place) if leaving[at] else None
            problems = [*judge_command(happened, correlation, frames)]
            if leaving[at] and place < len(talk.messages):
                problems += check_message(happened, *talk.messages[place])
                place += 1
            problems += check_secrets("what is shown", shown(error if error is not None else value, frames=True), [TOKEN])
            found += [Broken("socket", seed, at, problem, happened) for problem in problems]
        found += [
            Broken("socket", seed, 0, problem, found[0].happened)
            for problem in check_secrets("the log", self._logs.take(), [TOKEN])
            if found
        ]
        if len(talk.messages) != talk.expected or seconds > timeouts.reply + _LATE:
            law = "one message for each command" if len(talk.messages) != talk.expected else "no call takes longer than its deadline"
            happened = Happened("fourcasters", last, results[-1][0], results[-1][1], seconds, (), TOKEN, TOKEN)
            found.append(
                Broken("socket", seed, len(steps) - 1, Problem(law, f"{len(talk.messages)} of {talk.expected}, {seconds:.1f} s"), happened)
            )
        if found or last.ending != "keep" or self._connection is None or self._connection.state.name != "OPEN":
            await self._drop()
        return found

    async def _wait(self, commands: Sequence[asyncio.Future[tuple[object, BaseException | None]]], talk: Talk) -> None:
        """Wait for every command; one that has had all that it will ever get is ended by the loss of its connection."""
        together = asyncio.gather(*commands)
        if talk.expected:
            saying = asyncio.ensure_future(talk.said.wait())
            waiting: list[asyncio.Future[object]] = [cast("asyncio.Future[object]", one) for one in (together, saying)]
            await asyncio.wait(waiting, timeout=_SLACK, return_when=asyncio.FIRST_COMPLETED)
            saying.cancel()
        for _ in range(_SETTLED):
            await asyncio.sleep(0)
        if not together.done() and talk.ending != "silent" and self._connection is not None:
            self._connection.transport.abort()
        await together


async def _call(socket: OrdersSocket, step: Step) -> tuple[object, BaseException | None]:
    try:
        return await cast("Awaitable[object]", getattr(socket, step.call)(*step.args)), None
    except CrossbookError as error:
        return None, error
    except Exception as error:  # noqa: BLE001 - whatever a client raises is judged
        return None, error


def _leaves(step: Step) -> bool:
    """Say whether a call sends anything at all."""
    if step.call in {"cancel_order", "cancel_orders"}:
        first = step.args[0]
        return any(is_object_id(str(order_id)) for order_id in (cast("list[str]", first) if isinstance(first, list) else [first]))
    return step.args != ((),)
