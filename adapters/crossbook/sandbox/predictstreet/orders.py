"""An order of PredictStreet, as the sandbox keeps it, as it shows it to a test, and as the venue writes it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from attrs import define, frozen

from crossbook.sandbox.clock import timestamp
from crossbook.sandbox.predictstreet.ledger import USDC
from crossbook.sandbox.predictstreet.matching import Side, TimeInForce
from crossbook.sandbox.predictstreet.units import amount, plain, up
from crossbook.sandbox.wire import JsonObject

OrderState: TypeAlias = Literal["pending", "open", "filled", "cancelled", "cancelled_by_resolve", "expired", "settlement_failed"]
"""Where an order stands. pending: the matcher has not seen it; settlement_failed: it was filled, and every fill failed on the chain."""
LIVE: Final = frozenset({"pending", "open"})


@frozen(kw_only=True)
class PredictStreetOrder:
    """Snapshot of one order. Prices are USDC per outcome token, quantities outcome tokens."""

    id: str
    """The venue's name for it, a UUID."""
    wallet: str
    """Acting wallet, lower case."""
    vault: str
    """Address of the vault that it spends from."""
    state: OrderState
    """Where it stands."""
    market_id: str
    """Market symbol."""
    side: str
    """buy or sell."""
    outcome: str
    """Outcome index as text: "0" is yes, "1" is no."""
    price: Decimal
    """USDC per outcome token."""
    quantity: Decimal
    """Outcome tokens in the whole order."""
    filled: Decimal
    """Outcome tokens matched so far."""
    client_order_id: str | None
    """The owner's name for it."""
    order_type: str
    """limit or market."""
    time_in_force: str
    """gtc, ioc or fok."""
    post_only: bool
    """Whether it is refused where it would match at once."""
    expiry: int
    """Unix seconds; 0 means none."""
    locked: bool
    """Its next cancel fails with lock_invariant."""
    sequence: int
    """Place in the order of arrival."""
    created_at: datetime
    """When it was placed, UTC."""
    updated_at: datetime
    """When it last changed, UTC."""

    @property
    def remaining(self) -> Decimal:
        """Outcome tokens that never matched."""
        return self.quantity - self.filled


@define(kw_only=True, eq=False)
class Order:
    """One order as it is now. Price and quantities in base units. Changed by `trading.Trading` only."""

    id: str
    wallet: str
    vault: str
    market_id: str
    token: str
    side: Side
    outcome: str
    price: int
    quantity: int
    time_in_force: TimeInForce
    order_type: str
    post_only: bool
    client_order_id: str | None
    expiry: int
    sequence: int
    created_at: datetime
    updated_at: datetime
    state: OrderState = "open"
    locked: bool = False
    filled: int = 0
    notional: int = 0
    """Sum of price times quantity over its fills, in millionths of base units: not rounded."""
    paid: int = 0
    """What its fills take from a buyer, in base units. Rounded over all of them, not for each: so never above the reserve."""

    @property
    def remaining(self) -> int:
        return self.quantity - self.filled

    @property
    def asset(self) -> str:
        """What is set aside for it."""
        return USDC if self.side == "buy" else self.token

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def reserve(self) -> int:
        """What is to be set aside for what has not matched: USDC for a buyer, outcome tokens for a seller."""
        if not self.is_live:
            return 0
        return self.remaining if self.side == "sell" else up(self.notional + self.price * self.remaining) - self.paid

    @property
    def raw_status(self) -> str:
        """The venue's word, PARTIAL included."""
        return "PARTIAL" if self.state == "open" and self.filled else self.state.upper()

    def take(self, price: int, quantity: int) -> int:
        """Count a fill; return what a buyer pays for it in base units, 0 for a seller."""
        self.filled += quantity
        self.notional += price * quantity
        if self.side == "sell":
            return 0
        before, self.paid = self.paid, up(self.notional)
        return self.paid - before

    def snapshot(self) -> PredictStreetOrder:
        """Show the order to a test."""
        return PredictStreetOrder(
            id=self.id,
            wallet=self.wallet,
            vault=self.vault,
            state=self.state,
            market_id=self.market_id,
            side=self.side,
            outcome=self.outcome,
            price=amount(self.price),
            quantity=amount(self.quantity),
            filled=amount(self.filled),
            client_order_id=self.client_order_id,
            order_type=self.order_type,
            time_in_force=self.time_in_force,
            post_only=self.post_only,
            expiry=self.expiry,
            locked=self.locked,
            sequence=self.sequence,
            created_at=self.created_at,
            updated_at=self.updated_at,
        )

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
