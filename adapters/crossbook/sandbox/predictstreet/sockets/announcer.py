"""What the gateways say of what happens at the venue.

Most payloads are in no page that could be read. "Public events carry tokenId, conditionId, outcomeIndex" and a time
(concepts/websocket/messages): where no more is known, no more is sent. A test can add members, as it has seen them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import count
from typing import Final, Literal, TypeAlias

from crossbook.sandbox.faults import Fault
from crossbook.sandbox.predictstreet.books import book_hash
from crossbook.sandbox.predictstreet.markets import MarketStatus, PredictStreetMarket
from crossbook.sandbox.predictstreet.matching import Level
from crossbook.sandbox.predictstreet.orders import Order
from crossbook.sandbox.predictstreet.sockets.room import Listener, Room
from crossbook.sandbox.predictstreet.state import State
from crossbook.sandbox.predictstreet.trades import Trade
from crossbook.sandbox.predictstreet.units import plain
from crossbook.sandbox.wire import Json, JsonObject

BookEvent: TypeAlias = Literal["book_update", "book_delta"]
"""How a change of a book is told: with the hash of the book after it, or without."""
SNAPSHOT_DEPTH: Final = 100
_CANDLE: Final = 5000
"""Milliseconds."""
_LIFECYCLE: Final[dict[MarketStatus, str]] = {"PAUSED": "market_paused", "RESOLVED": "market_resolved"}


class Announcer:
    """Hears of the venue's state, and tells the room."""

    def __init__(self, state: State, room: Room) -> None:
        self._state = state
        self._room = room
        self._blocks = count(1)
        self._candles: dict[str, int] = {}
        """By token, when the candle that is under way ends."""
        self._watched: dict[str, dict[str, int]] = {}
        """By wallet, how much of each token there was when its vault was last told of."""
        self.book_event: BookEvent = "book_update"
        self.tells_levels = False
        self.tells_lifecycle = False
        state.trading.on_change.append(self._book)
        state.trading.on_order.append(self._order)
        state.trading.on_trade.append(self._trade)
        state.settlement.on_settled.append(self._settled)
        state.operations.on_executed.append(lambda operation: self._moved((operation.wallet,), operation.kind, operation.tx_hash))
        state.redeems.on_confirmed.append(lambda job: self._moved((job.wallet,), "redeem", job.tx_hash))
        state.on_moved.append(self._lifecycle)
        state.on_time.append(self._time)

    # ---- books

    def snapshot(self, listener: Listener, sid: int, token: str, *, whole: bool) -> None:
        """Push the book of a token, 100 levels of it or the whole."""
        found = self._state.catalogue.by_token(token)
        planned = self._room.faults.next("book_snapshot", "socket", listener.link.path)
        struck = planned is not None and planned.fault is Fault.BOOK_FAILED
        if struck:
            self._room.faults.take("book_snapshot", "socket", listener.link.path)
        if found is None or struck:
            self._room.send("book_snapshot_failed", "token_book", token, {}, to=((listener, sid),))
            return
        market, outcome = found
        book = self._state.trading.book(market.symbol, str(outcome))
        depth = None if whole else SNAPSHOT_DEPTH
        bids, asks = book.levels("buy", depth), book.levels("sell", depth)
        data: JsonObject = {**self._about(market, outcome), "bids": _levels(bids), "asks": _levels(asks)}
        # The hash is that of the REST book of the same depth.
        members: JsonObject = {"seq": book.sequence, "hash": book_hash(bids, asks), "data": data}
        self._room.send("book_snapshot", "token_book", token, members, to=((listener, sid),))

    def _book(self, symbol: str, outcome: str) -> None:
        market = self._state.catalogue.known(symbol)
        token = market.token_ids[int(outcome)]
        if not self._room.is_heard("token_book", token):
            return
        book = self._state.trading.book(symbol, outcome)
        # Where prevSeq stands was not seen: beside seq here.
        extra: JsonObject = {"seq": book.sequence, "prevSeq": book.sequence - 1}
        data = self._about(market, int(outcome))
        bids, asks = book.levels("buy"), book.levels("sell")
        if self.tells_levels:
            data |= {"bids": _levels(bids), "asks": _levels(asks)}
        if self.book_event == "book_update":
            extra["hash"] = book_hash(bids, asks)
        self._room.publish(self.book_event, "token_book", token, data, extra)

    # ---- orders and trades

    def _order(self, order: Order, what: Literal["placed", "cancelled"]) -> None:
        """Tell of an order: "the exchange's payload", of which only clientOrderId is known."""
        data: JsonObject = {} if order.client_order_id is None else {"clientOrderId": order.client_order_id}
        self._room.publish(f"order_{what}", "user_orders", order.wallet, data)

    def _trade(self, trade: Trade) -> None:
        about = self._about_trade(trade)
        self._room.publish("trade_matched", "token_trade_matches", trade.token, about)
        if self._room.is_heard("token_ohlc", trade.token):
            now = self._room.milliseconds()
            self._candles.setdefault(trade.token, now - now % _CANDLE + _CANDLE)
        for leg in trade.legs:
            if not self._room.is_heard("user_fills", leg.wallet):
                continue
            named = self._state.trading.known(leg.order_id).client_order_id
            fill: JsonObject = {"walletAddress": leg.wallet, "side": leg.side, "tradeId": trade.id, "orderId": leg.order_id}
            fill |= {} if named is None else {"clientOrderId": named}
            rest: JsonObject = {"price": plain(trade.price), "quantity": plain(trade.quantity), "source": "matcher"}
            self._room.publish("user_fill", "user_fills", leg.wallet, {**fill, **about, **rest})

    def _settled(self, trade: Trade) -> None:
        self._room.publish("trade_settled", "token_trade_settlements", trade.token, self._about_trade(trade))
        self._moved((trade.buyer.wallet, trade.seller.wallet), "trade", trade.tx_hash)

    def _time(self, now: datetime) -> None:
        """Tell of candles that are over. One in which nothing was traded is none here: no page says."""
        moment = int(now.timestamp() * 1000)
        for token, ends in [*self._candles.items()]:
            if ends <= moment:
                del self._candles[token]
                found = self._state.catalogue.by_token(token)
                if found is not None:
                    self._room.publish("ohlc_update", "token_ohlc", token, {**self._about(*found), "tsMs": ends})

    # ---- vaults

    def watch(self, vault: str) -> None:
        """Note what a vault holds, to tell of changes."""
        for wallet in self._state.wallets:
            if self._state.vault_of(wallet) == vault:
                self._watched.setdefault(wallet, self._held(wallet))

    def _moved(self, wallets: Iterable[str], reason: str, tx_hash: str | None) -> None:
        """Tell what a transaction has changed. The words for reason were not seen, nor in which unit a balance is: tokens here."""
        block = next(self._blocks)
        for wallet in dict.fromkeys(wallets):
            before = self._watched.get(wallet)
            if before is None:
                continue
            vault, held = self._state.vault_of(wallet), self._held(wallet)
            self._watched[wallet] = held
            for token, balance in held.items():
                found = self._state.catalogue.by_token(token)
                if balance == before.get(token, 0) or found is None:
                    continue
                about = {"vaultAddress": vault, **self._about(*found)}
                more: JsonObject = {"balanceAfter": plain(balance), "reason": reason, "txHash": tx_hash or "", "blockNumber": block}
                self._room.publish("vault_position_balance_changed", "vault_positions", vault, {**about, **more})

    def _held(self, wallet: str) -> dict[str, int]:
        ledger = self._state.ledger
        return {asset: ledger.of(wallet, asset).total for asset in ledger.assets(wallet) if self._state.catalogue.by_token(asset)}

    # ---- markets and the platform

    def _lifecycle(self, before: PredictStreetMarket, after: PredictStreetMarket) -> None:
        """Tell of a market's state, where a test has asked for it: the venue takes subscriptions, and mostly says nothing."""
        if not self.tells_lifecycle:
            return
        event = _LIFECYCLE.get(after.status, "market_status")
        if (before.status, after.status) == ("PAUSED", "OPEN"):
            event = "market_unpaused"
        data: JsonObject = {"conditionId": after.condition_id, "tsMs": self._room.milliseconds()}
        self._room.publish(event, "condition_lifecycle", after.condition_id, data)

    # ---- what events carry

    def _about(self, market: PredictStreetMarket, outcome: int) -> JsonObject:
        return {
            "tokenId": market.token_ids[outcome],
            "conditionId": market.condition_id,
            "outcomeIndex": outcome,
            "tsMs": self._room.milliseconds(),
        }

    def _about_trade(self, trade: Trade) -> JsonObject:
        return self._about(self._state.catalogue.known(trade.market_id), int(trade.outcome))


def _levels(levels: tuple[Level, ...]) -> list[Json]:
    return [{"price": plain(level.price), "quantity": plain(level.quantity), "count": level.orders} for level in levels]
