"""For whom a client trades, and where: checked when it is made. And what it has learnt since."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple

import attrs

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.redaction import Secret
from crossbook.predictstreet.environments import Environment
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.orders.sightings import Owner
from crossbook.predictstreet.signing.signer import AsyncSigner, Signer
from crossbook.predictstreet.trading.markets import Markets
from crossbook.predictstreet.trading_account import TradingAccount


@attrs.frozen(kw_only=True)
class Known:
    """What a client knows at one moment. A call begins with it, so that it could be gone through once more."""

    markets: Markets = attrs.field(factory=Markets)
    contracts_confirmed: bool = False
    """Whether the venue has named every contract of the account."""


class Desk:
    """An account, who signs for it, and what is known. Threads may share it: it is only ever pointed to newer knowledge."""

    def __init__(self, account: TradingAccount, sign: Callable[[bytes], bytes | Awaitable[bytes]] | None) -> None:
        self.account = account
        self.sign = sign
        self.known = Known()

    def __repr__(self) -> str:
        return f"Desk({self.account!r})"

    def learn(self, change: Callable[[Known], Known]) -> None:
        """Remember what was learnt. Of two threads that learn at once, one may have to learn again."""
        self.known = change(self.known)


class Session(NamedTuple):
    """What one call begins with."""

    desk: Desk
    known: Known


def begun(desk: Desk | None) -> Session | None:
    """Take what a client knows as it is now; None for a client that was made without an account."""
    return None if desk is None else Session(desk, desk.known)


def owner_of(desk: Desk | None, wallet: str | None) -> Owner:
    """Say whose orders a client acts for, as far as it was told."""
    return Owner(wallet) if desk is None else Owner(desk.account.wallet, desk.account.vault)


def belonging(
    environment: Environment | None,
    account: TradingAccount | None,
    signer: Signer | AsyncSigner | None,
    base_url: Secret | None,
    user_wallet: str | None,
) -> tuple[Secret, str | None]:
    """Give the host and the wallet that follow from what a client was told. Raises InvalidRequest for what does not belong together."""
    call = Call(VENUE, "PredictStreet")
    if environment is not None and not is_a(environment, Environment):
        raise call.invalid(expected="environment as an Environment, such as TESTNET", found=environment)
    if account is not None and not is_a(account, TradingAccount):
        raise call.invalid(expected="account as a TradingAccount", found=account)
    where = environment if account is None else account.environment
    if environment not in (None, where):
        raise call.invalid(expected=f"the environment of the account, {where}", found=environment)
    if where is None:
        raise call.invalid(expected="an account for the signer to sign for", found=None)
    if base_url is not None and not _is_same_host(base_url, where.rest_url):
        # Not shown: there may be a password in it.
        raise call.invalid(expected=f"no base_url beside an environment, or its own, {where.rest_url}", found=_ANOTHER)
    url = Secret(where.rest_url) if base_url is None else base_url
    if account is None:
        if signer is not None:
            raise call.invalid(expected="an account for the signer to sign for", found=None)
        return url, user_wallet
    _check_wallet(call, account, signer, user_wallet)
    return url, account.wallet


def _check_wallet(call: Call, account: TradingAccount, signer: Signer | AsyncSigner | None, user_wallet: str | None) -> None:
    """Check that a client signs for the wallet that it acts for."""
    if user_wallet is not None and (not is_a(user_wallet, str) or user_wallet.lower() != account.wallet.lower()):
        raise call.invalid(expected=f"the account's wallet, {account.wallet}, as user_wallet", found=user_wallet)
    if signer is not None and not callable(getattr(signer, "sign_digest", None)):
        raise call.invalid(expected="a signer, such as a LocalSigner", found=signer)
    if signer is not None and (not is_a(signer.address, str) or signer.address.lower() != account.wallet.lower()):
        raise call.invalid(expected=f"a signer of the account's wallet, {account.wallet}", found=signer.address)


def _is_same_host(base_url: Secret, rest_url: str) -> bool:
    given = base_url.reveal()
    return is_a(given, str) and given.rstrip("/") == rest_url.rstrip("/")


class _Another:
    def __repr__(self) -> str:
        return "another one: a host of your own is an Environment of your own"


_ANOTHER: Final = _Another()
