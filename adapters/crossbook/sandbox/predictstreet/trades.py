"""A match of two orders and its way to the chain, from the side of either and from nobody's."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from attrs import define, frozen

from crossbook.sandbox.clock import timestamp
from crossbook.sandbox.predictstreet.markets import LABELS
from crossbook.sandbox.predictstreet.matching import Side
from crossbook.sandbox.predictstreet.orders import Order
from crossbook.sandbox.predictstreet.units import amount, plain
from crossbook.sandbox.wire import Json, JsonObject

TradeStatus: TypeAlias = Literal["matched", "settlement_pending", "settled", "settlement_failed"]
"""How far a match is on its way to the chain."""
Role: TypeAlias = Literal["maker", "taker"]
"""Which order of a match rested, and which came in."""


@frozen(kw_only=True)
class PredictStreetTrade:
    """Snapshot of one match. Price in USDC per outcome token, quantity in outcome tokens, fees in USDC."""

    id: str
    """The venue's name for it, a UUID."""
    market_id: str
    """Market symbol."""
    outcome: str
    """Outcome index as text: "0" is yes, "1" is no."""
    price: Decimal
    """USDC per outcome token."""
    quantity: Decimal
    """Outcome tokens."""
    status: TradeStatus
    """How far it is on its way to the chain."""
    buy_order_id: str
    """Id of the order that bought."""
    sell_order_id: str
    """Id of the order that sold."""
    buyer: str
    """Wallet of the order that bought."""
    seller: str
    """Wallet of the order that sold."""
    taker_side: Side
    """Side of the order that came in: buy or sell."""
    paid: Decimal
    """What the buyer pays, in USDC: price times quantity, rounded so that an order never pays more than it signed for."""
    buyer_fee: Decimal
    """Its worth in USDC: the fee itself is kept back in outcome tokens."""
    kept_tokens: Decimal
    """Outcome tokens kept back from the buyer."""
    seller_fee: Decimal
    """USDC kept back from the seller."""


@frozen(kw_only=True)
class Leg:
    """One order's part in a match."""

    order_id: str
    wallet: str
    vault: str
    side: Side
    role: Role
    fee: int
    """In base units of USDC. A buyer's is kept back in outcome tokens; the rows of the documents give its worth."""


ROLES: Final[tuple[Role, Role]] = ("taker", "maker")


def leg(order: Order, role: Role, fee: int) -> Leg:
    """Give an order's part in a match."""
    return Leg(order_id=order.id, wallet=order.wallet, vault=order.vault, side=order.side, role=role, fee=fee)


@define(kw_only=True, eq=False)
class Trade:
    """One match as it is now, in base units. Changed by `settlement.Settlement` only."""

    id: str
    sequence: int
    market_id: str
    outcome: str
    token: str
    price: int
    quantity: int
    paid: int
    """What the buyer pays, in base units of USDC."""
    kept: int
    """Outcome tokens kept back from the buyer as fee."""
    maker: Leg
    taker: Leg
    created_at: datetime
    status: TradeStatus = "matched"
    tx_hash: str | None = None
    settled_at: datetime | None = None

    @property
    def buyer(self) -> Leg:
        return self.maker if self.maker.side == "buy" else self.taker

    @property
    def seller(self) -> Leg:
        return self.maker if self.maker.side == "sell" else self.taker

    @property
    def legs(self) -> tuple[Leg, Leg]:
        return self.taker, self.maker

    @property
    def is_final(self) -> bool:
        return self.status in ("settled", "settlement_failed")

    @property
    def modified_at(self) -> datetime:
        """What the partner feed compares: a failed trade has no settledAt, so it counts as of its match."""
        return max(self.created_at, self.settled_at or self.created_at)

    def snapshot(self) -> PredictStreetTrade:
        """Show the trade to a test."""
        return PredictStreetTrade(
            id=self.id,
            market_id=self.market_id,
            outcome=self.outcome,
            price=amount(self.price),
            quantity=amount(self.quantity),
            status=self.status,
            buy_order_id=self.buyer.order_id,
            sell_order_id=self.seller.order_id,
            buyer=self.buyer.wallet,
            seller=self.seller.wallet,
            taker_side=self.taker.side,
            paid=amount(self.paid),
            buyer_fee=amount(self.buyer.fee),
            kept_tokens=amount(self.kept),
            seller_fee=amount(self.seller.fee),
        )

    def as_placed(self, leg: Leg) -> JsonObject:
        """Write the match as the reply to a place does."""
        return {
            "id": self.id,
            "orderId": leg.order_id,
            "userWallet": leg.wallet,
            "marketId": self.market_id,
            "price": plain(self.price),
            "quantity": plain(self.quantity),
            "fee": plain(leg.fee),
            "side": leg.side,
            "createdAt": timestamp(self.created_at),
        }

    def as_fill(self, leg: Leg) -> JsonObject:
        """Write the match as the fills of an order do."""
        return {**self.as_placed(leg), "vault": leg.vault, "status": self.status, "txHash": self.tx_hash}

    def as_account_row(self, leg: Leg) -> JsonObject:
        """Write the match as a wallet's trades do. `vaultAddress` is the text's word; the fills have `vault`."""
        row = {**self.as_fill(leg), "settledAt": self._settled()}
        row["vaultAddress"] = row.pop("vault")
        # NONE is the only value that was seen.
        return {**row, "adjustment": "NONE"}

    def as_tape_row(self) -> JsonObject:
        """Write the match as the public tape of its market does."""
        return {
            "id": self.id,
            "price": plain(self.price),
            "quantity": plain(self.quantity),
            "createdAt": timestamp(self.created_at),
            "settledAt": self._settled(),
            "maker": self.maker.wallet,
            "taker": self.taker.wallet,
            "makerFee": plain(self.maker.fee),
            "takerFee": plain(self.taker.fee),
            "outcomeIndex": int(self.outcome),
            "outcomeLabel": LABELS[int(self.outcome)],
        }

    def _settled(self) -> Json:
        return None if self.settled_at is None else timestamp(self.settled_at)
