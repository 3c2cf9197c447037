"""What a user feed asks over REST, and how it is told: as the feeds of the clients do it, one read at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, cast

from crossbook import CrossbookError
from crossbook.core.paging import fetch
from crossbook.core.steps import Plan
from crossbook.fourcasters.feeds.listing import ReplayReply
from crossbook.fourcasters.feeds.user_protocol import UserFeedProtocol as FourcastersFeed
from crossbook.fourcasters.feeds.wants import AskReplay
from crossbook.fourcasters.feeds.wants import AskResting as FourcastersResting
from crossbook.fourcasters.orders.order import resting_order
from crossbook.predictstreet.feeds.user_protocol import UserFeedProtocol as PredictStreetFeed
from crossbook.predictstreet.feeds.wants import AskResting as PredictStreetResting
from crossbook.predictstreet.orders import cancelling
from crossbook.predictstreet.reads import as_text, wallet
from crossbook_bindings.fourcasters import rest as bindings
from simulation.executor import Ended
from simulation.predictstreet_placing import WALLET

AnyAsk = AskReplay | FourcastersResting | PredictStreetResting
AnyFeed = FourcastersFeed | PredictStreetFeed


class Runs(Protocol):
    """Runs a plan as a call of the client's."""

    def __call__(self, plan: Callable[[], Plan[object]], deadline: float, ended: Callable[[Ended], None], /) -> None: ...


class Errands:
    """Asks for one feed."""

    def __init__(self, feed: AnyFeed, run: Runs, flush: Callable[[], None]) -> None:
        self._feed = feed
        self._run = run
        self._flush = flush
        self._waiting = deque[AnyAsk]()
        self._is_busy = False

    def add(self, ask: AnyAsk) -> None:
        """Ask for something, when its turn comes."""
        self._waiting.append(ask)
        self._next()

    def _next(self) -> None:
        while self._waiting and not self._is_busy:
            ask = self._waiting.popleft()
            if self._feed.waits_for(ask.number):
                self._is_busy = True
                self._ask(ask)

    def _ask(self, ask: AnyAsk) -> None:
        match ask:
            case AskReplay():
                self._begin(
                    ask,
                    lambda: fetch(bindings.replay_user_messages(afterID=ask.after).read_as(ReplayReply)),
                    30.0,
                    partial(self._replayed, ask),
                )
            case FourcastersResting():
                self._begin(ask, lambda: fetch(bindings.get_unmatched()), 30.0, partial(self._rests, ask))
            case PredictStreetResting():
                self._begin(ask, lambda: cancelling.open_orders(None, WALLET), 120.0, partial(self._listed, ask))

    def _begin(self, ask: AnyAsk, plan: Callable[[], Plan[object]], deadline: float, answered: Callable[[Any], None]) -> None:
        def ended(how: Ended) -> None:
            assert how.crash is None, how.crash
            if isinstance(how.error, CrossbookError):
                self._feed.receive_failure(ask.number, how.error)
                self._over()
            else:
                answered(how.value)

        self._run(plan, deadline, ended)

    def _replayed(self, ask: AskReplay, reply: ReplayReply) -> None:
        cast("FourcastersFeed", self._feed).receive_replay(ask.number, reply)
        self._over()

    def _rests(self, ask: FourcastersResting, rows: tuple[bindings.UnmatchedOrder, ...]) -> None:
        cast("FourcastersFeed", self._feed).receive_resting(ask.number, tuple(map(resting_order, rows)))
        self._over()

    def _listed(self, ask: PredictStreetResting, orders: Any) -> None:
        since = as_text(ask.since, "since")
        if ask.since is None:
            self._told(ask, orders, ())
        else:
            self._begin(ask, lambda: wallet.fills(None, since, ask.wallet), 120.0, partial(self._told, ask, orders))

    def _told(self, ask: PredictStreetResting, orders: Any, fills: Any) -> None:
        cast("PredictStreetFeed", self._feed).receive_resting(ask.number, orders, fills)
        self._over()

    def _over(self) -> None:
        self._is_busy = False
        self._flush()
        self._next()
