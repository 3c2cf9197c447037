"""Requests about funds: claims, splits and their kin, deposits, withdrawals."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from crossbook.sandbox.clock import timestamp
from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.engine import Refusal
from crossbook.sandbox.predictstreet.cancels import is_uuid
from crossbook.sandbox.predictstreet.ledger import OverdraftError
from crossbook.sandbox.predictstreet.markets import UNDEPLOYED, PredictStreetMarket, digest
from crossbook.sandbox.predictstreet.operations import GRACE, Kind, SignedOperation
from crossbook.sandbox.predictstreet.pages import moment, page, word
from crossbook.sandbox.predictstreet.refusals import invalid, refusal
from crossbook.sandbox.predictstreet.state import State
from crossbook.sandbox.predictstreet.transfers import CANCELLABLE, REVIEWED, WITHDRAWAL_STATUSES, Withdrawal, estimate
from crossbook.sandbox.predictstreet.units import plain, units
from crossbook.sandbox.wire import Json, JsonObject, member, number, text

_HIGHEST: Final = 1 << 256
_DIGITS: Final = 78


# ---- claims


def redeem(state: State, wallet: str, body: Json) -> Answer:
    """Queue a claim. The members of `auth` were not seen, so it is only asked whether there is one."""
    market = state.catalogue.find(text(body, "marketId") or "")
    outcome = int(number(body, "outcomeIndex") or 0)
    if market is None or outcome > 1 or market.token_ids[outcome] not in state.ledger.assets(wallet):
        raise refusal(404, "position_not_found")
    if not isinstance(member(body, "auth"), dict):
        raise invalid("auth is required for API keys")
    if wallet in state.undeployed:
        raise refusal(403, "no_vault")
    if market.status in UNDEPLOYED:
        raise refusal(400, "no_condition_id")
    if market.payouts is None:
        raise refusal(400, "not_redeemable")
    if market.neg_risk and not state.redeems.neg_risk_ready:
        raise refusal(400, "neg_risk_not_ready")
    if not state.ledger.of(wallet, market.token_ids[outcome]).available:
        raise refusal(400, "no_quantity")
    job = state.redeems.ask(wallet, market, outcome)
    return Answer(200, {"jobId": job.id, "status": job.status})


def redeem_job(state: State, wallet: str, job_id: str) -> Answer:
    """Show how far a claim has come."""
    job = state.redeems.find(job_id, wallet)
    if job is None:
        raise refusal(404, "job_not_found")  # only the status is documented
    return Answer(200, job.as_json())


# ---- splits, merges, conversions


def split(state: State, wallet: str, body: Json) -> Answer:
    """Co-sign a split. Its reply is not documented; like that of a merge, with the id's name in parallel, is a guess of form."""
    operation, market = _signed(state, "split", wallet, body)
    return Answer(200, {"pendingSplitId": operation.id, **_co_signed(state, operation, market)})


def merge(state: State, wallet: str, body: Json) -> Answer:
    """Co-sign a merge."""
    operation, market = _signed(state, "merge", wallet, body)
    return Answer(200, {"pendingMergeId": operation.id, **_co_signed(state, operation, market)})


def convert(state: State, wallet: str, body: Json) -> Answer:
    """Co-sign a conversion; what it is about are the neg-risk markets of the market's event, by their index."""
    market = state.catalogue.find(text(body, "marketId") or "")
    if market is None or not market.neg_risk:
        raise refusal(404, "market_not_found")
    index_set = _whole(body, "indexSet")
    if not 0 < index_set < (1 << len(state.catalogue.basket(market))) - 1:
        raise invalid("indexSet must name some outcomes and not all of them")
    amount = _whole(body, "amount")
    if amount <= 0:
        raise invalid("amount must be above 0, in base units")
    operation = state.operations.sign("convert", wallet, market, amount, index_set)
    return Answer(
        200,
        {
            "signedOpId": operation.id,
            "digest": digest("convert", operation.id),
            "backendSig": operation.signature,
            "salt": operation.salt,
            "deadline": int(operation.deadline.timestamp()),
            "marketId": digest("neg-risk market", market.event_id),
            "indexSet": str(index_set),
            "amount": str(amount),
            "vaultAddress": state.vault_of(wallet),
            "tokenIds": [chosen.token_ids[1] for chosen in state.operations.chosen(market, index_set)],
        },
    )


