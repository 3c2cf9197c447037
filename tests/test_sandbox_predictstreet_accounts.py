"""Who may read and place in the PredictStreet sandbox."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sandboxes
import timed_exchange
from predictstreet_calls import MARKET, Caller, calling, order
from timed_exchange import STARTS

from crossbook.sandbox import Clock, PredictStreetSandbox, Sandbox

sandbox = pytest.fixture(timed_exchange.sandbox)
venue = pytest.fixture(sandboxes.predictstreet)
call = pytest.fixture(sandboxes.call)


@pytest.mark.parametrize("state", ["revoked", "expired", "suspended", "ip_denied", "no_associated_wallet"])
def test_a_key_that_is_no_longer_good_is_refused_with_its_code(venue: PredictStreetSandbox, call: Caller, state: Any) -> None:
    venue.trader().set_key_state(state)
    reply = call.get("/api/me/balances")
    assert (reply.status, reply.code) == (401, f"api_key_{state}")
    venue.trader().set_key_state("active")
    assert call.get("/api/me/balances").status == 200


def test_a_banned_wallet_is_refused_whichever_key_acts_for_it(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.trader("other").set_banned(banned=True)
    venue.multi_wallet = True
    reply = call.get("/api/me/balances", wallet=venue.other_wallet)
    assert (reply.status, reply.code) == (403, "wallet_banned")
    assert call.get("/api/me/balances", wallet=venue.wallet).status == 200


def test_each_account_has_its_own_and_a_key_of_many_wallets_acts_for_any(venue: PredictStreetSandbox, call: Caller) -> None:
    wallet = "0x" + "A" * 40
    venue.multi_wallet = True
    placed = call.post("/api/orders/place", order(), wallet=wallet).body["orderId"]
    assert [row["id"] for row in call.get("/api/orders/open", wallet=wallet.lower()).body["orders"]] == [placed]
    assert call.get("/api/orders/open", wallet=venue.wallet).body["orders"] == []
    assert call.get("/api/me/vault", wallet=wallet).body["walletAddress"] == wallet.lower()
    assert venue.trader("anna").wallet != venue.trader("bert").wallet


def test_an_account_can_be_set_up_and_asked(venue: PredictStreetSandbox) -> None:
    trader = venue.trader("anna", usdc=Decimal(50))
    order_id = trader.place(MARKET, side="buy", price=Decimal("0.5"), quantity=Decimal(100)).id
    assert (trader.usdc.available, trader.usdc.locked, trader.open_order_ids()) == (Decimal(0), Decimal(50), (order_id,))
    assert [market.symbol for market in venue.markets] == [MARKET]
    with pytest.raises(ValueError, match="insufficient_funds"):
        trader.place(MARKET, side="buy", price=Decimal("0.5"), quantity=Decimal(1))


def test_nothing_is_placed_without_a_vault(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.trader().set_vault_deployed(deployed=False)
    assert call.get("/api/me/vault").body["deployed"] is False
    assert (call.post("/api/orders/place", order()).status, call.post("/api/orders/place", order()).code) == (403, "no_vault")
    assert call.get("/api/leaderboard").body["me"] is None
    venue.trader().set_vault_deployed(deployed=True)
    assert call.post("/api/orders/place", order()).status == 200


def test_a_reset_takes_everything_but_keys_and_wallets(sandbox: Sandbox, venue: PredictStreetSandbox, call: Caller) -> None:
    trader, anna = venue.trader(), venue.trader("anna").wallet
    trader.set_scopes()
    trader.set_usdc(Decimal(5))
    venue.add_market("M")
    venue.seed_order(filled=Decimal(1))
    venue.signatures = "verify"
    sandbox.reset()
    assert call.get("/api/orders/history").body["orders"] == []
    assert (trader.usdc.available, len(venue.trades)) == (Decimal(10_000), 0)
    assert not is_verifying(venue)
    assert [market["symbol"] for market in call.get("/api/markets").body["markets"]] == [MARKET]
    assert venue.trader("anna").wallet == anna


def is_verifying(venue: PredictStreetSandbox) -> bool:
    return venue.signatures == "verify"


def test_limits_are_counted_for_each_wallet_and_told_in_the_venues_headers() -> None:
    with Sandbox(limits=True, clock=Clock(starts=STARTS, ticks=False)) as sandbox:
        venue = sandbox.predictstreet
        venue.multi_wallet = True
        with calling(venue, venue.api_key) as call:
            replies = [call.post("/api/orders/cancel-all", {}, wallet=venue.wallet) for _ in range(2)]
            other = call.post("/api/orders/cancel-all", {}, wallet=venue.other_wallet)
    assert [reply.status for reply in (*replies, other)] == [200, 429, 200]
    assert (replies[0].headers["X-RateLimit-Limit"], replies[0].headers["X-RateLimit-Remaining"]) == ("1", "0")
    assert (replies[1].headers["Retry-After"], replies[1].code) == ("1", "rate_limited")
    assert STARTS.timestamp() < int(replies[1].headers["X-RateLimit-Reset"]) <= STARTS.timestamp() + 2
