"""Claiming what positions of a market that is over pay: jobs that burn outcome tokens and pay USDC."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Literal, TypeAlias

from attrs import define

from crossbook.sandbox.clock import Clock, timestamp
from crossbook.sandbox.predictstreet.catalogue import Catalogue
from crossbook.sandbox.predictstreet.ledger import COLLATERAL, USDC, Ledger
from crossbook.sandbox.predictstreet.markets import OUTCOMES, PredictStreetMarket
from crossbook.sandbox.predictstreet.positions import Positions
from crossbook.sandbox.wire import JsonObject

RedeemStatus: TypeAlias = Literal["pending", "submitted", "confirmed", "failed_permanent"]


@define(kw_only=True, eq=False)
class RedeemJob:
    """One claim."""

    id: str
    wallet: str
    symbol: str
    outcome: int
    created_at: datetime
    status: RedeemStatus = "pending"
    tx_hash: str | None = None
    submitted_at: datetime | None = None
    confirmed_at: datetime | None = None
    last_error: str | None = None

    @property
    def is_final(self) -> bool:
        return self.status in ("confirmed", "failed_permanent")

    def as_json(self) -> JsonObject:
        shown: JsonObject = {"jobId": self.id, "status": self.status}
        more = {
            "txHash": self.tx_hash,
            "submittedAt": None if self.submitted_at is None else timestamp(self.submitted_at),
            "confirmedAt": None if self.confirmed_at is None else timestamp(self.confirmed_at),
            "lastError": self.last_error,
        }
        return {**shown, **{name: value for name, value in more.items() if value is not None}}


class Redeems:
    """Claims by job id."""

    def __init__(self, clock: Clock, catalogue: Catalogue, ledger: Ledger, positions: Positions) -> None:
        self._clock = clock
        self._catalogue = catalogue
        self._ledger = ledger
        self._positions = positions
        self._numbers = count(4210)
        self._jobs: dict[str, RedeemJob] = {}
        self.after: float | None = 0
        """Seconds until a claim is confirmed; None: only when a test says so."""
        self.neg_risk_ready = True
        self.on_confirmed: list[Callable[[RedeemJob], None]] = []

    def find(self, job_id: str, wallet: str | None = None) -> RedeemJob | None:
        job = self._jobs.get(job_id)
        return job if job is not None and wallet in (None, job.wallet) else None

    def known(self, job_id: str) -> RedeemJob:
        """Return a claim. Raises KeyError for an unknown id."""
        job = self.find(job_id)
        if job is None:
            raise KeyError(f"expected the id of a redeem of this sandbox, found {job_id!r}")
        return job

    def ask(self, wallet: str, market: PredictStreetMarket, outcome: int) -> RedeemJob:
        """Queue a claim, or return the one that is in flight."""
        for job in self._jobs.values():
            if (job.wallet, job.symbol, job.outcome) == (wallet, market.symbol, outcome) and not job.is_final:
                return job
        job = RedeemJob(id=str(next(self._numbers)), wallet=wallet, symbol=market.symbol, outcome=outcome, created_at=self._clock.wall())
        self._jobs[job.id] = job
        return job

    def catch_up(self, now: datetime) -> None:
        """Confirm what is due."""
        if self.after is not None:
            for job in list(self._jobs.values()):
                if not job.is_final and job.created_at + timedelta(seconds=self.after) <= now:
                    self.confirm(job)

    def confirm(self, job: RedeemJob) -> None:
        """Let the chain carry a claim out. Raises ValueError for one that is final."""
        self._finish(job, "confirmed")
        job.tx_hash = "0x" + secrets.token_hex(32)
        job.submitted_at = job.confirmed_at = self._clock.wall()
        market = self._catalogue.known(job.symbol)
        # "On neg-risk markets both sides are burnt whichever is named."
        for outcome in range(OUTCOMES) if market.neg_risk else (job.outcome,):
            self._pay(job.wallet, market, outcome)
        for hear in self.on_confirmed:
            hear(job)

    def fail(self, job: RedeemJob, error: str) -> None:
        """Let a claim fail for good. Raises ValueError for one that is final."""
        self._finish(job, "failed_permanent")
        job.last_error = error

    def _pay(self, wallet: str, market: PredictStreetMarket, outcome: int) -> None:
        token = market.token_ids[outcome]
        holding = self._ledger.of(wallet, token)
        payout = int(holding.available * (market.payouts or (0, 0))[outcome])
        self._ledger.burn(wallet, token, holding.available)
        self._ledger.pay(COLLATERAL, wallet, USDC, payout)
        self._positions.parted(wallet, token, holding.available, held=holding.total, proceeds=payout, now=self._clock.wall())

    @staticmethod
    def _finish(job: RedeemJob, status: RedeemStatus) -> None:
        if job.is_final:
            raise ValueError(f"expected a redeem on its way, found {job.status}")
        job.status = status
