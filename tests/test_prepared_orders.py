"""Orders that are prepared before anything is sent: exact amounts, one identity, one environment, and a text to be stored."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from signed_orders import ACCOUNT, IDENTITY, MARKET, NOW, SIGNER, VAULT, order, orders, prepared

from crossbook import InvalidRequest, NotSent, Price, Quantity
from crossbook.predictstreet import (
    DOCUMENTED_PRODUCTION,
    DOCUMENTED_TESTNET,
    PRODUCTION,
    TESTNET,
    LocalSigner,
    MarketTerms,
    NewOrder,
    OrderIdentity,
    PreparedOrder,
    TradingAccount,
    draw_identity,
    prepare,
    prepare_async,
)
from crossbook_bindings.predictstreet.rest.models.market import Market
from crossbook_bindings.runtime import UNSET

ANY = settings(max_examples=60, deadline=None)


# ---- laws


@ANY
@given(orders())
def test_amounts_are_whole_and_no_more_than_a_unit_from_price_times_quantity(drawn: tuple[NewOrder, MarketTerms, OrderIdentity]) -> None:
    new, market, identity = drawn
    made = prepared(new, market=market, identity=identity)
    price, quantity = (given if isinstance(given, Decimal | int) else given.value for given in (new.price, new.quantity))
    worth, tokens = Fraction(price) * Fraction(quantity) * 10**6, Fraction(quantity) * 10**6
    if new.side == "buy":
        assert made.taker_amount == tokens
        assert made.maker_amount - 1 < worth <= made.maker_amount
    else:
        assert made.maker_amount == tokens
        assert made.taker_amount <= worth < made.taker_amount + 1
        assert made.taker_amount > 0
    assert (made.order.price, made.order.quantity) == (price, quantity)
    body = made.entry(TESTNET, DOCUMENTED_TESTNET)
    assert (Fraction(body.price), Fraction(body.quantity)) == (Fraction(price), Fraction(quantity))


@ANY
@given(orders())
def test_an_order_that_was_stored_is_loaded_as_it_was(drawn: tuple[NewOrder, MarketTerms, OrderIdentity]) -> None:
    new, market, identity = drawn
    made = prepared(new, market=market, identity=identity)
    text = made.to_json()
    again = PreparedOrder.from_json(text)
    assert again == made
    assert again.to_json() == text
    assert again.digest == made.digest
    assert again.entry(TESTNET, DOCUMENTED_TESTNET) == made.entry(TESTNET, DOCUMENTED_TESTNET)
    assert PreparedOrder.from_json(text.encode()) == made


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_stored_order_in_which_anything_was_changed_is_refused(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    stored = json.loads(text)
    name = data.draw(st.sampled_from(sorted(stored)))
    value = data.draw(st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from([stored[other] for other in stored]))
    if stored[name] != value or type(stored[name]) is not type(value):
        with pytest.raises(InvalidRequest, match="from_json: expected"):
            PreparedOrder.from_json(json.dumps(stored | {name: value}))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_stored_order_of_which_a_byte_is_lost_or_changed_is_refused(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS)).encode()
    at = data.draw(st.integers(0, len(text) - 1))
    changed = data.draw(st.sampled_from([text[:at], text[:at] + text[at + 1 :], text[:at] + bytes([text[at] ^ 1]) + text[at + 1 :]]))
    with pytest.raises(InvalidRequest):
        PreparedOrder.from_json(changed)


TEXTS = [prepared().to_json(), prepared(order(side="sell", expires_at=NOW + timedelta(days=1), post_only=True)).to_json()]


# ---- what is signed


def test_an_order_signs_what_the_documents_say() -> None:
    made = prepared(order(quantity=Decimal("0.001001")))
    assert msgspec.structs.asdict(made.draft.struct) == {
        "salt": IDENTITY.salt,
        "maker": VAULT,
        "signer": SIGNER.address,
        "taker": "0x" + "0" * 40,
        "tokenId": MARKET.yes_token_id,
        "makerAmount": 421,  # 420.42, rounded up
        "takerAmount": 1001,
        "expiration": 0,
        "feeRateBps": 140,
        "side": 0,
        "signatureType": 1,
    }
    sold = prepared(order(side="sell", outcome=1, quantity=Decimal("0.001001")))
    assert (sold.maker_amount, sold.taker_amount, sold.draft.struct.side, sold.draft.struct.tokenId) == (1001, 420, 1, 7)


def test_a_prepared_order_is_sent_as_the_venue_takes_it() -> None:
    made = prepared(order(price=Price("0.4", tick="0.01"), quantity=Quantity(100, step="0.000001")))
    body = made.entry(TESTNET, DOCUMENTED_TESTNET)
    assert attrs.asdict(body) == {
        "marketId": MARKET.symbol,
        "side": "buy",
        "outcome": "0",
        "price": Decimal("0.40"),
        "quantity": Decimal(100),
        "nonce": str(IDENTITY.salt),
        "expiry": 0,
        "maker": VAULT,
        "signature": f"0x{made.signature.hex()}",
        "clientOrderId": "quote-1",
        "type": "limit",
        "timeInForce": "gtc",
        "postOnly": UNSET,
    }
    assert made.user_reference == made.client_order_id == "quote-1"
    assert (made.salt, made.prepared_at) == (IDENTITY.salt, NOW)


def test_the_request_for_one_order_alone_is_what_a_batch_would_hold() -> None:
    made = prepared()
    request = made.request(TESTNET, DOCUMENTED_TESTNET)
    assert (request.operation.name, request.payload) == ("placeOrder", made.entry(TESTNET, DOCUMENTED_TESTNET))
    with pytest.raises(InvalidRequest, match="prepared for"):
        made.request(PRODUCTION, DOCUMENTED_TESTNET)


def test_what_was_left_open_is_filled_in() -> None:
    assert prepared(order()).order == order(time_in_force="gtc", user_reference="quote-1", quantity=Decimal(2))
    assert prepared(order(order_type="market")).order.time_in_force == "ioc"
    assert prepared(order(post_only=True)).entry(TESTNET, DOCUMENTED_TESTNET).postOnly is True


def test_an_order_expires_when_it_is_asked_to_and_never_otherwise() -> None:
    later = NOW.astimezone(timezone(timedelta(hours=2))) + timedelta(minutes=5, microseconds=7)
    made = prepared(order(expires_at=later))
    assert made.draft.struct.expiration == made.entry(TESTNET, DOCUMENTED_TESTNET).expiry == int(NOW.timestamp()) + 300
    assert PreparedOrder.from_json(made.to_json()) == made


def test_each_kind_of_market_has_its_exchange_and_another_digest() -> None:
    binary, risk = prepared(), prepared(market=attrs.evolve(MARKET, neg_risk=True))
    assert binary.draft.struct == risk.draft.struct
    assert binary.digest != risk.digest


@pytest.mark.parametrize(
    "changes",
    [
        {"identity": attrs.evolve(IDENTITY, salt=1)},
        {"market": attrs.evolve(MARKET, fee_taker_bps=0)},
        {"account": attrs.evolve(ACCOUNT, vault="0x" + "cd" * 20)},
        {"account": attrs.evolve(ACCOUNT, environment=PRODUCTION)},
        {"account": attrs.evolve(ACCOUNT, contracts=DOCUMENTED_PRODUCTION)},
    ],
)
def test_whatever_is_signed_changes_the_digest(changes: dict[str, Any]) -> None:
    assert prepared(**changes).digest != prepared().digest


def test_a_market_of_the_venue_gives_what_is_signed() -> None:
    market = Market(symbol="M", yesTokenId="5", noTokenId=str(2**256 - 1), feeTakerBps=240, negRiskEligible=None)
    assert MarketTerms.of(market) == MarketTerms(symbol="M", yes_token_id=5, no_token_id=2**256 - 1, fee_taker_bps=240, neg_risk=False)
    assert MarketTerms.of(attrs.evolve(market, negRiskEligible=True)).neg_risk
    assert MarketTerms.of(market, tick=Decimal("0.001")).tick == Decimal("0.001")
    for lacks in ("symbol", "yesTokenId", "noTokenId", "feeTakerBps"):
        with pytest.raises(InvalidRequest, match="expected"):
            MarketTerms.of(attrs.evolve(market, **{lacks: None}))
    for wrong in ("0x5", "-5", "5.0", "", "0", "9" * 79, "\u0665"):
        with pytest.raises(InvalidRequest, match="yes"):
            MarketTerms.of(attrs.evolve(market, yesTokenId=wrong))
    with pytest.raises(InvalidRequest, match="at most 1000"):
        MarketTerms.of(attrs.evolve(market, feeTakerBps=1001))


# ---- who signs


async def test_a_signer_that_waits_prepares_the_same_order() -> None:
    class Waiting:
        address = SIGNER.address

        async def sign_digest(self, digest: bytes, /) -> bytes:
            return SIGNER.sign_digest(digest)

    made = await prepare_async(order(), account=ACCOUNT, market=MARKET, identity=IDENTITY, signer=Waiting(), now=NOW)
    assert made == prepared()


def test_a_signer_of_another_wallet_is_refused_before_it_signs() -> None:
    class Never:
        address = LocalSigner("11" * 32).address

        def sign_digest(self, digest: bytes, /) -> bytes:
            raise AssertionError

    with pytest.raises(NotSent, match=f"expected a signer of the account's wallet, {SIGNER.address}, found one of 0x19e7") as caught:
        prepare(order(), account=ACCOUNT, market=MARKET, identity=IDENTITY, signer=Never(), now=NOW)
    assert caught.value.user_reference == "quote-1"


async def test_a_signature_of_another_key_is_not_sent() -> None:
    class Wrong:
        address = SIGNER.address

        def sign_digest(self, digest: bytes, /) -> bytes:
            return LocalSigner("11" * 32).sign_digest(digest)

    class WrongLater:
        address = SIGNER.address

        async def sign_digest(self, digest: bytes, /) -> bytes:
            return LocalSigner("11" * 32).sign_digest(digest)

    with pytest.raises(NotSent, match="found one of 0x19e7"):
        prepare(order(), account=ACCOUNT, market=MARKET, identity=IDENTITY, signer=Wrong(), now=NOW)
    with pytest.raises(NotSent, match="found one of 0x19e7"):
        await prepare_async(order(), account=ACCOUNT, market=MARKET, identity=IDENTITY, signer=WrongLater(), now=NOW)


def test_a_prepared_order_cannot_be_changed_into_one_that_was_not_signed() -> None:
    made, other = prepared(), prepared(order(quantity=3))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.signature = b""  # type: ignore[misc]  # that it is frozen is what is tested
    with pytest.raises(NotSent, match="expected a signature"):
        attrs.evolve(made, signature=other.signature)
    with pytest.raises(NotSent, match="expected a signature"):
        PreparedOrder(draft=other.draft, signature=made.signature)
    with pytest.raises(InvalidRequest, match="expected to buy 860000 for 2000000, which follow from price and quantity"):
        attrs.evolve(made.draft, price=Decimal("0.43"))
    assert copy.deepcopy(made) == pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own


def test_a_representation_shows_no_signature() -> None:
    made = prepared()
    assert made.signature.hex()[:16] not in repr(made) + str(made) + f"{made.signature!r}".replace(repr(made.signature), "")
    assert "quote-1" in repr(made)
    assert made.digest.hex() in repr(made)


def wrong(**values: Any) -> dict[str, Any]:
    """Hide from the type checker what it would find."""
    return values


# ---- identity


def test_an_identity_is_drawn_anew_each_time() -> None:
    drawn = [draw_identity() for _ in range(200)]
    assert len({each.salt for each in drawn}) == len({each.client_order_id for each in drawn}) == 200
    assert sum(each.salt.bit_length() for each in drawn) / 200 > 125  # of 128 bits, half of all salts have the highest
    assert draw_identity("mine").client_order_id == "mine"
    with pytest.raises(InvalidRequest, match="client_order_id"):
        draw_identity("")


def test_the_same_order_prepared_twice_is_the_same_bytes() -> None:
    assert prepared().to_json() == prepared(now=NOW.astimezone(UTC)).to_json()


def test_an_account_is_bound_to_its_values() -> None:
    assert TradingAccount(environment=TESTNET, contracts=DOCUMENTED_TESTNET, wallet=SIGNER.address, vault=VAULT) == ACCOUNT
