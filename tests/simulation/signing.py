"""Whose orders are signed: an account, and the key in this process. Signing is real, as it is in the clients."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from crossbook.predictstreet import (
    Contracts,
    Environment,
    LocalSigner,
    MarketTerms,
    NewOrder,
    OrderIdentity,
    PreparedOrder,
    TradingAccount,
    prepare,
)
from simulation.predictstreet_placing import CONTRACTS, WALLET, Markets

_URL: Final = "http://127.0.0.1"
SIGNER: Final = LocalSigner("46" * 32)
ACCOUNT: Final = TradingAccount(
    environment=Environment(name="simulated", rest_url=_URL, websocket_url=_URL, rpc_url=_URL, chain_id=99999),
    contracts=Contracts(exchange=CONTRACTS[0], neg_risk_exchange=CONTRACTS[1]),
    wallet=WALLET,
    vault="0x" + "ab" * 20,
)


def prepared(order: NewOrder, identity: OrderIdentity, today: datetime) -> PreparedOrder:
    """Sign an order, as a program does that stores it before it is placed."""
    (listed,) = (market for market in Markets().all() if market["symbol"] == order.market_id)
    terms = MarketTerms(
        symbol=order.market_id,
        yes_token_id=int(listed["yesTokenId"]),
        no_token_id=int(listed["noTokenId"]),
        fee_taker_bps=listed["feeTakerBps"],
        neg_risk=listed["negRiskEligible"] is True,
    )
    return prepare(order, account=ACCOUNT, market=terms, identity=identity, signer=SIGNER, now=today)
