"""What positions cost and what was made with them. Quantities are in the ledger; here is only their price.

Tokens that were not traded for (seeded, or from a conversion) have no known cost: their position shows none, as the venue's does
where `accountingStatus` is `unavailable`.
"""

from __future__ import annotations

from datetime import datetime

from attrs import evolve, frozen


@frozen
class Basis:
    """What a wallet's tokens of one outcome cost, in base units; None where that is not known. `realized` is profit in USDC."""

    cost: int | None = 0
    realized: int = 0


@frozen
class Profit:
    """A profit or loss that was realized."""

    at: datetime
    wallet: str
    amount: int


class Positions:
    """Cost and profit by wallet and token."""

    def __init__(self) -> None:
        self._bases: dict[tuple[str, str], Basis] = {}
        self.profits: list[Profit] = []

    def of(self, wallet: str, token: str) -> Basis:
        return self._bases.get((wallet, token), _NEW)

    def bought(self, wallet: str, token: str, cost: int) -> None:
        """Count what was paid for tokens."""
        basis = self.of(wallet, token)
        self._bases[wallet, token] = evolve(basis, cost=None if basis.cost is None else basis.cost + cost)

    def granted(self, wallet: str, token: str) -> None:
        """Note that tokens came whose cost nobody knows."""
        self._bases[wallet, token] = evolve(self.of(wallet, token), cost=None)

    def parted(self, wallet: str, token: str, quantity: int, *, held: int, proceeds: int, now: datetime) -> None:
        """Count tokens that were sold, merged or redeemed, out of `held`; cost goes with them in proportion."""
        basis = self.of(wallet, token)
        if basis.cost is None:
            # Once nothing is held, what comes next has a known cost again.
            self._bases[wallet, token] = evolve(basis, cost=0) if quantity == held else basis
            return
        share = basis.cost * quantity // held if held else 0
        self._bases[wallet, token] = Basis(basis.cost - share, basis.realized + proceeds - share)
        self.profits.append(Profit(now, wallet, proceeds - share))


_NEW = Basis()
