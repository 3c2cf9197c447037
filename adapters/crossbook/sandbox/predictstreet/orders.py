"""An order of PredictStreet, and what can be derived from it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import frozen

from crossbook.sandbox.clock import timestamp
from crossbook.sandbox.wire import JsonObject

OrderState: TypeAlias = Literal["open", "filled", "cancelled", "expired"]


@frozen(kw_only=True)
class PredictStreetOrder:
    """Snapshot of one order. Prices are USDC per outcome token, quantities outcome tokens."""

    id: str
    wallet: str
    """Acting wallet, lower case."""
    vault: str
    state: OrderState
    market_id: str
    """Market symbol."""
    side: str
    outcome: str
    """Outcome index as text."""
    price: Decimal
    quantity: Decimal
    filled: Decimal
    client_order_id: str | None
    order_type: str
    time_in_force: str
    expiry: int
    """Unix seconds; 0 means none."""
    locked: bool
    """Its next cancel fails with lock_invariant."""
    sequence: int
    """Place in the order of arrival."""
    created_at: datetime
    updated_at: datetime

    @property
    def remaining(self) -> Decimal:
        """Outcome tokens that never matched."""
        return self.quantity - self.filled

    @property
    def raw_status(self) -> str:
        """The venue's word, PARTIAL included."""
        return "PARTIAL" if self.state == "open" and self.filled else self.state.upper()

    def as_json(self, *, raw: bool) -> JsonObject:
        """Write the order as order detail does (`raw`), or as the list of open orders, which shows PARTIAL as OPEN."""
        shown: JsonObject = {
            "id": self.id,
            "userWallet": self.wallet,
            "vault": self.vault,
            "marketId": self.market_id,
            "side": self.side,
            "outcome": self.outcome,
            "price": plain(self.price),
            "quantity": plain(self.quantity),
            "filledQty": plain(self.filled),
            "remainingQty": plain(self.remaining),
            "expiry": self.expiry,
            "type": self.order_type,
            "timeInForce": self.time_in_force,
            "status": self.raw_status if raw else self.state.upper(),
            "createdAt": timestamp(self.created_at),
            "updatedAt": timestamp(self.updated_at),
        }
        return shown if self.client_order_id is None else {**shown, "clientOrderId": self.client_order_id}

    def as_placed(self) -> JsonObject:
        """Write the reply to the request that placed it. Never any trades: there is nobody to match with here."""
        return {
            "orderId": self.id,
            "status": self.raw_status,
            "filledQty": plain(self.filled),
            "remainingQty": plain(self.remaining),
            "trades": [],
        }


def plain(value: Decimal) -> str:
    """Write a decimal without an exponent, every digit kept."""
    return format(value, "f")
