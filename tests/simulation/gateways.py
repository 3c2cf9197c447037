"""The two gateways of the model of PredictStreet, written from the venue's pages on its sockets. Imports nothing of ours."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from simulation.changes import Change, Changes, What
from simulation.orders import Order, Orders
from simulation.predictstreet_placing import KILLS, WALLET
from simulation.predictstreet_trades import Trade, trades
from simulation.venue import Creation, Deployment
from simulation.wires import Line


class Gateway:
    """What both gateways do: they speak first, take subscriptions, and answer pings."""

    def __init__(self, here: Deployment, greeting: dict[str, Any]) -> None:
        self.here = here
        self._greeting = greeting
        self._lines: dict[Line, dict[int, dict[str, Any]]] = {}
        """The subscriptions of each connection, by number."""

    def opened(self, line: Line) -> None:
        self._lines[line] = {}
        self._send(line, {"type": "connected", "data": self._greeting})

    def gone(self, line: Line) -> None:
        self._lines.pop(line, None)

    def heard(self, line: Line, text: str) -> None:
        """Carry out a command."""
        asks: dict[str, Any] = msgspec.json.decode(text)
        subscriptions = self._lines[line]
        match asks["cmd"]:
            case "ping":
                self._send(line, {"id": asks["id"], "type": "pong", "ts": self.milliseconds()})
            case "subscribe":
                accepted: list[dict[str, Any]] = []
                for wanted in asks["params"]["subscriptions"]:
                    number = len(subscriptions) + 1
                    subscriptions[number] = wanted
                    accepted.append({"sid": number, **wanted})
                self._send(line, {"id": asks["id"], "type": "subscribed", "accepted": accepted, "rejected": []})
                for each in accepted:
                    self.subscribed(line, each)
            case found:
                raise AssertionError(found)

    def subscribed(self, line: Line, wanted: dict[str, Any]) -> None:
        """Say what a subscription begins with."""

    def milliseconds(self) -> int:
        """Give the time as the sockets write it."""
        return int(self.here.timeline.today().timestamp() * 1000)

    def publish(self, event: str, channel: str, members: dict[str, Any], topic: str | None = None) -> None:
        """Tell everybody who listens."""
        named = {} if topic is None else {"id": topic}
        for line, subscriptions in [*self._lines.items()]:
            for number, wanted in subscriptions.items():
                if wanted["channel"] == channel and (topic is None or topic in wanted["ids"]):
                    self.send(line, event, {"sid": number, "channel": channel, **named, **members})

    def send(self, line: Line, event: str, members: dict[str, Any]) -> None:
        """Tell somebody on one subscription."""
        self._send(line, {"type": event, **members})

    def _send(self, line: Line, frame: dict[str, Any]) -> None:
        line.push(msgspec.json.encode({**frame, "serverTs": self.milliseconds()}).decode())


class UserGateway(Gateway):
    """Tells of the wallet's own orders, and of what is matched of them. It keeps nothing: there is no replay."""

    def __init__(self, orders: Orders, created: list[Creation], here: Deployment) -> None:
        super().__init__(here, {"gateway": "user", "walletAddress": WALLET, "authMethod": "api_key"})
        self.orders = orders
        self._changes = Changes(orders, created)
        self._changes.of_before(here.timeline.now)
        self.trades: list[Trade] = []
        """Everything that was matched since."""
        self.told_at = 0.0
        """When it told something last."""

    def notice(self) -> None:
        """Tell of whatever has happened."""
        for change in self._changes.since(self.here.timeline.now):
            self._tell(change)

    def trades_of(self, order: Order) -> list[Trade]:
        """Give everything that was matched of an order."""
        return [*trades(order)]

    def _tell(self, change: Change) -> None:
        order, self.told_at = change.order, self.here.timeline.now
        match change.what:
            case What.PLACED if order is not None:
                self.publish("order_placed", "user_orders", _named(order))
                if order.ended <= order.born and order.scope.get("timeInForce") in KILLS and order.how == "cancelled":
                    self.publish("order_cancelled", "user_orders", _named(order))
            case What.AT_ONCE if order is not None:
                for trade in trades(order):
                    if trade.moment <= order.born:
                        self._fill(trade)
            case What.FILLED if order is not None:
                at_once = sum(trade.moment <= order.born for trade in trades(order))
                self._fill([*trades(order)][at_once + change.place])
            case What.OVER if order is not None:
                # "An order that is filled, expires or falls with its market is not told of."
                if order.how == "cancelled":
                    self.publish("order_cancelled", "user_orders", _named(order))
            case _:
                raise AssertionError(change)

    def _fill(self, trade: Trade) -> None:
        self.trades.append(trade)
        order = trade.order
        outcome = int(order.scope["outcome"])
        named = {"clientOrderId": order.scope["name"]} if "name" in order.scope else {}
        fill = {
            "walletAddress": WALLET,
            "side": order.scope["side"],
            "tradeId": trade.name,
            "orderId": order.order_id,
            **named,
            "tokenId": f"1234{outcome}",
            "conditionId": "0x" + "a0" * 32,
            "outcomeIndex": outcome,
            "price": order.scope.get("price", "0.42"),
            "quantity": str(trade.amount),
            "source": "matcher",
            "tsMs": self.milliseconds(),
        }
        self.publish("user_fill", "user_fills", {"data": fill})


