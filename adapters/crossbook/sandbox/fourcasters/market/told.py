"""Who hears of what happens on the exchange."""

from __future__ import annotations

from typing import Protocol

from crossbook.sandbox.fourcasters.market.bets import Bet
from crossbook.sandbox.fourcasters.market.games import FourcastersGame
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder


class Told(Protocol):
    """Hears of every order that rests, is matched, or leaves its book unfilled, and of every game that is new or changes."""

    def placed(self, order: FourcastersOrder) -> None: ...
    def filled(self, taker: Bet, maker: Bet, made: FourcastersOrder) -> None: ...
    def ended(self, order: FourcastersOrder) -> None: ...
    def game_changed(self, game: FourcastersGame) -> None: ...
