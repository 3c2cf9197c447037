"""What is between a client and a venue. It carries requests and replies, or fails to, and writes down what really happened."""

from __future__ import annotations

import math
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from random import Random
from typing import Final

import msgspec

from crossbook.core import encoding
from crossbook.core.attempts import Answered, Attempt, Lost, Unsent
from crossbook.core.steps import Send
from crossbook.evidence import Moment
from crossbook.timeouts import Timeouts
from simulation import weather
from simulation.exchanges import Exchange, Said
from simulation.spoiling import claimed, left_over, spoiled, unreadable
from simulation.timeline import Timeline
from simulation.venue import Venue, pick

Answer = Callable[[Attempt], None]

CLOCK: Final = "the simulation's"

_BROKEN: Final = (500, 502, 503, 503, 504)
_NEARLY: Final = (201, 202)
"""Successes of another kind: what is accepted is not done."""
_ODD: Final = (404, 408, 418, 302, *_NEARLY)
"""No page lists these for a command. 408 is one of the venue's statuses elsewhere, where it means that a parameter is missing."""
_REFUSALS: Final = (401, 403)
_LONGEST_ON_THE_WAY: Final = 119.9
"""pages/rest/introduction, as it will be: the balancer in front of the venue holds a request for up to 120 s."""


class Link:
    """The way between one client and one venue."""

    def __init__(self, timeline: Timeline, venue: Venue, rng: Random, conditions: weather.Conditions, timeouts: Timeouts) -> None:
        self._timeline = timeline
        self._venue = venue
        self._rng = rng
        self._conditions = conditions
        self._timeouts = timeouts
        self.exchanges: list[Exchange] = []
        self.credentials_end = math.inf
        """Until when the venue takes the credentials that a client began with."""
        self.down: str | None = None
        """A path at which nothing is answered but that it is out of order, the weather may be as it will."""

    def carry(self, call: int, step: Send, answer: Answer, *, place: int = 0, credentials: int = 0) -> Exchange:
        """Send a request. What comes of it is told later."""
        request = step.request
        body = encoding.encoded(request)
        target = encoding.target(request)
        exchange = Exchange(
            number=len(self.exchanges),
            call=call,
            method=request.operation.method,
            target=target,
            path=target.partition("?")[0],
            body=body,
            asks=None if body is None else msgspec.json.decode(body),
            fresh=step.fresh,
            step=place,
            credentials=credentials,
        )
        self.exchanges.append(exchange)
        fate = self._conditions.fate(self._rng)
        exchange.troubles = () if fate is weather.FINE else (fate,)
        if exchange.path == self.down:
            fate, exchange.troubles = weather.BROKEN_BEFORE, (weather.DOWN,)
        self._under_way(exchange, step, fate, answer)
        return exchange

    def _under_way(self, exchange: Exchange, step: Send, fate: str, answer: Answer) -> None:
        rng, now = self._rng, self._timeline.now
        connected = now + (rng.random() * 0.05 if fate is not weather.SLOW else rng.random() * 7)
        if fate is weather.NO_CONNECTION or connected >= min(now + self._timeouts.connect, step.until):
            self._tell(
                min(connected, now + self._timeouts.connect, step.until), exchange, Unsent("nothing was sent: no connection"), answer
            )
            return
        exchange.left, exchange.gone = now, connected
        give_up = min(connected + self._timeouts.reply, step.until)
        arrives = connected + rng.random() * 0.1
        answered = arrives + rng.random() * 0.2 + (rng.random() * 25 if fate is weather.SLOW else 0.0)
        match fate:
            case weather.LOST_BEFORE:
                self._tell(give_up if rng.random() < 0.5 else min(answered, give_up), exchange, None, answer)
                return
            case weather.LATE:
                arrives = give_up + rng.random() * _LONGEST_ON_THE_WAY
                answered = arrives + 1
            case weather.LOST_AFTER | weather.HALF:
                answered = give_up if rng.random() < 0.5 else answered
            case _:
                pass
        said: list[Said] = []

        def arrive() -> None:
            # Nobody holds what was stopped any longer than anything else.
            if exchange.stopped is None or arrives <= exchange.stopped + _LONGEST_ON_THE_WAY:
                said.append(self._arrived(exchange, fate))

        self._timeline.at(arrives, arrive)
        if answered >= give_up or fate in (weather.LOST_AFTER, weather.HALF):
            self._tell(min(answered, give_up), exchange, None, answer)
        else:
            self._timeline.at(answered, lambda: self._answered(exchange, said[0], answer))

    def _arrived(self, exchange: Exchange, fate: str) -> Said:
        """Let the venue have a request, and give what leaves it as a reply."""
        exchange.arrived = self._timeline.now
        rng = self._rng
        if exchange.credentials == 0 and exchange.arrived >= self.credentials_end:
            return self._venue.unauthorized()
        match fate:
            case weather.BROKEN_BEFORE:
                return self._broken(pick(rng, _BROKEN), exchange)
            case weather.REFUSED:
                return self._venue.refuses(exchange)
            case weather.LIMITED:
                return self._venue.limited(pick(rng, (1, 1, 2, 7, 40)))
            case weather.ODD_STATUS:
                return self._odd(pick(rng, self._venue.odd(exchange) or _ODD), exchange)
            case _:
                return self._on_its_way_back(exchange, fate, self._venue.handle(exchange))

    def _on_its_way_back(self, exchange: Exchange, fate: str, said: Said) -> Said:
        """Do to what the venue says what becomes of it."""
        rng = self._rng
        match fate:
            case weather.BROKEN_AFTER:
                broken = self._broken(pick(rng, _BROKEN), exchange)
                if rng.random() < 0.3:
                    broken.payload = said.payload
                return broken
            case weather.SPOILED:
                return spoiled(rng, exchange, said, self._venue.names(exchange))
            case weather.UNREADABLE:
                return unreadable(rng, exchange, said)
            case weather.LEFT_OVER if not exchange.fresh:
                return left_over(rng, exchange, said)
            case _:
                return said

    def _odd(self, status: int, exchange: Exchange) -> Said:
        said = self._broken(status, exchange)
        if status in _REFUSALS:
            # Something in front of the venue wrote it, and does not write as the venue does.
            said.payload = pick(self._rng, (b"<html><body>Forbidden</body></html>", {"message": "Forbidden"}, {"error": "Forbidden"}))
            if self._rng.random() < 0.7:
                self._venue.handle(exchange)
            return said
        if self._rng.random() < 0.5:
            said.payload = self._venue.handle(exchange).payload
        elif status in _NEARLY:
            said.payload = claimed(exchange, self._venue.names(exchange))
        return said

    def _broken(self, status: int, exchange: Exchange) -> Said:
        bodies: tuple[object, ...] = (
            {"error": {"message": "Network Error", "code": 503}},
            {"error": "order not found"},
            {"code": "unknown", "message": "unknown"},
            b"",
            b"<html><body>Bad Gateway</body></html>",
        )
        if exchange.method == "GET" and status == 404:
            # In the venue's own words it would be the venue's word. A path that is not served is answered in its form.
            bodies = (bodies[0], {"error": f"Cannot GET {exchange.path}"}, *bodies[3:])
        # A read changes nothing, whatever becomes of it.
        return Said(status=status, payload=pick(self._rng, bodies), clear=exchange.method == "GET" and status == 404)

    def _answered(self, exchange: Exchange, said: Said, answer: Answer) -> None:
        headers = said.headers
        exchange.status, exchange.reply, exchange.clear = said.status, said.body(), said.clear
        exchange.told = self._timeline.now
        if (wanted := headers.get("retry-after")) is not None:
            exchange.retry_after = self._seconds(wanted)
        retry_after = encoding.retry_after(wanted, today=self._timeline.today)
        allowance = encoding.allowance(headers, today=self._timeline.today) if headers else None
        left_by = Moment(CLOCK, self._timeline.now)
        answer(Answered(status=said.status, body=exchange.reply, retry_after=retry_after, allowance=allowance, left_by=left_by))

    def _seconds(self, wanted: str) -> float:
        if wanted.isdigit():
            return float(wanted)
        return max((parsedate_to_datetime(wanted) - self._timeline.today()).total_seconds(), 0.0)

    def _tell(self, moment: float, exchange: Exchange, unsent: Unsent | None, answer: Answer) -> None:
        """Tell, at a moment, that nothing was sent, or else that no reply came."""

        def told() -> None:
            now = exchange.told = self._timeline.now
            answer(unsent or Lost("no complete reply in time", Moment(CLOCK, now)))

        self._timeline.at(moment, told)
