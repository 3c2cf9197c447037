"""Signing: over the bare library, and over what a start and a signature may cost at most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from coincurve import PrivateKey, PublicKey
from starting import added
from timing import Figure, best_of, each

from crossbook.predictstreet import (
    DOCUMENTED_TESTNET,
    TESTNET,
    LocalSigner,
    MarketTerms,
    NewOrder,
    OrderIdentity,
    TradingAccount,
    prepare,
)

# Many short stretches: some of them are not interrupted by whatever else the machine does.
_TIMES = 10
_ROUNDS = 400
_KEY = b"\x46" * 32
_DIGEST = b"\x22" * 32
_CLIENT = "from crossbook.predictstreet import PredictStreet; PredictStreet(api_key='ps_live_0123456789abcdef_secret')"
_SIGNER = "from crossbook.predictstreet import LocalSigner, NewOrder, PreparedOrder, prepare; LocalSigner('46' * 32)"


def measure() -> Iterator[Figure]:
    signer, bare = LocalSigner(_KEY), _bare()
    seconds, _ = best_of(_ROUNDS, each(_TIMES, lambda: signer.sign_digest(_DIGEST)), each(_TIMES, lambda: None))
    yield Figure(name="signature of one digest", ours_us=seconds * 1e6, base_us=100, base="100 µs", limit=1.0)
    prepared = _prepared(signer)
    ours, base = best_of(_ROUNDS, each(_TIMES, prepared), each(_TIMES, bare))
    yield Figure(
        name="an order prepared: checked, hashed, signed, proven",
        ours_us=ours * 1e6,
        base_us=base * 1e6,
        base="coincurve, signed and recovered",
        limit=4.0,
    )
    yield Figure(
        name="import of what signs, over a ready client",
        ours_us=added(_SIGNER, over=_CLIENT) * 1e6,
        base_us=50e3,
        base="50 ms",
        limit=1.0,
        note="CPU time of a fresh interpreter",
    )


def _bare() -> Any:
    key: Any = PrivateKey(_KEY)  # the library leaves a part of its types open

    def signed_and_recovered() -> None:
        PublicKey.from_signature_and_message(key.sign_recoverable(_DIGEST, hasher=None), _DIGEST, hasher=None)

    return signed_and_recovered


def _prepared(signer: LocalSigner) -> Any:
    account = TradingAccount(environment=TESTNET, contracts=DOCUMENTED_TESTNET, wallet=signer.address, vault="0x" + "ab" * 20)
    market = MarketTerms(symbol="M", yes_token_id=2**255 + 1, no_token_id=7, fee_taker_bps=140, neg_risk=False)
    order = NewOrder(market_id="M", outcome=0, side="buy", price=Decimal("0.42"), quantity=Decimal("12.5"))
    identity, now = OrderIdentity(salt=2**127 + 5, client_order_id="quote-1"), datetime.now(UTC)
    return lambda: prepare(order, account=account, market=market, identity=identity, signer=signer, now=now)
