"""Partners of a PredictStreet sandbox and their API keys: who is calling, and for which wallet. Synthetic, works nowhere else."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from attrs import define, field, frozen

from crossbook.sandbox.engine import Refusal
from crossbook.sandbox.predictstreet.eip712 import address_of
from crossbook.sandbox.predictstreet.refusals import refusal
from crossbook.sandbox.wire import Json

KeyState: TypeAlias = Literal["active", "revoked", "expired", "suspended", "ip_denied", "no_associated_wallet"]

TRADING_SCOPES: Final = frozenset({"orders:write", "portfolio:read", "vault:write", "markets:read", "events:read"})
OWN: Final = "own"
"""Name of the account under test."""

AUDIT_SCOPES: Final = frozenset({"partner:trades:read"})
"""Never together with a scope that writes, on one key."""

_KEY = re.compile(r"ps_(?P<environment>live|test)_(?P<key_id>[0-9a-f]{16})_(?P<secret>[A-Za-z0-9_-]+)")
_WALLET = re.compile(r"0x[a-fA-F0-9]{40}")


@define(eq=False)
class ApiKey:
    """One key of a partner."""

    text: str = field(repr=False)
    partner: Partner
    scopes: frozenset[str]


@define(eq=False)
class Partner:
    """Who holds keys: a wallet of its own, or many. `test` marks the reserved sandbox environment of the keys made here."""

    name: str
    private_key: bytes = field(factory=lambda: secrets.token_bytes(32), repr=False)
    state: KeyState = "active"
    multi_wallet: bool = False
    wallet: str = field(init=False)
    wallets: set[str] = field(init=False)
    """Every wallet its keys have acted for."""

    def __attrs_post_init__(self) -> None:
        self.wallet = address_of(self.private_key)
        self.wallets = {self.wallet}


@frozen
class Caller:
    """An authenticated request."""

    key: ApiKey
    wallet: str

    def need(self, scope: str | None) -> None:
        """Raise Refusal if the key lacks a scope."""
        if scope is not None and scope not in self.key.scopes:
            have: list[Json] = [*sorted(self.key.scopes)]
            body: dict[str, Json] = {"code": "api_key_scope_missing", "message": "scope missing", "requiredScope": scope, "have": have}
            raise Refusal(403, body)


class Keys:
    """Partners by name, and their keys. The first partner, named `own`, is the account under test."""

    def __init__(self, api_key: str | None = None) -> None:
        if api_key is not None and _KEY.fullmatch(api_key) is None:
            raise ValueError("expected an API key of the form ps_test_<16 hex digits>_<secret>, found another one")
        self.banned: set[str] = set()
        self._partners = {OWN: Partner(OWN)}
        self._keys: dict[str, ApiKey] = {}
        self._trading = {OWN: self._add(ApiKey(api_key or _made_up(), self._partners[OWN], TRADING_SCOPES))}
        self._audit: dict[str, ApiKey] = {}

    def forget(self) -> None:
        """Let every partner be as it was when it was made; its key and wallet stay what they are."""
        self.banned.clear()
        for partner in self._partners.values():
            partner.state, partner.multi_wallet, partner.wallets = "active", False, {partner.wallet}
        for key in self._trading.values():
            key.scopes = TRADING_SCOPES

    def partner(self, name: str = OWN) -> Partner:
        """Return a partner; the first time a name is used, one is made."""
        if name not in self._partners:
            self._partners[name] = Partner(name)
            self._trading[name] = self._add(ApiKey(_made_up(), self._partners[name], TRADING_SCOPES))
        return self._partners[name]

    def trading_key(self, name: str = OWN) -> ApiKey:
        self.partner(name)
        return self._trading[name]

    def audit_key(self, name: str = OWN) -> ApiKey:
        """Return the partner's key for the audit feed, which can do nothing else."""
        if name not in self._audit:
            self._audit[name] = self._add(ApiKey(_made_up(), self.partner(name), AUDIT_SCOPES))
        return self._audit[name]

    def signer_of(self, wallet: str) -> Partner | None:
        """Return the partner whose private key a wallet's is, if it is one of ours."""
        return next((partner for partner in self._partners.values() if partner.wallet == wallet), None)

    def caller(self, headers: Mapping[str, str]) -> Caller:
        """Authenticate a request. Raises Refusal with the codes of errors/codes."""
        key = self._known(headers.get("x-api-key"))
        wallet = self._acting_wallet(key.partner, headers.get("x-user-wallet"))
        if wallet in self.banned:
            raise refusal(403, "wallet_banned")
        return Caller(key, wallet)

    def anybody(self, headers: Mapping[str, str]) -> Caller:
        """Authenticate a key for what is nobody's in particular, whatever wallet is named. Raises Refusal."""
        key = self._known(headers.get("x-api-key"))
        return Caller(key, key.partner.wallet)

    def _known(self, text: str | None) -> ApiKey:
        if text is None:
            raise refusal(401, "auth_required")
        match = _KEY.fullmatch(text)
        if match is None:
            raise refusal(401, "api_key_bad_format")
        key = self._keys.get(match["key_id"])
        if key is None:
            raise refusal(401, "api_key_unknown_key")
        if not secrets.compare_digest(text, key.text):
            raise refusal(401, "api_key_bad_secret")
        if key.partner.state != "active":
            raise refusal(401, f"api_key_{key.partner.state}")
        return key

    @staticmethod
    def _acting_wallet(partner: Partner, declared: str | None) -> str:
        if not partner.multi_wallet:  # the header is ignored, whatever it says
            return partner.wallet
        if declared is None:
            raise refusal(401, "api_key_user_wallet_required")
        if _WALLET.fullmatch(declared) is None:
            raise refusal(401, "api_key_user_wallet_invalid")
        partner.wallets.add(declared.lower())
        return declared.lower()

    def _add(self, key: ApiKey) -> ApiKey:
        match = _KEY.fullmatch(key.text)
        self._keys[match["key_id"] if match else key.text] = key
        return key


def _made_up() -> str:
    return f"ps_test_{secrets.token_hex(8)}_{secrets.token_urlsafe(32)}"
