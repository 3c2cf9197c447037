"""Where a client is, and for whom: what follows from what it was told. One that only cancels and reads loads nothing of signing for it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from crossbook.core.checks import Call, endpoint
from crossbook.core.redaction import Secret
from crossbook.predictstreet import trading
from crossbook.predictstreet.hosts import BASE_URL, WEBSOCKET_URL
from crossbook.predictstreet.identifiers import VENUE


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


def gateways(
    environment: trading.Environment | None,
    account: trading.TradingAccount | None,
    base_url: Secret | None,
    websocket_url: Secret | None,
    insecure_hosts: Collection[str],
) -> str | None:
    """Give the host of both websocket gateways; None where nobody has said it. Raises InvalidRequest.

    Whoever is at a host of his own must not be led to the venue's with his key.
    """
    where = environment if account is None else account.environment
    if where is not None and websocket_url is not None:
        raise Call(VENUE, "websocket_url").invalid(expected="no websocket_url beside an environment, which has its own", found="one")
    if where is not None:
        websocket_url = Secret(where.websocket_url)
    elif websocket_url is None:
        if base_url is not None:
            return None
        websocket_url = Secret(WEBSOCKET_URL)
    return endpoint(websocket_url, venue=VENUE, secure="wss", what="websocket_url", insecure_hosts=insecure_hosts)
