"""The market of the PredictStreet sandbox against a small model: any orders, cancels, settlements and failures, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Any

import pytest
from attrs import define
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from crossbook.sandbox import Clock, PredictStreetOrder, PredictStreetTrade, PredictStreetTrader, Sandbox

MARKET = "NC26-BIN-83479265"
UNIT = Decimal("0.000001")
NAMES = ("anna", "bert", "cleo")
TOKENS = Decimal(500)


@define(eq=False)
class Resting:
    """An order of the model."""

    id: str
    side: str
    price: Decimal
    remaining: Decimal


class Model:
    """What must become of an order: the best price first, then the earliest; never more than is there, never through a price."""

    def __init__(self) -> None:
        self.books: dict[str, list[Resting]] = {"0": [], "1": []}

    def place(self, outcome: str, new: Resting, time_in_force: str, *, post_only: bool) -> tuple[str, list[tuple[str, Decimal, Decimal]]]:
        """Return the state that follows, and what the order met: whom, at which price, how much."""
        book = self.books[outcome]
        sign = 1 if new.side == "buy" else -1
        met = sorted(
            (other for other in book if other.side != new.side and sign * other.price <= sign * new.price),
            key=lambda other: sign * other.price,
        )
        if post_only and met:
            return "refused", []
        if time_in_force == "fok" and sum(other.remaining for other in met) < new.remaining:
            return "cancelled", []
        fills: list[tuple[str, Decimal, Decimal]] = []
        for other in met:
            taken = min(other.remaining, new.remaining)
            if taken:
                fills.append((other.id, other.price, taken))
                other.remaining -= taken
                new.remaining -= taken
        self.books[outcome] = [other for other in book if other.remaining]
        if new.remaining and time_in_force == "gtc":
            self.books[outcome].append(new)
            return "open", fills
        return ("cancelled" if new.remaining else "filled"), fills

    def cancel(self, order_id: str) -> None:
        self.books = {outcome: [order for order in book if order.id != order_id] for outcome, book in self.books.items()}


class Market(RuleBasedStateMachine):
    """Three traders on both outcomes of one market. Trades settle or fail when the machine says so."""

    def __init__(self) -> None:
        super().__init__()
        self.venue = Sandbox(clock=Clock(ticks=False)).predictstreet
        self.venue.settles_after = None
        self.traders = {name: self.venue.trader(name) for name in NAMES}
        for trader in self.traders.values():
            for outcome in (0, 1):
                trader.give_tokens(MARKET, outcome, TOKENS)
        self.money = self.venue.total_money()
        self.model = Model()
        self.orders: dict[str, tuple[PredictStreetTrader, PredictStreetOrder]] = {}
        self.seen = 0

    @rule(
        name=st.sampled_from(NAMES),
        side=st.sampled_from(["buy", "sell"]),
        outcome=st.sampled_from(["0", "1"]),
        cents=st.integers(1, 99) | st.integers(48, 52),
        quantity=st.integers(1, 9) | st.integers(1, 60_000_000),
        kind=st.sampled_from([("gtc", False), ("gtc", False), ("gtc", True), ("ioc", False), ("ioc", True), ("fok", False)]),
    )
    def place(self, *, name: str, side: Any, outcome: str, cents: int, quantity: int, kind: tuple[Any, bool]) -> None:
        time_in_force, post_only = kind
        trader, price, size = self.traders[name], Decimal(cents) / 100, quantity * UNIT
        free = trader.usdc.available if side == "buy" else trader.tokens(MARKET, int(outcome)).available
        needed = (price * size).quantize(UNIT, ROUND_CEILING) if side == "buy" else size
        asked: dict[str, Any] = {
            "side": side,
            "outcome": outcome,
            "price": price,
            "quantity": size,
            "time_in_force": time_in_force,
            "post_only": post_only,
        }
        if needed > free:
            with pytest.raises(ValueError, match="insufficient_funds"):
                trader.place(MARKET, **asked)
            return
        new = Resting("", side, price, size)
        state, fills = self.model.place(outcome, new, time_in_force, post_only=post_only)
        if state == "refused":
            with pytest.raises(ValueError, match="post_only_would_match"):
                trader.place(MARKET, **asked)
            return
        order = trader.place(MARKET, **asked)
        new.id = order.id
        self.orders[order.id] = (trader, order)
        assert (order.state, order.filled) == (state, sum(taken for _, _, taken in fills))
        assert [(maker_of(trade, order), trade.price, trade.quantity) for trade in self.new_trades()] == fills

    @precondition(lambda self: any(self.model.books.values()))
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        resting = [order.id for book in self.model.books.values() for order in book]
        order_id = data.draw(st.sampled_from(resting))
        assert self.orders[order_id][0].cancel(order_id).state == "cancelled"
        self.model.cancel(order_id)

    @precondition(lambda self: any(not is_final(trade) for trade in self.venue.trades))
    @rule(data=st.data(), settles=st.booleans())
    def end(self, data: st.DataObject, *, settles: bool) -> None:
        trade = data.draw(st.sampled_from([trade.id for trade in self.venue.trades if not is_final(trade)]))
        if settles:
            self.venue.settle(trade)
        else:
            self.venue.fail_settlement(trade)

    @invariant()
    def the_books_are_the_models_and_never_crossed(self) -> None:
        for outcome, resting in self.model.books.items():
            book = self.venue.book(MARKET, outcome)
            assert dict(book.bids) == depth(resting, "buy")
            assert dict(book.asks) == depth(resting, "sell")
            if book.bids and book.asks:
                assert book.bids[0][0] < book.asks[0][0]

    @invariant()
    def nothing_is_filled_beyond_its_size_or_through_its_price(self) -> None:
        for order_id, (_, placed) in self.orders.items():
            order = self.venue.order(order_id)
            fills = [trade for trade in self.venue.trades if order_id in (trade.buy_order_id, trade.sell_order_id)]
            assert order.filled == sum(trade.quantity for trade in fills) <= placed.quantity
            paid = sum(trade.paid for trade in fills)
            if placed.side == "buy":
                assert all(trade.price <= placed.price for trade in fills)
                assert paid <= (placed.price * placed.quantity).quantize(UNIT, ROUND_CEILING)
            else:
                assert all(trade.price >= placed.price for trade in fills)
                assert paid > placed.price * order.filled - UNIT * max(len(fills), 1)

    @invariant()
    def every_fill_has_two_sides(self) -> None:
        for trade in self.venue.trades:
            bought, sold = self.venue.order(trade.buy_order_id), self.venue.order(trade.sell_order_id)
            assert (bought.side, sold.side) == ("buy", "sell")
            assert (bought.outcome, sold.outcome) == (trade.outcome, trade.outcome)

    @invariant()
    def money_and_tokens_are_where_the_settled_trades_brought_them(self) -> None:
        settled = [trade for trade in self.venue.trades if trade.status == "settled"]
        assert self.venue.total_money() == self.money
        for trader in self.traders.values():
            bought, sold = [[trade for trade in settled if whose(trade) == trader.wallet] for whose in (buyer, seller)]
            usdc = trader.usdc
            assert usdc.available >= 0
            assert usdc.available + usdc.locked == 10_000 - sum(t.paid for t in bought) + sum(t.paid - t.seller_fee for t in sold)
            for outcome in ("0", "1"):
                held = trader.tokens(MARKET, int(outcome))
                gained = sum(t.quantity - t.kept_tokens for t in bought if t.outcome == outcome)
                assert held.available + held.locked == TOKENS + gained - sum(t.quantity for t in sold if t.outcome == outcome)

    def teardown(self) -> None:
        for book in self.model.books.values():
            for order in book:
                self.orders[order.id][0].cancel(order.id)
        self.venue.settle()
        for trader in self.traders.values():
            assert [trader.usdc.locked, *(trader.tokens(MARKET, outcome).locked for outcome in (0, 1))] == [0, 0, 0]

    def new_trades(self) -> Iterator[PredictStreetTrade]:
        trades = self.venue.trades
        yield from trades[self.seen :]
        self.seen = len(trades)


def maker_of(trade: PredictStreetTrade, taker: PredictStreetOrder) -> str:
    assert trade.taker_side == taker.side
    return trade.sell_order_id if trade.buy_order_id == taker.id else trade.buy_order_id


def buyer(trade: PredictStreetTrade) -> str:
    return trade.buyer


def seller(trade: PredictStreetTrade) -> str:
    return trade.seller


def is_final(trade: PredictStreetTrade) -> bool:
    return trade.status in ("settled", "settlement_failed")


def depth(resting: list[Resting], side: str) -> dict[Decimal, Decimal]:
    levels: dict[Decimal, Decimal] = {}
    for order in resting:
        if order.side == side:
            levels[order.price] = levels.get(order.price, Decimal(0)) + order.remaining
    return levels


TestTheMarketIsTheModel = Market.TestCase
TestTheMarketIsTheModel.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
