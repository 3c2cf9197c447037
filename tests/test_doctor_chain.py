"""What the chain proves of an account before its first order, and what it does not."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

import examined_accounts
import pytest
from accounts import Blocking
from examined_accounts import ELSEWHERE, account_of, verdicts, words
from replies import Answer, Closed, Replies, said
from traded import environment_at

from crossbook import Forbidden, InvalidRequest, ReadFailed
from crossbook.predictstreet import AsyncChain, Chain, Contracts, MarketTerms, NewOrder, OrderIdentity, TradingAccount, draw_identity
from crossbook.predictstreet.checking import calls
from crossbook.predictstreet.orders.draft import draft
from crossbook.sandbox import PredictStreetSandbox

market = pytest.fixture(examined_accounts.market)


@pytest.fixture(params=["sync", "async"])
def chain(request: pytest.FixtureRequest, market: PredictStreetSandbox) -> Iterator[Any]:
    if request.param == "sync":
        with Chain(rpc_url=market.rpc_url) as read:
            yield read
        return
    with asyncio.Runner() as runner:
        blocking: Any = Blocking(cast("Any", AsyncChain(rpc_url=market.rpc_url)), runner)
        yield blocking
        blocking.close()


def test_everything_that_the_chain_can_prove_is_proven(market: PredictStreetSandbox, chain: Any) -> None:
    found = chain.check(account_of(market))
    assert verdicts(found) == dict.fromkeys(("chain", "vault's owner", "digest, exchange", "digest, neg-risk exchange"), "proven")


def test_both_selectors_are_those_that_were_published() -> None:
    order = sample(account_at_nowhere()).struct
    assert calls.hash_order(order)[:4].hex() == "256d1bb4"
    assert calls.hash_order(order, with_nonce=True)[:4].hex() == "1bf7541a"
    plain, nonced = calls.hash_order(order)[4:], calls.hash_order(order, with_nonce=True)[4:]
    assert nonced == plain[: 8 * 32] + b"\0" * 32 + plain[8 * 32 :], "the nonce is behind the expiration"


def account_at_nowhere() -> TradingAccount:
    contracts = Contracts(exchange="0x" + "e1" * 20, neg_risk_exchange="0x" + "e2" * 20)
    return TradingAccount(
        environment=environment_at("https://nowhere.example"), contracts=contracts, wallet=ELSEWHERE, vault="0x" + "ab" * 20
    )


def sample(account: TradingAccount, identity: OrderIdentity | None = None) -> Any:
    market = MarketTerms(symbol="M", yes_token_id=2**255 + 1, no_token_id=7, fee_taker_bps=140, neg_risk=True)
    order = NewOrder(market_id="M", outcome=0, side="sell", price=Decimal("0.37"), quantity=12)
    return draft(order, account=account, market=market, identity=identity or draw_identity(), now=datetime.now(UTC))


def test_the_exchange_hashes_an_order_as_it_is_signed_here(market: PredictStreetSandbox, chain: Any) -> None:
    made = sample(account_of(market))
    assert chain.order_digest(made) == made.digest
    assert chain.chain_id() == market.chain_id
    assert chain.vault_of(market.wallet, factory=market.contracts.vault_factory) == market.trader().vault
    assert chain.vault_of(ELSEWHERE, factory=market.contracts.vault_factory) is None


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"chain_id": 36900}, {"chain", "digest, exchange", "digest, neg-risk exchange"}),
        ({"vault": ELSEWHERE}, {"vault's owner"}),
        ({"wallet": ELSEWHERE}, {"vault's owner"}),
        ({"exchange": ELSEWHERE}, {"digest, exchange"}),
        ({"neg_risk_exchange": ELSEWHERE}, {"digest, neg-risk exchange"}),
        ({"vault_factory": ELSEWHERE}, {"vault's owner"}),
    ],
)
def test_what_is_wrong_on_the_chain_is_said_to_be(market: PredictStreetSandbox, chain: Any, changes: Any, wrong: set[str]) -> None:
    found = verdicts(chain.check(account_of(market, **changes)))
    assert {about for about, verdict in found.items() if verdict == "wrong"} == wrong
    assert set(found.values()) == {"wrong", "proven"}


def test_a_struct_with_a_nonce_is_wrong_and_one_that_is_not_shown_is_unproven(market: PredictStreetSandbox, chain: Any) -> None:
    market.order_struct = "with nonce"
    found = chain.check(account_of(market))
    assert verdicts(found)["digest, exchange"] == "wrong"
    assert "has a nonce" in words(found, "digest, exchange")
    market.order_struct = "not shown"
    found = chain.check(account_of(market))
    assert verdicts(found)["digest, exchange"] == "unproven"
    assert "execution reverted" in words(found, "digest, exchange")


def test_without_a_vault_factory_the_vaults_owner_is_unproven(market: PredictStreetSandbox, chain: Any) -> None:
    assert verdicts(chain.check(account_of(market, vault_factory=None)))["vault's owner"] == "unproven"


@pytest.mark.parametrize(
    "reply",
    [
        Closed(),
        Answer(500),
        said({"jsonrpc": "2.0", "id": 2, "result": "0x" + "00" * 32}),
        said({"jsonrpc": "2.0", "id": 1, "error": {"code": -32000, "message": "busy"}}),
        said({"jsonrpc": "2.0", "id": 1, "result": "yes"}),
        said({"jsonrpc": "2.0", "id": 1}),
        Answer(200, b"<html>"),
    ],
)
def test_a_node_that_does_not_answer_proves_nothing(market: PredictStreetSandbox, venue: Replies, reply: Any) -> None:
    venue.always(reply)
    with Chain(rpc_url=venue.url, retry=None) as chain:
        assert set(verdicts(chain.check(account_of(market))).values()) == {"unproven"}
        with pytest.raises(ReadFailed):
            chain.chain_id()


@pytest.mark.parametrize("url", ["http://rpc.example.com/", "ftp://127.0.0.1", "https://user:word@rpc.example.com", ""])
def test_a_node_is_reached_over_tls_or_on_loopback(url: str) -> None:
    with pytest.raises(InvalidRequest, match="rpc_url") as caught:
        Chain(rpc_url=url)
    assert "word" not in str(caught.value)
    Chain(rpc_url="http://rpc.example.com/", insecure_hosts=["rpc.example.com"]).close()


def test_the_path_of_a_nodes_url_is_asked_and_shown_nowhere(venue: Replies) -> None:
    venue.always(Answer(403, b'{"error": "no project planted-project-key"}'))
    with Chain(rpc_url=f"{venue.url}/v3/planted-project-key", retry=None) as chain:
        with pytest.raises(Forbidden) as caught:
            chain.chain_id()
        shown = f"{caught.value!r} {caught.value} {caught.value.body} {chain!r}"
    assert venue.last.target == "/v3/planted-project-key"
    assert venue.last.method == "POST"
    assert json.loads(venue.last.body)["method"] == "eth_chainId"
    assert "planted" not in shown
    assert {"authorization", "x-api-key"}.isdisjoint(venue.last.headers)
