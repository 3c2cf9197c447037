"""Whose money an order is, and where: environment, contracts, wallet and vault in one value, so that none is mixed with another's."""

from __future__ import annotations

import attrs

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.predictstreet.contracts import ADDRESS, Contracts
from crossbook.predictstreet.environments import Environment
from crossbook.predictstreet.identifiers import VENUE


@attrs.frozen(kw_only=True)
class TradingAccount:
    """One wallet and its vault, in one environment. Raises InvalidRequest for what is none."""

    environment: Environment
    """PRODUCTION, TESTNET, or one of your own."""
    contracts: Contracts
    """The contracts that its orders are signed for; pinned by you."""
    wallet: str
    """The address that signs."""
    vault: str
    """Address of the wallet's vault (`get_vault`), the maker of its orders. The venue refuses the wallet itself as maker."""

    def __attrs_post_init__(self) -> None:
        call = Call(VENUE, "TradingAccount")
        if not is_a(self.environment, Environment):
            raise call.invalid(expected="environment as an Environment, such as TESTNET", found=self.environment)
        if not is_a(self.contracts, Contracts):
            raise call.invalid(expected="contracts as a Contracts", found=self.contracts)
        for what in ("wallet", "vault"):
            value: object = getattr(self, what)
            if not is_a(value, str) or ADDRESS.fullmatch(str(value)) is None:
                raise call.invalid(expected=f"{what} as an address (0x and 40 hexadecimal digits)", found=value)
        if self.wallet.lower() == self.vault.lower():
            raise call.invalid(expected="a vault, which is another address than its wallet's", found=self.vault)