def _named(order: Order) -> dict[str, Any]:
    """Write "the exchange's payload", of which only one member is known."""
    return {"data": {"clientOrderId": order.scope["name"]} if "name" in order.scope else {}}


class Book(msgspec.Struct):
    """A token's book, and every state that it ever had."""

    sequence: int = 0
    bids: dict[int, int] = {}
    """Quantities by price, in hundredths."""
    asks: dict[int, int] = {}
    ever: dict[int, tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]] = {}

    def change(self, *, is_bid: bool, price: int, quantity: int) -> None:
        """Have another quantity at a price; none there at 0."""
        side = self.bids if is_bid else self.asks
        if quantity:
            side[price] = quantity
        else:
            side.pop(price, None)
        self.sequence += 1
        self.keep()

    def keep(self) -> None:
        """Remember this state."""
        self.ever[self.sequence] = self.state

    @property
    def state(self) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
        """Give both sides, best prices first."""
        return tuple(sorted(self.bids.items(), reverse=True)), tuple(sorted(self.asks.items()))


_CHANNEL: Final = "token_book"


class MarketGateway(Gateway):
    """Tells of books: a snapshot when somebody subscribes, and every change after it."""

    def __init__(self, here: Deployment, tokens: tuple[str, ...], *, fails: float) -> None:
        super().__init__(here, {"gateway": "market", "authMethod": "api_key", "protocolVersion": 2})
        self.books = {token: Book(sequence=7 * place) for place, token in enumerate(tokens)}
        for book in self.books.values():
            book.keep()
        self.fails = fails
        """How often there is no snapshot."""

    def subscribed(self, line: Line, wanted: dict[str, Any]) -> None:
        for token in wanted["ids"]:
            named = {"sid": wanted["sid"], "channel": _CHANNEL, "id": token}
            if self.here.rng.random() < self.fails:
                if self.here.rng.random() < 0.5:
                    self.send(line, "book_snapshot_failed", {**named, "data": {}})
                continue
            book = self.books[token]
            members = {"seq": book.sequence, "hash": _hash(book), "data": self._levels(token, book)}
            self.send(line, "book_snapshot", {**named, **members})

    def change(self, token: str, *, is_bid: bool, price: int, quantity: int) -> None:
        """Let a book change, and tell of it."""
        book = self.books[token]
        book.change(is_bid=is_bid, price=price, quantity=quantity)
        # Where prevSeq stands, and whether it always does, is on no page.
        before = {"prevSeq": book.sequence - 1} if self.here.is_old or book.sequence % 3 else {}
        members = {"seq": book.sequence, **before, "hash": _hash(book), "data": self._levels(token, book)}
        self.publish("book_update", _CHANNEL, members, token)

    def _levels(self, token: str, book: Book) -> dict[str, Any]:
        bids, asks = (
            [{"price": f"{price / 100:.2f}", "quantity": str(quantity), "count": 1} for price, quantity in side] for side in book.state
        )
        return {"tokenId": token, "outcomeIndex": 0, "tsMs": self.milliseconds(), "bids": bids, "asks": asks}


def _hash(book: Book) -> str:
    bids, asks = book.state
    return f"{sum((place + 1) * price * quantity for place, (price, quantity) in enumerate((*bids, *asks))):016x}"
