"""Accounts, markets and orders that are signed in tests, and how Hypothesis draws them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from crossbook import Price, Quantity
from crossbook.predictstreet import (
    DOCUMENTED_TESTNET,
    TESTNET,
    LocalSigner,
    MarketTerms,
    NewOrder,
    OrderIdentity,
    PreparedOrder,
    TradingAccount,
    prepare,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SIGNER = LocalSigner("46" * 32)
VAULT = "0x" + "ab" * 20
ACCOUNT = TradingAccount(environment=TESTNET, contracts=DOCUMENTED_TESTNET, wallet=SIGNER.address, vault=VAULT)
MARKET = MarketTerms(symbol="NC26-BIN-83479265", yes_token_id=2**255 + 1, no_token_id=7, fee_taker_bps=140, neg_risk=False)
IDENTITY = OrderIdentity(salt=2**127 + 5, client_order_id="quote-1")


def order(**changes: Any) -> NewOrder:
    given: dict[str, Any] = {"market_id": MARKET.symbol, "outcome": 0, "side": "buy", "price": Decimal("0.42"), "quantity": 2}
    return NewOrder(**given | changes)


def prepared(new: NewOrder | None = None, **changes: Any) -> PreparedOrder:
    given: dict[str, Any] = {"account": ACCOUNT, "market": MARKET, "identity": IDENTITY, "signer": SIGNER, "now": NOW}
    return prepare(new or order(), **given | changes)


TICKS = st.sampled_from([Decimal("0.01"), Decimal("0.001"), Decimal("0.000001"), Decimal("0.05")])
LARGEST = 10**15


@st.composite
def orders(draw: st.DrawFn) -> tuple[NewOrder, MarketTerms, OrderIdentity]:
    """Any order, in a market of any tick and kind, with any identity; worth at least one base unit."""
    tick = draw(TICKS)
    price = Price(tick * draw(st.integers(1, int(1 / tick) - 1)), tick=tick)
    least = int(1 / price.value) + 1
    quantity = Quantity(Decimal(draw(st.integers(least, LARGEST))).scaleb(-6), step="0.000001")
    kind = draw(st.sampled_from([("limit", None), ("limit", "gtc"), ("limit", "fok"), ("market", None), ("market", "fok")]))
    market = MarketTerms(
        symbol=draw(st.text(min_size=1).map("N{}".format)),
        yes_token_id=draw(st.integers(1, 2**256 - 2)),
        no_token_id=2**256 - 1,
        fee_taker_bps=draw(st.integers(0, 1000)),
        neg_risk=draw(st.booleans()),
        tick=tick,
    )
    new: dict[str, Any] = {
        "market_id": market.symbol,
        "outcome": draw(st.sampled_from((0, 1))),
        "side": draw(st.sampled_from(("buy", "sell"))),
        "price": draw(st.sampled_from((price, price.value))),
        "quantity": draw(st.sampled_from((quantity, quantity.value))),
        "order_type": kind[0],
        "time_in_force": kind[1],
        "post_only": draw(st.booleans()),
        "expires_at": draw(st.none() | st.datetimes(datetime(2027, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))),  # noqa: DTZ001 - Hypothesis adds the zone
    }
    identity = OrderIdentity(salt=draw(st.integers(1, 2**256 - 1)), client_order_id=draw(st.text(min_size=1).map("n{}".format)))
    return NewOrder(**new), market, identity
