"""A try of each operation of PredictStreet, which says whether its reply comes from state."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from predictstreet_calls import MARKET, Caller, Reply, calling, order

from crossbook.sandbox import PredictStreetSandbox

ADDRESS = "0x1234567890abcdef1234567890abcdef12345678"
Try: TypeAlias = Callable[[PredictStreetSandbox, Caller], tuple[Reply, bool]]


def placing(_venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.post("/api/orders/place", order())
    return reply, reply.body["status"] == "OPEN"


def placing_a_batch(_venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.post("/api/orders/place-batch", {"orders": [order()]})
    return reply, reply.body[0]["success"]


def cancelling(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    order_id = venue.seed_order()
    return call.post("/api/orders/cancel", {"orderId": order_id}), venue.state(order_id) == "cancelled"


def cancelling_a_batch(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    order_id = venue.seed_order()
    return call.post("/api/orders/cancel-batch", {"orderIds": [order_id]}), venue.state(order_id) == "cancelled"


def cancelling_all(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    venue.seed_order()
    return call.post("/api/orders/cancel-all", {}), venue.open_order_ids() == ()


def listing(path: str, name: str) -> Try:
    def tried(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
        venue.seed_order(filled=Decimal(40))
        reply = call.get(path)
        return reply, len(reply.body[name]) == 1

    return tried


def order_detail(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    order_id = venue.seed_order(filled=Decimal(40))
    reply = call.get(f"/api/orders/{order_id}")
    return reply, reply.body["filledQty"] == "40"


def order_fills(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    order_id = venue.seed_order(filled=Decimal(40))
    reply = call.get(f"/api/orders/{order_id}/fills")
    return reply, [trade["quantity"] for trade in reply.body["trades"]] == ["40"]


def market_detail(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.get(f"/api/markets/{venue.market(MARKET).slug}")
    return reply, reply.body["symbol"] == MARKET


def orderbook(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    venue.seed_order()
    reply = call.get(f"/api/markets/{MARKET}/orderbook", outcome="0")
    return reply, reply.body["bids"] == [{"price": "0.42", "quantity": "100"}]


def prices(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    venue.seed_order(filled=Decimal(40))
    reply = call.get(f"/api/markets/{MARKET}/price-history", range="1h", outcome="0")
    return reply, reply.body["points"][-1]["price"] == "0.42"


def one_event(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.get(f"/api/events/{venue.market(MARKET).event_id}")
    return reply, reply.body["markets"][0]["symbol"] == MARKET


def with_match(venue: PredictStreetSandbox) -> str:
    match = venue.add_match("ESP vs ENG", ("ESP", "ENG"), tags=("soccer",))
    venue.add_market("MATCH", event_id=venue.add_event("Who wins?", match_id=match))
    return match


def all_matches(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    with_match(venue)
    reply = call.get("/api/matches", tag="soccer")
    return reply, reply.body["matches"][0]["events"][0]["title"] == "Who wins?"


def one_match(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.get(f"/api/matches/{with_match(venue)}")
    return reply, reply.body["participantA"] == "ESP"


def all_tags(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    with_match(venue)
    reply = call.get("/api/tags")
    return reply, reply.body == [{"slug": "soccer", "name": "Soccer"}]


def leaderboard(_venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.get("/api/leaderboard")
    return reply, reply.body["me"]["username"] == "own"


def contracts(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.get("/api/platform/contracts")
    return reply, venue.contracts.exchange in reply.body.values()


def balances(_venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.get("/api/me/balances")
    return reply, reply.body["balances"][0]["available"] == "10000"


def positions(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    venue.seed_order(side="sell")
    reply = call.get("/api/me/positions")
    return reply, [(row["quantity"], row["encumberedQuantity"]) for row in reply.body] == [("100", "100")]


def fee_tier(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    venue.trader("other").give_tokens(MARKET, 0, Decimal(2))
    venue.trader("other").place(MARKET, side="sell", price=Decimal("0.42"), quantity=Decimal(2))
    call.post("/api/orders/place", order())
    reply = call.get("/api/me/fee-tier")
    return reply, reply.body["rolling30dVolume"] == "0.84"


def vault(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.get("/api/me/vault")
    return reply, reply.body == {"walletAddress": venue.wallet, "vaultAddress": venue.trader().vault, "deployed": True}


def claim(venue: PredictStreetSandbox, call: Caller) -> Reply:
    venue.trader().give_tokens(MARKET, 0, Decimal(3))
    venue.resolve(MARKET, winner=0)
    return call.post("/api/me/positions/redeem", {"marketId": MARKET, "outcomeIndex": 0, "auth": {}})


def claiming(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    return claim(venue, call), venue.trader().usdc.available == 10_003


def claimed(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.get(f"/api/me/positions/redeem/{claim(venue, call).body['jobId']}")
    return reply, reply.body["status"] == "confirmed"


def split(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    return call.post("/api/vault/split-signature", {"marketId": MARKET, "amount": "30"}), venue.trader().usdc.locked == 30


def merge(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    for outcome in (0, 1):
        venue.trader().give_tokens(MARKET, outcome, Decimal(30))
    return call.post("/api/vault/merge-signature", {"marketId": MARKET, "amount": "30"}), venue.trader().tokens(MARKET, 1).locked == 30


def convert(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    event = venue.add_event("Who wins?")
    tokens = [venue.add_market(name, neg_risk=True, event_id=event).token_ids[1] for name in ("A", "B")]
    reply = call.post("/api/vault/convert-signature", {"marketId": "A", "indexSet": "2", "amount": "1000000"})
    return reply, reply.body["tokenIds"] == tokens[1:]


def release(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    split_id = call.post("/api/vault/split-signature", {"marketId": MARKET, "amount": "30"}).body["pendingSplitId"]
    venue.advance(3600)
    return call.post(f"/api/dual-signed-ops/{split_id}/release-expired"), venue.trader().usdc.locked == 0


PERMIT = {"amount": "25000000", "permitNonce": "7", "permitDeadline": 1780000000, "v": 27, "r": "0x01", "s": "0x02"}


def deposit(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    return call.post("/api/deposits/relay", PERMIT), venue.trader().usdc.available in (10_000, 10_025)


def deposited(_venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.get(f"/api/deposits/relay/{call.post('/api/deposits/relay', PERMIT).body['auditId']}")
    return reply, reply.body["status"] == "CONFIRMED"


def withdraw(venue: PredictStreetSandbox, call: Caller) -> Reply:
    body = {"amount": "125.50", "destination": venue.wallet, "salt": "1", "expiry": 1780000000, "userSig": "0x5f2d9a"}
    return call.post("/api/withdrawals/request", body)


def withdrawing(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    return withdraw(venue, call), venue.trader().usdc.locked == Decimal("125.5")


def withdrawals(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    withdraw(venue, call)
    reply = call.get("/api/me/withdrawals")
    return reply, reply.body["withdrawals"][0]["amount"] == "125.5"


def one_withdrawal(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.get(f"/api/me/withdrawals/{withdraw(venue, call).body['id']}")
    return reply, reply.body["status"] == "PENDING"


def cancelled_withdrawal(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    return call.post(f"/api/me/withdrawals/{withdraw(venue, call).body['id']}/cancel"), venue.trader().usdc.locked == 0


def withdrawal_fee(_venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.get("/api/me/withdrawals/fee", amount="10.50", token="USDC", destination=ADDRESS)
    return reply, reply.body["amount"] == "10.5"


def sources(venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.get("/api/me/withdrawals/deposit-sources")
    return reply, [row["sourceAddress"] for row in reply.body["sources"]] == [venue.wallet]


def whitelist(_venue: PredictStreetSandbox, call: Caller) -> tuple[Reply, bool]:
    reply = call.post("/api/me/withdrawal-security/whitelist", {"address": ADDRESS, "label": "My Ledger"})
    return reply, reply.body["label"] == "My Ledger"


def partner_trades(venue: PredictStreetSandbox, _call: Caller) -> tuple[Reply, bool]:
    venue.seed_order(filled=Decimal(1))
    with calling(venue, venue.trader().audit_key) as audit:
        reply = audit.get("/api/v1/partner/trades", modifiedSince="2020-01-01T00:00:00Z")
    return reply, reply.body["trades"][0]["marketSymbol"] == MARKET


TRIES: dict[str, Try] = {
    "placeOrder": placing,
    "placeBatch": placing_a_batch,
    "cancelOrder": cancelling,
    "cancelBatch": cancelling_a_batch,
    "cancelAll": cancelling_all,
    "listOpenOrders": listing("/api/orders/open", "orders"),
    "listOrderHistory": listing("/api/orders/history", "orders"),
    "getOrder": order_detail,
    "getOrderFills": order_fills,
    "listMarkets": listing("/api/markets", "markets"),
    "getMarket": market_detail,
    "getOrderbook": orderbook,
    "listMarketTrades": listing(f"/api/markets/{MARKET}/trades", "trades"),
    "getPriceHistory": prices,
    "listEvents": listing("/api/events", "events"),
    "getEvent": one_event,
    "listMatches": all_matches,
    "getMatch": one_match,
    "listTags": all_tags,
    "getLeaderboard": leaderboard,
    "getPlatformContracts": contracts,
    "getBalances": balances,
    "listPositions": positions,
    "listTrades": listing("/api/me/trades", "trades"),
    "listFees": listing("/api/me/fees", "ledger"),
    "getFeeTier": fee_tier,
    "getVault": vault,
    "redeemPosition": claiming,
    "getRedeemJob": claimed,
    "splitSignature": split,
    "mergeSignature": merge,
    "convertSignature": convert,
    "releaseExpired": release,
    "relayDeposit": deposit,
    "getRelayDeposit": deposited,
    "requestWithdrawal": withdrawing,
    "listWithdrawals": withdrawals,
    "getWithdrawal": one_withdrawal,
    "cancelWithdrawal": cancelled_withdrawal,
    "getWithdrawalFee": withdrawal_fee,
    "listDepositSources": sources,
    "addWhitelistAddress": whitelist,
    "listPartnerTrades": partner_trades,
}
