"""A PredictStreet that trades: an account with a key that tests may know, and a scripted venue that lists its market."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

from replies import Act, Received, Replies, said
from signed_orders import SIGNER, VAULT

from crossbook.predictstreet import Contracts, Environment, NewOrder, TradingAccount
from crossbook.sandbox import PredictStreetSandbox

SYMBOL: Final = "NC26-BIN-83479265"
CONTRACTS: Final = Contracts(exchange="0x" + "e1" * 20, neg_risk_exchange="0x" + "e2" * 20)
LISTED: Final[dict[str, Any]] = {
    "id": "78fe1d92-656c-4daf-af6c-c08baf7d6a1e",
    "symbol": SYMBOL,
    "slug": "will-it-rain",
    "conditionId": "0x" + "Ab" * 32,
    "yesTokenId": "12345",
    "noTokenId": "98765",
    "status": "OPEN",
    "feeTakerBps": 140,
    "negRiskEligible": None,
}
Entries: TypeAlias = Callable[[list[Any]], object]
"""Answers the orders of one batch."""
Rows: TypeAlias = Callable[[list[Any]], list[Any]]
"""Lists orders, given all that were sent so far."""


def order(**changes: Any) -> NewOrder:
    """Buy two tokens of the market at 0.42, unless a test says otherwise."""
    given: dict[str, Any] = {"market_id": SYMBOL, "outcome": 0, "side": "buy", "price": Decimal("0.42"), "quantity": 2}
    return NewOrder(**given | changes)


def environment_at(url: str, chain_id: int = 99999) -> Environment:
    return Environment(name="local", rest_url=url, websocket_url=url.replace("http", "ws", 1), rpc_url=url, chain_id=chain_id)


def account_at(url: str, contracts: Contracts = CONTRACTS) -> TradingAccount:
    """Give an account whose key is `signed_orders.SIGNER`."""
    return TradingAccount(environment=environment_at(url), contracts=contracts, wallet=SIGNER.address, vault=VAULT)


def account_of(venue: PredictStreetSandbox) -> TradingAccount:
    """Give the account under test of a sandbox."""
    trader = venue.trader()
    return TradingAccount(
        environment=environment_at(venue.url, venue.chain_id),
        contracts=Contracts(exchange=venue.contracts.exchange, neg_risk_exchange=venue.contracts.neg_risk_exchange),
        wallet=trader.wallet,
        vault=trader.vault,
    )


def taken(sent: Any, **changes: Any) -> dict[str, Any]:
    """Answer one order as the venue does that lets it rest."""
    entry: dict[str, Any] = {
        "orderId": f"7b0e3c52-0d3f-4c57-9a0e-{int(sent['nonce']) % 16**12:012x}",
        "status": "OPEN",
        "filledQty": "0",
        "remainingQty": sent["quantity"],
        "trades": [],
        "success": True,
        "clientOrderId": sent["clientOrderId"],
    }
    return {name: value for name, value in (entry | changes).items() if value is not None}


def rejected(sent: Any, code: str, message: str = "words") -> dict[str, Any]:
    """Answer one order as the venue does that turns it down."""
    entry: dict[str, Any] = {"orderId": "", "status": "REJECTED", "filledQty": "0", "remainingQty": "0", "trades": []}
    return {**entry, "code": code, "message": message, "success": False, "clientOrderId": sent["clientOrderId"]}


def row(sent: Any, **changes: Any) -> dict[str, Any]:
    """Write one order as the venue's lists do."""
    listed = {
        "id": f"7b0e3c52-0d3f-4c57-9a0e-{int(sent['nonce']) % 16**12:012x}",
        "userWallet": SIGNER.address,
        "vault": sent["maker"],
        **{name: sent[name] for name in ("marketId", "side", "outcome", "price", "quantity", "expiry", "type", "timeInForce")},
        "filledQty": "0",
        "remainingQty": sent["quantity"],
        "status": "OPEN",
        "clientOrderId": sent["clientOrderId"],
        "createdAt": datetime.now(UTC).isoformat(),
    }
    return listed | changes


class Script:
    """A scripted server that knows its contracts and its market, and answers batches as a test tells it to."""

    def __init__(self, server: Replies) -> None:
        self.server = server
        self.contracts: Act = said({"deep": [{"CTF": CONTRACTS.exchange.upper().replace("0X", "0x")}], "x": CONTRACTS.neg_risk_exchange})
        self.markets: list[dict[str, Any]] = [LISTED]
        self.batches: deque[Entries | Act] = deque()
        self.open: Rows | Act = lambda _: []
        self.history: Rows | Act = lambda _: []
        self.orders: Act | None = None
        """Answers look-ups of single orders; None for those that are listed, or were taken."""
        self.sent: list[list[Any]] = []
        """The orders of each batch, as they came."""
        server.otherwise = self._answer

    def will(self, *batches: Entries | Act) -> None:
        """Answer the next batches; those after them are taken whole."""
        self.batches.extend(batches)

    def asked(self, path: str) -> list[Received]:
        """List what was asked for under a path."""
        return [request for request in self.server.requests if request.target.partition("?")[0] == path]

    def _answer(self, received: Received) -> Act:
        path = received.target.partition("?")[0]
        match path:
            case "/api/platform/contracts":
                return self.contracts
            case "/api/markets":
                return said({"markets": self.markets})
            case "/api/orders/place-batch":
                return self._batch(received.json["orders"])
            case "/api/orders/open":
                return self._rows(self.open)
            case "/api/orders/history":
                return self._rows(self.history)
            case _ if path.startswith("/api/markets/"):
                found = [market for market in self.markets if path == f"/api/markets/{market['slug']}"]
                return said(found[0]) if found else said({"code": "market_not_found"}, 404)
            case _ if self.orders is not None:
                return self.orders
            case _:
                listed = [*self._listed(self.open), *self._listed(self.history)]
                whole = [row(each) for batch in self.sent for each in batch]
                found = [each for each in listed or whole if path == f"/api/orders/{each['id']}"]
                return said(found[0]) if found else said({"code": "order_not_found"}, 404)

    def _batch(self, orders: list[Any]) -> Act:
        self.sent.append(orders)
        if not self.batches:
            return said([taken(each) for each in orders])
        answer = self.batches.popleft()
        return said(answer(orders)) if callable(answer) else answer

    def _rows(self, rows: Rows | Act) -> Act:
        return said({"walletAddress": SIGNER.address, "orders": self._listed(rows), "nextCursor": None}) if callable(rows) else rows

    def _listed(self, rows: Rows | Act) -> list[Any]:
        return rows([each for batch in self.sent for each in batch]) if callable(rows) else []
