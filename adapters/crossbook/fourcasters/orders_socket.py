"""The orders socket over asyncio: runs plans over the shell of every socket; the protocol object decides the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from itertools import count
from os import PathLike
from types import TracebackType
from typing import Final, ParamSpec, Self, TypeVar

from crossbook.cancel_outcomes import CancelOutcome, ScopeOutcomes
from crossbook.connections import ConnectionChange, ConnectionLost, ConnectionOpened
from crossbook.core.checks import endpoint, kept, private_hosts, waiting_times
from crossbook.core.redaction import Secret
from crossbook.core.watching import watchers_of
from crossbook.fourcasters.account import HeartbeatAck
from crossbook.fourcasters.drawing import named
from crossbook.fourcasters.hosts import DEFAULT_TIMEOUTS, ORDERS_SOCKET_URL
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.orders.new_order import MarketType, NewOrder
from crossbook.fourcasters.socket import commands as socket_commands
from crossbook.fourcasters.socket.catalogue import SOCKET_CATALOGUE
from crossbook.fourcasters.socket.course import Course
from crossbook.fourcasters.socket.envelopes import SocketAttempt, SocketPlan
from crossbook.fourcasters.socket.protocol import CommandEnded, OrdersProtocol
from crossbook.fourcasters.socket.watching import tell_unclaimed
from crossbook.fourcasters.token import check_token
from crossbook.http.proxies import proxy_of
from crossbook.http.trust import trust
from crossbook.interruptions import Interruptions
from crossbook.observing import Observer
from crossbook.place_outcomes import PlaceOutcome
from crossbook.protocols import Several
from crossbook.sockets.changes import Changes, Listeners
from crossbook.sockets.life import Policy
from crossbook.sockets.logs import socket_logger
from crossbook.sockets.shell import Shell
from crossbook.sockets.world import REAL, World
from crossbook.timeouts import Timeouts
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import SocketCommand

ResultT = TypeVar("ResultT")
GivenP = ParamSpec("GivenP")

_LOG: Final = socket_logger(VENUE)


class OrdersSocket:
    """The 4casters orders socket. Use it as `async with`; any number of commands may be in flight at once.

    Commands raise NotSent when nothing was sent and Refused when the venue did nothing. When the connection is lost, every
    command in flight ends at once: orders that were named become CancelUnknown, scopes raise OutcomeUnknown. No command is
    ever sent again. A command that is not answered in time may still be carried out later: until the venue has answered it, or
    one that was sent after it, `place_orders` raises NotSent; cancels and heartbeats are sent.

    A socket belongs to the event loop that opened it; in another one, its calls raise InvalidRequest before anything is sent.
    After `aclose`, commands raise NotSent, and opening it again raises InvalidRequest; one that could not be opened may be opened
    again. Venue page: https://docs.4casters.io/pages/websocket/introduction
    """

    # A traceback with local variables shows a socket that could not be made, too.
    _url: str = ""

    def __init__(
        self,
        *,
        token: str,
        url: str = ORDERS_SOCKET_URL,
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        proxy: str | None = None,
        insecure_hosts: Iterable[str] = (),
        ca_file: str | PathLike[str] | None = None,
        reopen: bool = False,
        on_change: Callable[[ConnectionChange], None] | None = None,
        observers: Iterable[Observer] = (),
        world: World = REAL,
    ) -> None:
        """Make a socket. Nothing is sent and no certificate is read before it is opened, by `async with`.

        Args:
            token: the account's token. It goes into the header of each handshake and nowhere else.
            url: the venue's socket, or one that stands for it.
            timeouts: how long an opening may take (name look-up, proxy, TLS and handshake included), and how long a closing; and how
                long each command waits for its reply.
            proxy: an HTTP proxy, http://host:port or http://user:password@host:port. Everything goes through a tunnel (CONNECT),
                loopback past it. Proxies of the environment are not used.
            insecure_hosts: private hosts to which plain ws is allowed: everything, the token too, goes there in clear.
            ca_file: a PEM file with the CA certificates to trust, and no others; None for Mozilla's list. SSL_CERT_FILE
                does not count.
            reopen: whether to open the connection again when it is lost. The wait before it grows from 1 s to 30 s, and starts
                over after a connection that held for 30 s; there is at most one attempt a second. It ends when the venue refuses
                the token (401, 403). The first connection is not tried again. Look at your orders after each loss.
            on_change: called by the event loop with each change of the connection. What it raises is the loop's business.
            observers: what is told each event (`crossbook.observing`): called at once, without secrets, and never able to break a call.
            world: the network, the clock and the chance that a test puts in place of the real ones.

        The venue is asked for a sign of life after 10 s of silence; the connection is lost when 20 s later nothing has come.
        Raises InvalidRequest (a ValueError) for anything that cannot be used.
        """
        self._token, address, through = Secret(token), Secret(url), None if proxy is None else Secret(proxy)
        del token, url, proxy  # An error below must not find them among the local variables.
        check_token(self._token)
        self._url = endpoint(address, venue=VENUE, secure="wss", what="url", insecure_hosts=private_hosts(insecure_hosts, venue=VENUE))
        waiting_times(timeouts, venue=VENUE)
        self._proxy = None if through is None else proxy_of(through, venue=VENUE)
        self._watchers = watchers_of(observers, SOCKET_CATALOGUE, transport="socket", account=None, blot=self._blot)
        self._on_change = on_change
        self._unsolicited = 0
        self.interrupted = Interruptions()
        """The commands whose tasks were cancelled while the venue may act, oldest first, until they are taken."""
        self._listeners = Listeners()
        self._world = world
        # Unguessable per connection, so that a reply to another connection's command can never be taken for one of ours.
        self._prefix = ""
        self._numbers = count(1)
        self._ended: dict[str, asyncio.Future[SocketAttempt]] = {}
        self._protocol = OrdersProtocol(reply_seconds=timeouts.reply, blot=self._blot)
        self._shell = Shell(
            self._protocol,
            venue=VENUE,
            url=self._url,
            trust=trust(ca_file, venue=VENUE),
            proxy=self._proxy,
            headers=self._headers,
            # No document of the venue says which close codes mean what, so none of them is final; a refused handshake is.
            policy=Policy(reopen=reopen, connect_seconds=timeouts.connect, close_seconds=timeouts.connect),
            blot=self._blot,
            settled=self._dispatch,
            changed=self._tell,
            logger=_LOG,
            world=world,
        )

    def __repr__(self) -> str:
        return f"OrdersSocket(url={self._url!r})"

    async def __aenter__(self) -> Self:
        """Open the connection. Raises NotSent or Refused; a socket is opened once, so InvalidRequest the second time."""
        await self._shell.open()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connection, or stop opening it, and wait until nothing is left. Commands in flight end at once, unknown."""
        await self._shell.close()
        self._listeners.finish()

    @property
    def is_open(self) -> bool:
        """Whether there is a connection. What is sent may be lost all the same."""
        return self._shell.is_open

    @property
    def unsolicited(self) -> int:
        """How many frames came that answered no command in flight: late, unasked for, or unreadable. Logged at DEBUG."""
        return self._unsolicited

    async def wait_lost(self) -> ConnectionLost:
        """Wait until the connection is lost or closed, and say why. At once where there is none any more.

        Raises InvalidRequest if the socket was never opened.
        """
        return await self._shell.wait_lost()

    def changes(self) -> Changes:
        """Give the changes of the connection from now on, for `async for`. Ends when the socket will not be open any more.

        Asked for before the socket is opened, it misses none.
        """
        return self._listeners.one_more(is_over=self._shell.is_over)

    async def cancel_order(self, order_id: str, *, deadline: float = 30.0) -> CancelOutcome:
        """Cancel the order that the venue calls `order_id`, and give its outcome. A malformed id is an outcome too, and is not sent.

        Over within `deadline` seconds. Raises NotSent only. Venue page: https://docs.4casters.io/pages/websocket/cancel-orders
        """
        return await self._run(deadline, socket_commands.cancel_order, self._name(), order_id)

    async def cancel_orders(self, order_ids: Several[str], *, deadline: float = 30.0) -> tuple[CancelOutcome, ...]:
        """Cancel orders by the venue's ids in one message; `outcomes[i]` is about `order_ids[i]`.

        Over within `deadline` seconds. Malformed ids become outcomes without being sent. An empty list sends nothing. Raises
        NotSent or Refused only, with one outcome per order in `outcomes`.
        Venue page: https://docs.4casters.io/pages/websocket/cancel-orders
        """
        return await self._run(deadline, socket_commands.cancel_orders, self._name(), kept(order_ids))

    async def cancel_game_orders(
        self,
        game_id: str,
        market_type: MarketType | None = None,
        side: str | None = None,
        market: str | None = None,
        *,
        deadline: float = 30.0,
    ) -> ScopeOutcomes:
        """Cancel every open order of a game, or those of one `market_type`, `side` or `market` in it, written as in `NewOrder`.

        Over within `deadline` seconds. `game_id` is 24 hexadecimal digits. Gives one outcome for each order the venue reports.
        Raises OutcomeUnknown where it may have acted, Refused where the venue does not know the game.
        Venue page: https://docs.4casters.io/pages/websocket/cancel-orders
        """
        return await self._run(
            deadline, socket_commands.cancel_game, self._name(), game_id, market_type=market_type, side=side, market=market
        )

    async def cancel_all_orders(self, *, deadline: float = 30.0) -> ScopeOutcomes:
        """Cancel every open order of the account, those of other programs and of the web site too.

        Over within `deadline` seconds. Gives one outcome for each order the venue reports. Raises OutcomeUnknown where it may
        have acted. Venue page: https://docs.4casters.io/pages/websocket/cancel-orders
        """
        return await self._run(deadline, socket_commands.cancel_everything, self._name())

    async def place_orders(self, orders: Several[NewOrder], *, deadline: float = 30.0) -> tuple[PlaceOutcome, ...]:
        """Place a batch of `orders` and give one outcome for each, in order. An empty list sends nothing.

        Over within `deadline` seconds. Raises NotSent or Refused only: whatever may have reached the venue is a PlaceUnknown.
        `expires_in_minutes` cannot be sent here. Venue page: https://docs.4casters.io/pages/websocket/place-order
        """
        return await self._run(deadline, socket_commands.place, self._name(), named(orders))

    async def heartbeat(self, timeout_seconds: int, *, deadline: float = 30.0) -> HeartbeatAck:
        """Arm or renew the timer that cancels every open order of the account, other programs' too.

        Over within `deadline` seconds. The next heartbeat must come within `timeout_seconds`, a whole number of seconds above 0.
        How to disarm it is not documented. Venue page: https://docs.4casters.io/pages/websocket/heartbeat
        """
        return await self._run(deadline, socket_commands.heartbeat, self._name(), timeout_seconds)

    def _name(self) -> str:
        return f"{self._prefix}-{next(self._numbers)}"

    def _blot(self, text: str) -> str:
        """Remove every secret that a connection is given from a text that may be shown."""
        text = self._token.blot(text)
        return text if self._proxy is None else self._proxy.blot(text)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": self._token.reveal()}

    async def _run(
        self, deadline: float, plan: Callable[GivenP, SocketPlan[ResultT]], *given: GivenP.args, **named: GivenP.kwargs
    ) -> ResultT:
        course = Course(partial(plan, *given, **named), deadline=deadline, clock=self._shell.now, watchers=self._watchers)
        try:
            return await course.driven(partial(self._attempt, course))
        except Exception:
            raise
        except BaseException as error:
            course.stopped(error, self.interrupted)
            raise

    async def _attempt(self, course: Course[ResultT], command: SocketCommand[Venue, object]) -> SocketAttempt:
        loop = self._shell.check_loop(command.message.name)
        name = command.correlation_id
        ended: asyncio.Future[SocketAttempt] = loop.create_future()
        self._ended[name] = ended
        try:
            self._protocol.send_command(command, now=self._shell.now(), until=course.until)
            self._shell.flush()
            return await ended
        finally:
            del self._ended[name]
            if ended.done() and not ended.cancelled():
                course.ended(ended.result())
            else:
                # Nobody waits for it any more: it is not sent later.
                course.give_up(sent=not self._protocol.withdraw(name))

    def _dispatch(self) -> None:
        for event in self._protocol.events_received():
            if not isinstance(event, CommandEnded):
                self._unsolicited += 1
                _LOG.debug("a frame came that answers no command in flight")
                tell_unclaimed(self._watchers, event.text, self._shell.now())
                continue
            ended = self._ended.get(event.correlation_id)
            if ended is not None and not ended.done():
                ended.set_result(event.attempt)

    def _tell(self, change: ConnectionChange) -> None:
        if isinstance(change, ConnectionOpened):
            self._prefix = self._world.name()
        if self._on_change is not None:
            asyncio.get_running_loop().call_soon(self._on_change, change)
        self._listeners.tell(change)
        if self._shell.is_over:
            self._listeners.finish()