def release(state: State, wallet: str, operation_id: str) -> Answer:
    """Free the lock of a split or merge that never reached the chain."""
    operation = state.operations.find(operation_id) if is_uuid(operation_id) else None
    if operation is None:
        raise refusal(400, "op_not_found")  # no word is documented, and no 404
    if operation.wallet != wallet:
        raise refusal(403, "vault_owner_mismatch")
    if operation.kind == "convert":
        raise refusal(400, "op_kind_unsupported")
    if operation.status == "CONFIRMED":
        details: JsonObject = {"event_key": digest("event", operation.id), "tx_hash": operation.tx_hash, "blockNumber": 1}
        raise refusal(409, "op_confirmed_on_chain", details=details)
    if operation.status == "SIGNED":
        if state.clock.wall() < operation.deadline + GRACE:
            raise refusal(425, "op_too_recent")
        if state.operations.watcher is not None:
            raise refusal(503, state.operations.watcher)
    applied = state.operations.release(operation)
    return Answer(
        200,
        {
            "signedOpId": operation.id,
            "status": operation.status,
            "vaultAddress": state.vault_of(wallet),
            "deadline": int(operation.deadline.timestamp()),
            "refunded": True,
            "refundAppliedNow": applied,
            "updatedAt": timestamp(operation.updated_at),
        },
    )


# ---- deposits and withdrawals


def relay_deposit(state: State, wallet: str, body: Json) -> Answer:
    """Queue a deposit. The domain that the permit is signed for is the token's own, which no page gives: it is not checked."""
    amount = _whole(body, "amount")
    if amount <= 0:
        raise invalid("amount must be above 0, in base units")
    deposit = state.transfers.relay(wallet, (text(body, "permitOwner") or wallet).lower(), amount)
    return Answer(200, {"auditId": deposit.audit_id, "jobId": deposit.job_id, "status": deposit.status})


def relay_status(state: State, wallet: str, audit_id: str) -> Answer:
    """Show how far a deposit has come."""
    deposit = state.transfers.deposit(audit_id, wallet)
    if deposit is None:
        raise refusal(404, "deposit_not_found")  # only the status is documented
    return Answer(200, {"auditId": deposit.audit_id, "status": deposit.status, **deposit.details})


def request_withdrawal(state: State, wallet: str, body: Json) -> Answer:
    """Queue a withdrawal. Pages disagree on what is signed for it, so the signature is only asked to be hex digits.

    "201: withdrawal request accepted" is on errors/overview; a rejection is none, so it is a 200. Its codes were not seen.
    """
    amount, destination = _human(body, "amount"), (text(body, "destination") or "").lower()
    if not _is_hex(text(body, "userSig") or ""):
        raise invalid("userSig must be 0x and hex digits")
    if not state.transfers.is_allowed(wallet, destination) and amount < REVIEWED:
        return Answer(200, {"status": "rejected", "code": "destination_not_allowed", "reason": "not a cleared source of deposits"})
    reviewed = not state.transfers.is_allowed(wallet, destination)
    try:
        withdrawal = state.transfers.withdraw(wallet, amount, destination, "MLRO_REVIEW" if reviewed else "PENDING")
    except OverdraftError:
        return Answer(200, {"status": "rejected", "code": "insufficient_funds", "reason": "not enough USDC available"})
    # The gateway's own words are in lower case, those of the service behind it are not.
    return Answer(201, {"status": "mlro_review" if reviewed else withdrawal.status, "id": withdrawal.id})


def withdrawals(state: State, wallet: str, query: Mapping[str, str]) -> Answer:
    """List the wallet's withdrawals, newest first. Which limit is taken where none is named was not seen."""
    status, since, until = word(query, "status", WITHDRAWAL_STATUSES), moment(query, "from"), moment(query, "to")
    rows = (
        row
        for row in state.transfers.withdrawals(wallet)
        if status in (None, row.status) and (since is None or row.created_at >= since) and (until is None or row.created_at < until)
    )
    found = page(rows, lambda row: row.sequence, query, most=200, default=50)
    shown = [row.as_json() for row in found.rows]
    return Answer(200, {"walletAddress": wallet, "withdrawals": [*shown], "nextCursor": found.next_cursor})


