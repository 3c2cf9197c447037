"""Runs the quoter in a sandbox, in time of its own, and holds what it claims against what the sandbox has, at every step."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeAlias

import attrs

from crossbook import Ledger
from crossbook.demo.life_predictstreet import account_of
from crossbook.demo.owned_time import OwnedTime
from crossbook.demo.quoter import Bets, Limits, Quoter, Tokens
from crossbook.demo.rough_market import SYMBOL, RoughMarket
from crossbook.desk import DeadMan, Pulled
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, LocalSigner
from crossbook.sandbox import Clock, Sandbox

VENUES: Final = ("fourcasters", "predictstreet")
_REMEMBERED: Final = 100
"""Ended orders that the ledger keeps one by one: enough for what is told late, and what is held against the sandbox costs less."""
_ROUNDING: Final = Decimal("0.00001")
"""USD. 4casters matches in fractions of a cent that a reply has no room for."""


MakeLedger: TypeAlias = Callable[[Callable[[], float]], Ledger]


@attrs.define
class Watched:
    """What was seen of one run."""

    most_claimed: dict[str, Decimal] = attrs.field(factory=lambda: dict.fromkeys(VENUES, Decimal(0)))
    most_held: dict[str, Decimal] = attrs.field(factory=lambda: dict.fromkeys(VENUES, Decimal(0)))
    breaches: list[str] = attrs.field(factory=list)
    steps: int = 0
    seconds: float = 0.0
    counts: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    still_unknown: int = 0
    faults: int = 0
    alarms: Counter[str] = attrs.field(factory=Counter)
    pulled: Pulled | None = None
    left_at_the_venues: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing was claimed too small, no limit was passed, and nothing rests."""
        return not self.breaches and self.pulled is not None and self.pulled.is_proven and not self.left_at_the_venues


class _Run:
    def __init__(self, seconds: float, seed: int, *, faults: bool, limits: Limits, takes: float, ledger: MakeLedger) -> None:
        self.seconds, self.limits = seconds, limits
        self.sandbox = Sandbox(clock=Clock(ticks=False), faults_must_fire=False)
        self.market = RoughMarket(self.sandbox, seed, faults=faults, takes=takes)
        self.watched = Watched()
        self.loop = OwnedTime(self.passed)
        self.ledger = ledger(self.loop.time)
        self._next = 1.0
        self._bought = Decimal(0)

    def passed(self, seconds: float) -> None:
        """Let time pass at the venues too, and look whether all is well."""
        self.sandbox.advance(seconds)
        while self.loop.now() >= self._next:
            self._next += 1
            self.market.pass_second()
            # Nothing is bought but when others trade, for its own orders only rest: this is asked once a second, because it takes long.
            venue = self.sandbox.predictstreet
            self._bought = sum((trade.paid for trade in venue.trades if trade.buyer == venue.wallet), Decimal(0))
        self.look()

    def look(self) -> None:
        watched, exposure = self.watched, self.ledger.exposure()
        watched.steps += 1
        for venue, held in (("fourcasters", self._held_in_bets()), ("predictstreet", self._held_in_tokens())):
            claimed = sum((self.limits.claim(each) for each in exposure if each.venue == venue), Decimal(0))
            watched.most_claimed[venue] = max(claimed, watched.most_claimed[venue])
            watched.most_held[venue] = max(held, watched.most_held[venue])
            if claimed + _ROUNDING < held:
                watched.breaches.append(f"{self.loop.now():.1f} s: {venue} holds {held:f}, and the ledger claims {claimed:f}")
            if held > self.limits.most + _ROUNDING:
                watched.breaches.append(f"{self.loop.now():.1f} s: {venue} holds {held:f}, more than {self.limits.most:f}")

    def _held_in_bets(self) -> Decimal:
        venue = self.sandbox.fourcasters
        return self.market.bets_matched + sum((venue.order(each).remaining for each in venue.open_order_ids()), Decimal(0))

    def _held_in_tokens(self) -> Decimal:
        venue = self.sandbox.predictstreet
        resting = [venue.order(each) for each in venue.open_order_ids()]
        return self._bought + sum((order.remaining * order.price for order in resting), Decimal(0))

    async def run(self) -> None:
        bets, tokens, game = self.sandbox.fourcasters, self.sandbox.predictstreet, self.market.game
        account, key = account_of(tokens), LocalSigner(tokens.trader().private_key)
        watch = [self.ledger]
        with (
            tempfile.TemporaryDirectory() as folder,
            # It runs by the machine's clock, and a ledger hears of one clock only. In a program of yours both are the machine's.
            Fourcasters(token=bets.token, base_url=bets.url, observers=[self.loop.hold]) as beating,
        ):
            async with (
                AsyncFourcasters(token=bets.token, base_url=bets.url, streaming_url=bets.streaming_url, observers=watch) as first,
                AsyncPredictStreet(api_key=tokens.api_key, account=account, signer=key, observers=watch) as second,
            ):
                terms = await second.market_terms(SYMBOL)
                dead_man = DeadMan(beating, timeout=30, alarm=self._alarmed, lease_folder=Path(folder), clock=self.loop)
                markets = (Bets(first, game.id, game.home.id, game.away.id), Tokens(second, terms, account.wallet))
                quoter = Quoter(self.ledger, markets, dead_man, self.limits)
                stop = asyncio.Event()
                self.loop.call_later(self.seconds, stop.set)
                self.watched.pulled = await quoter.run(stop)
                self.watched.counts = quoter.counts
                self.watched.still_unknown = sum(map(len, quoter.unknown.values()))
        self.look()

    def _alarmed(self, told: object) -> None:
        self.watched.alarms[str(getattr(told, "state", told))] += 1


def new_ledger(clock: Callable[[], float]) -> Ledger:
    """Make a ledger that goes by a `clock`, in seconds."""
    return Ledger(keep_ended=_REMEMBERED, clock=clock)


def run(
    seconds: float, seed: int, *, faults: bool, limits: Limits | None = None, takes: float = 0.15, ledger: MakeLedger = new_ledger
) -> Watched:
    """Quote for so many `seconds` of the sandbox's time.

    A `seed` decides what other traders and faults do, not when replies come: two runs are alike, and not the same. `takes` is how likely
    somebody takes a quote in a second; `ledger` makes the one that is held against the sandbox.
    """
    made = _Run(seconds, seed, faults=faults, limits=limits or Limits(), takes=takes, ledger=ledger)
    with made.sandbox:
        try:
            made.loop.run_until_complete(made.run())
        finally:
            made.loop.close()
        watched = made.watched
        watched.seconds, watched.faults = made.loop.now(), made.market.struck
        watched.left_at_the_venues = len(made.sandbox.fourcasters.open_order_ids()) + len(made.sandbox.predictstreet.open_order_ids())
    return watched
