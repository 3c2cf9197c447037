"""Orders that we sign, at a sandbox that verifies them with code of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest
from predictstreet_calls import MARKET

from crossbook import Refused
from crossbook.predictstreet import (
    Contracts,
    Environment,
    LocalSigner,
    MarketTerms,
    NewOrder,
    PredictStreet,
    PreparedOrder,
    TradingAccount,
    draw_identity,
    prepare,
)
from crossbook.sandbox import PredictStreetSandbox, Sandbox
from crossbook_bindings.predictstreet.rest import get_market, place_batch

OTHER = "0x" + "12" * 20


@pytest.fixture
def venue(sandbox: Sandbox) -> PredictStreetSandbox:
    sandbox.predictstreet.signatures = "verify"
    return sandbox.predictstreet


@pytest.fixture
def client(venue: PredictStreetSandbox) -> Iterator[PredictStreet]:
    with PredictStreet(api_key=venue.api_key, base_url=venue.url) as client:
        yield client


@pytest.fixture
def account(venue: PredictStreetSandbox) -> TradingAccount:
    trader = venue.trader()
    return TradingAccount(
        environment=Environment(
            name="sandbox", rest_url=venue.url, websocket_url=venue.socket_url, rpc_url=venue.url, chain_id=venue.chain_id
        ),
        contracts=Contracts(exchange=venue.contracts.exchange, neg_risk_exchange=venue.contracts.neg_risk_exchange),
        wallet=trader.wallet,
        vault=trader.vault,
    )


def signed(venue: PredictStreetSandbox, client: PredictStreet, account: TradingAccount, **changes: Any) -> PreparedOrder:
    """Prepare an order as a client would: the market is read just before."""
    given: dict[str, Any] = {"market_id": MARKET, "outcome": 0, "side": "buy", "price": Decimal("0.42"), "quantity": 2}
    key = changes.pop("key", venue.trader().private_key)
    new = NewOrder(**given | changes)
    market = MarketTerms.of(client.fetch(get_market(slug=venue.market(new.market_id).slug)))
    return prepare(new, account=account, market=market, identity=draw_identity(), signer=LocalSigner(key), now=datetime.now(UTC))


def place(client: PredictStreet, account: TradingAccount, made: PreparedOrder) -> Any:
    return client.send(made.request(account.environment, account.contracts))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"price": Decimal("0.01"), "quantity": Decimal("0.000001")},
        {"quantity": Decimal("0.001001")},
        {"outcome": 1, "price": Decimal("0.99")},
        {"order_type": "market"},
        {"order_type": "market", "time_in_force": "fok"},
        {"post_only": True},
        {"expires_at": datetime(2100, 1, 1, tzinfo=UTC)},
    ],
)
def test_an_order_that_we_sign_is_taken(
    sandbox: Sandbox, venue: PredictStreetSandbox, client: PredictStreet, account: TradingAccount, changes: dict[str, Any]
) -> None:
    made = signed(venue, client, account, **changes)
    reply = place(client, account, made)
    assert reply.status == ("CANCELLED" if "order_type" in changes else "OPEN")
    assert client.get_order(reply.orderId).user_reference == made.user_reference
    assert sandbox.violations == ()


def test_a_seller_signs_tokens(venue: PredictStreetSandbox, client: PredictStreet, account: TradingAccount) -> None:
    venue.trader().give_tokens(MARKET, 0, Decimal(5))
    made = signed(venue, client, account, side="sell", quantity=Decimal("1.000001"), price=Decimal("0.33"))
    assert place(client, account, made).status == "OPEN"


def test_an_order_of_a_neg_risk_market_is_signed_for_its_exchange(
    venue: PredictStreetSandbox, client: PredictStreet, account: TradingAccount
) -> None:
    venue.add_market("NEG", neg_risk=True)
    assert place(client, account, signed(venue, client, account, market_id="NEG")).status == "OPEN"


def test_an_order_that_was_stored_is_the_same_order_to_the_venue(
    venue: PredictStreetSandbox, client: PredictStreet, account: TradingAccount
) -> None:
    made = signed(venue, client, account)
    first = place(client, account, made)
    again = place(client, account, PreparedOrder.from_json(made.to_json()))
    assert again.orderId == first.orderId
    assert len(venue.open_order_ids()) == 1


def test_orders_of_a_batch_are_taken_each(venue: PredictStreetSandbox, client: PredictStreet, account: TradingAccount) -> None:
    orders = tuple(signed(venue, client, account, outcome=outcome).entry(account.environment, account.contracts) for outcome in (0, 1))
    assert [entry.status for entry in client.send(place_batch(orders=orders))] == ["OPEN", "OPEN"]


def test_a_signature_for_another_chain_exchange_maker_or_wallet_is_refused(
    venue: PredictStreetSandbox, client: PredictStreet, account: TradingAccount
) -> None:
    stranger = LocalSigner("11" * 32)
    wrong: dict[str, tuple[TradingAccount, dict[str, Any]]] = {
        "exchange": (attrs.evolve(account, contracts=attrs.evolve(account.contracts, exchange=OTHER)), {}),
        "maker": (attrs.evolve(account, vault=OTHER), {}),
        "chain": (attrs.evolve(account, environment=attrs.evolve(account.environment, chain_id=36900)), {}),
        "wallet": (attrs.evolve(account, wallet=stranger.address), {"key": "11" * 32}),
    }
    for name, (other, changes) in wrong.items():
        made = signed(venue, client, other, **changes)
        with pytest.raises(Refused) as caught:
            place(client, other, made)
        assert (caught.value.status, "bad_signature" in (caught.value.body or "")) == (400, True), name
    assert venue.open_order_ids() == ()


def test_a_fee_that_the_market_no_longer_has_is_refused(
    venue: PredictStreetSandbox, client: PredictStreet, account: TradingAccount
) -> None:
    market = MarketTerms.of(client.fetch(get_market(slug=venue.market(MARKET).slug)))
    new = NewOrder(market_id=MARKET, outcome=0, side="buy", price=Decimal("0.42"), quantity=2)
    stale = attrs.evolve(market, fee_taker_bps=market.fee_taker_bps + 1)
    signer = LocalSigner(venue.trader().private_key)
    made = prepare(new, account=account, market=stale, identity=draw_identity(), signer=signer, now=datetime.now(UTC))
    with pytest.raises(Refused, match=r"bad_signature|signature"):
        place(client, account, made)
