"""Stored orders on PredictStreet are looked up before they are sent; and where a client is."""

from __future__ import annotations

from typing import Any

import placing_script
import pytest
from accounts import Clients
from placing_script import OTHER
from replies import Act, Answer, said
from signed_orders import SIGNER, prepared
from traded import SYMBOL, Script, account_at, order, row

from crossbook import InvalidRequest, Placed, PlaceUnknown
from crossbook.predictstreet import PRODUCTION, TESTNET, LocalSigner, PredictStreet

script = pytest.fixture(placing_script.script)
client = pytest.fixture(placing_script.client)


# ---- stored orders


def test_a_prepared_order_of_a_name_that_an_order_elsewhere_has_is_not_told_as_success(client: PredictStreet, script: Script) -> None:
    """It is looked up in its own market, and not among orders that are older than it is. Names are the wallet's, for ever."""
    stored = client.prepare_order(order(user_reference="once"))
    script.history = lambda sent: [row(each, marketId="ANOTHER") for each in sent]
    outcome = client.place_order(stored)
    assert isinstance(outcome, PlaceUnknown)
    assert "the name was used before" in outcome.evidence.problem


def test_a_stored_order_is_looked_up_before_it_is_sent(client: PredictStreet, script: Script) -> None:
    ready = prepared(account=account_at(script.server.url))
    entry = {"marketId": SYMBOL, "side": "buy", "outcome": "0", "price": "0.42", "quantity": "2", "expiry": 0, "type": "limit"}
    sent = {
        **entry,
        "timeInForce": "gtc",
        "nonce": str(ready.salt),
        "maker": ready.draft.struct.maker,
        "clientOrderId": ready.client_order_id,
    }
    script.history = lambda _: [row(sent, status="FILLED", filledQty="2", remainingQty="0")]
    outcome = client.place_order(ready)
    assert isinstance(outcome, Placed)
    assert outcome.resting == 0
    assert script.sent == []
    script.history = lambda _: [row(sent, price="0.1")]
    other = client.place_order(ready)
    assert isinstance(other, PlaceUnknown)
    assert other.evidence.sent is None
    assert script.sent == [], "its name is another order's: it would only be answered with that"
    script.history = lambda _: []
    assert isinstance(client.place_order(ready), Placed)
    assert len(script.sent) == 1
    assert "from=" in script.asked("/api/orders/history")[0].target


@pytest.mark.parametrize(
    "act", [Answer(500), said({"orders": [{"id": 1}], "nextCursor": None, "walletAddress": SIGNER.address})], ids=["500", "unreadable"]
)
def test_a_stored_order_that_cannot_be_looked_up_is_not_sent(act: Act, client: PredictStreet, script: Script) -> None:
    script.history = act
    outcome, new = client.place_orders([prepared(account=account_at(script.server.url)), order()])
    assert isinstance(outcome, PlaceUnknown), "somebody may have sent it before"
    assert outcome.evidence.sent is None
    assert isinstance(new, Placed)
    assert [len(batch) for batch in script.sent] == [1]


def listed(*rows: dict[str, Any], wallet: str = SIGNER.address) -> Act:
    return said({"walletAddress": wallet, "orders": [*rows], "nextCursor": None})


ANY_ORDER: dict[str, Any] = {"marketId": SYMBOL, "side": "buy", "outcome": "0", "price": "0.42", "quantity": "2", "type": "limit"}
OLD: dict[str, Any] = {"id": "1", **ANY_ORDER, "createdAt": "2024-01-01T00:00:00Z"}
DOUBTFUL: list[tuple[str, Act, str]] = [
    ("an open order of the same terms that tells no name", listed({"id": "1", **ANY_ORDER}), "tells no client order id"),
    ("one that seems to be older: a clock may be wrong", listed(OLD), "tells no client order id"),
    ("an order that tells nothing", listed({"foo": 1}), "could not all be read"),
    ("another wallet's list", listed(wallet="0x" + "22" * 20), "another wallet"),
    ("a full page and no cursor", listed(*[{"id": f"{n}", "clientOrderId": f"z{n}"} for n in range(500)]), "could not all be read"),
]


@pytest.mark.parametrize("which", ["open", "history"])
@pytest.mark.parametrize(("act", "words"), [case[1:] for case in DOUBTFUL], ids=[case[0] for case in DOUBTFUL])
def test_a_stored_order_is_not_sent_where_a_list_may_hold_it(
    act: Act, words: str, which: str, client: PredictStreet, script: Script
) -> None:
    setattr(script, which, act)
    outcome = client.place_order(prepared(account=account_at(script.server.url)))
    assert isinstance(outcome, PlaceUnknown)
    assert words in outcome.evidence.problem
    assert outcome.evidence.sent is None
    assert script.sent == []


def test_orders_that_cannot_be_a_stored_one_do_not_keep_it_from_being_sent(client: PredictStreet, script: Script) -> None:
    others: list[dict[str, Any]] = [{"price": "0.41"}, {"side": "sell"}, {"outcome": "1"}]
    script.open = script.history = listed(*({"id": f"{n}", **ANY_ORDER, **each} for n, each in enumerate(others)))
    assert isinstance(client.place_order(prepared(account=account_at(script.server.url))), Placed)
    assert len(script.sent) == 1


def test_a_history_without_end_has_not_shown_that_an_order_is_not_there(client: PredictStreet, script: Script) -> None:
    pages = iter(range(10**6))
    before = script.server.otherwise
    script.server.otherwise = lambda received: (
        said({"walletAddress": SIGNER.address, "orders": [], "nextCursor": str(next(pages))})
        if received.target.startswith("/api/orders/history")
        else before(received)
    )
    assert isinstance(client.place_order(prepared(account=account_at(script.server.url))), PlaceUnknown)
    assert script.sent == []


# ---- where a client is


def test_a_client_is_where_its_environment_is(clients: Clients) -> None:
    for environment in (PRODUCTION, TESTNET):
        assert environment.rest_url in repr(PredictStreet(api_key="ps_live_0123_planted-secret-for-tests", environment=environment))
    assert PRODUCTION.rest_url in repr(PredictStreet(api_key="ps_live_0123_planted-secret-for-tests"))
    here = account_at(clients.url)
    assert clients.url in repr(PredictStreet(api_key="ps_live_0123_planted-secret-for-tests", account=here))


def test_what_a_client_is_told_must_belong_together(clients: Clients) -> None:
    here = account_at(clients.url)
    for named, problem in (
        ({"environment": TESTNET, "base_url": PRODUCTION.rest_url}, "no base_url beside an environment"),
        ({"account": here, "base_url": "http://user:planted@127.0.0.1:1"}, "no base_url beside an environment"),
        ({"account": here, "environment": TESTNET}, "the environment of the account"),
        ({"account": here, "user_wallet": OTHER}, "the account's wallet"),
        ({"account": here, "signer": LocalSigner("11" * 32)}, "a signer of the account's wallet"),
        ({"signer": SIGNER}, "an account for the signer"),
        ({"signer": SIGNER, "environment": TESTNET}, "an account for the signer"),
        ({"environment": "testnet"}, "an Environment"),
        ({"account": "mine"}, "a TradingAccount"),
    ):
        given: dict[str, Any] = {"user_wallet": None, **named}
        with pytest.raises(InvalidRequest, match=problem) as caught:
            PredictStreet(api_key="ps_live_0123_planted-secret-for-tests", **given)
        assert "planted" not in str(caught.value)


def test_a_client_acts_for_its_account_s_wallet(client: PredictStreet, script: Script) -> None:
    client.open_orders()
    assert script.server.last.headers["x-user-wallet"] == SIGNER.address
