"""The orders socket over asyncio: owns the connection and the clock; the protocol object decides everything else."""

from __future__ import annotations

import asyncio
import logging
import secrets
from itertools import count
from types import TracebackType
from typing import Self, TypeVar, cast

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.protocol import State

from crossbook.cancel_outcomes import CancelOutcome, ScopeOutcomes
from crossbook.core.checks import Call, endpoint
from crossbook.core.encoding import retry_after
from crossbook.core.redaction import Secret, blot_all, guarded_logger
from crossbook.errors import CouldNotConnect, CrossbookError, Forbidden, InvalidRequest, RateLimited, Refused, Unauthorized
from crossbook.fourcasters.account import HeartbeatAck
from crossbook.fourcasters.hosts import DEFAULT_TIMEOUTS, ORDERS_SOCKET_URL
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.orders.new_order import MarketType, NewOrder
from crossbook.fourcasters.socket import commands as socket_commands
from crossbook.fourcasters.socket.envelopes import SocketAttempt, SocketPlan
from crossbook.fourcasters.socket.protocol import CommandEnded, OrdersProtocol
from crossbook.fourcasters.token import check_token
from crossbook.place_outcomes import PlaceOutcome
from crossbook.protocols import Several
from crossbook.timeouts import Timeouts
from crossbook_bindings.runtime import SocketCommand

_LARGEST_FRAME = 64 * 2**20
"""Bytes. A cancel of everything answers for every order in one frame, and a frame refused is an outcome lost."""

_LONGEST_LOGGED = 200

_REFUSALS = {401: Unauthorized, 403: Forbidden, 429: RateLimited}

_LOG = logging.getLogger(__name__)

ResultT = TypeVar("ResultT")


class _Frames(logging.Filter):
    """Rewrites the log records of frames: websockets cuts long ones in the middle, where a secret is no longer recognised."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_shown(argument) if isinstance(argument, Frame) else argument for argument in record.args)
        return True


def _shown(frame: Frame) -> str:
    # Of a message in parts, no part shows whether a secret goes on in the next.
    whole = frame.fin and frame.opcode is not Opcode.CONT
    text = blot_all(bytes(frame.data).decode("utf-8", errors="replace"))[:_LONGEST_LOGGED] if whole else "..."
    return f"{frame.opcode.name} {text!r} [{len(frame.data)} bytes]"


_FRAMES = _Frames()


class _Connect(connect):
    """A connection attempt that takes the credentials nowhere but to the address that was given."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


