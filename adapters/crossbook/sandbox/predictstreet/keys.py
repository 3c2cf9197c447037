"""The API key of a PredictStreet sandbox: who is calling, and for which wallet. Synthetic, works nowhere else."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

from crossbook.sandbox.engine import Refusal
from crossbook.sandbox.predictstreet.book import address

_KEY = re.compile(r"ps_(?P<environment>live|test)_(?P<key_id>[0-9a-f]{16})_(?P<secret>[A-Za-z0-9_-]+)")
_WALLET = re.compile(r"0x[a-fA-F0-9]{40}")


class Keys:
    """One key with its wallet, a second wallet, and their vaults. `multi_wallet` is the kind of partner the key belongs to."""

    def __init__(self, api_key: str | None = None) -> None:
        match = None if api_key is None else _KEY.fullmatch(api_key)
        if api_key is not None and match is None:
            raise ValueError("expected an API key of the form ps_test_<16 hex digits>_<secret>, found another one")
        self.wallet = address()
        self.other_wallet = address()
        self.multi_wallet = False
        self._environment = match["environment"] if match else "test"
        self._key_id = match["key_id"] if match else secrets.token_hex(8)
        self._secret = match["secret"] if match else secrets.token_urlsafe(32)
        self._vaults: dict[str, str] = {}

    @property
    def api_key(self) -> str:
        """`test` marks the reserved sandbox environment, so that this key can never be taken for a real one."""
        return f"ps_{self._environment}_{self._key_id}_{self._secret}"

    def vault_of(self, wallet: str) -> str:
        return self._vaults.setdefault(wallet, address())

    def acting_wallet(self, headers: Mapping[str, str]) -> str:
        """Authenticate a request; return the wallet it acts for. Raises Refusal with the codes of errors/codes."""
        key = headers.get("x-api-key")
        if key is None:
            raise _denied("auth_required")
        match = _KEY.fullmatch(key)
        if match is None:
            raise _denied("api_key_bad_format")
        if match["key_id"] != self._key_id:
            raise _denied("api_key_unknown_key")
        if not secrets.compare_digest(match["secret"], self._secret):
            raise _denied("api_key_bad_secret")
        if not self.multi_wallet:  # the header is ignored, whatever it says
            return self.wallet
        wallet = headers.get("x-user-wallet")
        if wallet is None:
            raise _denied("api_key_user_wallet_required")
        if _WALLET.fullmatch(wallet) is None:
            raise _denied("api_key_user_wallet_invalid")
        return wallet.lower()


def _denied(code: str) -> Refusal:
    return Refusal(401, {"code": code, "message": code.replace("_", " ")})
