"""Accounts of the sandbox as they are examined, and what was found."""

from __future__ import annotations

from typing import Any

import attrs
from traded import environment_at

from crossbook import Finding
from crossbook.predictstreet import Contracts, TradingAccount
from crossbook.sandbox import PredictStreetSandbox, Sandbox

ELSEWHERE = "0x" + "12" * 20


def market(sandbox: Sandbox) -> PredictStreetSandbox:
    return sandbox.predictstreet


def account_of(market: PredictStreetSandbox, **changes: Any) -> TradingAccount:
    contracts = market.contracts
    pinned = {name: getattr(contracts, name) for name in ("exchange", "neg_risk_exchange", "vault_factory", "usdc")}
    pinned |= {name: changes.pop(name) for name in (*pinned,) if name in changes}
    environment = attrs.evolve(environment_at(market.url, changes.pop("chain_id", market.chain_id)), name="sandbox")
    given: dict[str, Any] = {"environment": environment, "wallet": market.wallet, "vault": market.trader().vault}
    return TradingAccount(contracts=Contracts(**pinned), **given | changes)


def verdicts(findings: tuple[Finding, ...]) -> dict[str, str]:
    return {finding.about: finding.verdict for finding in findings}


def words(findings: tuple[Finding, ...], about: str) -> str:
    return next(finding.words for finding in findings if finding.about == about)
