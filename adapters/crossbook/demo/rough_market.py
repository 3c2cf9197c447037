"""Other traders at both venues, and a connection that fails in every way: what a quoter lives among. Decided by a seed."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Final, Literal

from crossbook import Odds, as_decimal
from crossbook.sandbox import Fault, FourcastersPlacement, PredictStreetOrder, Sandbox

SYMBOL: Final = "NC26-BIN-QUOTED"
_CENT: Final = Decimal("0.01")
_WIDE: Final = Decimal("0.06")
_LOWEST, _HIGHEST = Decimal("0.35"), Decimal("0.65")
_RICH: Final = Decimal(1_000_000)
_LOST: Final = (Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.FREEZE, Fault.TRUNCATED)
_UNWELL: Final = (Fault.UNAVAILABLE, Fault.UNAVAILABLE_AFTER_COMMIT, Fault.RATE_LIMITED)
_BETS: Final = ("placeOrders", "editOrderV4", "cancelMultiple", "lookupOrder", "getUnmatched", "getOrderbook", "replayUserMessages")
_TOKENS: Final = ("placeOrder", "placeBatch", "cancelOrder", "cancelBatch", "getOrder", "listOpenOrders")
_FRAMES: Final = (Fault.FRAME_LOST, Fault.FRAME_REPEATED, Fault.FRAME_LATE, Fault.FRAME_HALF)


class RoughMarket:
    """Moves the market, takes quotes and breaks connections, a second at a time."""

    def __init__(self, sandbox: Sandbox, seed: int, *, faults: bool, takes: float = 0.15) -> None:
        """Set up a game and a market in a `sandbox`. `takes` is the chance of each second that somebody takes a quote."""
        self._sandbox, self._luck, self._faults, self._takes = sandbox, Random(seed), faults, takes  # noqa: S311 - a game of chance
        bets, tokens = sandbox.fourcasters, sandbox.predictstreet
        self.game = bets.add_game(away="Visitors", home="Hosts", starts_in=10 * 24 * 3600.0)
        tokens.add_market(SYMBOL)
        tokens.signatures, tokens.book_levels = "verify", True
        self._own = bets.trader()
        self._own.set_balance(_RICH)
        tokens.trader(usdc=_RICH)
        self._bettors = {name: bets.trader(name, balance=_RICH) for name in ("maker", "taker")}
        self._traders = {name: tokens.trader(name, usdc=_RICH) for name in ("maker", "taker")}
        for trader in self._traders.values():
            for outcome in (0, 1):
                trader.give_tokens(SYMBOL, outcome, _RICH)
        self._fair = Decimal("0.50")
        self._thaws_at = 0
        self._second = 0
        self.bets_matched = Decimal(0)
        """USD at risk of the account under test that other traders have taken."""
        self.struck = 0
        """How many faults were planned."""
        self._move()

    def pass_second(self) -> None:
        """Let a second of trade happen."""
        self._second += 1
        if self._luck.random() < 0.2:  # noqa: PLR2004 - once in five seconds
            self._fair = min(max(self._fair + self._luck.randint(-2, 2) * _CENT, _LOWEST), _HIGHEST)
            self._move()
        for take in (self._take_bet, self._sell_tokens):
            if self._luck.random() < self._takes:
                take()
        if self._second >= self._thaws_at:
            self._sandbox.fourcasters.thaw()
            self._sandbox.predictstreet.thaw()
        if self._faults and self._luck.random() < 0.25:  # noqa: PLR2004 - once in four seconds
            self._break_something()

    def _move(self) -> None:
        maker, market = self._bettors["maker"], self._traders["maker"]
        for order_id in maker.open_order_ids():
            maker.cancel(order_id)
        for order_id in market.open_order_ids():
            market.cancel(order_id)
        for side, fair in ((self.game.home.id, self._fair), (self.game.away.id, 1 - self._fair)):
            self._count(maker.place(self.game.id, "moneyline", side, odds=_odds(fair - _WIDE), bet=Decimal(100)))
        sides: tuple[tuple[Literal["buy", "sell"], Decimal], ...] = (("buy", -_WIDE), ("sell", _WIDE))
        for side, away in sides:
            market.place(SYMBOL, side=side, price=self._fair + away, quantity=Decimal(300))

    def _take_bet(self) -> None:
        side, fair = self._luck.choice(((self.game.home.id, self._fair), (self.game.away.id, 1 - self._fair)))
        odds, bet = _odds(fair + 2 * _WIDE), Decimal(self._luck.randint(2, 15))
        self._count(self._bettors["taker"].place(self.game.id, "moneyline", side, odds=odds, bet=bet, order_type="fillAndKill"))

    def _sell_tokens(self) -> PredictStreetOrder:
        outcome, fair = self._luck.choice((("0", self._fair), ("1", 1 - self._fair)))
        price, many = fair - 2 * _WIDE, Decimal(self._luck.randint(2, 30))
        return self._traders["taker"].place(SYMBOL, side="sell", outcome=outcome, price=price, quantity=many, time_in_force="ioc")

    def _count(self, placed: FourcastersPlacement) -> None:
        for fill in placed.fills:
            if self._sandbox.fourcasters.order(fill.order_id).owner == self._own.account_id:
                self.bets_matched += fill.gross  # what a taker may win is what its maker has at risk

    def _break_something(self) -> None:
        luck, self.struck = self._luck, self.struck + 1
        venue, names = luck.choice(((self._sandbox.fourcasters, _BETS), (self._sandbox.predictstreet, _TOKENS)))
        kind = luck.randrange(8)
        if kind == 0:
            venue.drop_sockets()
        elif kind == 1:
            venue.mute_sockets()
        elif kind == 2:  # noqa: PLR2004 - one of eight
            venue.fail_next(luck.choice(_FRAMES), transport="socket")
        else:
            fault = luck.choice(_LOST + _UNWELL)
            if self._second >= self._thaws_at:  # Nothing is held for longer than 40 s: the clients count on 120.
                self._thaws_at = self._second + luck.randint(1, 40)
            venue.fail_next(fault, luck.choice(names), transport="rest")


def _odds(chance: Decimal) -> Decimal:
    return as_decimal(Odds.from_probability(chance).on_grid(1, towards="nearest").american)