def withdrawal(state: State, wallet: str, withdrawal_id: str) -> Answer:
    """Show one withdrawal. Its reply is not documented; the rows of the list are."""
    found = state.transfers.withdrawal(withdrawal_id, wallet)
    if found is None:
        raise refusal(404, "withdrawal_not_found")  # only the status is documented
    return Answer(200, found.as_json())


def cancel_withdrawal(state: State, wallet: str, withdrawal_id: str) -> Answer:
    """Cancel a withdrawal that was not sent to the chain yet. How a refusal looks was not seen, beyond that it is no 404."""
    found: Withdrawal | None = state.transfers.withdrawal(withdrawal_id, wallet) if is_uuid(withdrawal_id) else None
    if found is None:
        raise refusal(400, "withdrawal_not_found")
    if found.status not in CANCELLABLE:
        raise refusal(400, "withdrawal_not_cancellable", f"withdrawal is {found.status}")
    state.transfers.move_withdrawal(found, "CANCELLED")
    return Answer(200, found.as_json())


def withdrawal_fee(query: Mapping[str, str]) -> Answer:
    """Estimate what a withdrawal costs."""
    amount = _amount(query.get("amount", ""), "amount")
    return Answer(200, estimate(query.get("token", ""), amount, query.get("destination", "")))


def deposit_sources(state: State, wallet: str) -> Answer:
    """List addresses that withdrawals may go to because deposits came from them."""
    rows: list[Json] = [
        {"sourceAddress": source.address, "firstSeenAt": timestamp(source.seen_at), "clearedAt": timestamp(source.cleared_at)}
        for source in state.transfers.sources(wallet)
    ]
    return Answer(200, {"walletAddress": wallet, "sources": rows})


def add_address(state: State, wallet: str, body: Json) -> Answer:
    """Add an address that withdrawals may go to."""
    address, label = (text(body, "address") or "").lower(), text(body, "label")
    state.transfers.allow(wallet, address)
    shown: JsonObject = {
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{wallet}:{address}")),
        "address": address,
        "createdAt": timestamp(state.clock.wall()),
    }
    return Answer(201, shown if label is None else {**shown, "label": label})


def _signed(state: State, kind: Kind, wallet: str, body: Json) -> tuple[SignedOperation, PredictStreetMarket]:
    market = state.catalogue.find(text(body, "marketId") or "")
    if market is None or market.status in UNDEPLOYED:
        raise refusal(400, "market_not_found")  # the word is documented, with 404 and for other operations
    amount = _human(body, "amount")
    try:
        return state.operations.sign(kind, wallet, market, amount), market
    except OverdraftError as overdraft:
        raise _overdraft(overdraft) from None


def _co_signed(state: State, operation: SignedOperation, market: PredictStreetMarket) -> JsonObject:
    return {
        "kind": 1 if market.neg_risk else 0,
        "collateralToken": state.contracts.usdc,
        "conditionId": market.condition_id,
        "partition": ["1", "2"],
        "salt": operation.salt,
        "deadline": int(operation.deadline.timestamp()),
        "vaultAddress": state.vault_of(operation.wallet),
        "backendSig": operation.signature,
        # As in the request; whether the venue says it in base units is not documented.
        "amount": plain(operation.amount),
    }


def _overdraft(overdraft: OverdraftError) -> Refusal:
    return refusal(400, "insufficient_funds", str(overdraft))


def _human(body: Json, name: str) -> int:
    return _amount(text(body, name) or "", name)


def _amount(value: str, name: str) -> int:
    try:
        count = units(Decimal(value)) if len(value) <= _DIGITS else 0
    except (InvalidOperation, ValueError):
        count = 0
    if not 0 < count < _HIGHEST:
        raise invalid(f"{name} must be a decimal above 0 with at most 6 decimals")
    return count


def _whole(body: Json, name: str) -> int:
    value = text(body, name) or ""
    if not (value.isascii() and value.isdecimal()) or len(value) > _DIGITS or int(value) >= _HIGHEST:
        raise invalid(f"{name} must be a uint256 in decimal digits")
    return int(value)


def _is_hex(value: str) -> bool:
    return value.startswith("0x") and len(value) > len("0x") and all(letter in "0123456789abcdefABCDEF" for letter in value[2:])
