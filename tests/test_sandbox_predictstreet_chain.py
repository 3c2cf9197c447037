"""What ends on the chain in the PredictStreet sandbox: settlement, results, claims, splits and their kin, deposits, withdrawals."""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal
from typing import Any

import pytest
import sandboxes
from predictstreet_calls import MARKET, Caller, calling, order

from crossbook.sandbox import Clock, PredictStreetSandbox, Sandbox

ADDRESS = "0x1234567890abcdef1234567890abcdef12345678"
SIGNED = {"auth": {"signature": "0x5f2d9a"}}


@pytest.fixture
def venue() -> Generator[PredictStreetSandbox]:
    with Sandbox(clock=Clock(ticks=False)) as sandbox:
        yield sandbox.predictstreet
    assert [violation for violation in sandbox.violations if violation.direction == "reply"] == []


call = pytest.fixture(sandboxes.call)


def bought(venue: PredictStreetSandbox, call: Caller, *pieces: int, price: str = "0.40") -> str:
    """Buy YES from another trader, in pieces; return the order's id."""
    other = venue.trader("other")
    for piece in pieces:
        other.give_tokens(MARKET, 0, Decimal(piece))
        other.place(MARKET, side="sell", price=Decimal(price), quantity=Decimal(piece))
    reply = call.post("/api/orders/place", order(price=price, quantity=str(sum(pieces))))
    assert reply.body["status"] == "FILLED"
    order_id: str = reply.body["orderId"]
    return order_id


def usdc(call: Caller) -> tuple[str, str]:
    row = call.get("/api/me/balances").body["balances"][0]
    return row["available"], row["locked"]


def statuses(call: Caller, order_id: str) -> list[str]:
    return [trade["status"] for trade in call.get(f"/api/orders/{order_id}/fills").body["trades"]]


# ---- settlement


