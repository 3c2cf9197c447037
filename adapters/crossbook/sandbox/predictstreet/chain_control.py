"""What a test can do with all that ends on the chain: trades, claims, co-signed operations, deposits, withdrawals."""

from __future__ import annotations

from crossbook.sandbox.predictstreet.market_control import MarketControl
from crossbook.sandbox.predictstreet.trades import PredictStreetTrade, Trade
from crossbook.sandbox.predictstreet.transfers import DepositStatus, WithdrawalStatus


class ChainControl(MarketControl):
    """The chain, as far as the venue waits for it."""

    @property
    def settles_after(self) -> float | None:
        """Seconds from a match to its settlement, from a claim or deposit to its confirmation; 0 unless a test says otherwise.

        For the first half a trade is `matched` and a deposit PENDING_SCREENING, then they are on their way. None: nothing
        ends by itself.
        """
        return self._engine.state.settlement.after

    @settles_after.setter
    def settles_after(self, seconds: float | None) -> None:
        if seconds is not None and seconds < 0:
            raise ValueError(f"expected seconds >= 0 or None, found {seconds}")
        with self._engine.lock:
            self._engine.state.catch_up()
            for part in (self._engine.state.settlement, self._engine.state.redeems, self._engine.state.transfers):
                part.after = seconds

    @property
    def trades(self) -> tuple[PredictStreetTrade, ...]:
        """Every match so far, oldest first."""
        with self._engine.lock:
            self._engine.state.catch_up()
            return tuple(trade.snapshot() for trade in self._engine.state.trading.trades)

    def send_to_chain(self, trade_id: str) -> PredictStreetTrade:
        """Let a matched trade be on its way (`settlement_pending`). Raises KeyError for an unknown `trade_id`."""
        with self._engine.lock:
            trade = self._trade(trade_id)
            self._engine.state.settlement.send(trade)
            return trade.snapshot()

    def settle(self, trade_id: str | None = None) -> tuple[PredictStreetTrade, ...]:
        """Settle the trade `trade_id`, or all that are on their way; return them.

        Raises KeyError for an unknown id, ValueError for a trade that is final.
        """
        with self._engine.lock:
            settlement = self._engine.state.settlement
            trades = settlement.waiting() if trade_id is None else (self._trade(trade_id),)
            for trade in trades:
                settlement.settle(trade)
            return tuple(trade.snapshot() for trade in trades)

    def fail_settlement(self, trade_id: str) -> PredictStreetTrade:
        """Let the trade `trade_id` fail on the chain. Set `settles_after` to None before, or it has settled by now.

        What was locked for it is free again. An order that was filled, and of which every fill has failed, becomes
        `settlement_failed`. Raises ValueError for a trade that is final, KeyError for an unknown id.
        """
        with self._engine.lock:
            trade = self._trade(trade_id)
            self._engine.state.settlement.fail(trade)
            return trade.snapshot()

    def confirm_redeem(self, job_id: str) -> None:
        """Let the claim `job_id` be carried out. Raises KeyError for an unknown id, ValueError for one that is final."""
        with self._engine.lock:
            self._engine.state.redeems.confirm(self._engine.state.redeems.known(job_id))

    def fail_redeem(self, job_id: str, error: str = "execution reverted") -> None:
        """Let the claim `job_id` fail for good, with `error` as its lastError.

        Raises KeyError for an unknown id, ValueError for a claim that is final.
        """
        with self._engine.lock:
            self._engine.state.redeems.fail(self._engine.state.redeems.known(job_id), error)

    def set_neg_risk_ready(self, *, ready: bool) -> None:
        """Let claims on resolved neg-risk markets be taken, or refused with neg_risk_not_ready where `ready` is False."""
        with self._engine.lock:
            self._engine.state.redeems.neg_risk_ready = ready

    def execute_on_chain(self, operation_id: str) -> None:
        """Let the owner of a co-signed split, merge or conversion send it to the chain: tokens and USDC change.

        Raises ValueError if it is over, KeyError for an unknown `operation_id`.
        """
        with self._engine.lock:
            operations = self._engine.state.operations
            operations.execute(operations.known(operation_id))

    def set_chain_watcher(self, code: str | None) -> None:
        """Let the chain watcher be unable to answer, with this `code` (`chain_watcher_lagging`), or be back, with None."""
        with self._engine.lock:
            self._engine.state.operations.watcher = code

    def move_deposit(self, audit_id: str, status: DepositStatus, code: str | None = None) -> None:
        """Let a relayed deposit come further, or end, by its new `status`; `code` is the rejectionCode.

        Raises KeyError for an unknown `audit_id`, ValueError for a deposit that has ended.
        """
        with self._engine.lock:
            deposit = self._engine.state.transfers.deposit(audit_id)
            if deposit is None:
                raise KeyError(f"expected the auditId of a deposit of this sandbox, found {audit_id!r}")
            self._engine.state.transfers.move_deposit(deposit, status, code)

    def move_withdrawal(self, withdrawal_id: str, status: WithdrawalStatus, reason: str | None = None) -> None:
        """Let a withdrawal come further, or end, by its new `status`; `reason` is what it shows. Nothing moves it by itself.

        Raises KeyError for an unknown `withdrawal_id`, ValueError for a withdrawal that has ended.
        """
        with self._engine.lock:
            withdrawal = self._engine.state.transfers.withdrawal(withdrawal_id)
            if withdrawal is None:
                raise KeyError(f"expected the id of a withdrawal of this sandbox, found {withdrawal_id!r}")
            self._engine.state.transfers.move_withdrawal(withdrawal, status, reason)

    def _trade(self, trade_id: str) -> Trade:
        self._engine.state.catch_up()
        return self._engine.state.settlement.known(trade_id)
