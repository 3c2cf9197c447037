"""Money that comes and goes: relayed deposits, withdrawals, and the addresses that withdrawals may go to."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime, timedelta
from itertools import count
from typing import Final, Literal, TypeAlias, get_args

from attrs import define, frozen

from crossbook.sandbox.clock import Clock, timestamp
from crossbook.sandbox.predictstreet.ledger import USDC, Ledger
from crossbook.sandbox.predictstreet.units import SCALE, plain
from crossbook.sandbox.wire import JsonObject

DepositStatus: TypeAlias = Literal["PENDING_SCREENING", "SUBMITTED", "CONFIRMED", "REJECTED", "REVERTED", "EXPIRED"]
WithdrawalStatus: TypeAlias = Literal[
    "PENDING", "MLRO_REVIEW", "CO_SIGNED", "SUBMITTED", "CONFIRMED", "REJECTED", "REVERTED", "CANCELLED", "FAILED"
]
WITHDRAWAL_STATUSES: Final[tuple[str, ...]] = get_args(WithdrawalStatus)
CANCELLABLE: Final = frozenset({"PENDING", "MLRO_REVIEW", "CO_SIGNED"})
_OVER: Final = frozenset({"CONFIRMED", "REJECTED", "REVERTED", "CANCELLED", "FAILED"})
_DEPOSIT_OVER: Final = frozenset({"CONFIRMED", "REJECTED", "REVERTED", "EXPIRED"})
REVIEWED: Final = 5000 * SCALE
"""From this amount on a withdrawal may go anywhere, and people look at it."""


@define(kw_only=True, eq=False)
class Deposit:
    """One relayed deposit. Amount in base units."""

    audit_id: str
    job_id: str
    wallet: str
    source: str
    amount: int
    created_at: datetime
    status: DepositStatus = "PENDING_SCREENING"
    details: JsonObject
    """Members of the reply beside id and status, as far as there are any yet."""


@define(kw_only=True, eq=False)
class Withdrawal:
    """One withdrawal. Amount in base units."""

    id: str
    sequence: int
    wallet: str
    amount: int
    destination: str
    status: WithdrawalStatus
    created_at: datetime
    updated_at: datetime
    tx_hash: str | None = None
    reason: str | None = None

    def as_json(self) -> JsonObject:
        shown: JsonObject = {
            "id": self.id,
            "userWallet": self.wallet,
            "amount": plain(self.amount),
            "destination": self.destination,
            "status": self.status,
            "createdAt": timestamp(self.created_at),
            "updatedAt": timestamp(self.updated_at),
        }
        more = {"txHash": self.tx_hash, "reason": self.reason}
        return {**shown, **{name: value for name, value in more.items() if value is not None}}


@frozen
class Source:
    """An address that a deposit came from, and that was cleared."""

    address: str
    seen_at: datetime
    cleared_at: datetime


class Transfers:
    """Deposits and withdrawals by id, and allowed addresses by wallet."""

    def __init__(self, clock: Clock, ledger: Ledger) -> None:
        self._clock = clock
        self._ledger = ledger
        self._began = clock.wall()
        self._jobs = count(4211)
        self._deposits: dict[str, Deposit] = {}
        self._withdrawals: dict[str, Withdrawal] = {}
        self._sources: dict[str, dict[str, Source]] = {}
        self._whitelist: dict[str, set[str]] = {}
        self.after: float | None = 0
        """Seconds until a deposit is confirmed, half of them before it is sent; None: only when a test says so."""

    # ---- deposits

    def relay(self, wallet: str, source: str, amount: int) -> Deposit:
        """Queue a deposit."""
        deposit = Deposit(
            audit_id=str(uuid.uuid4()),
            job_id=str(next(self._jobs)),
            wallet=wallet,
            source=source,
            amount=amount,
            created_at=self._clock.wall(),
            details={},
        )
        self._deposits[deposit.audit_id] = deposit
        return deposit

    def deposit(self, audit_id: str, wallet: str | None = None) -> Deposit | None:
        found = self._deposits.get(audit_id.lower())
        return found if found is not None and wallet in (None, found.wallet) else None

    def catch_up(self, now: datetime) -> None:
        """Send and confirm what is due."""
        if self.after is None:
            return
        for deposit in self._deposits.values():
            if deposit.status not in _DEPOSIT_OVER:
                if deposit.created_at + timedelta(seconds=self.after) <= now:
                    self.move_deposit(deposit, "CONFIRMED")
                elif deposit.created_at + timedelta(seconds=self.after / 2) <= now and deposit.status == "PENDING_SCREENING":
                    self.move_deposit(deposit, "SUBMITTED")

    def move_deposit(self, deposit: Deposit, status: DepositStatus, code: str | None = None) -> None:
        """Let a deposit come further, or end. Raises ValueError for one that has ended."""
        if deposit.status in _DEPOSIT_OVER:
            raise ValueError(f"expected a deposit on its way, found {deposit.status}")
        now = self._clock.wall()
        if status in ("SUBMITTED", "CONFIRMED", "REVERTED"):
            deposit.details.setdefault("txHash", "0x" + secrets.token_hex(32))
            deposit.details.setdefault("submittedAt", timestamp(now))
        if status == "CONFIRMED":
            deposit.details["confirmedAt"] = timestamp(now)
            self._ledger.issue(deposit.wallet, USDC, deposit.amount)
            cleared = self._sources.setdefault(deposit.wallet, {})
            cleared.setdefault(deposit.source, Source(deposit.source, deposit.created_at, now))
        if code is not None:
            deposit.details["rejectionCode"] = code
        deposit.status = status

    def sources(self, wallet: str) -> tuple[Source, ...]:
        """List cleared addresses. The wallet itself is one, from what it has had here from the beginning."""
        own = Source(wallet, self._began, self._began)
        return (own, *(source for source in self._sources.get(wallet, {}).values() if source.address != wallet))

    # ---- withdrawals

    def allow(self, wallet: str, address: str) -> None:
        """Add an address to those that withdrawals may go to."""
        self._whitelist.setdefault(wallet, set()).add(address)

    def is_allowed(self, wallet: str, address: str) -> bool:
        return address in self._whitelist.get(wallet, ()) or any(source.address == address for source in self.sources(wallet))

    def withdraw(self, wallet: str, amount: int, destination: str, status: WithdrawalStatus) -> Withdrawal:
        """Lock the amount and queue. Raises OverdraftError."""
        self._ledger.lock(wallet, USDC, amount)
        now = self._clock.wall()
        withdrawal = Withdrawal(
            id=str(uuid.uuid4()),
            sequence=len(self._withdrawals) + 1,
            wallet=wallet,
            amount=amount,
            destination=destination,
            status=status,
            created_at=now,
            updated_at=now,
        )
        self._withdrawals[withdrawal.id] = withdrawal
        return withdrawal

    def withdrawal(self, withdrawal_id: str, wallet: str | None = None) -> Withdrawal | None:
        found = self._withdrawals.get(withdrawal_id.lower())
        return found if found is not None and wallet in (None, found.wallet) else None

    def withdrawals(self, wallet: str) -> tuple[Withdrawal, ...]:
        """List a wallet's withdrawals, newest first."""
        return tuple(found for found in reversed(self._withdrawals.values()) if found.wallet == wallet)

    def move_withdrawal(self, withdrawal: Withdrawal, status: WithdrawalStatus, reason: str | None = None) -> None:
        """Let a withdrawal come further, or end. Raises ValueError for one that has ended."""
        if withdrawal.status in _OVER:
            raise ValueError(f"expected a withdrawal on its way, found {withdrawal.status}")
        if status == "CONFIRMED":
            self._ledger.burn(withdrawal.wallet, USDC, withdrawal.amount, locked=True)
        elif status in _OVER:
            self._ledger.unlock(withdrawal.wallet, USDC, withdrawal.amount)
        if status in ("SUBMITTED", "CONFIRMED"):
            withdrawal.tx_hash = withdrawal.tx_hash or "0x" + secrets.token_hex(32)
        withdrawal.status, withdrawal.updated_at, withdrawal.reason = status, self._clock.wall(), reason


def estimate(token: str, amount: int, destination: str) -> JsonObject:
    """Write what a withdrawal would cost. No figure is documented: here it is free."""
    return {"token": token, "amount": plain(amount), "destination": destination, "protocolFee": "0", "gasEstimate": "0"}
