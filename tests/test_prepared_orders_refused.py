"""Where a prepared order may go, and orders and values that are not signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
from signed_orders import ACCOUNT, MARKET, NOW, SIGNER, VAULT, order, prepared

from crossbook import InvalidRequest, Price
from crossbook.predictstreet import (
    DOCUMENTED_PRODUCTION,
    DOCUMENTED_TESTNET,
    PRODUCTION,
    TESTNET,
    Contracts,
    Environment,
    OrderIdentity,
    PreparedOrder,
)

TEXTS = [prepared().to_json(), prepared(order(side="sell", expires_at=NOW + timedelta(days=1), post_only=True)).to_json()]


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
