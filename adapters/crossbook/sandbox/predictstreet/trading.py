"""Orders, books and matches: every way in which trading changes state. No I/O."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import count
from typing import Literal

from attrs import frozen

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.predictstreet import fees
from crossbook.sandbox.predictstreet.catalogue import Catalogue
from crossbook.sandbox.predictstreet.ledger import COLLATERAL, USDC, Ledger
from crossbook.sandbox.predictstreet.markets import PredictStreetMarket
from crossbook.sandbox.predictstreet.matching import OPPOSITE, Matched, OutcomeBook, Side, Taker, TimeInForce, match
from crossbook.sandbox.predictstreet.orders import Order, OrderState
from crossbook.sandbox.predictstreet.trades import ROLES, Trade, leg


@frozen(kw_only=True)
class NewOrder:
    """What a caller says about an order to be. Price and quantity in base units."""

    wallet: str
    vault: str
    market: PredictStreetMarket
    side: Side
    outcome: str
    price: int
    quantity: int
    client_order_id: str | None = None
    order_type: str = "limit"
    time_in_force: TimeInForce = "gtc"
    post_only: bool = False
    expiry: int = 0


class PostOnlyError(Exception):
    """An order that was not to match at once would have."""


class Trading:
    """Orders by id with their books, and the trades they made."""

    def __init__(self, clock: Clock, catalogue: Catalogue, ledger: Ledger, house: str) -> None:
        self._clock = clock
        self._catalogue = catalogue
        self._ledger = ledger
        self._house = house
        self._orders: dict[str, Order] = {}
        self._live: dict[str, dict[str, Order]] = {}
        self._books: dict[tuple[str, str], OutcomeBook] = {}
        self._expiries: list[tuple[int, str]] = []
        self._sequence = count(1)
        self._fills: dict[str, list[Trade]] = {}
        self._last: dict[tuple[str, str], int] = {}
        self.trades: list[Trade] = []
        self.holds_matcher = False
        """Orders stay PENDING until `run_matcher`, as while the matcher call is in flight."""
        self.on_book: Callable[[str, str], None] = lambda _symbol, _outcome: None
        """Told of each change of a book, by market and outcome."""
        self.on_change: list[Callable[[str, str], None]] = []
        """Told of each change that the book's counter counts."""
        self.on_order: list[Callable[[Order, Literal["placed", "cancelled"]], None]] = []
        self.on_trade: list[Callable[[Trade], None]] = []

    # ---- looking

    def find(self, order_id: str, wallet: str | None = None) -> Order | None:
        """Return an order; with a wallet, only one of its own: another's does not exist for it."""
        order = self._orders.get(order_id.lower())
        return order if order is not None and wallet in (None, order.wallet) else None

    def known(self, order_id: str) -> Order:
        """Return an order. Raises KeyError for an unknown id."""
        order = self.find(order_id)
        if order is None:
            raise KeyError(f"expected the id of an order of this sandbox, found {order_id!r}")
        return order

    def live(self, wallet: str) -> tuple[Order, ...]:
        """List pending and open orders of a wallet, newest first."""
        return tuple(reversed(self._live.get(wallet, {}).values()))

    def of(self, wallet: str) -> Iterator[Order]:
        """List every order of a wallet, newest first."""
        return (order for order in reversed(self._orders.values()) if order.wallet == wallet)

    def fills(self, order_id: str) -> tuple[Trade, ...]:
        """List the trades of an order, oldest first."""
        return tuple(self._fills.get(order_id.lower(), ()))

    def book(self, symbol: str, outcome: str) -> OutcomeBook:
        return self._books.setdefault((symbol, outcome), OutcomeBook())

    def last_price(self, symbol: str, outcome: str) -> int | None:
        """Give the price of the last trade of an outcome."""
        return self._last.get((symbol, outcome))

    # ---- changing

    def place(self, new: NewOrder) -> Order:
        """Set the money aside, match, and let the rest rest or end. Raises OverdraftError and PostOnlyError, having changed nothing."""
        order = self._made(new)
        self._ledger.lock(order.wallet, order.asset, order.reserve)
        matched = _UNMATCHED if self.holds_matcher else self._matched(order)
        if matched.rest == "refused":
            self._ledger.unlock(order.wallet, order.asset, order.reserve)
            raise PostOnlyError
        self._admit(order)
        if self.holds_matcher:
            order.state = "pending"
        else:
            self._apply(order, matched)
        return order

    def seed(self, new: NewOrder) -> Order:
        """Let an order rest as it is, with what it needs supplied."""
        order = self._made(new)
        self.supply(order.wallet, order.asset, order.reserve, new.market)
        self._ledger.lock(order.wallet, order.asset, order.reserve)
        self._admit(order)
        self._apply(order, _UNMATCHED)
        return order

    def run_matcher(self) -> tuple[Order, ...]:
        """Match what is pending, in the order of arrival. A post-only order that would match by now is cancelled."""
        pending = sorted(
            (order for live in self._live.values() for order in live.values() if order.state == "pending"), key=lambda order: order.sequence
        )
        for order in pending:
            order.state = "open"
            self._apply(order, self._matched(order))
        return tuple(pending)

    def end(self, order: Order, state: OrderState) -> None:
        """Cancel or expire a live order and free what was set aside. Raises ValueError for one that has ended."""
        if not order.is_live:
            raise ValueError(f"expected an open order, found {order.state}")
        self._ledger.unlock(order.wallet, order.asset, order.reserve)
        self._close(order, state)
        self.book(order.market_id, order.outcome).remove(order.id)
        if state == "cancelled":  # the only end that a page names an event for
            for hear in self.on_order:
                hear(order, "cancelled")
        self._book_changed(order)

    def fill_by_house(self, order: Order, quantity: int) -> Trade:
        """Match part or all of one open order with an order of the house, whatever else rests."""
        if order.state != "open":
            raise ValueError(f"expected an open order, found {order.state}")
        market = self._catalogue.known(order.market_id)
        other = self._made(
            NewOrder(
                wallet=self._house,
                vault=self._house,
                market=market,
                side=OPPOSITE[order.side],
                outcome=order.outcome,
                price=order.price,
                quantity=quantity,
                time_in_force="ioc",
            )
        )
        self.supply(self._house, other.asset, other.reserve, market)
        self._ledger.lock(self._house, other.asset, other.reserve)
        self._admit(other)
        trade = self._trade(other, order, order.price, quantity)
        self._book_changed(order)
        return trade

    def supply(self, wallet: str, asset: str, quantity: int, market: PredictStreetMarket) -> None:
        """Give a wallet what a test needs it to have. Tokens come in pairs, paid for by the house, which keeps the other one."""
        if asset == USDC:
            self._ledger.issue(wallet, USDC, quantity)
            return
        self._ledger.issue(COLLATERAL, USDC, quantity)
        for token in market.token_ids:
            self._ledger.issue(wallet if token == asset else self._house, token, quantity)

    def expire(self, unix: int) -> None:
        """Let go of every order whose time has come."""
        while self._expiries and self._expiries[0][0] <= unix:
            order = self._orders[heappop(self._expiries)[1]]
            if order.is_live:
                self.end(order, "expired")

    def close_market(self, symbol: str) -> None:
        """End every order of a market that is over."""
        for order in [order for live in self._live.values() for order in live.values() if order.market_id == symbol]:
            self.end(order, "cancelled_by_resolve")

    # ---- inside

    def _made(self, new: NewOrder) -> Order:
        now = self._clock.wall()
        return Order(
            id=str(uuid.uuid4()),
            wallet=new.wallet,
            vault=new.vault,
            market_id=new.market.symbol,
            token=new.market.token_ids[int(new.outcome)],
            side=new.side,
            outcome=new.outcome,
            price=new.price,
            quantity=new.quantity,
            time_in_force=new.time_in_force,
            order_type=new.order_type,
            post_only=new.post_only,
            client_order_id=new.client_order_id,
            expiry=new.expiry,
            sequence=next(self._sequence),
            created_at=now,
            updated_at=now,
        )

    def _admit(self, order: Order) -> None:
        self._orders[order.id] = order
        self._live.setdefault(order.wallet, {})[order.id] = order
        if order.expiry:
            heappush(self._expiries, (order.expiry, order.id))
        for hear in self.on_order:
            hear(order, "placed")

    def _book_changed(self, order: Order) -> None:
        self.on_book(order.market_id, order.outcome)
        if self.book(order.market_id, order.outcome).count_change():
            for hear in self.on_change:
                hear(order.market_id, order.outcome)

    def _matched(self, order: Order) -> Matched:
        taker = Taker(order.side, order.price, order.remaining, order.time_in_force, order.post_only)
        return match(self.book(order.market_id, order.outcome), taker)

    def _apply(self, order: Order, matched: Matched) -> None:
        book = self.book(order.market_id, order.outcome)
        for fill in matched.fills:
            maker = self._orders[fill.maker]
            self._trade(order, maker, fill.price, fill.quantity)
        if matched.rest in ("cancelled", "refused"):
            self.end(order, "cancelled")
            return
        if matched.rest == "rests":
            book.add(order.id, order.side, order.price, order.remaining)
        self._book_changed(order)

    def _trade(self, taker: Order, maker: Order, price: int, quantity: int) -> Trade:
        market = self._catalogue.known(maker.market_id)
        rates = (market.fee_taker_bps, market.fee_taker_bps if market.makers_pay else 0)
        paid = sum(self._take(order, price, quantity) for order in (taker, maker))
        legs = [
            leg(order, role, fees.in_usdc(rate, price, quantity)) for order, role, rate in zip((taker, maker), ROLES, rates, strict=True)
        ]
        buyer_rate = rates[0] if taker.side == "buy" else rates[1]
        trade = Trade(
            id=str(uuid.uuid4()),
            sequence=len(self.trades) + 1,
            market_id=maker.market_id,
            outcome=maker.outcome,
            token=maker.token,
            price=price,
            quantity=quantity,
            paid=paid,
            kept=fees.in_tokens(buyer_rate, price, quantity),
            taker=legs[0],
            maker=legs[1],
            created_at=self._clock.wall(),
        )
        self.trades.append(trade)
        self._last[trade.market_id, trade.outcome] = price
        for order in (taker, maker):
            self._fills.setdefault(order.id, []).append(trade)
        for hear in self.on_trade:
            hear(trade)
        return trade

    def _take(self, order: Order, price: int, quantity: int) -> int:
        """Count a fill of one order. What it set aside for these tokens and does not need, at a better price, is free again."""
        before = order.reserve
        paid = order.take(price, quantity)
        if order.side == "buy":
            self._ledger.unlock(order.wallet, USDC, before - paid - order.reserve)
        book = self.book(order.market_id, order.outcome)
        if order.id in book:
            book.reduce(order.id, quantity)
        order.updated_at = self._clock.wall()
        if order.remaining == 0:
            self._close(order, "filled")
        return paid

    def _close(self, order: Order, state: OrderState) -> None:
        order.state = state
        order.updated_at = self._clock.wall()
        self._live.get(order.wallet, {}).pop(order.id, None)


_UNMATCHED = Matched((), "rests")
