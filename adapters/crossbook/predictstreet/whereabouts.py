"""Where a client is, and for whom: what follows from what it was told. One that only cancels and reads loads nothing of signing for it."""

from __future__ import annotations

from typing import NamedTuple

from crossbook.core.redaction import Secret
from crossbook.predictstreet import trading
from crossbook.predictstreet.hosts import BASE_URL


class Settled(NamedTuple):
    """Where a client is, which wallet it acts for, and what it trades with."""

    base_url: Secret
    wallet: str | None
    desk: trading.Desk | None


def settled(
    environment: trading.Environment | None,
    account: trading.TradingAccount | None,
    signer: trading.Signer | trading.AsyncSigner | None,
    base_url: Secret | None,
    user_wallet: str | None,
) -> Settled:
    """Check that what a client was told belongs together. Raises InvalidRequest."""
    if environment is None and account is None and signer is None:
        return Settled(Secret(BASE_URL) if base_url is None else base_url, user_wallet, None)
    url, wallet = trading.belonging(environment, account, signer, base_url, user_wallet)
    sign = None if signer is None else signer.sign_digest
    return Settled(url, wallet, None if account is None else trading.Desk(account, sign))
