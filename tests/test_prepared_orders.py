"""Orders that are prepared before anything is sent: exact amounts, one identity, one environment, and a text to be stored."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
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
    Contracts,
    Environment,
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


# ---- where it may go

OTHERS: dict[str, tuple[Environment, Contracts, str]] = {
    "production": (PRODUCTION, DOCUMENTED_TESTNET, "environment production.*environment testnet"),
    "another host": (attrs.evolve(TESTNET, rest_url="https://other"), DOCUMENTED_TESTNET, "rest url https://other"),
    "another chain": (attrs.evolve(TESTNET, chain_id=1), DOCUMENTED_TESTNET, "chain id 1.*chain id 99999"),
    "another name": (attrs.evolve(TESTNET, name="mine"), DOCUMENTED_TESTNET, "environment mine"),
    "other contracts": (TESTNET, DOCUMENTED_PRODUCTION, "exchange 0x3b32"),
    "another exchange of the other kind": (
        TESTNET,
        attrs.evolve(DOCUMENTED_TESTNET, neg_risk_exchange="0x" + "12" * 20),
        "neg risk exchange 0x1212",
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_an_order_that_was_prepared_for_one_place_is_not_usable_in_another(case: str) -> None:
    environment, contracts, found = OTHERS[case]
    for made in (prepared(), PreparedOrder.from_json(prepared().to_json())):
        with pytest.raises(InvalidRequest, match=f"expected an order that was prepared for .*{found}"):
            made.entry(environment, contracts)


def test_how_an_address_is_written_and_where_the_chain_is_asked_make_no_other_place() -> None:
    lower = Contracts(exchange=DOCUMENTED_TESTNET.exchange.lower(), neg_risk_exchange=DOCUMENTED_TESTNET.neg_risk_exchange.lower())
    environment = attrs.evolve(TESTNET, rpc_url="https://my-node", rest_url=TESTNET.rest_url + "/")
    assert prepared().entry(environment, lower) == prepared().entry(TESTNET, DOCUMENTED_TESTNET)


def test_environments_are_those_of_the_documents() -> None:
    assert (PRODUCTION.chain_id, TESTNET.chain_id) == (36900, 99999)
    assert (PRODUCTION.rest_url, PRODUCTION.websocket_url) == (
        "https://core-api.adipredictstreet.com",
        "wss://ws-gateway.adipredictstreet.com",
    )
    assert DOCUMENTED_PRODUCTION.exchange_of(neg_risk=False) == "0x3b32619897ae40C79b7086a0EB3F985077e7Fed7"
    assert DOCUMENTED_PRODUCTION.exchange_of(neg_risk=True) == "0x65A068b3C1C3088B1B23499A6104045f2b661B3e"


# ---- what is refused

WRONG_ORDERS: dict[str, tuple[dict[str, Any], str]] = {
    "a float": ({"price": 0.42}, "a price as a crossbook.Price, a Decimal or an int, found 0.42"),
    "a float of tokens": ({"quantity": 2.0}, "a quantity as a crossbook.Quantity, a Decimal or an int, found 2.0"),
    "text": ({"price": "0.42"}, "a price as"),
    "a bool": ({"quantity": True}, "a quantity as"),
    "a price between ticks": ({"price": Decimal("0.425")}, "0.42 is the next below, 0.43 is the next above"),
    "a price on another tick": ({"price": Price("0.425", tick="0.001")}, "0.42 is the next below, 0.43 is the next above"),
    "a price of nothing": ({"price": 0}, "strictly between 0 and 1"),
    "a price of all": ({"price": 1}, "strictly between 0 and 1"),
    "no number": ({"price": Decimal("NaN")}, "found Decimal\\('NaN'\\)"),
    "seven decimals": ({"quantity": Decimal("0.0000015")}, "0.000001 is the next below, 0.000002 is the next above"),
    "no tokens": ({"quantity": 0}, "a quantity above 0"),
    "fewer than no tokens": ({"quantity": -1}, "a quantity above 0"),
    "no number of tokens": ({"quantity": Decimal("Infinity")}, "found Decimal\\('Infinity'\\)"),
    "more tokens than there can be": ({"quantity": 10**75}, "Order.makerAmount as a whole number from 0 to the largest uint256"),
    "less than a base unit": ({"side": "sell", "quantity": Decimal("0.000001")}, "worth at least one base unit"),
    "another market": ({"market_id": "M"}, "the market of the order, M, found"),
    "no market": ({"market_id": " "}, "a market \\(its symbol\\)"),
    "another side": ({"side": "BUY"}, "a side, one of buy, sell"),
    "another outcome": ({"outcome": 2}, "an outcome, 0 \\(yes\\) or 1 \\(no\\), found 2"),
    "an outcome as text": ({"outcome": "0"}, "an outcome"),
    "an outcome as a bool": ({"outcome": True}, "an outcome"),
    "another type": ({"order_type": "stop"}, "an order type, one of limit, market"),
    "another time in force": ({"time_in_force": "day"}, "a time in force, one of gtc, ioc, fok"),
    "a market order that rests": ({"order_type": "market", "time_in_force": "gtc"}, "a market order never rests, found 'gtc'"),
    "post only, perhaps": ({"post_only": None}, "post_only as True or False"),
    "a time without an offset": ({"expires_at": datetime(2027, 1, 1)}, "expires_at as a datetime with its offset"),  # noqa: DTZ001 - the case
    "a time as a number": ({"expires_at": 1893456000}, "expires_at as a datetime"),
    "a time that is past": ({"expires_at": NOW}, "expires_at after now, 2026-11-20T12:00:00"),
    "another name": ({"user_reference": "quote-2"}, "the order's own reference, 'quote-2', found 'quote-1'"),
    "a blank name": ({"user_reference": ""}, "a user reference"),
}


@pytest.mark.parametrize("case", WRONG_ORDERS)
def test_an_order_that_the_venue_would_refuse_is_not_signed(case: str) -> None:
    changes, found = WRONG_ORDERS[case]
    with pytest.raises(InvalidRequest, match=f"prepare: expected .*{found}") as caught:
        prepared(order(**changes))
    assert caught.value.user_reference == "quote-1"


def wrong(**values: Any) -> dict[str, Any]:
    """Hide from the type checker what it would find."""
    return values


BROKEN = DOCUMENTED_TESTNET.exchange.swapcase().replace("0X", "0x")

WRONG_VALUES: dict[str, tuple[Callable[[], object], str]] = {
    "a contract that is none": (lambda: Contracts(exchange="0x1", neg_risk_exchange=VAULT), "exchange as an address"),
    "a contract that is missing": (lambda: Contracts(**wrong(exchange=None, neg_risk_exchange=VAULT)), "exchange as an address"),
    "a pin that is none": (lambda: Contracts(exchange=VAULT, neg_risk_exchange="0x" + "1" * 40, usdc="USDC"), "usdc as an address"),
    "one exchange for both": (lambda: Contracts(exchange=VAULT, neg_risk_exchange=VAULT.upper().replace("X", "x")), "two exchanges"),
    "an address with a typo": (
        lambda: prepared(account=attrs.evolve(ACCOUNT, contracts=attrs.evolve(DOCUMENTED_TESTNET, exchange=BROKEN))),
        "exchange as an address whose capitals fit its checksum \\(0xc3c197e4",
    ),
    "no vault at all": (lambda: prepared(account=attrs.evolve(ACCOUNT, vault="0x" + "0" * 40)), "found 'the zero address'"),
    "the wallet as its vault": (lambda: attrs.evolve(ACCOUNT, vault=SIGNER.address), "a vault, which is another address"),
    "a vault that is none": (lambda: attrs.evolve(ACCOUNT, vault="vault"), "vault as an address"),
    "contracts of something else": (lambda: attrs.evolve(ACCOUNT, **wrong(contracts={"exchange": VAULT})), "contracts as a Contracts"),
    "an environment by name": (lambda: attrs.evolve(ACCOUNT, **wrong(environment="testnet")), "environment as an Environment"),
    "a chain that is none": (lambda: attrs.evolve(TESTNET, chain_id=0), "chain_id as an int of 1 or more"),
    "a chain as text": (lambda: attrs.evolve(TESTNET, **wrong(chain_id="99999")), "chain_id as an int of 1 or more"),
    "a host that is none": (lambda: attrs.evolve(TESTNET, rest_url=""), "rest_url"),
    "a salt of nothing": (lambda: OrderIdentity(salt=0, client_order_id="q"), "salt as an int of 1 or more"),
    "a salt beyond the type": (lambda: OrderIdentity(salt=2**256, client_order_id="q"), "salt below"),
    "a salt as text": (lambda: OrderIdentity(salt="5", client_order_id="q"), "salt as an int"),  # type: ignore[arg-type]
    "a blank name": (lambda: OrderIdentity(salt=5, client_order_id=" "), "client_order_id"),
    "two tokens that are one": (lambda: attrs.evolve(MARKET, no_token_id=MARKET.yes_token_id), "two tokens"),
    "a market without fees, perhaps": (lambda: attrs.evolve(MARKET, **wrong(fee_taker_bps=None)), "fee_taker_bps as an int"),
    "a time without an offset": (lambda: prepared(now=datetime(2026, 1, 1)), "now as a datetime with its offset"),  # noqa: DTZ001 - the case
    "a tick that is none": (lambda: prepared(market=attrs.evolve(MARKET, tick=Decimal("0.3"))), "a tick"),
    "no order": (lambda: prepared({"side": "buy"}), "a crossbook.predictstreet.NewOrder"),  # type: ignore[arg-type]
    "nothing stored": (lambda: PreparedOrder.from_json(""), "a stored order, JSON with"),
    "something else stored": (lambda: PreparedOrder.from_json("{}"), "found 'kind none, version 0'"),
    "a list stored": (lambda: PreparedOrder.from_json("[]"), "a stored order"),
    "a number of bytes": (lambda: PreparedOrder.from_json(5), "a stored order"),  # type: ignore[arg-type]
    "a later version": (lambda: PreparedOrder.from_json(TEXTS[0].replace('"version":1', '"version":2')), "version 2"),
    "one more member": (lambda: PreparedOrder.from_json(TEXTS[0].replace('"version":1', '"version":1,"note":1')), "note"),
    "a member twice": (lambda: PreparedOrder.from_json(TEXTS[0].replace('"version":1', '"version":1,"price":"0.42"')), "price twice"),
}


@pytest.mark.parametrize("case", WRONG_VALUES)
def test_a_value_that_cannot_be_signed_for_is_refused(case: str) -> None:
    make, found = WRONG_VALUES[case]
    with pytest.raises(InvalidRequest, match=found):
        make()


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
