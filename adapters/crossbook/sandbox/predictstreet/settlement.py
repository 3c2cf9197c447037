"""The way of a trade to the chain, where money and tokens change hands: until then they stay locked (concepts/trading/order-lifecycle)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.predictstreet.ledger import USDC, Ledger
from crossbook.sandbox.predictstreet.positions import Positions
from crossbook.sandbox.predictstreet.trades import Trade
from crossbook.sandbox.predictstreet.trading import Trading


class Settlement:
    """Trades that are on their way."""

    def __init__(self, clock: Clock, trading: Trading, ledger: Ledger, positions: Positions, operator: str) -> None:
        self._clock = clock
        self._trading = trading
        self._ledger = ledger
        self._positions = positions
        self._operator = operator
        self._waiting: dict[str, Trade] = {}
        self.after: float | None = 0
        """Seconds from match to settlement, half of them before it is sent; None: only when a test says so."""
        self.on_settled: list[Callable[[Trade], None]] = []
        trading.on_trade.append(self._matched)

    def known(self, trade_id: str) -> Trade:
        """Return a trade. Raises KeyError for an unknown id."""
        found = next((trade for trade in self._trading.trades if trade.id == trade_id), None)
        if found is None:
            raise KeyError(f"expected the id of a trade of this sandbox, found {trade_id!r}")
        return found

    def catch_up(self, now: datetime) -> None:
        """Send and settle what is due."""
        if self.after is None:
            return
        for trade in list(self._waiting.values()):
            due = trade.created_at + timedelta(seconds=self.after)
            if due <= now:
                self.settle(trade, due)
            elif trade.created_at + timedelta(seconds=self.after / 2) <= now:
                self.send(trade)

    def waiting(self) -> tuple[Trade, ...]:
        """List trades that are neither settled nor failed, oldest first."""
        return tuple(self._waiting.values())

    def send(self, trade: Trade) -> None:
        """Send a trade to the chain."""
        if trade.status == "matched":
            trade.status = "settlement_pending"
            trade.tx_hash = "0x" + secrets.token_hex(32)

    def settle(self, trade: Trade, now: datetime | None = None) -> None:
        """Let money and tokens change hands, fees taken off. Raises ValueError for a trade that is final."""
        self._finish(trade)
        buyer, seller = trade.buyer.wallet, trade.seller.wallet
        moment = now or self._clock.wall()
        held = self._ledger.of(seller, trade.token).total
        self._ledger.move(buyer, seller, USDC, trade.paid)
        self._ledger.move(seller, buyer, trade.token, trade.quantity)
        self._ledger.pay(seller, self._operator, USDC, trade.seller.fee)
        self._ledger.pay(buyer, self._operator, trade.token, trade.kept)
        self._positions.parted(seller, trade.token, trade.quantity, held=held, proceeds=trade.paid - trade.seller.fee, now=moment)
        self._positions.bought(buyer, trade.token, trade.paid)
        trade.status, trade.settled_at = "settled", moment
        for hear in self.on_settled:
            hear(trade)

    def fail(self, trade: Trade) -> None:
        """Let a trade fail on the chain: what was locked for it is free again, its orders stay as they are.

        But for an order that was filled and of which every fill has failed by now.
        """
        self._finish(trade)
        self._ledger.unlock(trade.buyer.wallet, USDC, trade.paid)
        self._ledger.unlock(trade.seller.wallet, trade.token, trade.quantity)
        trade.status = "settlement_failed"
        for leg in trade.legs:
            order = self._trading.known(leg.order_id)
            if order.state == "filled" and all(other.status == "settlement_failed" for other in self._trading.fills(order.id)):
                order.state, order.updated_at = "settlement_failed", self._clock.wall()

    def _matched(self, trade: Trade) -> None:
        self._waiting[trade.id] = trade

    def _finish(self, trade: Trade) -> None:
        if trade.is_final:
            raise ValueError(f"expected a trade on its way, found {trade.status}")
        self.send(trade)
        del self._waiting[trade.id]
