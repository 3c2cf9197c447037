"""Preparing: an order is worked out, signed, and proven to be signed by its wallet, before anything is sent."""

from __future__ import annotations

from datetime import datetime

from crossbook.core.checks import Call
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.orders.draft import OrderDraft, draft
from crossbook.predictstreet.orders.identity import OrderIdentity
from crossbook.predictstreet.orders.market_terms import MarketTerms
from crossbook.predictstreet.orders.new_order import NewOrder
from crossbook.predictstreet.orders.prepared import PreparedOrder
from crossbook.predictstreet.signing.proving import not_sent
from crossbook.predictstreet.signing.signer import AsyncSigner, Signer
from crossbook.predictstreet.trading_account import TradingAccount


def prepare(
    order: NewOrder, *, account: TradingAccount, market: MarketTerms, identity: OrderIdentity, signer: Signer, now: datetime
) -> PreparedOrder:
    """Sign an order, and send nothing: no clock is read and nothing is drawn, both are handed in.

    Args:
        order: what to place.
        account: wallet, vault, contracts and environment.
        market: the order's market, read just now: it says fee, tokens and exchange.
        identity: drawn by `draw_identity`, for this order alone.
        signer: holds the wallet's key. It is asked once.
        now: the time, with its offset.

    Raises InvalidRequest for an order that the venue would refuse, and NotSent where the signature is not the wallet's.
    Venue page: https://docs.adipredictstreet.com/concepts/trading/eip712-signing
    """
    made = draft(order, account=account, market=market, identity=identity, now=now)
    _check_wallet(made, signer.address)
    return PreparedOrder(draft=made, signature=signer.sign_digest(made.digest))


async def prepare_async(
    order: NewOrder, *, account: TradingAccount, market: MarketTerms, identity: OrderIdentity, signer: AsyncSigner, now: datetime
) -> PreparedOrder:
    """Sign an order with a signer that has to wait, and send nothing.

    Args:
        order: what to place.
        account: wallet, vault, contracts and environment.
        market: the order's market, read just now: it says fee, tokens and exchange.
        identity: drawn by `draw_identity`, for this order alone.
        signer: holds the wallet's key. It is asked once, and may wait.
        now: the time, with its offset.

    Raises InvalidRequest for an order that the venue would refuse, and NotSent where the signature is not the wallet's.
    Venue page: https://docs.adipredictstreet.com/concepts/trading/eip712-signing
    """
    made = draft(order, account=account, market=market, identity=identity, now=now)
    _check_wallet(made, signer.address)
    return PreparedOrder(draft=made, signature=await signer.sign_digest(made.digest))


def _check_wallet(made: OrderDraft, address: str) -> None:
    """Refuse another wallet's signer before it signs anything."""
    if address.lower() != made.struct.signer:
        call = Call(VENUE, "prepare", user_reference=made.client_order_id)
        raise not_sent(call, f"a signer of the account's wallet, {made.struct.signer}", f"one of {address}")
