"""The API key of a partner, and the wallet it acts for."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Final

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.redaction import Secret
from crossbook.predictstreet.identifiers import VENUE
from crossbook_bindings.runtime import Operation, Request

WALLET_HEADER: Final = "X-User-Wallet"
_KEY_HEADER: Final = "X-Api-Key"

_WALLET: Final = re.compile(r"0x[0-9a-fA-F]{40}")
_KEY: Final = re.compile(r"ps_[^_]+_[^_]+_.+")
# A shorter one, of a trial, may be an everyday word.
_LEAST_SECRET: Final = 8


class KeyCredentials:
    """Sends the key, and the wallet where one is given: a multi-wallet key needs one with every request."""

    def __init__(self, api_key: Secret, user_wallet: str | None) -> None:
        self._known: list[Secret] = []
        self._hide(api_key)
        self._after: dict[Secret, Secret] = {}
        """What replaced each key. That is one step, which no interrupt and no thread can divide, and it needs no lock."""
        self._latest = api_key
        """Where to begin to look for the one in use."""
        if user_wallet is not None and (not is_a(user_wallet, str) or _WALLET.fullmatch(user_wallet) is None):
            raise Call(VENUE, "user_wallet").invalid(expected="a wallet of the form 0x and 40 hexadecimal digits", found=user_wallet)
        self.user_wallet = user_wallet
        # The keyId is public, what follows it is not.
        self.account: str | None = user_wallet or "_".join(api_key.reveal().split("_", 3)[:3])
        """The wallet, or what is public of the key."""

    def exchange(self, used: Secret | None, secret: Secret) -> bool:
        self._hide(secret)
        # One that was asked for instead of a key replaces no other key.
        return used is not None and used is self.current and self._after.setdefault(used, secret) is secret

    def _hide(self, secret: Secret) -> None:
        """Keep a key out of what is shown. Raises InvalidRequest for what cannot be one."""
        # Secrets may hold underscores and vary in length, so only the four parts are looked for.
        if not (secret.fits_a_header and secret.matches(_KEY)):
            raise Call(VENUE, "api_key").invalid(expected="a key of the form ps_<env>_<keyId>_<secret>", found=secret)
        # What follows the keyId is the secret of the secret: a reply may hold it without the rest, or be cut off in front of it.
        inner = Secret(secret.reveal().split("_", 3)[3])
        # Those that were replaced stay hidden. The whole is removed before its part.
        self._known += [secret, inner] if len(inner.reveal()) >= _LEAST_SECRET else [secret]

    @property
    def current(self) -> Secret:
        """The key in use, unseen."""
        key = self._latest
        while (after := self._after.get(key)) is not None:
            self._latest = key = after
        return key

    def handshake(self, *, names_wallet: bool) -> dict[str, str]:
        """Give the headers of a socket's handshake. Who is told the wallet is told of nobody else's orders, as long as it lasts."""
        wallet = {WALLET_HEADER: self.user_wallet} if names_wallet and self.user_wallet is not None else {}
        return {_KEY_HEADER: self.current.reveal(), **wallet}

    def is_current(self, used: Secret | None) -> bool:
        return used is self.current

    def check(self, request: Request[str, object, object]) -> None:
        """Raise InvalidRequest if a request names another wallet than the client: one client, one account."""
        for name, value in request.headers:
            if name.lower() != WALLET_HEADER.lower():
                continue
            if self.user_wallet is None or value.lower() != self.user_wallet.lower():
                raise Call(VENUE, request.operation.name).invalid(expected=f"the wallet of this client, {self.user_wallet}", found=value)

    def apply(self, operation: Operation[str], headers: MutableMapping[str, str]) -> Secret | None:
        if not operation.authenticated:
            return None
        used = self.current
        headers[_KEY_HEADER] = used.reveal()
        if self.user_wallet is not None:
            headers[WALLET_HEADER] = self.user_wallet
        return used

    def offered(self, used: Secret | None, rotated: str) -> Secret | None:
        """Give nothing: this venue does not replace keys."""
        return None

    def blot(self, text: str) -> str:
        for secret in self._known:
            text = secret.blot(text)
        return text
