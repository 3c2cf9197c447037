"""Who owns what: USDC and outcome tokens of every wallet, free and locked, in base units.

Nothing appears or vanishes but by `issue` and `burn`, so that what there is can always be counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

USDC = "USDC"
COLLATERAL = "collateral"
"""Holds the USDC that outcome tokens stand for: one for each pair of a market."""


@frozen
class Holding:
    """What a wallet has of one asset."""

    available: int = 0
    locked: int = 0

    @property
    def total(self) -> int:
        return self.available + self.locked


class OverdraftError(Exception):
    """A wallet lacks what was to be locked or taken."""

    def __init__(self, wallet: str, asset: str, wanted: int, available: int) -> None:
        super().__init__(f"expected {wanted} base units of {asset} at {wallet}, found {available}")
        self.wallet = wallet
        self.asset = asset
        self.wanted = wanted


class Ledger:
    """Holdings by wallet and asset: `USDC`, or the id of an outcome token."""

    def __init__(self) -> None:
        self._holdings: dict[str, dict[str, Holding]] = {}
        self._issued: dict[str, int] = {}

    def of(self, wallet: str, asset: str = USDC) -> Holding:
        return self._holdings.get(wallet, {}).get(asset, _NOTHING)

    def assets(self, wallet: str) -> tuple[str, ...]:
        """Name the assets a wallet has ever had."""
        return tuple(self._holdings.get(wallet, {}))

    def issued(self, asset: str) -> int:
        """Count what there is of an asset, by what came into being."""
        return self._issued.get(asset, 0)

    def counted(self, asset: str) -> int:
        """Count what there is of an asset, by looking at every wallet."""
        return sum(holding.total for holding in self._all(asset))

    def issue(self, wallet: str, asset: str, count: int) -> None:
        """Let something come into being: a deposit, or tokens of a split."""
        self._issued[asset] = self.issued(asset) + count
        self._change(wallet, asset, available=count)

    def burn(self, wallet: str, asset: str, count: int, *, locked: bool = False) -> None:
        """Let something end: a withdrawal, or tokens of a merge. Raises OverdraftError."""
        self._change(wallet, asset, **{"locked" if locked else "available": -count})
        self._issued[asset] = self.issued(asset) - count

    def lock(self, wallet: str, asset: str, count: int) -> None:
        """Set something aside. Raises OverdraftError."""
        self._change(wallet, asset, available=-count, locked=count)

    def unlock(self, wallet: str, asset: str, count: int) -> None:
        """Free what was set aside."""
        self._change(wallet, asset, available=count, locked=-count)

    def move(self, giver: str, taker: str, asset: str, count: int) -> None:
        """Hand over what the giver had set aside."""
        self._change(giver, asset, locked=-count)
        self._change(taker, asset, available=count)

    def pay(self, giver: str, taker: str, asset: str, count: int) -> None:
        """Hand over what the giver has free. Raises OverdraftError."""
        self._change(giver, asset, available=-count)
        self._change(taker, asset, available=count)

    def _change(self, wallet: str, asset: str, *, available: int = 0, locked: int = 0) -> None:
        before = self.of(wallet, asset)
        after = Holding(before.available + available, before.locked + locked)
        if after.available < 0 or after.locked < 0:
            raise OverdraftError(wallet, asset, -min(available, locked), before.available if available < 0 else before.locked)
        self._holdings.setdefault(wallet, {})[asset] = after

    def _all(self, asset: str) -> Iterator[Holding]:
        return (holdings[asset] for holdings in self._holdings.values() if asset in holdings)


_NOTHING = Holding()
