"""What the model of PredictStreet tells of orders and markets, written from its pages on reads. Imports nothing of ours."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qs

from simulation.exchanges import Exchange, Said
from simulation.orders import Order, Orders
from simulation.predictstreet_placing import CONTRACTS, WALLET, Markets
from simulation.predictstreet_trades import trades
from simulation.venue import Deployment

_MARKET: Final = "/api/markets/"


class Reads:
    """Open orders, the history, one order; contracts and markets."""

    def __init__(self, orders: Orders, markets: Markets, here: Deployment) -> None:
        self._orders = orders
        self._markets = markets
        self._here = here

    def read(self, path: str, exchange: Exchange) -> Said:
        """Answer a GET."""
        query = {name: values[0] for name, values in parse_qs(exchange.target.partition("?")[2]).items()}
        match path:
            case "/api/orders/open":
                return self._listed(query, form="open")
            case "/api/orders/history":
                return self._listed(query, form="history")
            case "/api/me/trades":
                return self._trades(query)
            case "/api/platform/contracts":
                return Said(status=200, payload={"exchanges": list(CONTRACTS)}, form="contracts")
            case "/api/markets":
                return Said(status=200, payload={"markets": self._markets.all()}, form="markets")
            case _ if path.startswith(_MARKET):
                found = [market for market in self._markets.all() if market["slug"] == path.removeprefix(_MARKET)]
                return Said(status=200, payload=found[0], form="market") if found else _missing("market_not_found")
            case _:
                return self._look_up(path.removeprefix("/api/orders/"))

    def _listed(self, query: dict[str, str], *, form: str) -> Said:
        """Give one page, newest first; a cursor is the last id of the page before it."""
        now, only_open = self._here.timeline.now, form == "open"
        since = datetime.fromisoformat(query["from"]) if "from" in query else None
        orders = [
            order
            for order in self._orders
            if order.is_ours
            and order.born <= now
            and query.get("marketId") in (None, order.scope["marketId"])
            and (since is None or self._created_at(order) >= since)
        ]
        orders.sort(key=lambda order: (order.born, order.order_id), reverse=True)
        if "cursor" in query:
            last = self._orders.find(query["cursor"])
            assert last is not None, "a cursor that was never given"
            orders = [order for order in orders if (order.born, order.order_id) < (last.born, last.order_id)]
        rows = [order for order in orders if order.rests(now)] if only_open else orders
        page = rows[: self._here.page]
        following = page[-1].order_id if len(rows) > len(page) else None
        shown = [self._order(order, raw=not only_open) for order in page]
        return Said(status=200, payload={"walletAddress": WALLET, "orders": shown, "nextCursor": following}, form=form)

    def _trades(self, query: dict[str, str]) -> Said:
        """Give one page of what was matched, newest first."""
        rows = [trade for order in self._orders if order.is_ours for trade in trades(order) if trade.moment <= self._here.timeline.now]
        rows.sort(key=lambda trade: (trade.moment, trade.name), reverse=True)
        first = int(query.get("cursor", "0"))
        page = rows[first : first + self._here.page]
        following = str(first + self._here.page) if len(rows) > first + self._here.page else None
        shown = [
            {
                "id": trade.name,
                "orderId": trade.order.order_id,
                "userWallet": WALLET,
                "marketId": trade.order.scope["marketId"],
                "price": trade.order.scope.get("price", "0.42"),
                "quantity": str(trade.amount),
                "side": trade.order.scope["side"],
                "createdAt": f"{self._date(trade.moment):%Y-%m-%dT%H:%M:%S.%fZ}",
                "status": "matched",
            }
            for trade in page
        ]
        return Said(status=200, payload={"walletAddress": WALLET, "trades": shown, "nextCursor": following}, form="trades")

    def _look_up(self, order_id: str) -> Said:
        order = self._orders.find(order_id)
        if order is None or not order.is_ours:
            return _missing("order_not_found")
        return Said(status=200, payload=self._order(order, raw=True), form="order")

    def _created_at(self, order: Order) -> datetime:
        return self._date(order.born)

    def _date(self, moment: float) -> datetime:
        return self._here.timeline.today() + timedelta(seconds=moment - self._here.timeline.now)

    def _order(self, order: Order, *, raw: bool) -> dict[str, Any]:
        status, left = self._status(order, raw=raw), order.remaining
        filled = order.filled
        if status == "FILLED":
            filled, left = filled + left, 0
        # Orders that were there before have quantities with a fraction.
        fraction = "" if "name" in order.scope else ".5"
        row = {
            "id": order.order_id,
            "userWallet": WALLET,
            "marketId": order.scope["marketId"],
            "side": order.scope["side"],
            "outcome": order.scope["outcome"],
            "price": order.scope.get("price", "0.42"),
            "quantity": f"{order.filled + order.remaining}{fraction}",
            "filledQty": str(filled) + (fraction if status == "FILLED" else ""),
            "remainingQty": str(left) + ("" if status == "FILLED" else fraction),
            "status": status,
            "createdAt": f"{self._created_at(order):%Y-%m-%dT%H:%M:%SZ}",
        }
        if "name" in order.scope:
            row |= {"clientOrderId": order.scope["name"], "type": order.scope["type"], "timeInForce": order.scope["timeInForce"]}
        return row

    def _status(self, order: Order, *, raw: bool) -> str:
        if order.rests(self._here.timeline.now):
            return "PARTIAL" if raw and order.filled else "OPEN"
        return "EXPIRED" if order.how == "graded" else order.how.upper()


def _missing(code: str) -> Said:
    return Said(status=404, payload={"code": code, "message": "no such thing"})
