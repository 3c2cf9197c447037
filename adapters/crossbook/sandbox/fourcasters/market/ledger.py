"""Whose money is where: balances, and the worst that may come of what each account has at risk."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from attrs import define, field

from crossbook.sandbox.fourcasters.market.bets import Bet
from crossbook.sandbox.fourcasters.market.games import MarketKey, Selection

_NOTHING: Final = Fraction(0)


def _two() -> list[Fraction]:
    return [_NOTHING, _NOTHING]


@define
class _Exposure:
    """What an account has in one market. Places are those of the sides: first, second."""

    resting: list[Fraction] = field(factory=_two)
    """USD at risk in resting orders on a side."""
    result: list[Fraction] = field(factory=_two)
    """What the matched bets come to if a side wins."""

    worst: Fraction = _NOTHING
    """The worst of both results, were every resting order of the losing side matched; never above nothing."""

    def worst_with(self, resting: list[Fraction]) -> Fraction:
        """Work out the worst, with other resting orders."""
        return min(_NOTHING, self.result[0] - resting[1], self.result[1] - resting[0])

    @property
    def is_empty(self) -> bool:
        return not any((*self.resting, *self.result))


class Ledger:
    """Balances and exposures by account id.

    The liability of a game is the sum of the worst results of its markets, and that of an account the sum over its games.
    No page says how markets are added up; bets net within one market and not across.
    """

    def __init__(self) -> None:
        self._balances: dict[str, Fraction] = {}
        self._credit: dict[str, Fraction] = {}
        self._exposures: dict[str, dict[MarketKey, _Exposure]] = {}
        self._liabilities: dict[str, Fraction] = {}
        self.commission = _NOTHING
        """Commission that the venue has earned."""

    def open(self, account: str, balance: Fraction, credit: Fraction) -> None:
        """Open an account, or set what it has."""
        self._balances[account], self._credit[account] = balance, credit

    def is_open(self, account: str) -> bool:
        return account in self._balances

    def balance(self, account: str) -> Fraction:
        return self._balances[account]

    def credit(self, account: str) -> Fraction:
        return self._credit[account]

    def liability(self, account: str) -> Fraction:
        """The worst over all games, 0 or below."""
        return self._liabilities.get(account, _NOTHING)

    def game_liability(self, account: str, game_id: str) -> Fraction:
        """The worst over the markets of a game, 0 or below."""
        exposures = self._exposures.get(account, {})
        return sum((exposure.worst for key, exposure in exposures.items() if key.game_id == game_id), _NOTHING)

    def available(self, account: str) -> Fraction:
        """What the account may still risk."""
        return self._balances[account] + self._credit[account] + self.liability(account)

    def affords(self, account: str, selection: Selection, risk: Fraction) -> bool:
        """Whether the account could bear this much more at risk on a selection."""
        exposure = self._exposures.get(account, {}).get(selection.key) or _Exposure()
        resting = list(exposure.resting)
        resting[selection.index] += risk
        more = exposure.worst_with(resting) - exposure.worst
        # An order that adds nothing to the worst case is a hedge: it is taken even from an account that is under water.
        return not more or self.available(account) + more >= 0

    def rest(self, account: str, selection: Selection, risk: Fraction) -> None:
        """Put so much more at risk in resting orders; less, where it is negative."""
        exposure = self._exposure(account, selection.key)
        exposure.resting[selection.index] += risk
        self._moved(account, selection.key, exposure)

    def hold(self, bet: Bet, sign: int = 1) -> None:
        """Count a matched bet; with -1, count it no longer."""
        exposure = self._exposure(bet.account, bet.selection.key)
        index = bet.selection.index
        exposure.result[index] += sign * bet.win
        exposure.result[1 - index] -= sign * bet.risk
        self._moved(bet.account, bet.selection.key, exposure)

    def pay(self, account: str, result: Fraction, fee: Fraction) -> None:
        """Settle with an account: what it won or lost, of which the fee is the venue's."""
        self._balances[account] += result
        self.commission += fee

    @property
    def total(self) -> Fraction:
        """All money there is: what the accounts have, and what the venue has earned."""
        return sum(self._balances.values(), self.commission)

    def _exposure(self, account: str, key: MarketKey) -> _Exposure:
        return self._exposures.setdefault(account, {}).setdefault(key, _Exposure())

    def _moved(self, account: str, key: MarketKey, exposure: _Exposure) -> None:
        worst = exposure.worst_with(exposure.resting)
        if worst != exposure.worst:
            self._liabilities[account] = self._liabilities.get(account, _NOTHING) + worst - exposure.worst
            exposure.worst = worst
        if exposure.is_empty:
            del self._exposures[account][key]