class OrdersSocket:
    """The 4casters orders socket. Use it as `async with`; any number of commands may be in flight at once.

    Commands raise NotSent when nothing was sent and Refused when the venue did nothing. When the connection is lost, every
    command in flight ends at once: orders that were named become CancelUnknown, scopes raise OutcomeUnknown. A lost socket
    is not reopened: open another, and look at your orders first. Venue page: https://docs.4casters.io/pages/websocket/introduction
    """

    # A traceback with local variables shows a socket that could not be made, too.
    _url: str = ""

    def __init__(self, *, token: str, url: str = ORDERS_SOCKET_URL, timeouts: Timeouts = DEFAULT_TIMEOUTS) -> None:
        self._token = Secret(token)
        del token  # An error below must not find it among the local variables.
        check_token(self._token)
        self._url = endpoint(url, venue=VENUE, secure="wss", what="url")
        self._timeouts = timeouts
        self._protocol = OrdersProtocol(reply_seconds=timeouts.reply, blot=self._token.blot)
        # Unguessable per connection, so that a reply to another connection's command can never be taken for one of ours.
        self._prefix = secrets.token_hex(4)
        self._numbers = count(1)
        self._ended: dict[str, asyncio.Future[SocketAttempt]] = {}
        self._opening = False
        self._connection: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def __repr__(self) -> str:
        return f"OrdersSocket(url={self._url!r})"

    async def __aenter__(self) -> Self:
        if self._opening or self._connection is not None or self._protocol.closed:
            raise Call(VENUE, "connect").invalid(expected="a socket that was not opened or closed before", found="one that was")
        self._opening = True
        try:
            self._connection = await self._open()
        finally:
            self._opening = False
        self._reader = asyncio.create_task(self._read(self._connection), name="crossbook orders socket")
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connection. Commands in flight end at once, unknown."""
        self._end("closed by this program")
        if self._connection is not None:
            await self._connection.close()
        if self._reader is not None:
            await self._reader

    async def cancel_order(self, order_id: str) -> CancelOutcome:
        """Cancel one order and give its outcome. A malformed id is an outcome too, and is not sent.

        Raises NotSent only. Venue page: https://docs.4casters.io/pages/websocket/cancel-orders
        """
        return await self._run(socket_commands.cancel_order(self._name(), order_id))

    async def cancel_orders(self, order_ids: Several[str]) -> tuple[CancelOutcome, ...]:
        """Cancel orders by id in one message and give one outcome for each distinct order, in the order asked.

        Malformed ids become outcomes without being sent. An empty list sends nothing. Raises NotSent or Refused only, with
        one outcome per order in `outcomes`. Venue page: https://docs.4casters.io/pages/websocket/cancel-orders
        """
        return await self._run(socket_commands.cancel_orders(self._name(), order_ids))

    async def cancel_game_orders(
        self, game_id: str, market_type: MarketType | None = None, side: str | None = None, market: str | None = None
    ) -> ScopeOutcomes:
        """Cancel every open order of a game, or those of one market type, side or market in it.

        Gives one outcome for each order the venue reports. Raises OutcomeUnknown where it may have acted, Refused where the
        venue does not know the game. Venue page: https://docs.4casters.io/pages/websocket/cancel-orders
        """
        return await self._run(socket_commands.cancel_game(self._name(), game_id, market_type=market_type, side=side, market=market))

    async def cancel_all_orders(self) -> ScopeOutcomes:
        """Cancel every open order of the account, those of other programs and of the web site too.

        Gives one outcome for each order the venue reports. Raises OutcomeUnknown where it may have acted.
        Venue page: https://docs.4casters.io/pages/websocket/cancel-orders
        """
        return await self._run(socket_commands.cancel_everything(self._name()))

    async def place_orders(self, orders: Several[NewOrder]) -> tuple[PlaceOutcome, ...]:
        """Place a batch of orders and give one outcome for each, in order. An empty list sends nothing.

        Raises NotSent or Refused only: whatever may have reached the venue is a PlaceUnknown. `expires_in_minutes` cannot be
        sent here. Venue page: https://docs.4casters.io/pages/websocket/place-order
        """
        return await self._run(socket_commands.place(self._name(), orders))

    async def heartbeat(self, timeout_seconds: int) -> HeartbeatAck:
        """Arm or renew the timer that cancels every open order of the account, other programs' too.

        Venue page: https://docs.4casters.io/pages/websocket/heartbeat
        """
        return await self._run(socket_commands.heartbeat(self._name(), timeout_seconds))

    def _name(self) -> str:
        return f"{self._prefix}-{next(self._numbers)}"

    async def _open(self) -> ClientConnection:
        try:
            return await _Connect(
                self._url,
                additional_headers={"Authorization": self._token.reveal()},
                open_timeout=self._timeouts.connect,
                close_timeout=self._timeouts.connect,
                max_size=_LARGEST_FRAME,
                compression=None,
                proxy=None,
                logger=guarded_logger("crossbook.fourcasters.websocket", _FRAMES),
            )
        except Exception as error:  # noqa: BLE001 - a handshake cannot act: whatever goes wrong, nothing was sent
            problem = _handshake_problem(error, self._token)
        except BaseException as error:  # noqa: BLE001 - and raised again
            # The frames below hold headers in their local variables; a traceback must not.
            raise error.with_traceback(None) from None
        raise problem

    async def _run(self, plan: SocketPlan[ResultT]) -> ResultT:
        try:
            command = next(plan)
            while True:
                try:
                    attempt = await self._attempt(command)
                except InvalidRequest as error:
                    command = plan.throw(error)
                else:
                    command = plan.send(attempt)
        except StopIteration as stop:
            return cast("ResultT", stop.value)

    async def _attempt(self, command: SocketCommand[object]) -> SocketAttempt:
        loop = asyncio.get_running_loop()
        name = command.correlation_id
        ended: asyncio.Future[SocketAttempt] = loop.create_future()
        self._ended[name] = ended
        try:
            self._protocol.send_command(command, now=loop.time())
            await self._flush()
            return await ended
        finally:
            del self._ended[name]

    async def _flush(self) -> None:
        connection = self._connection
        if connection is None or connection.state is not State.OPEN:
            # Before anything is written: what waits to be sent was certainly not.
            self._protocol.receive_unsent("never opened" if connection is None else "already closed")
        outgoing = self._protocol.data_to_send()
        self._dispatch()
        self._set_timer()
        if connection is None:
            return
        for text in outgoing:
            try:
                async with asyncio.timeout(self._timeouts.reply):
                    await connection.send(text)
            except Exception:  # noqa: BLE001 - whatever goes wrong here, the command's own end says what is known
                # Part of it may have left. The reader sees the end of the connection, or the timer ends the command.
                _LOG.debug("a frame could not be sent whole")

    async def _read(self, connection: ClientConnection) -> None:
        problem = "the venue closed it"
        try:
            async for frame in connection:
                text = frame if isinstance(frame, str) else frame.decode("utf-8", errors="replace")
                self._protocol.receive_text(text)
                self._dispatch()
        except ConnectionClosed as error:
            problem = f"{error}"
        except Exception as error:  # noqa: BLE001 - a reader that dies silently would leave commands waiting
            problem = f"{type(error).__name__}: {error}"
        finally:
            self._end(self._token.blot(problem))

    def _end(self, problem: str) -> None:
        self._protocol.receive_eof(problem)
        self._dispatch()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _dispatch(self) -> None:
        for event in self._protocol.events_received():
            if not isinstance(event, CommandEnded):
                _LOG.warning("a frame came that answers no command in flight")
                continue
            ended = self._ended.get(event.correlation_id)
            if ended is not None and not ended.done():
                ended.set_result(event.attempt)

    def _set_timer(self) -> None:
        deadline = self._protocol.next_deadline
        if self._timer is None and deadline is not None:
            self._timer = asyncio.get_running_loop().call_at(deadline, self._tick)

    def _tick(self) -> None:
        self._timer = None
        self._protocol.receive_time(asyncio.get_running_loop().time())
        self._dispatch()
        self._set_timer()


def _handshake_problem(error: Exception, token: Secret) -> CrossbookError:
    words = token.blot(f"{type(error).__name__}: {error}")
    if not isinstance(error, InvalidStatus):
        return CouldNotConnect(f"could not connect ({words})", venue=VENUE, operation="connect")
    status = error.response.status_code
    kind: type[CrossbookError] = _REFUSALS.get(status, Refused if 400 <= status < 500 else CouldNotConnect)  # noqa: PLR2004
    body = token.blot(bytes(error.response.body or b"").decode("utf-8", errors="replace"))
    problem = kind(f"HTTP {status} to the handshake; nothing was sent", venue=VENUE, operation="connect", status=status, body=body)
    if isinstance(problem, RateLimited):
        problem.retry_after = retry_after(error.response.headers.get("Retry-After"))
    return problem
