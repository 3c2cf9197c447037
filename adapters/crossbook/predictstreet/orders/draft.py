"""An order with everything that its signature covers, before it is signed."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

import attrs

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.predictstreet.contracts import Contracts
from crossbook.predictstreet.environments import Environment
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.orders.amounts import amounts
from crossbook.predictstreet.orders.identity import OrderIdentity
from crossbook.predictstreet.orders.market_terms import MarketTerms
from crossbook.predictstreet.orders.new_order import (
    SIDES,
    NewOrder,
    TimeInForce,
    checked_expiry,
    checked_price,
    checked_quantity,
    checked_words,
)
from crossbook.predictstreet.signing.addresses import ZERO_ADDRESS, checked
from crossbook.predictstreet.signing.eip712 import typed_digest
from crossbook.predictstreet.trading_account import TradingAccount
from crossbook_bindings.predictstreet.signing import models
from crossbook_bindings.runtime import InvalidField

_VAULT: Final = 1
"""signatureType: the signer signs, its vault pays."""


@attrs.frozen(kw_only=True)
class Destination:
    """Where an order may go, and nowhere else. Addresses in lower case."""

    environment: str
    """What the caller calls the deployment."""
    rest_url: str
    """Host that the request may be sent to."""
    chain_id: int
    """The chain's number, part of the signature."""
    exchange: str
    """Contract that verifies orders of binary markets."""
    neg_risk_exchange: str
    """Contract that verifies orders of neg-risk markets."""

    def named(self, other: Destination) -> str:
        """Say what it is, in what tells it from the `other`."""
        fields = [field.name for field in attrs.fields(Destination) if getattr(self, field.name) != getattr(other, field.name)]
        return ", ".join(f"{name.replace('_', ' ')} {getattr(self, name)}" for name in fields)


def destination_of(call: Call, environment: Environment, contracts: Contracts) -> Destination:
    """Take what counts of an environment and its contracts. Raises InvalidRequest for addresses whose capitals do not check."""
    return Destination(
        environment=environment.name,
        rest_url=environment.rest_url.rstrip("/"),
        chain_id=environment.chain_id,
        exchange=checked(call, contracts.exchange, "exchange"),
        neg_risk_exchange=checked(call, contracts.neg_risk_exchange, "neg_risk_exchange"),
    )


@attrs.frozen(kw_only=True)
class OrderDraft:
    """What is signed, for where, and everything that is sent beside it. Made by `draft`; a signature makes a PreparedOrder of it."""

    order: NewOrder
    """What was asked for, with everything that was left open filled in."""
    price: Decimal
    """USDC per outcome token, with the decimals of the market's tick."""
    quantity: Decimal
    """Outcome tokens."""
    time_in_force: TimeInForce
    """How long it may rest: what was asked for, or what the venue takes where nothing was."""
    client_order_id: str
    """Its name at the venue, which makes sending it again harmless."""
    destination: Destination
    """The only place that it may be sent to."""
    neg_risk: bool
    """Whether the neg-risk exchange verifies it."""
    struct: models.Order
    """What the signature covers."""
    prepared_at: datetime
    """When, with its offset."""
    digest: bytes = attrs.field(init=False, repr=lambda digest: f"0x{digest.hex()}")
    """The 32 bytes to sign."""

    def __attrs_post_init__(self) -> None:
        both = amounts(self.order.side, self.price, self.quantity)
        signed = (self.struct.makerAmount, self.struct.takerAmount, SIDES[self.struct.side])
        if signed != (both.maker, both.taker, self.order.side):
            raise Call(VENUE, "prepare", user_reference=self.client_order_id).invalid(
                expected=f"to {self.order.side} {both.maker} for {both.taker}, which follow from price and quantity", found=signed
            )
        contract = self.destination.neg_risk_exchange if self.neg_risk else self.destination.exchange
        domain = models.ExchangeDomain(chainId=self.destination.chain_id, verifyingContract=contract)
        object.__setattr__(self, "digest", typed_digest(self.struct, domain))


def draft(
    order: NewOrder,
    *,
    account: TradingAccount,
    market: MarketTerms,
    identity: OrderIdentity,
    now: datetime,
    call: Call | None = None,
) -> OrderDraft:
    """Work an order out to what is to be signed. Pure: identity and time are handed in. Raises InvalidRequest, and nothing is sent.

    `call` is what errors name; the default is "prepare".
    """
    call = call or Call(VENUE, "prepare", user_reference=identity.client_order_id)
    if not is_a(now, datetime) or now.tzinfo is None:
        raise call.invalid(expected="now as a datetime with its offset", found=now)
    time_in_force = checked_words(call, order)
    if order.market_id != market.symbol:
        raise call.invalid(expected=f"the market of the order, {order.market_id}", found=market.symbol)
    if order.user_reference not in (None, identity.client_order_id):
        raise call.invalid(expected=f"the order's own reference, {order.user_reference!r}", found=identity.client_order_id)
    price, quantity = checked_price(call, order.price, market.tick), checked_quantity(call, order.quantity)
    both = amounts(order.side, price, quantity)
    if both.taker == 0:
        raise call.invalid(expected="an order worth at least one base unit (0.000001 USDC)", found=f"{quantity} at {price}")
    try:
        struct = models.Order(
            salt=identity.salt,
            maker=checked(call, account.vault, "vault"),
            signer=checked(call, account.wallet, "wallet"),
            taker=ZERO_ADDRESS,
            tokenId=market.token_id(order.outcome),
            makerAmount=both.maker,
            takerAmount=both.taker,
            expiration=checked_expiry(call, order.expires_at, now),
            feeRateBps=market.fee_taker_bps,
            side=0 if order.side == SIDES[0] else 1,
            signatureType=_VAULT,
        )
    except InvalidField as error:  # a quantity or a token beyond uint256
        raise call.invalid(expected=f"{error.field} as {error.expected}", found=error.found) from error
    return OrderDraft(
        order=attrs.evolve(order, price=price, quantity=quantity, time_in_force=time_in_force, user_reference=identity.client_order_id),
        price=price,
        quantity=quantity,
        time_in_force=time_in_force,
        client_order_id=identity.client_order_id,
        destination=destination_of(call, account.environment, account.contracts),
        neg_risk=market.neg_risk,
        struct=struct,
        prepared_at=now.astimezone(UTC),
    )
