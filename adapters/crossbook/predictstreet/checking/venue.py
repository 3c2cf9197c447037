"""What the venue itself confirms of a key and an account, as a plan: it reads, and places nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crossbook.core.judging import Reply, ask
from crossbook.core.skew import clock_finding
from crossbook.core.steps import Plan, now
from crossbook.core.stopwatch import Watch, started
from crossbook.errors import CrossbookError, Forbidden, Unauthorized
from crossbook.findings import Finding
from crossbook.predictstreet.contracts import pinned, unnamed
from crossbook.predictstreet.trading_account import TradingAccount
from crossbook_bindings.predictstreet import rest as bindings


def check(account: TradingAccount | None, wallet: str | None, at: datetime) -> Plan[tuple[Finding, ...]]:
    """Examine key, wallet, vault, clock and contracts."""
    watch = yield from started(at)
    asked = yield from now()
    vault = yield from ask(bindings.get_vault())
    contracts = yield from ask(bindings.get_platform_contracts())
    clock = yield from _clock(watch, asked, vault, contracts)
    return (_of_the_key(vault), *_of_the_vault(account, wallet, vault), clock, _of_the_contracts(account, contracts))


def _clock(watch: Watch, asked: float, *replies: Reply[object] | CrossbookError) -> Plan[Finding]:
    for reply in replies:
        if isinstance(reply, Reply):
            return (yield from clock_finding(watch, asked, reply))
    return Finding("clock", "unproven", "nothing was answered that tells the venue's time")


def _of_the_key(vault: Reply[bindings.VaultInfo] | CrossbookError) -> Finding:
    match vault:
        case Reply():
            words = "the venue takes the key for reading (portfolio:read)"
            return Finding("key", "proven", f"{words}; whether it may place orders (orders:write) shows when it does")
        case Unauthorized():
            return Finding("key", "wrong", f"the venue refuses the key: {said(vault)}")
        case Forbidden():
            return Finding("key", "wrong", f"the key may not read the portfolio (portfolio:read), or its wallet may not act: {said(vault)}")
        case _:
            return Finding("key", "unproven", said(vault))


def _of_the_vault(
    account: TradingAccount | None, wallet: str | None, vault: Reply[bindings.VaultInfo] | CrossbookError
) -> Iterator[Finding]:
    if isinstance(vault, CrossbookError):
        yield Finding("vault", "unproven", "the venue did not tell the wallet's vault")
        return
    told = vault.value
    if wallet is None:
        yield Finding("wallet", "unproven", f"the key acts for {told.walletAddress}; you named none to compare it with")
    elif told.walletAddress.lower() == wallet.lower():
        yield Finding("wallet", "proven", f"the key acts for {wallet}, says the venue")
    else:
        yield Finding("wallet", "wrong", f"the key acts for {told.walletAddress}, says the venue, and you named {wallet}")
    if not told.deployed:
        yield Finding("vault", "wrong", f"the vault {told.vaultAddress} is not deployed: nothing can be traded until it is")
    elif account is None:
        yield Finding("vault", "unproven", f"the vault is {told.vaultAddress}, says the venue; you named none to compare it with")
    elif told.vaultAddress.lower() == account.vault.lower():
        yield Finding("vault", "proven", f"the wallet's vault is {account.vault} and deployed, says the venue")
    else:
        yield Finding("vault", "wrong", f"the wallet's vault is {told.vaultAddress}, says the venue, and you named {account.vault}")


def _of_the_contracts(account: TradingAccount | None, reply: Reply[bindings.PlatformContracts] | CrossbookError) -> Finding:
    if account is None:
        return Finding("contracts", "unproven", "you pinned no contracts; none can be signed for")
    if isinstance(reply, CrossbookError):
        return Finding("contracts", "unproven", f"the venue did not tell its contracts: {said(reply)}")
    missing = unnamed(account.contracts, reply.value)
    if missing:
        return Finding("contracts", "wrong", f"the venue (GET /api/platform/contracts) does not name {', '.join(missing)}")
    names = ", ".join(name for name, _ in pinned(account.contracts))
    return Finding(
        "contracts",
        "proven",
        f"the venue names each address that you pinned ({names}); no document says how its reply tells which is which",
    )


def said(error: CrossbookError) -> str:
    """Give what an error says, without the body: whoever asks is shown a line."""
    return error.venue_text or error.message