def test_a_trade_goes_to_the_chain_and_money_changes_hands_there(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.settles_after = 10
    order_id = bought(venue, call, 5)
    (row,) = call.get("/api/me/trades").body["trades"]
    assert (row["status"], row["txHash"], row["settledAt"]) == ("matched", None, None)
    assert (usdc(call), venue.trader().tokens(MARKET).available) == (("9998", "2"), Decimal(0))
    venue.advance(5)
    (row,) = call.get("/api/me/trades").body["trades"]
    assert (row["status"], row["settledAt"]) == ("settlement_pending", None)
    assert row["txHash"].startswith("0x")
    venue.advance(5)
    (row,) = call.get("/api/me/trades").body["trades"]
    assert row["status"] == "settled"
    assert row["settledAt"] > row["createdAt"]
    assert (usdc(call), venue.trader().tokens(MARKET).available) == (("9998", "0"), Decimal("4.958"))
    assert statuses(call, order_id) == ["settled"]


def test_fills_can_fail_later_one_by_one_and_an_order_with_its_last(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.settles_after = None
    order_id = bought(venue, call, 5, 3)
    first, second = venue.trades
    venue.send_to_chain(first.id)
    assert statuses(call, order_id) == ["settlement_pending", "matched"]
    venue.fail_settlement(first.id)
    assert (venue.state(order_id), usdc(call)) == ("filled", ("9998.8", "1.2"))
    assert venue.trader("other").tokens(MARKET).available == 5
    venue.fail_settlement(second.id)
    assert call.get(f"/api/orders/{order_id}").body["status"] == "SETTLEMENT_FAILED"
    assert (usdc(call), statuses(call, order_id)) == (("10000", "0"), ["settlement_failed"] * 2)
    assert venue.state(first.sell_order_id) == "settlement_failed"
    assert call.get(f"/api/markets/{MARKET}/trades").body["trades"] == []
    with pytest.raises(ValueError, match="found settlement_failed"):
        venue.settle(first.id)


def test_an_order_of_which_one_fill_settles_stays_filled(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.settles_after = None
    order_id = bought(venue, call, 5, 3)
    first, second = venue.trades
    venue.fail_settlement(first.id)
    assert venue.settle()[0].id == second.id
    assert (venue.state(order_id), statuses(call, order_id)) == ("filled", ["settlement_failed", "settled"])


def test_the_partners_feed_shows_a_trade_again_when_it_has_changed(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.settles_after = None
    bought(venue, call, 1, 1, 1)
    since = call.get("/api/me/trades").body["trades"][0]["createdAt"]
    with calling(venue, venue.trader().audit_key) as audit:
        path = "/api/v1/partner/trades"
        first = audit.get(path, modifiedSince=since, limit=2).body
        rest = audit.get(path, modifiedSince=since, limit=2, cursor=first["nextCursor"]).body
        assert [row["tradeId"] for row in first["trades"] + rest["trades"]] == [trade.id for trade in venue.trades]
        assert rest["nextCursor"] is None
        venue.advance(60)
        venue.settle(venue.trades[1].id)
        later = call.get("/api/me/trades").body["trades"][1]["settledAt"]
        assert audit.get(path, modifiedSince=later).body["trades"] == [
            {"tradeId": venue.trades[1].id, "status": "settled", "marketSymbol": MARKET}
        ]
        assert audit.get(path, modifiedSince=since, marketId="other").body["trades"] == []
        assert audit.get(path).code == "validation_failed"


# ---- results and claims


def test_a_winner_is_claimed_by_a_job(venue: PredictStreetSandbox, call: Caller) -> None:
    bought(venue, call, 5)
    ask = {"marketId": MARKET, "outcomeIndex": 0}
    path = "/api/me/positions/redeem"
    assert call.post(path, ask | SIGNED).code == "not_redeemable"
    venue.resolve(MARKET, winner=0)
    assert call.post(path, ask).code == "validation_failed"
    assert call.post(path, ask | SIGNED | {"outcomeIndex": 1}).code == "position_not_found"
    venue.settles_after = 10
    job = call.post(path, ask | SIGNED).body
    assert job["status"] == "pending"
    assert call.post(path, ask | SIGNED).body == job
    venue.advance(10)
    confirmed = call.get(f"{path}/{job['jobId']}").body
    assert (confirmed["status"], confirmed["txHash"][:2]) == ("confirmed", "0x")
    assert (usdc(call), call.get("/api/me/positions").body) == (("10002.958", "0"), [])
    assert call.post(path, ask | SIGNED).code == "no_quantity"
    with calling(venue, venue.trader("other").api_key) as other:
        assert other.get(f"{path}/{job['jobId']}").status == 404


def test_a_claim_can_fail_for_good(venue: PredictStreetSandbox, call: Caller) -> None:
    bought(venue, call, 5)
    venue.resolve(MARKET, winner=1)
    venue.settles_after = None
    job = call.post("/api/me/positions/redeem", {"marketId": MARKET, "outcomeIndex": 0, **SIGNED}).body["jobId"]
    venue.fail_redeem(job)
    shown = call.get(f"/api/me/positions/redeem/{job}").body
    assert shown == {"jobId": job, "status": "failed_permanent", "lastError": "execution reverted"}


def test_a_loser_pays_nothing_and_a_void_market_half(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.trader().give_tokens(MARKET, 1, Decimal(4))
    venue.resolve(MARKET, winner=0)
    call.post("/api/me/positions/redeem", {"marketId": MARKET, "outcomeIndex": 1, **SIGNED})
    assert usdc(call)[0] == "10000"
    venue.add_market("VOID")
    venue.trader().give_tokens("VOID", 1, Decimal(4))
    venue.void("VOID")
    call.post("/api/me/positions/redeem", {"marketId": "VOID", "outcomeIndex": 1, **SIGNED})
    assert usdc(call)[0] == "10002"
    assert venue.market("VOID").status == "VOIDED"


def test_neg_risk_markets_are_ready_when_they_are_and_burn_both_sides(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.add_market("NEG", neg_risk=True)
    for outcome, quantity in ((0, 3), (1, 2)):
        venue.trader().give_tokens("NEG", outcome, Decimal(quantity))
    venue.resolve("NEG", winner=0)
    venue.set_neg_risk_ready(ready=False)
    ask = {"marketId": "NEG", "outcomeIndex": 1, **SIGNED}
    assert call.post("/api/me/positions/redeem", ask).code == "neg_risk_not_ready"
    venue.set_neg_risk_ready(ready=True)
    assert call.post("/api/me/positions/redeem", ask).status == 200
    assert (usdc(call)[0], call.get("/api/me/positions").body) == ("10003", [])


# ---- splits, merges, conversions


def test_a_split_and_a_merge_are_co_signed_locked_and_carried_out(venue: PredictStreetSandbox, call: Caller) -> None:
    split = call.post("/api/vault/split-signature", {"marketId": MARKET, "amount": "30"}).body
    assert usdc(call) == ("9970", "30")
    again = call.post("/api/vault/split-signature", {"marketId": MARKET, "amount": "30"}).body
    assert (again["pendingSplitId"], usdc(call)) == (split["pendingSplitId"], ("9970", "30"))
    venue.execute_on_chain(split["pendingSplitId"])
    assert usdc(call) == ("9970", "0")
    assert [(row["quantity"], row["avgCost"]) for row in call.get("/api/me/positions").body] == [("30", "0.5")] * 2
    merge = call.post("/api/vault/merge-signature", {"marketId": MARKET, "amount": "10"}).body
    assert (merge["kind"], merge["partition"], merge["vaultAddress"]) == (0, ["1", "2"], venue.trader().vault)
    assert [row["encumberedQuantity"] for row in call.get("/api/me/positions").body] == ["10", "10"]
    venue.execute_on_chain(merge["pendingMergeId"])
    assert (usdc(call), venue.trader().tokens(MARKET, 1).available) == (("9980", "0"), Decimal(20))
    assert call.post("/api/vault/merge-signature", {"marketId": MARKET, "amount": "21"}).code == "insufficient_funds"
    assert call.post("/api/vault/merge-signature", {"marketId": MARKET, "amount": "1e9999"}).code == "validation_failed"


def test_a_lock_that_expired_is_released_once_the_chain_is_known_not_to_have_it(venue: PredictStreetSandbox, call: Caller) -> None:
    split = call.post("/api/vault/split-signature", {"marketId": MARKET, "amount": "30"}).body
    path = f"/api/dual-signed-ops/{split['pendingSplitId']}/release-expired"
    assert (call.post(path).status, call.post(path).code) == (425, "op_too_recent")
    venue.advance(15 * 60 + 90)
    venue.set_chain_watcher("chain_watcher_lagging")
    assert (call.post(path).status, call.post(path).code) == (503, "chain_watcher_lagging")
    venue.set_chain_watcher(None)
    with calling(venue, venue.trader("other").api_key) as other:
        assert (other.post(path).status, other.post(path).code) == (403, "vault_owner_mismatch")
    assert [call.post(path).body["refundAppliedNow"] for _ in range(2)] == [True, False]
    assert usdc(call) == ("10000", "0")
    assert call.post("/api/dual-signed-ops/unknown/release-expired").status == 400


def test_what_happened_on_chain_is_not_released(venue: PredictStreetSandbox, call: Caller) -> None:
    split = call.post("/api/vault/split-signature", {"marketId": MARKET, "amount": "30"}).body
    venue.execute_on_chain(split["pendingSplitId"])
    reply = call.post(f"/api/dual-signed-ops/{split['pendingSplitId']}/release-expired")
    assert (reply.status, reply.code) == (409, "op_confirmed_on_chain")
    assert set(reply.body["details"]) == {"event_key", "tx_hash", "blockNumber"}


def test_no_tokens_of_a_neg_risk_event_become_usdc_and_yes_of_the_others(venue: PredictStreetSandbox, call: Caller) -> None:
    event = venue.add_event("Who wins?")
    for name in ("A", "B", "C"):
        venue.add_market(name, neg_risk=True, event_id=event)
    for name in ("A", "B"):
        venue.trader().give_tokens(name, 1, Decimal(5))
    path, ask = "/api/vault/convert-signature", {"marketId": "A", "indexSet": "3", "amount": "2000000"}
    reply = call.post(path, ask).body
    assert reply["tokenIds"] == [venue.market(name).token_ids[1] for name in ("A", "B")]
    assert call.post(f"/api/dual-signed-ops/{reply['signedOpId']}/release-expired").code == "op_kind_unsupported"
    venue.execute_on_chain(reply["signedOpId"])
    assert usdc(call)[0] == "10002"
    assert [venue.trader().tokens(name, 1).available for name in ("A", "B")] == [3, 3]
    assert venue.trader().tokens("C", 0).available == 2
    for changes, code in (
        ({"indexSet": "0"}, "validation_failed"),
        ({"indexSet": "7"}, "validation_failed"),
        ({"amount": "1.5"}, "validation_failed"),
        ({"marketId": MARKET}, "market_not_found"),
    ):
        assert call.post(path, ask | changes).code == code


# ---- deposits and withdrawals

PERMIT = {"amount": "25000000", "permitNonce": "7", "permitDeadline": 1780000000, "v": 27, "r": "0x01", "s": "0x02"}


def test_a_deposit_is_screened_sent_and_confirmed(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.settles_after = 10
    queued = call.post("/api/deposits/relay", PERMIT | {"permitOwner": ADDRESS}).body
    path = f"/api/deposits/relay/{queued['auditId']}"
    found: list[Any] = []
    for _ in range(3):
        found.append(call.get(path).body["status"])
        venue.advance(5)
    assert found == ["PENDING_SCREENING", "SUBMITTED", "CONFIRMED"]
    assert usdc(call) == ("10025", "0")
    assert ADDRESS in [row["sourceAddress"] for row in call.get("/api/me/withdrawals/deposit-sources").body["sources"]]
    assert call.get("/api/deposits/relay/nothing").status == 404


def test_a_deposit_can_be_rejected(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.settles_after = None
    audit_id = call.post("/api/deposits/relay", PERMIT).body["auditId"]
    venue.move_deposit(audit_id, "REJECTED", "sanctioned_source")
    shown = call.get(f"/api/deposits/relay/{audit_id}").body
    assert shown == {"auditId": audit_id, "status": "REJECTED", "rejectionCode": "sanctioned_source"}
    assert usdc(call) == ("10000", "0")


def withdrawn(call: Caller, amount: str, destination: str = ADDRESS) -> Any:
    body = {"amount": amount, "destination": destination, "salt": "81235940112233", "expiry": 1780000000, "userSig": "0x5f2d9a"}
    return call.post("/api/withdrawals/request", body)


def test_a_withdrawal_locks_its_amount_until_it_ends(venue: PredictStreetSandbox, call: Caller) -> None:
    assert (withdrawn(call, "125.50").status, withdrawn(call, "125.50").body["status"]) == (200, "rejected")
    assert call.post("/api/me/withdrawal-security/whitelist", {"address": ADDRESS.upper().replace("X", "x")}).status == 201
    first, second = withdrawn(call, "125.50"), withdrawn(call, "60")
    assert (first.status, first.body["status"], usdc(call)) == (201, "PENDING", ("9814.5", "185.5"))
    cancelled = call.post(f"/api/me/withdrawals/{first.body['id']}/cancel").body
    assert (cancelled["status"], usdc(call)) == ("CANCELLED", ("9940", "60"))
    assert call.post(f"/api/me/withdrawals/{first.body['id']}/cancel").status == 400
    venue.move_withdrawal(second.body["id"], "SUBMITTED")
    assert call.post(f"/api/me/withdrawals/{second.body['id']}/cancel").code == "withdrawal_not_cancellable"
    venue.move_withdrawal(second.body["id"], "CONFIRMED")
    assert (usdc(call), call.get(f"/api/me/withdrawals/{second.body['id']}").body["status"]) == (("9940", "0"), "CONFIRMED")
    listed = call.get("/api/me/withdrawals", status="CANCELLED").body["withdrawals"]
    assert [row["id"] for row in listed] == [first.body["id"]]
    assert withdrawn(call, "9940.000001").body["code"] == "insufficient_funds"


def test_a_large_withdrawal_may_go_anywhere_and_is_looked_at(call: Caller) -> None:
    reply = withdrawn(call, "5000", "0x" + "9" * 40)
    assert (reply.status, reply.body["status"]) == (201, "mlro_review")
    assert call.get("/api/me/withdrawals").body["withdrawals"][0]["status"] == "MLRO_REVIEW"
