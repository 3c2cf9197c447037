"""The synchronous way to the venue: an httpx transport over connections of our own. It owns sockets, and decides nothing.

A connection that was taken belongs to one call. It goes back only after an exchange that ended well; whatever else ends the
call, an interrupt at any point included, leaves it closed.
"""

from __future__ import annotations

from functools import partial

import httpx

from crossbook.http.dialling import dial
from crossbook.http.log import LOG
from crossbook.http.network import Channel, Network
from crossbook.http.pool import Line, Pool
from crossbook.http.protocol.messages import Incoming
from crossbook.http.protocol.routes import Opening, Route
from crossbook.http.protocol.steps import Fault, LeaveOver, OutOfTime, drive
from crossbook.http.settings import Ways
from crossbook.http.terms import Terms, outgoing, response, terms_of


class Transport(httpx.BaseTransport):
    """Sends requests, each over a connection that is certainly quiet. Threads may share it. Raises Fault or OSError."""

    def __init__(self, ways: Ways, network: Network) -> None:
        self._ways = ways
        self._network = network
        self._pool: Pool[Channel] = Pool(network.process)

    def obstacle(self) -> tuple[str, str] | None:
        """Say why nothing can be sent, as what was expected and what was found; None where it can."""
        return ("an open client", "a closed one") if self._pool.is_closed else None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        terms, route = terms_of(request), self._ways.route(request.url)
        line = self._pool.take(route, self._network.now(), fresh=terms.fresh)
        if line is None:
            line = self._open(route, terms)
            if self._network.now() > terms.leave_until:
                self._pool.keep(line, self._network.now())
                raise LeaveOver("connecting took longer than the leave to send it held")
        try:
            incoming = self._exchange(line, request, route, terms)
        except (Fault, OSError) as error:
            line.close()
            if not isinstance(error, OutOfTime):
                self._pool.broke(line, self._network.now())
            raise
        except BaseException:
            line.close()
            raise
        self._pool.give(line, self._network.now())
        return response(incoming)

    def close(self) -> None:
        self._pool.close()

    def _exchange(self, line: Line[Channel], request: httpx.Request, route: Route, terms: Terms) -> Incoming:
        until = terms.wait(self._network.now(), terms.timeouts.reply)
        steps = line.connection.exchange(outgoing(request, route), self._ways.largest_reply)
        try:
            return drive(steps, partial(_hand_over, line.channel, until, terms), partial(line.channel.receive, until))
        except OutOfTime:
            raise terms.no_reply() from None

    def _open(self, route: Route, terms: Terms) -> Line[Channel]:
        """Connect, as far as the first request. Nothing of it has been sent where this fails."""
        until = terms.wait(self._network.now(), terms.timeouts.connect)
        host, port = route.next_hop
        opening = Opening(route, self._ways.trust)
        try:
            addresses = self._network.look_up(host, port, until)
            opening.begins()
            channel = dial(self._network, addresses, until)
            try:
                line = Line(route, channel, drive(opening.steps(), partial(_send, channel, until), partial(channel.receive, until)))
                line.check()
            except BaseException:
                channel.close()
                raise
        except OutOfTime:
            raise terms.not_connected(route, opening.stage) from None
        except OSError as error:
            raise Fault(f"could not connect to {route.hop}: {error}") from None
        LOG.debug("connected to %s", route.hop)
        return line


def _send(channel: Channel, until: float, data: bytes) -> None:
    """Send all of something that is not a request."""
    left = memoryview(data)
    while left:
        left = left[channel.send(left, until) :]


def _hand_over(channel: Channel, until: float, terms: Terms, data: bytes) -> None:
    """Send all of a request, and keep account of whether any of it may have left."""
    left = memoryview(data)
    while left:
        before = terms.handed_over
        terms.handed_over = True  # An interrupt may come when the bytes have gone and before the next line.
        try:
            count = channel.send(left, until)
        except (OSError, Fault):
            terms.handed_over = before  # This time it took none.
            raise
        left = left[count:]
    terms.is_written = True
